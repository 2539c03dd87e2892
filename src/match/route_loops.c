// SPDX-License-Identifier: MIT
// Routers that a loop puts into an application.
//
//   ROUTERS = [users.router, orders.router]
//   for router in ROUTERS:                          the nodes of both
//       app.include_router(router)
//   for module in (users, orders):
//       app.include_router(module.router)           the same
//   for prefix, router in [("/a", a), ("/b", b)]:
//       app.include_router(router, prefix=prefix)   a and b
//
// How: the loop that binds the name is looked up in the scopes around it, then the list that it runs
// over, also through a variable or a choice of two; each item is what the name may be.
//
// Limits: of the items that are tuples every router counts; lists that are computed are not known.
#include "match/route_nodes.h"

#include "base/banned.h"

enum { ITEMS_MAX = 500, CHOICES_MAX = 8, LOOK_BACK_MAX = 4000 };

typedef struct Loop {
    const Matcher *m;
    Arena *arena;
    RouteNodeVec *nodes;
    Str attribute; // of the loop variable that is asked for, "" for itself
} Loop;

static void add_node(Loop *loop, uint32_t file, uint32_t expr) {
    const Program *program = loop->m->program;
    const Target *target = &program->names[file].targets[expr];
    RouteNode node = 0;
    if (loop->attribute.len == 0)
        node = route_mounts_target(program, target);
    else if (target->kind == TARGET_MODULE)
        node = route_mounts_variable(loop->m, target->file, loop->attribute);
    if (node != 0) vec_push(loop->arena, loop->nodes, node);
}

static void add_items(Loop *loop, uint32_t file, uint32_t list) {
    const FileFacts *facts = &loop->m->program->files[file];
    for (uint32_t e = facts->exprs.items[list].first; e != NONE; e = facts->exprs.items[e].next) {
        if (loop->nodes->len >= ITEMS_MAX) return;
        if (facts->exprs.items[e].kind != EXPR_TUPLE) {
            add_node(loop, file, e);
            continue;
        }
        for (uint32_t part = facts->exprs.items[e].first; part != NONE;
             part = facts->exprs.items[part].next)
            add_node(loop, file, part);
    }
}

static bool is_list(const FileFacts *facts, uint32_t expr) {
    uint8_t kind = facts->exprs.items[expr].kind;
    return kind == EXPR_LIST || kind == EXPR_TUPLE || kind == EXPR_SET;
}

// What the loop runs over: a list, a name of one, or A if C else B.
static void add_iterable(Loop *loop, uint32_t file, uint32_t expr) {
    const Program *program = loop->m->program;
    const FileFacts *facts = &program->files[file];
    uint32_t maker_file, maker;
    if (is_list(facts, expr)) {
        add_items(loop, file, expr);
    } else if (route_text_maker(program, program->names[file].targets[expr].made_by, &maker_file,
                                &maker)) {
        if (is_list(&program->files[maker_file], maker)) add_items(loop, maker_file, maker);
    }
}

// The last binding of `name` in a scope before `offset`, NONE if there is none.
static uint32_t binding_before(const Matcher *m, uint32_t scope, Str name, uint32_t offset) {
    const ClassBodies *bodies = &m->bodies[m->program_file];
    uint32_t b = bodies->first[scope];
    for (uint32_t i = 0; b != NONE && i < LOOK_BACK_MAX; i++) {
        const Binding *binding = &m->facts->bindings.items[b];
        if (binding->offset <= offset && str_eq(binding->name, name)) return b;
        b = bodies->next[b];
    }
    return NONE;
}

// What the loop runs over that gives `name` its value at an expression; NONE if no loop does.
static uint32_t loop_of(const Matcher *m, const Expr *at, Str name) {
    const FileFacts *facts = m->facts;
    for (uint32_t s = at->scope; s != NONE; s = facts->scopes.items[s].parent) {
        // A comprehension names its variable before it binds it.
        bool is_late = facts->scopes.items[s].kind == SCOPE_COMPREHENSION;
        uint32_t b = binding_before(m, s, name, is_late ? NONE : at->offset);
        if (b == NONE) continue;
        const Binding *binding = &facts->bindings.items[b];
        bool is_loop = binding->kind == BINDING_FOR || binding->kind == BINDING_UNPACK;
        return is_loop ? binding->value : NONE;
    }
    return NONE;
}

void route_loops_nodes(const Matcher *m, uint32_t expr, Arena *arena, RouteNodeVec *nodes) {
    const Expr *e = &m->facts->exprs.items[expr];
    Loop loop = {.m = m, .arena = arena, .nodes = nodes};
    Str head;
    str_cut(e->text, '.', &head, &loop.attribute);
    uint32_t iterable = loop_of(m, e, head);
    if (iterable == NONE) return;
    const Expr *over = &m->facts->exprs.items[iterable];
    if (over->kind != EXPR_CONDITIONAL) {
        add_iterable(&loop, m->program_file, iterable);
        return;
    }
    uint32_t choice = over->first;
    for (uint32_t i = 0; choice != NONE && i < CHOICES_MAX; i++) {
        add_iterable(&loop, m->program_file, choice);
        choice = m->facts->exprs.items[choice].next;
    }
}
