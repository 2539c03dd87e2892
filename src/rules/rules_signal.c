// SPDX-License-Identifier: MIT
// Reads signals: rules/signals/*.json, what a count means for the decision.
//
//   {"signals": [{"id": "admin.actions", "lean": -0.8, "strength": {"weight": 3, "half": 6}, …}]}
//   -> SignalRule {.id = "admin.actions", .lean = -0.8, .weight = 3, .half = 6, …}
//
// How: like rules_entry.c, one function a key that has parts. Everything a signal refers to (facts,
// criteria, frameworks, signals before it) is known when it is read, so a dangling id is found
// here.
// Limits: RULES_ENTRIES_MAX facts and signals together; weights and efforts up to NUMBER_MAX.
#include "rules/rules_reader.h"

#include "base/banned.h"

#define NUMBER_MAX 1e6
#define CLAIM_MAX 15u // rows of the list of claims

static const char *const KIND_WORDS[] = {
    [SIGNAL_NEED] = "need",
    [SIGNAL_INVESTMENT] = "investment",
    [SIGNAL_FORCED] = "forced",
    [SIGNAL_KIND_COUNT] = NULL,
};
static const char *const KIND_ON_WORDS[] = {
    [SIGNAL_NEED] = "need",
    [SIGNAL_INVESTMENT] = "investment",
    [SIGNAL_FORCED] = "forced",
    [SIGNAL_KIND_COUNT] = "ignore",
    NULL,
};

static bool read_id(RulesReader *reader, JsonAt signal, Str *out, Error *err) {
    JsonAt at;
    FactKind kind;
    if (!jsonio_key(signal, "id", &at, err) || !rules_value_text(reader, at, out, err) ||
        !rules_check_new_id(at, *out, &reader->signal_ids, err))
        return false;
    if (map_has(&reader->fact_ids, *out) || facts_kind_of_key(*out, &kind))
        return jsonio_error(at, err, "\"" STR_FMT "\" is the id of a fact", STR_ARG(*out));
    return reader->facts.len + reader->signals.len < RULES_ENTRIES_MAX ||
           jsonio_error(at, err, "too many signals");
}

static bool read_claims(RulesReader *reader, JsonAt signal, SignalRule *out, Error *err) {
    JsonAt at;
    if (!jsonio_key(signal, "claims", &at, err)) return false;
    if (!jsonio_is_array(at) || jsonio_len(at) == 0)
        return jsonio_error(at, err, "expected a list of claims");
    uint32_t *claims = arena_array(reader->arena, uint32_t, jsonio_len(at));
    for (uint32_t i = 0; i < jsonio_len(at); i++) {
        JsonAt item = jsonio_item(at, i);
        if (!jsonio_uint(item, &claims[i], err)) return false;
        if (claims[i] < 1 || claims[i] > CLAIM_MAX)
            return jsonio_error(item, err, "expected a claim from 1 to %u", CLAIM_MAX);
    }
    out->claims = claims;
    out->claim_count = jsonio_len(at);
    return true;
}

static bool read_kind_on(RulesReader *reader, JsonAt signal, SignalRule *out, Error *err) {
    JsonAt at;
    if (!jsonio_has(signal, "kind_on", &at)) return true;
    if (!jsonio_is_object(at)) return jsonio_error(at, err, "expected an object");
    KindOn *kinds = arena_array(reader->arena, KindOn, jsonio_len(at));
    JsonIter it = {.object = at};
    Str framework;
    JsonAt kind_at;
    while (jsonio_next(&it, &framework, &kind_at)) {
        KindOn *on = &kinds[out->kind_on_count++];
        if (!rules_check_reference(kind_at, framework, &reader->framework_ids,
                                   "the id of a framework", err) ||
            !rules_value_word(kind_at, KIND_ON_WORDS, &on->kind, err))
            return false;
        on->framework = intern_str(&reader->strings, framework);
        on->ignored = on->kind == SIGNAL_KIND_COUNT;
        if (on->ignored) on->kind = out->kind;
    }
    out->kind_on = kinds;
    return true;
}

static bool read_kind(RulesReader *reader, JsonAt signal, SignalRule *out, Error *err) {
    JsonAt kind_at, criterion_at;
    return jsonio_key(signal, "kind", &kind_at, err) &&
           rules_value_word(kind_at, KIND_WORDS, &out->kind, err) &&
           read_kind_on(reader, signal, out, err) &&
           jsonio_key(signal, "criterion", &criterion_at, err) &&
           rules_value_text(reader, criterion_at, &out->criterion, err) &&
           rules_check_reference(criterion_at, out->criterion, &reader->criterion_ids,
                                 "the id of a criterion of matrix.json", err);
}

