// SPDX-License-Identifier: MIT
// The one walk over a file's syntax tree: moves the cursor, dispatches on the kind of node, and
// keeps what the take functions share (scopes, context, expressions under construction).
//
//     class A:                      take_def_class → scope A
//         def f(self): g()          take_def_function → scope A.f
//                                   take_expr_call → call in scope A.f
//
// Depth first in source order with one TSTreeCursor, by recursion: the take functions read like the
// grammar, and PYTHON_NESTING_MAX bounds the stack. Chains that real code makes thousands of terms
// long (a + b + c …) are loops in take_expr.c. What lies deeper is left out and reported.
//
// Measured on 2,039 files (28 MB) of a standard library with its packages: parsing 3.5 s, this walk
// with all tables 1.4 s. A tree-sitter query that only captures functions, classes, imports,
// decorators, calls and awaits takes 1.1 s, with scopes, context and expressions still to be found.
//
// Limits: nesting, number of nodes, WALK_SIBLINGS_MAX. Expressions nest no deeper than the tree.
// Adding a kind of node: one row in grammar.def, one function in the take_*.c it belongs to.
#include "python/walk.h"

#include "python/python.h"
#include "python/take.h"

#include "base/banned.h"

static const TakeFn TAKE[] = {
    [NODE_TOKEN] = NULL,
    [NODE_ASYNC] = NULL,
    [NODE_OTHER] = take_expr_other,
    [NODE_ERROR] = take_expr_other,
#define NODE(kind, name, take) [NODE_##kind] = take,
#include "python/grammar.def"
};
_Static_assert(ARRAY_LEN(TAKE) == NODE_KIND_COUNT, "one function a kind of node");

// --- Moving --------------------------------------------------------------------------------------

static void look(Walk *w) {
    w->node = ts_tree_cursor_current_node(&w->cursor);
    w->kind = grammar_kind(w->grammar, ts_node_symbol(w->node));
}

// Counts a visited node; false when the file has used up its nodes.
static bool spend_node(Walk *w) {
    if (w->nodes < PYTHON_NODES_MAX) {
        w->nodes++;
        return true;
    }
    if (!w->limit_line) w->limit_line = ts_node_start_point(w->node).row + 1;
    return false;
}

bool walk_down(Walk *w) {
    if (w->depth >= PYTHON_NESTING_MAX) {
        if (ts_node_child_count(w->node) && !w->nesting_line) {
            w->nesting_line = ts_node_start_point(w->node).row + 1;
        }
        return false;
    }
    if (!spend_node(w) || !ts_tree_cursor_goto_first_child(&w->cursor)) return false;
    w->depth++;
    look(w);
    return true;
}

bool walk_next(Walk *w) {
    if (!spend_node(w) || !ts_tree_cursor_goto_next_sibling(&w->cursor)) return false;
    look(w);
    return true;
}

bool walk_up(Walk *w) {
    ts_tree_cursor_goto_parent(&w->cursor);
    w->depth--;
    look(w);
    return false;
}

FieldKind walk_field(const Walk *w) {
    return (FieldKind)w->grammar->fields[ts_tree_cursor_current_field_id(&w->cursor)];
}

Str walk_text(const Walk *w, TSNode node) {
    return str_sub(w->text, ts_node_start_byte(node), ts_node_end_byte(node));
}

Str walk_name(const Walk *w, TSNode node) {
    return intern_str(w->intern, walk_text(w, node));
}

Pos walk_pos(const Walk *w, TSNode node) {
    TSPoint point = ts_node_start_point(node);
    return position_at(w->position, point.row, point.column, ts_node_start_byte(node));
}

// --- Taking --------------------------------------------------------------------------------------

uint32_t walk_take(Walk *w) {
    TakeFn take = TAKE[w->kind];
    return take ? take(w) : NONE;
}

