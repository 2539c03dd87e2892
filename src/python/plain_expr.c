// SPDX-License-Identifier: MIT
// Expressions of plain Python: operators, from the loosest to the tightest.
//
//     not a + b * c < d          NOT(COMPARISON(BINARY +(a, BINARY *(b, c)), d))
//     lambda x: x if y else z    LAMBDA(LAMBDA_PARAMETERS, CONDITIONAL)
//
// By recursive descent, and by climbing for the binary operators. Their precedence is the
// grammar's, where `^` binds more tightly than `&`, and `await a ** b` awaits the power.
#include "python/plain_parser.h"

#include "base/banned.h"

enum { LOWEST = 1, POWER = 8 };

// Tightness of a binary operator, 0 for anything else.
static uint32_t tightness(uint32_t kind) {
    switch (kind) {
    case '|': return LOWEST;
    case '&': return 2;
    case '^': return 3;
    case TOKEN_LEFT:
    case TOKEN_RIGHT: return 4;
    case '+':
    case '-': return 5;
    case '*':
    case '/':
    case '@':
    case '%':
    case TOKEN_FLOOR: return 6;
    case TOKEN_POWER: return POWER;
    default: return 0;
    }
}

static uint32_t plain_binary(Plain *p, uint32_t least);

static uint32_t plain_unary(Plain *p) {
    bool is_await = plain_is(p, WORD_AWAIT);
    if (!is_await && !plain_is(p, '-') && !plain_is(p, '+') && !plain_is(p, '~')) {
        return plain_primary(p);
    }
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, is_await ? NODE_AWAIT : NODE_UNARY);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_binary(p, POWER), is_await ? FIELD_NONE : FIELD_ARGUMENT);
    plain_end(p, node);
    plain_leave(p);
    return node;
}

// left operator right; the operator is the current token.
static uint32_t operation(Plain *p, NodeKind kind, uint32_t left, uint32_t (*right)(Plain *)) {
    uint32_t node = plain_around(p, kind, left);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, left, FIELD_LEFT);
    plain_add(p, &kids, plain_leaf(p, NODE_TOKEN), FIELD_OPERATOR);
    plain_add(p, &kids, right(p), FIELD_RIGHT);
    plain_end(p, node);
    return node;
}

static uint32_t plain_binary(Plain *p, uint32_t least) {
    if (!plain_enter(p)) return 0;
    uint32_t left = plain_unary(p);
    for (;;) {
        uint32_t tight = tightness(p->token->kind);
        if (!tight || tight < least) break;
        uint32_t node = plain_around(p, NODE_BINARY, left);
        Kids kids = plain_kids(node);
        plain_add(p, &kids, left, FIELD_LEFT);
        plain_add(p, &kids, plain_leaf(p, NODE_TOKEN), FIELD_OPERATOR);
        plain_add(p, &kids, plain_binary(p, tight == POWER ? POWER : tight + 1), FIELD_RIGHT);
        plain_end(p, node);
        left = node;
    }
    plain_leave(p);
    return left;
}

// Adds the comparison operator that stands here, one token or two; false if there is none.
static bool add_comparison(Plain *p, Kids *kids) {
    uint32_t kind = p->token->kind;
    bool is_two = (kind == WORD_NOT || kind == WORD_IS) &&
                  plain_peek(p) == (kind == WORD_IS ? WORD_NOT : WORD_IN);
    bool is_one =
        kind == '<' || kind == '>' || kind == TOKEN_COMPARE || kind == WORD_IN || kind == WORD_IS;
    if (!is_one && !is_two) return false;
    uint32_t node = plain_leaf(p, NODE_TOKEN);
    if (is_two) plain_next(p);
    plain_end(p, node);
    plain_add(p, kids, node, FIELD_NONE);
    return true;
}

static bool is_comparison(const Plain *p) {
    uint32_t kind = p->token->kind;
    return kind == '<' || kind == '>' || kind == TOKEN_COMPARE || kind == WORD_IN ||
           kind == WORD_IS || (kind == WORD_NOT && plain_peek(p) == WORD_IN);
}

static uint32_t plain_comparison(Plain *p) {
    uint32_t left = plain_binary(p, LOWEST);
    if (!is_comparison(p)) return left;
    uint32_t node = plain_around(p, NODE_COMPARISON, left);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, left, FIELD_NONE);
    while (add_comparison(p, &kids)) {
        plain_add(p, &kids, plain_binary(p, LOWEST), FIELD_NONE);
    }
    plain_end(p, node);
    return node;
}

static uint32_t plain_lambda(Plain *p);

static uint32_t plain_not(Plain *p) {
    if (plain_is(p, WORD_LAMBDA)) return plain_lambda(p);
    if (!plain_is(p, WORD_NOT)) return plain_comparison(p);
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, NODE_NOT);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_not(p), FIELD_ARGUMENT);
    plain_end(p, node);
    plain_leave(p);
    return node;
}

