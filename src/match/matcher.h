// SPDX-License-Identifier: MIT
// What the parts of match share.
//
//   MatchIndex   all patterns of all clauses, by predicate: name → uses. Built once, then frozen.
//   Matcher      one file being matched by one worker. Predicates offer it candidates ("this call
//                is named requests.get"), it finds the uses of that name and keeps the hits.
//   RawHit       a hit before sorting: with the entry it belongs to
//
// Entries are numbered through: facts, then signals, then five parts for each framework, then
// findings.
#ifndef MATCH_MATCHER_H
#define MATCH_MATCHER_H

#include "model/matches.h"

// Bounds what a hostile file can cost: a long list that is named again and again, a value that is
// assigned to ever so many names at once.
#define MATCH_ITEMS_MAX 100000u // items of lists reached through a variable, in one file
#define MATCH_TARGETS_MAX 16u   // names of `a = b = … = value` that are looked at

// One pattern of one clause.
typedef struct MatchUse {
    const Clause *clause;
    uint32_t entry;
    Str stem;      // the pattern without a trailing ".*"
    uint32_t next; // the next use of the same stem, NONE at the end
} MatchUse;

// A pattern that cannot be looked up.
typedef struct MatchGlob {
    uint32_t use;
    uint64_t letters; // str_glob_letters: what a name has to have for it
} MatchGlob;

// The patterns of one predicate.
typedef struct MatchTable {
    Map exact;            // pattern → first of its uses
    Map subtree;          // "x.*" as x → first of its uses
    Map heads;            // first segments of all of them: most names of a file end here
    VEC(MatchGlob) globs; // these have to be tried one by one
} MatchTable;

typedef struct MatchIndex {
    const Rules *rules;
    VEC(MatchUse) uses;
    MatchTable tables[PREDICATE_COUNT];
    uint32_t entry_count;
    uint64_t *class_bits; // by entry: bits of a class that one of its base clauses hits
    Map class_facts;      // fact of a class_in → its bit
    Map setting_keys;     // KEY of all setting_value patterns
    StrVec target_globs;
} MatchIndex;

// In a file, facts.bindings by the class or module body they stand in, last ones first.
typedef struct ClassBodies {
    uint32_t *first; // by scope: binding, NONE if none
    uint32_t *next;  // by binding
} ClassBodies;

typedef struct RawHit {
    uint32_t entry;
    uint32_t file; // index into Source.files
    Pos pos;
    uint32_t part; // tells hits at one place apart: items of a list, `import a, b`
    Str detail;
    Str stem; // of the pattern
    const Clause *clause;
    uint32_t program_file; // index into Program.files, NONE if it is not Python
    uint32_t scope;        // it stands in, NONE outside code
    uint32_t item;         // of the table that the predicate walks
} RawHit;
typedef VEC(RawHit) RawHitVec;

// Something that routes stand below, or a route: see route_nodes.h. 0 is none.
typedef uint64_t RouteNode;

// A call or decorator that a clause with `route` found.
typedef struct FoundRoute {
    Route route;
    uint32_t expr;
    uint32_t scope;
    const Decorator *decorator; // NULL for a call
    RouteNode node;
    Str own; // its part of the full path
} FoundRoute;
typedef VEC(FoundRoute) FoundRouteVec;

// A call or class that a clause with `mount` found; the other of the two is NONE.
typedef struct FoundMount {
    const Clause *clause;
    uint32_t expr, class_index;
} FoundMount;

// What a file says about nodes: `child` stands below `parent`, or is the same list; the path of a
// mount.
typedef struct RouteLink {
    RouteNode child, parent;
    bool is_same;
} RouteLink;
typedef struct RouteMount {
    RouteNode node;
    Str prefix;
    uint8_t style;    // Mount
    bool needs_mount; // it is only a part of something
} RouteMount;

