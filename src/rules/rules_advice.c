// SPDX-License-Identifier: MIT
// Reads advice.json: what to do about what was found, by decision and framework.
//
//   {"id": "stay.queue", "decisions": ["stay"], "from": ["django"], "of": "async.http_in_requests",
//    "when": [{"fact": "async.queue", "max": 0}], "step": 3, …}
//   -> AdviceRule {.decisions = 1 << DECISION_STAY, .of = "async.http_in_requests", .step = 3, …}
//
// How: as the other readers. Conditions ask only signals, because a report that was read back has
// no facts, and must give the same advice.
// Limits: `of` is never left out: advice that points at nothing in the code is filler.
#include "rules/rules_reader.h"

#include "model/report.h"

#include "base/banned.h"

enum { STEP_MAX = 99 };

static bool read_decisions(JsonAt advice, AdviceRule *out, Error *err) {
    const char *words[DECISION_COUNT + 1] = {NULL};
    for (uint32_t i = 0; i < DECISION_COUNT; i++)
        words[i] = report_decision_key((Decision)i);
    JsonAt at;
    if (!jsonio_key(advice, "decisions", &at, err)) return false;
    if (!jsonio_is_array(at) || jsonio_len(at) == 0)
        return jsonio_error(at, err, "expected a list of decisions");
    for (uint32_t i = 0; i < jsonio_len(at); i++) {
        uint8_t decision = 0;
        if (!rules_value_word(jsonio_item(at, i), words, &decision, err)) return false;
        out->decisions |= 1u << decision;
    }
    return true;
}

static bool check_signal(const RulesReader *reader, JsonAt at, Str id, Error *err) {
    return rules_check_reference(at, id, &reader->signal_ids, "the id of a signal", err);
}

static bool read_conditions(RulesReader *reader, JsonAt advice, AdviceRule *out, Error *err) {
    JsonAt at, fact;
    if (!jsonio_has(advice, "when", &at)) return true;
    RulesConditions when = {&out->when, &out->when_count};
    if (!rules_signal_when(reader, advice, when, err)) return false;
    for (uint32_t i = 0; i < out->when_count; i++)
        if (!jsonio_key(jsonio_item(at, i), "fact", &fact, err) ||
            !check_signal(reader, fact, out->when[i].fact, err))
            return false;
    return true;
}

static bool read_step(JsonAt advice, AdviceRule *out, Error *err) {
    JsonAt at;
    if (!jsonio_key(advice, "step", &at, err) || !jsonio_uint(at, &out->step, err)) return false;
    return (out->step >= 1 && out->step <= STEP_MAX) ||
           jsonio_error(at, err, "expected a step from 1 to %d", STEP_MAX);
}

static bool read_advice(RulesReader *reader, JsonAt at, Str key, Error *err) {
    static const char *const KEYS[] = {"id",   "title", "why",  "say",  "of", "decisions",
                                       "from", "to",    "when", "step", NULL};
    (void)key;
    AdviceRule rule = {0};
    JsonAt id, of;
    if (!jsonio_only_keys(at, KEYS, err) || !jsonio_key(at, "id", &id, err) ||
        !rules_value_text(reader, id, &rule.id, err) ||
        !rules_check_new_id(id, rule.id, &reader->advice_ids, err) ||
        !rules_value_text_key(reader, at, "title", &rule.title, err) ||
        !rules_value_text_key(reader, at, "why", &rule.why, err) ||
        !rules_value_say(reader, at, &rule.say_one, &rule.say_many, err) ||
        !jsonio_key(at, "of", &of, err) || !rules_value_text(reader, of, &rule.of, err) ||
        !check_signal(reader, of, rule.of, err) || !read_decisions(at, &rule, err) ||
        !rules_entry_frameworks(reader, at, "from", (RulesStrs){&rule.from, &rule.from_count},
                                err) ||
        !rules_entry_frameworks(reader, at, "to", (RulesStrs){&rule.to, &rule.to_count}, err) ||
        !read_conditions(reader, at, &rule, err) || !read_step(at, &rule, err))
        return false;
    if (reader->advice.len >= RULES_ENTRIES_MAX) return jsonio_error(at, err, "too much advice");
    map_set(&reader->advice_ids, rule.id, reader->advice.len);
    vec_push(reader->arena, &reader->advice, rule);
    return true;
}

bool rules_advice_file(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"advice", NULL};
    (void)stem;
    JsonAt at;
    return jsonio_only_keys(top, KEYS, err) && jsonio_key(top, "advice", &at, err) &&
           rules_value_each(reader, at, read_advice, err);
}
