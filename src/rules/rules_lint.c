// SPDX-License-Identifier: MIT
// What is wrong with a rule set that reads well: rules that can never count.
//
//   "when": [{"fact": "routes", "min": 3}, {"fact": "routes", "max": 1}]
//   -> signal "a": never counts: "routes" would have to be at least 3 and at most 1
//
// How: conditions as ranges of counts (rules_needs.c); clauses by options that exclude each other;
// names by a map (rules_overlap.c). A mistake is only what can be proved; what may be meant is a
// remark. Not linked into rulesgen: a build stops at what cannot be read, an author asks for this.
// Limits: entries are named by id; positions are known to the reader (rules_load.c) only.
// Adding a check of a clause: a row in CLAUSE_CHECKS.
#include "rules/rules_lint.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/banned.h"

static void say(RulesLint *lint, bool is_remark, const char *fmt, va_list args) {
    char text[1024];
    vsnprintf(text, sizeof text, fmt, args);
    RuleFault fault = {str_copy(lint->arena, str_from_c(text)), is_remark};
    vec_push(lint->arena, lint->faults, fault);
}

void rules_lint_mistake(RulesLint *lint, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    say(lint, false, fmt, args);
    va_end(args);
}

void rules_lint_remark(RulesLint *lint, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    say(lint, true, fmt, args);
    va_end(args);
}

bool rules_lint_has_wildcards(uint8_t kind) {
    return kind == PREDICATE_IMPORT || kind == PREDICATE_CALL || kind == PREDICATE_REFERENCE ||
           kind == PREDICATE_DECORATOR || kind == PREDICATE_BASE || kind == PREDICATE_FIELD;
}

// --- Clauses -------------------------------------------------------------------------------------

static bool is_same(Str a, Str b) {
    return a.len > 0 && str_eq(a, b);
}

static const char *excluded_classes(const Clause *clause) {
    return is_same(clause->class_in, clause->not_class_in)
               ? "class_in and not_class_in name the same fact"
               : NULL;
}

static const char *excluded_reach(const Clause *clause) {
    if (is_same(clause->reach[REACHED_FROM], clause->reach[NOT_REACHED_FROM]))
        return "reached_from and not_reached_from name the same fact";
    if (is_same(clause->reach[REACHES], clause->reach[NOT_REACHES]))
        return "reaches and not_reaches name the same fact";
    return NULL;
}

static const char *excluded_keyword(const Clause *clause) {
    return is_same(clause->keyword, clause->not_keyword) ? "keyword and not_keyword are the same"
                                                         : NULL;
}

static const char *excluded_await(const Clause *clause) {
    return clause->awaited && clause->within == WITHIN_SYNC
               ? "nothing is awaited directly inside a plain def"
               : NULL;
}

static const char *excluded_attrs(const Clause *clause) {
    for (uint32_t i = 0; i < clause->attr_count; i++) {
        for (uint32_t j = 0; j < clause->attr_count; j++) {
            const AttrTest *has = &clause->attrs[i], *has_not = &clause->attrs[j];
            bool is_pair = !has->negated && has_not->negated && str_eq(has->path, has_not->path);
            if (is_pair && (has_not->value.len == 0 || str_eq(has->value, has_not->value)))
                return "attrs and not_attrs ask for the same";
        }
    }
    return NULL;
}

static const char *(*const CLAUSE_CHECKS[])(const Clause *clause) = {
    excluded_classes, excluded_reach, excluded_keyword, excluded_await, excluded_attrs,
};

static bool covers(uint8_t kind, Str pattern, Str name) {
    if (!rules_lint_has_wildcards(kind) || !str_ends(pattern, STR(".*")))
        return str_eq(pattern, name);
    Str module = str_sub(pattern, 0, pattern.len - 2);
    return str_starts(name, module) && (name.len == module.len || name.ptr[module.len] == '.');
}

static void check_names(RulesLint *lint, Str place, const Clause *clause) {
    for (uint32_t i = 0; i < clause->name_count; i++) {
        for (uint32_t j = 0; j < clause->name_count; j++) {
            if (i == j || !covers(clause->kind, clause->names[j], clause->names[i])) continue;
            if (str_eq(clause->names[i], clause->names[j]) && i < j) continue; // told once
            rules_lint_remark(lint, STR_FMT ": \"" STR_FMT "\" is already in \"" STR_FMT "\"",
                              STR_ARG(place), STR_ARG(clause->names[i]), STR_ARG(clause->names[j]));
            break;
        }
    }
}

// The roles of files that an entry can have hits in.
static uint32_t roles_of(const Clause *clauses, uint32_t count, const uint32_t *fact_roles,
                         const RulesLint *lint) {
    uint32_t roles = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t below = clauses[i].kind == PREDICATE_FACT ? 0 : ROLES_ALL, at;
        for (uint32_t n = 0; clauses[i].kind == PREDICATE_FACT && n < clauses[i].name_count; n++)
            if (map_get(&lint->facts, clauses[i].names[n], &at)) below |= fact_roles[at];
        roles |= clauses[i].roles & below;
    }
    return roles;
}

typedef struct Entry {
    const char *kind; // "signal"
    Str id;
    const char *part; // "match"
    const Clause *clauses;
    uint32_t count;
} Entry;

static void check_clauses(RulesLint *lint, const Entry *entry, const uint32_t *fact_roles) {
    for (uint32_t i = 0; i < entry->count; i++) {
        const Clause *clause = &entry->clauses[i];
        Str place = str_fmt(lint->arena, "%s \"" STR_FMT "\": at %s[%u]", entry->kind,
                            STR_ARG(entry->id), entry->part, i);
        for (uint32_t c = 0; c < ARRAY_LEN(CLAUSE_CHECKS); c++) {
            const char *why = CLAUSE_CHECKS[c](clause);
            if (why) rules_lint_mistake(lint, STR_FMT ": never matches: %s", STR_ARG(place), why);
        }
        if (clause->kind == PREDICATE_FACT && roles_of(clause, 1, fact_roles, lint) == 0)
            rules_lint_mistake(lint,
                               STR_FMT ": never matches: the facts look only at files of other "
                                       "roles than this clause",
                               STR_ARG(place));
        check_names(lint, place, clause);
    }
}

