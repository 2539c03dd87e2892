// SPDX-License-Identifier: MIT
// Weights that the user sets: "inertia=0.05", looked up in the rules, checked, and put into a copy.
#ifndef CLI_SETWEIGHT_H
#define CLI_SETWEIGHT_H

#include "run.h"

// "admin.weight=2" at its last '='.
// Errors: ERROR_USAGE that names the flag
bool setweight_split(const char *flag, Str text, Str *name, Str *value, Error *err) WARN_UNUSED;

// Errors: no such weight (the nearest are named), no number as in JSON, a number out of range
bool setweight_parse(const Rules *rules, Str name, Str value, WeightSetting *out,
                     Error *err) WARN_UNUSED;

// The number, as in JSON; false when it is none.
bool setweight_number(Str text, double *out);

// A copy of the rules with these weights; the rules themselves when there are none.
const Rules *setweight_rules(const Rules *rules, const WeightSetting *sets, uint32_t count,
                             Arena *arena);

#endif
