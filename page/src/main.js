// SPDX-License-Identifier: MIT
// The page of one report. The report is data in the page and never changes; what is shown is a view of
// it, or of what the program decides with other weights.
//
//   report, words ─► view ─► sections          a slider: settings ─► judge ─► view ─► sections
import { h, replaceChildren, section } from "./dom.js";
import { adviceSection, againSection, cutSection, reasonsSection, recordSection, sureSection } from "./reasons.js";
import { costSection } from "./cost.js";
import { coverageSection, unseenSection } from "./coverage.js";
import { findingsSection, routesSection } from "./ledgers.js";
import { makeMatrix } from "./matrix.js";
import { openJudge } from "./judge.js";
import { makeProjects } from "./projects.js";
import { makeFoot, makeNumbers } from "./weights.js";
import { verdictSection } from "./verdict.js";

const read = (id) => document.getElementById(id).textContent;
const base = { report: JSON.parse(read("report")), words: JSON.parse(read("words")) };

let now = base;
let chosen = base.words.main;
let settings = new Map(); // name of a weight → value, in the order of moving
let judge = null, refusal = "";
let parts = []; // [element, how to make its children]
let matrix = null, numbers = null, foot = null;

function weightOf(name) {
  if (settings.has(name)) return settings.get(name);
  const { criteria, numbers } = base.report.weights;
  return (criteria[name] ?? numbers[name])[0];
}

// Places are in the report that the page was made of only.
function withPlaces(project) {
  const known = new Map(base.report.projects[chosen].signals.map((signal) => [signal.id, signal.evidence]));
  return { ...project, signals: project.signals.map((signal) => ({ ...signal, evidence: known.get(signal.id) ?? [] })) };
}

function makeView() {
  const project = withPlaces(now.report.projects[chosen]);
  const { record, gates, change, signals, findings } = base.words; // these do not follow from weights
  return {
    report: now.report,
    project,
    words: now.words.projects[chosen],
    allWords: { ...now.words, record, gates, change, signals, findings },
    baseReport: base.report,
    baseProject: base.report.projects[chosen],
    before: now === base ? null : base.report.projects[chosen],
    isMoved: now !== base,
    name: project.name || base.report.repository.name,
    signals: new Map(project.signals.map((signal) => [signal.id, signal])),
    weights: weightOf,
    weightSum: Object.keys(base.report.weights.criteria).reduce((sum, id) => sum + weightOf(id), 0) || 1,
  };
}

// --- Following the sliders --------------------------------------------------------------------------

let isWaiting = false;

function setWeight(name, value) {
  const [standard] = base.report.weights.criteria[name] ?? base.report.weights.numbers[name];
  if (Math.abs(value - standard) < 5e-7) settings.delete(name);
  else settings.set(name, +value.toFixed(6));
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    follow();
  });
}

function follow() {
  try {
    now = settings.size ? judge.decide([...settings]) : base;
  } catch (error) {
    foot.fail(`This does not work: ${error.message}`);
    return;
  }
  update();
}

function reset() {
  settings = new Map();
  now = base;
  update();
  document.querySelector(".matrix input")?.focus();
}

// The figures as they are, for whoever drives the page by a script.
function note(view) {
  const { decision, target, pull, fit, margin } = view.project.verdict;
  Object.assign(document.querySelector("main").dataset, { decision, target, pull, fit, margin, kept: view.project.robustness.kept });
}

function update() {
  const view = makeView();
  note(view);
  matrix?.update(view);
  numbers?.update(view);
  foot.update(view, [...settings]);
  for (const part of parts) {
    const children = part.make(view);
    if (part.follows) replaceChildren(part.element, [children].flat(Infinity));
  }
}

// --- The page ---------------------------------------------------------------------------------------

function save() {
  const link = h("a", { href: URL.createObjectURL(new Blob([read("report")], { type: "application/json" })), download: "report.json" });
  link.click();
  URL.revokeObjectURL(link.href);
}

const WITHOUT = "The weights cannot be moved in this page; `stayorgo rescore` can, with the report as JSON.";

function matrixSection(view) {
  matrix = numbers = null;
  if (view.project.criteria.every((one) => one.django + one.fastapi === 0)) return null;
  matrix = makeMatrix(view, judge && setWeight);
  numbers = judge && makeNumbers(view, setWeight);
  return section("matrix", "Matrix",
    h("p", { class: "aside" }, "Pale: what speaks for a side. Full: how far the criterion leans in the end; the thicker, the more it weighs, so the area is what it adds to the fit. ",
      judge && h("span", { class: "hint" }, "Move a weight, and the program decides again.")),
    matrix.node, numbers?.node, !judge && h("p", { class: "aside" }, refusal || WITHOUT));
}

function show() {
  const view = makeView();
  parts = [];
  const part = (make, follows = true) => {
    const element = h("div", { class: "part" });
    element.append(...[make(view)].flat(Infinity).filter(Boolean));
    parts.push({ element, make, follows });
    return element;
  };
  const still = (make) => h("div", { class: "part" }, [make(view)].flat(Infinity).filter(Boolean));
  foot = makeFoot(reset);
  const { tool } = base.report;
  document.getElementById("page").replaceChildren(
    h("a", { class: "skip", href: "#sections" }, "To the report"),
    ...[makeProjects(base.report, base.words.main, chosen, choose)].filter(Boolean),
    h("main", { id: "sections", tabindex: -1 },
      h("header", { class: "verdict" }, part(verdictSection)),
      part(againSection),
      still(recordSection),
      still(matrixSection),
      part(reasonsSection),
      part(adviceSection),
      part(cutSection),
      part(costSection),
      part(sureSection),
      still(routesSection),
      still(findingsSection),
      still(coverageSection),
      part(unseenSection)),
    h("footer", {}, h("p", {}, `stayorgo ${tool.version}, rules ${tool.rules}. This page is one file: it loads nothing and sends nothing. `,
      h("button", { type: "button", class: "more", onclick: save }, "Save the report as JSON"))),
    foot.node);
  note(view);
}

function choose(index) {
  chosen = index;
  show();
  document.querySelector('.projects [aria-pressed="true"]').focus();
}

// Without the module, or where it does not take the report, the page is the same but for the sliders.
async function start() {
  try {
    judge = await openJudge(base.report, read("module").trim());
  } catch (error) {
    refusal = `The weights cannot be moved in this page: ${error.message}.`;
  }
  show();
}

start();
