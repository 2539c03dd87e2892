// SPDX-License-Identifier: MIT
// A long table with a search and choices, of which a page at a time is in the document: ten thousand
// rows stay as quick as ten.
//
//   longTable({ rows, columns: [{ title, cell }], text: (row) => "what the search looks in", choices, noun })
import { count, h, plural } from "./dom.js";

const PAGE = 100;
let made = 0;

function choice(rows, { label, of }, onchange) {
  const counts = new Map();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  if (counts.size < 2) return null;
  const select = h("select", { onchange }, h("option", { value: "" }, `any ${label}`),
    [...counts].sort((a, b) => b[1] - a[1]).map(([value, n]) => h("option", { value }, `${value} (${count(n)})`)));
  return { select, of, node: h("label", {}, h("span", { class: "unseen" }, label), select) };
}

// On a narrow page the heads of the columns are gone and each cell says what it is.
function cell(column, row) {
  const inside = [column.cell(row)].flat(Infinity).filter(Boolean);
  return h("td", { class: column.class, "data-title": inside.length ? column.title : null }, inside);
}

function matcher(query) {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (text) => wanted.every((word) => text.includes(word));
}

export function longTable({ rows, columns, text, choices = [], noun }) {
  const texts = rows.map((row) => text(row).toLowerCase());
  const number = ++made;
  const search = h("input", { type: "search", id: `search-${number}`, placeholder: "Search", autocomplete: "off", spellcheck: "false", oninput: filter });
  const picks = choices.map((one) => choice(rows, one, filter)).filter(Boolean);
  const status = h("p", { class: "aside", role: "status" });
  const body = h("tbody");
  const more = h("button", { type: "button", class: "more", onclick: grow });
  let found = rows, shown = 0;

  function add() {
    const page = found.slice(shown, shown + PAGE);
    body.append(...page.map((row) => h("tr", {}, columns.map((column) =>
      cell(column, row)))));
    shown += page.length;
    const left = found.length - shown;
    more.hidden = left === 0;
    more.textContent = `Show ${count(Math.min(PAGE, left))} more`;
    status.textContent = found.length === rows.length
      ? `${plural(rows.length, noun)}${left ? `, the first ${count(shown)} shown` : ""}`
      : `${count(found.length)} of ${plural(rows.length, noun)}${left ? `, the first ${count(shown)} shown` : ""}`;
  }
  function grow() {
    const first = shown;
    add();
    if (shown === first) return;
    body.children[first].tabIndex = -1;
    body.children[first].focus();
  }
  function filter() {
    const matches = matcher(search.value);
    const wanted = picks.filter((pick) => pick.select.value !== "");
    found = rows.filter((row, i) => wanted.every((pick) => String(pick.of(row)) === pick.select.value) && matches(texts[i]));
    shown = 0;
    body.replaceChildren();
    add();
  }

  add();
  const hasTools = rows.length > 5;
  return h("div", { class: "long" },
    hasTools && h("div", { class: "tools" },
      h("label", { for: search.id, class: "unseen" }, `Search the ${noun}s`), search, picks.map((pick) => pick.node)),
    status,
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `All ${noun}s, scrollable` },
      h("table", { class: "rows" },
        h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: column.class }, column.title)))),
        body)),
    more);
}
