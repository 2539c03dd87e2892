// SPDX-License-Identifier: MIT
// Expressions → the pool of exprs, and each call once → calls.
//
//     app.add(Thing(1), *xs, n=2)     CALL: NAME app.add, CALL(NAME Thing, NUMBER 1),
//                                     STAR(NAME xs), KEYWORD n (NUMBER 2)
//                                     calls: app.add, Thing
//
// Where no table refers to an expression (a condition, a bare statement), it is walked but not
// kept: only the calls in it are. That halves the memory.
//
// Limits: WALK_SIBLINGS_MAX children of one node. A chain of operators is CHAIN_MAX levels deep;
// operands further left are children of one OTHER, so that `a + b + …` with thousands of terms
// stays shallow.
// Adding a kind: a row in grammar.def and, if it is to be told apart, a value of ExprKind.
#include "python/take.h"

#include "python/python.h"

#include "base/banned.h"

enum { CHAIN_MAX = 64 };

// A node of `kind` whose children are the node's.
static uint32_t take_as(Walk *w, ExprKind kind) {
    uint32_t expr = walk_expr(w, kind);
    ExprList children = walk_list(expr != NONE);
    walk_append_children(w, &children);
    walk_adopt(w, expr, &children);
    return expr;
}

uint32_t take_expr_other(Walk *w) {
    return take_as(w, EXPR_OTHER);
}

uint32_t take_expr_statement(Walk *w) {
    walk_visit_children(w);
    return NONE;
}

// Parentheses and the like: the one thing inside.
uint32_t take_expr_wrapped(Walk *w) {
    uint32_t inner = NONE;
    WALK_CHILDREN(w) {
        uint32_t expr = walk_take(w);
        if (expr != NONE) inner = expr;
    }
    return inner;
}

// The node's own text, cut.
static uint32_t take_literal(Walk *w, ExprKind kind) {
    uint32_t expr = walk_expr(w, kind);
    if (expr == NONE) return NONE;
    Str text = str_sub(walk_text(w, w->node), 0, EXPR_TEXT_MAX);
    walk_expr_text(w, expr, intern_str(w->intern, text));
    return expr;
}

uint32_t take_expr_number(Walk *w) {
    return take_literal(w, EXPR_NUMBER);
}

uint32_t take_expr_constant(Walk *w) {
    return take_literal(w, EXPR_CONSTANT);
}

// -1 is a number, not an operation.
uint32_t take_expr_unary(Walk *w) {
    uint32_t argument = walk_node(w, w->node)->first;
    NodeKind kind = argument == NONE ? NODE_OTHER : walk_kind(w, argument);
    bool is_number = kind == NODE_INTEGER || kind == NODE_FLOAT;
    return is_number ? take_literal(w, EXPR_NUMBER) : take_expr_other(w);
}

uint32_t take_expr_list(Walk *w) {
    return take_as(w, EXPR_LIST);
}

uint32_t take_expr_tuple(Walk *w) {
    return take_as(w, EXPR_TUPLE);
}

uint32_t take_expr_set(Walk *w) {
    return take_as(w, EXPR_SET);
}

uint32_t take_expr_dict(Walk *w) {
    return take_as(w, EXPR_DICT);
}

uint32_t take_expr_pair(Walk *w) {
    return take_as(w, EXPR_PAIR);
}

uint32_t take_expr_star(Walk *w) {
    return take_as(w, EXPR_STAR);
}

uint32_t take_expr_double_star(Walk *w) {
    return take_as(w, EXPR_DOUBLE_STAR);
}

// value[index], and List[int] in an annotation, where the grammar wraps the index once more.
uint32_t take_expr_subscript(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_SUBSCRIPT);
    ExprList children = walk_list(expr != NONE);
    WALK_CHILDREN(w) {
        if (w->kind == NODE_TYPE_PARAMETER) {
            walk_append_children(w, &children);
        } else {
            walk_append(w, &children, walk_take(w));
        }
    }
    walk_adopt(w, expr, &children);
    return expr;
}

// A if C else B: only A and B are possible values.
uint32_t take_expr_conditional(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_CONDITIONAL);
    ExprList children = walk_list(expr != NONE);
    uint32_t operand = 0;
    WALK_CHILDREN(w) {
        if (operand++ == 1) {
            walk_visit(w);
        } else {
            walk_append(w, &children, walk_take(w));
        }
    }
    walk_adopt(w, expr, &children);
    return expr;
}

