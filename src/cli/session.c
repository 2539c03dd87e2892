// SPDX-License-Identifier: MIT
// What the commands share: options → runs over each PATH, and bytes → where they belong.
//
//     stayorgo scan api web --files=list    ─►  usage error: --files goes with one PATH
//     stayorgo scan api missing web         ─►  reports of api and web, a sentence about missing
//
// Reports are handed over one by one and freed, so memory is that of the largest repository.
// Limits: a list of files is read whole; LIST_BYTES_MAX bounds it.
#include "cli/session.h"

#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "cli/config.h"
#include "cli/progress.h"

#include "base/banned.h"

enum { LIST_BYTES_MAX = 64 << 20 };

// One path a line; with NUL bytes in it (find -print0) one path a NUL.
static bool read_list(Session *session, Str file, Error *err) {
    Str text;
    if (!fs_read_user_file(file, LIST_BYTES_MAX, &session->arena, &text, err)) return false;
    bool has_nul = str_find(text, '\0') != NONE;
    StrVec paths = {0};
    Str line;
    while (text.len) {
        if (has_nul) {
            str_cut(text, '\0', &line, &text);
        } else if (!str_next_line(&text, &line)) {
            break;
        }
        if (line.len) vec_push(&session->arena, &paths, line);
    }
    // An empty list is still a list: nothing is looked at then, rather than everything.
    session->only = paths.len ? paths.items : arena_array(&session->arena, Str, 1);
    session->only_count = paths.len;
    return true;
}

bool session_open(const Options *options, Session *out, Error *err) {
    *out = (Session){.options = options};
    out->snapshots = run_snapshots_open(&out->arena);
    if (options->files.len && options->paths.len > 1) {
        return error_set(err, ERROR_USAGE, "--files goes with one PATH, not with %u",
                         options->paths.len);
    }
    if (options->staged && options->revision.len)
        return error_set(err, ERROR_USAGE, "--staged and --revision exclude each other");
    if (!run_rules(options->rules_dir, &out->arena, &out->rules, err)) return false;
    return options->files.len == 0 || read_list(out, options->files, err);
}

static void close_cache(Session *session) {
    if (!session->cache) return;
    run_cache_close(session->cache);
    Str trouble = run_cache_trouble(session->cache);
    if (session->options->verbose && trouble.len)
        fprintf(stderr, "stayorgo: the cache is not used: " STR_FMT "\n", STR_ARG(trouble));
}

void session_close(Session *session) {
    close_cache(session);
    if (session->snapshots) run_snapshots_close(session->snapshots); // `rules` opens none
    arena_free(&session->arena);
}

// With a base, the configuration and the records are the base's: a change cannot loosen its own gate.
static bool find_base(Session *session, RunPlace *place, Str *out, Error *err) {
    const Options *options = session->options;
    *out = session->base_commit;
    if (options->base.len == 0) return true;
    if (out->len == 0 &&
        !run_base(place->root, options->base, options->revision, &session->arena, out, err))
        return false;
    place->revision = *out;
    place->index_file = STR("");
    return true;
}

// What a hook stops for without being told: new findings, where there is something to be new against.
static void ask_for_hook(const Session *session, Arena *arena, GateAskVec *asks) {
    bool has_base = session->options->base.len > 0, is_asked = false;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < asks->len; i++) {
        bool is_new = asks->items[i].kind == GATE_NEW_FINDING;
        is_asked = is_asked || is_new;
        if (has_base || !is_new) asks->items[kept++] = asks->items[i];
    }
    asks->len = kept;
    if (has_base && !is_asked)
        vec_push(arena, asks, (GateAsk){.kind = GATE_NEW_FINDING, .level = LEVEL_WARNING});
}

// What a run says besides its report, as it is kept with it.
typedef struct Aside {
    uint64_t has_problems, has_failed, files, bytes;
} Aside;

static const Str ASIDE = STR_CONST("aside");

static Aside aside_of(const Report *report) {
    Aside aside = {.has_problems = report->problems.len > 0,
                   .files = report->coverage.files,
                   .bytes = report->coverage.bytes};
    for (uint32_t i = 0; i < report->gate_count; i++)
        if (report->gates[i].has_failed) aside.has_failed = true;
    return aside;
}

typedef struct Recall {
    const Session *session;
    void *ctx; // of `each`
    Aside aside;
} Recall;

static bool recall(void *ctx, const RunAnswer *answer, Arena *arena) {
    Recall *self = ctx;
    Str aside;
    if (!run_answer_get(answer, ASIDE, arena, &aside) || aside.len != sizeof self->aside)
        return false;
    memcpy(&self->aside, aside.ptr, sizeof self->aside);
    return self->session->recall(self->ctx, answer, arena);
}

static void remember(const Recall *self, const RunAnswer *answer) {
    if (!self->session->recall || !answer || !run_answer_is_sound(answer)) return;
    run_answer_put(answer, ASIDE, (Str){(const char *)&self->aside, sizeof self->aside});
    self->session->remember(self->ctx, answer);
}

