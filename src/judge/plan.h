// SPDX-License-Identifier: MIT
// What to do, whatever the verdict: steps for what was really found.
#ifndef JUDGE_PLAN_H
#define JUDGE_PLAN_H

#include "model/report.h"

enum { PLAN_LINES_MAX = 6 };

// Fills project->advice from its signals, frameworks and verdict, in the order of doing.
void plan_advise(const Report *report, Arena *arena, Project *project);

#endif
