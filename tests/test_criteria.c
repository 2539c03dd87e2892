// SPDX-License-Identifier: MIT
// Tests of the matrix: points → lean, evidence, contributions, fit.
//
//   2.0 points for FastAPI, 0.5 for Django, half 2 -> lean 0.6, evidence 0.56, contribution 0.33
//
// What must hold for any rules and any counts is tried on some thousand random repositories.
#include <criterion/criterion.h>

#include "judge/cost.h"
#include "judge/criteria.h"
#include "judge/frameworks.h"
#include "judge/tally.h"
#include "judge_world.h"

enum { ROUNDS = 3000 };

#define ASSERT_NEAR(got, want) cr_assert_float_eq(got, want, 1e-9, "got %.17g", got)

static Outcome outcome_of(World *w) {
    Report *report = world_report(w);
    frameworks_judge(report, &w->found, &w->arena, &w->project);
    tally_measure(report, &w->arena, &w->project);
    cost_measure(report, &w->arena, &w->project);
    Weights weights = decide_weights(&w->rules, &w->arena);
    Outcome outcome;
    decide(&w->rules, &weights, &w->project.tally, &outcome);
    cost_describe(report, outcome.target, &w->arena, &w->project);
    criteria_describe(&w->rules, &weights, &outcome, &w->arena, &w->project);
    return outcome;
}

static double weigh(World *w) {
    return outcome_of(w).fit;
}

static double sum_of_weights(const World *w) {
    double sum = 0;
    for (uint32_t i = 0; i < w->rules.criterion_count; i++)
        sum += w->criteria[i].weight;
    return sum;
}

Test(criteria, example_by_hand) {
    World w;
    world_open(&w);
    uint32_t file = world_file(&w, "a.py", ROLE_APP);
    world_hits(&w, world_signal(&w, "for_fastapi", "speed", 1, 4), file, 4);   // 2.0 points
    world_hits(&w, world_signal(&w, "for_django", "speed", -0.5, 2), file, 4); // 0.5 points
    Outcome outcome = outcome_of(&w);
    const CriterionResult *speed = &w.project.criteria[1];
    ASSERT_NEAR(speed->fastapi, 2.0);
    ASSERT_NEAR(speed->django, 0.5);
    ASSERT_NEAR(speed->lean, 0.6);
    ASSERT_NEAR(speed->evidence, 2.5 / 4.5);
    ASSERT_NEAR(speed->contribution, 1.5 / 4.5);
    cr_assert_eq(speed->signals, 2);
    ASSERT_NEAR(world_result(&w.project, "for_fastapi")->contribution, 2.0 / 4.5);
    ASSERT_NEAR(world_result(&w.project, "for_django")->contribution, -0.5 / 4.5);
    ASSERT_NEAR(outcome.fit, 1.5 / 4.5 / 5.5); // silent criteria stay in the divisor: 5.5
    ASSERT_NEAR(outcome.evidence, 2.5 / 4.5 / 5.5);
    world_close(&w);
}

Test(criteria, nothing_found_is_a_fit_of_0) {
    World w;
    world_open(&w);
    Outcome outcome = outcome_of(&w);
    cr_assert_eq(outcome.fit, 0);
    cr_assert_eq(outcome.evidence, 0);
    cr_assert_eq(w.project.criterion_count, WORLD_CRITERIA);
    for (uint32_t i = 0; i < WORLD_CRITERIA; i++) {
        cr_assert_eq(w.project.criteria[i].lean, 0);
        cr_assert_eq(w.project.criteria[i].contribution, 0);
    }
    world_close(&w);
}

Test(criteria, a_matrix_without_weight_is_a_fit_of_0) {
    World w;
    world_open(&w);
    for (uint32_t i = 0; i < WORLD_CRITERIA; i++)
        w.criteria[i].weight = 0;
    world_hits(&w, world_signal(&w, "s", "speed", 1, 4), world_file(&w, "a.py", ROLE_APP), 4);
    Outcome outcome = outcome_of(&w);
    cr_assert_eq(outcome.fit, 0);
    cr_assert_eq(outcome.evidence, 0);
    w.rules.criterion_count = 0;
    w.rules.signal_count = 0;
    cr_assert_eq(weigh(&w), 0);
    world_close(&w);
}

