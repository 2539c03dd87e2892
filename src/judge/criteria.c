// SPDX-License-Identifier: MIT
// Outcome → rows of the matrix, and what each signal contributes to its row.
//
//     performance: signals with 2.0 points for FastAPI and 0.5 for Django, weight 1, half 2
//     ─►  lean (2.0 − 0.5)/2.5 = +0.6, evidence 2.5/(2.5 + 2) = 0.56,
//         contribution 1 · 0.56 · 0.6 = 0.33
//         each point contributes 1/(2.5 + 2) = 0.22: the signals' contributions add up to that
//
// Additive on purpose: whoever doubts a number can follow it down to lines of code. A criterion
// without evidence contributes nothing, but its weight stays in the divisor: silence pulls towards
// the middle, so little evidence never means a strong verdict.
//
// Limits: criteria are taken as independent; a fact that feeds two signals is counted in both.
#include "judge/criteria.h"

#include <stdlib.h>

#include "base/banned.h"

static double magnitude(double x) {
    return x < 0 ? -x : x;
}

static int compare_signals(const void *left, const void *right) {
    const SignalResult *a = left;
    const SignalResult *b = right;
    double x = magnitude(a->contribution);
    double y = magnitude(b->contribution);
    if (x != y) return x > y ? -1 : 1;
    if (a->effort_days != b->effort_days) return a->effort_days > b->effort_days ? -1 : 1;
    return str_cmp(a->rule->id, b->rule->id);
}

static void describe(const CriterionRule *rule, double weight, double django, double fastapi,
                     CriterionResult *out) {
    double points = django + fastapi;
    *out = (CriterionResult){.rule = rule, .django = django, .fastapi = fastapi};
    if (points <= 0) return;
    out->lean = (fastapi - django) / points;
    out->evidence = points / (points + rule->half);
    out->contribution = weight * out->evidence * out->lean;
}

static void share_out(const Rules *rules, const Weights *weights, Project *project) {
    for (uint32_t s = 0, t = 0; s < project->signal_count; s++) {
        SignalResult *signal = &project->signals[s];
        const TallySignal *tally;
        do {
            tally = &project->tally.signals[t++]; // both are in the order of the rules
        } while (&rules->signals[tally->rule] != signal->rule);
        signal->points = decide_points(rules, weights, tally);
        if (signal->points <= 0) continue;
        CriterionResult *criterion = &project->criteria[tally->criterion];
        double divisor = criterion->django + criterion->fastapi + criterion->rule->half;
        double share = weights->criteria[tally->criterion] * signal->points / divisor;
        signal->contribution = signal->rule->lean < 0 ? -share : share;
        criterion->signals++;
    }
}

void criteria_describe(const Rules *rules, const Weights *weights, const Outcome *outcome,
                       Arena *arena, Project *project) {
    project->criteria = arena_array(arena, CriterionResult, rules->criterion_count);
    project->criterion_count = rules->criterion_count;
    for (uint32_t i = 0; i < rules->criterion_count; i++) {
        describe(&rules->criteria[i], weights->criteria[i], outcome->django[i], outcome->fastapi[i],
                 &project->criteria[i]);
    }
    share_out(rules, weights, project);
    if (project->signal_count > 1)
        qsort(project->signals, project->signal_count, sizeof *project->signals, compare_signals);
}
