// SPDX-License-Identifier: MIT
// The compiled rule set: what is known about the world, as tables. Made from rules/*.json at build
// time (rules_builtin) or at run time (--rules DIR); the JSON is described by rules/schema/.
//
//   entry (a fact or a signal or a part of a framework) ──► clauses ──► names
//     "django_path_calls"        CALL  {"django.urls.path", "django.urls.re_path", …}
//
// A clause gives hits; the hits of an entry are the union of those of its clauses.
#ifndef MODEL_RULES_H
#define MODEL_RULES_H

#include "model/facts.h"

// The ways to match: PREDICATE(NAME, key, what the names are). The key is what JSON says.
// Adding one: a row here, in rules/schema/, and one function with its row in match/predicates.c.
#define PREDICATES(PREDICATE)                                                                      \
    PREDICATE(SYNTAX, syntax, "keys of facts.def")                                                 \
    PREDICATE(FACT, fact, "ids of other facts: their hits are taken over")                         \
    PREDICATE(IMPORT, import, "modules or objects that are imported")                              \
    PREDICATE(CALL, call, "qualified names that are called")                                       \
    PREDICATE(REFERENCE, reference,                                                                \
              "qualified names used in any expression: argument, callee, item")                    \
    PREDICATE(DECORATOR, decorator, "qualified names used as @name or @name(...)")                 \
    PREDICATE(ATTRIBUTE, attribute, "names after a dot, alone or with the name before them")       \
    PREDICATE(BASE, base, "classes that a class of the project derives from, at any distance")     \
    PREDICATE(FIELD, field, "calls assigned to an attribute in a class body")                      \
    PREDICATE(SETTING, setting, "upper-case names assigned in a settings module")                  \
    PREDICATE(SETTING_VALUE, setting_value, "KEY=value: value is a string inside the setting KEY") \
    PREDICATE(FILE, file, "globs of paths")                                                        \
    PREDICATE(DEPENDENCY, dependency, "distribution names, normalised")                            \
    PREDICATE(COMMAND, command, "globs of words in a command that starts the program")             \
    PREDICATE(CLASSIFIER, classifier, "globs of trove classifiers")                                \
    PREDICATE(DEFINITION, definition, "globs of names of functions and classes of the project")    \
    PREDICATE(ROUTE_STRING, route_string,                                                          \
              "globs of the first string argument of route decorators and path calls")             \
    PREDICATE(RESOURCE, resource, "globs of paths whose routes read, create and change")           \
    PREDICATE(STRING, string, "globs of string literals, without the white space around them")

typedef enum PredicateKind {
#define PREDICATE(name, key, what) PREDICATE_##name,
    PREDICATES(PREDICATE)
#undef PREDICATE
        PREDICATE_COUNT,
} PredicateKind;

typedef enum Within {
    WITHIN_ANY,
    WITHIN_ASYNC,    // the nearest function is an async def
    WITHIN_SYNC,     // inside a function, and not async
    WITHIN_FUNCTION, // inside any function
    WITHIN_MODULE,   // not inside a function
} Within;

typedef enum BaseAt {
    BASE_ANY,
    BASE_DIRECT,    // the class itself names it
    BASE_INHERITED, // only through a class of the project
} BaseAt;

typedef enum Awaits {
    AWAITS_ANY,
    AWAITS_SOMETHING, // in its own body
    AWAITS_NOTHING,
} Awaits;

typedef enum CountBy {
    COUNT_EACH,       // every hit counts one
    COUNT_FILES,      // files with a hit
    COUNT_NAMES,      // distinct names
    COUNT_LAST_NAMES, // distinct last parts of names
    COUNT_FUNCTIONS,  // outermost functions with a hit, and hits outside functions
} CountBy;

// Calls lead, over any number of functions, …
typedef enum ReachKind {
    REACHED_FROM,     // … from what the fact found to here
    NOT_REACHED_FROM, //
    REACHES,          // … from here to what the fact found
    NOT_REACHES,      //
    REACH_COUNT,
} ReachKind;

enum { CLASS_IN_MAX = 64 }; // different facts that class_in may name

// How the path of a mount and what stands below it are put together.
typedef enum Mount {
    MOUNT_NONE,    // it is no mount
    MOUNT_PLAIN,   // as they are written: "api/" "orders/"
    MOUNT_SLASH,   // with exactly one slash between them
    MOUNT_REPLACE, // so too, but its path stands in place of the router's own prefix
} Mount;

