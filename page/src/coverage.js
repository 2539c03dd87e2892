// SPDX-License-Identifier: MIT
// What was looked at, what could not be seen, and what went wrong on the way.
import { count, disclosure, h, plural, section } from "./dom.js";

const words = (key) => key.replace(/_/g, " ");

function tally(title, counts) {
  const rows = Object.entries(counts).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  return rows.length > 0 && h("div", {}, h("h3", {}, title), h("table", { class: "tally" }, h("tbody", {},
    rows.map(([key, n]) => h("tr", {}, h("th", { scope: "row" }, words(key)), h("td", { class: "figure" }, count(n)))))));
}

const PROBLEMS = 200;

const problem = (one) => h("li", {}, one.path && h("span", { class: "where" }, one.line ? `${one.path}:${one.line}` : one.path), " ", one.text);

export function coverageSection(view) {
  const { coverage, problems } = view.report;
  return section("coverage", "Looked at",
    h("p", {}, view.allWords.coverage),
    coverage.files > 0 && disclosure("coverage-figures", "Files by what they are for, and names that could not be followed",
      h("div", { class: "two" }, tally("Python files", coverage.roles), tally("Names not followed", coverage.unresolved))),
    problems.length > 0 && disclosure("coverage-problems", plural(problems.length, "problem"),
      h("ul", { class: "problems" }, problems.slice(0, PROBLEMS).map(problem)),
      problems.length > PROBLEMS && h("p", { class: "aside" }, `and ${count(problems.length - PROBLEMS)} more in the JSON`)));
}

export function unseenSection(view) {
  const { notes } = view.project.verdict;
  return notes.length > 0 && section("unseen", "Not seen", h("ul", { class: "plain" }, notes.map((note) => h("li", {}, note))));
}
