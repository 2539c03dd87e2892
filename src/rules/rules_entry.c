// SPDX-License-Identifier: MIT
// Reads facts and frameworks: rules/facts/*.json and rules/frameworks/<id>.json.
//
//   {"facts": [{"id": "drf_viewsets", "title": "…", "match": [{"base": [...]}]}]}
//   -> FactRule {.id = "drf_viewsets", .count_by = COUNT_EACH, .clauses = …}
//
// How: one function an entry, one line a key. What a key may say is checked where it is read
// (rules_value.c, rules_check.c); an entry becomes known to later ones only when it is whole.
// Limits: RULES_ENTRIES_MAX facts and signals together. Signals are in rules_signal.c.
#include "rules/rules_reader.h"

#include "base/banned.h"

static const char *const COUNT_WORDS[] = {
    [COUNT_EACH] = "each",           [COUNT_FILES] = "files",
    [COUNT_NAMES] = "names",         [COUNT_LAST_NAMES] = "last_names",
    [COUNT_FUNCTIONS] = "functions", NULL};

static const char *const SIDE_WORDS[] = {
    [SIDE_DJANGO] = "django", [SIDE_FASTAPI] = "fastapi", [SIDE_OTHER] = "other", NULL};

bool rules_entry_count(JsonAt entry, uint8_t *out, Error *err) {
    JsonAt at;
    return !jsonio_has(entry, "count", &at) || rules_value_word(at, COUNT_WORDS, out, err);
}

bool rules_entry_match(RulesReader *reader, JsonAt entry, ClauseOwner owner, RulesClauses out,
                       Error *err) {
    JsonAt at;
    if (!jsonio_key(entry, "match", &at, err)) return false;
    if (jsonio_len(at) == 0) return jsonio_error(at, err, "expected at least one clause");
    return rules_clause_list(reader, at, owner, out, err);
}

bool rules_entry_frameworks(RulesReader *reader, JsonAt entry, const char *key, RulesStrs out,
                            Error *err) {
    JsonAt at;
    if (!jsonio_has(entry, key, &at)) return true;
    if (!jsonio_is_array(at) || jsonio_len(at) == 0)
        return jsonio_error(at, err, "expected a list of frameworks");
    Str *ids = arena_array(reader->arena, Str, jsonio_len(at));
    for (uint32_t i = 0; i < jsonio_len(at); i++) {
        JsonAt item = jsonio_item(at, i);
        if (!rules_value_text(reader, item, &ids[i], err) ||
            !rules_check_reference(item, ids[i], &reader->framework_ids, "the id of a framework",
                                   err))
            return false;
    }
    *out.strs = ids;
    *out.count = jsonio_len(at);
    return true;
}

// --- Facts ---------------------------------------------------------------------------------------

static bool is_class_fact(const RulesReader *reader, const FactRule *fact) {
    for (uint32_t i = 0; i < fact->clause_count; i++) {
        const Clause *clause = &fact->clauses[i];
        if (clause->kind != PREDICATE_BASE && clause->kind != PREDICATE_FACT) return false;
        for (uint32_t n = 0; clause->kind == PREDICATE_FACT && n < clause->name_count; n++)
            if (!map_has(&reader->class_facts, clause->names[n])) return false;
    }
    return true;
}

static bool check_fact_id(RulesReader *reader, JsonAt at, Str id, Error *err) {
    FactKind kind;
    if (facts_kind_of_key(id, &kind))
        return jsonio_error(at, err, "\"" STR_FMT "\" is the key of a syntax fact", STR_ARG(id));
    if (reader->facts.len >= RULES_ENTRIES_MAX) return jsonio_error(at, err, "too many facts");
    return rules_check_new_id(at, id, &reader->fact_ids, err);
}

