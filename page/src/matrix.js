// SPDX-License-Identifier: MIT
// The matrix as a picture. Each criterion has a bar from the middle to both sides:
//
//     pale    what speaks for that side, as a share of what could
//     full    how far the criterion leans in the end; the thicker, the more it weighs
//
// so the full area is what the criterion adds to the fit. Where the page can decide again, a slider
// sets the weight. The rows stay while figures change: a slider must not be replaced while it moves.
import { disclosure, h, percent, replaceChildren, signed, weight } from "./dom.js";
import { placeList, where } from "./places.js";

const THICK = 26, THIN = 3; // pixels, for the heaviest and the lightest

// The slider reaches twice the weight of the rules, and the heaviest criterion for the light ones.
const reach = (base, most) => Math.max(2 * base, most, 1);
const step = 0.05;

function signals(view, id) {
  return view.project.signals.filter((one) => one.criterion === id && one.kind !== "investment" && one.lean !== 0);
}

function signalLine(view, signal) {
  const first = signal.evidence?.[0];
  const label = [
    h("span", { class: `side ${signal.lean < 0 ? "django" : "fastapi"}` }, signed(signal.contribution / view.weightSum, 3)),
    h("span", { class: "text" }, `${signal.title} `, h("span", { class: "n" }, signal.count)),
    first && h("span", { class: "first" }, where(first)),
  ];
  const why = view.allWords.signals[signal.id];
  return h("li", {}, disclosure(`signal-${signal.id}`, label, why && h("p", { class: "why" }, why), placeList(signal)));
}

function details(view, criterion) {
  const words = view.allWords.criteria[criterion.id];
  const found = signals(view, criterion.id);
  return [
    words && h("dl", { class: "choose" },
      h("div", {}, h("dt", {}, "Django if"), h("dd", {}, words.django)),
      h("div", {}, h("dt", {}, "FastAPI if"), h("dd", {}, words.fastapi))),
    found.length
      ? h("ul", { class: "signals" }, found.map((one) => signalLine(view, one)))
      : h("p", { class: "aside" }, "No sign of it in the code."),
  ];
}

// What speaks for each side, as a share of what could: it nears 1 as points pile up.
function shares(view, criterion) {
  const full = criterion.django + criterion.fastapi + view.report.weights.criteria[criterion.id][1];
  return [criterion.django / full, criterion.fastapi / full];
}

// One row: its cells, and how to set them anew.
function row(view, criterion, index, onweight) {
  const id = criterion.id;
  const panel = h("div", { class: "panel", id: `criterion-${index}`, hidden: true });
  const name = h("button", { type: "button", class: "name", "aria-expanded": "false", "aria-controls": panel.id, onclick: toggle }, criterion.title);
  const left = h("td", { class: "figure django" }), right = h("td", { class: "figure fastapi" });
  const bar = h("div", { class: "bars", "aria-hidden": "true" }, h("i", { class: "django" }), h("i", { class: "fastapi" }), h("b"));
  const adds = h("td", { class: "figure adds" });
  const value = h("output", { class: "value" });
  const base = view.baseReport.weights.criteria[id][0];
  const most = Math.max(...Object.values(view.baseReport.weights.criteria).map(([one]) => one));
  const slider = onweight && h("input", { type: "range", min: 0, max: reach(base, most), step: "any",
    value: base, "aria-label": `Weight of ${criterion.title}`, oninput: slide, onkeydown: nudge });
  let current = view;
  const set = (x) => onweight(id, Math.max(0, Math.min(+slider.max, Math.round(x / step) * step)));
  function slide() { set(+slider.value); }
  // "any" keeps the weights of the rules as they are; arrow keys then need a step of their own.
  function nudge(event) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!by) return;
    event.preventDefault();
    set(+slider.value + by * step);
  }
  function toggle() {
    panel.hidden = !panel.hidden;
    name.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) replaceChildren(panel, details(current, criterion));
  }
  function update(next, now, { heaviest, widest }) {
    current = next;
    const [django, fastapi] = shares(next, now), net = fastapi - django;
    const weighs = next.weights(id);
    left.textContent = now.django > 0 ? percent(django) : "";
    right.textContent = now.fastapi > 0 ? percent(fastapi) : "";
    const long = (share) => `${(share / widest) * 50}%`;
    bar.style.setProperty("--left", long(django));
    bar.style.setProperty("--right", long(fastapi));
    bar.style.setProperty("--net", long(Math.abs(net)));
    bar.style.setProperty("--thick", `${weighs > 0 ? THIN + (THICK - THIN) * (weighs / heaviest) : 0}px`);
    bar.className = `bars ${net < 0 ? "to-django" : "to-fastapi"}`;
    adds.textContent = now.django + now.fastapi > 0 ? signed(now.contribution / next.weightSum, 3) : "0";
    value.textContent = weight(weighs);
    value.classList.toggle("moved", weighs !== base);
    if (slider) {
      slider.value = weighs;
      slider.setAttribute("aria-valuetext", weight(weighs));
    }
    if (!panel.hidden) replaceChildren(panel, details(next, now));
  }
  const rows = [
    h("tr", {}, h("th", { scope: "row" }, name), left, h("td", { class: "picture" }, bar), right, adds,
      h("td", { class: "weight" }, slider, value)),
    h("tr", { class: "more-of" }, h("td", { colspan: 6 }, panel)),
  ];
  return { id, rows, update };
}

// onweight(id, value) is null where the page cannot decide again.
export function makeMatrix(view, onweight) {
  const rows = view.project.criteria.map((criterion, i) => row(view, criterion, i, onweight));
  const sum = h("td", { class: "figure adds" });
  const fit = h("div", { class: "fit", "aria-hidden": "true" }, h("b"));
  const node = h("table", { class: "matrix" },
    h("thead", {}, h("tr", {},
      h("th", { scope: "col" }, "Criterion"),
      h("th", { scope: "colgroup", colspan: 3 }, h("span", { class: "ends" }, h("span", { class: "django" }, "Django"), h("span", { class: "fastapi" }, "FastAPI"))),
      h("th", { scope: "col", class: "figure adds" }, "Adds"),
      h("th", { scope: "col", class: "weight" }, "Weight"))),
    h("tbody", {}, rows.map((one) => one.rows)),
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "Fit"), h("td"), h("td", { class: "picture" }, fit), h("td"), sum, h("td", { class: "weight" }))));
  function update(next) {
    const scale = {
      heaviest: Math.max(1, ...next.project.criteria.map((one) => next.weights(one.id))),
      widest: Math.max(0.5, ...next.project.criteria.flatMap((one) => shares(next, one))),
    };
    const byId = new Map(next.project.criteria.map((one) => [one.id, one]));
    for (const one of rows) one.update(next, byId.get(one.id), scale);
    const x = next.project.verdict.fit;
    sum.textContent = signed(x, 3);
    fit.className = `fit ${x < 0 ? "to-django" : "to-fastapi"}`;
    fit.style.setProperty("--net", `${Math.min(1, Math.abs(x)) * 50}%`);
  }
  update(view);
  return { node, update };
}
