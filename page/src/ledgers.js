// SPDX-License-Identifier: MIT
// The two long lists: findings, and the ledger of endpoints. Each is there when the report has it, on
// the project or on the whole.
import { disclosure, h, section } from "./dom.js";
import { codeLine } from "./places.js";
import { longTable } from "./list.js";

// What belongs to the shown project; rows that name none belong to all.
const of = (view, key) => view.baseProject[key] ??
  view.baseReport[key]?.filter((row) => row.project == null || row.project === view.baseProject.root);

// --- Findings ---------------------------------------------------------------------------------------

const LEVELS = ["error", "warning", "note"];

// What is silenced comes last, then level, then what is new.
const rank = (row) => (row.suppressed ? 100 : 0) + 10 * (LEVELS.indexOf(row.level) + 1 || 9) + (row.state === "new" ? 0 : 1);

const place = (row) => h("span", { class: "where" }, row.line ? `${row.path}:${row.line}` : row.path ?? "");

// The way from the place to what it is about, and what the rule says of it.
function more(row, said) {
  if (!said && !row.steps?.length) return null;
  return disclosure(null, "Why, and what to do", said && h("p", {}, said.why), said && h("p", {}, said.todo),
    row.steps?.length > 0 && h("ol", { class: "steps" }, row.steps.map((step) => h("li", {}, step.text, " ", place(step)))));
}

const tag = (text, kind = "") => text && h("span", { class: `tag ${kind}` }, text);

export function findingsSection(view) {
  const rows = of(view, "findings")?.slice().sort((a, b) => rank(a) - rank(b));
  if (!rows) return null;
  if (rows.length === 0) return section("findings", "Findings", h("p", {}, "None."));
  return section("findings", "Findings", longTable({
    noun: "finding",
    rows,
    text: (row) => [row.rule, row.name, row.title, row.message, row.path, row.symbol, row.text].join(" "),
    choices: [
      { label: "level", of: (row) => row.level ?? "" },
      { label: "rule", of: (row) => row.rule ?? "" },
      { label: "state", of: (row) => (row.suppressed ? "silenced" : row.state ?? "") },
    ],
    columns: [
      { title: "Level", class: "level", cell: (row) => [tag(row.level, LEVELS.includes(row.level) ? row.level : ""), tag(row.state), row.suppressed && tag("silenced")] },
      { title: "What", cell: (row) => [h("b", {}, row.title ?? row.rule), row.message && h("p", {}, row.message), codeLine(row),
        row.suppressed?.reason && h("p", { class: "aside" }, `Silenced: ${row.suppressed.reason}`), more(row, view.allWords.findings[row.rule])] },
      { title: "Where", class: "place", cell: (row) => [place(row), h("small", {}, [row.symbol, row.rule].filter(Boolean).join(" · "))] },
    ],
  }));
}

// --- Endpoints --------------------------------------------------------------------------------------

const TOUCHES = { auth: "Auth", schema: "Schema", template: "Template", database: "Database" };

// "django.db.models.Model.objects.all" is told by its end; the rest is there for whoever points at it.
function short(name) {
  const parts = name.split(".");
  const text = /[/ ]/.test(name) ? name : parts.slice(/^[A-Z]/.test(parts.at(-1)) ? -1 : -2).join(".");
  return h("code", text === name ? {} : { title: name }, text);
}

const path = (row) => [
  h("code", { class: "path" }, row.path || "/"),
  row.async && h("span", { class: "tag" }, "async"),
  row.mounted === false && h("span", { class: "tag" }, "mounted nowhere"),
  h("small", {}, row.view, row.view && " · ", h("span", { class: "where" }, `${row.file}:${row.line}`)),
];

// Columns of what a view leads to are left out where no view does.
export function routesSection(view) {
  const rows = of(view, "routes");
  if (!rows || rows.length === 0) return null;
  const touched = [...new Set(rows.flatMap((row) => Object.keys(row.touches)))];
  const columns = [...Object.keys(TOUCHES), ...touched].filter((key, i, keys) => touched.includes(key) && keys.indexOf(key) === i);
  const methods = (row) => row.methods.join(", ");
  return section("routes", "Endpoints", longTable({
    noun: "endpoint",
    rows,
    text: (row) => [row.path, methods(row), row.view, row.file, row.async ? "async" : "", ...Object.values(row.touches)].join(" "),
    choices: [
      { label: "method", of: (row) => methods(row) || "not said" },
      { label: "way", of: (row) => (row.async ? "async" : "not async") },
    ],
    columns: [
      { title: "Endpoint", class: "place", cell: path },
      rows.some(methods) && { title: "Method", cell: methods },
      ...columns.map((key) => ({ title: TOUCHES[key] ?? key, class: "touch", cell: (row) => row.touches[key] && short(row.touches[key]) })),
    ].filter(Boolean),
  }));
}
