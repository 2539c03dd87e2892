// SPDX-License-Identifier: MIT
// The values of all expressions of a file.
//
//     app.include_router(users.router)      users.router, then app.include_router, then the call
//
// How: expressions are evaluated in source order, the parts of each before the whole, and each once:
// what a file asks of itself is remembered. What leads through other files is worked out anew by
// each file that asks, so that the result cannot depend on which thread came first.
//
// Limits: a question that has used up its steps is UNKNOWN DEPTH.
#include "resolve/evaluate.h"

#include "resolve/values.h"

#include "base/banned.h"

// Literals and containers have no meaning of their own; only what may stand for a name is
// evaluated.
static bool has_meaning(const Expr *expr) {
    switch ((ExprKind)expr->kind) {
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_CALL:
    case EXPR_SUBSCRIPT:
    case EXPR_CONDITIONAL:
    case EXPR_AWAIT:
    case EXPR_NAMED: return true;
    case EXPR_BINARY: return str_eq(expr->text, STR("or")) || str_eq(expr->text, STR("and"));
    default: return false;
    }
}

// Evaluates exprs [first, end), which are one tree or several: children come after their parents.
static void evaluate_backwards(Resolver *r, const FileFacts *facts, uint32_t first, uint32_t end) {
    for (uint32_t e = end; e > first; e--) {
        if (!has_meaning(&facts->exprs.items[e - 1])) continue;
        names_ask(r);
        r->targets[e - 1] = values_expr(r, r->file, e - 1);
        r->is_done[e - 1] = 1;
    }
}

static void evaluate_all(Resolver *r, const FileFacts *facts, Arena *scratch) {
    uint32_t n = facts->exprs.len;
    uint8_t *is_child = arena_array(scratch, uint8_t, n);
    for (uint32_t e = 0; e < n; e++) {
        const Expr *expr = &facts->exprs.items[e];
        if (expr->first != NONE) is_child[expr->first] = 1;
        if (expr->next != NONE) is_child[expr->next] = 1;
    }
    uint32_t first = 0;
    for (uint32_t e = 1; e <= n; e++) {
        if (e < n && is_child[e]) continue;
        evaluate_backwards(r, facts, first, e);
        first = e;
    }
}

static void begin(Resolver *r, uint32_t file, Target *targets, Arena *scratch) {
    r->file = file;
    r->targets = targets;
    r->is_done = arena_array(scratch, uint8_t, r->world->files[file].exprs.len);
    r->scratch = scratch;
    r->called = map_new(scratch, 0);
    r->returned.items = NULL;
    r->returned.len = r->returned.cap = 0;
    r->bound = arena_array(scratch, Remembered, r->world->files[file].bindings.len);
}

void evaluate_file(Resolver *r, uint32_t file, Target *targets, Arena *scratch) {
    begin(r, file, targets, scratch);
    evaluate_all(r, &r->world->files[file], scratch);
}

void evaluate_recall(Resolver *r, uint32_t file, Target *targets, Arena *scratch) {
    const FileFacts *facts = &r->world->files[file];
    begin(r, file, targets, scratch);
    for (uint32_t e = 0; e < facts->exprs.len; e++)
        r->is_done[e] = has_meaning(&facts->exprs.items[e]);
}

void evaluate_end(Resolver *r) {
    r->file = NONE;
    r->targets = NULL;
    r->is_done = NULL;
    r->bound = NULL;
}
