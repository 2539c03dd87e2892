// SPDX-License-Identifier: MIT
// Tests of what must hold of every decision: over random counts of the rules that are built in.
//
//   a tally with one more hit of a signal that leans to Django -> a fit that is not higher
//
// Each round draws counts for every signal that applies on a random framework.
#include <criterion/criterion.h>

#include "judge/criteria.h"
#include "judge/decide.h"
#include "rules/rules.h"
#include "seeded.h"

enum { ROUNDS = 2000 };

typedef struct Drawn {
    Arena arena;
    Tally tally;
    uint32_t *inside;
    TallyCut cut;
} Drawn;

static const Rules *RULES = &rules_builtin;

static bool kind_on(const SignalRule *rule, const FrameworkRule *base, uint8_t *kind) {
    *kind = rule->kind;
    for (uint32_t i = 0; i < rule->kind_on_count; i++) {
        if (!str_eq(rule->kind_on[i].framework, base->id)) continue;
        *kind = rule->kind_on[i].kind;
        return !rule->kind_on[i].ignored;
    }
    return true;
}

static uint32_t criterion_of(const SignalRule *rule) {
    for (uint32_t i = 0; i < RULES->criterion_count; i++)
        if (str_eq(RULES->criteria[i].id, rule->criterion)) return i;
    cr_assert_fail("no such criterion");
    return 0;
}

static void draw(Random *random, Drawn *out) {
    *out = (Drawn){0};
    Tally *tally = &out->tally;
    tally->base = &RULES->frameworks[random_below(random, RULES->framework_count)];
    tally->signals = arena_array(&out->arena, TallySignal, RULES->signal_count);
    out->inside = arena_array(&out->arena, uint32_t, RULES->signal_count);
    uint32_t silence = random_below(random, 10); // most projects show few of the signals
    for (uint32_t i = 0; i < RULES->signal_count; i++) {
        TallySignal signal = {.rule = i, .criterion = criterion_of(&RULES->signals[i])};
        if (!kind_on(&RULES->signals[i], tally->base, &signal.kind)) continue;
        if (random_below(random, 10) >= silence) signal.count = random_below(random, 60);
        if (RULES->signals[i].per.len) signal.size = random_below(random, 300);
        out->inside[tally->signal_count] = random_below(random, signal.count + 1);
        tally->signals[tally->signal_count++] = signal;
    }
    out->cut = (TallyCut){.directory = STR("x"), .inside = out->inside};
    tally->cuts = &out->cut;
    tally->cut_count = random_below(random, 2);
    for (uint32_t side = 0; side < SIDE_OTHER; side++)
        tally->days[side] = random_below(random, 300);
}

static Outcome decided(Drawn *drawn) {
    Weights weights = decide_weights(RULES, &drawn->arena);
    Outcome outcome;
    decide(RULES, &weights, &drawn->tally, &outcome);
    return outcome;
}

Test(decide, saturates_without_a_cliff) {
    static const struct {
        double count, half, want;
    } rows[] = {{0, 4, 0}, {4, 4, 0.5}, {12, 4, 0.75}, {1, 3, 0.25}, {1e9, 1, 1}};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_assert_float_eq(decide_saturate(rows[i].count, rows[i].half), rows[i].want, 1e-8);
    for (double count = 0; count < 1000; count++)
        cr_assert_lt(decide_saturate(count, 6), decide_saturate(count + 1, 6));
}

Test(decide, points_by_kind_and_density) {
    static const struct {
        SignalKind kind;
        double lean;
        uint32_t count, size;
        double points;
    } rows[] = {
        {SIGNAL_NEED, -1, 4, 0, 1.5},      {SIGNAL_NEED, 0.5, 4, 0, 0.75},
        {SIGNAL_NEED, -0.5, 12, 0, 1.125}, {SIGNAL_NEED, 0, 4, 0, 0},
        {SIGNAL_FORCED, -1, 4, 0, 0.375},  {SIGNAL_INVESTMENT, -1, 400, 0, 0},
        {SIGNAL_NEED, 1, 4, 16, 0.75}, // half is reached at 4 + 0.5 · 16
    };
    SignalRule rule = {.half = 4, .share = 0.5};
    Rules rules = {.signals = &rule, .signal_count = 1};
    double three = 3;
    Weights weights = {.signals = &three};
    weights.numbers[NUMBER_FORCED_FACTOR] = 0.25;
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        rule.lean = rows[i].lean;
        TallySignal signal = {
            .count = rows[i].count, .size = rows[i].size, .kind = (uint8_t)rows[i].kind};
        cr_assert_float_eq(decide_points(&rules, &weights, &signal), rows[i].points, 1e-12, "%u",
                           i);
    }
}

