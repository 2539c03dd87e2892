// SPDX-License-Identifier: MIT
// Outcome → the verdict's numbers: where from, where to, how far, how sure.
#ifndef JUDGE_VERDICT_H
#define JUDGE_VERDICT_H

#include "judge/decide.h"

// Fills project->verdict but for its words.
void verdict_describe(const Report *report, const Outcome *outcome, Arena *arena, Project *project);

// True when moving to `target` means rewriting what the investment stands for.
bool verdict_is_lost(const SignalResult *signal, FrameworkSide target);

// "django" or "fastapi": the framework that stands for a side. SIDE_OTHER has none and must not be
// asked for.
Str verdict_side_id(FrameworkSide side);

// Both decisions, and the targets of moves, are the same.
bool verdict_same(const Outcome *a, const Outcome *b);

#endif
