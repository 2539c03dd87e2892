// SPDX-License-Identifier: MIT
// The pipeline with a past: what is scanned against a base revision, against what the team decided,
// and against the findings it lives with.
//
//     records ─► base ─► run_once ─► what is kept of it ─┐
//                now  ─► run_once ───────────────────────┴─► compare ─► gates ─► report
//
// The decision of the team is known to both scans: what speaks against it is new only where the code is.
// The base is scanned in the same process with the same options, straight from git's objects, and
// freed before the present is scanned. With a base, its records are the ones that count: a change
// cannot loosen its own gate.
// Limits: a decision that only the present has is shown as the first; a baseline that only the present
// has counts from the next base on.
#include "compare/compare.h"
#include "record/record.h"
#include "run.h"
#include "scan/scan.h"

#include "base/banned.h"

// A base with holes would make everything in them look new, or hide what is.
static bool refuse_holes(const RunOptions *options, const Report *base, Error *err) {
    const Problem *first = NULL;
    uint32_t count = 0;
    for (uint32_t i = base->problems.len; i-- > 0;) {
        if (base->problems.items[i].kind != PROBLEM_UNREADABLE) continue;
        first = &base->problems.items[i];
        count++;
    }
    if (!first) return true;
    return error_set(err, ERROR_INPUT,
                     STR_FMT ": %u of the files of the base " STR_FMT " cannot be read from git's "
                             "objects, " STR_FMT " for one",
                     STR_ARG(options->root), count, STR_ARG(options->base), STR_ARG(first->path));
}

static bool look_back(const RunOptions *options, Arena *arena, const CompareBase **out,
                      Error *err) {
    *out = NULL;
    if (options->base.len == 0) return true;
    RunOptions base_options = *options;
    Run base;
    base_options.revision = options->base_commit;
    base_options.index_file = STR("");
    if (!run_once(&base_options, &base, err)) return false;
    bool ok = refuse_holes(options, &base.report, err);
    if (ok) *out = compare_keep(&base.report, arena);
    run_keep(&base_options, &base);
    run_free(&base);
    return ok;
}

static bool read_at(const RunOptions *options, bool is_base, Arena *arena, Records *out,
                    Error *err) {
    FsRoot *fs;
    ScanOptions place = {.root = options->root,
                         .texts = options->texts,
                         .text_count = options->text_count,
                         .revision = is_base ? options->base_commit : options->revision,
                         .index_file = is_base ? STR("") : options->index_file};
    if (!scan_open(&place, arena, &fs, err)) return false;
    bool ok = record_read(fs, arena, out, err);
    fs_root_close(fs);
    return ok;
}

// A baseline counts from the base on; a decision that the base does not have is shown as the first.
static bool read_records(const RunOptions *options, Arena *arena, Records *out, Error *err) {
    *out = (Records){0};
    bool has_base = options->base.len > 0;
    if (!options->reads_records) return true;
    if (!read_at(options, has_base, arena, out, err)) return false;
    if (!has_base || out->decision) return true;
    Records now;
    if (!read_at(options, false, arena, &now, err)) return false;
    if (!now.decision) return true;
    DecisionRecord *first = arena_new(arena, DecisionRecord);
    *first = *now.decision;
    first->is_first = true;
    out->decision = first;
    return true;
}

// Findings and verdict against what was before, what the team lives with and what it decided.
static bool hold_against(const RunOptions *options, const CompareBase *base, const Records *records,
                         Run *run, Error *err) {
    Report *report = &run->report;
    GateOptions gates = {options->asks, options->ask_count, options->drift, records->has_baseline};
    if (base) compare_reports(base, options->base, options->base_commit, &run->arena, report);
    record_baseline(report, records, &run->arena);
    return record_gates(report, &gates, &run->arena, err);
}

bool run_scan(const RunOptions *options, Run *out, Error *err) {
    Arena kept = {0};
    Records records;
    const CompareBase *base;
    RunOptions own = *options;
    bool ok = read_records(options, &kept, &records, err);
    own.record = records.decision;
    if (!ok || !look_back(&own, &kept, &base, err) || !run_once(&own, out, err)) {
        arena_free(&kept);
        return false;
    }
    arena_adopt(&out->arena, &kept);
    if (hold_against(options, base, &records, out, err)) return true;
    run_free(out);
    return false;
}

bool run_base(Str root, Str base, Str head, Arena *arena, Str *out, Error *err) {
    return scan_base(root, base, head, arena, out, err);
}

bool run_revision(Str root, Str revision, Arena *arena, FsRoot **out, Error *err) {
    return scan_revision(root, revision, arena, out, err);
}