Test(criteria, signals_are_sorted_by_contribution_effort_id) {
    World w;
    world_open(&w);
    uint32_t file = world_file(&w, "a.py", ROLE_APP);
    static const struct {
        const char *id;
        SignalKind kind;
        double lean, weight, effort;
    } rows[] = {
        {"cheap", SIGNAL_INVESTMENT, -1, 1, 0.1}, {"weak", SIGNAL_NEED, 1, 1, 0},
        {"b_dear", SIGNAL_INVESTMENT, -1, 1, 5},  {"strong", SIGNAL_NEED, -1, 5, 0},
        {"a_dear", SIGNAL_INVESTMENT, -1, 1, 5},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        SignalRule *rule = world_signal(&w, rows[i].id, "type", rows[i].lean, rows[i].weight);
        if (rows[i].kind == SIGNAL_INVESTMENT) world_invest(&w, rule, rows[i].effort);
        world_hits(&w, rule, file, 4);
    }
    world_entry(&w, WORLD_DJANGO, file);
    (void)weigh(&w);
    static const char *const ORDER[] = {"strong", "weak", "a_dear", "b_dear", "cheap"};
    for (uint32_t i = 0; i < ARRAY_LEN(ORDER); i++)
        cr_assert(str_eq(w.project.signals[i].rule->id, str_from_c(ORDER[i])), "place %u", i);
    world_close(&w);
}

static void assert_sums(const World *w, double fit) {
    double total = 0;
    for (uint32_t c = 0; c < w->project.criterion_count; c++) {
        const CriterionResult *criterion = &w->project.criteria[c];
        double sum = 0;
        for (uint32_t s = 0; s < w->project.signal_count; s++) {
            const SignalResult *signal = &w->project.signals[s];
            if (str_eq(signal->rule->criterion, criterion->rule->id)) sum += signal->contribution;
        }
        ASSERT_NEAR(sum, criterion->contribution);
        cr_assert(criterion->lean >= -1 && criterion->lean <= 1);
        cr_assert(criterion->evidence >= 0 && criterion->evidence <= 1);
        total += sum;
    }
    ASSERT_NEAR(total, fit * sum_of_weights(w));
    cr_assert(fit >= -1 && fit <= 1);
}

Test(criteria, contributions_add_up_exactly) {
    Random random = {1};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        assert_sums(&w, weigh(&w));
        world_close(&w);
    }
}

Test(criteria, more_hits_never_pull_away_from_the_lean) {
    Random random = {2};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        double before = weigh(&w);
        if (w.rules.signal_count > 0) {
            SignalRule *rule = &w.signals[random_below(&random, w.rules.signal_count)];
            world_hits(&w, rule, 0, 1 + random_below(&random, 100));
            double moved = weigh(&w) - before;
            double side = rule->lean < 0 ? -1 : 1;
            cr_assert_geq(moved * side, -1e-12, "round %u, lean %g, moved %g", round, rule->lean,
                          moved);
        }
        world_close(&w);
    }
}

Test(criteria, investments_never_change_the_fit) {
    Random random = {3};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        double before = weigh(&w);
        SignalRule *rule = world_signal(&w, "investment", "type", random_share(&random) * 2 - 1, 5);
        world_invest(&w, rule, 1);
        world_hits(&w, rule, 1, 1 + random_below(&random, 1000));
        cr_assert_eq(weigh(&w), before, "round %u", round);
        cr_assert_eq(world_result(&w.project, "investment")->contribution, 0);
        world_close(&w);
    }
}

Test(criteria, what_is_forced_weighs_less_than_a_need) {
    Random random = {4};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        SignalRule *rule = world_signal(&w, "s", "type", 0.1 + random_share(&random) * 0.9, 3);
        world_hits(&w, rule, 1, 1 + random_below(&random, 50));
        double need = weigh(&w);
        double need_share = world_result(&w.project, "s")->contribution;
        rule->kind = SIGNAL_FORCED;
        double forced = weigh(&w);
        cr_assert_lt(world_result(&w.project, "s")->contribution, need_share, "round %u", round);
        cr_assert_lt(forced, need, "round %u", round);
        world_close(&w);
    }
}
