// SPDX-License-Identifier: MIT
// The pipeline: one repository in, one report out; or a saved report in, decided again.
//
//   Run run;
//   if (!run_scan(&options, &run, err)) …
//   use(&run.report);
//   run_free(&run);
#ifndef RUN_H
#define RUN_H

#include "model/change.h"
#include "model/rulebook.h"
#include "model/setting.h"

// What an earlier run answered that saw the same: texts by name. Kept only if it is sound, which a look
// at every file tells; best after the report has been used.
typedef struct RunAnswer RunAnswer;
bool run_answer_get(const RunAnswer *answer, Str name, Arena *arena, Str *out);
bool run_answer_is_sound(const RunAnswer *answer);
void run_answer_put(const RunAnswer *answer, Str name, Str text);

// Commits and indexes that stay open: each is read once, and all see one state of it. In places and
// options NULL means that they are opened anew each time.
typedef struct ScanSnapshots RunSnapshots;
RunSnapshots *run_snapshots_open(
    Arena *arena); // the arena outlives every Run that they are given to
void run_snapshots_close(RunSnapshots *snapshots);

typedef struct RunOptions {
    Str root;
    const FsText *texts; // instead of a directory: files in memory, sorted by path; NULL: none
    uint32_t text_count;
    Str revision;   // instead of what lies in the folder: what this commit holds; "": none
    Str index_file; // or what is staged: the index's name in the git folder; "": none
    RunSnapshots *snapshots;
    Str base;        // compare with this commit, as the user named it; "": with nothing
    Str base_commit; // its id, from run_base(); with it goes `base`
    const Str *only; // --files; NULL: all
    uint32_t only_count;
    const Str *include;
    uint32_t include_count;
    const Str *exclude;
    uint32_t exclude_count;
    bool no_ignore;
    uint32_t threads;    // ≥ 1
    bool full_parse;     // every file by tree-sitter: slower, the same facts
    struct Store *store; // the cache (run_cache_open); NULL: none
    const Rules *rules;
    bool line_hashes;    // fill Finding.line_hash
    bool is_base;        // run_once: only counts and findings are wanted
    bool no_cost;        // what switching would cost is left out
    bool reads_decision; // only what the team decided: for a baseline, which is written anew
    bool reads_records;  // what the team decided and lives with: .stayorgo/
    bool reads_settings; // with a base: whether the configuration differs is told
    bool is_brief; // with a base: only gates are asked for, so of report.change only names and
                   // findings that are new have to be right
    FindingChoices choices;
    const DecisionRecord *record; // run_once: what the team decided, as run_scan reads it; or NULL
    Str record_text;              // likewise their bytes, if an answer may be recalled
    const GateAsk *asks;          // the gates that are asked for; they need reads_records
    uint32_t ask_count;
    double drift; // how far the pull may move
    // Asked when it is known what the answer depends on: true if it has all it wants of an earlier one.
    // NULL: never asked, and Run.answer stays NULL.
    bool (*recall)(void *ctx, const RunAnswer *answer, Arena *arena);
    void *recall_ctx;
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
    struct RunFacts *facts;  // run_facts.h
    const RunAnswer *answer; // to be kept; NULL if it must not be
    bool is_recalled;        // options->recall had what it wanted: there is no report
    bool has_holes;          // something that is there could not be read
    Program program;
    Matches matches;
    Report report;
} Run;

// With a base, that is scanned first, then what is asked for: report.change says what moved.
// Errors: what scan_list() refuses, a base that cannot be read whole, and an interrupt. On false
// nothing has to be freed.
bool run_scan(const RunOptions *options, Run *out, Error *err) WARN_UNUSED;
// Puts what is new into the cache that the options name. Best after the report has been used.
void run_keep(const RunOptions *options, const Run *run);
void run_free(Run *run);

// The same without a past: base, records and gates are left out.
bool run_once(const RunOptions *options, Run *out, Error *err) WARN_UNUSED;

// The commit to compare with, as 40 hexadecimal digits: the merge base of `base` and `head`, which is
// HEAD for "". Where nothing is committed yet it is `base` itself.
// Arena:  the id
// Errors: not in a git repository, no such revision, no common commit, an end of a shallow clone
bool run_base(Str root, Str base, Str head, Arena *arena, Str *out, Error *err) WARN_UNUSED;

// What a commit holds in the folder `root`, as a folder to read from: fs_read(), fs_root_close().
// Errors: as scan_list()
bool run_revision(Str root, Str revision, Arena *arena, FsRoot **out, Error *err) WARN_UNUSED;

// The cache of this user: what earlier runs found in the same files. It never changes a report.
typedef struct Store RunCache;
RunCache *run_cache_open(bool is_off, Arena *arena);
Str run_cache_trouble(const RunCache *cache); // why it is not used, "" if it is or is off
void run_cache_close(RunCache *cache);

// For those who ask about the cache itself: one that is not there is not made.
typedef struct RunCacheStats {
    uint64_t bytes, limit_bytes;      // on disk
    uint64_t files, folders, answers; // what is known: facts, what lay where, whole texts
} RunCacheStats;
Str run_cache_folder(Arena *arena); // "" if there is no place for one
// Errors: there is one that cannot be used: why
bool run_cache_stats(RunCacheStats *out, Error *err) WARN_UNUSED;
bool run_cache_clear(Error *err) WARN_UNUSED;

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

// Where a repository's own words are read: in its folder, in a commit, or in the index.
typedef struct RunPlace {
    Str root;
    Str revision;   // "" unless it is a commit
    Str index_file; // "" unless it is the index
    RunSnapshots *snapshots;
} RunPlace;

// The rules of a folder inside the repository, which its configuration names: no link is followed.
bool run_rules_under(const RunPlace *place, Str dir, Arena *arena, const Rules **out,
                     Error *err) WARN_UNUSED;

// What the configuration of the repository sets; see scan_settings().
bool run_settings(const RunPlace *place, Arena *arena, Settings *out, Error *err) WARN_UNUSED;

// Whether two revisions, or a revision and the index, differ in anything that a scan looks at. Both with
// snapshots.
bool run_differs(const RunPlace *before, const RunPlace *now, bool *out, Error *err) WARN_UNUSED;

// Where the folder lies in the git work tree: "sub/dir", "" for the top and outside of git.
Str run_prefix(Str root, Arena *arena);

// The commit that HEAD stands on, "" outside git and before the first one.
Str run_head(Str root, Arena *arena);

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
const RenderFormat *run_format_hook(void);
const RenderFormat *run_format_routes(Str name); // those of `stayorgo routes`; NULL if unknown
const RulebookFormat *run_rulebook(void);        // what `stayorgo rules` and `explain` print

// What the team chooses, held against a report, as a record; see record_decide().
bool run_decide(const Report *report, const DecisionChoice *choice, Arena *arena,
                DecisionRecord *out, Error *err) WARN_UNUSED;

// The bytes of the files of model/change.h. The page shows report->record.
void run_write_decision(const DecisionRecord *record, Buf *out);
void run_write_page(const Report *report, Buf *out);
void run_write_baseline(const Report *report, Buf *out);

// The lines at `hits` (sorted by file and place), parallel to them; see scan_excerpts().
void run_lines(const Source *source, HitList hits, Arena *arena, Str *out);

#endif
