// SPDX-License-Identifier: MIT
// Comprehensions and generator expressions: a scope of their own, loop variables, `async for`
// clauses.
//
//     [f(x) for x in rows if x]     OTHER: CALL f(x) in the scope of the comprehension, NAME rows
//                                   outside; bindings: x in the comprehension, value NAME rows
//
// As in CPython the first iterable belongs to the scope outside, everything else to the
// comprehension. The loop variables come after the body in the source but hold in it, so their
// bindings take effect at the start of the comprehension.
#include "python/take.h"

#include "base/banned.h"

// Takes `async for target in iterable`; the cursor stands on the clause.
static uint32_t take_clause(Walk *w, uint32_t iterable_scope, uint32_t start) {
    Place inside = w->at;
    uint32_t iterable = NONE;
    bool is_async = false;
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (w->kind == NODE_ASYNC) is_async = true;
        if (field == FIELD_LEFT) {
            if (is_async) walk_fact(w, FACT_ASYNC_COMPREHENSION, walk_pos(w, w->node), STR(""));
            walk_visit_target(w);
        }
        if (field == FIELD_RIGHT && w->kind != NODE_TOKEN) {
            w->at.scope = iterable_scope;
            iterable = walk_keep(w);
            w->at = inside;
        }
    }
    Binding binding = walk_binding(w, BINDING_FOR, iterable, w->node);
    binding.offset = start;
    take_assign_field(w, FIELD_LEFT, binding);
    return iterable;
}

uint32_t take_comprehension(Walk *w) {
    Place outside = w->at;
    uint32_t start = walk_node(w, w->node)->start;
    uint32_t expr = walk_expr(w, EXPR_OTHER);
    w->at.scope = walk_scope(w, SCOPE_COMPREHENSION, false, NONE);
    ExprList children = walk_list(expr != NONE);
    uint32_t iterable_scope = outside.scope;
    WALK_CHILDREN(w) {
        uint32_t child = NONE;
        if (w->kind == NODE_FOR_IN_CLAUSE) {
            child = take_clause(w, iterable_scope, start);
            iterable_scope = w->at.scope;
        } else {
            child = walk_take(w);
        }
        walk_append(w, &children, child);
    }
    w->at = outside;
    walk_adopt(w, expr, &children);
    return expr;
}
