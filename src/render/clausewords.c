// SPDX-License-Identifier: MIT
// A clause of a rule in words that somebody who has never seen the rule file understands.
//
//   {"call": ["requests.*"], "within": "async", "roles": ["app"]}
//   -> calls of requests.*, directly inside an async def, in app files
//
// How: a phrase a predicate around its names, then a phrase for each option that is set. Names that
// say more than one thing are joined by "or".
// Limits: patterns stand as they are written in the rule; NAMES_SHOWN of them, then how many more.
// Adding a predicate: a row in PHRASES; an option: a line in add_options() or below it.
#include "render/clausewords.h"

#include "base/banned.h"

enum { NAMES_SHOWN = 24 };

typedef struct Phrase {
    const char *before, *after; // around the names
} Phrase;

static const Phrase PHRASES[] = {
    [PREDICATE_SYNTAX] = {"every one of ", ""},
    [PREDICATE_FACT] = {"what ", " found"},
    [PREDICATE_IMPORT] = {"imports of ", ""},
    [PREDICATE_CALL] = {"calls of ", ""},
    [PREDICATE_REFERENCE] = {"uses of ", " in any expression"},
    [PREDICATE_DECORATOR] = {"decorators ", ""},
    [PREDICATE_ATTRIBUTE] = {"names after a dot: ", ""},
    [PREDICATE_BASE] = {"classes that derive from ", ""},
    [PREDICATE_FIELD] = {"attributes of a class that are set to a call of ", ""},
    [PREDICATE_SETTING] = {"the setting ", ""},
    [PREDICATE_SETTING_VALUE] = {"settings with the value ", ""},
    [PREDICATE_FILE] = {"files named like ", ""},
    [PREDICATE_DEPENDENCY] = {"the dependency ", ""},
    [PREDICATE_COMMAND] = {"start commands with a word like ", ""},
    [PREDICATE_CLASSIFIER] = {"package classifiers like ", ""},
    [PREDICATE_DEFINITION] = {"functions, methods and classes named like ", ""},
    [PREDICATE_ROUTE_STRING] = {"routes whose path is like ", ""},
    [PREDICATE_RESOURCE] = {"paths like ", " whose routes read, create and change"},
    [PREDICATE_STRING] = {"strings like ", ""},
};
_Static_assert(ARRAY_LEN(PHRASES) == PREDICATE_COUNT, "one phrase a predicate");

static const char *const WITHIN_PHRASES[] = {
    [WITHIN_ANY] = NULL,
    [WITHIN_ASYNC] = "directly inside an async def",
    [WITHIN_SYNC] = "directly inside a plain def",
    [WITHIN_FUNCTION] = "inside a function",
    [WITHIN_MODULE] = "outside functions",
};

static void add_names(const Clause *clause, Buf *out) {
    uint32_t shown = clause->name_count > NAMES_SHOWN ? NAMES_SHOWN : clause->name_count;
    for (uint32_t i = 0; i < shown; i++) {
        bool is_last = i + 1 == clause->name_count;
        if (i > 0) buf_c(out, is_last ? " or " : ", ");
        Str name = clause->names[i];
        if (str_eq(name, STR("?")))
            buf_c(out, "a name that cannot be resolved");
        else if (str_starts(name, STR("?")))
            buf_fmt(out, "a name that cannot be resolved (" STR_FMT ")",
                    STR_ARG(str_sub(name, 1, name.len)));
        else
            buf_str_add(out, name);
    }
    if (shown < clause->name_count) buf_fmt(out, " or %u more", clause->name_count - shown);
}

static void add_text(Buf *out, const char *before, Str text) {
    if (text.len > 0) buf_fmt(out, ", %s" STR_FMT, before, STR_ARG(text));
}

static void add_flag(Buf *out, const char *phrase, bool is_set) {
    if (is_set) buf_fmt(out, ", %s", phrase);
}

static void add_keyword(const Clause *clause, Buf *out) {
    add_text(out, "with the keyword ", clause->keyword);
    if (clause->keyword_value.len > 0) buf_fmt(out, "=" STR_FMT, STR_ARG(clause->keyword_value));
}

static void add_attrs(const Clause *clause, Buf *out) {
    for (uint32_t i = 0; i < clause->attr_count; i++) {
        const AttrTest *test = &clause->attrs[i];
        buf_fmt(out, ", %s " STR_FMT, test->negated ? "and does not set" : "whose body sets",
                STR_ARG(test->path));
        if (test->value.len > 0) buf_fmt(out, " to " STR_FMT, STR_ARG(test->value));
        if (test->inherited) buf_c(out, " (there or in a base)");
    }
}