// A test on the body of a matched class: `path` is an attribute, dotted through nested classes.
typedef struct AttrTest {
    Str path;       // "Meta.abstract"
    Str value;      // the constant or string it must have; "" is any value
    bool negated;   // must not hold
    bool inherited; // a nested class may also come from the class's bases
} AttrTest;

typedef struct Clause {
    uint8_t kind;      // PredicateKind
    uint8_t within;    // Within
    bool third_party;  // IMPORT: not when a module of the repository bears the name
    bool awaited;      // CALL: only awaited calls
    bool not_awaited;  // CALL: only others
    bool on_async;     // DECORATOR: only on an async def
    bool returns;      // DECORATOR: only on a function that says what it returns
    uint8_t awaits;    // Awaits; DECORATOR: whether the function below it waits for anything
    bool local_only;   // BASE: only classes inside a function; without it only those outside
    bool direct_only;  // DEPENDENCY: not from lock files and optional or dev groups
    uint8_t base_at;   // BaseAt; BASE: how the class reaches the name
    bool route;        // CALL, DECORATOR: a route: the detail is its path, ROUTE_STRING looks at it
    uint8_t mount;     // Mount; CALL, DECORATOR, BASE: what it is given stands below its path
    bool prefix_first; // CALL, DECORATOR with `mount`: the path is the first argument
    bool below_first;  // CALL with `mount`: what it makes stands below its first argument
    bool needs_mount;  // CALL with `mount`: put nowhere, what it makes is no place for routes
    bool named_route;  // DECORATOR with `route`: without a path it is the name of the function
    bool not_family;   // in code: not where a folder has many modules with classes of one base
    bool no_tests;     // not in a directory named tests, test or migrations (FACTS.md `_no_tests`)
    bool expand_list;  // CALL: a literal list or tuple as first argument counts its items
    bool per_argument; // DECORATOR, CALL: counts its positional arguments
    uint32_t roles;    // bit set of roles; facts: all, signals: production
    uint32_t min_args; // CALL, DECORATOR: at least so many positional arguments
    Str keyword;       // CALL, DECORATOR, BASE: this keyword must be present, "" if none
    Str keyword_value; // … with this constant, "" is any
    Str not_keyword;   // CALL, DECORATOR, BASE: this keyword must be absent, "" if none
    Str not_class_in;  // FIELD: not in classes that the fact of this id found, "" if none
    bool per_class;    // FIELD: counts the class, once
    Str prefix;        // with `mount`: keyword (BASE: attribute) that is the path, "" if none
    Str module;        // with `mount`: variable that stands for a module that it is given
    Str not_named;     // DEFINITION, FACT: but not with a name like one of these globs: "a*|b"
    Str not_in;        // not in files with a path like one of these globs, "" for any
    Str not_inside;    // not in a function, or one around it, named like one of these globs
    Str below;         // with `route`: stands before its own path, "" if none
    Str target_glob;   // CALL: assigned (or appended) to a name like this: "urlpatterns"
    Str not_string_arg; // CALL, DECORATOR: no argument is a string like one of these globs
    Str parameter;      // DEFINITION: a function with a parameter named like one of these globs
    bool own_module;    // SETTING_VALUE: the string begins with a module of the repository
    Str first_arg;      // CALL, DECORATOR: glob of the first string argument, "" if none
    Str class_in; // FIELD, DEFINITION: only in (only those) classes that the fact of this id found
                  // (by BASE), "" if none
    Str argument; // CALL, DECORATOR: some positional argument is, or is a call of, this qualified
                  // name
    Str reach[REACH_COUNT]; // in code, FACT: ids of facts, "" for none
    Str version_below;      // DEPENDENCY: the newest release it allows is older, "" for any
    const AttrTest *attrs;
    uint32_t attr_count;
    // Patterns. A trailing ".*" means the module and all below it; "?" is an unresolved name (CALL,
    // DECORATOR, BASE), "?reason" one with this reason (CALL, DECORATOR).
    const Str *names;
    uint32_t name_count;
} Clause;

// A count with evidence, printed by `stayorgo facts`.
typedef struct FactRule {
    Str id;
    Str title;
    uint8_t count_by; // CountBy
    bool as_modules;  // also prints <id>_modules: {module: count}
    const Clause *clauses;
    uint32_t clause_count;
    Str column; // of the ledger of endpoints: "auth"; "" for none
} FactRule;