typedef struct Matcher {
    const MatchIndex *index;
    const Program *program;
    const ClassBodies *bodies; // parallel to program->files
    const bool *families;      // match_families
    Arena *arena;              // of the hits
    Arena *scratch;            // rewound after the file
    uint32_t source_file;      // index into Source.files
    uint32_t program_file;     // index into Program.files, NONE if it is not Python
    const FileFacts *facts;    // NULL if it is not Python
    const FileNames *names;
    bool is_below_tests; // in a directory tests, test or migrations
    RawHitVec hits;
    FoundRouteVec routes;
    const Map *module_files; // dotted name of a module → index into Program.files
    VEC(FoundMount) mounts;
    VEC(RouteLink) links;
    VEC(RouteMount) prefixes;
    uint64_t *class_marks; // by class: class_bits of the entries that hit it
    Str *owners; // by expr: the name it is assigned or appended to; NULL if no clause asks
    Map lists;   // name → last list or tuple assigned to it; built when first wanted
    bool *waits; // by function: its own body waits; NULL until first asked
    uint32_t followed_items; // items of lists that were reached through a variable
} Matcher;

// Something that may match: what it is called, and where it stands.
typedef struct Candidate {
    Str name;
    Pos pos;
    uint32_t scope; // NONE outside code
    uint32_t item;  // of the table that the predicate walks
    uint32_t part;
    Str detail;
    bool is_override; // the name is that of match_expr_overridden: good for routes only
} Candidate;

// Called for each use whose pattern and common options fit: tests the predicate's own options and
// keeps hits.
typedef void (*MatchAccept)(Matcher *m, const MatchUse *use, const Candidate *c);

// match_index.c
void match_index_build(const Rules *rules, Arena *arena, MatchIndex *out);

// match_find.c
// Every use of the candidate's name in the table of `kind`, exact, as a subtree, or as a glob.
void match_find(Matcher *m, PredicateKind kind, const Candidate *c, MatchAccept accept);
void match_keep(Matcher *m, const MatchUse *use, const Candidate *c);
bool match_is_below_tests(Str path);

// match_expr.c: questions about expressions
typedef struct ExprChildren {
    const FileFacts *facts;
    uint32_t next;
} ExprChildren;
ExprChildren match_expr_children(const FileFacts *facts, uint32_t expr);
bool match_expr_next(ExprChildren *children, uint32_t *out);
bool match_expr_is_positional(const FileFacts *facts, uint32_t expr);
uint32_t match_expr_keyword(const FileFacts *facts, uint32_t first, Str name); // its value, or NONE
bool match_expr_is_literal(const FileFacts *facts, uint32_t expr, Str value);  // "" is any
// The name that rules know a value by: "django.urls.path", "open", "?parameter"; "" for none.
Str match_expr_name(const Matcher *m, uint32_t expr);
// The name of what a method of the project overrides, or would, in the first class outside:
// "fastapi.APIRouter.add_api_route"; "" for other values.
Str match_expr_overridden(const Matcher *m, uint32_t expr);
// Appends `root` and all below it, in source order.
typedef VEC(uint32_t) ExprVec;
void match_expr_collect(const FileFacts *facts, uint32_t root, Arena *arena, ExprVec *out);

// match_version.c
// Whether the newest release that a requirement allows is older than `limit`.
bool match_version_is_below(Str spec, Str limit);

// match_body.c: questions about class bodies
ClassBodies match_body_index(const FileFacts *facts, Arena *arena);
bool match_body_holds(const Matcher *m, const Clause *clause, uint32_t class_index);

// match_classes.c
// Whether the fact that `clause` names by class_in found this class; true if it names none.
bool match_is_class_in(const Matcher *m, const Clause *clause, uint32_t class_index);

// match_families.c
// By program file: whether it is one of many modules of a folder with classes of one base.
const bool *match_families(const Program *program, Arena *arena);

// match_owners.c
// By expr: the name that what it stands in is assigned or appended to. NULL if no clause asks.
Str *match_owners(const MatchIndex *index, const FileFacts *facts, Arena *arena);
// Whether binding `index` is one of too many names for one value: a = b = … = value.
bool match_owners_is_surplus(const FileFacts *facts, uint32_t index);
// X of a call X.append(...), X.extend(...), X.insert(...); "" for other calls.
Str match_owners_appended(const FileFacts *facts, const Call *call);

