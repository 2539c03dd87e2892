// SPDX-License-Identifier: MIT
// Reads a clause, one way to match: a predicate with its patterns, and options.
//
//   {"call": ["requests.*"], "within": "async"}
//   -> Clause {.kind = PREDICATE_CALL, .names = {"requests.*"}, .within = WITHIN_ASYNC, .roles = …}
//
// How: the keys of a clause are two tables, PREDICATES of model/rules.h and OPTIONS below. An
// option's row says of what type it is, where it goes and which predicates it makes sense for; an
// option that would be ignored is an error, because its author believes that it does something.
// Adding an option: a field in Clause, a row in OPTIONS, a line in rules/README.md and
// rules/schema/, and its test in match.
// Adding a predicate: see model/rules.h.
#include "rules/rules_reader.h"

#include "base/banned.h"

typedef enum OptionType {
    OPTION_FLAG,  // true
    OPTION_COUNT, // 1, 2, …
    OPTION_TEXT,
    OPTION_NAME,     // a dotted name
    OPTION_ARGUMENT, // a dotted name, or "?" for one that is not resolved
    OPTION_WITHIN,
    OPTION_BASE_AT,
    OPTION_AWAITS,
    OPTION_MOUNT,
    OPTION_CLASS_FACT, // the id of a fact made of base clauses
    OPTION_FACT,       // the id of a fact
    OPTION_VERSION,    // 1.2
    OPTION_ROLES,
    OPTION_ATTRS,
    OPTION_NOT_ATTRS,
    OPTION_TYPE_COUNT,
} OptionType;

typedef struct Option {
    const char *key;
    OptionType type;
    size_t offset;       // of the field in Clause
    uint32_t predicates; // bit set: where it means something
} Option;

#define BIT(predicate) (1u << PREDICATE_##predicate)
#define EVERYWHERE (BIT(COUNT) - 1)
#define IN_CODE                                                                                    \
    (EVERYWHERE & ~(BIT(FACT) | BIT(FILE) | BIT(DEPENDENCY) | BIT(COMMAND) | BIT(CLASSIFIER)))
#define CALLS (BIT(CALL) | BIT(DECORATOR))
#define FUNCTIONS (IN_CODE | BIT(FACT)) // where it is known which function a hit stands in

