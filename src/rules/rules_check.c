// SPDX-License-Identifier: MIT
// What strings in rule files must look like, and what they may refer to.
//
//   {"base": ["django..Model"]}   -> … at facts[0].match[0].base[0]: "django..Model" is no dotted name
//   {"fact": ["later_one"]}       -> … "later_one" is not the id of a fact before this one
//
// How: a check is called where the value is read, so the error names its key path; files are read
// in an order that makes everything an entry may refer to known before. A misspelt name in a rule
// would never match and never be noticed, which is why the shapes are strict.
// Adding a shape: one function, and one row in PATTERN_CHECKS for each predicate that wants it.
#include "rules/rules_reader.h"

#include "model/program.h"

#include "base/banned.h"

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_identifier(Str s) {
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!is_lower(c) && !is_upper(c) && c != '_' && !(i > 0 && is_digit(c))) return false;
    }
    return s.len > 0;
}

static bool is_dotted_name(Str s) {
    Str part, rest = s;
    bool has_more = true;
    while (has_more) {
        has_more = str_cut(rest, '.', &part, &rest);
        if (!is_identifier(part)) return false;
    }
    return true;
}

static Str without_wildcard(Str pattern) {
    return str_ends(pattern, STR(".*")) ? str_sub(pattern, 0, pattern.len - 2) : pattern;
}

static bool is_setting(Str s) {
    bool has_lower = false;
    for (uint32_t i = 0; i < s.len; i++)
        has_lower = has_lower || is_lower(s.ptr[i]);
    return is_identifier(s) && is_upper(s.ptr[0]) && !has_lower;
}

static bool is_id(Str s) {
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool is_inner = is_digit(c) || c == '_' || c == '.' || c == '-';
        if (!is_lower(c) && !(i > 0 && is_inner)) return false;
    }
    return s.len > 0;
}

// PEP 503, or an npm name, which may have dots, underscores and an @scope/.
static bool is_distribution(Str s) {
    if (str_starts(s, STR("@"))) {
        Str scope;
        if (!str_cut(str_sub(s, 1, s.len), '/', &scope, &s) || scope.len == 0) return false;
    }
    bool after_separator = true;
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool is_separator = c == '-' || c == '.' || c == '_';
        if ((!is_separator && !is_lower(c) && !is_digit(c)) || (is_separator && after_separator))
            return false;
        after_separator = is_separator;
    }
    return !after_separator;
}

static bool reject(JsonAt at, Str value, const char *expected, Error *err) {
    return jsonio_error(at, err, "\"" STR_FMT "\" is not %s", STR_ARG(value), expected);
}

bool rules_check_id(JsonAt at, Str id, Error *err) {
    return is_id(id) || reject(at, id, "an id: lower-case letters, digits and _ . -", err);
}

bool rules_check_new_id(JsonAt at, Str id, const Map *known, Error *err) {
    if (!rules_check_id(at, id, err)) return false;
    if (!map_has(known, id)) return true;
    return jsonio_error(at, err, "the id \"" STR_FMT "\" is already taken", STR_ARG(id));
}

bool rules_check_name(JsonAt at, Str name, Error *err) {
    return is_dotted_name(name) || reject(at, name, "a dotted name", err);
}

bool rules_check_name_pattern(JsonAt at, Str name, Error *err) {
    return is_dotted_name(without_wildcard(name)) ||
           reject(at, name, "a dotted name, or one with .* at the end", err);
}

bool rules_check_version(JsonAt at, Str version, Error *err) {
    bool is_version = is_digit(version.ptr[0]) && is_digit(version.ptr[version.len - 1]);
    for (uint32_t i = 0; i < version.len; i++)
        is_version = is_version && (is_digit(version.ptr[i]) || version.ptr[i] == '.');
    return is_version || reject(at, version, "a version, numbers with dots between", err);
}

bool rules_check_reference(JsonAt at, Str id, const Map *known, const char *what, Error *err) {
    return map_has(known, id) || reject(at, id, what, err);
}

