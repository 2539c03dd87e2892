// SPDX-License-Identifier: MIT
// What must be so for a rule to count at all: the conditions of a signal, and of all it rests on.
//
//   "b": when a >= 1, x <= 2;   "a": when x >= 3
//   -> a in [1, …], x in [3, 2]: nothing can be both, so "b" never counts
//
// How: ranges of counts, narrowed by each condition. A signal that must count brings its own
// conditions; a rule with a single fact to take over brings that fact. Rules refer backwards only,
// so this ends.
// Limits: what facts say about each other through their patterns is not seen; ranges are.
#include "rules/rules_lint.h"

#include "base/banned.h"

RulesNeeds rules_needs_new(Arena *arena) {
    return (RulesNeeds){.index = map_new(arena, 0)};
}

static RulesRangeOf *range_of(const RulesLint *lint, RulesNeeds *needs, Str id) {
    uint32_t at = needs->ranges.len;
    if (!map_get(&needs->index, id, &at)) {
        map_set(&needs->index, id, at);
        vec_push(lint->arena, &needs->ranges, (RulesRangeOf){id, 0, UINT32_MAX});
    }
    return &needs->ranges.items[at];
}

// True when the id has to count only from now on.
static bool narrow(const RulesLint *lint, RulesNeeds *needs, RulesRangeOf wanted) {
    RulesRangeOf *range = range_of(lint, needs, wanted.id);
    bool is_new = range->min == 0 && wanted.min > 0;
    if (range->min < wanted.min) range->min = wanted.min;
    if (range->max > wanted.max) range->max = wanted.max;
    if (range->min > range->max && !needs->is_impossible) {
        needs->is_impossible = true;
        needs->impossible = *range;
    }
    return is_new;
}

static const Str *sole_fact(const Clause *clauses, uint32_t count) {
    bool is_sole = count == 1 && clauses[0].kind == PREDICATE_FACT && clauses[0].name_count == 1;
    return is_sole ? &clauses[0].names[0] : NULL;
}

void rules_needs_add(const RulesLint *lint, RulesNeeds *needs, Str id, uint32_t min, uint32_t max) {
    VEC(RulesRangeOf) open = {0};
    vec_push(lint->arena, &open, (RulesRangeOf){id, min, max});
    while (open.len > 0) {
        RulesRangeOf wanted = open.items[--open.len];
        if (!narrow(lint, needs, wanted)) continue;
        uint32_t at;
        const Str *sole = NULL;
        if (map_get(&lint->signals, wanted.id, &at)) {
            const SignalRule *signal = &lint->rules->signals[at];
            for (uint32_t i = 0; i < signal->when_count; i++) {
                const Condition *when = &signal->when[i];
                vec_push(lint->arena, &open, (RulesRangeOf){when->fact, when->min, when->max});
            }
            sole = sole_fact(signal->clauses, signal->clause_count);
        } else if (map_get(&lint->facts, wanted.id, &at)) {
            sole = sole_fact(lint->rules->facts[at].clauses, lint->rules->facts[at].clause_count);
        }
        if (sole) vec_push(lint->arena, &open, (RulesRangeOf){*sole, 1, UINT32_MAX});
    }
}

void rules_needs_add_all(const RulesLint *lint, RulesNeeds *needs, const Condition *when,
                         uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        rules_needs_add(lint, needs, when[i].fact, when[i].min, when[i].max);
}

static bool must_be_zero(const RulesNeeds *needs, Str id) {
    uint32_t at;
    return map_get(&needs->index, id, &at) && needs->ranges.items[at].max == 0;
}

bool rules_needs_exclude(const RulesNeeds *needs, const Clause *clauses, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (clauses[i].kind != PREDICATE_FACT) return false;
        for (uint32_t n = 0; n < clauses[i].name_count; n++)
            if (!must_be_zero(needs, clauses[i].names[n])) return false;
    }
    return count > 0;
}
