// SPDX-License-Identifier: MIT
// Signals → report. The order of judging, and the coverage figures.
//
//     matches, program, rules  ─►  for each deployable: frameworks ─► tally ─► judge_project()
//     tally                    ─►  decide ─► criteria ─► verdict ─► … ─► words  ─►  report
//
// Each step reads what the steps before it left in the project and adds its own part; none looks
// back. The second half needs nothing but the tally, so a report that was read back is judged by the
// same code as a scan.
//
// Limits: the verdict of the whole is that of its largest deployable that has a framework; a
// repository of equals has no better one.
#include "judge/judge.h"

#include <stdlib.h>

#include "judge/cost.h"
#include "judge/criteria.h"
#include "judge/endpoints.h"
#include "judge/flip.h"
#include "judge/frameworks.h"
#include "judge/hybrid.h"
#include "judge/plan.h"
#include "judge/robust.h"
#include "judge/split.h"
#include "judge/tally.h"
#include "judge/verdict.h"
#include "judge/words.h"

#include "base/banned.h"

static void cover_files(const Source *source, Coverage *coverage) {
    coverage->listed = source->files.len;
    coverage->files_skipped = source->files_skipped;
    for (uint32_t i = 0; i < source->files.len; i++) {
        const SourceFile *file = &source->files.items[i];
        if (file->kind == FILE_STUB) coverage->stubs++;
        if (file->kind == FILE_TEMPLATE) coverage->templates++;
        if (file->kind == FILE_NOTEBOOK) coverage->notebooks++;
        if (file->kind != FILE_PYTHON && file->kind != FILE_NOTEBOOK) continue;
        coverage->files++;
        coverage->by_role[file->role]++;
    }
}

static void cover_program(const Program *program, Coverage *coverage) {
    for (uint32_t i = 0; i < program->file_count; i++) {
        const FileFacts *facts = &program->files[i];
        coverage->files_parsed += facts->is_parsed;
        coverage->files_with_errors += facts->has_errors;
        coverage->lines += facts->lines;
        coverage->bytes += facts->bytes;
        coverage->names_resolved += program->names[i].resolved;
        for (uint32_t r = 0; r < REASON_COUNT; r++) {
            coverage->unresolved[r] += program->names[i].unresolved[r];
            coverage->names_unresolved += program->names[i].unresolved[r];
        }
    }
}

static int compare_problems(const void *left, const void *right) {
    const Problem *a = left;
    const Problem *b = right;
    int by_path = str_cmp(a->path, b->path);
    if (by_path) return by_path;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    int by_text = str_cmp(a->text, b->text);
    if (by_text) return by_text;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

// Problems of the run and of all files, each with its path.
static void gather_problems(Report *report, Arena *arena) {
    const Source *source = report->source;
    for (uint32_t i = 0; i < source->problems.len; i++) {
        vec_push(arena, &report->problems, source->problems.items[i]);
    }
    for (uint32_t f = 0; f < report->program->file_count; f++) {
        const FileFacts *facts = &report->program->files[f];
        for (uint32_t i = 0; i < facts->problems.len; i++) {
            Problem problem = facts->problems.items[i];
            problem.path = source->files.items[facts->file].path;
            vec_push(arena, &report->problems, problem);
        }
    }
    if (report->problems.len == 0) return;
    qsort(report->problems.items, report->problems.len, sizeof *report->problems.items,
          compare_problems);
}

// How much of the deployable's own code was understood.
static void cover_project(const Report *report, const ProjectMatches *found, Tally *tally) {
    const Program *program = report->program;
    for (uint32_t i = 0; i < program->file_count; i++) {
        if (found->owner[program->files[i].file] != found->index) continue;
        tally->parsed.whole++;
        tally->parsed.part += program->files[i].is_parsed;
        tally->resolved.part += program->names[i].resolved;
        for (uint32_t r = 0; r < REASON_COUNT; r++)
            tally->resolved.whole += program->names[i].unresolved[r];
    }
    tally->resolved.whole += tally->resolved.part;
}

static void measure(Report *report, const ProjectMatches *found, bool no_cost, Arena *arena,
                    Project *project) {
    *project = (Project){
        .root = found->root,
        .name = found->name,
        .files = found->files,
        .matches = found->matches,
    };
    frameworks_judge(report, found, arena, project);
    tally_measure(report, arena, project);
    cover_project(report, found, &project->tally);
    if (!no_cost) cost_measure(report, arena, project);
    split_measure(report, found, arena, project);
}

void judge_project(const Report *report, Arena *arena, Project *project) {
    const Rules *rules = report->rules;
    Weights weights = decide_weights(rules, arena);
    Outcome outcome;
    cost_price(rules, &project->tally);
    decide(rules, &weights, &project->tally, &outcome);
    cost_describe(report, outcome.target, arena, project);
    criteria_describe(rules, &weights, &outcome, arena, project);
    verdict_describe(report, &outcome, arena, project);
    robust_measure(rules, &project->tally, &outcome, &project->robustness);
    flip_find(report, &outcome, arena, project);
    hybrid_judge(rules, arena, project);
    words_verdict(report, arena, project);
    plan_advise(report, arena, project);
}

uint32_t judge_main(const Report *report) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < report->project_count; i++) {
        const Project *a = &report->projects[i];
        const Project *b = &report->projects[best];
        bool is_better = (a->tally.none == NONE_NOT) != (b->tally.none == NONE_NOT)
                             ? a->tally.none == NONE_NOT
                             : a->files > b->files;
        if (is_better) best = i;
    }
    return best;
}

void judge_whole(Report *report, Arena *arena) {
    Coverage *coverage = &report->coverage;
    for (uint32_t i = 0; i < report->project_count; i++)
        judge_project(report, arena, &report->projects[i]);
    report->main = judge_main(report);
    const Project *project = &report->projects[report->main];
    coverage->criteria = project->criterion_count;
    coverage->criteria_speaking = 0;
    for (uint32_t i = 0; i < project->criterion_count; i++)
        coverage->criteria_speaking += project->criteria[i].signals > 0;
    report->verdict = project->verdict;
    words_whole(report, arena);
}

void judge_report(const Matches *matches, const Program *program, const JudgeOptions *options,
                  Arena *arena, Report *out) {
    *out = (Report){
        .source = program->source,
        .program = program,
        .rules = options->rules,
        .matches = matches,
        .name = options->name,
        .projects = arena_array(arena, Project, matches->project_count),
        .project_count = matches->project_count,
    };
    cover_files(program->source, &out->coverage);
    cover_program(program, &out->coverage);
    gather_problems(out, arena);
    for (uint32_t i = 0; i < out->project_count; i++)
        measure(out, &matches->projects[i], options->no_cost, arena, &out->projects[i]);
    endpoints_list(out, arena);
    judge_whole(out, arena);
}
