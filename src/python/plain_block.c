// SPDX-License-Identifier: MIT
// Statements of plain Python with blocks.
//
//     async with (a as b, c):  WITH(ASYNC, with_clause(with_item(AS_PATTERN), with_item), BLOCK)
//     except A as b:           EXCEPT_CLAUSE(AS_PATTERN(A, AS_PATTERN_TARGET(b)), BLOCK)
//
// What is in parentheses behind `with` is a list of items to the grammar if it holds a comma and
// the colon follows, and an expression otherwise.
#include "python/plain_parser.h"

#include "base/banned.h"

static void add_async(Plain *p, Kids *kids) {
    if (plain_is(p, WORD_ASYNC)) plain_add(p, kids, plain_leaf(p, NODE_ASYNC), FIELD_NONE);
}

// --- if, loops, try ------------------------------------------------------------------------------

// else: or finally: with their block.
static uint32_t plain_clause(Plain *p, FieldKind field) {
    uint32_t node = plain_node(p, NODE_OTHER);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_suite(p), field);
    plain_end(p, node);
    return node;
}

static void add_else(Plain *p, Kids *kids, FieldKind field) {
    if (plain_is(p, WORD_ELSE)) plain_add(p, kids, plain_clause(p, FIELD_BODY), field);
}

// A word, a condition and a block: if, elif, while.
static Kids plain_condition(Plain *p, NodeKind kind, FieldKind block) {
    uint32_t node = plain_node(p, kind);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_expr(p), FIELD_CONDITION);
    plain_add(p, &kids, plain_suite(p), block);
    plain_end(p, node);
    return kids;
}

static uint32_t plain_if(Plain *p) {
    Kids kids = plain_condition(p, NODE_IF, FIELD_CONSEQUENCE);
    while (plain_is(p, WORD_ELIF)) {
        Kids branch = plain_condition(p, NODE_ELIF_CLAUSE, FIELD_CONSEQUENCE);
        plain_add(p, &kids, branch.parent, FIELD_ALTERNATIVE);
    }
    add_else(p, &kids, FIELD_ALTERNATIVE);
    plain_end(p, kids.parent);
    return kids.parent;
}

static uint32_t plain_while(Plain *p) {
    Kids kids = plain_condition(p, NODE_WHILE, FIELD_BODY);
    add_else(p, &kids, FIELD_ALTERNATIVE);
    plain_end(p, kids.parent);
    return kids.parent;
}

static uint32_t plain_for_loop(Plain *p) {
    uint32_t node = plain_node(p, NODE_FOR);
    Kids kids = plain_kids(node);
    add_async(p, &kids);
    plain_expect(p, WORD_FOR);
    plain_add(p, &kids, plain_targets(p), FIELD_LEFT);
    plain_expect(p, WORD_IN);
    plain_add(p, &kids, plain_list(p), FIELD_RIGHT);
    plain_add(p, &kids, plain_suite(p), FIELD_BODY);
    add_else(p, &kids, FIELD_ALTERNATIVE);
    plain_end(p, node);
    return node;
}

// value, or value as target
static uint32_t plain_as(Plain *p) {
    uint32_t value = plain_expr(p);
    if (!plain_is(p, WORD_AS)) return value;
    NodeKind kind = plain_kind(p, value);
    bool is_loose =
        kind == NODE_CONDITIONAL || kind == NODE_LAMBDA || kind == NODE_NAMED_EXPRESSION;
    if (is_loose) return plain_give_up(p); // `as` would go inside
    uint32_t node = plain_around(p, NODE_AS_PATTERN, value);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, value, FIELD_NONE);
    plain_next(p);
    uint32_t target = plain_node(p, NODE_AS_PATTERN_TARGET);
    Kids inside = plain_kids(target);
    plain_add(p, &inside, plain_primary(p), FIELD_NONE);
    plain_end(p, target);
    plain_add(p, &kids, target, FIELD_ALIAS);
    plain_end(p, node);
    return node;
}

static uint32_t plain_except(Plain *p) {
    uint32_t node = plain_node(p, NODE_EXCEPT_CLAUSE);
    Kids kids = plain_kids(node);
    plain_next(p);
    bool is_group = plain_take(p, '*');
    if (is_group || !plain_is(p, ':')) plain_add(p, &kids, plain_as(p), FIELD_VALUE);
    plain_add(p, &kids, plain_suite(p), FIELD_NONE);
    plain_end(p, node);
    return node;
}

static uint32_t plain_try(Plain *p) {
    uint32_t node = plain_node(p, NODE_TRY);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_suite(p), FIELD_BODY);
    while (plain_is(p, WORD_EXCEPT))
        plain_add(p, &kids, plain_except(p), FIELD_NONE);
    add_else(p, &kids, FIELD_NONE);
    if (plain_is(p, WORD_FINALLY)) plain_add(p, &kids, plain_clause(p, FIELD_NONE), FIELD_NONE);
    plain_end(p, node);
    return node;
}

// --- with ----------------------------------------------------------------------------------------

typedef struct Parenthesis {
    bool is_all;    // the colon follows
    bool has_comma; // on its own level
    bool has_as;
} Parenthesis;