static uint32_t take_with(Walk *w, Keep keep) {
    uint8_t saved = w->at.keep;
    w->at.keep = (uint8_t)keep;
    uint32_t expr = walk_take(w);
    w->at.keep = saved;
    return expr;
}

uint32_t walk_keep(Walk *w) {
    return take_with(w, KEEP_ALL);
}

void walk_visit(Walk *w) {
    take_with(w, KEEP_NAMES);
}

void walk_visit_target(Walk *w) {
    take_with(w, KEEP_CALLS);
}

void walk_visit_children(Walk *w) {
    WALK_CHILDREN(w) {
        walk_visit(w);
    }
}

// --- Recording -----------------------------------------------------------------------------------

void walk_fact(Walk *w, FactKind kind, Pos pos, Str detail) {
    Fact fact = {.kind = kind, .scope = w->at.scope, .pos = pos, .detail = detail};
    vec_push(w->scratch, &w->facts->facts, fact);
    w->facts->counts[kind]++;
}

uint32_t walk_scope(Walk *w, ScopeKind kind, bool is_async, uint32_t def) {
    Scope scope = {.kind = kind, .is_async = is_async, .parent = w->at.scope, .def = def};
    vec_push(w->scratch, &w->facts->scopes, scope);
    return w->facts->scopes.len - 1;
}

Binding walk_binding(const Walk *w, BindingKind kind, uint32_t value, TSNode head) {
    return (Binding){.kind = (uint8_t)kind,
                     .scope = w->at.scope,
                     .value = value,
                     .annotation = NONE,
                     .offset = ts_node_end_byte(head)};
}

void walk_bind(Walk *w, Binding binding, TSNode name) {
    binding.context = w->at.context;
    binding.name = walk_name(w, name);
    binding.pos = walk_pos(w, name);
    vec_push(w->scratch, &w->facts->bindings, binding);
}

// --- Expressions ---------------------------------------------------------------------------------

uint32_t walk_expr(Walk *w, ExprKind kind) {
    Keep least = kind == EXPR_NAME ? KEEP_NAMES : KEEP_ALL;
    if (w->at.keep < least) return NONE;
    Expr expr = {.kind = (uint8_t)kind,
                 .scope = w->at.scope,
                 .first = NONE,
                 .next = NONE,
                 .offset = ts_node_start_byte(w->node),
                 .pos = walk_pos(w, w->node)};
    vec_push(w->scratch, &w->facts->exprs, expr);
    return w->facts->exprs.len - 1;
}

void walk_expr_text(Walk *w, uint32_t expr, Str text) {
    if (expr != NONE) w->facts->exprs.items[expr].text = text;
}

ExprList walk_list(bool is_kept) {
    return (ExprList){.is_kept = is_kept, .first = NONE, .last = NONE};
}

void walk_append(Walk *w, ExprList *list, uint32_t expr) {
    if (expr == NONE || !list->is_kept || list->len == WALK_SIBLINGS_MAX) return;
    if (list->len == 0) {
        list->first = expr;
    } else {
        w->facts->exprs.items[list->last].next = expr;
    }
    list->last = expr;
    list->len++;
}

void walk_append_children(Walk *w, ExprList *list) {
    uint8_t saved = w->at.keep;
    WALK_CHILDREN(w) {
        walk_append(w, list, walk_take(w));
        if (list->len == WALK_SIBLINGS_MAX) w->at.keep = KEEP_CALLS;
    }
    w->at.keep = saved;
}

void walk_adopt(Walk *w, uint32_t parent, const ExprList *list) {
    if (parent != NONE) w->facts->exprs.items[parent].first = list->first;
}

void walk_module(Walk *w, TSNode root) {
    w->at = (Place){.scope = NONE};
    w->at.scope = walk_scope(w, SCOPE_MODULE, false, NONE);
    w->cursor = ts_tree_cursor_new(root);
    look(w);
    walk_visit(w);
    ts_tree_cursor_delete(&w->cursor);
}
