// SPDX-License-Identifier: MIT
// What is in use → person-days of moving to each side.
//
//     63 templates at 0.4 days, 12 Pydantic models that carry over   ─►   to FastAPI: 25 days
//
// Effort does not saturate: the fortieth page costs as much to rewrite as the first. An investment
// that leans to the side a move goes to carries over, and costs nothing.
//
// Limits: a plain sum of unit costs.
#include "judge/cost.h"

#include "judge/verdict.h"

#include "base/banned.h"

void cost_measure(const Report *report, Arena *arena, Project *project) {
    (void)report;
    (void)arena;
    for (uint32_t i = 0; i < project->signal_count; i++) {
        SignalResult *signal = &project->signals[i];
        signal->effort_days = signal->rule->effort * signal->count;
        if (signal->kind != SIGNAL_INVESTMENT) continue;
        for (uint32_t side = 0; side < SIDE_OTHER; side++)
            if (verdict_is_lost(signal, (FrameworkSide)side))
                project->tally.days[side] += signal->effort_days;
    }
}