static const Option OPTIONS[] = {
    {"roles", OPTION_ROLES, offsetof(Clause, roles), EVERYWHERE},
    {"no_tests", OPTION_FLAG, offsetof(Clause, no_tests), EVERYWHERE},
    {"not_family", OPTION_FLAG, offsetof(Clause, not_family), IN_CODE},
    {"within", OPTION_WITHIN, offsetof(Clause, within), IN_CODE},
    {"third_party", OPTION_FLAG, offsetof(Clause, third_party), BIT(IMPORT)},
    {"awaited", OPTION_FLAG, offsetof(Clause, awaited), BIT(CALL)},
    {"not_awaited", OPTION_FLAG, offsetof(Clause, not_awaited), BIT(CALL)},
    {"on_async", OPTION_FLAG, offsetof(Clause, on_async), BIT(DECORATOR)},
    {"returns", OPTION_FLAG, offsetof(Clause, returns), BIT(DECORATOR)},
    {"awaits", OPTION_AWAITS, offsetof(Clause, awaits), BIT(DECORATOR)},
    {"local_only", OPTION_FLAG, offsetof(Clause, local_only), BIT(BASE)},
    {"base_at", OPTION_BASE_AT, offsetof(Clause, base_at), BIT(BASE)},
    {"class_in", OPTION_CLASS_FACT, offsetof(Clause, class_in), BIT(FIELD) | BIT(DEFINITION)},
    {"reached_from", OPTION_FACT, offsetof(Clause, reach[REACHED_FROM]), FUNCTIONS},
    {"not_reached_from", OPTION_FACT, offsetof(Clause, reach[NOT_REACHED_FROM]), FUNCTIONS},
    {"reaches", OPTION_FACT, offsetof(Clause, reach[REACHES]), FUNCTIONS},
    {"not_reaches", OPTION_FACT, offsetof(Clause, reach[NOT_REACHES]), FUNCTIONS},
    {"not_class_in", OPTION_CLASS_FACT, offsetof(Clause, not_class_in), BIT(FIELD)},
    {"per_class", OPTION_FLAG, offsetof(Clause, per_class), BIT(FIELD)},
    {"direct_only", OPTION_FLAG, offsetof(Clause, direct_only), BIT(DEPENDENCY)},
    {"version_below", OPTION_VERSION, offsetof(Clause, version_below), BIT(DEPENDENCY)},
    {"route", OPTION_FLAG, offsetof(Clause, route), CALLS},
    {"mount", OPTION_MOUNT, offsetof(Clause, mount), CALLS | BIT(BASE)},
    {"prefix", OPTION_NAME, offsetof(Clause, prefix), CALLS | BIT(BASE)},
    {"prefix_first", OPTION_FLAG, offsetof(Clause, prefix_first), CALLS},
    {"module", OPTION_NAME, offsetof(Clause, module), BIT(CALL)},
    {"below_first", OPTION_FLAG, offsetof(Clause, below_first), BIT(CALL)},
    {"needs_mount", OPTION_FLAG, offsetof(Clause, needs_mount), BIT(CALL)},
    {"named_route", OPTION_FLAG, offsetof(Clause, named_route), BIT(DECORATOR)},
    {"not_named", OPTION_TEXT, offsetof(Clause, not_named), BIT(DEFINITION) | BIT(FACT)},
    {"not_in", OPTION_TEXT, offsetof(Clause, not_in), EVERYWHERE},
    {"not_inside", OPTION_TEXT, offsetof(Clause, not_inside), IN_CODE},
    {"below", OPTION_TEXT, offsetof(Clause, below), CALLS},
    {"expand_list", OPTION_FLAG, offsetof(Clause, expand_list), BIT(CALL)},
    {"per_argument", OPTION_FLAG, offsetof(Clause, per_argument), CALLS},
    {"min_args", OPTION_COUNT, offsetof(Clause, min_args), CALLS},
    {"keyword", OPTION_NAME, offsetof(Clause, keyword), CALLS | BIT(BASE)},
    {"keyword_value", OPTION_TEXT, offsetof(Clause, keyword_value), CALLS | BIT(BASE)},
    {"not_keyword", OPTION_NAME, offsetof(Clause, not_keyword), CALLS | BIT(BASE)},
    {"target", OPTION_TEXT, offsetof(Clause, target_glob), BIT(CALL)},
    {"first_arg", OPTION_TEXT, offsetof(Clause, first_arg), CALLS},
    {"not_string_arg", OPTION_TEXT, offsetof(Clause, not_string_arg), CALLS},
    {"parameter", OPTION_TEXT, offsetof(Clause, parameter), BIT(DEFINITION)},
    {"own_module", OPTION_FLAG, offsetof(Clause, own_module), BIT(SETTING_VALUE)},
    {"argument", OPTION_ARGUMENT, offsetof(Clause, argument), CALLS},
    {"attrs", OPTION_ATTRS, 0, BIT(BASE) | BIT(DEFINITION)},
    {"not_attrs", OPTION_NOT_ATTRS, 0, BIT(BASE) | BIT(DEFINITION)},
};

static const char *const PREDICATE_KEYS[] = {
#define PREDICATE(name, key, what) [PREDICATE_##name] = #key,
    PREDICATES(PREDICATE)
#undef PREDICATE
        [PREDICATE_COUNT] = NULL,
};

static const char *const WITHIN_WORDS[] = {
    [WITHIN_ANY] = "anywhere",      [WITHIN_ASYNC] = "async",   [WITHIN_SYNC] = "sync",
    [WITHIN_FUNCTION] = "function", [WITHIN_MODULE] = "module", NULL,
};

static const char *const BASE_AT_WORDS[] = {
    [BASE_ANY] = "anywhere",
    [BASE_DIRECT] = "direct",
    [BASE_INHERITED] = "inherited",
    NULL,
};

