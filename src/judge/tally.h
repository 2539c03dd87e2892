// SPDX-License-Identifier: MIT
// Matches of a project → the counts that its decision rests on, and where they were found.
#ifndef JUDGE_TALLY_H
#define JUDGE_TALLY_H

#include "model/report.h"

// Fills project->tally but for the cuts and days, and project->signals: those with a count, in rule
// order, with places and names, without points.
void tally_measure(const Report *report, Arena *arena, Project *project);

// The count of a fact or signal of the rules in this project, 0 if there is no such id.
uint32_t tally_count(const Report *report, const Project *project, Str id);

#endif
