// SPDX-License-Identifier: MIT
// The table of predicates: which function looks for what, and what it walks.
//
//   {"call": ["requests.get"]}   ->   PREDICATE_CALL   ->   match_calls, once a Python file
//
// How: a predicate that no rule uses is skipped. The order is that of the enum: base comes before
// field and definition, which look at the classes base has marked, and calls and decorators come
// before route_string and resource.
// Adding one: a row in PREDICATES (model/rules.h), a function in one of match_*.c, a row here, the
// shape of its patterns in rules/rules_check.c, its line in rules/README.md and rules/schema/.
#include "match/route_nodes.h"

#include "base/banned.h"

typedef enum Walk {
    WALK_PYTHON,     // each Python file
    WALK_FILES,      // each file, Python or not
    WALK_REPOSITORY, // once, at the end
    WALK_NOTHING,    // fact: takes over the hits of others, when they are merged
} Walk;

typedef struct Predicate {
    Walk walk;
    void (*match)(Matcher *m);
} Predicate;

static const Predicate TABLE[] = {
    [PREDICATE_SYNTAX] = {WALK_PYTHON, match_syntax},
    [PREDICATE_FACT] = {WALK_NOTHING, NULL},
    [PREDICATE_IMPORT] = {WALK_PYTHON, match_imports},
    [PREDICATE_CALL] = {WALK_PYTHON, match_calls},
    [PREDICATE_REFERENCE] = {WALK_PYTHON, match_references},
    [PREDICATE_DECORATOR] = {WALK_PYTHON, match_decorators},
    [PREDICATE_ATTRIBUTE] = {WALK_PYTHON, match_attributes},
    [PREDICATE_BASE] = {WALK_PYTHON, match_bases},
    [PREDICATE_FIELD] = {WALK_PYTHON, match_fields},
    [PREDICATE_SETTING] = {WALK_PYTHON, match_settings},
    [PREDICATE_SETTING_VALUE] = {WALK_PYTHON, match_setting_values},
    [PREDICATE_FILE] = {WALK_FILES, match_paths},
    [PREDICATE_DEPENDENCY] = {WALK_REPOSITORY, match_dependencies},
    [PREDICATE_COMMAND] = {WALK_REPOSITORY, match_commands},
    [PREDICATE_CLASSIFIER] = {WALK_REPOSITORY, match_classifiers},
    [PREDICATE_DEFINITION] = {WALK_PYTHON, match_definitions},
    [PREDICATE_ROUTE_STRING] = {WALK_PYTHON, match_route_strings},
    [PREDICATE_RESOURCE] = {WALK_PYTHON, match_resources},
    [PREDICATE_STRING] = {WALK_PYTHON, match_strings},
};
_Static_assert(ARRAY_LEN(TABLE) == PREDICATE_COUNT, "one row a predicate");

static void run(Matcher *m, Walk walk) {
    for (uint32_t kind = 0; kind < PREDICATE_COUNT; kind++) {
        const MatchTable *table = &m->index->tables[kind];
        bool is_used = table->exact.len + table->subtree.len + table->globs.len > 0;
        if (is_used && TABLE[kind].walk == walk) TABLE[kind].match(m);
    }
}

void predicates_on_file(Matcher *m) {
    run(m, WALK_FILES);
    if (!m->facts) return;
    m->class_marks = arena_array(m->scratch, uint64_t, m->facts->classes.len);
    m->owners = match_owners(m->index, m->facts, m->scratch);
    run(m, WALK_PYTHON);
    route_mounts_link(m);
}

void predicates_on_repository(Matcher *m) {
    run(m, WALK_REPOSITORY);
}