// Looks through the parenthesis that opens here.
static Parenthesis look_through(const Plain *p) {
    Parenthesis found = {0};
    uint32_t depth = 0;
    for (const Token *token = p->token; token != p->end; token++) {
        switch (token->kind) {
        case '(':
        case '[':
        case '{': depth++; break;
        case ')':
        case ']':
        case '}': depth--; break;
        case ',': found.has_comma |= depth == 1; break;
        case WORD_AS: found.has_as |= depth == 1; break;
        default: break;
        }
        if (depth == 0) {
            found.is_all = token[1].kind == ':';
            return found;
        }
    }
    return found;
}

static uint32_t around_item(Plain *p, uint32_t value) {
    uint32_t node = plain_around(p, NODE_OTHER, value);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, value, FIELD_VALUE);
    plain_end(p, node);
    return node;
}

// (value as target), alone.
static uint32_t as_in_parentheses(Plain *p) {
    uint32_t node = plain_node(p, NODE_PARENTHESIZED);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_as(p), FIELD_NONE);
    plain_expect(p, ')');
    plain_end(p, node);
    return node;
}

static uint32_t plain_items(Plain *p) {
    uint32_t node = plain_node(p, NODE_OTHER);
    Kids kids = plain_kids(node);
    Parenthesis inside = plain_is(p, '(') ? look_through(p) : (Parenthesis){0};
    if (inside.is_all && inside.has_comma) {
        plain_next(p);
        do {
            plain_add(p, &kids, around_item(p, plain_as(p)), FIELD_NONE);
        } while (plain_take(p, ',') && !plain_is(p, ')'));
        plain_expect(p, ')');
    } else if (inside.is_all && inside.has_as) {
        plain_add(p, &kids, around_item(p, as_in_parentheses(p)), FIELD_NONE);
    } else {
        do {
            plain_add(p, &kids, around_item(p, plain_as(p)), FIELD_NONE);
        } while (plain_take(p, ','));
    }
    plain_end(p, node);
    return node;
}

static uint32_t plain_with(Plain *p) {
    uint32_t node = plain_node(p, NODE_WITH);
    Kids kids = plain_kids(node);
    add_async(p, &kids);
    plain_expect(p, WORD_WITH);
    plain_add(p, &kids, plain_items(p), FIELD_NONE);
    plain_add(p, &kids, plain_suite(p), FIELD_BODY);
    plain_end(p, node);
    return node;
}

// --- Definitions ---------------------------------------------------------------------------------

static void add_name(Plain *p, Kids *kids) {
    if (!plain_is(p, TOKEN_NAME)) plain_give_up(p);
    plain_add(p, kids, plain_leaf(p, NODE_IDENTIFIER), FIELD_NAME);
}

static uint32_t plain_def(Plain *p) {
    uint32_t node = plain_node(p, NODE_FUNCTION);
    Kids kids = plain_kids(node);
    add_async(p, &kids);
    plain_expect(p, WORD_DEF);
    add_name(p, &kids);
    if (!plain_is(p, '(')) return plain_give_up(p);
    plain_add(p, &kids, plain_params(p, NODE_PARAMETERS, ')'), FIELD_PARAMETERS);
    if (plain_take(p, TOKEN_ARROW)) plain_add(p, &kids, plain_type(p), FIELD_RETURN_TYPE);
    plain_add(p, &kids, plain_suite(p), FIELD_BODY);
    plain_end(p, node);
    return node;
}

static uint32_t plain_class(Plain *p) {
    uint32_t node = plain_node(p, NODE_CLASS);
    Kids kids = plain_kids(node);
    plain_next(p);
    add_name(p, &kids);
    if (plain_is(p, '(')) {
        uint32_t bases = plain_arguments(p);
        if (plain_kind(p, bases) != NODE_ARGUMENT_LIST) return plain_give_up(p);
        plain_add(p, &kids, bases, FIELD_SUPERCLASSES);
    }
    plain_add(p, &kids, plain_suite(p), FIELD_BODY);
    plain_end(p, node);
    return node;
}

static uint32_t plain_decorated(Plain *p) {
    uint32_t node = plain_node(p, NODE_DECORATED);
    Kids kids = plain_kids(node);
    while (plain_is(p, '@')) {
        uint32_t decorator = plain_node(p, NODE_DECORATOR);
        Kids inside = plain_kids(decorator);
        plain_next(p);
        plain_add(p, &inside, plain_expr(p), FIELD_NONE);
        plain_expect(p, TOKEN_NEWLINE);
        plain_end(p, decorator);
        plain_add(p, &kids, decorator, FIELD_NONE);
    }
    plain_add(p, &kids, plain_is(p, WORD_CLASS) ? plain_class(p) : plain_def(p), FIELD_NONE);
    plain_end(p, node);
    return node;
}

static uint32_t plain_async(Plain *p) {
    switch (plain_peek(p)) {
    case WORD_DEF: return plain_def(p);
    case WORD_FOR: return plain_for_loop(p);
    case WORD_WITH: return plain_with(p);
    default: return plain_give_up(p);
    }
}

uint32_t plain_compound(Plain *p) {
    switch (p->token->kind) {
    case WORD_IF: return plain_if(p);
    case WORD_WHILE: return plain_while(p);
    case WORD_FOR: return plain_for_loop(p);
    case WORD_TRY: return plain_try(p);
    case WORD_WITH: return plain_with(p);
    case WORD_DEF: return plain_def(p);
    case WORD_CLASS: return plain_class(p);
    case WORD_ASYNC: return plain_async(p);
    case '@': return plain_decorated(p);
    default: return NONE;
    }
}
