// SPDX-License-Identifier: MIT
// .stayorgo/decision.json and .stayorgo/baseline.json → structs.
//
//   {"format": "stayorgo-decision/1", "decision": "stay", …}    ─►  DecisionRecord
//   {"format": "stayorgo-baseline/1", "findings": [{…}]}        ─►  sorted fingerprints
//
// A record that is there but cannot be understood ends the run: a gate that is held against nothing
// would pass. For the same reason a key that is missing is an error; one that is unknown is not, so
// that a later version may add some.
// Limits: RECORD_BYTES_MAX a file; links are not followed. Rules of findings in the baseline are for
// people; only fingerprints are read.
#include "record/record.h"

#include <stdlib.h>

#include "base/jsonio.h"

#include "base/banned.h"

static bool read_text(const FsRoot *root, Str file, Arena *arena, Str *out, bool *is_there,
                      Error *err) {
    uint64_t size;
    FsStatus status = fs_read(root, file, RECORD_BYTES_MAX, arena, out, &size);
    *is_there = status == FS_OK;
    return status == FS_OK || status == FS_NOT_FOUND ||
           error_set(err, ERROR_INPUT, STR_FMT ": %s", STR_ARG(file), fs_status_text(status));
}

static bool check_format(JsonAt top, Str want, Error *err) {
    JsonAt at;
    Str format;
    return jsonio_key(top, "format", &at, err) && jsonio_str(at, &format, err) &&
           (str_eq(format, want) ||
            jsonio_error(at, err, "this program reads " STR_FMT ", not \"" STR_FMT "\"",
                         STR_ARG(want), STR_ARG(format)));
}

// --- The decision --------------------------------------------------------------------------------

typedef struct Reading {
    JsonAt at;
    Arena *arena;
    Error *err;
} Reading;

static bool text(const Reading *r, const char *key, Str *out) {
    JsonAt at;
    Str value;
    if (!jsonio_key(r->at, key, &at, r->err) || !jsonio_str(at, &value, r->err)) return false;
    *out = str_copy(r->arena, value);
    return true;
}

static bool text_or_null(const Reading *r, const char *key, Str *out) {
    JsonAt at;
    if (!jsonio_key(r->at, key, &at, r->err)) return false;
    *out = (Str){0};
    return jsonio_is_null(at) || text(r, key, out);
}

static bool decision(const Reading *r, const char *key, Decision *out) {
    JsonAt at;
    Str word;
    if (!jsonio_key(r->at, key, &at, r->err) || !jsonio_str(at, &word, r->err)) return false;
    for (uint32_t i = 0; i < DECISION_COUNT; i++) {
        *out = (Decision)i;
        if (str_eq(word, str_from_c(report_decision_key(*out)))) return true;
    }
    return jsonio_error(at, r->err, "\"" STR_FMT "\" is no decision", STR_ARG(word));
}

static bool number_or_null(const Reading *r, const char *key, bool *has_one, double *out) {
    JsonAt at;
    if (!jsonio_key(r->at, key, &at, r->err)) return false;
    *has_one = !jsonio_is_null(at);
    *out = 0;
    return !*has_one || jsonio_number(at, out, r->err);
}

static bool object(const Reading *from, const char *key, Reading *out) {
    *out = *from;
    if (!jsonio_key(from->at, key, &out->at, from->err)) return false;
    return jsonio_is_object(out->at) || jsonio_error(out->at, from->err, "expected an object");
}

static bool take_decision(const Reading *r, DecisionRecord *out) {
    Reading advice, rules;
    JsonAt at;
    return check_format(r->at, STR("stayorgo-decision/1"), r->err) &&
           text(r, "project", &out->root) && text_or_null(r, "from", &out->from) &&
           decision(r, "decision", &out->decision) && text_or_null(r, "target", &out->target) &&
           object(r, "advice", &advice) && decision(&advice, "decision", &out->advised) &&
           text_or_null(&advice, "target", &out->advised_target) &&
           number_or_null(&advice, "pull", &out->has_pull, &out->pull) &&
           text(&advice, "evidence", &out->evidence) && object(r, "rules", &rules) &&
           text(&rules, "digest", &out->rules) &&
           jsonio_key(r->at, "against_advice", &at, r->err) &&
           jsonio_bool(at, &out->against_advice, r->err) && text(r, "reason", &out->reason) &&
           text_or_null(r, "commit", &out->commit);
}

bool record_read_decision(const FsRoot *root, Arena *arena, Records *out, Error *err) {
    Str bytes;
    bool is_there;
    if (!read_text(root, STR(CHANGE_DECISION_FILE), arena, &bytes, &is_there, err)) return false;
    if (!is_there) return true;
    JsonDoc doc;
    if (!jsonio_parse(bytes, STR(CHANGE_DECISION_FILE), &doc, err)) return false;
    DecisionRecord *record = arena_new(arena, DecisionRecord);
    bool ok = take_decision(&(Reading){jsonio_root(&doc), arena, err}, record);
    jsonio_free(&doc);
    out->decision = record;
    return ok;
}

// --- The baseline --------------------------------------------------------------------------------

static int compare(const void *a, const void *b) {
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

static bool take_fingerprint(JsonAt entry, Arena *arena, Str *out, Error *err) {
    JsonAt at;
    Str fingerprint;
    if (!jsonio_key(entry, "fingerprint", &at, err) || !jsonio_str(at, &fingerprint, err))
        return false;
    *out = str_copy(arena, fingerprint);
    return true;
}

static bool take_baseline(JsonAt top, Arena *arena, Records *out, Error *err) {
    JsonAt list;
    if (!check_format(top, STR("stayorgo-baseline/1"), err) ||
        !jsonio_key(top, "findings", &list, err))
        return false;
    if (!jsonio_is_array(list)) return jsonio_error(list, err, "expected a list");
    uint32_t count = jsonio_len(list);
    Str *fingerprints = arena_array(arena, Str, count + 1);
    for (uint32_t i = 0; i < count; i++)
        if (!take_fingerprint(jsonio_item(list, i), arena, &fingerprints[i], err)) return false;
    qsort(fingerprints, count, sizeof *fingerprints, compare);
    out->fingerprints = fingerprints;
    out->fingerprint_count = count;
    return true;
}

static bool read_baseline(const FsRoot *root, Arena *arena, Records *out, Error *err) {
    Str bytes;
    if (!read_text(root, STR(CHANGE_BASELINE_FILE), arena, &bytes, &out->has_baseline, err))
        return false;
    if (!out->has_baseline) return true;
    JsonDoc doc;
    if (!jsonio_parse(bytes, STR(CHANGE_BASELINE_FILE), &doc, err)) return false;
    bool ok = take_baseline(jsonio_root(&doc), arena, out, err);
    jsonio_free(&doc);
    return ok;
}

bool record_read(const FsRoot *root, Arena *arena, Records *out, Error *err) {
    *out = (Records){0};
    return record_read_decision(root, arena, out, err) && read_baseline(root, arena, out, err);
}
