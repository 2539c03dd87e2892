// SPDX-License-Identifier: MIT
// Fit and cost → the decision.
#ifndef JUDGE_VERDICT_H
#define JUDGE_VERDICT_H

#include "model/report.h"

// Fills the decision, its numbers and where to; the words are put in by words_verdict().
void verdict_decide(const Report *report, double fit, Arena *arena, Project *project);

// The side that a move would go to: away from the present one; from neither, where the fit leans.
FrameworkSide verdict_target_side(FrameworkSide present, double fit);

// True when moving to `target` means rewriting what the investment stands for.
bool verdict_is_lost(const SignalResult *signal, FrameworkSide target);

#endif
