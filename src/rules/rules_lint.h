// SPDX-License-Identifier: MIT
// What the parts of the rule checker share: the rules by id, and a way to say what is wrong.
#ifndef RULES_RULES_LINT_H
#define RULES_RULES_LINT_H

#include "base/map.h"
#include "rules/rules.h"

typedef struct RulesLint {
    const Rules *rules;
    Arena *arena;
    RuleFaultVec *faults;
    Map facts, signals; // id to index
} RulesLint;

void rules_lint_mistake(RulesLint *lint, const char *fmt, ...) PRINTF_LIKE(2, 3);
void rules_lint_remark(RulesLint *lint, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool rules_lint_has_wildcards(uint8_t kind); // patterns of this PredicateKind may end in ".*"

// rules_needs.c: what must be so for entries to count at all, as ranges of counts by id.
typedef struct RulesRangeOf {
    Str id;
    uint32_t min, max; // inclusive; min above max: impossible
} RulesRangeOf;

typedef struct RulesNeeds {
    VEC(RulesRangeOf) ranges; // in the order they were found
    Map index;                // id to position in `ranges`
    bool is_impossible;
    RulesRangeOf impossible; // the first one
} RulesNeeds;

RulesNeeds rules_needs_new(Arena *arena);
// `id` counts from `min` to `max`, and with min above 0 all that this needs in turn.
void rules_needs_add(const RulesLint *lint, RulesNeeds *needs, Str id, uint32_t min, uint32_t max);
void rules_needs_add_all(const RulesLint *lint, RulesNeeds *needs, const Condition *when,
                         uint32_t count);
// None of the clauses can find anything: all take over facts that must be 0.
bool rules_needs_exclude(const RulesNeeds *needs, const Clause *clauses, uint32_t count);

// rules_overlap.c: remarks on names that two signals of one claim both count
void rules_overlap(RulesLint *lint);

#endif
