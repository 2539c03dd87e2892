// SPDX-License-Identifier: MIT
// How sure a verdict is: how many other weightings give the same one.
#ifndef JUDGE_ROBUST_H
#define JUDGE_ROBUST_H

#include "judge/decide.h"

enum { ROBUST_TRIALS = 10000 };

// In:     outcome  of the tally with the rules' own weights
// Out:    trials 0 when there is nothing to decide
// Errors: none; the same tally and rules give the same bits on every platform
void robust_measure(const Rules *rules, const Tally *tally, const Outcome *outcome,
                    Robustness *out);

#endif
