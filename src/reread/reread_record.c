// SPDX-License-Identifier: MIT
// The keys "record" and "gates" of a saved report → structs: what the team decided, what gates found.
//
//   "gates": [{"gate": "drift", "failed": false, "text": "the pull moved by 0.02, …"}]
//
// A record is shown again whatever is decided anew. Gates were asked about the report as it was: they
// stay only where nothing is changed (run_rescore.c).
// Limits: none of both is checked against the verdicts of the report.
#include "model/change.h"
#include "model/rescored.h"
#include "reread/reread_value.h"

#include "base/banned.h"

static bool read_decision(const RereadReader *r, JsonAt at, Decision *out, Str *target,
                          Error *err) {
    Str key;
    if (!reread_value_str(r, at, "decision", &key, err) ||
        !reread_value_or_null(r, at, "target", target, err))
        return false;
    for (uint32_t i = 0; i < DECISION_COUNT; i++) {
        *out = (Decision)i;
        if (str_eq(key, str_from_c(report_decision_key(*out)))) return true;
    }
    return jsonio_error(at, err, "there is no decision \"" STR_FMT "\"", STR_ARG(key));
}

static bool read_pull(JsonAt advice, DecisionRecord *out, Error *err) {
    JsonAt at;
    if (!jsonio_key(advice, "pull", &at, err)) return false;
    out->has_pull = !jsonio_is_null(at);
    return !out->has_pull || jsonio_number(at, &out->pull, err);
}

static bool read_record(RereadReader *r, JsonAt at, DecisionRecord *out, Error *err) {
    JsonAt advice;
    return reread_value_path(r, at, "project", &out->root, err) &&
           reread_value_or_null(r, at, "from", &out->from, err) &&
           read_decision(r, at, &out->decision, &out->target, err) &&
           reread_value_str(r, at, "reason", &out->reason, err) &&
           reread_value_bool(at, "against_advice", &out->against_advice, err) &&
           reread_value_object(at, "advice", &advice, err) &&
           read_decision(r, advice, &out->advised, &out->advised_target, err) &&
           read_pull(advice, out, err) &&
           reread_value_str(r, advice, "evidence", &out->evidence, err) &&
           reread_value_str(r, at, "rules", &out->rules, err) &&
           reread_value_or_null(r, at, "commit", &out->commit, err) &&
           reread_value_bool(at, "is_first", &out->is_first, err);
}

static bool read_level(const RereadReader *r, JsonAt at, GateResult *out, Error *err) {
    Str key;
    if (out->kind != GATE_NEW_FINDING) return true;
    if (!reread_value_str(r, at, "level", &key, err)) return false;
    for (out->level = 0; out->level < FINDING_LEVEL_COUNT; out->level++)
        if (str_eq(key, str_from_c(finding_level_key((FindingLevel)out->level)))) return true;
    return jsonio_error(at, err, "there is no level \"" STR_FMT "\"", STR_ARG(key));
}

static bool read_gate(const RereadReader *r, JsonAt at, GateResult *out, Error *err) {
    Str key;
    if (!reread_value_str(r, at, "gate", &key, err)) return false;
    uint32_t kind = 0;
    while (kind < GATE_COUNT && !str_eq(key, str_from_c(change_gate_key((GateKind)kind))))
        kind++;
    if (kind == GATE_COUNT)
        return jsonio_error(at, err, "there is no gate \"" STR_FMT "\"", STR_ARG(key));
    out->kind = (GateKind)kind;
    return read_level(r, at, out, err) && reread_value_bool(at, "failed", &out->has_failed, err) &&
           reread_value_str(r, at, "text", &out->text, err);
}

static bool read_gates(RereadReader *r, JsonAt top, Error *err) {
    JsonAt list;
    if (!reread_value_array(top, "gates", RESCORED_COUNT_MAX, &list, err)) return false;
    uint32_t count = jsonio_len(list);
    GateResult *gates = arena_array(r->arena, GateResult, count + 1);
    for (uint32_t i = 0; i < count; i++)
        if (!read_gate(r, jsonio_item(list, i), &gates[i], err)) return false;
    r->out->report.gates = gates;
    r->out->report.gate_count = count;
    return true;
}

bool reread_record(RereadReader *r, JsonAt top, Error *err) {
    JsonAt at;
    if (jsonio_has(top, "record", &at)) {
        DecisionRecord *record = arena_new(r->arena, DecisionRecord);
        if (!reread_value_object(top, "record", &at, err) || !read_record(r, at, record, err))
            return false;
        r->out->report.record = record;
    }
    return !jsonio_has(top, "gates", &at) || read_gates(r, top, err);
}

bool reread_record_policy(RereadReader *r, JsonAt change, RevisionChange *out, Error *err) {
    JsonAt list;
    if (!reread_value_array(change, "policy", RESCORED_COUNT_MAX, &list, err)) return false;
    out->policy_count = jsonio_len(list);
    Str *policy = arena_array(r->arena, Str, out->policy_count + 1);
    for (uint32_t i = 0; i < out->policy_count; i++) {
        Str text;
        if (!jsonio_str(jsonio_item(list, i), &text, err)) return false;
        policy[i] = str_copy(r->arena, text);
    }
    out->policy = policy;
    return true;
}
