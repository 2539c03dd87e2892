// SPDX-License-Identifier: MIT
// The claims about the two frameworks by number, and what the examples of rules cover.
//
//   rulebook_claim(1)  ->  "The admin often decides: CRUD in minutes"
//
// How: a const table, in the order of the numbers that `claims` of a signal name.
// Limits: the titles are for people; nothing is decided by them.
// Adding a claim: a row here, CLAIM_COUNT, and "maximum" in rules/schema/signals.schema.json.
#include "model/rulebook.h"

#include "base/banned.h"

static const Str CLAIMS[] = {
    STR_CONST("The admin often decides: work on records in minutes"),
    STR_CONST("Batteries: ORM, auth, sessions and admin out of the box"),
    STR_CONST("User dashboards and a complex permission system"),
    STR_CONST("A back end like a CMS, for people who do not code"),
    STR_CONST("A vast, mature ecosystem"),
    STR_CONST("Pages rendered on the server"),
    STR_CONST("A strict structure keeps a large code base in order"),
    STR_CONST("Native async serves many connections at once"),
    STR_CONST("Real-time: WebSockets, SSE, streaming"),
    STR_CONST("AI and data: LLM calls and inference without blocking"),
    STR_CONST("OpenAPI documentation by itself"),
    STR_CONST("Validation from type hints"),
    STR_CONST("A lean API, a wrapper round a model, a microservice"),
    STR_CONST("Django's own async side: staying can mean adopting it"),
    STR_CONST("An endpoint is one function, not four files"),
};
_Static_assert(ARRAY_LEN(CLAIMS) == CLAIM_COUNT, "one title a claim");

Str rulebook_claim(uint32_t number) {
    return number >= 1 && number <= CLAIM_COUNT ? CLAIMS[number - 1] : (Str){0};
}

Str rulebook_number(Str key) {
    static const Str KEYS[] = {
#define NUMBER(name, key, what) STR_CONST(key),
#include "model/numbers.def"
#undef NUMBER
    };
    static const Str MEANINGS[] = {
#define NUMBER(name, key, what) STR_CONST(what),
#include "model/numbers.def"
#undef NUMBER
    };
    for (uint32_t i = 0; i < NUMBER_COUNT; i++)
        if (str_eq(KEYS[i], key)) return MEANINGS[i];
    return (Str){0};
}

RuleExamples rulebook_examples(const Rules *rules, uint32_t number) {
    if (number < rules->signal_count) {
        const SignalRule *rule = &rules->signals[number];
        return (RuleExamples){rule->id, false, number, rule->examples, rule->example_count, false};
    }
    uint32_t index = number - rules->signal_count;
    const FindingRule *rule = &rules->findings[index];
    bool can_have_none = rule->source == FINDING_DECISION;
    return (RuleExamples){rule->id,     true, index, rule->examples, rule->example_count,
                          can_have_none};
}

uint32_t rulebook_examples_count(const Rules *rules) {
    return rules->signal_count + rules->finding_count;
}

bool rulebook_has_positive(const RuleExamples *rule) {
    if (rule->can_have_none) return true;
    for (uint32_t i = 0; i < rule->len; i++)
        if (rule->items[i].count > 0) return true;
    return false;
}

bool rulebook_has_lookalike(const RuleExamples *rule) {
    if (rule->can_have_none) return true;
    for (uint32_t i = 0; i < rule->len; i++)
        if (rule->items[i].count == 0) return true;
    return false;
}
