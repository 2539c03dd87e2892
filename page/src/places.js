// SPDX-License-Identifier: MIT
// Places in the code: path, line, and what stands there, with what was matched marked in it.
import { count, h } from "./dom.js";

export const where = (place) => h("span", { class: "where" }, `${place.path}:${place.line}`);

// The matched name as it stands in the line: "django.db.models.Model" may be there as "models.Model".
function find(text, detail) {
  const names = [detail];
  for (let at = detail.indexOf("."); at >= 0; at = detail.indexOf(".", at + 1)) names.push(detail.slice(at + 1));
  for (const name of names) {
    const at = name.length > 1 ? text.indexOf(name) : -1;
    if (at >= 0) return [at, at + name.length];
  }
  return null;
}

export function codeLine(place) {
  if (!place.text) return null;
  const found = find(place.text, place.detail ?? "");
  const parts = found
    ? [place.text.slice(0, found[0]), h("mark", {}, place.text.slice(...found)), place.text.slice(found[1])]
    : place.text;
  return h("code", { class: "line" }, parts);
}

const place = (one) => h("li", {}, where(one), codeLine(one));

const SHOWN = 5;

// All places of a signal, the most telling first; more than a few only when asked for.
export function placeList(signal) {
  const places = signal?.evidence ?? [];
  if (places.length === 0) return null;
  const list = h("ol", { class: "places" }, places.slice(0, SHOWN).map(place));
  const rest = places.slice(SHOWN);
  const more = rest.length > 0 && h("button", { type: "button", class: "more", onclick: show }, `${rest.length} more`);
  const unlisted = signal.count - places.length;
  function show() {
    const first = list.children.length;
    list.append(...rest.map(place));
    more.remove();
    list.children[first].tabIndex = -1;
    list.children[first].focus();
  }
  return [list, more, unlisted > 0 && h("p", { class: "aside" }, `The report keeps the first place of each of the
    ${places.length} most telling files; ${count(signal.count)} were counted in all.`.replace(/\s+/g, " "))];
}