static const char *const AWAITS_WORDS[] = {
    [AWAITS_ANY] = "anything or nothing",
    [AWAITS_SOMETHING] = "something",
    [AWAITS_NOTHING] = "nothing",
    NULL,
};

static const char *const MOUNT_WORDS[] = {
    [MOUNT_NONE] = "nothing",
    [MOUNT_PLAIN] = "plain",
    [MOUNT_SLASH] = "slash",
    [MOUNT_REPLACE] = "replace",
    NULL,
};

// What the functions below fill.
typedef struct ClauseReader {
    RulesReader *reader;
    Clause clause;
    bool has_predicate;
    VEC(AttrTest) attrs;
} ClauseReader;

// --- Options -------------------------------------------------------------------------------------

static bool read_flag(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)c;
    bool value;
    if (!jsonio_bool(at, &value, err)) return false;
    *(bool *)field = true;
    return value || jsonio_error(at, err, "leave the option out instead of setting it to false");
}

static bool read_count(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)c;
    if (!jsonio_uint(at, field, err)) return false;
    return *(uint32_t *)field > 0 || jsonio_error(at, err, "expected at least 1");
}

static bool read_text(ClauseReader *c, JsonAt at, void *field, Error *err) {
    return rules_value_text(c->reader, at, field, err);
}

static bool read_name(ClauseReader *c, JsonAt at, void *field, Error *err) {
    Str *name = field;
    return rules_value_text(c->reader, at, name, err) && rules_check_name(at, *name, err);
}

static bool read_argument(ClauseReader *c, JsonAt at, void *field, Error *err) {
    Str *name = field;
    if (!rules_value_text(c->reader, at, name, err)) return false;
    return str_starts(*name, STR("?")) ? rules_check_unknown(at, *name, err)
                                       : rules_check_name(at, *name, err);
}

static bool read_within(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)c;
    return rules_value_word(at, WITHIN_WORDS, field, err);
}

static bool read_base_at(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)c;
    return rules_value_word(at, BASE_AT_WORDS, field, err);
}

static bool read_awaits(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)c;
    return rules_value_word(at, AWAITS_WORDS, field, err);
}

static bool read_mount(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)c;
    return rules_value_word(at, MOUNT_WORDS, field, err);
}

static bool read_class_fact(ClauseReader *c, JsonAt at, void *field, Error *err) {
    Str *id = field;
    if (!rules_value_text(c->reader, at, id, err) ||
        !rules_check_reference(at, *id, &c->reader->class_facts,
                               "the id of a fact before this one that is made of base clauses",
                               err))
        return false;
    map_set(&c->reader->class_in_ids, *id, 1);
    return c->reader->class_in_ids.len <= CLASS_IN_MAX ||
           jsonio_error(at, err, "more than %d facts are named by class_in", CLASS_IN_MAX);
}

static bool read_fact(ClauseReader *c, JsonAt at, void *field, Error *err) {
    Str *id = field;
    return rules_value_text(c->reader, at, id, err) &&
           rules_check_reference(at, *id, &c->reader->fact_ids, "the id of a fact before this one",
                                 err);
}

static bool read_version(ClauseReader *c, JsonAt at, void *field, Error *err) {
    Str *version = field;
    return rules_value_text(c->reader, at, version, err) && rules_check_version(at, *version, err);
}

static bool read_roles(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)c;
    uint32_t *roles = field;
    const char *words[ROLE_COUNT + 2] = {[ROLE_COUNT] = "all"}; // ended by NULL
    for (uint32_t i = 0; i < ROLE_COUNT; i++)
        words[i] = source_role_key((Role)i);
    if (!jsonio_is_array(at) || jsonio_len(at) == 0)
        return jsonio_error(at, err, "expected a list of roles");
    *roles = 0;
    for (uint32_t i = 0; i < jsonio_len(at); i++) {
        uint8_t role;
        if (!rules_value_word(jsonio_item(at, i), words, &role, err)) return false;
        *roles |= role == ROLE_COUNT ? ROLES_ALL : ROLE_BIT(role);
    }
    return true;
}