// What the command line and the configuration come to, for one PATH.
typedef struct PathSettings {
    RunPlace place;
    Config config;
    const Rules *rules;
    FindingChoices choices;
    Str base_commit;
} PathSettings;

static bool settle(Session *session, Str root, PathSettings *out, Error *err) {
    Arena *arena = &session->arena;
    *out = (PathSettings){.place = config_place(session->options, root), .rules = session->rules};
    out->place.snapshots = session->snapshots;
    if (!find_base(session, &out->place, &out->base_commit, err) ||
        !config_load(session->options, &out->place, arena, &out->config, err))
        return false;
    if (!session->keeps_rules &&
        (!config_rules(&out->config, &out->place, session->rules, arena, &out->rules, err) ||
         !config_findings(&out->config, out->rules, arena, &out->choices, err)))
        return false;
    for (uint32_t i = 0; session->is_lenient && i < out->config.asks.len; i++)
        out->config.asks.items[i].is_configured = true;
    if (session->is_hook) ask_for_hook(session, arena, &out->config.asks);
    return true;
}

static RunOptions options_of_run(const Session *session, Str root, const PathSettings *settings) {
    const Options *options = &settings->config.options;
    return (RunOptions){
        .root = root,
        .revision = options->revision,
        .index_file = config_place(options, root).index_file,
        .snapshots = session->snapshots,
        .base = options->base,
        .base_commit = settings->base_commit,
        .only = session->only,
        .only_count = session->only_count,
        .include = options->include.items,
        .include_count = options->include.len,
        .exclude = options->exclude.items,
        .exclude_count = options->exclude.len,
        .no_ignore = options->no_ignore,
        .threads = options->threads,
        .full_parse = options->full_parse,
        .store = session->cache,
        .rules = settings->rules,
        .no_cost = options->no_cost,
        .line_hashes = session->line_hashes,
        .choices = settings->choices,
        .reads_decision = session->is_decided,
        .reads_records = session->is_gated,
        .reads_settings = session->is_gated && !options->isolated,
        .is_brief = session->is_hook,
        .asks = settings->config.asks.items,
        .ask_count = session->is_gated ? settings->config.asks.len : 0,
        .drift = options->drift,
    };
}

static bool scan_one(Session *session, Str root, SessionEach each, void *ctx, Outcome *outcome,
                     Error *err) {
    PathSettings settings;
    if (!settle(session, root, &settings, err)) return false;
    const Options *options = &settings.config.options;
    Progress progress = progress_start(options->quiet, options->verbose);
    Recall past = {.session = session, .ctx = ctx};
    RunOptions run_options = options_of_run(session, root, &settings);
    run_options.recall = session->recall ? recall : NULL;
    run_options.recall_ctx = &past;
    run_options.progress = progress_show;
    run_options.progress_ctx = &progress;
    Run run;
    bool ok = run_scan(&run_options, &run, err);
    if (ok && !run.is_recalled) past.aside = aside_of(&run.report);
    progress_end(&progress, ok, past.aside.files, past.aside.bytes);
    if (!ok) return false;
    if (past.aside.has_problems) outcome->has_problems = true;
    if (past.aside.has_failed) outcome->has_failed = true;
    if (!run.is_recalled) {
        each(ctx, &run.report);
        remember(&past, run.answer);
    }
    run_keep(&run_options, &run);
    run_free(&run);
    return true;
}

bool session_each(Session *session, SessionEach each, void *ctx, Outcome *outcome, Error *err) {
    static const Str HERE = STR_CONST(".");
    const Str *paths = session->options->paths.len ? session->options->paths.items : &HERE;
    uint32_t count = session->options->paths.len ? session->options->paths.len : 1;
    const Options *options = session->options;
    session->cache = run_cache_open(options->no_cache || options->full_parse, &session->arena);
    for (uint32_t i = 0; i < count && !fs_interrupted(); i++) {
        Error failure = {0};
        if (scan_one(session, paths[i], each, ctx, outcome, &failure)) continue;
        Str sentence = str_copy(outcome->arena, str_from_c(failure.text));
        vec_push(outcome->arena, &outcome->failures, sentence);
    }
    return !fs_interrupted() || error_set(err, ERROR_INTERRUPTED, "interrupted");
}

bool session_write(Str file, Str bytes, Outcome *outcome, Error *err) {
    if (file.len) return fs_write_user_file(file, bytes, err);
    switch (fs_write_stdout(bytes)) {
    case FS_WRITE_OK: return true;
    case FS_WRITE_CLOSED_PIPE: outcome->closed_pipe = true; return true;
    case FS_WRITE_FAILED: break;
    }
    return error_set(err, ERROR_OUTPUT, "cannot write to standard output (is the disk full?)");
}
