// SPDX-License-Identifier: MIT
// Counts and weights → the decision.
//
//     base django, admin.customised 41, templates 63, fit −0.5
//     ─►  target FastAPI, gain −0.5, cost 0.2 (90 person-days), pull −0.8: stay
//
// The order: points by criterion, fit, cost, pull; then too little evidence is undecided, a cut that
// holds is a split, a pull above the threshold a migration, and all else a stay. Only + − × ÷ on
// doubles, in the order of the rules, so every platform gets the same bits.
//
// A pure function of its arguments: robustness asks it with other weights, counterfactuals with
// other counts, `rescore` with counts of long ago, and none of them can differ from a scan.
//
// Limits: fit compares Django and FastAPI; a framework on neither side has no fit of its own, so
// leaving it costs inertia of its own (inertia.other).
#include "judge/decide.h"

#include "base/banned.h"

double decide_saturate(double count, double half) {
    return count / (count + half);
}

static double magnitude(double x) {
    return x < 0 ? -x : x;
}

static double clamp(double x, double low, double high) {
    return x < low ? low : x > high ? high : x;
}

static double least(double a, double b) {
    return a < b ? a : b;
}

Weights decide_weights(const Rules *rules, Arena *arena) {
    Weights weights = {.signals = arena_array(arena, double, rules->signal_count),
                       .criteria = arena_array(arena, double, rules->criterion_count)};
    for (uint32_t i = 0; i < rules->signal_count; i++)
        weights.signals[i] = rules->signals[i].weight;
    for (uint32_t i = 0; i < rules->criterion_count; i++)
        weights.criteria[i] = rules->criteria[i].weight;
    for (uint32_t i = 0; i < NUMBER_COUNT; i++)
        weights.numbers[i] = report_number(rules, (NumberId)i);
    return weights;
}

double decide_points(const Rules *rules, const Weights *weights, const TallySignal *signal) {
    if (signal->count == 0 || signal->kind == SIGNAL_INVESTMENT) return 0;
    const SignalRule *rule = &rules->signals[signal->rule];
    double half = rule->half + rule->share * signal->size;
    double points = weights->signals[signal->rule] * magnitude(rule->lean) *
                    decide_saturate(signal->count, half);
    return signal->kind == SIGNAL_FORCED ? points * weights->numbers[NUMBER_FORCED_FACTOR] : points;
}

FrameworkSide decide_target(FrameworkSide present, double fit) {
    if (present == SIDE_DJANGO) return SIDE_FASTAPI;
    if (present == SIDE_FASTAPI) return SIDE_DJANGO;
    return fit < 0 ? SIDE_DJANGO : SIDE_FASTAPI;
}

// What a split would part: needs of the product, and needs that a service could serve alone.
typedef struct Needs {
    double product, service; // points
} Needs;

static bool is_service(const Rules *rules, const TallySignal *signal) {
    return signal->kind == SIGNAL_NEED && rules->signals[signal->rule].lean > 0 &&
           rules->criteria[signal->criterion].is_separable;
}

static bool is_product(const Rules *rules, const TallySignal *signal) {
    return signal->kind == SIGNAL_NEED && rules->signals[signal->rule].lean < 0;
}

static Needs add_points(const Rules *rules, const Weights *weights, const Tally *tally,
                        Outcome *out) {
    Needs needs = {0};
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        const TallySignal *signal = &tally->signals[i];
        double points = decide_points(rules, weights, signal);
        double *side = rules->signals[signal->rule].lean < 0 ? out->django : out->fastapi;
        side[signal->criterion] += points;
        if (is_product(rules, signal)) needs.product += points;
        if (is_service(rules, signal)) needs.service += points;
    }
    return needs;
}

static void weigh_criteria(const Rules *rules, const Weights *weights, Outcome *out) {
    double fit = 0, evidence = 0, all = 0;
    for (uint32_t i = 0; i < rules->criterion_count; i++) {
        double weight = weights->criteria[i];
        double points = out->django[i] + out->fastapi[i];
        double divisor = points + rules->criteria[i].half;
        fit += weight * (out->fastapi[i] - out->django[i]) / divisor;
        evidence += weight * points / divisor;
        all += weight;
    }
    out->fit = all > 0 ? fit / all : 0;
    out->evidence = all > 0 ? evidence / all : 0;
}

// Nearly all that a service could serve is inside, nearly all of the product outside.
static bool cut_holds(const Rules *rules, const Weights *weights, const Tally *tally,
                      const TallyCut *cut, Needs all) {
    Needs inside = {0};
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        const TallySignal *signal = &tally->signals[i];
        if (cut->inside[i] == 0 || signal->count == 0) continue;
        double points = decide_points(rules, weights, signal) * cut->inside[i] / signal->count;
        if (is_product(rules, signal)) inside.product += points;
        if (is_service(rules, signal)) inside.service += points;
    }
    double share = weights->numbers[NUMBER_SPLIT_SHARE];
    return inside.service >= share * all.service && inside.product <= (1 - share) * all.product;
}

// Only a Django product is kept while a service leaves it, and both must be worth something.
static uint32_t find_cut(const Rules *rules, const Weights *weights, const Tally *tally,
                         Needs all) {
    double need = weights->numbers[NUMBER_SPLIT_NEED];
    if (tally->base == NULL || tally->base->side != SIDE_DJANGO) return NONE;
    if (all.product < need || all.service < need) return NONE;
    for (uint32_t i = 0; i < tally->cut_count; i++)
        if (cut_holds(rules, weights, tally, &tally->cuts[i], all)) return i;
    return NONE;
}

void decide(const Rules *rules, const Weights *weights, const Tally *tally, Outcome *out) {
    *out = (Outcome){.cut = NONE, .decision = DECISION_NONE};
    Needs needs = add_points(rules, weights, tally, out);
    weigh_criteria(rules, weights, out);
    FrameworkSide present = tally->base ? (FrameworkSide)tally->base->side : SIDE_OTHER;
    out->target = decide_target(present, out->fit);
    if (tally->none != NONE_NOT) return;

    const double *numbers = weights->numbers;
    double gain = out->target == SIDE_DJANGO ? -out->fit : out->fit;
    out->cost = numbers[NUMBER_COST_WEIGHT] *
                decide_saturate(tally->days[out->target], numbers[NUMBER_COST_HALF]);
    double inertia = numbers[present == SIDE_OTHER ? NUMBER_INERTIA_OTHER : NUMBER_INERTIA];
    out->pull = clamp(gain - out->cost - inertia, -1, 1);
    out->has_pull = true;

    double spare = out->evidence - numbers[NUMBER_EVIDENCE];
    double distance = out->pull - numbers[NUMBER_MIGRATE];
    out->margin = clamp(least(magnitude(spare), magnitude(distance)), 0, 1);
    if (spare < 0) {
        out->decision = DECISION_UNDECIDED;
        out->margin = -spare;
        return;
    }
    out->cut = find_cut(rules, weights, tally, needs);
    out->decision = out->cut != NONE ? DECISION_SPLIT
                    : distance > 0   ? DECISION_MIGRATE
                                     : DECISION_STAY;
}