// The predicates: each walks one table of a file, or of the source
void match_syntax(Matcher *m);
void match_imports(Matcher *m);
void match_calls(Matcher *m);
void match_references(Matcher *m);
void match_decorators(Matcher *m);
void match_bases(Matcher *m);
void match_fields(Matcher *m);
void match_settings(Matcher *m);
void match_setting_values(Matcher *m);
void match_paths(Matcher *m);
void match_dependencies(Matcher *m);
void match_commands(Matcher *m);
void match_classifiers(Matcher *m);
void match_definitions(Matcher *m);
void match_route_strings(Matcher *m);
void match_attributes(Matcher *m);
void match_strings(Matcher *m);
void match_resources(Matcher *m);

// match_awaits.c
// Whether `function` of the file waits for something in its own body.
bool match_function_waits(Matcher *m, uint32_t function);

// match_routes.c
// What a call or decorator that is a route says.
typedef struct RouteSite {
    Str name;       // of what is called
    uint32_t first; // argument, NONE if there is none
    Pos pos;
    const Decorator *decorator; // NULL for a call
    const Clause *clause;
    uint32_t expr; // of the call, or of the decorator
} RouteSite;
// Out:    the argument that is the path, if more paths may follow it; NONE else
uint32_t match_route_read(const Matcher *m, const RouteSite *site, FoundRoute *out);
// The same route under the next path after *path, where the view comes first and then all its paths.
// Out:    *path moves on; false when there is none
bool match_route_more(const Matcher *m, uint32_t *path, FoundRoute *found);

// predicates.c
void predicates_on_file(Matcher *m);       // one source file, Python or not
void predicates_on_repository(Matcher *m); // manifests and commands; called once

// The hits of one file, or of the repository.
typedef struct HitSlot {
    const RawHit *items;
    uint32_t len;
    FoundRoute *routes;
    uint32_t route_count;
    const RouteLink *links;
    uint32_t link_count;
    const RouteMount *mounts;
    uint32_t mount_count;
} HitSlot;

// reach.c: which functions lead to which, by the calls between them
typedef struct CallEdge {
    uint32_t from, to;
} CallEdge;
typedef VEC(CallEdge) CallEdgeVec;
typedef struct CallEdges {
    const uint32_t *first; // by function, and one more: where its edges begin in `to`
    const uint32_t *to;
} CallEdges;
typedef struct CallGraph {
    const Program *program;
    const uint32_t *first_function; // by program file: the number of its first function
    uint32_t functions, classes;    // how many there are
    CallEdges calls, callers;
} CallGraph;
void reach_graph(const Program *program, Arena *arena, CallGraph *out);
// Sorted by where they start, or, backward, by where they end; `to` is the other end.
CallEdges reach_edges(const CallEdgeVec *edges, uint32_t nodes, bool is_backward, Arena *arena);
// By function: whether calls lead to it from what the hits stand on, or, backward, from it to them.
const bool *reach_walk(const CallGraph *graph, HitSlot hits, bool is_backward, Arena *arena);
// The definition that a hit is about, as number of its function, or after those of its class; NONE if
// it stands in code.
uint32_t reach_definition(const CallGraph *graph, const RawHit *hit);
bool reach_holds(const CallGraph *graph, const bool *is_reached, const RawHit *hit);

// ledger.c: what the views of routes lead to
// In:     columns   by column of the ledger: the hits of its fact, sorted
// Out:    routes[i].marks
void ledger_mark(const CallGraph *calls, const HitSlot *columns, uint32_t column_count,
                 Route *routes, uint32_t route_count, uint32_t threads, Arena *arena);

// match_merge.c: the hits of all files, slots in file order, into counts and lists
typedef struct MergeInput {
    const Program *program;
    const CallGraph *calls;
    const MatchIndex *index;
    const HitSlot *slots;
    uint32_t slot_count;
    uint32_t threads;
} MergeInput;
// Only hits in the files of `project`; NULL: all.
void match_merge(const MergeInput *in, const ProjectMatches *project, Arena *arena, Matches *out);

// projects.c: which deployables the whole repository has; their `matches` are left for the caller
ProjectMatches *projects_find(const Program *program, const Matches *whole,
                              uint32_t framework_count, Arena *arena, uint32_t *out_count);

#endif
