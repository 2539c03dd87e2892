// SPDX-License-Identifier: MIT
// The decision: counts and weights in, one outcome out. A pure function, asked ten thousand times.
#ifndef JUDGE_DECIDE_H
#define JUDGE_DECIDE_H

#include "model/report.h"

// Everything in the rules that says how much something weighs.
typedef struct Weights {
    double *signals;  // parallel to rules->signals
    double *criteria; // parallel to rules->criteria
    double numbers[NUMBER_COUNT];
} Weights;

typedef struct Outcome {
    Decision decision;
    FrameworkSide target; // where a move would go, whatever the decision
    double django[TALLY_CRITERIA_MAX], fastapi[TALLY_CRITERIA_MAX]; // points by criterion
    double fit;                                                     // −1 Django … +1 FastAPI
    double evidence; // 0…1: share of the matrix that speaks
    bool has_pull;   // something is built here
    double cost;     // 0…1: pull that rewriting takes away
    double pull;     // −1…1, > 0 draws away
    double margin;   // 0…1: distance to the next best decision
    uint32_t cut;    // of a split: index into tally->cuts
} Outcome;

// The weights of the rules, in memory of their own: whoever perturbs them changes these.
Weights decide_weights(const Rules *rules, Arena *arena);

// In:     rules     only what is no weight: leans, halves, which criteria are separable
// Thread: any; touches nothing but `out`
void decide(const Rules *rules, const Weights *weights, const Tally *tally, Outcome *out);

// What one signal of a tally is worth, ≥ 0; 0 for investments.
double decide_points(const Rules *rules, const Weights *weights, const TallySignal *signal);

// Share of a saturated strength that a count reaches: count/(count + half), 0…1, no cliffs.
double decide_saturate(double count, double half);

// The side that a move would go to: away from the present one; from neither, where the fit leans.
FrameworkSide decide_target(FrameworkSide present, double fit);

#endif