uint32_t take_expr_call(Walk *w) {
    Place saved = w->at;
    w->at.keep = KEEP_ALL;
    uint32_t expr = walk_expr(w, EXPR_CALL);
    Call call = {.expr = expr, .scope = w->at.scope};
    vec_push(w->scratch, &w->facts->calls, call);
    ExprList children = walk_list(expr != NONE);
    WALK_CHILDREN(w) {
        if (w->kind == NODE_ARGUMENT_LIST) {
            walk_append_children(w, &children);
        } else {
            walk_append(w, &children, walk_take(w));
        }
    }
    walk_adopt(w, expr, &children);
    w->at = saved;
    return expr;
}

uint32_t take_expr_keyword(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_KEYWORD);
    ExprList value = walk_list(expr != NONE);
    WALK_CHILDREN(w) {
        if (walk_field(w) == FIELD_NAME) {
            if (expr != NONE) walk_expr_text(w, expr, walk_name(w, w->node));
        } else {
            walk_append(w, &value, walk_take(w));
        }
    }
    walk_adopt(w, expr, &value);
    return expr;
}

uint32_t take_expr_await(Walk *w) {
    walk_fact(w, FACT_AWAIT, walk_pos(w, w->node), STR(""));
    uint32_t expr = walk_expr(w, EXPR_AWAIT);
    uint32_t first_call = w->facts->calls.len;
    ExprList child = walk_list(expr != NONE);
    WALK_CHILDREN(w) {
        uint32_t value = walk_take(w);
        if (value != NONE && w->facts->exprs.items[value].kind == EXPR_CALL) {
            w->facts->calls.items[first_call].is_awaited = true; // the outermost call comes first
        }
        walk_append(w, &child, value);
    }
    walk_adopt(w, expr, &child);
    return expr;
}

// --- Chains of binary operators ------------------------------------------------------------------

static bool is_binary(NodeKind kind) {
    return kind == NODE_BINARY || kind == NODE_BOOLEAN || kind == NODE_UNION_TYPE;
}

// a + b + c is ((a + b) + c): the levels lie on the left. The upper ones become BINARY, each inside
// the one before; all below the last of them become children of one OTHER.
typedef struct Chain {
    uint32_t first;  // expr of the outermost level; those of the levels inside follow
    uint32_t levels; // with an expr of their own
    uint32_t flat;   // levels below, without
    bool is_kept;
} Chain;

static Chain chain_down(Walk *w) {
    uint32_t room = (PYTHON_NESTING_MAX - w->depth) / 2;
    uint32_t limit = room < CHAIN_MAX ? room : CHAIN_MAX;
    Chain chain = {.first = w->facts->exprs.len, .is_kept = w->at.keep == KEEP_ALL};
    while (is_binary(w->kind)) {
        bool is_flat = chain.levels >= limit;
        if (!is_flat || chain.flat == 0) walk_expr(w, is_flat ? EXPR_OTHER : EXPR_BINARY);
        if (!walk_down(w)) break;
        if (is_flat) {
            chain.flat++;
            w->depth--; // a loop, not recursion: costs no stack
        } else {
            chain.levels++;
        }
    }
    return chain;
}

// Takes the operator and the right operand beside the cursor, then goes up one level.
static void chain_up(Walk *w, uint32_t expr, ExprList *operands) {
    while (walk_next(w)) {
        if (w->kind == NODE_TOKEN) {
            if (expr != NONE && w->facts->exprs.items[expr].kind == EXPR_BINARY) {
                walk_expr_text(w, expr, walk_name(w, w->node));
            }
        } else {
            walk_append(w, operands, walk_take(w));
        }
    }
    walk_up(w);
}

uint32_t take_expr_binary(Walk *w) {
    Chain chain = chain_down(w);
    uint32_t left = is_binary(w->kind) ? NONE : walk_take(w); // a limit stopped the way down
    if (chain.flat) {
        uint32_t expr = chain.is_kept ? chain.first + chain.levels : NONE;
        ExprList operands = walk_list(chain.is_kept);
        walk_append(w, &operands, left);
        for (; chain.flat > 0; chain.flat--) {
            w->depth++;
            chain_up(w, expr, &operands);
        }
        walk_adopt(w, expr, &operands);
        left = expr;
    }
    while (chain.levels > 0) {
        chain.levels--;
        uint32_t expr = chain.is_kept ? chain.first + chain.levels : NONE;
        ExprList operands = walk_list(chain.is_kept);
        walk_append(w, &operands, left);
        chain_up(w, expr, &operands);
        walk_adopt(w, expr, &operands);
        left = expr;
    }
    return left;
}
