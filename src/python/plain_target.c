// SPDX-License-Identifier: MIT
// Plain Python where names are given a meaning: targets, parameters, and the types beside them.
//
//     a, (b, *c) = …              PATTERN_LIST(a, TUPLE_PATTERN(b, LIST_SPLAT_PATTERN))
//     def f(a, *b, c: D = e):     PARAMETERS(a, LIST_SPLAT_PATTERN, TYPED_DEFAULT_PARAMETER)
//     x: List[A] | None           TYPE(UNION_TYPE(TYPE(GENERIC_TYPE(List, …)), TYPE(None)))
//
// A target is read as a value, since what it is shows only behind it, and then renamed. A type is a
// value but for what begins with Name[…]: that is a generic type to the grammar, and so on inside.
#include "python/plain_parser.h"

#include "base/banned.h"

static void rename(Plain *p, uint32_t node, NodeKind kind) {
    p->tree.nodes.items[node].kind = (uint8_t)kind;
}

static uint32_t first_child(const Plain *p, uint32_t node) {
    return p->tree.nodes.items[node].first;
}

static bool is_simple(NodeKind kind) {
    return kind == NODE_IDENTIFIER || kind == NODE_ATTRIBUTE || kind == NODE_SUBSCRIPT;
}

uint32_t plain_pattern(Plain *p, uint32_t node) {
    NodeKind kind = plain_kind(p, node);
    if (is_simple(kind)) return node;
    if (!plain_enter(p)) return 0;
    switch (kind) {
    case NODE_TUPLE:
    case NODE_PARENTHESIZED: rename(p, node, NODE_TUPLE_PATTERN); break;
    case NODE_LIST: rename(p, node, NODE_LIST_PATTERN); break;
    case NODE_EXPRESSION_LIST: rename(p, node, NODE_PATTERN_LIST); break;
    case NODE_LIST_SPLAT:
        rename(p, node, NODE_LIST_SPLAT_PATTERN);
        if (plain_kind(p, first_child(p, node)) != NODE_IDENTIFIER) plain_give_up(p);
        break;
    default: plain_give_up(p);
    }
    for (uint32_t kid = first_child(p, node); kid != NONE && !p->gave_up;
         kid = p->tree.nodes.items[kid].next) {
        plain_pattern(p, kid);
    }
    plain_leave(p);
    return node;
}

static uint32_t target(Plain *p) {
    return plain_is(p, '*') ? plain_star(p, false) : plain_primary(p);
}

uint32_t plain_targets(Plain *p) {
    uint32_t first = target(p);
    if (!plain_is(p, ',')) return plain_pattern(p, first);
    uint32_t node = plain_around(p, NODE_EXPRESSION_LIST, first);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, first, FIELD_NONE);
    while (plain_take(p, ',') && !plain_is(p, WORD_IN)) {
        plain_add(p, &kids, target(p), FIELD_NONE);
    }
    plain_end(p, node);
    return plain_pattern(p, node);
}

// --- Types ---------------------------------------------------------------------------------------

static uint32_t around_type(Plain *p, uint32_t node) {
    uint32_t type = plain_around(p, NODE_TYPE, node);
    Kids kids = plain_kids(type);
    plain_add(p, &kids, node, FIELD_NONE);
    plain_end(p, type);
    return type;
}

static bool begins_generic(const Plain *p) {
    if (!plain_is(p, TOKEN_NAME) || plain_peek(p) != '[') return false;
    Str name = plain_text(p);
    return !str_eq(name, STR("print")) && !str_eq(name, STR("exec")) && !str_eq(name, STR("match"));
}

// Name[A, B]
static uint32_t plain_generic(Plain *p) {
    uint32_t node = plain_node(p, NODE_GENERIC_TYPE);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, plain_leaf(p, NODE_IDENTIFIER), FIELD_NONE);
    uint32_t list = plain_node(p, NODE_TYPE_PARAMETER);
    Kids types = plain_kids(list);
    plain_next(p);
    do {
        plain_add(p, &types, plain_type(p), FIELD_NONE);
    } while (plain_take(p, ',') && !plain_is(p, ']'));
    plain_expect(p, ']');
    plain_end(p, list);
    plain_add(p, &kids, list, FIELD_NONE);
    plain_end(p, node);
    return around_type(p, node);
}

