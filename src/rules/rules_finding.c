// SPDX-License-Identifier: MIT
// Reads finding rules: rules/findings/*.json, places worth a person's attention.
//
//   {"findings": [{"id": "SOG101", "name": "blocking-http-in-async", "level": "error",
//                  "source": "loop", "match": [{"call": ["requests.*"]}], …}]}
//   -> FindingRule {.id = "SOG101", .level = LEVEL_ERROR, .source = FINDING_LOOP, …}
//
// How: as the other readers. Rules whose places come from elsewhere (the decision, the evidence, the
// suppressions) have no clauses; all others have some.
// Limits: RULES_ENTRIES_MAX rules, LINKS_MAX links each.
#include "rules/rules_reader.h"

#include "model/finding.h"

#include "base/banned.h"

enum { LINKS_MAX = 10, WEIGHT_MAX = 100, ID_LETTERS_MAX = 8, ID_DIGITS = 3 };

static const char *const SOURCE_WORDS[] = {
    [FINDING_MATCH] = "match",     [FINDING_LOOP] = "loop",
    [FINDING_ONCE] = "once",       [FINDING_DECISION] = "decision",
    [FINDING_FOR] = "for",         [FINDING_AGAINST] = "against",
    [FINDING_UNUSED] = "unused",   [FINDING_UNEXPLAINED] = "unexplained",
    [FINDING_SOURCE_COUNT] = NULL,
};

// "SOG101": it stands in comments of the code, so it must not look like anything else.
static bool check_id(const RulesReader *reader, JsonAt at, Str id, Error *err) {
    uint32_t letters = 0, digits = 0;
    while (letters < id.len && id.ptr[letters] >= 'A' && id.ptr[letters] <= 'Z')
        letters++;
    while (letters + digits < id.len && id.ptr[letters + digits] >= '0' &&
           id.ptr[letters + digits] <= '9')
        digits++;
    bool fits = letters > 0 && letters <= ID_LETTERS_MAX && digits == ID_DIGITS &&
                letters + digits == id.len;
    if (!fits)
        return jsonio_error(at, err, "\"" STR_FMT "\" is not capital letters and three digits",
                            STR_ARG(id));
    return !map_has(&reader->finding_ids, id) ||
           jsonio_error(at, err, "the id \"" STR_FMT "\" is already taken", STR_ARG(id));
}

static bool read_head(RulesReader *reader, JsonAt finding, FindingRule *out, Error *err) {
    const char *levels[FINDING_LEVEL_COUNT + 1] = {NULL};
    for (uint32_t i = 0; i < FINDING_LEVEL_COUNT; i++)
        levels[i] = finding_level_key((FindingLevel)i);
    JsonAt id, name, level, source, weight;
    if (!jsonio_key(finding, "id", &id, err) || !rules_value_text(reader, id, &out->id, err) ||
        !check_id(reader, id, out->id, err) || !jsonio_key(finding, "name", &name, err) ||
        !rules_value_text(reader, name, &out->name, err) || !rules_check_id(name, out->name, err) ||
        !jsonio_key(finding, "level", &level, err) ||
        !rules_value_word(level, levels, &out->level, err) ||
        !jsonio_key(finding, "source", &source, err) ||
        !rules_value_word(source, SOURCE_WORDS, &out->source, err) ||
        !jsonio_key(finding, "weight", &weight, err) || !jsonio_uint(weight, &out->weight, err))
        return false;
    return out->weight <= WEIGHT_MAX ||
           jsonio_error(weight, err, "expected a weight from 0 to %d", WEIGHT_MAX);
}

static bool read_through(RulesReader *reader, JsonAt finding, FindingRule *out, Error *err) {
    JsonAt say, not_through;
    bool has_say = jsonio_has(finding, "say_through", &say);
    if (has_say != (out->source == FINDING_LOOP))
        return jsonio_error(has_say ? say : finding, err,
                            "say_through goes with the source \"loop\", and only with it");
    if (has_say && !rules_value_text(reader, say, &out->say_through, err)) return false;
    if (!jsonio_has(finding, "not_through", &not_through)) return true;
    if (!has_say) return jsonio_error(not_through, err, "not_through goes with say_through");
    return rules_value_text(reader, not_through, &out->not_through, err) &&
           rules_check_reference(not_through, out->not_through, &reader->fact_ids,
                                 "the id of a fact", err);
}

