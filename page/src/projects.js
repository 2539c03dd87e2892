// SPDX-License-Identifier: MIT
// The deployables of a repository: each has a verdict of its own, one of them is shown.
import { h, plural } from "./dom.js";

export function makeProjects(report, main, chosen, onchoose) {
  if (report.projects.length < 2) return null;
  const row = (project, i) => h("li", {}, h("button", { type: "button", "aria-pressed": String(i === chosen), onclick: () => onchoose(i) },
    h("span", { class: "root" }, project.name || (project.root === "." ? "top folder" : `${project.root}/`), i === main && h("small", {}, "the repository’s verdict")),
    h("span", { class: `short ${project.verdict.decision}` }, project.verdict.headline.split(": ")[0]),
    h("small", { class: "files" }, plural(project.files, "file"))));
  return h("nav", { class: "projects", "aria-label": "Projects of this repository" }, h("ul", {}, report.projects.map(row)));
}