typedef enum SignalKind {
    SIGNAL_NEED,       // what the project wants from a framework: counts for fit
    SIGNAL_INVESTMENT, // what exists and would have to be rewritten: counts as cost
    SIGNAL_FORCED,     // the framework in use brings it: shown, weighs little
    SIGNAL_KIND_COUNT,
} SignalKind;

// In a project whose present framework is `framework`, the signal is of another kind or does not
// apply.
typedef struct KindOn {
    Str framework; // id
    uint8_t kind;  // SignalKind
    bool ignored;  // "ignore": the signal does not apply there
} KindOn;

// All conditions must hold, else the signal's count is 0. min and max are inclusive.
typedef struct Condition {
    Str fact; // id of a fact, a syntax fact or a signal that stands before this one
    uint32_t min, max;
} Condition;

// An imaginary repository of a few lines, and what the signal counts in it. They explain the signal
// (`stayorgo explain`) and are its test (`stayorgo rules test`).
typedef struct Example {
    uint32_t count;      // after `count` and `when`; 0: a look-alike that must not count
    Str why;             // "" if the lines speak for themselves
    const FsText *files; // sorted by path; each line ends with LF
    uint32_t file_count;
} Example;

typedef struct SignalRule {
    Str id, title, why;
    Str say_one, say_many;  // the reason in words: "one model …", "{n} models …"
    const uint32_t *claims; // rows of DECISION.md section 2
    uint32_t claim_count;
    uint8_t kind;     // SignalKind
    uint8_t count_by; // CountBy
    Str criterion;    // id in matrix
    double lean;      // -1 Django … +1 FastAPI
    double weight;    // what a saturated signal contributes, ≥ 0
    double half;      // the count at which half of the weight is reached, > 0
    Str per;          // fact that `half` grows with: density instead of number; "" if none
    double share;     // half is reached at half + share · (count of per), ≥ 0
    const KindOn *kind_on;
    uint32_t kind_on_count;
    const Condition *when;
    uint32_t when_count;
    const Clause *clauses;
    uint32_t clause_count;
    const Example *examples;
    uint32_t example_count;
} SignalRule;

typedef enum FrameworkSide { SIDE_DJANGO, SIDE_FASTAPI, SIDE_OTHER } FrameworkSide;

typedef struct FrameworkRule {
    Str id, title;
    uint8_t side;         // FrameworkSide: django, fastapi, or other
    uint32_t priority;    // among equal evidence the highest is the base: FastAPI before Starlette
    const Clause *spread; // imports that count as use, by files
    uint32_t spread_count;
    const Clause *entry; // proof that an application is made or started here
    uint32_t entry_count;
    const Clause *declared; // dependencies
    uint32_t declared_count;
    const Clause *plugin; // signs of a plug-in, extension or the framework itself
    uint32_t plugin_count;
    const Clause *routes; // endpoints that it serves
    uint32_t route_count;
} FrameworkRule;

typedef struct CriterionRule {
    Str id, title;
    Str django, fastapi; // when to choose which, in words
    bool is_separable;   // what speaks here can be carved out as a service: a reason for a split
    double weight;       // ≥ 0
    double half;         // weight of signals at which half of the evidence is reached, > 0
} CriterionRule;

// What one thing in use costs to rewrite on the way to a side, or that it carries over, or blocks, or
// what it costs whoever stays: work that is due anyway is no reason against a move.
typedef enum EffortKind {
    EFFORT_COST,
    EFFORT_CARRIES,
    EFFORT_BLOCKER,
    EFFORT_DUE,
    EFFORT_KIND_COUNT
} EffortKind;

typedef struct EffortRule {
    Str id, title;
    Str why;               // what drives it
    Str say_one, say_many; // "one page template", "{n} page templates"
    uint8_t kind;          // EffortKind
    uint8_t from, to;      // FrameworkSide that is left, and that the move goes to
    Str of;                // id of the fact or signal whose count is priced
    double points;         // for one: 0, 1, 3, 5, 7 or 13
} EffortRule;

// From points to person-days.
typedef struct EffortScale {
    double cost_days, blocker_days; // what a point of each kind is worth, likely
    double low, high;               // factors from likely to P10 and to P90
    double untested;                // factor on `high` where there is not one test
    Str tests;                      // id of the fact or signal that counts tests
    Str assumption;                 // what the days rest on, in words
} EffortScale;