// {"Meta.abstract": "True", "^Meta.managed": "False", "objects": "*"}; "*" is any value, "^" is
// inherited.
static bool read_attr_tests(ClauseReader *c, JsonAt at, bool is_negated, Error *err) {
    if (!jsonio_is_object(at)) return jsonio_error(at, err, "expected an object");
    JsonIter it = {.object = at};
    Str path;
    JsonAt value_at;
    while (jsonio_next(&it, &path, &value_at)) {
        bool is_inherited = str_starts(path, STR("^"));
        path = str_sub(path, is_inherited, path.len);
        AttrTest test = {.path = intern_str(&c->reader->strings, path),
                         .negated = is_negated,
                         .inherited = is_inherited};
        if (!rules_check_name(value_at, path, err) ||
            !rules_value_text(c->reader, value_at, &test.value, err))
            return false;
        if (str_eq(test.value, STR("*"))) test.value = (Str){0};
        vec_push(c->reader->arena, &c->attrs, test);
    }
    return true;
}

static bool read_attrs(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)field;
    return read_attr_tests(c, at, false, err);
}

static bool read_not_attrs(ClauseReader *c, JsonAt at, void *field, Error *err) {
    (void)field;
    return read_attr_tests(c, at, true, err);
}

typedef bool (*ReadOption)(ClauseReader *c, JsonAt at, void *field, Error *err);

static const ReadOption READ_OPTION[] = {
    [OPTION_FLAG] = read_flag,
    [OPTION_COUNT] = read_count,
    [OPTION_TEXT] = read_text,
    [OPTION_NAME] = read_name,
    [OPTION_ARGUMENT] = read_argument,
    [OPTION_WITHIN] = read_within,
    [OPTION_BASE_AT] = read_base_at,
    [OPTION_AWAITS] = read_awaits,
    [OPTION_MOUNT] = read_mount,
    [OPTION_ROLES] = read_roles,
    [OPTION_CLASS_FACT] = read_class_fact,
    [OPTION_FACT] = read_fact,
    [OPTION_VERSION] = read_version,
    [OPTION_ATTRS] = read_attrs,
    [OPTION_NOT_ATTRS] = read_not_attrs,
};
_Static_assert(ARRAY_LEN(READ_OPTION) == OPTION_TYPE_COUNT, "one function a type of option");

// --- A clause ------------------------------------------------------------------------------------

static bool read_patterns(ClauseReader *c, JsonAt at, PredicateKind kind, Error *err) {
    if (!jsonio_is_array(at) || jsonio_len(at) == 0)
        return jsonio_error(at, err, "expected a list of patterns");
    uint32_t count = jsonio_len(at);
    Str *names = arena_array(c->reader->arena, Str, count);
    for (uint32_t i = 0; i < count; i++) {
        JsonAt item = jsonio_item(at, i);
        if (!rules_value_text(c->reader, item, &names[i], err) ||
            !rules_check_pattern(c->reader, item, kind, names[i], err))
            return false;
    }
    c->clause.kind = (uint8_t)kind;
    c->clause.names = names;
    c->clause.name_count = count;
    return true;
}

static PredicateKind find_predicate(Str key) {
    uint32_t kind = 0;
    while (kind < PREDICATE_COUNT && !str_eq(key, str_from_c(PREDICATE_KEYS[kind])))
        kind++;
    return (PredicateKind)kind;
}

static const Option *find_option(Str key) {
    for (uint32_t i = 0; i < ARRAY_LEN(OPTIONS); i++)
        if (str_eq(key, str_from_c(OPTIONS[i].key))) return &OPTIONS[i];
    return NULL;
}

static void list_predicates(Buf *buf) {
    for (uint32_t i = 0; i < PREDICATE_COUNT; i++)
        buf_fmt(buf, "%s%s", i ? ", " : "", PREDICATE_KEYS[i]);
}

