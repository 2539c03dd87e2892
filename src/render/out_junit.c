// SPDX-License-Identifier: MIT
// The gates as JUnit XML, which every CI server shows as test results.
//
//     <testsuite name="stayorgo" tests="3" failures="1" errors="0" skipped="0">
//       <testcase name="verdict" classname="stayorgo"><system-out>Stay on Django: …</system-out>…
//       <testcase name="gate drift" classname="stayorgo"/>
//       <testcase name="gate new-finding" classname="stayorgo"><failure message="…" …>…</failure>…
//
// One case for each condition of --fail-on, and one for the verdict, which always passes: a suite
// without cases counts as broken.
//
// Limits: findings are no tests; a failed gate lists the new ones that are shown first.
#include "model/change.h"
#include "render/escape.h"
#include "render/picks.h"
#include "render/render.h"

#include "base/banned.h"

enum { TEXT_MAX = 1000, FINDINGS_SHOWN = 20 };

static void text(Buf *out, Str words) {
    escape_xml(out, escape_shown(out->arena, words, TEXT_MAX));
}

// A line for each, in the body of a failure.
static void list_findings(const Report *report, uint8_t level, const RenderStyle *style, Buf *out) {
    PickList picks = picks_of(report, 0, out->arena);
    for (uint32_t i = 0, shown = 0; i < picks.len && shown < FINDINGS_SHOWN; i++) {
        const Finding *finding = picks.items[i];
        if (finding->level < level) continue;
        buf_c(out, "\n- "); // a line of a log must not begin with what was scanned
        escape_xml(out, escape_host_path(out->arena, style->folder, finding->path));
        buf_fmt(out, ":%u: ", finding->pos.row + 1);
        text(out, finding->message);
        shown++;
    }
}

static void write_gate(const Report *report, const GateResult *gate, const RenderStyle *style,
                       Buf *out) {
    const char *key = change_gate_key(gate->kind);
    buf_fmt(out, "    <testcase name=\"gate %s\" classname=\"stayorgo\"", key);
    if (!gate->has_failed) {
        buf_c(out, "/>\n");
        return;
    }
    buf_fmt(out, ">\n      <failure type=\"%s\" message=\"", key);
    text(out, gate->text);
    buf_c(out, "\">");
    text(out, gate->text);
    if (gate->kind == GATE_NEW_FINDING) list_findings(report, gate->level, style, out);
    buf_c(out, "</failure>\n    </testcase>\n");
}

static void render_junit(const Report *report, const RenderStyle *style, Buf *out) {
    uint32_t failures = 0;
    for (uint32_t i = 0; i < report->gate_count; i++)
        failures += report->gates[i].has_failed;
    Str counts = str_fmt(
        out->arena, "name=\"stayorgo\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"0\"",
        report->gate_count + 1, failures);
    buf_fmt(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites " STR_FMT ">\n",
            STR_ARG(counts));
    buf_fmt(out, "  <testsuite " STR_FMT ">\n", STR_ARG(counts));
    buf_c(out, "    <testcase name=\"verdict\" classname=\"stayorgo\">\n      <system-out>");
    text(out, report->verdict.headline);
    buf_c(out, "</system-out>\n    </testcase>\n");
    for (uint32_t i = 0; i < report->gate_count; i++)
        write_gate(report, &report->gates[i], style, out);
    buf_c(out, "  </testsuite>\n</testsuites>\n");
}

const RenderFormat out_junit = {
    .name = STR_CONST("junit"),
    .summary = STR_CONST("gates as test results (JUnit XML)"),
    .is_single = true,
    .is_findings = true,
    .render = render_junit,
};
