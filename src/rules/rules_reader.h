// SPDX-License-Identifier: MIT
// What the parts of the rule reader share: the tables so far, and the names that later entries may
// refer to. Files are read in the order names, matrix, facts, frameworks, signals, then profile,
// effort, advice and findings, so a reference is checked where it is read, with its key path at hand.
#ifndef RULES_RULES_READER_H
#define RULES_RULES_READER_H

#include "base/intern.h"
#include "base/jsonio.h"
#include "rules/rules.h"

typedef struct RulesReader {
    Arena *arena;
    Intern strings; // every string once
    VEC(KnownAlias) aliases;
    VEC(KnownClass) classes;
    StrVec generic;
    VEC(CriterionRule) criteria;
    VEC(NamedNumber) numbers;
    VEC(FactRule) facts;
    VEC(FrameworkRule) frameworks;
    VEC(SignalRule) signals;
    VEC(ProfileRule) profile;
    VEC(EffortRule) efforts;
    EffortScale scale;
    VEC(AdviceRule) advice;
    VEC(FindingRule) findings;
    Map criterion_ids, fact_ids, framework_ids, signal_ids; // to index
    Map effort_ids, advice_ids, finding_ids;
    Map class_facts;      // facts made of base clauses: a class_in may name them
    Map class_in_ids;     // those that one names
    RuleFaultVec *faults; // where all mistakes are kept; NULL: the first one ends the reading
} RulesReader;

// Who owns a list of clauses: decides which roles are meant when a clause names none.
typedef enum ClauseOwner { OWNER_FACT, OWNER_FRAMEWORK, OWNER_SIGNAL, OWNER_FINDING } ClauseOwner;

typedef struct RulesClauses { // where a list of clauses goes
    const Clause **clauses;
    uint32_t *count;
} RulesClauses;

typedef struct RulesConditions { // where a list of conditions goes
    const Condition **conditions;
    uint32_t *count;
} RulesConditions;

typedef struct RulesStrs { // where a list of strings goes
    const Str **strs;
    uint32_t *count;
} RulesStrs;

// An item of an array, or a member of an object (then `key` is its name).
typedef bool (*RulesItemFn)(RulesReader *reader, JsonAt at, Str key, Error *err);

// rules_value.c: single values, copied and checked
// When all mistakes are wanted, keeps the one in `err`, clears it and is true: go on with the next
// entry. Else false.
bool rules_value_go_on(RulesReader *reader, Error *err);
// The id of an entry with a mistake, so that what refers to it is not called wrong for that. Returns
// false, as the reader of the entry does.
bool rules_value_keep_id(const RulesReader *reader, Map *ids, Str id);
bool rules_value_each(RulesReader *reader, JsonAt array, RulesItemFn fn, Error *err) WARN_UNUSED;
bool rules_value_each_member(RulesReader *reader, JsonAt object, RulesItemFn fn,
                             Error *err) WARN_UNUSED;
bool rules_value_text(RulesReader *reader, JsonAt at, Str *out, Error *err) WARN_UNUSED;
bool rules_value_text_key(RulesReader *reader, JsonAt object, const char *key, Str *out,
                          Error *err) WARN_UNUSED;
// A number in [min, max] under `key`.
typedef struct RulesRange {
    double min, max;
    bool is_open; // min itself is not allowed
} RulesRange;
bool rules_value_number_key(JsonAt object, const char *key, RulesRange range, double *out,
                            Error *err) WARN_UNUSED;
// "say": what is printed for one, and for {n}.
bool rules_value_say(RulesReader *reader, JsonAt object, Str *one, Str *many,
                     Error *err) WARN_UNUSED;
// The position of a string in a NULL-terminated list of words.
bool rules_value_word(JsonAt at, const char *const *words, uint8_t *out, Error *err) WARN_UNUSED;

// rules_check.c: what a string must look like
bool rules_check_id(JsonAt at, Str id, Error *err) WARN_UNUSED;
bool rules_check_new_id(JsonAt at, Str id, const Map *known, Error *err) WARN_UNUSED;
bool rules_check_name(JsonAt at, Str name, Error *err) WARN_UNUSED;
bool rules_check_name_pattern(JsonAt at, Str name, Error *err) WARN_UNUSED;
bool rules_check_unknown(JsonAt at, Str pattern, Error *err) WARN_UNUSED; // "?", "?parameter"
bool rules_check_version(JsonAt at, Str version, Error *err) WARN_UNUSED;
bool rules_check_pattern(const RulesReader *reader, JsonAt at, PredicateKind kind, Str pattern,
                         Error *err) WARN_UNUSED;
bool rules_check_reference(JsonAt at, Str id, const Map *known, const char *what,
                           Error *err) WARN_UNUSED;

// rules_clause.c
bool rules_clause_list(RulesReader *reader, JsonAt array, ClauseOwner owner, RulesClauses out,
                       Error *err) WARN_UNUSED;

// rules_entry.c: one whole file each, and the keys that signals share
bool rules_entry_count(JsonAt entry, uint8_t *out, Error *err) WARN_UNUSED;
bool rules_entry_match(RulesReader *reader, JsonAt entry, ClauseOwner owner, RulesClauses out,
                       Error *err) WARN_UNUSED;
// Ids of frameworks under `key`; none if there is no such key.
bool rules_entry_frameworks(RulesReader *reader, JsonAt entry, const char *key, RulesStrs out,
                            Error *err) WARN_UNUSED;
bool rules_entry_facts(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;
bool rules_entry_framework(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;

// rules_signal.c
bool rules_signal_file(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;
bool rules_signal_when(RulesReader *reader, JsonAt entry, RulesConditions out,
                       Error *err) WARN_UNUSED;

// rules_example.c
typedef struct RulesExamples { // where a list of examples goes
    const Example **examples;
    uint32_t *count;
} RulesExamples;
bool rules_example_list(RulesReader *reader, JsonAt entry, RulesExamples out,
                        Error *err) WARN_UNUSED;

// rules_profile.c
bool rules_profile_file(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;

// rules_effort.c
bool rules_effort_file(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;

// rules_advice.c
bool rules_advice_file(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;

// rules_finding.c
bool rules_finding_file(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;

// rules_world.c
bool rules_world_names(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;
bool rules_world_matrix(RulesReader *reader, JsonAt top, Str stem, Error *err) WARN_UNUSED;

#endif
