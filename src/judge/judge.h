// SPDX-License-Identifier: MIT
// Signals → report: what the project is built on, what it needs, what a move would cost, the
// verdict and why. The one public header of this stage.
//
//   Report report;
//   judge_report(&matches, &program, rules, STR("shop"), arena, &report);
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "model/report.h"

// In:     all borrowed by the report; `name` of the repository
// Out:    report, but for the excerpts in Evidence.text, which need the files again
// Arena:  everything new in the report
// Errors: none: a repository without anything in it gets the verdict `none`
void judge_report(const Matches *matches, const Program *program, const Rules *rules, Str name,
                  Arena *arena, Report *out);

// The second half, for reports that were read back: each project has its tally, its frameworks, and
// its signals in rule order. Everything else is filled in.
void judge_whole(Report *report, Arena *arena);
void judge_project(const Report *report, Arena *arena, Project *project);

#endif
