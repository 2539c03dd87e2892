// SPDX-License-Identifier: MIT
// The pipeline in one screen: run_once() calls each stage once, in order.
//
//     scan ─► python ─► resolve ─► match ─► judge ─► finding ─► report        (render turns it into bytes)
//
// Facts come from the cache or from the parser, by all threads (run_facts.c). After that they are
// read-only, and so is what each stage hands to the next.
//
// Limits: the excerpts of the report are read from disk again at the end, so a file that changes
// while the program runs may show another line than the one that was counted.
#include "run.h"

#include <stdlib.h>

#include "finding/findings.h"
#include "judge/judge.h"
#include "match/match.h"
#include "record/record.h"
#include "render/render.h"
#include "resolve/resolve.h"
#include "rules/rules.h"
#include "run_answer.h"
#include "run_facts.h"
#include "scan/scan.h"

#include "base/banned.h"

// A line that the report shows.
typedef struct Line {
    uint32_t file, row;
    Str *text;
} Line;

static int compare_lines(const void *left, const void *right) {
    const Line *a = left, *b = right;
    if (a->file != b->file) return a->file < b->file ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

// The cache may know a file whose content is gone from git's objects: that is to be said all the same.
static void note_hole(Run *run, uint32_t file) {
    const SourceFile *missing = &run->source.files.items[file];
    ProblemVec *problems = &run->report.problems;
    uint32_t at = 0;
    while (at < problems->len && str_cmp(problems->items[at].path, missing->path) < 0)
        at++;
    bool is_told = at < problems->len && str_eq(problems->items[at].path, missing->path);
    if (is_told || missing->blob.len == 0) return;
    Problem hole = {PROBLEM_UNREADABLE, missing->path, 0, str_from_c(fs_status_text(FS_IO_ERROR))};
    vec_push(&run->arena, problems, hole);
    for (uint32_t i = problems->len - 1; i > at; i--)
        problems->items[i] = problems->items[i - 1];
    problems->items[at] = hole;
}

static bool has_unreadable(const ProblemVec *problems) {
    for (uint32_t i = 0; i < problems->len; i++)
        if (problems->items[i].kind == PROBLEM_UNREADABLE) return true;
    return false;
}

// Reads the lines of all evidence and findings, each file once.
static void fill_excerpts(const RunOptions *options, Run *run) {
    VEC(Line) places = {0};
    for (uint32_t p = 0; !options->is_base && p < run->report.project_count; p++) {
        Project *project = &run->report.projects[p];
        for (uint32_t s = 0; s < project->signal_count; s++) {
            for (uint32_t e = 0; e < project->signals[s].evidence_count; e++) {
                Evidence *place = &project->signals[s].evidence[e];
                vec_push(&run->arena, &places, (Line){place->file, place->pos.row, &place->text});
            }
        }
    }
    for (uint32_t i = 0; i < run->report.finding_count; i++) {
        Finding *finding = &run->report.findings[i];
        Line line = {finding->file, finding->pos.row, &finding->text};
        vec_push(&run->arena, &places, line);
    }
    if (places.len == 0) return;
    qsort(places.items, places.len, sizeof *places.items, compare_lines);
    uint32_t *rows = arena_array(&run->arena, uint32_t, places.len);
    Str *texts = arena_array(&run->arena, Str, places.len);
    for (uint32_t first = 0, end; first < places.len; first = end) {
        uint32_t file = places.items[first].file;
        for (end = first; end < places.len && places.items[end].file == file; end++) {
            rows[end] = places.items[end].row;
        }
        bool is_there = scan_excerpts(&run->source, file, rows + first, end - first, &run->arena,
                                      texts + first);
        if (!is_there) run->has_holes = true;
        if (!is_there && !options->is_base) note_hole(run, file);
    }
    for (uint32_t i = 0; i < places.len; i++)
        *places.items[i].text = texts[i];
}

// The line hashes of all findings that stand in a file, each file read once. They are sorted by path.
static void fill_line_hashes(Run *run) {
    uint32_t count = run->report.finding_count;
    Finding *findings = arena_array(&run->arena, Finding, count);
    uint32_t *rows = arena_array(&run->arena, uint32_t, count);
    Str *hashes = arena_array(&run->arena, Str, count);
    for (uint32_t i = 0; i < count; i++) {
        findings[i] = run->report.findings[i];
        rows[i] = findings[i].pos.row;
    }
    for (uint32_t first = 0, end; first < count && findings[first].file != NONE; first = end) {
        uint32_t file = findings[first].file;
        for (end = first; end < count && findings[end].file == file;)
            end++;
        scan_line_hashes(&run->source, file, rows + first, end - first, &run->arena,
                         hashes + first);
    }
    for (uint32_t i = 0; i < count; i++)
        findings[i].line_hash = hashes[i];
    run->report.findings = findings;
}

// The name that a manifest in the root gives the package. Not the folder's: the report must be the
// same wherever a repository is checked out.
static Str package_name(const Source *source) {
    for (uint32_t i = 0; i < source->packages.len; i++) {
        const Package *package = &source->packages.items[i];
        bool in_root = str_find(source->files.items[package->file].path, '/') == NONE;
        if (in_root && package->name.len) return package->name;
    }
    return (Str){0};
}

bool run_once(const RunOptions *options, Run *out, Error *err) {
    *out = (Run){0};
    ScanOptions scan = {
        .root = options->root,
        .texts = options->texts,
        .text_count = options->text_count,
        .revision = options->revision,
        .index_file = options->index_file,
        .snapshots = options->snapshots,
        .only = options->only,
        .only_count = options->only_count,
        .include = options->include,
        .include_count = options->include_count,
        .exclude = options->exclude,
        .exclude_count = options->exclude_count,
        .no_ignore = options->no_ignore,
    };
    if (!scan_files(&scan, &out->arena, &out->source, err)) {
        arena_free(&out->arena);
        return false;
    }
    run_facts_read(options, out);
    if (run_answer_recall(options, out)) return true;
    scan_manifests(&out->source, &out->arena);
    run_facts_fetch(out);
    if (fs_interrupted()) {
        run_free(out);
        return error_set(err, ERROR_INTERRUPTED, "interrupted");
    }
    resolve_program(&out->source, out->facts->items, out->facts->count, &options->rules->names,
                    options->threads, &out->arena, &out->program);
    match_program(&out->program, options->rules, options->threads, &out->arena, &out->matches);
    JudgeOptions judge = {options->rules, package_name(&out->source), options->no_cost};
    judge_report(&out->matches, &out->program, &judge, &out->arena, &out->report);
    out->report.record = options->record;
    findings_make(&out->report, &out->arena);
    record_levels(&out->report, &options->choices, &out->arena);
    fill_excerpts(options, out);
    out->has_holes = out->has_holes || has_unreadable(&out->report.problems);
    if (options->line_hashes) fill_line_hashes(out);
    return true;
}

void run_keep(const RunOptions *options, const Run *run) {
    run_facts_keep(options, run);
}

void run_free(Run *run) {
    scan_close(&run->source);
    for (uint32_t i = 0; i < run->worker_count; i++)
        arena_free(&run->workers[i]);
    arena_free(&run->arena);
}

bool run_rules(Str dir, Arena *arena, const Rules **out, Error *err) {
    if (dir.len == 0) {
        *out = &rules_builtin;
        return true;
    }
    Rules *rules = arena_new(arena, Rules);
    if (!rules_load_dir(dir, arena, rules, err)) return false;
    *out = rules;
    return true;
}

const Str *run_rules_manual(uint32_t *count) {
    *count = rules_manual_count;
    return rules_manual;
}

static ScanOptions at_place(const RunPlace *place) {
    return (ScanOptions){.root = place->root,
                         .revision = place->revision,
                         .index_file = place->index_file,
                         .snapshots = place->snapshots};
}

static bool open_place(const RunPlace *place, Arena *arena, FsRoot **out, Error *err) {
    ScanOptions options = at_place(place);
    return scan_open(&options, arena, out, err);
}

RunSnapshots *run_snapshots_open(Arena *arena) {
    return scan_snapshots_open(arena);
}

void run_snapshots_close(RunSnapshots *snapshots) {
    scan_snapshots_close(snapshots);
}

bool run_differs(const RunPlace *before, const RunPlace *now, bool *out, Error *err) {
    ScanOptions a = at_place(before), b = at_place(now);
    return scan_differs(&a, &b, out, err);
}

bool run_rules_under(const RunPlace *place, Str dir, Arena *arena, const Rules **out, Error *err) {
    FsRoot *fs;
    Rules *rules = arena_new(arena, Rules);
    if (!open_place(place, arena, &fs, err)) return false;
    bool ok = rules_load_under(fs, dir, arena, rules, err);
    fs_root_close(fs);
    if (ok) *out = rules;
    return ok;
}

bool run_settings(const RunPlace *place, Arena *arena, Settings *out, Error *err) {
    FsRoot *fs;
    if (!open_place(place, arena, &fs, err)) return false;
    bool ok = scan_settings(fs, arena, out, err);
    fs_root_close(fs);
    return ok;
}

Str run_prefix(Str root, Arena *arena) {
    return scan_prefix(root, arena);
}

Str run_head(Str root, Arena *arena) {
    Str commit;
    Error none = {0};
    return scan_base(root, STR("HEAD"), STR("HEAD"), arena, &commit, &none) ? commit : (Str){0};
}

bool run_check_rules(Str dir, Arena *arena, const Rules **out, RuleFaultVec *faults, Error *err) {
    Rules *own = arena_new(arena, Rules);
    const Rules *rules = dir.len ? own : &rules_builtin;
    if (dir.len && !rules_load_all(dir, arena, own, faults, err)) return false;
    if (faults->len == 0) rules_lint(rules, arena, faults);
    *out = rules;
    for (uint32_t i = 0; i < faults->len; i++)
        if (!faults->items[i].is_remark) *out = NULL;
    return true;
}

const RenderFormat *run_format(uint32_t index) {
    return index < render_count() ? render_at(index) : NULL;
}

const RenderFormat *run_format_named(Str name) {
    return render_find(name);
}

bool run_decide(const Report *report, const DecisionChoice *choice, Arena *arena,
                DecisionRecord *out, Error *err) {
    return record_decide(report, choice, arena, out, err);
}

void run_write_page(const Report *report, Buf *out) {
    out_decision.render(report, &(RenderStyle){0}, out);
}

void run_write_decision(const DecisionRecord *record, Buf *out) {
    record_write_decision(record, out);
}

void run_write_baseline(const Report *report, Buf *out) {
    record_write_baseline(report, out);
}

const RenderFormat *run_format_hook(void) {
    return &out_hook;
}

const RenderFormat *run_format_facts(void) {
    return &out_facts;
}

const RenderFormat *run_format_routes(Str name) {
    if (str_eq(name, out_routes_json.name)) return &out_routes_json;
    return str_eq(name, out_routes_text.name) ? &out_routes_text : NULL;
}

const RulebookFormat *run_rulebook(void) {
    return &render_rulebook;
}

void run_lines(const Source *source, HitList hits, Arena *arena, Str *out) {
    uint32_t *rows = arena_array(arena, uint32_t, hits.len);
    for (uint32_t i = 0; i < hits.len; i++)
        rows[i] = hits.items[i].pos.row;
    for (uint32_t first = 0, end; first < hits.len; first = end) {
        uint32_t file = hits.items[first].file;
        for (end = first; end < hits.len && hits.items[end].file == file;)
            end++;
        (void)scan_excerpts(source, file, rows + first, end - first, arena, out + first);
    }
}
