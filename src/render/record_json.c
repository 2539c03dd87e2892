// SPDX-License-Identifier: MIT
// What the team decided, and what the gates made of the report, as JSON.
//
//     "record": {"project": ".", "decision": "stay", "target": null, …},
//     "gates": [{"gate": "drift", "failed": false, "text": "the pull moved by 0.02, …"}]
//
// Without a record, or without gates, the key is left out: a report of a plain scan has neither.
// Limits: gates are not asked again when a saved report is.
#include "render/record_json.h"

#include "base/banned.h"

static void write_record(Writer *w, const DecisionRecord *record) {
    writer_key(w, "record");
    writer_open(w, '{');
    writer_key(w, "project");
    writer_path(w, record->root);
    writer_field_or_null(w, "from", record->from);
    writer_field_str(w, "decision", str_from_c(report_decision_key(record->decision)));
    writer_field_or_null(w, "target", record->target);
    writer_field_str(w, "reason", record->reason);
    writer_key(w, "against_advice");
    writer_bool(w, record->against_advice);
    writer_key(w, "advice");
    writer_open_flat(w, '{');
    writer_field_str(w, "decision", str_from_c(report_decision_key(record->advised)));
    writer_field_or_null(w, "target", record->advised_target);
    writer_key(w, "pull");
    if (record->has_pull)
        writer_number(w, record->pull);
    else
        writer_null(w);
    writer_field_str(w, "evidence", record->evidence);
    writer_close(w, '}');
    writer_field_str(w, "rules", record->rules);
    writer_field_or_null(w, "commit", record->commit);
    writer_key(w, "is_first");
    writer_bool(w, record->is_first);
    writer_close(w, '}');
}

static void write_gate(Writer *w, const GateResult *gate) {
    writer_open_flat(w, '{');
    writer_field_str(w, "gate", str_from_c(change_gate_key(gate->kind)));
    if (gate->kind == GATE_NEW_FINDING)
        writer_field_str(w, "level", str_from_c(finding_level_key((FindingLevel)gate->level)));
    writer_key(w, "failed");
    writer_bool(w, gate->has_failed);
    writer_field_str(w, "text", gate->text);
    writer_close(w, '}');
}

void record_json(Writer *w, const Report *report) {
    if (report->record) write_record(w, report->record);
    if (report->gate_count == 0) return;
    writer_key(w, "gates");
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->gate_count; i++)
        write_gate(w, &report->gates[i]);
    writer_close(w, ']');
}
