// SPDX-License-Identifier: MIT
// What the rules found in a program: counts with their places. Made by match, read by judge and
// render.
//
//   matches.signals[i]   what rules->signals[i] found: its count, after `count` and `when`, and all
//                        its hits
#ifndef MODEL_MATCHES_H
#define MODEL_MATCHES_H

#include "model/program.h"
#include "model/rules.h"

// One place in the code. Hits of an entry are sorted by path and position; a place counts once an
// entry.
typedef struct Hit {
    uint32_t file; // index into Source.files
    Pos pos;
    Str detail; // FACTS.md: qualified name, module, path of a route, model … "" for a whole file
    uint32_t scope; // it stands in, NONE outside code
    uint32_t expr;  // a call, or what stands behind @; NONE for other hits
} Hit;

typedef struct HitList {
    const Hit *items;
    uint32_t len;
} HitList;

typedef struct Match {
    uint32_t count; // what the entry counts: each hit, files, or distinct names
    HitList hits;
} Match;

typedef struct FrameworkMatch {
    HitList spread;   // one hit a file that imports it (all roles; SourceFile.role tells)
    HitList entry;    // proof that an application is made or started here
    HitList declared; // dependencies
    HitList plugin;   // signs of a plug-in
    HitList routes;   // endpoints that it serves
} FrameworkMatch;

// A route as it is written: one call or decorator that a clause with `route` found.
typedef struct Route {
    uint32_t file; // index into Source.files
    Pos pos;
    Str methods; // "GET POST", "WEBSOCKET"; "" when neither the name nor `methods=` says
    Str path;    // its own part, without prefixes of routers; "" if it is computed
    // With the prefixes of all that it stands below; several if it is mounted several times, none
    // if its router is nowhere seen to be mounted. "${name}" stands for a part that only a run can
    // tell.
    const Str *full_paths;
    uint32_t full_path_count;
    Str view; // qualified name here, with its module elsewhere; as written if it is not ours
    bool is_async;
    bool is_mount;               // other routes stand below it
    uint32_t program_file, expr; // the call or decorator: index into Program.files, and exprs there
    // Where the view is: index into Program.files, and into functions or classes there; NONE when
    // it is not ours.
    uint32_t view_file, view_function, view_class;
    const Str
        *marks; // parallel to the columns of model/endpoint.h: what it touches, "" for nothing
} Route;

struct ProjectMatches;

typedef struct Matches {
    uint64_t syntax[FACT_COUNT]; // totals over all parsed files
    const Match *facts;          // parallel to rules->facts
    const Map *modules;      // parallel to rules->facts; len 0 unless as_modules: {module: count}
    const Match *signals;    // parallel to rules->signals
    const HitList *findings; // parallel to rules->findings
    const FrameworkMatch *frameworks; // parallel to rules->frameworks
    Route *routes;                    // sorted by path of the file and position
    uint32_t route_count;
    Map imports_top_level; // {first segment: count} of absolute imports outside TYPE_CHECKING
    // The deployables of the repository, sorted by root; at least one. Only in the matches of the
    // whole.
    const struct ProjectMatches *projects;
    uint32_t project_count;
} Matches;

// What was found in one deployable: the same lists, with only the hits in its files, and counts and
// conditions taken anew. Every file belongs to exactly one project.
typedef struct ProjectMatches {
    Str root;               // directory, "." for the whole repository
    Str name;               // that its manifest gives, "" without one
    uint32_t files;         // production Python files
    const uint32_t *owner;  // by source file: index of its project
    uint32_t index;         // of this one
    const Matches *matches; // the whole's own for a single project
} ProjectMatches;

#endif
