// SPDX-License-Identifier: MIT
// Full paths of routes, in two steps: each file says what stands below what (route_mounts.c), then
// the paths are read off upwards (route_paths.c).
#ifndef MATCH_ROUTE_NODES_H
#define MATCH_ROUTE_NODES_H

#include "match/matcher.h"

// Which expression made the value (Target.made_by), or one of these with a number; 0 is none.
#define ROUTE_NODE_CLASS (UINT64_C(1) << 62)    // of Program.classes
#define ROUTE_NODE_FUNCTION (UINT64_C(1) << 63) // file << 32 | index

RouteNode route_mounts_expr(const Program *program, uint32_t file, uint32_t expr);
RouteNode route_mounts_target(const Program *program, const Target *target); // 0 for no node
// What the variable `name` of a module is bound to.
RouteNode route_mounts_variable(const Matcher *m, uint32_t file, Str name);
// Links of the file, after all calls, decorators and classes have been matched.
void route_mounts_link(Matcher *m);
// A call, or a class: by its base (`expr` NONE) or its decorator.
void route_mounts_keep(Matcher *m, const Clause *clause, uint32_t expr, uint32_t class_index);

// route_text.c
// The text of a path that is made of literals and constants, with a gap for what is computed:
// "${settings.BASE_PATH}orders/".
Str route_text_of(const Program *program, uint32_t file, uint32_t expr, Arena *arena);

// Where the expression stands that Target.made_by counts; false for 0.
bool route_text_maker(const Program *program, uint32_t made_by, uint32_t *file, uint32_t *expr);

// route_loops.c
// A name that a loop over routers gives a value: what each turn puts in its place.
// Out:    nodes, appended
typedef VEC(RouteNode) RouteNodeVec;
void route_loops_nodes(const Matcher *m, uint32_t expr, Arena *arena, RouteNodeVec *nodes);

// route_paths.c
// Fills the full paths of all routes.
void route_paths_join(const Program *program, HitSlot *slots, uint32_t slot_count, Arena *arena);

#endif
