// SPDX-License-Identifier: MIT
// The top of the page: the verdict in large, where the pull stands between stay and go, and the
// figures that it rests on.
import { count, h, percent, signed, svg } from "./dom.js";

// "Stay on Django: 6 admin classes …" is a title and what it rests on.
function parts(headline) {
  const at = headline.indexOf(": ");
  if (at < 0 || at > 60) return [headline, ""];
  return [headline.slice(0, at), headline.slice(at + 2)];
}

// The bottleneck mostly repeats the headline and adds where to look.
function lookAt(bottleneck, said) {
  if (!bottleneck) return "";
  const bare = said.replace(/\.$/, "");
  if (bare === "" || !bottleneck.startsWith(bare)) return bottleneck;
  const rest = bottleneck.slice(bare.length).replace(/^[;,.\s]+/, "");
  return rest && rest[0].toUpperCase() + rest.slice(1).replace(/\.?$/, ".");
}

// --- Where the pull stands --------------------------------------------------------------------------

const WIDTH = 640, EDGE = 12, REACH = 0.6;
const x = (pull) => EDGE + ((Math.max(-REACH, Math.min(REACH, pull)) + REACH) / (2 * REACH)) * (WIDTH - 2 * EDGE);

function gauge(verdict, before, threshold) {
  const says = `Pull ${signed(verdict.pull)} on a scale from ${signed(-REACH, 1)}, stay, to ${signed(REACH, 1)}, go; ` +
    `a move needs more than ${threshold.toFixed(2)}.`;
  const at = x(verdict.pull), gate = x(threshold);
  const moved = before && Math.abs(before.pull - verdict.pull) > 0.0005;
  return h("figure", { class: "gauge" },
    svg("svg", { viewBox: `0 0 ${WIDTH} 44`, role: "img", "aria-label": says },
      svg("line", { class: "axis", x1: EDGE, x2: WIDTH - EDGE, y1: 22, y2: 22 }),
      svg("line", { class: "go", x1: gate, x2: WIDTH - EDGE, y1: 22, y2: 22 }),
      svg("line", { class: "gate", x1: gate, x2: gate, y1: 10, y2: 34 }),
      moved && svg("circle", { class: "before", cx: x(before.pull), cy: 22, r: 7 }),
      svg("circle", { class: "pull", cx: at, cy: 22, r: 8 })),
    h("figcaption", { "aria-hidden": "true" }, h("span", {}, "stay"), h("span", {}, "go")));
}

// --- Figures ----------------------------------------------------------------------------------------

const figure = (label, value, note) => h("div", {}, h("dt", {}, label), h("dd", {}, h("strong", {}, value), h("small", {}, note)));

function figures(project, threshold) {
  const { verdict, robustness, effort } = project;
  const hasCost = effort.lines.length + effort.blockers.length > 0;
  return h("dl", { class: "figures" },
    figure("Pull", signed(verdict.pull), `a move needs more than ${threshold.toFixed(2)}`),
    robustness.trials > 0 && figure("Stands in", `${Math.floor((robustness.kept * 100) / robustness.trials)} %`,
      `of ${count(robustness.trials)} other weightings`),
    hasCost && figure("A move costs", effort.likely < 0.5 ? "< 1" : count(Math.round(effort.likely)),
      `person-days, ${count(Math.round(effort.low))} to ${count(Math.round(effort.high))}`),
    figure("Confidence", percent(verdict.confidence), "of code and matrix could speak"));
}

export function verdictSection(view) {
  const { project, words, report, before } = view;
  const [title, said] = parts(project.verdict.headline);
  const look = lookAt(project.verdict.bottleneck, said);
  const threshold = report.weights.numbers["threshold.migrate"][0];
  const hasPull = project.verdict.pull != null;
  return [
    h("p", { class: "subject" }, view.name ? [h("b", {}, view.name), " · "] : null, words.subject),
    h("h1", { class: `decision ${project.verdict.decision}` }, title),
    said && h("p", { class: "said" }, said[0].toUpperCase() + said.slice(1)),
    look && h("p", { class: "look" }, look),
    project.hybrid && h("p", { class: "look" }, `${project.hybrid.text}.`),
    hasPull && gauge(project.verdict, before?.verdict, threshold),
    hasPull && figures(project, threshold),
  ];
}
