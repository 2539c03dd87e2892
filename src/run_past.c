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
#include "run_answer.h"
#include "run_summary.h"
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

// What there is to compare with: from the cache, or scanned.
typedef struct Past {
    const CompareBase *base; // NULL without one
    bool has_holes;          // it could not be read whole, as far as it matters to a person
} Past;

static bool look_back(const RunOptions *options, Arena *arena, Past *out, Error *err) {
    *out = (Past){0};
    if (options->base.len == 0) return true;
    RunOptions base_options = *options;
    Run base;
    base_options.revision = options->base_commit;
    base_options.index_file = STR("");
    base_options.is_base = true;
    out->base = run_summary_find(&base_options, arena);
    if (out->base) return true;
    if (!run_once(&base_options, &base, err)) return false;
    bool ok = refuse_holes(options, &base.report, err);
    if (ok) {
        out->base = compare_keep(&base.report, arena);
        out->has_holes = base.has_holes;
        run_summary_keep(&base_options, &base, out->base);
    }
    run_keep(&base_options, &base);
    run_free(&base);
    return ok;
}

// What is committed next is the base of what comes after.
static void keep_for_later(const RunOptions *options, const Run *run) {
    Arena scratch = {0};
    bool may_be_base = options->index_file.len || options->revision.len;
    if (may_be_base) run_summary_keep(options, run, compare_keep(&run->report, &scratch));
    arena_free(&scratch);
}

static bool open_at(const RunOptions *options, bool is_base, Arena *arena, FsRoot **out,
                    Error *err) {
    ScanOptions place = {.root = options->root,
                         .texts = options->texts,
                         .text_count = options->text_count,
                         .revision = is_base ? options->base_commit : options->revision,
                         .index_file = is_base ? STR("") : options->index_file,
                         .snapshots = options->snapshots};
    return scan_open(&place, arena, out, err);
}

// What the team said before, and what this change does to it.
typedef struct Words {
    Records records;
    StrVec policy;
} Words;

// A baseline counts from the base on; a decision that the base does not have is shown as the first.
static bool read_both(const FsRoot *base, const FsRoot *now, Arena *arena, Words *out, Error *err) {
    Records present;
    if (!record_read(base, arena, &out->records, err)) return false;
    record_policy(base, now, arena, &out->policy);
    if (out->records.decision) return true;
    if (!record_read(now, arena, &present, err)) return false;
    if (!present.decision) return true;
    DecisionRecord *first = arena_new(arena, DecisionRecord);
    *first = *present.decision;
    first->is_first = true;
    out->records.decision = first;
    return true;
}

// A configuration that cannot be read is an error of the next change, whose base it will be.
static void compare_settings(const FsRoot *base, const FsRoot *now, Arena *arena, Words *out) {
    Settings before, after;
    Error ignored = {0};
    if (scan_settings(base, arena, &before, &ignored) &&
        scan_settings(now, arena, &after, &ignored))
        record_policy_settings(&before, &after, arena, &out->policy);
}

static bool read_words(const RunOptions *options, Arena *arena, Words *out, Error *err) {
    *out = (Words){0};
    if (!options->reads_records && !options->reads_decision) return true;
    FsRoot *now, *base = NULL;
    bool has_base = options->base.len > 0;
    if (!open_at(options, false, arena, &now, err)) return false;
    bool ok = !has_base || open_at(options, true, arena, &base, err);
    if (ok && has_base) ok = read_both(base, now, arena, out, err);
    if (ok && !has_base)
        ok = options->reads_records ? record_read(now, arena, &out->records, err)
                                    : record_read_decision(now, arena, &out->records, err);
    if (ok && has_base && options->reads_settings) compare_settings(base, now, arena, out);
    fs_root_close(base);
    fs_root_close(now);
    return ok;
}

// Findings and verdict against what was before, what the team lives with and what it decided.
static bool hold_against(const RunOptions *options, const CompareBase *base, const Words *words,
                         Run *run, Error *err) {
    Report *report = &run->report;
    RevisionChange *change = arena_new(&run->arena, RevisionChange);
    if (base) compare_reports(base, options->base, options->base_commit, &run->arena, report);
    *change = report->change
                  ? *report->change
                  : (RevisionChange){.base = options->base, .commit = options->base_commit};
    change->policy = words->policy.items;
    change->policy_count = words->policy.len;
    if (options->base.len) report->change = change;
    GateOptions gates = {options->asks, options->ask_count, options->drift,
                         words->records.has_baseline};
    record_baseline(report, &words->records, &run->arena);
    return record_gates(report, &gates, &run->arena, err);
}

// Whether any finding could close a gate if it were new.
static bool has_candidate(const RunOptions *options, const Report *report) {
    for (uint32_t i = 0; i < options->ask_count; i++)
        for (uint32_t k = 0; k < report->finding_count; k++)
            if (options->asks[i].kind == GATE_NEW_FINDING && !report->findings[k].is_suppressed &&
                report->findings[k].level >= options->asks[i].level)
                return true;
    return false;
}

// Scans what is asked for. Most commits bring nothing that could be new, and then the base need not be
// looked at.
static bool scan_both(const RunOptions *options, Arena *arena, Run *run, Past *past, Error *err) {
    *past = (Past){0};
    bool now_first = options->is_brief;
    if (!now_first && !look_back(options, arena, past, err)) return false;
    if (!run_once(options, run, err)) return false;
    if (run->is_recalled) return true;
    keep_for_later(options, run);
    if (!now_first || !has_candidate(options, &run->report) || look_back(options, arena, past, err))
        return true;
    run_free(run);
    return false;
}

bool run_scan(const RunOptions *options, Run *out, Error *err) {
    Arena kept = {0};
    Words words;
    Past past;
    RunOptions own = *options;
    *out = (Run){0};
    const RunAnswer *answer = run_answer_recall_early(options, &kept, out);
    if (out->is_recalled) {
        arena_adopt(&out->arena, &kept);
        return true;
    }
    own.record_text = run_answer_records(options, &kept);
    bool ok = read_words(options, &kept, &words, err);
    own.record = words.records.decision;
    if (!ok || !scan_both(&own, &kept, out, &past, err)) {
        arena_free(&kept);
        return false;
    }
    arena_adopt(&out->arena, &kept);
    if (answer) out->answer = answer;
    out->has_holes = out->has_holes || past.has_holes;
    if (out->is_recalled || hold_against(options, past.base, &words, out, err)) return true;
    run_free(out);
    return false;
}

bool run_base(Str root, Str base, Str head, Arena *arena, Str *out, Error *err) {
    return scan_base(root, base, head, arena, out, err);
}

bool run_revision(Str root, Str revision, Arena *arena, FsRoot **out, Error *err) {
    return scan_revision(root, revision, arena, out, err);
}
