// SPDX-License-Identifier: MIT
// Fit and cost → the decision.
#ifndef JUDGE_VERDICT_H
#define JUDGE_VERDICT_H

#include "model/report.h"

// Fills the decision, its numbers and where to; the words are put in by words_verdict().
void verdict_decide(const Report *report, double fit, Arena *arena, Project *project);

// True when leaving a framework of the `present` side means rewriting what the signal stands for.
bool verdict_is_lost(const SignalResult *signal, FrameworkSide present);

#endif
