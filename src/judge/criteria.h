// SPDX-License-Identifier: MIT
// Outcome → rows of the matrix.
#ifndef JUDGE_CRITERIA_H
#define JUDGE_CRITERIA_H

#include "judge/decide.h"

// Fills project->criteria, and points and contributions of its signals, which are in rule order;
// then sorts them: strongest contribution first, then effort, then id.
void criteria_describe(const Rules *rules, const Weights *weights, const Outcome *outcome,
                       Arena *arena, Project *project);

#endif
