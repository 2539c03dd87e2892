// SPDX-License-Identifier: MIT
// Every number of the rules that says how much something weighs or costs, as one list with names:
// what a report keeps of the rules it was decided with, and what `rescore --set` can change.
//
//   for (uint32_t i = 0; i < weights_count(rules); i++) {
//       Weight weight = weights_at(rules, i);    // {WEIGHT_CRITERION, "admin", "weight", 2.2}
//   }
//   Rules own = weights_copy(rules, arena);      // these may be changed
//   *weights_place(&own, i) = 3;
#ifndef MODEL_WEIGHTS_H
#define MODEL_WEIGHTS_H

#include "model/rules.h"

typedef enum WeightGroup {
    WEIGHT_NUMBER,    // of matrix.json: "cost.weight"
    WEIGHT_CRITERION, // "admin.weight", "admin.half"
    WEIGHT_SIGNAL,    // "admin.actions.weight", ".half", ".lean", ".share"
    WEIGHT_EFFORT,    // "django_fastapi.routes.points"
    WEIGHT_SCALE,     // "scale.cost_days"
    WEIGHT_GROUP_COUNT,
} WeightGroup;

typedef struct Weight {
    WeightGroup group;
    Str id;            // of the rule, or the number's name; "scale"
    const char *field; // "weight"; "" for a number, which has but one
    uint32_t nth;      // of the fields of its rule
    double value;
    double min, max; // what it may be …
    bool is_open;    // … without `min` itself
} Weight;

const char *weights_group_key(WeightGroup group); // "criteria", as reports say it
uint32_t weights_count(const Rules *rules);
// Those of one rule stand together, in the order of the rules.
Weight weights_at(const Rules *rules, uint32_t index);

// "admin.weight", "inertia".
Str weights_name(const Weight *weight, Arena *arena);

// Index of a name; the bare id of a criterion, signal or effort is its first field. NONE if there is
// no such weight.
uint32_t weights_find(const Rules *rules, Str name);

// The rules with numbers, criteria, signals and efforts of their own; all else is shared.
Rules weights_copy(const Rules *rules, Arena *arena);

// In:  own  made by weights_copy()
double *weights_place(Rules *own, uint32_t index);

// Equal as they are written: to six decimals.
bool weights_equal(double a, double b);

#endif
