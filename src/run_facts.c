// SPDX-License-Identifier: MIT
// The facts of all files: from the cache where it has them, else read and parsed.
//
//     unchanged since the last run     ─►  its content is known, its facts come from the cache
//     seen before in git's objects     ─►  known by its id, and not read either
//     touched, checked out again       ─►  read, and known by its bytes
//     new or changed                   ─►  read, parsed, packed for the cache
//
// Two passes over the files by all threads. The first reads those that do not look as they did, the
// second fetches the facts of the others; a fetch that fails means reading that file after all. Between
// them the content of every file is known, and with it whether the whole answer is (run_answer.c). Each
// worker has a parser, an arena, a scratch arena, an intern table and a connection of its own, and
// writes only the slot of the file it took. Source bytes live only while their file is in work. After
// the barrier everything is read-only. What is new goes into the cache at the end, from one thread.
//
// Limits: without a cache, and where it has nothing, the second pass has nothing to do.
#include "run_facts.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/pool.h"
#include "python/python.h"
#include "scan/scan.h"

#include "base/banned.h"

typedef struct Worker {
    Arena *arena; // facts and their strings
    Arena scratch;
    Intern intern;
    PythonParser *parser; // NULL until it is needed
    StoreReader *reader;  // NULL without a cache
    bool is_fetching;     // in one look at it
} Worker;

struct RunJob {
    const RunOptions *options;
    const Source *source;
    RunFacts *facts;
    const uint32_t *turns; // turn → slot
    uint32_t turn_count;
    Worker *workers;
    uint32_t worker_count;
    int64_t start_ns; // before any file was read
    atomic_uint done;
};
typedef struct RunJob Job;

static PythonParser *parser_of(const Job *job, Worker *worker) {
    PythonMode mode = job->options->full_parse ? PYTHON_FULL : PYTHON_QUICK;
    if (!worker->parser) worker->parser = python_parser_new(mode, worker->arena);
    return worker->parser;
}

// What a file says that was not to be had from the cache: depends on its bytes and kind alone.
static void parse(const Job *job, uint32_t slot, Str bytes, Worker *worker) {
    uint32_t file = job->facts->order[slot];
    FileFacts *facts = &job->facts->items[slot];
    SourceText text;
    Problem problem;
    if (scan_decode(job->source, file, bytes, &worker->scratch, &text, &problem))
        python_facts(parser_of(job, worker), &text, file, &worker->intern, worker->arena,
                     &worker->scratch, facts);
    else
        *facts = (FileFacts){.file = file};
    if (problem.text.len > 0) { // also of a text that was loaded with bytes replaced
        problem.path = STR("");
        problem.text = str_copy(worker->arena, problem.text);
        vec_push(worker->arena, &facts->problems, problem);
    }
}

static void read_python(const Job *job, uint32_t slot, Str bytes, Worker *worker) {
    uint32_t file = job->facts->order[slot];
    FileKind kind = job->source->files.items[file].kind;
    FileFacts *facts = &job->facts->items[slot];
    RunFile *entry = &job->facts->files[slot];
    if (worker->reader &&
        store_get_facts(worker->reader, entry->content, kind, worker->arena, facts)) {
        facts->file = file;
        return;
    }
    parse(job, slot, bytes, worker);
    if (worker->reader) entry->packed = store_pack_facts(facts, worker->arena);
}

// Of a manifest, only its content is taken.
static void read_file(const Job *job, uint32_t slot, Worker *worker) {
    uint32_t file = job->facts->order[slot];
    bool is_python = slot < job->facts->count;
    RunFile *entry = &job->facts->files[slot];
    Str bytes;
    Problem problem;
    *entry = (RunFile){.has_facts = true};
    bool ok = scan_read(job->source, file, &worker->scratch, &bytes, &entry->stamp, &problem);
    if (!fs_stamp_is_settled(&entry->stamp, job->start_ns)) entry->stamp = (FsStamp){0};
    if (ok && worker->reader) entry->content = store_key(job->options->store, bytes);
    if (ok && is_python) read_python(job, slot, bytes, worker);
    if (!ok && is_python) {
        FileFacts *facts = &job->facts->items[slot];
        *facts = (FileFacts){.file = file};
        problem.text = str_copy(worker->arena, problem.text);
        vec_push(worker->arena, &facts->problems, problem);
    }
}

static void finish(Job *job, uint32_t slot, uint32_t worker_index) {
    const RunOptions *options = job->options;
    if (slot >= job->facts->count) return;
    uint32_t done = atomic_fetch_add(&job->done, 1) + 1;
    if (worker_index == 0 && options->progress)
        options->progress(options->progress_ctx, done, job->facts->count);
}

