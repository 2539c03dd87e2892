// SPDX-License-Identifier: MIT
// What a report depends on, as bytes that a key of the cache is made of.
//
//     options, paths and ids of contents of an index     ─►  bytes that no other scan has
//     rules of one's own                                 ─►  no key: nothing is found or kept
//
// Two kinds of things are kept by such a key: whole answers (run_answer.c) and what a comparison needs of
// a base (run_summary.c). The version of the program, and with it its rules, is part of every key of
// a text (src/store).
//
// Adding a field to RunOptions that changes the report: put it into the key, here or in those two files,
// or see to it that there is none (tests/gates/stored.py knows the fields that change nothing).
#include "run_key.h"

#include "rules/rules.h"
#include "scan/scan.h"
#include "store/store.h"

#include "base/banned.h"

void run_key_number(Buf *key, uint64_t number) {
    buf_str_add(key, (Str){(const char *)&number, sizeof number});
}

void run_key_text(Buf *key, Str text) {
    run_key_number(key, text.len);
    buf_str_add(key, text);
}

static void add_texts(Buf *key, const Str *texts, uint32_t count) {
    run_key_number(key, count);
    for (uint32_t i = 0; texts && i < count; i++)
        run_key_text(key, texts[i]);
}

static void add_choices(Buf *key, const FindingChoices *choices) {
    add_texts(key, choices->ignore, choices->ignore_count);
    run_key_number(key, choices->level_count);
    for (uint32_t i = 0; i < choices->level_count; i++) {
        run_key_text(key, choices->levels[i].rule);
        run_key_number(key, choices->levels[i].level);
    }
}

bool run_key_options(const RunOptions *options, Buf *key) {
    bool is_told = options->store && store_is_open(options->store) && !options->texts &&
                   !options->full_parse && !options->reads_decision &&
                   options->rules == &rules_builtin;
    if (!is_told) return false;
    run_key_number(key, options->only != NULL);
    add_texts(key, options->only, options->only_count);
    add_texts(key, options->include, options->include_count);
    add_texts(key, options->exclude, options->exclude_count);
    run_key_number(key, options->no_ignore);
    run_key_number(key, options->line_hashes);
    run_key_number(key, options->no_cost);
    add_choices(key, &options->choices);
    return true;
}

static bool add_snapshot(const RunOptions *options, Str revision, Str index_file, Buf *key) {
    ScanOptions place = {.root = options->root,
                         .revision = revision,
                         .index_file = index_file,
                         .snapshots = options->snapshots};
    Buf identity = buf_new(key->arena);
    Error ignored = {0}; // the scan will tell
    if (!options->snapshots || !scan_identity(&place, &identity, &ignored)) return false;
    run_key_text(key, buf_str(&identity));
    return true;
}

bool run_key_snapshot(const RunOptions *options, Buf *key) {
    bool is_snapshot = options->revision.len || options->index_file.len;
    return is_snapshot && add_snapshot(options, options->revision, options->index_file, key);
}

bool run_key_base(const RunOptions *options, Buf *key) {
    run_key_text(key, options->base);
    run_key_text(key, options->base_commit);
    return options->base.len == 0 || add_snapshot(options, options->base_commit, (Str){0}, key);
}