// --- Conditions ----------------------------------------------------------------------------------

static void check_conditions(RulesLint *lint, const Entry *entry, const Condition *when,
                             uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        bool is_empty = when[i].min == 0 && when[i].max == UINT32_MAX;
        for (uint32_t j = 0; j < i; j++)
            is_empty = is_empty || (str_eq(when[i].fact, when[j].fact) &&
                                    when[j].min >= when[i].min && when[j].max <= when[i].max);
        if (is_empty)
            rules_lint_remark(lint, "%s \"" STR_FMT "\": at when[%u]: always holds", entry->kind,
                              STR_ARG(entry->id), i);
    }
}

static void say_impossible(RulesLint *lint, const Entry *entry, const RulesNeeds *needs) {
    const RulesRangeOf *range = &needs->impossible;
    if (needs->is_impossible)
        rules_lint_mistake(lint,
                           "%s \"" STR_FMT "\": never counts: \"" STR_FMT
                           "\" would have to be at least %u and at most %u",
                           entry->kind, STR_ARG(entry->id), STR_ARG(range->id), range->min,
                           range->max);
    else if (rules_needs_exclude(needs, entry->clauses, entry->count))
        rules_lint_mistake(lint,
                           "%s \"" STR_FMT "\": never counts: its conditions exclude all facts "
                           "that it takes over",
                           entry->kind, STR_ARG(entry->id));
}

static void check_signal(RulesLint *lint, const SignalRule *rule, const uint32_t *fact_roles) {
    Entry entry = {"signal", rule->id, "match", rule->clauses, rule->clause_count};
    check_clauses(lint, &entry, fact_roles);
    check_conditions(lint, &entry, rule->when, rule->when_count);
    RulesNeeds needs = rules_needs_new(lint->arena);
    rules_needs_add(lint, &needs, rule->id, 1, UINT32_MAX);
    say_impossible(lint, &entry, &needs);
}

static bool is_ignored(const SignalRule *rule, Str framework) {
    for (uint32_t i = 0; i < rule->kind_on_count; i++)
        if (str_eq(rule->kind_on[i].framework, framework)) return rule->kind_on[i].ignored;
    return false;
}

// Advice that is for frameworks on which its own signal does not apply is never given.
static void check_advice(RulesLint *lint, const AdviceRule *rule) {
    Entry entry = {"advice", rule->id, NULL, NULL, 0};
    check_conditions(lint, &entry, rule->when, rule->when_count);
    RulesNeeds needs = rules_needs_new(lint->arena);
    rules_needs_add(lint, &needs, rule->of, 1, UINT32_MAX);
    rules_needs_add_all(lint, &needs, rule->when, rule->when_count);
    say_impossible(lint, &entry, &needs);
    uint32_t at, ignored = 0;
    if (!map_get(&lint->signals, rule->of, &at)) return;
    for (uint32_t i = 0; i < rule->from_count; i++)
        ignored += is_ignored(&lint->rules->signals[at], rule->from[i]);
    if (ignored > 0 && ignored == rule->from_count)
        rules_lint_mistake(lint,
                           "advice \"" STR_FMT "\": never given: \"" STR_FMT
                           "\" does not apply on any framework of from",
                           STR_ARG(rule->id), STR_ARG(rule->of));
}

// --- The whole set -------------------------------------------------------------------------------

static void check_framework(RulesLint *lint, const FrameworkRule *rule,
                            const uint32_t *fact_roles) {
    const Entry parts[] = {
        {"framework", rule->id, "spread", rule->spread, rule->spread_count},
        {"framework", rule->id, "entry", rule->entry, rule->entry_count},
        {"framework", rule->id, "declared", rule->declared, rule->declared_count},
        {"framework", rule->id, "plugin", rule->plugin, rule->plugin_count},
        {"framework", rule->id, "routes", rule->routes, rule->route_count},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(parts); i++)
        check_clauses(lint, &parts[i], fact_roles);
}

void rules_lint(const Rules *rules, Arena *arena, RuleFaultVec *faults) {
    RulesLint lint = {rules, arena, faults, map_new(arena, rules->fact_count),
                      map_new(arena, rules->signal_count)};
    for (uint32_t i = 0; i < rules->fact_count; i++)
        map_set(&lint.facts, rules->facts[i].id, i);
    for (uint32_t i = 0; i < rules->signal_count; i++)
        map_set(&lint.signals, rules->signals[i].id, i);
    uint32_t *fact_roles = arena_array(arena, uint32_t, rules->fact_count);
    for (uint32_t i = 0; i < rules->fact_count; i++) {
        const FactRule *fact = &rules->facts[i];
        Entry entry = {"fact", fact->id, "match", fact->clauses, fact->clause_count};
        fact_roles[i] = roles_of(fact->clauses, fact->clause_count, fact_roles, &lint);
        check_clauses(&lint, &entry, fact_roles);
    }
    for (uint32_t i = 0; i < rules->framework_count; i++)
        check_framework(&lint, &rules->frameworks[i], fact_roles);
    for (uint32_t i = 0; i < rules->signal_count; i++)
        check_signal(&lint, &rules->signals[i], fact_roles);
    for (uint32_t i = 0; i < rules->advice_count; i++)
        check_advice(&lint, &rules->advice[i]);
    rules_overlap(&lint);
}