static void read_slot(Job *job, uint32_t slot, uint32_t worker_index) {
    if (fs_interrupted()) return;
    Worker *worker = &job->workers[worker_index];
    ArenaMark mark = arena_mark(&worker->scratch);
    read_file(job, slot, worker);
    arena_rewind(&worker->scratch, mark);
    finish(job, slot, worker_index);
}

// Many small questions are one look at the cache.
static StoreReader *look(Worker *worker) {
    if (!worker->is_fetching && worker->reader) store_reader_begin(worker->reader);
    worker->is_fetching = worker->reader != NULL;
    return worker->reader;
}

// First pass: files that do not look as they did.
static void read_changed(void *ctx, uint32_t turn, uint32_t worker_index) {
    Job *job = ctx;
    uint32_t slot = job->turns[turn];
    const SourceFile *file = &job->source->files.items[job->facts->order[slot]];
    RunFile *entry = &job->facts->files[slot];
    entry->content = store_find(&job->facts->tree, file->path, file->size_bytes, &file->stamp);
    entry->stamp = file->stamp;
    Worker *worker = &job->workers[worker_index];
    if (file->blob.len && worker->reader)
        entry->is_named = store_get_name(look(worker), file->blob, &entry->content);
    if (store_key_is_none(entry->content)) read_slot(job, slot, worker_index);
}

// Second pass: the others.
static void fetch(void *ctx, uint32_t turn, uint32_t worker_index) {
    Job *job = ctx;
    uint32_t slot = job->turns[turn];
    RunFile *entry = &job->facts->files[slot];
    if (slot >= job->facts->count || entry->has_facts || fs_interrupted()) return;
    uint32_t file = job->facts->order[slot];
    FileKind kind = job->source->files.items[file].kind;
    Worker *worker = &job->workers[worker_index];
    FileFacts *facts = &job->facts->items[slot];
    entry->has_facts = store_get_facts(look(worker), entry->content, kind, worker->arena, facts);
    facts->file = file;
    if (entry->has_facts)
        finish(job, slot, worker_index);
    else
        read_slot(job, slot, worker_index);
}

// --- The two passes --------------------------------------------------------------------------------

static void open_workers(Job *job, Run *run) {
    const RunOptions *options = job->options;
    bool has_store = options->store && store_is_open(options->store) && !options->texts;
    job->worker_count = run->worker_count = options->threads;
    run->workers = arena_array(&run->arena, Arena, run->worker_count);
    job->workers = arena_array(&run->arena, Worker, run->worker_count);
    for (uint32_t i = 0; i < run->worker_count; i++) {
        Worker *worker = &job->workers[i];
        worker->arena = &run->workers[i];
        worker->intern = intern_new(worker->arena);
        if (has_store) worker->reader = store_reader_open(options->store, &run->arena);
    }
    Str root = fs_root_real_path(job->source->fs);
    if (has_store && root.len)
        store_get_tree(store_reader(options->store), root, &run->arena, &job->facts->tree);
}

static void close_workers(Job *job) {
    for (uint32_t i = 0; i < job->worker_count; i++) {
        Worker *worker = &job->workers[i];
        if (worker->is_fetching) store_reader_end(worker->reader);
        if (worker->reader) store_reader_close(job->options->store, worker->reader);
        if (worker->parser) python_parser_free(worker->parser);
        arena_free(&worker->scratch);
    }
    job->worker_count = 0;
}

static bool is_parsed_kind(const SourceFile *file) {
    return file->kind == FILE_PYTHON || file->kind == FILE_NOTEBOOK;
}

static bool is_manifest_kind(const SourceFile *file) {
    return file->kind == FILE_MANIFEST || file->kind == FILE_COMMAND;
}

// The files that are read: first those that are parsed, then manifests.
static void choose_files(const Source *source, Arena *arena, RunFacts *out) {
    uint32_t *order = arena_array(arena, uint32_t, source->files.len), n = 0;
    for (uint32_t i = 0; i < source->files.len; i++)
        if (is_parsed_kind(&source->files.items[i])) order[n++] = i;
    out->count = n;
    for (uint32_t i = 0; i < source->files.len; i++)
        if (is_manifest_kind(&source->files.items[i])) order[n++] = i;
    out->file_count = n;
    out->order = order;
    out->items = arena_array(arena, FileFacts, out->count);
    out->files = arena_array(arena, RunFile, out->file_count);
}

static uint32_t binary_digits(uint64_t number) {
    uint32_t digits = 0;
    for (; number; number >>= 1)
        digits++;
    return digits;
}