Test(decide, more_evidence_never_lowers_the_fit_of_its_framework) {
    Random random = {11};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        Drawn drawn;
        draw(&random, &drawn);
        double before = decided(&drawn).fit;
        TallySignal *signal = &drawn.tally.signals[random_below(&random, drawn.tally.signal_count)];
        signal->count += 1 + random_below(&random, 50);
        double lean = RULES->signals[signal->rule].lean;
        double moved = decided(&drawn).fit - before;
        // Rounding of a sum of some hundred terms below 1.
        cr_assert_geq(lean < 0 ? -moved : moved, -1e-14, "round %u: " STR_FMT, round,
                      STR_ARG(RULES->signals[signal->rule].id));
        arena_free(&drawn.arena);
    }
}

Test(decide, dearer_moves_never_pull_more) {
    Random random = {12};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        Drawn drawn;
        draw(&random, &drawn);
        Outcome before = decided(&drawn);
        drawn.tally.days[before.target] += random_below(&random, 500);
        Outcome after = decided(&drawn);
        cr_assert_leq(after.pull, before.pull, "round %u", round);
        if (after.decision == DECISION_MIGRATE) cr_assert_eq(before.decision, DECISION_MIGRATE);
        arena_free(&drawn.arena);
    }
}

Test(decide, the_order_of_signals_does_not_matter) {
    Random random = {13};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        Drawn drawn;
        draw(&random, &drawn);
        Outcome before = decided(&drawn);
        for (uint32_t i = drawn.tally.signal_count; i > 1; i--) { // shuffle
            uint32_t k = random_below(&random, i);
            TallySignal signal = drawn.tally.signals[i - 1];
            uint32_t inside = drawn.inside[i - 1];
            drawn.tally.signals[i - 1] = drawn.tally.signals[k];
            drawn.inside[i - 1] = drawn.inside[k];
            drawn.tally.signals[k] = signal;
            drawn.inside[k] = inside;
        }
        Outcome after = decided(&drawn);
        cr_assert_float_eq(after.fit, before.fit, 1e-13, "round %u", round);
        cr_assert_eq(after.decision, before.decision, "round %u", round);
        cr_assert_eq(after.target, before.target, "round %u", round);
        arena_free(&drawn.arena);
    }
}

// The project of a tally, as far as criteria_describe() needs it.
static Project described(Drawn *drawn, const Outcome *outcome) {
    Project project = {.tally = drawn->tally};
    project.signals = arena_array(&drawn->arena, SignalResult, drawn->tally.signal_count);
    for (uint32_t i = 0; i < drawn->tally.signal_count; i++) {
        const TallySignal *signal = &drawn->tally.signals[i];
        if (signal->count == 0) continue;
        project.signals[project.signal_count++] =
            (SignalResult){.rule = &RULES->signals[signal->rule],
                           .count = signal->count,
                           .kind = (SignalKind)signal->kind};
    }
    Weights weights = decide_weights(RULES, &drawn->arena);
    criteria_describe(RULES, &weights, outcome, &drawn->arena, &project);
    return project;
}

Test(decide, signals_add_up_to_criteria_and_criteria_to_the_fit) {
    Random random = {14};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        Drawn drawn;
        draw(&random, &drawn);
        Outcome outcome = decided(&drawn);
        Project project = described(&drawn, &outcome);
        double total = 0, weights = 0;
        for (uint32_t c = 0; c < project.criterion_count; c++) {
            const CriterionResult *criterion = &project.criteria[c];
            double sum = 0;
            for (uint32_t s = 0; s < project.signal_count; s++)
                if (str_eq(project.signals[s].rule->criterion, criterion->rule->id))
                    sum += project.signals[s].contribution;
            // Sums of up to forty terms in another order: a few units in the last place of 1.
            cr_assert_float_eq(sum, criterion->contribution, 1e-14, "round %u", round);
            total += criterion->contribution;
            weights += criterion->rule->weight;
        }
        cr_assert_float_eq(total / weights, outcome.fit, 1e-15, "round %u", round);
        arena_free(&drawn.arena);
    }
}
