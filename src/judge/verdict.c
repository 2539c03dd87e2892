// SPDX-License-Identifier: MIT
// Fit and cost → the decision.
//
//     Django, fit +0.31, rewriting 10 days  ─►  pull = 0.31 − cost(10) − inertia = 0.13: migrate
//     Django, fit −0.40                     ─►  pull below 0: stay
//     Flask, fit −0.35, rewriting 10 days   ─►  pull towards Django 0.31: migrate to Django
//
// The pull is what a move would gain (the fit of the other side) less what it costs. Cost saturates
// in the pull, though the days themselves do not: nobody moves for a gain of 1, whatever the price.
// The order of questions: is there a framework at all, is this a library, does the code say enough,
// is one part different from the rest, does the pull reach the threshold. No evidence never means a
// move.
//
// All numbers are in rules/matrix.json.
// Limits: effort is a plain sum of unit costs.
#include "judge/verdict.h"

#include "judge/criteria.h"
#include "judge/frameworks.h"
#include "judge/split.h"
#include "judge/tally.h"

#include "base/banned.h"

static double clamp(double x, double low, double high) {
    return x < low ? low : x > high ? high : x;
}

// An investment leans to the side that it is worth something on: one that leans to where the move
// goes carries over (SQLAlchemy tables towards FastAPI), one on neither side never does.
bool verdict_is_lost(const SignalResult *signal, FrameworkSide target) {
    double lean = signal->rule->lean;
    return lean == 0 || (lean < 0) != (target == SIDE_DJANGO);
}

// Person-days for what would have to be rewritten on the way to `target`.
static double effort_days(const Project *project, FrameworkSide target) {
    double days = 0;
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        if (signal->kind == SIGNAL_INVESTMENT && verdict_is_lost(signal, target))
            days += signal->effort_days;
    }
    return days;
}

FrameworkSide verdict_target_side(FrameworkSide present, double fit) {
    if (present == SIDE_DJANGO) return SIDE_FASTAPI;
    if (present == SIDE_FASTAPI) return SIDE_DJANGO;
    return fit < 0 ? SIDE_DJANGO : SIDE_FASTAPI;
}

// How much of the picture is there: parsed files × names with a meaning × criteria that speak.
static double confidence(const Coverage *coverage) {
    uint64_t names = coverage->names_resolved + coverage->names_unresolved;
    double parsed = coverage->files ? (double)coverage->files_parsed / coverage->files : 0;
    double resolved = names ? (double)coverage->names_resolved / (double)names : 1;
    double speaking =
        coverage->criteria ? (double)coverage->criteria_speaking / coverage->criteria : 0;
    return clamp(parsed * resolved * speaking, 0, 1);
}

static void decide_by_pull(const Report *report, FrameworkSide present, Arena *arena,
                           Project *project) {
    Verdict *verdict = &project->verdict;
    double threshold = report_number(report->rules, "threshold.migrate");
    verdict->margin = clamp(verdict->pull - threshold, -1, 1);
    if (verdict->margin < 0) verdict->margin = -verdict->margin;
    Str directory;
    if (present == SIDE_DJANGO && split_find(report, project, present, arena, &directory)) {
        verdict->decision = DECISION_SPLIT;
        verdict->carve = arena_new(arena, Str);
        *(Str *)verdict->carve = directory;
        verdict->carve_count = 1;
        return;
    }
    verdict->decision = verdict->pull > threshold ? DECISION_MIGRATE : DECISION_STAY;
}

void verdict_decide(const Report *report, double fit, Arena *arena, Project *project) {
    Verdict *verdict = &project->verdict;
    const Rules *rules = report->rules;
    double evidence = criteria_evidence(project);
    double enough = report_number(rules, "threshold.evidence");
    verdict->fit = fit;
    verdict->confidence = confidence(&report->coverage);
    if (evidence >= enough && fit != 0) {
        verdict->best_fit = frameworks_side_id(fit < 0 ? SIDE_DJANGO : SIDE_FASTAPI);
    }
    if (project->base == NULL || frameworks_is_library(report, project)) {
        verdict->decision = DECISION_NONE;
        if (project->base) verdict->from = project->base->rule->id;
        return;
    }
    FrameworkSide present = (FrameworkSide)project->base->rule->side;
    FrameworkSide other = verdict_target_side(present, fit);
    double gain = other == SIDE_DJANGO ? -fit : fit;
    verdict->from = project->base->rule->id;
    verdict->effort_days = effort_days(project, other);
    verdict->cost = report_number(rules, "cost.weight") *
                    tally_saturate(verdict->effort_days, report_number(rules, "cost.half_days"));
    // Fit compares Django and FastAPI: a framework on neither side has none of its own that a move
    // would give up, so its inertia is a number apart.
    double inertia = report_number(rules, present == SIDE_OTHER ? "inertia.other" : "inertia");
    verdict->has_pull = true;
    verdict->pull = clamp(gain - verdict->cost - inertia, -1, 1);
    if (evidence < enough) {
        verdict->decision = DECISION_UNDECIDED;
        verdict->margin = enough - evidence;
        return;
    }
    decide_by_pull(report, present, arena, project);
    if (verdict->decision == DECISION_MIGRATE || verdict->decision == DECISION_SPLIT) {
        verdict->target = frameworks_side_id(other);
    }
}
