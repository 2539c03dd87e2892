// SPDX-License-Identifier: MIT
// Signals → report. The order of judging, and the coverage figures.
//
//     matches, program, rules  ─►  frameworks ─► tally ─► criteria ─► verdict ─► words  ─►  report
//
// Each step reads what the steps before it left in the project and adds its own part; none looks
// back. Coverage comes first because the verdict's confidence rests on it.
//
// Limits: one project, the whole repository. Its verdict is also the verdict of the whole.
#include "judge/judge.h"

#include <stdlib.h>

#include "judge/criteria.h"
#include "judge/frameworks.h"
#include "judge/tally.h"
#include "judge/verdict.h"
#include "judge/words.h"

#include "base/banned.h"

static void cover_files(const Source *source, Coverage *coverage) {
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

static void judge_project(Report *report, Arena *arena, Project *project) {
    frameworks_judge(report, arena, project);
    tally_signals(report, arena, project);
    double fit = criteria_weigh(report->rules, arena, project);
    report->coverage.criteria = project->criterion_count;
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        report->coverage.criteria_speaking += project->criteria[i].signals > 0;
    }
    verdict_decide(report, fit, arena, project);
    words_verdict(report, arena, project);
}

void judge_report(const Matches *matches, const Program *program, const Rules *rules, Str name,
                  Arena *arena, Report *out) {
    *out = (Report){
        .source = program->source,
        .program = program,
        .rules = rules,
        .matches = matches,
        .name = name,
        .projects = arena_new(arena, Project),
        .project_count = 1,
    };
    cover_files(program->source, &out->coverage);
    cover_program(program, &out->coverage);
    gather_problems(out, arena);
    out->projects[0].root = STR(".");
    out->projects[0].name = name;
    judge_project(out, arena, &out->projects[0]);
    out->verdict = out->projects[0].verdict;
}
