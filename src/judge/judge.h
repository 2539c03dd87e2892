// SPDX-License-Identifier: MIT
// Signals → report: what the project is built on, what it needs, what a move would cost, the
// verdict and why. The one public header of this stage.
//
//   Report report;
//   judge_report(&matches, &program, &(JudgeOptions){.rules = rules}, arena, &report);
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "model/rescored.h"

typedef struct JudgeOptions {
    const Rules *rules;
    Str name;     // of the repository, "" without one
    bool no_cost; // what switching would cost is left out
} JudgeOptions;

// In:     all but the options borrowed by the report
// Out:    report, but for the excerpts in Evidence.text, which need the files again
// Arena:  everything new in the report
// Errors: none: a repository without anything in it gets the verdict `none`
void judge_report(const Matches *matches, const Program *program, const JudgeOptions *options,
                  Arena *arena, Report *out);

// The second half, for reports that were read back: each project has its tally, its frameworks, and
// its signals in rule order. Everything else is filled in.
void judge_whole(Report *report, Arena *arena);
void judge_project(const Report *report, Arena *arena, Project *project);

// The same for a report with changes: makes them, judges, and fills in what each of them does.
// In:     rescored  all but the effects and `unexplained`; borrowed by the report
// Out:    report->rescored  NULL when nothing is changed and every verdict is the old one
void judge_again(Report *report, Rescored *rescored, Arena *arena);

// The project that the verdict of the whole is taken from: the largest that there is something to
// decide about.
uint32_t judge_main(const Report *report);

#endif
