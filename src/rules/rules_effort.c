// SPDX-License-Identifier: MIT
// Reads effort.json: what one thing in use costs to rewrite, by the pair of frameworks.
//
//   {"id": "django_fastapi.forms", "kind": "cost", "from": "django", "to": "fastapi",
//    "of": "cost.forms", "points": 5, …}
//   -> EffortRule {.from = SIDE_DJANGO, .to = SIDE_FASTAPI, .of = "cost.forms", .points = 5, …}
//
// How: as the other readers. Read after the signals, so that a price names what is counted. A thing
// may have one price a pair: the same `of` twice would be paid twice, which is an error here.
// Limits: the points are those of the scale, so that nobody pretends to know more.
#include "rules/rules_reader.h"

#include "base/banned.h"

static const double POINTS[] = {0, 1, 3, 5, 7, 13};

static const char *const KIND_WORDS[] = {[EFFORT_COST] = "cost",
                                         [EFFORT_CARRIES] = "carries",
                                         [EFFORT_BLOCKER] = "blocker",
                                         [EFFORT_DUE] = "due",
                                         NULL};
static const char *const FROM_WORDS[] = {
    [SIDE_DJANGO] = "django", [SIDE_FASTAPI] = "fastapi", [SIDE_OTHER] = "other", NULL};
static const char *const TO_WORDS[] = {[SIDE_DJANGO] = "django", [SIDE_FASTAPI] = "fastapi", NULL};

static bool read_points(JsonAt effort, EffortRule *out, Error *err) {
    JsonAt at;
    bool is_free = out->kind == EFFORT_CARRIES;
    if (!jsonio_has(effort, "points", &at))
        return is_free || jsonio_error(effort, err, "missing key \"points\"");
    if (is_free) return jsonio_error(at, err, "what carries over has no points");
    if (!jsonio_number(at, &out->points, err)) return false;
    for (uint32_t i = 0; i < ARRAY_LEN(POINTS); i++)
        if (out->points == POINTS[i]) return true;
    return jsonio_error(at, err, "expected 0, 1, 3, 5, 7 or 13");
}

static bool read_pair(JsonAt effort, EffortRule *out, Error *err) {
    JsonAt from, to;
    if (!jsonio_key(effort, "from", &from, err) ||
        !rules_value_word(from, FROM_WORDS, &out->from, err) ||
        !jsonio_key(effort, "to", &to, err) || !rules_value_word(to, TO_WORDS, &out->to, err))
        return false;
    return out->from != out->to || jsonio_error(to, err, "nothing moves to where it is");
}

// A fact or a signal; names are kept of signals only.
static bool read_of(RulesReader *reader, JsonAt effort, EffortRule *out, Error *err) {
    JsonAt at;
    FactKind kind;
    if (!jsonio_key(effort, "of", &at, err) || !rules_value_text(reader, at, &out->of, err))
        return false;
    bool is_signal = map_has(&reader->signal_ids, out->of);
    bool wants_names = str_find_str(out->say_one, STR("{names}")) != NONE ||
                       str_find_str(out->say_many, STR("{names}")) != NONE;
    if (wants_names && !is_signal)
        return jsonio_error(at, err, "{names} needs a signal, a fact keeps none");
    return is_signal || facts_kind_of_key(out->of, &kind) ||
           rules_check_reference(at, out->of, &reader->fact_ids, "the id of a fact or signal", err);
}

static bool check_once(const RulesReader *reader, JsonAt effort, const EffortRule *rule,
                       Error *err) {
    for (uint32_t i = 0; i < reader->efforts.len; i++) {
        const EffortRule *other = &reader->efforts.items[i];
        bool is_same_pair = other->from == rule->from && other->to == rule->to;
        bool are_paid = other->kind != EFFORT_CARRIES && rule->kind != EFFORT_CARRIES;
        if (is_same_pair && are_paid && str_eq(other->of, rule->of))
            return jsonio_error(effort, err, "\"" STR_FMT "\" has a price already, \"" STR_FMT "\"",
                                STR_ARG(rule->of), STR_ARG(other->id));
    }
    return true;
}

