// SPDX-License-Identifier: MIT
// The report in a nutshell, one JSON object a line, for scripts that read line by line.
//
//     {"type": "verdict", "root": ".", "decision": "stay", "from": "django", …, "headline": "…"}
//     {"type": "gate", "gate": "drift", "failed": false, "text": "…"}
//     {"type": "finding", "rule": "SOG101", "level": "error", "path": "shop/views.py", "line": 12, …}
//     {"type": "problem", "kind": "syntax", "path": "shop/old.py", "line": 3, "text": "…"}
//
// One verdict a deployable, then gates, all findings (suppressed and fixed ones too, which say so), the
// most important first, and problems. Keys are never removed or changed in meaning. Lines and columns
// are 1-based, columns in code points, paths as in -o json.
//
// Limits: the whole report, with matrix and signals, is -o json.
#include "model/change.h"
#include "render/picks.h"
#include "render/render.h"
#include "render/writer.h"

#include "base/banned.h"

static Writer open_line(Buf *out, const char *type) {
    Writer w = writer_new(out);
    writer_open_flat(&w, '{');
    writer_field_str(&w, "type", str_from_c(type));
    return w;
}

static void close_line(Writer *w) {
    writer_close(w, '}');
    buf_char(w->out, '\n');
}

static void write_place(Writer *w, Str path, uint32_t line) {
    writer_key(w, "path");
    writer_path(w, path);
    writer_field_uint(w, "line", line);
}

static void write_verdict(const Project *project, Buf *out) {
    const Verdict *verdict = &project->verdict;
    Writer w = open_line(out, "verdict");
    writer_key(&w, "root");
    writer_path(&w, project->root);
    writer_field_str(&w, "decision", str_from_c(report_decision_key(verdict->decision)));
    writer_field_or_null(&w, "from", verdict->from);
    writer_field_or_null(&w, "target", verdict->target);
    writer_field_number(&w, "pull", verdict->pull);
    writer_field_number(&w, "margin", verdict->margin);
    writer_field_number(&w, "confidence", verdict->confidence);
    writer_field_str(&w, "headline", verdict->headline);
    close_line(&w);
}

static void write_finding(const Finding *finding, Buf *out) {
    Writer w = open_line(out, "finding");
    writer_field_str(&w, "rule", finding->rule->id);
    writer_field_str(&w, "level", str_from_c(finding_level_key((FindingLevel)finding->level)));
    writer_field_or_null(&w, "state", str_from_c(finding_state_key((FindingState)finding->state)));
    write_place(&w, finding->path, finding->pos.row + 1);
    writer_field_uint(&w, "column", (uint64_t)finding->pos.col + 1);
    writer_field_str(&w, "symbol", finding->symbol);
    writer_field_str(&w, "message", finding->message);
    writer_field_str(&w, "fingerprint", str_from_c(finding->fingerprint));
    writer_key(&w, "suppressed");
    writer_bool(&w, finding->is_suppressed);
    close_line(&w);
}

static void write_gate(const GateResult *gate, Buf *out) {
    Writer w = open_line(out, "gate");
    writer_field_str(&w, "gate", str_from_c(change_gate_key(gate->kind)));
    writer_key(&w, "failed");
    writer_bool(&w, gate->has_failed);
    writer_field_str(&w, "text", gate->text);
    close_line(&w);
}

static void write_problem(const Problem *problem, Buf *out) {
    Writer w = open_line(out, "problem");
    writer_field_str(&w, "kind", str_from_c(source_problem_key(problem->kind)));
    write_place(&w, problem->path, problem->line);
    writer_field_str(&w, "text", problem->text);
    close_line(&w);
}

static void render_ndjson(const Report *report, const RenderStyle *style, Buf *out) {
    (void)style;
    PickList picks = picks_of(report, PICK_ALL, out->arena);
    for (uint32_t i = 0; i < report->project_count; i++)
        write_verdict(&report->projects[i], out);
    for (uint32_t i = 0; i < report->gate_count; i++)
        write_gate(&report->gates[i], out);
    for (uint32_t i = 0; i < picks.len; i++)
        write_finding(picks.items[i], out);
    for (uint32_t i = 0; i < report->problems.len; i++)
        write_problem(&report->problems.items[i], out);
}

const RenderFormat out_ndjson = {
    .name = STR_CONST("ndjson"),
    .summary = STR_CONST("verdicts, gates, findings and problems, one JSON object a line"),
    .render = render_ndjson,
};