static bool ends_type(const Plain *p) {
    switch (p->token->kind) {
    case ',':
    case ')':
    case ']':
    case '=':
    case ':':
    case ';':
    case TOKEN_NEWLINE:
    case TOKEN_INDENT: return true;
    default: return false;
    }
}

uint32_t plain_type(Plain *p) {
    if (!plain_enter(p)) return 0;
    bool is_generic = begins_generic(p);
    if (plain_is(p, '*') || plain_is(p, TOKEN_POWER)) return plain_give_up(p);
    uint32_t type = is_generic ? plain_generic(p) : around_type(p, plain_expr(p));
    while (is_generic && plain_is(p, '|')) {
        uint32_t both = plain_around(p, NODE_UNION_TYPE, type);
        Kids kids = plain_kids(both);
        plain_add(p, &kids, type, FIELD_NONE);
        plain_add(p, &kids, plain_leaf(p, NODE_TOKEN), FIELD_NONE);
        is_generic = begins_generic(p);
        uint32_t right = is_generic ? plain_generic(p) : around_type(p, plain_expr(p));
        plain_add(p, &kids, right, FIELD_NONE);
        plain_end(p, both);
        type = around_type(p, both);
    }
    plain_leave(p);
    return ends_type(p) ? type : plain_give_up(p);
}

// --- Parameters ----------------------------------------------------------------------------------

static uint32_t starred(Plain *p) {
    bool is_one = plain_is(p, '*');
    bool is_name = plain_peek(p) == TOKEN_NAME;
    if (is_one && !is_name) return plain_leaf(p, NODE_OTHER);
    uint32_t node = plain_node(p, is_one ? NODE_LIST_SPLAT_PATTERN : NODE_DICTIONARY_SPLAT_PATTERN);
    Kids kids = plain_kids(node);
    plain_next(p);
    if (!is_name) return plain_give_up(p);
    plain_add(p, &kids, plain_leaf(p, NODE_IDENTIFIER), FIELD_NONE);
    plain_end(p, node);
    return node;
}

// name: type = value; only the names of functions' parameters have types.
static uint32_t plain_param(Plain *p, bool has_types) {
    if (plain_is(p, '/')) return plain_leaf(p, NODE_OTHER);
    bool is_starred = plain_is(p, '*') || plain_is(p, TOKEN_POWER);
    if (!is_starred && !plain_is(p, TOKEN_NAME)) return plain_give_up(p);
    uint32_t name = is_starred ? starred(p) : plain_leaf(p, NODE_IDENTIFIER);
    bool has_type = has_types && plain_is(p, ':');
    if (!has_type && !plain_is(p, '=')) return name;
    if (plain_kind(p, name) == NODE_OTHER) return plain_give_up(p);
    uint32_t node = plain_around(p, NODE_DEFAULT_PARAMETER, name);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, name, FIELD_NAME);
    if (has_type) {
        plain_next(p);
        plain_add(p, &kids, plain_type(p), FIELD_TYPE);
        rename(p, node, NODE_TYPED_DEFAULT_PARAMETER);
    }
    if (plain_is(p, '=')) {
        if (is_starred) return plain_give_up(p);
        plain_next(p);
        plain_add(p, &kids, plain_expr(p), FIELD_VALUE);
    } else {
        rename(p, node, NODE_TYPED_PARAMETER);
        p->tree.nodes.items[name].field = FIELD_NONE;
    }
    plain_end(p, node);
    return node;
}

uint32_t plain_params(Plain *p, NodeKind kind, uint32_t close) {
    uint32_t node = plain_node(p, kind);
    Kids kids = plain_kids(node);
    bool has_types = kind == NODE_PARAMETERS;
    if (has_types) plain_next(p);
    while (!plain_is(p, close) && !p->gave_up) {
        plain_add(p, &kids, plain_param(p, has_types), FIELD_NONE);
        if (!plain_take(p, ',')) break;
    }
    if (has_types) plain_expect(p, close);
    plain_end(p, node);
    return node;
}
