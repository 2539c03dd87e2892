// SPDX-License-Identifier: MIT
// Whether the whole answer of an earlier run is still right, and what it was.
//
//     the same files, contents, rules, options     ─►  the same texts, from the cache, in a few milliseconds
//     a hook on the same index and HEAD again      ─►  likewise, and no file is even listed
//     one byte of one file is another              ─►  another key: nothing is found, all stages run
//
// A report depends on the list of files, on what stands in those that are read, on what the team left
// there, on the base, on the gates, on the rules, on a few options and on the program: their digest is
// the key. What a report was rendered to is kept under it, text by text; how it looks is part of a
// text's name. Of a commit or an index git knows the ids of all contents, so its key is known before
// anything is read (run_answer_recall_early). That is for a hook alone: a whole report also tells which
// contents are gone from git's objects since. There is no key where something else has a say
// (run_key.c), or where a file could not be read.
//
// What is kept must be what the key says. Of a folder, files are read at several moments, so nothing is
// kept unless every file still looks as it did when its content was taken, and had been at rest then.
#include "run_answer.h"

#include <string.h>

#include "model/change.h"
#include "record/record.h"
#include "run_facts.h"
#include "run_key.h"

#include "base/banned.h"

struct RunAnswer {
    Store *store;
    StoreKey key;
    const Run *run;
    bool is_of_git; // of a commit or an index
    Str records;    // of a folder, as they were at first
};

// --- What it depends on ----------------------------------------------------------------------------

// What the team left in the repository, and sets there. "" if it cannot be read.
static Str read_records(const FsRoot *fs, Arena *arena) {
    static const Str FILES[] = {STR_CONST(CHANGE_DECISION_FILE), STR_CONST(CHANGE_BASELINE_FILE),
                                STR_CONST("stayorgo.toml"), STR_CONST("pyproject.toml")};
    Buf text = buf_new(arena);
    for (uint32_t i = 0; i < ARRAY_LEN(FILES); i++) {
        Str bytes = {0};
        uint64_t size;
        FsStatus status = fs_read(fs, FILES[i], RECORD_BYTES_MAX, arena, &bytes, &size);
        if (status != FS_OK && status != FS_NOT_FOUND) return (Str){0};
        run_key_number(&text, status);
        run_key_text(&text, bytes);
    }
    return buf_str(&text);
}

static bool is_snapshot(const RunOptions *options) {
    return options->revision.len || options->index_file.len;
}

Str run_answer_records(const RunOptions *options, Arena *arena) {
    FsRoot *fs;
    Error ignored = {0};
    if (!options->recall || !options->reads_records || is_snapshot(options)) return (Str){0};
    if (!fs_root_open(arena, options->root, &fs, &ignored)) return (Str){0};
    Str text = read_records(fs, arena);
    fs_root_close(fs);
    return text;
}

// All but what is scanned.
static bool add_options(const RunOptions *options, Buf *key) {
    uint64_t drift;
    memcpy(&drift, &options->drift, sizeof drift);
    run_key_number(key, options->reads_records);
    run_key_number(key, options->reads_settings);
    run_key_number(key, options->is_brief);
    run_key_number(key, drift);
    run_key_number(key, options->ask_count);
    for (uint32_t i = 0; i < options->ask_count; i++) {
        run_key_number(key, options->asks[i].kind);
        run_key_number(key, options->asks[i].level);
        run_key_number(key, options->asks[i].is_configured);
    }
    return options->recall && run_key_options(options, key) && run_key_base(options, key);
}

static void add_files(const Run *run, Buf *key) {
    const Source *source = &run->source;
    run_key_number(key, source->is_git);
    run_key_number(key, source->files_skipped);
    run_key_number(key, source->problems.len);
    for (uint32_t i = 0; i < source->problems.len; i++) {
        const Problem *problem = &source->problems.items[i];
        run_key_number(key, problem->kind);
        run_key_number(key, problem->line);
        run_key_text(key, problem->path);
        run_key_text(key, problem->text);
    }
    run_key_number(key, source->files.len);
    for (uint32_t i = 0; i < source->files.len; i++) {
        const SourceFile *file = &source->files.items[i];
        run_key_number(key, file->kind);
        run_key_number(key, file->role);
        run_key_text(key, file->role_reason);
        run_key_text(key, file->path);
    }
}

// False if some file has no content that is known.
static bool add_contents(const RunFacts *facts, Buf *key) {
    for (uint32_t slot = 0; slot < facts->file_count; slot++) {
        StoreKey content = facts->files[slot].content;
        if (store_key_is_none(content)) return false;
        run_key_number(key, facts->order[slot]);
        run_key_number(key, content.low);
        run_key_number(key, content.high);
    }
    return true;
}

static void ask(const RunOptions *options, RunAnswer *answer, Str key, Arena *arena, Run *run) {
    answer->store = options->store;
    answer->run = run;
    answer->key = store_key(options->store, key);
    run->is_recalled = options->recall(options->recall_ctx, answer, arena);
}

const RunAnswer *run_answer_recall_early(const RunOptions *options, Arena *arena, Run *run) {
    RunAnswer *answer = arena_new(arena, RunAnswer);
    Buf key = buf_new(arena);
    answer->is_of_git = true;
    bool is_told = options->is_brief && is_snapshot(options) && add_options(options, &key) &&
                   run_key_snapshot(options, &key);
    if (!is_told) return NULL;
    ask(options, answer, buf_str(&key), arena, run);
    return answer;
}

bool run_answer_recall(const RunOptions *options, Run *run) {
    bool is_folder = !is_snapshot(options) && fs_root_real_path(run->source.fs).len > 0;
    RunAnswer *answer = arena_new(&run->arena, RunAnswer);
    Buf key = buf_new(&run->arena);
    if (!is_folder || !add_options(options, &key)) return false;
    if (options->reads_records) { // the same as when they were read, see run_past.c
        answer->records = read_records(run->source.fs, &run->arena);
        if (!answer->records.len || !str_eq(answer->records, options->record_text)) return false;
    }
    run_key_text(&key, answer->records);
    add_files(run, &key);
    if (!add_contents(run->facts, &key)) return false;
    ask(options, answer, buf_str(&key), &run->arena, run);
    run->answer = answer;
    if (run->is_recalled) run_facts_skip(run);
    return run->is_recalled;
}

// --- What it was -----------------------------------------------------------------------------------

bool run_answer_get(const RunAnswer *answer, Str name, Arena *arena, Str *out) {
    return store_get_text(store_reader(answer->store), answer->key, name, arena, out);
}

bool run_answer_is_sound(const RunAnswer *answer) {
    const Run *run = answer->run;
    if (answer->is_of_git || run->has_holes) return !run->has_holes;
    Arena scratch = {0};
    bool ok =
        !answer->records.len || str_eq(read_records(run->source.fs, &scratch), answer->records);
    arena_free(&scratch);
    for (uint32_t slot = 0; ok && slot < run->facts->file_count; slot++) {
        const SourceFile *file = &run->source.files.items[run->facts->order[slot]];
        FsEntry now;
        ok = fs_look(run->source.fs, file->path, &now) == FS_OK &&
             now.size_bytes == file->size_bytes &&
             fs_stamp_eq(&now.stamp, &run->facts->files[slot].stamp);
    }
    return ok;
}

void run_answer_put(const RunAnswer *answer, Str name, Str text) {
    store_put_text(answer->store, answer->key, name, text);
}
