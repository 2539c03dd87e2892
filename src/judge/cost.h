// SPDX-License-Identifier: MIT
// What moving would cost, from what is in use.
#ifndef JUDGE_COST_H
#define JUDGE_COST_H

#include "model/report.h"

// Fills the days of project->tally, and the effort of its signals.
void cost_measure(const Report *report, Arena *arena, Project *project);

#endif
