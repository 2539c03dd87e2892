// SPDX-License-Identifier: MIT
// What a comparison needs of a commit or an index, kept in the cache: counts, verdicts, findings.
//
//     hook, and again with another index     ─►  the base is HEAD both times: it is resolved and matched once
//     hook, commit, hook                     ─►  what was the index is the base now: it never is
//
// How: the key is the paths and the ids of all contents, the options and the decision of the team, so a
// commit has the key of the index that it was made of. An id tells the content, because git's objects
// are read by it and checked against it.
// Limits: a folder that was scanned is no index, although it may have held the same; it is not kept. Nor
// is what has holes: a content that is missing today may be there tomorrow.
#include "run_summary.h"

#include <string.h>

#include "record/record.h"
#include "run_key.h"
#include "store/store.h"

#include "base/banned.h"

static const Str SUMMARY = STR_CONST("summary");

static void add_record(const DecisionRecord *record, Buf *key) {
    Buf text = buf_new(key->arena);
    uint64_t pull = 0;
    run_key_number(key, record != NULL);
    if (!record) return;
    record_write_decision(record, &text);
    memcpy(&pull, &record->pull, sizeof pull);
    run_key_text(key, buf_str(&text));
    run_key_number(key, pull);
    run_key_number(key, record->is_first);
}

static bool find_key(const RunOptions *options, Arena *scratch, StoreKey *out) {
    Buf key = buf_new(scratch);
    run_key_text(&key, SUMMARY);
    if (!run_key_options(options, &key) || !run_key_snapshot(options, &key)) return false;
    add_record(options->record, &key);
    *out = store_key(options->store, buf_str(&key));
    return true;
}

const CompareBase *run_summary_find(const RunOptions *options, Arena *arena) {
    Arena scratch = {0};
    StoreKey key;
    Str packed;
    const CompareBase *found = NULL;
    if (find_key(options, &scratch, &key) &&
        store_get_text(store_reader(options->store), key, SUMMARY, &scratch, &packed))
        found = compare_unpack(packed, options->rules, arena);
    arena_free(&scratch);
    return found;
}

void run_summary_keep(const RunOptions *options, const Run *run, const CompareBase *summary) {
    Arena scratch = {0};
    StoreKey key;
    if (!run->has_holes && find_key(options, &scratch, &key))
        store_put_text(options->store, key, SUMMARY,
                       compare_pack(summary, options->rules, &scratch));
    arena_free(&scratch);
}
