// SPDX-License-Identifier: MIT
// How many of ten thousand other weightings give the same verdict?
//
//     stay, because of 41 customised admin classes          ─►  stay 9,998, migrate 2
//     stay, because two small needs balance each other      ─►  stay 5,730, migrate 4,270
//
// Nobody knows that an admin class weighs 4 and not 5. So each weight of a signal or criterion, the
// weight of cost, the inertias and the thresholds are multiplied by a factor of its own, drawn
// evenly from 0.5 … 1.5, and the decision is made again, by decide() as ever. The generator is PCG32
// with a fixed seed (base/pcg.h), and there is nothing but + − × ÷, so the counts are the same on
// every platform, and a fixed number can stand in a test.
//
// What has no points for anything is taken out of the tally first; it could not change a decision.
// Factors are drawn for what is left, in the order numbers, criteria, signals.
//
// Limits: shapes (halves, leans, unit costs) are not moved; neither are the counts: whether the code
// was understood is confidence, another number.
#include "judge/robust.h"

#include "base/pcg.h"
#include "judge/verdict.h"

#include "base/banned.h"

enum { SEED = 1, SEQUENCE = 1 };

// Numbers that say how much something weighs, or from where on it counts.
static const NumberId DRAWN[] = {NUMBER_COST_WEIGHT, NUMBER_INERTIA, NUMBER_INERTIA_OTHER,
                                 NUMBER_MIGRATE, NUMBER_EVIDENCE};

static bool has_points(const Rules *rules, const Weights *weights, const TallySignal *signal) {
    return decide_points(rules, weights, signal) > 0;
}

// The tally without what has no points; its cuts likewise.
static Tally compress(const Rules *rules, const Weights *weights, const Tally *tally,
                      Arena *arena) {
    Tally small = *tally;
    TallyCut *cuts = arena_array(arena, TallyCut, tally->cut_count);
    small.signals = arena_array(arena, TallySignal, tally->signal_count);
    small.signal_count = 0;
    for (uint32_t i = 0; i < tally->signal_count; i++)
        if (has_points(rules, weights, &tally->signals[i]))
            small.signals[small.signal_count++] = tally->signals[i];
    for (uint32_t c = 0; c < tally->cut_count; c++) {
        uint32_t *inside = arena_array(arena, uint32_t, small.signal_count);
        for (uint32_t i = 0, n = 0; i < tally->signal_count; i++)
            if (has_points(rules, weights, &tally->signals[i]))
                inside[n++] = tally->cuts[c].inside[i];
        cuts[c] = tally->cuts[c];
        cuts[c].inside = inside;
    }
    small.cuts = cuts;
    return small;
}

static void draw(const Rules *rules, const Weights *weights, const Tally *tally, Pcg *random,
                 Weights *out) {
    for (uint32_t i = 0; i < ARRAY_LEN(DRAWN); i++)
        out->numbers[DRAWN[i]] = weights->numbers[DRAWN[i]] * (0.5 + pcg_share(random));
    for (uint32_t i = 0; i < rules->criterion_count; i++)
        out->criteria[i] = weights->criteria[i] * (0.5 + pcg_share(random));
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        uint32_t rule = tally->signals[i].rule;
        out->signals[rule] = weights->signals[rule] * (0.5 + pcg_share(random));
    }
}

void robust_measure(const Rules *rules, const Tally *tally, const Outcome *outcome,
                    Robustness *out) {
    *out = (Robustness){0};
    if (outcome->decision == DECISION_NONE) return;
    Arena scratch = {0};
    Weights weights = decide_weights(rules, &scratch);
    Weights drawn = decide_weights(rules, &scratch);
    Tally small = compress(rules, &weights, tally, &scratch);
    Pcg random = pcg_seed(SEED, SEQUENCE);
    for (uint32_t i = 0; i < ROBUST_TRIALS; i++) {
        draw(rules, &weights, &small, &random, &drawn);
        Outcome other;
        decide(rules, &drawn, &small, &other);
        out->decided[other.decision]++;
        out->kept += verdict_same(outcome, &other);
    }
    out->trials = ROBUST_TRIALS;
    arena_free(&scratch);
}
