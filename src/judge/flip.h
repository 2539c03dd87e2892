// SPDX-License-Identifier: MIT
// The smallest changes of what was counted that would give another verdict.
#ifndef JUDGE_FLIP_H
#define JUDGE_FLIP_H

#include "judge/decide.h"

enum { FLIP_SINGLES_MAX = 5 };

// Fills project->flips: single changes, smallest first, then the smallest pair.
// In:     outcome  of the project's tally with the rules' own weights
void flip_find(const Report *report, const Outcome *outcome, Arena *arena, Project *project);

#endif
