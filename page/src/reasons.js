// SPDX-License-Identifier: MIT
// Why, and the strongest case against; what to do; what would change the verdict.
import { count, disclosure, h, section } from "./dom.js";
import { placeList, where } from "./places.js";

function reason(view, one) {
  const signal = view.signals.get(one.signal);
  const first = signal?.evidence?.[0];
  const label = [h("span", { class: "text" }, one.text), first && h("span", { class: "first" }, where(first))];
  const why = view.allWords.signals[one.signal];
  if (!first && !why) return h("li", {}, label);
  return h("li", {}, disclosure(`reason-${one.signal}`, label, why && h("p", { class: "why" }, why), placeList(signal)));
}

const column = (view, title, list, none) => h("div", {}, h("h3", {}, title),
  list.length ? h("ul", { class: "reasons" }, list.map((one) => reason(view, one))) : h("p", { class: "aside" }, none));

export function reasonsSection(view) {
  const { verdict } = view.project;
  if (verdict.reasons.length + verdict.against.length === 0) return null;
  const isOpen = verdict.decision === "undecided";
  return section("reasons", isOpen ? "For and against" : "Why, and what speaks against it",
    h("div", { class: "two" },
      column(view, isOpen ? "For staying" : "Why", verdict.reasons, "Nothing in the code."),
      column(view, isOpen ? "For moving" : "Against", verdict.against, "Nothing in the code.")));
}

export function adviceSection(view) {
  const { advice } = view.project;
  if (advice.length === 0) return null;
  return section("advice", "What to do", h("ol", { class: "advice" }, advice.map((one, i) => {
    const signal = view.signals.get(view.words.advice[i]);
    const places = placeList(signal);
    return h("li", {}, places
      ? disclosure(`advice-${one.id}`, [h("span", { class: "text" }, one.text), h("span", { class: "first" }, where(signal.evidence[0]))], places)
      : h("span", { class: "text" }, one.text));
  })));
}

export function cutSection(view) {
  return view.words.cut && section("cut", "The cut", h("p", {}, view.words.cut));
}

// --- How sure ---------------------------------------------------------------------------------------

function outcomes(robustness) {
  const decided = Object.entries(robustness.decided).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  const says = decided.map(([key, n]) => `${key} ${count(n)}`).join(", ");
  return h("figure", { class: "outcomes" },
    h("div", { class: "stack", role: "img", "aria-label": `Of ${count(robustness.trials)} other weightings: ${says}` },
      decided.map(([key, n]) => h("span", { class: key, "--share": n / robustness.trials }))),
    h("figcaption", {}, decided.map(([key, n]) => h("span", { class: `key ${key}` }, `${key} ${count(n)}`))));
}

export function sureSection(view) {
  const { robustness, counterfactuals } = view.project;
  if (!view.words.sure) return null;
  return section("sure", "How sure, and what would change it",
    h("p", {}, view.words.sure),
    robustness.trials > 0 && outcomes(robustness),
    counterfactuals.length > 0
      ? [h("p", {}, "Another verdict would need:"), h("ul", { class: "flips" }, counterfactuals.map((one) => h("li", {}, one.text)))]
      : h("p", { class: "aside" }, "No change of one signal or of two gives another verdict."));
}

// --- What the team decided, and what changed ---------------------------------------------------------

const lines = (list) => h("ul", { class: "plain" }, list.map((line) => h("li", {}, line)));

export function recordSection(view) {
  const { record, gates, change } = view.allWords;
  return [
    (record || gates.length > 0) && section("record", "What the team decided",
      record && h("p", {}, record),
      gates.length > 0 && h("ul", { class: "plain gates" }, gates.map((gate) => h("li", { class: gate.failed && "failed" }, gate.text)))),
    change && section("change", "What changed", lines(change)),
  ];
}

// --- A report that was decided again ----------------------------------------------------------------

export function againSection(view) {
  const lines = view.allWords.again;
  if (lines.length === 0 || view.isMoved) return null;
  return section("again", "Decided again", lines.map((line) => h("p", { class: line.is_change ? "change" : null }, line.text)));
}

