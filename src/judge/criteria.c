// SPDX-License-Identifier: MIT
// Signals → rows of the matrix, and the contribution of each signal.
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

static CriterionResult *criterion_of(Project *project, const SignalResult *signal) {
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        if (str_eq(project->criteria[i].rule->id, signal->rule->criterion)) {
            return &project->criteria[i];
        }
    }
    BUG("a signal names a criterion that the matrix does not have");
}

static void add_points(Project *project) {
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        if (signal->points <= 0) continue;
        CriterionResult *criterion = criterion_of(project, signal);
        criterion->signals++;
        if (signal->rule->lean < 0) {
            criterion->django += signal->points;
        } else {
            criterion->fastapi += signal->points;
        }
    }
}

static void share_out(Project *project) {
    for (uint32_t i = 0; i < project->signal_count; i++) {
        SignalResult *signal = &project->signals[i];
        if (signal->points <= 0) continue;
        const CriterionResult *criterion = criterion_of(project, signal);
        double divisor = criterion->django + criterion->fastapi + criterion->rule->half;
        double share = criterion->rule->weight * signal->points / divisor;
        signal->contribution = signal->rule->lean < 0 ? -share : share;
    }
}

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

double criteria_weigh(const Rules *rules, Arena *arena, Project *project) {
    project->criteria = arena_array(arena, CriterionResult, rules->criterion_count);
    project->criterion_count = rules->criterion_count;
    for (uint32_t i = 0; i < rules->criterion_count; i++) {
        project->criteria[i].rule = &rules->criteria[i];
    }
    add_points(project);
    double sum = 0;
    double weights = 0;
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        CriterionResult *criterion = &project->criteria[i];
        double points = criterion->django + criterion->fastapi;
        weights += criterion->rule->weight;
        if (points <= 0) continue;
        criterion->lean = (criterion->fastapi - criterion->django) / points;
        criterion->evidence = points / (points + criterion->rule->half);
        criterion->contribution = criterion->rule->weight * criterion->evidence * criterion->lean;
        sum += criterion->contribution;
    }
    share_out(project);
    qsort(project->signals, project->signal_count, sizeof *project->signals, compare_signals);
    return weights > 0 ? sum / weights : 0;
}

double criteria_evidence(const Project *project) {
    double sum = 0;
    double weights = 0;
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        sum += project->criteria[i].rule->weight * project->criteria[i].evidence;
        weights += project->criteria[i].rule->weight;
    }
    return weights > 0 ? sum / weights : 0;
}