static bool read_words(RulesReader *reader, JsonAt finding, FindingRule *out, Error *err) {
    return rules_value_text_key(reader, finding, "title", &out->title, err) &&
           rules_value_text_key(reader, finding, "why", &out->why, err) &&
           rules_value_text_key(reader, finding, "todo", &out->todo, err) &&
           rules_value_text_key(reader, finding, "say", &out->say, err) &&
           read_through(reader, finding, out, err);
}

static bool read_links(RulesReader *reader, JsonAt finding, FindingRule *out, Error *err) {
    JsonAt at;
    if (!jsonio_has(finding, "links", &at)) return true;
    uint32_t count = jsonio_len(at);
    if (!jsonio_is_array(at) || count == 0 || count > LINKS_MAX)
        return jsonio_error(at, err, "expected a list of 1 to %d addresses", LINKS_MAX);
    Str *links = arena_array(reader->arena, Str, count);
    for (uint32_t i = 0; i < count; i++) {
        JsonAt item = jsonio_item(at, i);
        if (!rules_value_text(reader, item, &links[i], err)) return false;
        if (!str_starts(links[i], STR("https://")))
            return jsonio_error(item, err, "expected an address that begins with https://");
    }
    out->links = links;
    out->link_count = count;
    return true;
}

static bool read_match(RulesReader *reader, JsonAt finding, FindingRule *out, Error *err) {
    JsonAt at;
    bool has_match = jsonio_has(finding, "match", &at);
    bool needs_match = out->source <= FINDING_ONCE;
    if (has_match && !needs_match)
        return jsonio_error(at, err, "the source \"%s\" has no clauses", SOURCE_WORDS[out->source]);
    RulesClauses clauses = {&out->clauses, &out->clause_count};
    return !needs_match || rules_entry_match(reader, finding, OWNER_FINDING, clauses, err);
}

static bool read_readings(JsonAt finding, FindingRule *out, Error *err) {
    static const char *const KEYS[] = {"places", "right", "projects", NULL};
    JsonAt at, places, right, projects;
    if (!jsonio_has(finding, "read", &at)) return true;
    if (!jsonio_only_keys(at, KEYS, err) || !jsonio_key(at, "places", &places, err) ||
        !jsonio_uint(places, &out->read_places, err) || !jsonio_key(at, "right", &right, err) ||
        !jsonio_uint(right, &out->read_right, err) || !jsonio_key(at, "projects", &projects, err) ||
        !jsonio_uint(projects, &out->read_projects, err))
        return false;
    if (out->read_right > out->read_places)
        return jsonio_error(right, err, "more are right than were read");
    return (out->read_projects > 0 && out->read_projects <= out->read_places) ||
           jsonio_error(projects, err, "expected at least one project, and at most one a place");
}

static bool read_finding(RulesReader *reader, JsonAt at, Str key, Error *err) {
    static const char *const KEYS[] = {"id",          "name",     "level", "source", "weight",
                                       "title",       "why",      "todo",  "say",    "say_through",
                                       "not_through", "links",    "read",  "on",     "when",
                                       "match",       "examples", NULL};
    (void)key;
    FindingRule f = {0};
    if (!jsonio_only_keys(at, KEYS, err) || !read_head(reader, at, &f, err) ||
        !read_words(reader, at, &f, err) || !read_links(reader, at, &f, err) ||
        !read_readings(at, &f, err) ||
        !rules_entry_frameworks(reader, at, "on", (RulesStrs){&f.on, &f.on_count}, err) ||
        !rules_signal_when(reader, at, (RulesConditions){&f.when, &f.when_count}, err) ||
        !read_match(reader, at, &f, err) ||
        !rules_example_list(reader, at, (RulesExamples){&f.examples, &f.example_count}, err))
        return false;
    if (reader->findings.len >= RULES_ENTRIES_MAX)
        return jsonio_error(at, err, "too many finding rules");
    map_set(&reader->finding_ids, f.id, reader->findings.len);
    vec_push(reader->arena, &reader->findings, f);
    return true;
}

bool rules_finding_file(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"findings", NULL};
    (void)stem;
    JsonAt at;
    return jsonio_only_keys(top, KEYS, err) && jsonio_key(top, "findings", &at, err) &&
           rules_value_each(reader, at, read_finding, err);
}