static bool read_fact_keys(RulesReader *reader, JsonAt at, FactRule *out, Error *err) {
    static const char *const KEYS[] = {"id", "title", "count", "modules", "column", "match", NULL};
    RulesClauses clauses = {&out->clauses, &out->clause_count};
    JsonAt id_at, modules_at, column_at;
    return jsonio_key(at, "id", &id_at, err) && rules_value_text(reader, id_at, &out->id, err) &&
           jsonio_only_keys(at, KEYS, err) && check_fact_id(reader, id_at, out->id, err) &&
           rules_value_text_key(reader, at, "title", &out->title, err) &&
           rules_entry_count(at, &out->count_by, err) &&
           rules_entry_match(reader, at, OWNER_FACT, clauses, err) &&
           (!jsonio_has(at, "modules", &modules_at) ||
            jsonio_bool(modules_at, &out->as_modules, err)) &&
           (!jsonio_has(at, "column", &column_at) ||
            rules_value_text(reader, column_at, &out->column, err));
}

static bool read_fact(RulesReader *reader, JsonAt at, Str key, Error *err) {
    (void)key;
    FactRule fact = {0};
    if (!read_fact_keys(reader, at, &fact, err)) {
        (void)rules_value_keep_id(reader, &reader->class_facts, fact.id);
        return rules_value_keep_id(reader, &reader->fact_ids, fact.id);
    }
    map_set(&reader->fact_ids, fact.id, reader->facts.len);
    if (is_class_fact(reader, &fact)) map_set(&reader->class_facts, fact.id, reader->facts.len);
    vec_push(reader->arena, &reader->facts, fact);
    return true;
}

bool rules_entry_facts(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"facts", NULL};
    (void)stem;
    JsonAt at;
    return jsonio_only_keys(top, KEYS, err) && jsonio_key(top, "facts", &at, err) &&
           rules_value_each(reader, at, read_fact, err);
}

// --- Frameworks ----------------------------------------------------------------------------------

static bool read_part(RulesReader *reader, JsonAt top, const char *key, RulesClauses out,
                      Error *err) {
    JsonAt at;
    return jsonio_key(top, key, &at, err) &&
           rules_clause_list(reader, at, OWNER_FRAMEWORK, out, err);
}

static bool read_framework_id(RulesReader *reader, JsonAt top, Str stem, Str *out, Error *err) {
    JsonAt at;
    if (!jsonio_key(top, "id", &at, err) || !rules_value_text(reader, at, out, err) ||
        !rules_check_new_id(at, *out, &reader->framework_ids, err))
        return false;
    return str_eq(*out, stem) ||
           jsonio_error(at, err, "expected \"" STR_FMT "\", the file's name", STR_ARG(stem));
}

bool rules_entry_framework(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"id",    "title",    "side",   "priority", "spread",
                                       "entry", "declared", "plugin", "routes",   NULL};
    FrameworkRule f = {0};
    JsonAt side_at, priority_at;
    if (!read_framework_id(reader, top, stem, &f.id, err) || !jsonio_only_keys(top, KEYS, err) ||
        !rules_value_text_key(reader, top, "title", &f.title, err) ||
        !jsonio_key(top, "side", &side_at, err) ||
        !rules_value_word(side_at, SIDE_WORDS, &f.side, err) ||
        !jsonio_key(top, "priority", &priority_at, err) ||
        !jsonio_uint(priority_at, &f.priority, err))
        return rules_value_keep_id(reader, &reader->framework_ids, f.id);
    if (!read_part(reader, top, "spread", (RulesClauses){&f.spread, &f.spread_count}, err) ||
        !read_part(reader, top, "entry", (RulesClauses){&f.entry, &f.entry_count}, err) ||
        !read_part(reader, top, "declared", (RulesClauses){&f.declared, &f.declared_count}, err) ||
        !read_part(reader, top, "plugin", (RulesClauses){&f.plugin, &f.plugin_count}, err) ||
        !read_part(reader, top, "routes", (RulesClauses){&f.routes, &f.route_count}, err))
        return rules_value_keep_id(reader, &reader->framework_ids, f.id);
    map_set(&reader->framework_ids, f.id, reader->frameworks.len);
    vec_push(reader->arena, &reader->frameworks, f);
    return true;
}