// Something to do. Given when the decision, the framework and all conditions fit, and `of` found
// something.
typedef struct AdviceRule {
    Str id, title;
    Str why;
    Str say_one, say_many; // with {n} and {names} of the signal `of`
    Str of;                // signal whose places are shown
    uint32_t decisions;    // bit set of Decision (model/report.h)
    const Str *from;       // ids of present frameworks; none: any
    uint32_t from_count;
    const Str *to; // ids of targets; none: any
    uint32_t to_count;
    const Condition *when; // on signals of the project
    uint32_t when_count;
    uint32_t step; // order of doing, 1 first
} AdviceRule;

// One part of the line that says what a project is: "41 Django models".
typedef struct ProfileRule {
    Str of; // signal whose count it says
    Str say_one, say_many;
} ProfileRule;

typedef enum FindingLevel {
    LEVEL_NOTE,
    LEVEL_WARNING,
    LEVEL_ERROR,
    FINDING_LEVEL_COUNT
} FindingLevel;

// Where the places of a finding rule come from.
typedef enum FindingSource {
    FINDING_MATCH,       // each hit of its clauses is one
    FINDING_LOOP,        // hits in async functions, and calls there that lead to hits in plain ones
    FINDING_ONCE,        // all hits in a project together, at the most telling place
    FINDING_DECISION,    // code of the framework that the team decided to leave
    FINDING_FOR,         // the strongest evidence for the verdict
    FINDING_AGAINST,     // … against it
    FINDING_UNUSED,      // suppressions that silence nothing
    FINDING_UNEXPLAINED, // suppressions without a reason
    FINDING_SOURCE_COUNT,
} FindingSource;

// A place worth a person's attention: rules/findings/*.json.
typedef struct FindingRule {
    Str id;          // "SOG101"
    Str name;        // "blocking-call-in-async"
    uint8_t level;   // FindingLevel
    uint8_t source;  // FindingSource
    uint32_t weight; // 0 to 100: which of one level are shown first
    Str title, why, todo;
    // The message. {name}: what was found, {symbol}: the definition around it, {n}: how many hits.
    Str say;
    Str say_through; // FINDING_LOOP: the message of a call that leads there; {call}: what is called
    Str not_through; // FINDING_LOOP: functions that the fact of this id found lead nowhere; "": none
    const Str *links; // addresses to read on
    uint32_t link_count;
    // Places that a person read in the code: how many, where the message was right, in how many
    // projects. All 0: none was read.
    uint32_t read_places, read_right, read_projects;
    const Str *on; // ids of present frameworks where it applies; none: any
    uint32_t on_count;
    const Condition *when; // on facts and signals of the project
    uint32_t when_count;
    const Clause *clauses;
    uint32_t clause_count;
    const Example *examples; // one that is found, one that is not, one look-alike
    uint32_t example_count;
} FindingRule;

// The numbers of the decision, in the order of numbers.def.
typedef enum NumberId {
#define NUMBER(name, key, what) NUMBER_##name,
#include "model/numbers.def"
#undef NUMBER
    NUMBER_COUNT,
} NumberId;

typedef struct NamedNumber {
    Str name; // "threshold.migrate"
    double value;
} NamedNumber;

// External class `name` derives from external classes `bases`; "x.y()" is a class that the
// decorator or metaclass x.y makes.
typedef struct KnownClass {
    Str name;
    const Str *bases;
    uint32_t base_count;
} KnownClass;

typedef struct KnownAlias {
    Str from, to; // "django.db.models.base.Model" → "django.db.models.Model"; "x.*" → "y.*" for
                  // whole modules
} KnownAlias;

typedef struct KnownNames {
    const KnownAlias *aliases; // sorted by from
    uint32_t alias_count;
    const KnownClass *classes; // sorted by name
    uint32_t class_count;
    const Str *generic; // top-level import names that are common words (`agents`, `payments`):
                        // external only when declared
    uint32_t generic_count;
} KnownNames;

typedef struct Rules {
    Str digest; // hex XXH3 of all JSON, for reports
    KnownNames names;
    const FactRule *facts; // in file order; a fact may refer only to facts before it
    uint32_t fact_count;
    const SignalRule *signals;
    uint32_t signal_count;
    const FrameworkRule *frameworks;
    uint32_t framework_count;
    const CriterionRule *criteria;
    uint32_t criterion_count;
    const ProfileRule *profile;
    uint32_t profile_count;
    const EffortRule *efforts;
    uint32_t effort_count;
    EffortScale scale;
    const AdviceRule *advice;
    uint32_t advice_count;
    const FindingRule *findings; // sorted by id
    uint32_t finding_count;
    const NamedNumber *numbers; // matrix.json: thresholds and factors, sorted by name
    uint32_t number_count;
} Rules;

#endif
