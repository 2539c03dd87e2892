// SPDX-License-Identifier: MIT
// Reads names.json (other names of the same thing, bases of known classes) and matrix.json
// (criteria and the numbers of the decision).
//
//   {"aliases": {"django.core.urlresolvers.*": "django.urls.*"}, "classes": {…}, "generic": [...]}
//   -> KnownAlias {"django.core.urlresolvers.*", "django.urls.*"}, …
//
// How: as the other readers; the tables are sorted afterwards (rules_load.c), because resolve
// searches them.
// Limits: an alias leads to a canonical name in one step, so chains are refused here, not followed
// there.
#include "model/tally.h"
#include "rules/rules_reader.h"

#include "base/banned.h"

#define NUMBER_MAX 1e6

static bool read_alias(RulesReader *reader, JsonAt at, Str from, Error *err) {
    KnownAlias alias = {.from = intern_str(&reader->strings, from)};
    if (!rules_check_name_pattern(at, from, err) || !rules_value_text(reader, at, &alias.to, err) ||
        !rules_check_name_pattern(at, alias.to, err))
        return false;
    if (str_ends(alias.from, STR(".*")) != str_ends(alias.to, STR(".*")))
        return jsonio_error(at, err, "a module (.*) is an alias of a module, a name of a name");
    vec_push(reader->arena, &reader->aliases, alias);
    return true;
}

static bool read_class(RulesReader *reader, JsonAt at, Str name, Error *err) {
    bool is_maker = str_ends(name, STR("()")); // classes that it makes, as decorator or metaclass
    if (!rules_check_name(at, is_maker ? str_sub(name, 0, name.len - 2) : name, err)) return false;
    if (!jsonio_is_array(at) || jsonio_len(at) == 0)
        return jsonio_error(at, err, "expected a list of base classes");
    Str *bases = arena_array(reader->arena, Str, jsonio_len(at));
    for (uint32_t i = 0; i < jsonio_len(at); i++) {
        JsonAt item = jsonio_item(at, i);
        if (!rules_value_text(reader, item, &bases[i], err) ||
            !rules_check_name(item, bases[i], err))
            return false;
    }
    KnownClass known = {intern_str(&reader->strings, name), bases, jsonio_len(at)};
    vec_push(reader->arena, &reader->classes, known);
    return true;
}

static bool read_generic(RulesReader *reader, JsonAt at, Str key, Error *err) {
    (void)key;
    Str name;
    if (!rules_value_text(reader, at, &name, err) || !rules_check_name(at, name, err)) return false;
    if (str_find(name, '.') != NONE)
        return jsonio_error(at, err, "expected a top-level name, without dots");
    vec_push(reader->arena, &reader->generic, name);
    return true;
}

// The target of an alias is canonical: no alias starts there.
static bool check_alias_chains(const RulesReader *reader, JsonAt aliases, Error *err) {
    Map from = map_new(reader->arena, reader->aliases.len);
    for (uint32_t i = 0; i < reader->aliases.len; i++)
        map_set(&from, reader->aliases.items[i].from, i);
    for (uint32_t i = 0; i < reader->aliases.len; i++) {
        Str to = reader->aliases.items[i].to;
        if (map_has(&from, to))
            return jsonio_error(aliases, err,
                                "\"" STR_FMT "\" is the target of an alias and an alias itself",
                                STR_ARG(to));
    }
    return true;
}

bool rules_world_names(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"aliases", "classes", "generic", NULL};
    (void)stem;
    JsonAt aliases, classes, generic;
    return jsonio_only_keys(top, KEYS, err) && jsonio_key(top, "aliases", &aliases, err) &&
           jsonio_key(top, "classes", &classes, err) && jsonio_key(top, "generic", &generic, err) &&
           rules_value_each_member(reader, aliases, read_alias, err) &&
           check_alias_chains(reader, aliases, err) &&
           rules_value_each_member(reader, classes, read_class, err) &&
           rules_value_each(reader, generic, read_generic, err);
}

static bool read_criterion(RulesReader *reader, JsonAt at, Str key, Error *err) {
    static const char *const KEYS[] = {"id",     "title", "django",    "fastapi",
                                       "weight", "half",  "separable", NULL};
    (void)key;
    if (reader->criteria.len >= TALLY_CRITERIA_MAX)
        return jsonio_error(at, err, "too many criteria");
    CriterionRule c = {0};
    JsonAt id_at, separable_at;
    RulesRange some = {0, NUMBER_MAX, false}, more = {0, NUMBER_MAX, true};
    if (!jsonio_key(at, "id", &id_at, err) || !rules_value_text(reader, id_at, &c.id, err) ||
        !jsonio_only_keys(at, KEYS, err) ||
        !rules_check_new_id(id_at, c.id, &reader->criterion_ids, err) ||
        !rules_value_text_key(reader, at, "title", &c.title, err) ||
        !rules_value_text_key(reader, at, "django", &c.django, err) ||
        !rules_value_text_key(reader, at, "fastapi", &c.fastapi, err) ||
        !rules_value_number_key(at, "weight", some, &c.weight, err) ||
        !rules_value_number_key(at, "half", more, &c.half, err) ||
        (jsonio_has(at, "separable", &separable_at) &&
         !jsonio_bool(separable_at, &c.is_separable, err)))
        return rules_value_keep_id(reader, &reader->criterion_ids, c.id);
    map_set(&reader->criterion_ids, c.id, reader->criteria.len);
    vec_push(reader->arena, &reader->criteria, c);
    return true;
}

// All of model/numbers.def and nothing else: a misspelt threshold would silently not apply.
static bool read_named_numbers(RulesReader *reader, JsonAt numbers, Error *err) {
    static const char *const NAMES[] = {
#define NUMBER(name, key, what) key,
#include "model/numbers.def"
#undef NUMBER
        NULL,
    };
    RulesRange any = {-NUMBER_MAX, NUMBER_MAX, false};
    if (!jsonio_only_keys(numbers, NAMES, err)) return false;
    for (uint32_t i = 0; NAMES[i]; i++) {
        NamedNumber number = {.name = intern_str(&reader->strings, str_from_c(NAMES[i]))};
        if (!rules_value_number_key(numbers, NAMES[i], any, &number.value, err) &&
            !rules_value_go_on(reader, err))
            return false;
        vec_push(reader->arena, &reader->numbers, number);
    }
    return true;
}

bool rules_world_matrix(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"criteria", "numbers", NULL};
    (void)stem;
    JsonAt criteria, numbers;
    return jsonio_only_keys(top, KEYS, err) && jsonio_key(top, "criteria", &criteria, err) &&
           jsonio_key(top, "numbers", &numbers, err) &&
           rules_value_each(reader, criteria, read_criterion, err) &&
           read_named_numbers(reader, numbers, err);
}