static bool read_effort(RulesReader *reader, JsonAt at, Str key, Error *err) {
    static const char *const KEYS[] = {"id",   "title", "why", "say",    "kind",
                                       "from", "to",    "of",  "points", NULL};
    (void)key;
    EffortRule rule = {0};
    JsonAt id, kind;
    if (!jsonio_only_keys(at, KEYS, err) || !jsonio_key(at, "id", &id, err) ||
        !rules_value_text(reader, id, &rule.id, err) ||
        !rules_check_new_id(id, rule.id, &reader->effort_ids, err) ||
        !rules_value_text_key(reader, at, "title", &rule.title, err) ||
        !rules_value_text_key(reader, at, "why", &rule.why, err) ||
        !rules_value_say(reader, at, &rule.say_one, &rule.say_many, err) ||
        !jsonio_key(at, "kind", &kind, err) ||
        !rules_value_word(kind, KIND_WORDS, &rule.kind, err) || !read_pair(at, &rule, err) ||
        !read_of(reader, at, &rule, err) || !read_points(at, &rule, err) ||
        !check_once(reader, at, &rule, err))
        return false;
    if (reader->efforts.len >= RULES_ENTRIES_MAX) return jsonio_error(at, err, "too many efforts");
    map_set(&reader->effort_ids, rule.id, reader->efforts.len);
    vec_push(reader->arena, &reader->efforts, rule);
    return true;
}

// --- Scale ---------------------------------------------------------------------------------------

// A number with the reason for it: {"value": 0.1, "why": "…"}.
static bool read_reasoned(RulesReader *reader, JsonAt scale, const char *key, RulesRange range,
                          double *out, Error *err) {
    static const char *const KEYS[] = {"value", "why", NULL};
    JsonAt at;
    Str why;
    return jsonio_key(scale, key, &at, err) && jsonio_only_keys(at, KEYS, err) &&
           rules_value_number_key(at, "value", range, out, err) &&
           rules_value_text_key(reader, at, "why", &why, err);
}

static bool read_scale(RulesReader *reader, JsonAt top, Error *err) {
    static const char *const KEYS[] = {"cost_days", "blocker_days", "low",        "high",
                                       "untested",  "tests",        "assumption", NULL};
    RulesRange days = {0, 100, true}, below = {0, 1, true}, above = {1, 100, false};
    EffortScale *scale = &reader->scale;
    JsonAt at, tests;
    if (!jsonio_key(top, "scale", &at, err) || !jsonio_only_keys(at, KEYS, err) ||
        !read_reasoned(reader, at, "cost_days", days, &scale->cost_days, err) ||
        !read_reasoned(reader, at, "blocker_days", days, &scale->blocker_days, err) ||
        !read_reasoned(reader, at, "low", below, &scale->low, err) ||
        !read_reasoned(reader, at, "high", above, &scale->high, err) ||
        !read_reasoned(reader, at, "untested", above, &scale->untested, err) ||
        !rules_value_text_key(reader, at, "assumption", &scale->assumption, err) ||
        !jsonio_key(at, "tests", &tests, err) ||
        !rules_value_text(reader, tests, &scale->tests, err))
        return false;
    return map_has(&reader->fact_ids, scale->tests) ||
           rules_check_reference(tests, scale->tests, &reader->signal_ids,
                                 "the id of a fact or signal", err);
}

bool rules_effort_file(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"scale", "efforts", NULL};
    (void)stem;
    JsonAt at;
    return jsonio_only_keys(top, KEYS, err) && read_scale(reader, top, err) &&
           jsonio_key(top, "efforts", &at, err) && rules_value_each(reader, at, read_effort, err);
}
