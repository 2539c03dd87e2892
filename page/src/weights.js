// SPDX-License-Identifier: MIT
// The other numbers of the decision, behind a disclosure; and what stands at the foot of the window
// while weights are moved: what they give, the command that gives the same, and the way back.
import { disclosure, h, weight } from "./dom.js";

// The scan settled with these what the project is built on, and how its days are priced.
const SETTLED = new Set(["framework.entry", "framework.declared", "framework.hybrid"]);

function numberRow(view, name, onweight) {
  const base = view.baseReport.weights.numbers[name][0];
  const input = h("input", { type: "number", step: "any", value: weight(base), id: `number-${name}`, oninput: set });
  function set() {
    const value = input.valueAsNumber;
    if (Number.isFinite(value)) onweight(name, value);
  }
  return {
    node: h("div", { class: "number" }, h("label", { for: input.id }, h("code", {}, name), " ", view.allWords.numbers[name] ?? ""), input),
    update(next) {
      const value = next.weights(name);
      if (input.valueAsNumber !== value) input.value = weight(value);
      input.classList.toggle("moved", value !== base);
    },
  };
}

export function makeNumbers(view, onweight) {
  const rows = Object.keys(view.baseReport.weights.numbers).filter((name) => !SETTLED.has(name)).map((name) => numberRow(view, name, onweight));
  return {
    node: disclosure("numbers", "Inertia, thresholds and what cost weighs", h("div", { class: "numbers" }, rows.map((row) => row.node))),
    update(next) { for (const row of rows) row.update(next); },
  };
}

const short = { stay: "stay", migrate: "migrate", split: "split", undecided: "undecided", none: "nothing to decide" };

function said(view, verdict) {
  const to = verdict.target ? ` to ${view.allWords.frameworks[verdict.target] ?? verdict.target}` : "";
  return short[verdict.decision] + (verdict.decision === "migrate" ? to : "");
}

export const command = (settings) =>
  `stayorgo rescore report.json ${settings.map(([name, value]) => `--set ${name}=${weight(value)}`).join(" ")}`;

export function makeFoot(reset) {
  const says = h("p", { role: "status" });
  const same = h("code", {});
  const node = h("aside", { class: "foot", "aria-label": "Your weights", hidden: true },
    h("div", { class: "in" }, says, h("p", { class: "same" }, same), h("button", { type: "button", onclick: reset }, "Back to the report’s weights")));
  return {
    node,
    update(view, settings) {
      node.hidden = settings.length === 0;
      if (node.hidden) return;
      const now = view.project.verdict, before = view.baseProject.verdict;
      const isSame = now.decision === before.decision && now.target === before.target;
      says.replaceChildren("With these weights: ", h("b", { class: now.decision }, said(view, now)),
        isSame ? ", as in the report." : `. The report says: ${said(view, before)}.`);
      same.textContent = command(settings);
    },
    fail(sentence) { says.textContent = sentence; },
  };
}