static uint32_t plain_and(Plain *p) {
    uint32_t left = plain_not(p);
    while (plain_is(p, WORD_AND))
        left = operation(p, NODE_BOOLEAN, left, plain_not);
    return left;
}

uint32_t plain_or(Plain *p) {
    uint32_t left = plain_and(p);
    while (plain_is(p, WORD_OR))
        left = operation(p, NODE_BOOLEAN, left, plain_and);
    return left;
}

// --- The loosest ---------------------------------------------------------------------------------

static uint32_t plain_lambda(Plain *p) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, NODE_LAMBDA);
    Kids kids = plain_kids(node);
    plain_next(p);
    if (!plain_is(p, ':')) {
        plain_add(p, &kids, plain_params(p, NODE_LAMBDA_PARAMETERS, ':'), FIELD_PARAMETERS);
    }
    plain_expect(p, ':');
    plain_add(p, &kids, plain_expr(p), FIELD_BODY);
    plain_end(p, node);
    plain_leave(p);
    return node;
}

static uint32_t plain_named(Plain *p) {
    uint32_t node = plain_node(p, NODE_NAMED_EXPRESSION);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, plain_leaf(p, NODE_IDENTIFIER), FIELD_NAME);
    plain_expect(p, TOKEN_WALRUS);
    plain_add(p, &kids, plain_expr(p), FIELD_VALUE);
    plain_end(p, node);
    return node;
}

uint32_t plain_expr(Plain *p) {
    if (!plain_enter(p)) return 0;
    uint32_t node;
    if (plain_is(p, TOKEN_NAME) && plain_peek(p) == TOKEN_WALRUS) {
        node = plain_named(p);
    } else {
        node = plain_or(p);
        if (plain_is(p, WORD_IF)) {
            uint32_t value = node;
            node = plain_around(p, NODE_CONDITIONAL, value);
            Kids kids = plain_kids(node);
            plain_add(p, &kids, value, FIELD_NONE);
            plain_next(p);
            plain_add(p, &kids, plain_or(p), FIELD_NONE);
            plain_expect(p, WORD_ELSE);
            plain_add(p, &kids, plain_expr(p), FIELD_NONE);
            plain_end(p, node);
        }
    }
    plain_leave(p);
    return node;
}

uint32_t plain_yield(Plain *p) {
    uint32_t node = plain_node(p, NODE_YIELD);
    Kids kids = plain_kids(node);
    plain_next(p);
    if (plain_take(p, WORD_FROM)) {
        plain_add(p, &kids, plain_expr(p), FIELD_NONE);
    } else if (!plain_is(p, TOKEN_NEWLINE) && !plain_is(p, ')') && !plain_is(p, ';')) {
        plain_add(p, &kids, plain_list(p), FIELD_NONE);
    }
    plain_end(p, node);
    return node;
}

// --- Lists without brackets ----------------------------------------------------------------------

static bool ends_item(const Plain *p) {
    switch (p->token->kind) {
    case ',':
    case ')':
    case ']':
    case '}':
    case '=':
    case ':':
    case ';':
    case WORD_IN:
    case TOKEN_NEWLINE: return true;
    default: return false;
    }
}

// Outside brackets the grammar reads *a(b), *a.b and *a[b] as one would think in some places and as
// links of *a in others, so these are not plain. Within, see plain_atom.c.
uint32_t plain_star(Plain *p, bool in_brackets) {
    uint32_t splat = plain_node(p, NODE_LIST_SPLAT);
    Kids kids = plain_kids(splat);
    plain_next(p);
    if (!plain_is(p, TOKEN_NAME) && !in_brackets) return plain_give_up(p);
    plain_add(p, &kids, in_brackets ? plain_primary(p) : plain_atom(p), FIELD_NONE);
    plain_end(p, splat);
    return ends_item(p) ? splat : plain_give_up(p);
}

static uint32_t item(Plain *p) {
    return plain_is(p, '*') ? plain_star(p, false) : plain_expr(p);
}

static bool begins_item(const Plain *p) {
    switch (p->token->kind) {
    case TOKEN_NEWLINE:
    case ';':
    case '=':
    case ':':
    case ')':
    case TOKEN_AUGMENT: return false;
    default: return true;
    }
}

uint32_t plain_list(Plain *p) {
    uint32_t first = item(p);
    if (!plain_is(p, ',')) return first;
    uint32_t node = plain_around(p, NODE_EXPRESSION_LIST, first);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, first, FIELD_NONE);
    while (plain_take(p, ',')) {
        if (!begins_item(p)) break;
        plain_add(p, &kids, item(p), FIELD_NONE);
    }
    plain_end(p, node);
    return node;
}
