// SPDX-License-Identifier: MIT
// Matches of signals → what each signal says in this project.
#ifndef JUDGE_TALLY_H
#define JUDGE_TALLY_H

#include "model/report.h"

// Fills project->signals: those that apply and have a count, in rule order, without contributions.
void tally_signals(const Report *report, Arena *arena, Project *project);

// Share of a saturated strength that a count reaches: count/(count + half), 0…1, no cliffs.
double tally_saturate(double count, double half);

#endif