static bool unknown_key(JsonAt at, Str key, Error *err) {
    Arena scratch = {0};
    Buf list = buf_new(&scratch);
    buf_c(&list, "predicates: ");
    list_predicates(&list);
    buf_c(&list, "; options: ");
    for (uint32_t i = 0; i < ARRAY_LEN(OPTIONS); i++)
        buf_fmt(&list, "%s%s", i ? ", " : "", OPTIONS[i].key);
    jsonio_error(at, err, "unknown predicate or option \"" STR_FMT "\"; " STR_FMT, STR_ARG(key),
                 STR_ARG(buf_str(&list)));
    arena_free(&scratch);
    return false;
}

static bool missing_predicate(JsonAt at, Error *err) {
    Arena scratch = {0};
    Buf list = buf_new(&scratch);
    list_predicates(&list);
    jsonio_error(at, err, "a clause needs one predicate of: " STR_FMT, STR_ARG(buf_str(&list)));
    arena_free(&scratch);
    return false;
}

static bool find_the_predicate(ClauseReader *c, JsonAt at, Error *err) {
    JsonIter it = {.object = at};
    Str key;
    JsonAt value;
    while (jsonio_next(&it, &key, &value)) {
        PredicateKind kind = find_predicate(key);
        if (kind == PREDICATE_COUNT) continue;
        if (c->has_predicate)
            return jsonio_error(value, err, "a second predicate: give it a clause of its own");
        c->has_predicate = true;
        if (!read_patterns(c, value, kind, err)) return false;
    }
    return true;
}

static bool read_options(ClauseReader *c, JsonAt at, Error *err) {
    JsonIter it = {.object = at};
    Str key;
    JsonAt value;
    while (jsonio_next(&it, &key, &value)) {
        if (find_predicate(key) != PREDICATE_COUNT) continue;
        const Option *option = find_option(key);
        if (!option) return unknown_key(at, key, err);
        if (c->has_predicate && !(option->predicates & (1u << c->clause.kind)))
            return jsonio_error(value, err, "this option means nothing for \"%s\"",
                                PREDICATE_KEYS[c->clause.kind]);
        void *field = (char *)&c->clause + option->offset;
        if (!READ_OPTION[option->type](c, value, field, err)) return false;
    }
    return c->has_predicate || missing_predicate(at, err);
}

static uint32_t default_roles(PredicateKind kind, ClauseOwner owner) {
    if (owner == OWNER_FACT || owner == OWNER_FRAMEWORK) return ROLES_ALL;
    bool is_setting = kind == PREDICATE_SETTING || kind == PREDICATE_SETTING_VALUE;
    return is_setting ? ROLE_BIT(ROLE_SETTINGS) : ROLES_PRODUCTION;
}

static bool read_clause(RulesReader *reader, JsonAt at, ClauseOwner owner, Clause *out,
                        Error *err) {
    if (!jsonio_is_object(at)) return jsonio_error(at, err, "expected an object");
    ClauseReader c = {.reader = reader};
    if (!find_the_predicate(&c, at, err)) return false;
    c.clause.roles = default_roles(c.clause.kind, owner);
    if (!read_options(&c, at, err)) return false;
    if (c.clause.keyword_value.len > 0 && c.clause.keyword.len == 0)
        return jsonio_error(at, err, "keyword_value without keyword");
    c.clause.attrs = c.attrs.items;
    c.clause.attr_count = c.attrs.len;
    *out = c.clause;
    return true;
}

bool rules_clause_list(RulesReader *reader, JsonAt array, ClauseOwner owner, RulesClauses out,
                       Error *err) {
    if (!jsonio_is_array(array)) return jsonio_error(array, err, "expected a list of clauses");
    uint32_t count = jsonio_len(array);
    Clause *clauses = arena_array(reader->arena, Clause, count);
    for (uint32_t i = 0; i < count; i++)
        if (!read_clause(reader, jsonio_item(array, i), owner, &clauses[i], err) &&
            !rules_value_go_on(reader, err))
            return false;
    *out.clauses = clauses;
    *out.count = count;
    return true;
}
