// SPDX-License-Identifier: MIT
// The rules without what a decision does not look at, for the module of the HTML page, where every byte
// travels with every report.
//
//     {"id": "admin.inlines", "clauses": [{"base": […], "roles": …}], "examples": […], "why": …}
//     ─►  the same id, numbers and sentences; of each clause its kind and its names' first parts
//
// Kept is all that judge/, reread/ and the JSON of a report read. Clauses keep names because
// counterfactuals ask which signals count the same things, and whose they are.
//
// Limits: what this drops by mistake would show at once: the page must decide like `stayorgo rescore`
// to the last byte (tests/page/).
#include "rules/rulesgen_lean.h"

#include "base/banned.h"

// A framework's packages: what its own clause counts as an import of it.
static bool is_owned_name(const Rules *rules, Str first) {
    for (uint32_t f = 0; f < rules->framework_count; f++) {
        const FrameworkRule *framework = &rules->frameworks[f];
        for (uint32_t c = 0; c < framework->spread_count; c++)
            for (uint32_t i = 0; i < framework->spread[c].name_count; i++) {
                Str top, rest;
                (void)str_cut(framework->spread[c].names[i], '.', &top, &rest);
                if (str_eq(first, top)) return true;
            }
    }
    return false;
}

static bool is_owned_package(const Rules *rules, Str package) {
    for (uint32_t f = 0; f < rules->framework_count; f++)
        if (str_starts(package, rules->frameworks[f].id)) return true;
    return false;
}

// All that is asked of a name is whose it is, which its first part says; of the many that are nobody's
// only how many there are.
static Str lean_name(const Rules *rules, const Clause *clause, Str name) {
    Str first, rest;
    if (clause->kind == PREDICATE_FACT) return name;
    if (clause->kind == PREDICATE_DEPENDENCY)
        return is_owned_package(rules, name) ? name : STR("-");
    (void)str_cut(name, '.', &first, &rest);
    return is_owned_name(rules, first) ? first : STR("-");
}

static const Str *lean_names(const Rules *rules, const Clause *clause, Arena *arena) {
    Str *names = arena_array(arena, Str, clause->name_count + 1);
    for (uint32_t i = 0; i < clause->name_count; i++)
        names[i] = lean_name(rules, clause, clause->names[i]);
    return names;
}

static const Clause *lean_clauses(const Rules *rules, const Clause *clauses, uint32_t count,
                                  Arena *arena) {
    Clause *lean = arena_array(arena, Clause, count + 1);
    for (uint32_t i = 0; i < count; i++)
        lean[i] = (Clause){.kind = clauses[i].kind,
                           .names = lean_names(rules, &clauses[i], arena),
                           .name_count = clauses[i].name_count};
    return lean;
}

static const FactRule *lean_facts(const Rules *rules, Arena *arena) {
    FactRule *facts = arena_array(arena, FactRule, rules->fact_count + 1);
    for (uint32_t i = 0; i < rules->fact_count; i++) {
        const FactRule *from = &rules->facts[i];
        facts[i] = (FactRule){.id = from->id, .clause_count = from->clause_count};
        facts[i].clauses = lean_clauses(rules, from->clauses, from->clause_count, arena);
    }
    return facts;
}

static const SignalRule *lean_signals(const Rules *rules, Arena *arena) {
    SignalRule *signals = arena_array(arena, SignalRule, rules->signal_count + 1);
    for (uint32_t i = 0; i < rules->signal_count; i++) {
        signals[i] = rules->signals[i];
        signals[i].why = (Str){0};
        signals[i].example_count = 0;
        signals[i].clauses =
            lean_clauses(rules, signals[i].clauses, signals[i].clause_count, arena);
    }
    return signals;
}

static const FrameworkRule *lean_frameworks(const Rules *rules, Arena *arena) {
    FrameworkRule *frameworks = arena_array(arena, FrameworkRule, rules->framework_count + 1);
    for (uint32_t i = 0; i < rules->framework_count; i++) {
        frameworks[i] = rules->frameworks[i];
        frameworks[i].spread =
            lean_clauses(rules, frameworks[i].spread, frameworks[i].spread_count, arena);
        frameworks[i].entry_count = frameworks[i].declared_count = 0;
        frameworks[i].plugin_count = frameworks[i].route_count = 0;
    }
    return frameworks;
}

static const EffortRule *lean_efforts(const Rules *rules, Arena *arena) {
    EffortRule *efforts = arena_array(arena, EffortRule, rules->effort_count + 1);
    for (uint32_t i = 0; i < rules->effort_count; i++) {
        efforts[i] = rules->efforts[i];
        efforts[i].title = efforts[i].why = (Str){0};
    }
    return efforts;
}

static const AdviceRule *lean_advice(const Rules *rules, Arena *arena) {
    AdviceRule *advice = arena_array(arena, AdviceRule, rules->advice_count + 1);
    for (uint32_t i = 0; i < rules->advice_count; i++) {
        advice[i] = rules->advice[i];
        advice[i].title = advice[i].why = (Str){0};
    }
    return advice;
}

Rules rulesgen_lean_rules(const Rules *rules, Arena *arena) {
    Rules lean = *rules;
    lean.names = (KnownNames){0};
    lean.facts = lean_facts(rules, arena);
    lean.signals = lean_signals(rules, arena);
    lean.frameworks = lean_frameworks(rules, arena);
    lean.efforts = lean_efforts(rules, arena);
    lean.advice = lean_advice(rules, arena);
    lean.finding_count = 0; // they decide nothing, and the page hands none over
    return lean;
}
