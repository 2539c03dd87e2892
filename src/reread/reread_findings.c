// SPDX-License-Identifier: MIT
// The findings of a saved report.
//
//     {"rule": "SOG101", "path": "shop/prices.py", "line": 7, …}     ─►  Finding
//
// They are taken as they were found: what is not in the report cannot be looked for again. A finding of
// a rule that the rules of now lack is left out, and told once. A report from before there were
// findings has none.
//
// Limits: FINDINGS_MAX findings, STEPS_MAX steps each.
#include "reread/reread_value.h"

#include <string.h>

#include "base/banned.h"

enum { FINDINGS_MAX = 1000000, STEPS_MAX = 100 };

static const FindingRule *rule_of(const RereadReader *r, Str id) {
    for (uint32_t i = 0; i < r->rules->finding_count; i++)
        if (str_eq(r->rules->findings[i].id, id)) return &r->rules->findings[i];
    return NULL;
}

static bool read_level(JsonAt at, uint8_t *out, Error *err) {
    JsonAt level;
    Str key;
    if (!jsonio_key(at, "level", &level, err) || !jsonio_str(level, &key, err)) return false;
    for (*out = 0; *out < FINDING_LEVEL_COUNT; ++*out)
        if (str_eq(key, str_from_c(finding_level_key((FindingLevel)*out)))) return true;
    return jsonio_error(level, err, "there is no level \"" STR_FMT "\"", STR_ARG(key));
}

static bool read_state(JsonAt at, uint8_t *out, Error *err) {
    JsonAt state;
    Str key;
    *out = FINDING_PLAIN;
    if (!jsonio_has(at, "state", &state)) return true;
    if (!jsonio_str(state, &key, err)) return false;
    for (*out = FINDING_PLAIN + 1; *out < FINDING_STATE_COUNT; ++*out)
        if (str_eq(key, str_from_c(finding_state_key((FindingState)*out)))) return true;
    return jsonio_error(state, err, "there is no state \"" STR_FMT "\"", STR_ARG(key));
}

// A line or a column, which count from 1.
static bool read_number(JsonAt at, const char *key, uint32_t *out, Error *err) {
    JsonAt number;
    if (!jsonio_key(at, key, &number, err) || !jsonio_uint(number, out, err)) return false;
    if (*out == 0) return jsonio_error(number, err, "lines and columns count from 1");
    --*out;
    return true;
}

static bool read_place(JsonAt at, Pos *out, Error *err) {
    return read_number(at, "line", &out->row, err) && read_number(at, "column", &out->col, err);
}

static bool read_steps(RereadReader *r, JsonAt at, Finding *out, Error *err) {
    JsonAt list;
    if (!reread_value_array(at, "steps", STEPS_MAX, &list, err)) return false;
    FindingStep *steps = arena_array(r->arena, FindingStep, jsonio_len(list) + 1);
    for (uint32_t i = 0; i < jsonio_len(list); i++) {
        JsonAt item = jsonio_item(list, i);
        Str path;
        if (!reread_value_path(r, item, "path", &path, err) ||
            !read_place(item, &steps[i].pos, err) ||
            !reread_value_str(r, item, "text", &steps[i].text, err))
            return false;
        steps[i].file = reread_value_file(r, path);
    }
    out->steps = steps;
    out->step_count = jsonio_len(list);
    return true;
}

static bool read_fingerprint(RereadReader *r, JsonAt at, Finding *out, Error *err) {
    Str text;
    if (!reread_value_str(r, at, "fingerprint", &text, err)) return false;
    if (text.len != FINDING_FINGERPRINT)
        return jsonio_error(at, err, "expected a fingerprint of %d digits", FINDING_FINGERPRINT);
    memcpy(out->fingerprint, text.ptr, text.len);
    return true;
}

static bool read_suppressed(const RereadReader *r, JsonAt at, Finding *out, Error *err) {
    JsonAt suppressed;
    if (!jsonio_key(at, "suppressed", &suppressed, err)) return false;
    if (jsonio_is_null(suppressed)) return true;
    out->is_suppressed = true;
    return reread_value_object(at, "suppressed", &suppressed, err) &&
           reread_value_or_null(r, suppressed, "reason", &out->reason, err);
}

static bool read_project(const RereadReader *r, JsonAt at, uint32_t *out, Error *err) {
    Str root;
    const Report *report = &r->out->report;
    if (!reread_value_path(r, at, "project", &root, err)) return false;
    for (*out = 0; *out < report->project_count; ++*out)
        if (str_eq(report->projects[*out].root, root)) return true;
    return jsonio_error(at, err, "there is no project at \"" STR_FMT "\"", STR_ARG(root));
}

static bool read_finding(RereadReader *r, JsonAt at, Finding *out, Error *err) {
    if (!read_level(at, &out->level, err) || !read_state(at, &out->state, err) ||
        !read_project(r, at, &out->project, err) ||
        !reread_value_path(r, at, "path", &out->path, err) || !read_place(at, &out->pos, err) ||
        !read_number(at, "end_column", &out->end.col, err) ||
        !reread_value_str(r, at, "message", &out->message, err) ||
        !reread_value_or_null(r, at, "symbol", &out->symbol, err) ||
        !reread_value_str(r, at, "text", &out->text, err) || !read_steps(r, at, out, err) ||
        !read_fingerprint(r, at, out, err) || !read_suppressed(r, at, out, err))
        return false;
    out->end.row = out->pos.row;
    out->file = out->state == FINDING_FIXED ? NONE : reread_value_file(r, out->path);
    return true;
}

bool reread_findings(RereadReader *r, JsonAt top, Error *err) {
    JsonAt list;
    Report *report = &r->out->report;
    if (!jsonio_has(top, "findings", &list)) return true;
    if (!reread_value_array(top, "findings", FINDINGS_MAX, &list, err)) return false;
    report->findings = arena_array(r->arena, Finding, jsonio_len(list) + 1);
    for (uint32_t i = 0; i < jsonio_len(list); i++) {
        JsonAt at = jsonio_item(list, i);
        Finding finding = {0};
        Str id;
        if (!reread_value_str(r, at, "rule", &id, err)) return false;
        finding.rule = rule_of(r, id);
        if (!finding.rule)
            reread_value_gone(r, id);
        else if (read_finding(r, at, &finding, err))
            report->findings[report->finding_count++] = finding;
        else
            return false;
    }
    return true;
}
