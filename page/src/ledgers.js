// SPDX-License-Identifier: MIT
// The two long lists: findings, and the ledger of endpoints. Each is there when the report has it, on
// the project or on the whole.
import { h, section } from "./dom.js";
import { codeLine } from "./places.js";
import { longTable } from "./list.js";

const of = (view, key) => view.baseProject[key] ?? view.baseReport[key];

// --- Findings ---------------------------------------------------------------------------------------

const place = (row) => h("span", { class: "where" }, row.line ? `${row.path}:${row.line}` : row.path ?? "");

export function findingsSection(view) {
  const rows = of(view, "findings");
  if (!rows) return null;
  if (rows.length === 0) return section("findings", "Findings", h("p", {}, "None."));
  return section("findings", "Findings", longTable({
    id: "findings",
    noun: "finding",
    rows,
    text: (row) => [row.rule, row.title, row.message, row.path, row.text].join(" "),
    choices: [
      { label: "level", of: (row) => row.level ?? "" },
      { label: "rule", of: (row) => row.rule ?? "" },
      { label: "state", of: (row) => row.state ?? "" },
    ],
    columns: [
      { title: "Level", class: "level", cell: (row) => h("span", { class: `tag ${/^[a-z]+$/.test(row.level) ? row.level : ""}` }, row.level) },
      { title: "What", cell: (row) => [h("b", {}, row.title ?? row.rule), row.message && h("p", {}, row.message), codeLine(row)] },
      { title: "Where", class: "place", cell: (row) => [place(row), h("small", {}, row.rule)] },
    ],
  }));
}

// --- Endpoints --------------------------------------------------------------------------------------

const TITLES = { path: "Path", method: "Method", methods: "Method", view: "View", handler: "View", framework: "Framework",
  async: "Async", is_async: "Async", auth: "Auth", schema: "Schema", template: "Template", database: "Database" };
const PLACE = new Set(["line", "column", "file", "text", "detail", "fingerprint"]);

function said(value) {
  if (value === true) return "yes";
  if (value === false || value == null) return "";
  if (Array.isArray(value)) return value.map(said).join(", ");
  if (typeof value === "object") return Object.values(value).map(said).filter(Boolean).join(" ");
  return String(value);
}

const title = (key) => TITLES[key] ?? (key[0].toUpperCase() + key.slice(1)).replace(/_/g, " ");

// Columns are the keys that the rows have, in their own order; those that say nothing are left out.
export function routesSection(view) {
  const rows = of(view, "routes");
  if (!rows || rows.length === 0) return null;
  const keys = Object.keys(rows[0]).filter((key) => !PLACE.has(key) && rows.some((row) => said(row[key]) !== ""));
  const columns = keys.map((key) => ({
    title: title(key),
    class: key === "path" ? "place" : null,
    cell: (row) => (key === "path" || key === "view" || key === "handler" ? h("code", {}, said(row[key])) : said(row[key])),
  }));
  if (rows[0].file) columns.push({ title: "Where", class: "place", cell: (row) => h("span", { class: "where" }, row.line ? `${said(row.file)}:${row.line}` : said(row.file)) });
  return section("routes", "Endpoints", longTable({
    id: "routes",
    noun: "endpoint",
    rows,
    text: (row) => Object.values(row).map(said).join(" "),
    choices: [{ label: "method", of: (row) => said(row.method ?? row.methods) }, { label: "framework", of: (row) => said(row.framework) }],
    columns,
  }));
}