// Density: {"per": "routes", "share": 0.1} lets half grow with the number of routes.
static bool read_density(RulesReader *reader, JsonAt strength, SignalRule *out, Error *err) {
    JsonAt per;
    FactKind kind;
    RulesRange more = {0, NUMBER_MAX, true};
    if (!jsonio_has(strength, "per", &per)) return true;
    if (!rules_value_text(reader, per, &out->per, err) ||
        !rules_value_number_key(strength, "share", more, &out->share, err))
        return false;
    return facts_kind_of_key(out->per, &kind) ||
           rules_check_reference(per, out->per, &reader->fact_ids, "the id of a fact", err);
}

static bool read_numbers(RulesReader *reader, JsonAt signal, SignalRule *out, Error *err) {
    static const char *const KEYS[] = {"weight", "half", "per", "share", NULL};
    JsonAt strength;
    RulesRange lean = {-1, 1, false}, some = {0, NUMBER_MAX, false}, more = {0, NUMBER_MAX, true};
    return rules_value_number_key(signal, "lean", lean, &out->lean, err) &&
           jsonio_key(signal, "strength", &strength, err) &&
           jsonio_only_keys(strength, KEYS, err) &&
           rules_value_number_key(strength, "weight", some, &out->weight, err) &&
           rules_value_number_key(strength, "half", more, &out->half, err) &&
           read_density(reader, strength, out, err);
}

static bool read_bound(JsonAt at, const char *key, uint32_t *out, bool *has_bound, Error *err) {
    JsonAt bound;
    if (!jsonio_has(at, key, &bound)) return true;
    *has_bound = true;
    return jsonio_uint(bound, out, err);
}

static bool read_condition(RulesReader *reader, JsonAt at, Condition *out, Error *err) {
    static const char *const KEYS[] = {"fact", "min", "max", NULL};
    JsonAt fact_at;
    FactKind kind;
    bool has_bound = false;
    out->max = UINT32_MAX;
    if (!jsonio_only_keys(at, KEYS, err) || !jsonio_key(at, "fact", &fact_at, err) ||
        !rules_value_text(reader, fact_at, &out->fact, err) ||
        !read_bound(at, "min", &out->min, &has_bound, err) ||
        !read_bound(at, "max", &out->max, &has_bound, err))
        return false;
    if (!has_bound) return jsonio_error(at, err, "expected min or max");
    if (out->min > out->max) return jsonio_error(at, err, "min is above max");
    return facts_kind_of_key(out->fact, &kind) || map_has(&reader->fact_ids, out->fact) ||
           rules_check_reference(fact_at, out->fact, &reader->signal_ids,
                                 "the id of a fact, or of a signal before this one", err);
}

bool rules_signal_when(RulesReader *reader, JsonAt entry, RulesConditions out, Error *err) {
    JsonAt at;
    if (!jsonio_has(entry, "when", &at)) return true;
    if (!jsonio_is_array(at)) return jsonio_error(at, err, "expected a list of conditions");
    Condition *conditions = arena_array(reader->arena, Condition, jsonio_len(at));
    for (uint32_t i = 0; i < jsonio_len(at); i++)
        if (!read_condition(reader, jsonio_item(at, i), &conditions[i], err)) return false;
    *out.conditions = conditions;
    *out.count = jsonio_len(at);
    return true;
}

static bool read_signal(RulesReader *reader, JsonAt at, Str key, Error *err) {
    static const char *const KEYS[] = {"id",    "title",   "why",       "say",      "claims",
                                       "kind",  "kind_on", "criterion", "lean",     "strength",
                                       "count", "when",    "match",     "examples", NULL};
    (void)key;
    SignalRule s = {0};
    RulesClauses clauses = {&s.clauses, &s.clause_count};
    if (!read_id(reader, at, &s.id, err) || !jsonio_only_keys(at, KEYS, err) ||
        !rules_value_text_key(reader, at, "title", &s.title, err) ||
        !rules_value_text_key(reader, at, "why", &s.why, err) ||
        !rules_value_say(reader, at, &s.say_one, &s.say_many, err) ||
        !read_claims(reader, at, &s, err) || !read_kind(reader, at, &s, err) ||
        !read_numbers(reader, at, &s, err) || !rules_entry_count(at, &s.count_by, err) ||
        !rules_signal_when(reader, at, (RulesConditions){&s.when, &s.when_count}, err) ||
        !rules_entry_match(reader, at, OWNER_SIGNAL, clauses, err) ||
        !rules_example_list(reader, at, (RulesExamples){&s.examples, &s.example_count}, err))
        return rules_value_keep_id(reader, &reader->signal_ids, s.id);
    map_set(&reader->signal_ids, s.id, reader->signals.len);
    vec_push(reader->arena, &reader->signals, s);
    return true;
}

bool rules_signal_file(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"signals", NULL};
    (void)stem;
    JsonAt at;
    return jsonio_only_keys(top, KEYS, err) && jsonio_key(top, "signals", &at, err) &&
           rules_value_each(reader, at, read_signal, err);
}
