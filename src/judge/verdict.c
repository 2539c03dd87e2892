// SPDX-License-Identifier: MIT
// Outcome → the verdict's numbers: where from, where to, how far, how sure.
//
//     outcome: split at cut 0, towards FastAPI, pull 0.1     ─►  split, from django, target fastapi,
//     95 % of files parsed, 8 of 10 criteria speak                carve inference/, confidence 0.72
//
// Margin and confidence are two numbers, because they answer two questions: how far the next best
// decision is, on the evidence there is; and how much of the code and of the matrix could speak at
// all. A clear margin on little evidence is still little evidence.
//
// Limits: a migration to the other target counts as a different decision only through its target.
#include "judge/verdict.h"

#include "base/banned.h"

// An investment leans to the side that it is worth something on: one that leans to where the move
// goes carries over (SQLAlchemy tables towards FastAPI), one on neither side never does.
bool verdict_is_lost(const SignalResult *signal, FrameworkSide target) {
    double lean = signal->rule->lean;
    return lean == 0 || (lean < 0) != (target == SIDE_DJANGO);
}

Str verdict_side_id(FrameworkSide side) {
    assert(side != SIDE_OTHER);
    return side == SIDE_DJANGO ? STR("django") : STR("fastapi");
}

static bool has_target(const Outcome *outcome) {
    return outcome->decision == DECISION_MIGRATE || outcome->decision == DECISION_SPLIT;
}

bool verdict_same(const Outcome *a, const Outcome *b) {
    return a->decision == b->decision && (!has_target(a) || a->target == b->target);
}

// Parsed files × names with a meaning × criteria that speak.
static double confidence(const Project *project) {
    uint32_t speaking = 0;
    for (uint32_t i = 0; i < project->criterion_count; i++)
        speaking += project->criteria[i].signals > 0;
    double share = project->criterion_count ? (double)speaking / project->criterion_count : 0;
    const Tally *tally = &project->tally;
    return report_share(tally->parsed, 0) * report_share(tally->resolved, 1) * share;
}

void verdict_describe(const Report *report, const Outcome *outcome, Arena *arena,
                      Project *project) {
    Verdict *verdict = &project->verdict;
    *verdict = (Verdict){
        .decision = outcome->decision,
        .has_pull = outcome->has_pull,
        .pull = outcome->pull,
        .fit = outcome->fit,
        .margin = outcome->margin,
        .confidence = confidence(project),
        .cost = outcome->cost,
        .effort_days = outcome->has_pull ? project->tally.days[outcome->target] : 0,
    };
    if (project->base) verdict->from = project->base->rule->id;
    // What would fit a project that is built on nothing takes twice the evidence: no code contradicts.
    double evidence = report_number(report->rules, NUMBER_EVIDENCE) * (project->base ? 1 : 2);
    if (outcome->evidence >= evidence && outcome->fit != 0)
        verdict->best_fit = verdict_side_id(outcome->fit < 0 ? SIDE_DJANGO : SIDE_FASTAPI);
    if (has_target(outcome)) verdict->target = verdict_side_id(outcome->target);
    if (outcome->decision != DECISION_SPLIT) return;
    Str *carve = arena_new(arena, Str);
    *carve = project->tally.cuts[outcome->cut].directory;
    verdict->carve = carve;
    verdict->carve_count = 1;
}
