// SPDX-License-Identifier: MIT
// What moved since a base revision, from a saved report.
//
//   "change": {"base": "origin/main", …}    ->  Report.change, as it was
//
// How: taken over word for word. It is about the verdicts of the scan, so it is left out of a report
// that is decided otherwise (run_rescore.c).
// Limits: that its figures agree with the rest of the report is not checked.
#include "model/change.h"
#include "reread/reread_value.h"

#include "base/banned.h"

static bool read_counts(RereadReader *r, JsonAt at, const char *key, const CountMove **out,
                        uint32_t *out_count, Error *err) {
    JsonAt list;
    if (!reread_value_array(at, key, RESCORED_COUNT_MAX, &list, err)) return false;
    CountMove *moves = arena_array(r->arena, CountMove, jsonio_len(list));
    for (uint32_t i = 0; i < jsonio_len(list); i++) {
        JsonAt item = jsonio_item(list, i);
        if (!reread_value_str(r, item, "id", &moves[i].id, err) ||
            !reread_value_str(r, item, "title", &moves[i].title, err) ||
            !reread_value_uint64(item, "from", &moves[i].from, err) ||
            !reread_value_uint64(item, "to", &moves[i].to, err))
            return false;
    }
    *out = moves;
    *out_count = jsonio_len(list);
    return true;
}

static bool read_decision(const RereadReader *r, JsonAt at, Decision *out, Error *err) {
    Str key;
    if (!reread_value_str(r, at, "decision", &key, err)) return false;
    for (uint32_t i = 0; i < DECISION_COUNT; i++) {
        *out = (Decision)i;
        if (str_eq(key, str_from_c(report_decision_key(*out)))) return true;
    }
    return jsonio_error(at, err, "there is no decision \"" STR_FMT "\"", STR_ARG(key));
}

static bool read_side(RereadReader *r, JsonAt move, const char *key, Decision *decision,
                      Str *target, double *pull, Error *err) {
    JsonAt at, pull_at;
    return reread_value_object(move, key, &at, err) && read_decision(r, at, decision, err) &&
           reread_value_or_null(r, at, "target", target, err) &&
           jsonio_key(at, "pull", &pull_at, err) && jsonio_number(pull_at, pull, err);
}

static bool read_state(const RereadReader *r, JsonAt at, VerdictMove *out, Error *err) {
    Str state;
    if (!reread_value_str(r, at, "state", &state, err)) return false;
    out->is_new = str_eq(state, STR("new"));
    out->is_gone = str_eq(state, STR("gone"));
    return out->is_new || out->is_gone || str_eq(state, STR("kept")) ||
           jsonio_error(at, err, "\"state\" is kept, new or gone");
}

static bool read_verdicts(RereadReader *r, JsonAt change, RevisionChange *out, Error *err) {
    JsonAt list;
    if (!reread_value_array(change, "verdicts", RESCORED_COUNT_MAX, &list, err)) return false;
    VerdictMove *moves = arena_array(r->arena, VerdictMove, jsonio_len(list));
    for (uint32_t i = 0; i < jsonio_len(list); i++) {
        JsonAt at = jsonio_item(list, i);
        VerdictMove *move = &moves[i];
        if (!reread_value_path(r, at, "root", &move->root, err) || !read_state(r, at, move, err) ||
            !read_side(r, at, "from", &move->from, &move->from_target, &move->from_pull, err) ||
            !read_side(r, at, "to", &move->to, &move->to_target, &move->to_pull, err) ||
            !read_counts(r, at, "signals", &move->signals, &move->signal_count, err))
            return false;
    }
    out->verdicts = moves;
    out->verdict_count = jsonio_len(list);
    return true;
}

bool reread_change(RereadReader *r, JsonAt top, Error *err) {
    JsonAt at, findings;
    if (!jsonio_has(top, "change", &at)) return true;
    RevisionChange *change = arena_new(r->arena, RevisionChange);
    bool ok = reread_value_str(r, at, "base", &change->base, err) &&
              reread_value_str(r, at, "commit", &change->commit, err) &&
              read_counts(r, at, "facts", &change->facts, &change->fact_count, err) &&
              read_verdicts(r, at, change, err) && reread_record_policy(r, at, change, err) &&
              reread_value_object(at, "findings", &findings, err) &&
              reread_value_count(findings, "new", &change->findings_new, err) &&
              reread_value_count(findings, "fixed", &change->findings_fixed, err) &&
              reread_value_count(findings, "unchanged", &change->findings_unchanged, err);
    if (ok) r->out->report.change = change;
    return ok;
}
