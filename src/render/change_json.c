// SPDX-License-Identifier: MIT
// What moved since a base revision, as JSON.
//
//     {"base": "origin/main", "commit": "8d24b6…",
//      "facts": [{"id": "routes", "title": "routes", "from": 3, "to": 4}],
//      "verdicts": [{"root": ".", "state": "kept", "from": {"decision": "stay", …}, "to": …,
//                    "signals": […]}],
//      "findings": {"new": 1, "fixed": 0, "unchanged": 40}}
//
// Only counts that differ are listed; every project is, moved or not. The findings themselves stand in
// the report's own list, each with its state.
// Limits: a pull of 0 and none at all look the same here; projects[] tells them apart for the present.
#include "render/change_json.h"

#include "base/banned.h"

static void write_counts(Writer *w, const char *key, const CountMove *moves, uint32_t count) {
    writer_key(w, key);
    writer_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        writer_open_flat(w, '{');
        writer_field_str(w, "id", moves[i].id);
        writer_field_str(w, "title", moves[i].title);
        writer_field_uint(w, "from", moves[i].from);
        writer_field_uint(w, "to", moves[i].to);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_side(Writer *w, const char *key, Decision decision, Str target, double pull) {
    writer_key(w, key);
    writer_open_flat(w, '{');
    writer_field_str(w, "decision", str_from_c(report_decision_key(decision)));
    writer_field_or_null(w, "target", target);
    writer_field_number(w, "pull", pull);
    writer_close(w, '}');
}

static void write_verdict(Writer *w, const VerdictMove *move) {
    const char *state = move->is_new ? "new" : move->is_gone ? "gone" : "kept";
    writer_open(w, '{');
    writer_key(w, "root");
    writer_path(w, move->root);
    writer_field_str(w, "state", str_from_c(state));
    write_side(w, "from", move->from, move->from_target, move->from_pull);
    write_side(w, "to", move->to, move->to_target, move->to_pull);
    write_counts(w, "signals", move->signals, move->signal_count);
    writer_close(w, '}');
}

void change_json(Writer *w, const Report *report) {
    const RevisionChange *change = report->change;
    if (change == NULL) return;
    writer_key(w, "change");
    writer_open(w, '{');
    writer_field_str(w, "base", change->base);
    writer_field_str(w, "commit", change->commit);
    write_counts(w, "facts", change->facts, change->fact_count);
    writer_key(w, "verdicts");
    writer_open(w, '[');
    for (uint32_t i = 0; i < change->verdict_count; i++)
        write_verdict(w, &change->verdicts[i]);
    writer_close(w, ']');
    writer_key(w, "policy");
    writer_open(w, '[');
    for (uint32_t i = 0; i < change->policy_count; i++)
        writer_str(w, change->policy[i]);
    writer_close(w, ']');
    writer_key(w, "findings");
    writer_open_flat(w, '{');
    writer_field_uint(w, "new", change->findings_new);
    writer_field_uint(w, "fixed", change->findings_fixed);
    writer_field_uint(w, "unchanged", change->findings_unchanged);
    writer_close(w, '}');
    writer_close(w, '}');
}
