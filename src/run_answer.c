// SPDX-License-Identifier: MIT
// Whether the whole answer of an earlier run is still right, and what it was.
//
//     the same files, contents, rules, options     ─►  the same texts, from the cache, in a few milliseconds
//     one byte of one file is another              ─►  another key: nothing is found, all stages run
//
// A report depends on the list of files, on what stands in those that are read, on the rules, on a few
// options and on the program: their digest is the key. What a report was rendered to is kept under it,
// text by text; how it looks is part of a text's name. There is no key, and so nothing is kept or found,
// where something else has a say: rules of one's own, a base, gates, a file that could not be read.
//
// What is kept must be what the key says, although files are read at several moments. So nothing is
// kept unless every file still looks as it did when its content was taken, and had been at rest then.
//
// Adding a field to RunOptions that changes the report: put it into the key, or see to it that there is
// none (tests/gates/stored.py knows the fields that change nothing).
#include "run_answer.h"

#include "model/change.h"
#include "record/record.h"
#include "rules/rules.h"
#include "run_facts.h"

#include "base/banned.h"

struct RunAnswer {
    Store *store;
    StoreKey key;
    const Run *run;
    Str records; // as they were at first
};

// --- What it depends on ----------------------------------------------------------------------------

static void add_number(Buf *key, uint64_t number) {
    buf_str_add(key, (Str){(const char *)&number, sizeof number});
}

static void add_text(Buf *key, Str text) {
    add_number(key, text.len);
    buf_str_add(key, text);
}

// What the team left in the repository. "" if it cannot be read.
static Str read_records(const FsRoot *fs, Arena *arena) {
    static const Str FILES[] = {STR_CONST(CHANGE_DECISION_FILE), STR_CONST(CHANGE_BASELINE_FILE)};
    Buf text = buf_new(arena);
    for (uint32_t i = 0; i < ARRAY_LEN(FILES); i++) {
        Str bytes = {0};
        uint64_t size;
        FsStatus status = fs_read(fs, FILES[i], RECORD_BYTES_MAX, arena, &bytes, &size);
        if (status != FS_OK && status != FS_NOT_FOUND) return (Str){0};
        add_number(&text, status);
        add_text(&text, bytes);
    }
    return buf_str(&text);
}

Str run_answer_records(const RunOptions *options, Arena *arena) {
    FsRoot *fs;
    Error ignored = {0};
    if (!options->recall || !options->reads_records || options->base.len) return (Str){0};
    if (!fs_root_open(arena, options->root, &fs, &ignored)) return (Str){0};
    Str text = read_records(fs, arena);
    fs_root_close(fs);
    return text;
}

static void add_files(const Run *run, Buf *key) {
    const Source *source = &run->source;
    add_number(key, source->is_git);
    add_number(key, source->files_skipped);
    add_number(key, source->problems.len);
    for (uint32_t i = 0; i < source->problems.len; i++) {
        const Problem *problem = &source->problems.items[i];
        add_number(key, problem->kind);
        add_number(key, problem->line);
        add_text(key, problem->path);
        add_text(key, problem->text);
    }
    add_number(key, source->files.len);
    for (uint32_t i = 0; i < source->files.len; i++) {
        const SourceFile *file = &source->files.items[i];
        add_number(key, file->kind);
        add_number(key, file->role);
        add_text(key, file->role_reason);
        add_text(key, file->path);
    }
}

// False if some file has no content that is known.
static bool add_contents(const RunFacts *facts, Buf *key) {
    for (uint32_t slot = 0; slot < facts->file_count; slot++) {
        StoreKey content = facts->files[slot].content;
        if (store_key_is_none(content)) return false;
        add_number(key, facts->order[slot]);
        add_number(key, content.low);
        add_number(key, content.high);
    }
    return true;
}

// Whether nothing has a say that is not in the key.
static bool is_plain(const RunOptions *options, const Run *run) {
    const FindingChoices *choices = &options->choices;
    return options->recall && options->store && store_is_open(options->store) && !options->texts &&
           !options->revision.len && !options->index_file.len && !options->base.len &&
           !options->full_parse && options->rules == &rules_builtin && options->ask_count == 0 &&
           choices->ignore_count == 0 && choices->level_count == 0 &&
           fs_root_real_path(run->source.fs).len > 0;
}

static bool find_key(const RunOptions *options, Run *run, RunAnswer *out) {
    Buf key = buf_new(&run->arena);
    add_number(&key, options->line_hashes);
    add_number(&key, options->no_cost);
    add_number(&key, options->reads_records);
    if (options->reads_records) { // the same as when they were read, see run_past.c
        out->records = read_records(run->source.fs, &run->arena);
        if (!out->records.len || !str_eq(out->records, options->record_text)) return false;
    }
    add_text(&key, out->records);
    add_files(run, &key);
    if (!add_contents(run->facts, &key)) return false;
    out->key = store_key(options->store, buf_str(&key));
    return true;
}

bool run_answer_recall(const RunOptions *options, Run *run) {
    if (!is_plain(options, run)) return false;
    RunAnswer *answer = arena_new(&run->arena, RunAnswer);
    *answer = (RunAnswer){.store = options->store, .run = run};
    if (!find_key(options, run, answer)) return false;
    run->answer = answer;
    run->is_recalled = options->recall(options->recall_ctx, answer, &run->arena);
    if (run->is_recalled) run_facts_skip(run);
    return run->is_recalled;
}

// --- What it was -----------------------------------------------------------------------------------

bool run_answer_get(const RunAnswer *answer, Str name, Arena *arena, Str *out) {
    return store_get_text(store_reader(answer->store), answer->key, name, arena, out);
}

bool run_answer_is_sound(const RunAnswer *answer) {
    const Run *run = answer->run;
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
