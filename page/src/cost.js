// SPDX-License-Identifier: MIT
// What a move would cost: the range, and the bill behind it, dearest first.
import { count, days, h, plural, section } from "./dom.js";

function range(effort) {
  const scale = effort.high * 1.04;
  const at = (x) => `${(x / scale) * 100}%`;
  const low = count(Math.round(effort.low)), likely = count(Math.round(effort.likely)), high = count(Math.round(effort.high));
  return h("figure", { class: "range" },
    h("div", { class: "track", role: "img", "aria-label": `From ${low} to ${high} person-days, likely ${likely}`,
      "--low": at(effort.low), "--likely": at(effort.likely), "--high": at(effort.high) },
      h("span", { class: "band" }), h("span", { class: "tick" })),
    h("figcaption", { "aria-hidden": "true", "--low": at(effort.low), "--likely": at(effort.likely), "--high": at(effort.high) },
      h("span", { class: "low" }, low), h("span", { class: "likely" }, likely), h("span", { class: "high" }, high)));
}

const SHOWN = 8;

function row(line, most, kind) {
  const sign = kind === "due" ? "−" : "";
  const note = { blocker: "no equivalent there", due: "due anyway" }[kind];
  return h("tr", { class: kind },
    h("th", { scope: "row" }, line.text, note && h("span", { class: "tag" }, note)),
    h("td", { class: "figure" }, sign + days(line.likely)),
    h("td", { class: "bar" }, h("span", { "--share": `${(line.likely / most) * 100}%` })));
}

function bill(effort) {
  const rows = [
    ...effort.lines.map((line) => [line, "cost"]),
    ...effort.blockers.map((line) => [line, "blocker"]),
  ].filter(([line]) => line.likely >= 0.05).sort((a, b) => b[0].likely - a[0].likely);
  const most = rows.length ? rows[0][0].likely : 1;
  const body = h("tbody", {}, rows.slice(0, SHOWN).map(([line, kind]) => row(line, most, kind)));
  const rest = rows.slice(SHOWN);
  const due = effort.due.map((line) => row(line, most, "due"));
  body.append(...due);
  const more = rest.length > 0 && h("button", { type: "button", class: "more", onclick: show }, plural(rest.length, "smaller item"));
  function show() {
    const before = body.children[SHOWN] ?? null;
    for (const [line, kind] of rest) body.insertBefore(row(line, most, kind), before);
    more.remove();
  }
  return [h("table", { class: "bill" },
    h("thead", { class: "quiet" }, h("tr", {}, h("th", { scope: "col" }, "What"), h("th", { scope: "col", class: "figure" }, "Person-days"), h("td", { class: "bar" }))),
    body,
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "Likely"), h("td", { class: "figure" }, days(effort.likely)), h("td", {})))), more];
}

const sentence = (text) => text && h("li", {}, text[0].toUpperCase() + text.slice(1));

export function costSection(view) {
  const { effort, verdict } = view.project;
  if (!view.words.cost) return null;
  const title = verdict.decision === "split" ? "What moving all of it would cost instead" : "What moving would cost";
  return section("cost", title,
    h("p", {}, view.words.cost.replace(/:$/, ".")),
    effort.high > 0 && range(effort),
    bill(effort),
    h("ul", { class: "plain" }, sentence(view.words.carries), sentence(view.words.assumption)));
}
