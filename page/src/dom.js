// SPDX-License-Identifier: MIT
// Elements out of plain values. Text from the report only ever becomes a text node or an attribute.
//
//   h("p", {class: "line"}, "3 places in ", h("code", {}, path))

const SVG = "http://www.w3.org/2000/svg";

function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) element.style.setProperty(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

export const h = (tag, attributes = {}, ...children) =>
  make(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  make(document.createElementNS(SVG, tag), attributes, children);

// --- Figures, the same for every reader -------------------------------------------------------------

export const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;
export const percent = (share) => `${Math.round(share * 100)} %`;

const minus = (text) => text.replace("-", "−");

export const signed = (x, digits = 2) => {
  const text = minus(x.toFixed(digits));
  if (!/[1-9]/.test(text)) return text.replace("−", "");
  return x > 0 ? `+${text}` : text;
};

// "12.5", and "1,240" where tenths look too exact.
export const days = (x) => (x >= 99.95 ? count(Math.round(x)) : x.toFixed(1));

// A weight as it is written in rules and on the command line.
export const weight = (x) => String(+x.toFixed(6));

// --- Pieces that several sections use ---------------------------------------------------------------

export function section(id, title, ...children) {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), children);
}

// A label that opens what belongs to it; `key` keeps it open when the section is made anew.
export function disclosure(key, label, ...children) {
  return h("details", { "data-key": key }, h("summary", {}, label), h("div", { class: "inside" }, children));
}

// Closed parts that were open in the old children stay open in the new ones.
export function replaceChildren(parent, ...children) {
  const open = new Set([...parent.querySelectorAll("details[open]")].map((one) => one.dataset.key));
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
  for (const one of parent.querySelectorAll("details")) if (open.has(one.dataset.key)) one.open = true;
}