// --- Patterns of clauses -------------------------------------------------------------------------

typedef bool (*PatternCheck)(const RulesReader *reader, JsonAt at, Str pattern, Error *err);

static bool check_glob(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    (void)reader, (void)at, (void)pattern, (void)err;
    return true; // any text that is not empty is a glob
}

static bool check_syntax(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    (void)reader;
    FactKind kind;
    return facts_kind_of_key(pattern, &kind) || reject(at, pattern, "a key of facts.def", err);
}

static bool check_fact(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    return rules_check_reference(at, pattern, &reader->fact_ids, "the id of a fact before this one",
                                 err);
}

static bool check_name(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    (void)reader;
    return rules_check_name_pattern(at, pattern, err);
}

bool rules_check_unknown(JsonAt at, Str pattern, Error *err) {
    Str reason = str_sub(pattern, 1, pattern.len);
    for (uint32_t i = REASON_NONE + 1; i < REASON_COUNT; i++)
        if (str_eq(reason, str_from_c(program_reason_key((Reason)i)))) return true;
    return reason.len == 0 || reject(at, pattern, "\"?\" with a reason of program.h", err);
}

static bool check_attribute(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    (void)reader;
    uint32_t dot = str_find(pattern, '.');
    bool is_short = dot == NONE || dot == str_rfind(pattern, '.');
    return (is_dotted_name(pattern) && is_short) ||
           reject(at, pattern, "one name, or two with a dot between them", err);
}

static bool check_name_or_unknown(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    return str_starts(pattern, STR("?")) ? rules_check_unknown(at, pattern, err)
                                         : check_name(reader, at, pattern, err);
}

static bool check_base(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    return str_eq(pattern, STR("?")) || check_name(reader, at, pattern, err);
}

static bool check_setting(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    (void)reader;
    return is_setting(pattern) || reject(at, pattern, "an upper-case name", err);
}

static bool check_setting_value(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    (void)reader;
    Str key, value;
    bool is_pair = str_cut(pattern, '=', &key, &value) && is_setting(key) && value.len > 0;
    bool is_plain = str_eq(value, STR("*")) || str_find(without_wildcard(value), '*') == NONE;
    return (is_pair && is_plain) ||
           reject(at, pattern, "of the form KEY=value, KEY=module.* or KEY=*", err);
}

static bool check_distribution(const RulesReader *reader, JsonAt at, Str pattern, Error *err) {
    (void)reader;
    return is_distribution(pattern) || reject(at, pattern, "a normalised distribution name", err);
}

static const PatternCheck PATTERN_CHECKS[] = {
    [PREDICATE_SYNTAX] = check_syntax,   [PREDICATE_FACT] = check_fact,
    [PREDICATE_IMPORT] = check_name,     [PREDICATE_CALL] = check_name_or_unknown,
    [PREDICATE_REFERENCE] = check_name,  [PREDICATE_DECORATOR] = check_name_or_unknown,
    [PREDICATE_BASE] = check_base,       [PREDICATE_FIELD] = check_name,
    [PREDICATE_SETTING] = check_setting, [PREDICATE_SETTING_VALUE] = check_setting_value,
    [PREDICATE_FILE] = check_glob,       [PREDICATE_DEPENDENCY] = check_distribution,
    [PREDICATE_COMMAND] = check_glob,    [PREDICATE_CLASSIFIER] = check_glob,
    [PREDICATE_DEFINITION] = check_glob, [PREDICATE_ROUTE_STRING] = check_glob,
    [PREDICATE_RESOURCE] = check_glob,   [PREDICATE_ATTRIBUTE] = check_attribute,
    [PREDICATE_STRING] = check_glob,
};
_Static_assert(ARRAY_LEN(PATTERN_CHECKS) == PREDICATE_COUNT, "one check a predicate");

bool rules_check_pattern(const RulesReader *reader, JsonAt at, PredicateKind kind, Str pattern,
                         Error *err) {
    return PATTERN_CHECKS[kind](reader, at, pattern, err);
}
