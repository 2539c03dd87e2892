// SPDX-License-Identifier: MIT
// What moving would cost, from what is in use.
#ifndef JUDGE_COST_H
#define JUDGE_COST_H

#include "model/report.h"

// Counts what has a price: fills efforts and is_untested of project->tally. Whoever leaves
// the cost out does not call it: the tally then has no efforts, and costs no day.
void cost_measure(const Report *report, Arena *arena, Project *project);

// The days of a tally, again from its counts.
void cost_price(const Rules *rules, Tally *tally);

// Fills project->effort of moving to `target`, and the days of its signals.
void cost_describe(const Report *report, FrameworkSide target, Arena *arena, Project *project);

#endif
