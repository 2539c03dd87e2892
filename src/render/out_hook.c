// SPDX-License-Identifier: MIT
// What a commit is told when it brings something: at most LINES_MAX lines, nothing when it brings
// nothing.
//
//     stayorgo: 2 new findings in this commit
//       shop/views.py:12 error: requests.get() holds up the event loop in quote() (SOG101)
//       shop/api.py:40 warning: … (SOG105)
//     Why: stayorgo explain SOG101. To silence one: # stayorgo: ignore[SOG101] REASON on its line.
//
// Whoever reads it wanted to do something else, so it says what, where, why and how to go on, and the
// most important first. Findings count from the level that the gate new-finding was asked with. The
// first commit has none that are new, but one sentence about those that are there.
// Limits: one line each, however long; the whole report is one `stayorgo scan --staged` away.
#include "model/change.h"
#include "render/changewords.h"
#include "render/escape.h"
#include "render/picks.h"
#include "render/render.h"

#include "base/banned.h"

enum { LINES_MAX = 8, TEXT_MAX = 160 };

// Where new findings begin to count; FINDING_LEVEL_COUNT when nobody asked for them.
static uint8_t level_of(const Report *report) {
    uint8_t level = FINDING_LEVEL_COUNT;
    for (uint32_t i = 0; i < report->gate_count; i++) {
        const GateResult *gate = &report->gates[i];
        if (gate->kind == GATE_NEW_FINDING && gate->level < level) level = gate->level;
    }
    return level;
}

static void finding_line(const Finding *finding, Buf *out) {
    buf_c(out, "  ");
    buf_path(out, finding->path);
    buf_fmt(out, ":%u %s: " STR_FMT " (" STR_FMT ")\n", finding->pos.row + 1,
            finding_level_key((FindingLevel)finding->level),
            STR_ARG(escape_shown(out->arena, finding->message, TEXT_MAX)),
            STR_ARG(finding->rule->id));
}

static void gate_line(const GateResult *gate, Buf *out) {
    Buf words = buf_new(out->arena);
    changewords_gate(gate, &words);
    buf_fmt(out, "  " STR_FMT "\n",
            STR_ARG(escape_shown(out->arena, buf_str(&words), 2 * TEXT_MAX)));
}

static void head(uint32_t findings, uint32_t gates, Buf *out) {
    buf_c(out, "stayorgo: ");
    if (findings) buf_fmt(out, "%u new finding%s", findings, findings == 1 ? "" : "s");
    if (findings && gates) buf_c(out, " and ");
    if (gates) buf_fmt(out, "%u gate%s that failed", gates, gates == 1 ? "" : "s");
    buf_c(out, " in what is committed\n");
}

// Of the first commit everything is new, and most of it is older than this hook: it is told, and stops
// nothing.
static void first_commit(const PickList *picks, Buf *out) {
    uint32_t findings = 0;
    for (uint32_t i = 0; i < picks->len; i++)
        findings += picks->items[i]->level >= LEVEL_WARNING;
    if (findings)
        buf_fmt(
            out,
            "stayorgo: the first commit has nothing to be compared with, so the %u finding%s in "
            "it stop%s nothing; to see %s: stayorgo scan --staged\n",
            findings, findings == 1 ? "" : "s", findings == 1 ? "s" : "",
            findings == 1 ? "it" : "them");
}

static void render_hook(const Report *report, const RenderStyle *style, Buf *out) {
    (void)style;
    PickList picks = picks_of(report, 0, out->arena);
    uint8_t level = level_of(report);
    uint32_t findings = 0, gates = 0, shown = 0;
    for (uint32_t i = 0; i < picks.len; i++)
        findings += picks.items[i]->level >= level;
    for (uint32_t i = 0; i < report->gate_count; i++)
        gates += report->gates[i].has_failed && report->gates[i].kind != GATE_NEW_FINDING;
    if (findings + gates == 0) {
        if (!report->change) first_commit(&picks, out);
        return;
    }
    head(findings, gates, out);
    for (uint32_t i = 0; i < report->gate_count; i++)
        if (report->gates[i].has_failed && report->gates[i].kind != GATE_NEW_FINDING)
            gate_line(&report->gates[i], out);
    uint32_t room = LINES_MAX - 2 - gates;
    uint32_t fit = findings <= room ? findings : room - 1;
    for (uint32_t i = 0; i < picks.len && shown < fit; i++) {
        if (picks.items[i]->level < level) continue;
        finding_line(picks.items[i], out);
        shown++;
    }
    if (shown < findings)
        buf_fmt(out, "  … and %u more: stayorgo scan --staged --base HEAD\n", findings - shown);
    if (findings) {
        Str id = picks.items[0]->rule->id;
        buf_fmt(out,
                "Why: stayorgo explain " STR_FMT ". To silence one: # stayorgo: ignore[" STR_FMT
                "] REASON on its line.\n",
                STR_ARG(id), STR_ARG(id));
    } else {
        buf_c(out, "Why: stayorgo scan --staged. When the decision is another one now: stayorgo "
                   "decide.\n");
    }
}

const RenderFormat out_hook = {
    .name = STR_CONST("hook"),
    .summary = STR_CONST("what a commit brings, in a few lines"),
    .render = render_hook,
};