// The slots by size, the largest first, so that no thread is left alone with a long file at the end.
// Sizes of the same number of digits count as equal.
static const uint32_t *largest_first(const Source *source, const uint32_t *order, uint32_t n,
                                     Arena *arena) {
    uint32_t next[66] = {0}; // by digits, from many to few
    uint32_t *turns = arena_array(arena, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        next[65 - binary_digits(source->files.items[order[i]].size_bytes)]++;
    for (uint32_t i = 1; i < ARRAY_LEN(next); i++)
        next[i] += next[i - 1];
    for (uint32_t i = 0; i < n; i++)
        turns[next[64 - binary_digits(source->files.items[order[i]].size_bytes)]++] = i;
    return turns;
}

void run_facts_read(const RunOptions *options, Run *run) {
    RunFacts *facts = arena_new(&run->arena, RunFacts);
    Job *job = arena_new(&run->arena, Job);
    choose_files(&run->source, &run->arena, facts);
    facts->job = job;
    run->facts = facts;
    *job = (Job){.options = options, .source = &run->source, .facts = facts};
    open_workers(job, run);
    bool has_cache = job->workers[0].reader != NULL;
    job->turn_count = has_cache ? facts->file_count : facts->count;
    job->turns = largest_first(&run->source, facts->order, job->turn_count, &run->arena);
    job->start_ns = fs_wall_ns();
    pool_for(run->worker_count, job->turn_count, read_changed, job);
}

void run_facts_fetch(Run *run) {
    Job *job = run->facts->job;
    if (job->workers[0].reader) pool_for(run->worker_count, job->turn_count, fetch, job);
    close_workers(job);
}

void run_facts_skip(Run *run) {
    RunFacts *facts = run->facts;
    Job *job = facts->job;
    StoreReader *reader = store_reader(job->options->store);
    for (uint32_t slot = 0; slot < facts->count && store_is_new_day(reader); slot++)
        store_use_facts(reader, facts->files[slot].content,
                        run->source.files.items[facts->order[slot]].kind);
    close_workers(job);
}

// --- Keeping -------------------------------------------------------------------------------------

static int compare_files(const void *a, const void *b) {
    return str_cmp(((const StoreFile *)a)->path, ((const StoreFile *)b)->path);
}

static bool is_listed(const Source *source, Str path) {
    uint32_t low = 0, high = source->files.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_cmp(source->files.items[middle].path, path);
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

// The folder as it is now. What this run was not to look at stays as it was.
static StoreFileVec tree_now(const RunOptions *options, const Run *run, Arena *arena) {
    const RunFacts *facts = run->facts;
    StoreFileVec tree = {0};
    for (uint32_t slot = 0; slot < facts->file_count; slot++) {
        const SourceFile *file = &run->source.files.items[facts->order[slot]];
        const RunFile *entry = &facts->files[slot];
        // What changed between listing and reading will be read again.
        if (store_key_is_none(entry->content) || !fs_stamp_eq(&entry->stamp, &file->stamp))
            continue;
        StoreFile now = {file->path, file->size_bytes, entry->stamp, entry->content};
        vec_push(arena, &tree, now);
    }
    bool is_part = options->only || options->include_count || options->exclude_count;
    for (uint32_t i = 0; is_part && i < facts->tree.len; i++)
        if (!is_listed(&run->source, facts->tree.items[i].path))
            vec_push(arena, &tree, facts->tree.items[i]);
    if (tree.len > 1) qsort(tree.items, tree.len, sizeof *tree.items, compare_files);
    return tree;
}

static bool is_same(const StoreFileVec *a, const StoreFileVec *b) {
    bool same = a->len == b->len;
    for (uint32_t i = 0; same && i < a->len; i++) {
        const StoreFile *x = &a->items[i], *y = &b->items[i];
        same = str_eq(x->path, y->path) && x->size_bytes == y->size_bytes &&
               fs_stamp_eq(&x->stamp, &y->stamp) && store_key_eq(x->content, y->content);
    }
    return same;
}

void run_facts_keep(const RunOptions *options, const Run *run) {
    const RunFacts *facts = run->facts; // NULL: the answer was known before any were needed
    if (!facts || !options->store || !store_is_open(options->store) || options->texts) return;
    for (uint32_t slot = 0; slot < facts->count; slot++) {
        const RunFile *entry = &facts->files[slot];
        const SourceFile *file = &run->source.files.items[facts->order[slot]];
        if (entry->packed.len)
            store_put_facts(options->store, entry->content, file->kind, entry->packed);
        if (file->blob.len && !entry->is_named && !store_key_is_none(entry->content))
            store_put_name(options->store, file->blob, entry->content);
    }
    Arena scratch = {0};
    Str root = fs_root_real_path(run->source.fs);
    StoreFileVec tree = tree_now(options, run, &scratch);
    if (root.len && !is_same(&tree, &facts->tree)) store_put_tree(options->store, root, &tree);
    arena_free(&scratch);
}
