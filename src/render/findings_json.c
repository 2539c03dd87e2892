// SPDX-License-Identifier: MIT
// The findings of a report as JSON, all of them, in the order of the code.
//
//     {"rule": "SOG101", "level": "error", "path": "shop/prices.py", "line": 7, …,
//      "steps": [{"path": …, "line": 7, "text": "quote() calls fetch()"}], "fingerprint": "9f…"}
//
// `state` is there when the report was compared with another one; `suppressed` is null unless a
// comment silences it. What is read back by `rescore` is all here but what the rule itself says.
#include "render/findings_json.h"

#include "base/banned.h"

static void write_steps(Writer *w, const Report *report, const Finding *finding) {
    writer_key(w, "steps");
    writer_open(w, '[');
    for (uint32_t i = 0; i < finding->step_count; i++) {
        const FindingStep *step = &finding->steps[i];
        writer_open_flat(w, '{');
        writer_key(w, "path");
        writer_path(w, report->source->files.items[step->file].path);
        writer_field_uint(w, "line", (uint64_t)step->pos.row + 1);
        writer_field_uint(w, "column", (uint64_t)step->pos.col + 1);
        writer_field_str(w, "text", step->text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_suppressed(Writer *w, const Finding *finding) {
    writer_key(w, "suppressed");
    if (!finding->is_suppressed) {
        writer_null(w);
        return;
    }
    writer_open_flat(w, '{');
    writer_field_or_null(w, "reason", finding->reason);
    writer_close(w, '}');
}

static void write_finding(Writer *w, const Report *report, const Finding *finding) {
    writer_open(w, '{');
    writer_field_str(w, "rule", finding->rule->id);
    writer_field_str(w, "name", finding->rule->name);
    writer_field_str(w, "level", str_from_c(finding_level_key((FindingLevel)finding->level)));
    writer_field_str(w, "title", finding->rule->title);
    writer_field_str(w, "message", finding->message);
    writer_key(w, "project");
    writer_path(w, report->projects[finding->project].root);
    writer_key(w, "path");
    writer_path(w, finding->path);
    writer_field_uint(w, "line", (uint64_t)finding->pos.row + 1);
    writer_field_uint(w, "column", (uint64_t)finding->pos.col + 1);
    writer_field_uint(w, "end_column", (uint64_t)finding->end.col + 1);
    writer_field_or_null(w, "symbol", finding->symbol);
    writer_field_str(w, "text", finding->text);
    write_steps(w, report, finding);
    writer_field_str(w, "fingerprint", str_from_c(finding->fingerprint));
    if (finding->state != FINDING_PLAIN)
        writer_field_str(w, "state", str_from_c(finding_state_key((FindingState)finding->state)));
    write_suppressed(w, finding);
    writer_close(w, '}');
}

void findings_json(Writer *w, const Report *report) {
    writer_key(w, "findings");
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->finding_count; i++)
        write_finding(w, report, &report->findings[i]);
    writer_close(w, ']');
}
