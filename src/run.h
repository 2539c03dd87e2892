// SPDX-License-Identifier: MIT
// The pipeline: one repository in, one report out; or a saved report in, decided again.
//
//   Run run;
//   if (!run_scan(&options, &run, err)) …
//   use(&run.report);
//   run_free(&run);
#ifndef RUN_H
#define RUN_H

#include "model/rulebook.h"
#include "model/setting.h"

typedef struct RunOptions {
    Str root;
    const FsText *texts; // instead of a directory: files in memory, sorted by path; NULL: none
    uint32_t text_count;
    Str revision;    // instead of what lies in the folder: what this commit holds; "": none
    Str index_file;  // or what is staged: the index's name in the git folder; "": none
    const Str *only; // --files; NULL: all
    uint32_t only_count;
    const Str *include;
    uint32_t include_count;
    const Str *exclude;
    uint32_t exclude_count;
    bool no_ignore;
    uint32_t threads; // ≥ 1
    bool full_parse;  // every file by tree-sitter: slower, the same facts
    const Rules *rules;
    bool no_cost;     // what switching would cost is left out
    bool line_hashes; // fill Finding.line_hash
    void (*progress)(void *ctx, uint32_t done,
                     uint32_t total); // called in the caller's thread; may be NULL
    void *progress_ctx;
} RunOptions;

// Its parts point at each other, so a Run stays where it was made.
typedef struct Run {
    Arena arena;    // everything but what the workers made
    Arena *workers; // one a thread: facts and their strings
    uint32_t worker_count;
    Source source;
    Program program;
    Matches matches;
    Report report;
} Run;

// Errors: what scan_list() refuses, and an interrupt. On false nothing has to be freed.
bool run_scan(const RunOptions *options, Run *out, Error *err) WARN_UNUSED;
void run_free(Run *run);

// A weight of the rules, by its index in their list (model/weights.h), and what it is to be.
typedef struct WeightSetting {
    uint32_t weight;
    double value;
} WeightSetting;

// A count to pretend: of a signal, by its index in the rules, in the project at `root` ("": the one
// that the verdict of the whole is taken from).
typedef struct CountSetting {
    Str root;
    uint32_t signal, count;
} CountSetting;

typedef struct RescoreOptions {
    Str text, file; // a saved report, and what it is called in errors
    const Rules *rules;
    const WeightSetting *sets;
    uint32_t set_count;
    const CountSetting *what_ifs;
    uint32_t what_if_count;
    bool no_cost;
} RescoreOptions;

// A saved report decided again. Errors: what is no report, a project or signal that is not in it. On
// false nothing has to be freed.
bool run_rescore(const RescoreOptions *options, Run *out, Error *err) WARN_UNUSED;

// The rule set of a directory, or the built-in one for "". Errors: file, key path, one sentence.
bool run_rules(Str dir, Arena *arena, const Rules **out, Error *err) WARN_UNUSED;

// The lines of rules/README.md, in Markdown.
const Str *run_rules_manual(uint32_t *count);

// The rules of a folder inside the repository at `root`, which its configuration names: no link is
// followed.
bool run_rules_under(Str root, Str dir, Arena *arena, const Rules **out, Error *err) WARN_UNUSED;

// What the configuration of the repository at `root` sets; see scan_settings().
bool run_settings(Str root, Arena *arena, Settings *out, Error *err) WARN_UNUSED;

// What is wrong with it, all of it, and what is worth a look. The built-in set was read at build
// time, so only what reads well but cannot count is found there.
// Out:    out   NULL when there is a mistake
bool run_check_rules(Str dir, Arena *arena, const Rules **out, RuleFaultVec *faults,
                     Error *err) WARN_UNUSED;

// Output formats: run_format(i) for --help, NULL after the last; by name, NULL if unknown; what
// `stayorgo facts` prints.
const RenderFormat *run_format(uint32_t index);
const RenderFormat *run_format_named(Str name);
const RenderFormat *run_format_facts(void);
const RenderFormat *run_format_routes(Str name); // those of `stayorgo routes`; NULL if unknown
const RulebookFormat *run_rulebook(void);        // what `stayorgo rules` and `explain` print

// The lines at `hits` (sorted by file and place), parallel to them; see scan_excerpts().
void run_lines(const Source *source, HitList hits, Arena *arena, Str *out);

#endif