// What makes full paths of routes: read by routes only, nothing is left out for it.
static void add_paths(const Clause *clause, Buf *out) {
    static const char *const MOUNTS[] = {
        [MOUNT_NONE] = NULL,
        [MOUNT_PLAIN] = "below whose path stands what it is given, as it is written",
        [MOUNT_SLASH] = "below whose path stands what it is given, with one slash between",
        [MOUNT_REPLACE] = "whose path stands in place of that of the router it is given",
    };
    add_flag(out, "each of them a route", clause->route);
    add_flag(out, "named after its function where it has no path", clause->named_route);
    add_text(out, "whose path stands behind ", clause->below);
    add_flag(out, MOUNTS[clause->mount] ? MOUNTS[clause->mount] : "", clause->mount != MOUNT_NONE);
    add_flag(out, "only where it is put below something", clause->needs_mount);
    add_flag(out, "what it makes standing below its first argument", clause->below_first);
    add_text(out, "that path is the keyword ", clause->prefix);
    if (clause->prefix_first)
        buf_c(out,
              clause->prefix.len ? " or the first argument" : ", that path is the first argument");
    add_text(out, "a module or the text of its name standing for its variable ", clause->module);
}

static void add_roles(const Clause *clause, uint32_t default_roles, Buf *out) {
    if (clause->roles == default_roles) return;
    if (clause->roles == ROLES_ALL) {
        buf_c(out, ", in files of any role");
        return;
    }
    buf_c(out, ", in ");
    uint32_t left = clause->roles;
    for (uint32_t role = 0; role < ROLE_COUNT; role++) {
        if (!(clause->roles & ROLE_BIT(role))) continue;
        left &= ~ROLE_BIT(role);
        bool is_last_but_one = (left & (left - 1)) == 0;
        const char *join = left == 0 ? " files" : is_last_but_one ? " or " : ", ";
        buf_fmt(out, "%s%s", source_role_key((Role)role), join);
    }
}

static void add_options(const Clause *clause, Buf *out) {
    const char *within = WITHIN_PHRASES[clause->within];
    add_text(out, "except ", clause->not_named);
    add_flag(out, within ? within : "", within != NULL);
    add_flag(out, "unless a module of the project has that name", clause->third_party);
    add_flag(out, "awaited", clause->awaited);
    add_flag(out, "not awaited", clause->not_awaited);
    add_flag(out, "on an async def", clause->on_async);
    add_flag(out, "on a function that says what it returns", clause->returns);
    add_flag(out, "made inside a function", clause->local_only);
    add_flag(out, "which the class itself names", clause->base_at == BASE_DIRECT);
    add_flag(out, "through a class of the project", clause->base_at == BASE_INHERITED);
    add_flag(out, "named by the project itself", clause->direct_only);
    add_text(out, "no release allowed from ", clause->version_below);
    if (clause->version_below.len > 0) buf_c(out, " on");
    add_flag(out, "one for each item of the list", clause->expand_list);
    add_flag(out, "one for each argument", clause->per_argument);
    if (clause->min_args > 0) buf_fmt(out, ", with at least %u arguments", clause->min_args);
    add_keyword(clause, out);
    add_text(out, "without the keyword ", clause->not_keyword);
    add_text(out, "in what becomes part of ", clause->target_glob);
    add_text(out, "whose first argument is like ", clause->first_arg);
    add_text(out, "with an argument ", clause->argument);
    add_text(out, "without a string among the arguments like ", clause->not_string_arg);
    add_text(out, "with a parameter named like ", clause->parameter);
    add_flag(out, "that begins with a module of the project", clause->own_module);
    add_text(out, "in classes that this fact found: ", clause->class_in);
    add_text(out, "in none that this fact found: ", clause->not_class_in);
    add_flag(out, "one for each class", clause->per_class);
    add_attrs(clause, out);
    add_flag(out, "whose function waits for something", clause->awaits == AWAITS_SOMETHING);
    add_flag(out, "whose function waits for nothing", clause->awaits == AWAITS_NOTHING);
    add_text(out, "that calls lead to from what this fact found: ", clause->reach[REACHED_FROM]);
    add_text(out,
             "that no calls lead to from what this fact found: ", clause->reach[NOT_REACHED_FROM]);
    add_text(out, "from where calls lead to what this fact found: ", clause->reach[REACHES]);
    add_text(out, "from where no calls lead to what this fact found: ", clause->reach[NOT_REACHES]);
    add_paths(clause, out);
    add_flag(out, "outside folders of tests and migrations", clause->no_tests);
    add_flag(out, "outside folders of connectors (many modules with classes of one base)",
             clause->not_family);
    add_text(out, "not in files like ", clause->not_in);
    add_text(out, "not in functions named like ", clause->not_inside);
}

void clausewords_add(const Rules *rules, const Clause *clause, uint32_t default_roles, Buf *out) {
    const Phrase *phrase = &PHRASES[clause->kind];
    buf_c(out, phrase->before);
    add_names(clause, out);
    buf_c(out, phrase->after);
    Str title = {0};
    if (clause->kind == PREDICATE_FACT && clause->name_count == 1)
        title = clausewords_title(rules, clause->names[0]);
    if (title.len > 0) buf_fmt(out, " (" STR_FMT ")", STR_ARG(title));
    add_options(clause, out);
    add_roles(clause, default_roles, out);
}

Str clausewords_title(const Rules *rules, Str id) {
    for (uint32_t i = 0; i < rules->fact_count; i++)
        if (str_eq(rules->facts[i].id, id)) return rules->facts[i].title;
    for (uint32_t i = 0; i < rules->signal_count; i++)
        if (str_eq(rules->signals[i].id, id)) return rules->signals[i].title;
    return (Str){0};
}
