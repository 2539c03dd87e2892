// SPDX-License-Identifier: MIT
// What operators of plain Python stand between: names, literals, brackets, and the chains of
// attributes, calls and subscripts behind them.
//
//     (a, *b)  (a)  (a for b in c)     TUPLE, PARENTHESIZED, GENERATOR
//     f(a, *b, c=d)[e:f].g             ATTRIBUTE(SUBSCRIPT(CALL(f, ARGUMENT_LIST), slice), g)
//     f"a{b!r:>{c}}"                   STRING(STRING_CONTENT, INTERPOLATION(b, FORMAT_SPECIFIER))
#include "python/plain_parser.h"

#include "base/banned.h"

// --- Strings -------------------------------------------------------------------------------------

static uint32_t content_start(const Plain *p, uint32_t *quote_len) {
    uint32_t start = p->token->start;
    while (p->text.ptr[start] != '"' && p->text.ptr[start] != '\'')
        start++;
    char quote = p->text.ptr[start];
    bool is_triple = p->token->end - start >= 6 && p->text.ptr[start + 1] == quote &&
                     p->text.ptr[start + 2] == quote;
    *quote_len = is_triple ? 3 : 1;
    return start + *quote_len;
}

static uint32_t plain_string(Plain *p) {
    uint32_t node = plain_node(p, NODE_STRING);
    uint32_t quote_len;
    uint32_t start = content_start(p, &quote_len);
    uint32_t end = p->token->end - quote_len;
    if (end > start) {
        Kids kids = plain_kids(node);
        uint32_t content = plain_node(p, NODE_STRING_CONTENT);
        p->tree.nodes.items[content].start = start;
        p->tree.nodes.items[content].end = end;
        plain_add(p, &kids, content, FIELD_NONE);
    }
    plain_next(p);
    return node;
}

static uint32_t plain_field(Plain *p, NodeKind kind);

static uint32_t plain_spec(Plain *p) {
    uint32_t node = plain_node(p, NODE_FORMAT_SPECIFIER);
    Kids kids = plain_kids(node);
    plain_next(p);
    for (;;) {
        if (plain_is(p, TOKEN_F_OPEN)) {
            plain_add(p, &kids, plain_field(p, NODE_FORMAT_EXPRESSION), FIELD_NONE);
        } else if (!plain_take(p, TOKEN_F_TEXT)) {
            break;
        }
    }
    plain_end(p, node);
    return node;
}

// {value = !r:spec}
static uint32_t plain_field(Plain *p, NodeKind kind) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, kind);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_expr(p), FIELD_NONE);
    plain_take(p, '=');
    plain_take(p, TOKEN_F_CONVERSION);
    if (plain_is(p, TOKEN_F_SPEC)) plain_add(p, &kids, plain_spec(p), FIELD_NONE);
    plain_expect(p, TOKEN_F_CLOSE);
    plain_end(p, node);
    plain_leave(p);
    return node;
}

static uint32_t plain_formatted(Plain *p) {
    uint32_t node = plain_node(p, NODE_STRING);
    Kids kids = plain_kids(node);
    plain_next(p);
    while (!plain_is(p, TOKEN_F_END) && !p->gave_up) {
        uint32_t part = plain_is(p, TOKEN_F_TEXT) ? plain_leaf(p, NODE_STRING_CONTENT)
                                                  : plain_field(p, NODE_INTERPOLATION);
        plain_add(p, &kids, part, FIELD_NONE);
    }
    plain_expect(p, TOKEN_F_END);
    plain_end(p, node);
    return node;
}

static bool begins_string(const Plain *p) {
    return plain_is(p, TOKEN_STRING) || plain_is(p, TOKEN_STRING_BARE) ||
           plain_is(p, TOKEN_F_START);
}

static uint32_t one_string(Plain *p) {
    if (plain_is(p, TOKEN_STRING_BARE)) return plain_leaf(p, NODE_STRING);
    return plain_is(p, TOKEN_STRING) ? plain_string(p) : plain_formatted(p);
}

static uint32_t plain_strings(Plain *p) {
    uint32_t first = one_string(p);
    if (!begins_string(p)) return first;
    uint32_t node = plain_around(p, NODE_CONCATENATED_STRING, first);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, first, FIELD_NONE);
    while (begins_string(p)) {
        plain_add(p, &kids, one_string(p), FIELD_NONE);
    }
    plain_end(p, node);
    return node;
}

// --- Comprehensions ------------------------------------------------------------------------------

static bool begins_clauses(const Plain *p) {
    return plain_is(p, WORD_FOR) || plain_is(p, WORD_ASYNC);
}

static uint32_t plain_for(Plain *p) {
    uint32_t node = plain_node(p, NODE_FOR_IN_CLAUSE);
    Kids kids = plain_kids(node);
    if (plain_is(p, WORD_ASYNC)) plain_add(p, &kids, plain_leaf(p, NODE_ASYNC), FIELD_NONE);
    plain_expect(p, WORD_FOR);
    plain_add(p, &kids, plain_targets(p), FIELD_LEFT);
    plain_expect(p, WORD_IN);
    if (plain_is(p, WORD_LAMBDA)) plain_give_up(p);
    plain_add(p, &kids, plain_or(p), FIELD_RIGHT);
    plain_end(p, node);
    return node;
}

// The clauses after the body, up to the bracket's end; `node` was made where the bracket opens.
static uint32_t plain_clauses(Plain *p, NodeKind kind, uint32_t node, uint32_t body) {
    p->tree.nodes.items[node].kind = (uint8_t)kind;
    Kids kids = plain_kids(node);
    plain_add(p, &kids, body, FIELD_BODY);
    while (begins_clauses(p) || plain_is(p, WORD_IF)) {
        if (plain_is(p, WORD_IF)) {
            uint32_t filter = plain_node(p, NODE_OTHER);
            Kids inside = plain_kids(filter);
            plain_next(p);
            if (plain_is(p, WORD_LAMBDA)) plain_give_up(p);
            plain_add(p, &inside, plain_or(p), FIELD_NONE);
            plain_end(p, filter);
            plain_add(p, &kids, filter, FIELD_NONE);
        } else {
            plain_add(p, &kids, plain_for(p), FIELD_NONE);
        }
    }
    return node;
}

// --- Brackets ------------------------------------------------------------------------------------

static uint32_t close_bracket(Plain *p, uint32_t node, uint32_t close) {
    plain_expect(p, close);
    plain_end(p, node);
    plain_leave(p);
    return node;
}

static uint32_t item(Plain *p) {
    return plain_is(p, '*') ? plain_star(p, true) : plain_expr(p);
}

// *a.b, *a[b] or *a(b). Alone, without a comma, the grammar takes it for a link of *a.
static bool is_linked_star(const Plain *p, uint32_t node) {
    if (plain_kind(p, node) != NODE_LIST_SPLAT) return false;
    NodeKind kind = plain_kind(p, p->tree.nodes.items[node].first);
    return kind == NODE_ATTRIBUTE || kind == NODE_SUBSCRIPT || kind == NODE_CALL;
}

// Adds the items that follow the first one.
static void add_items(Plain *p, Kids *kids, uint32_t close) {
    while (plain_take(p, ',') && !plain_is(p, close)) {
        plain_add(p, kids, item(p), FIELD_NONE);
    }
}

static uint32_t plain_parenthesis(Plain *p) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, NODE_TUPLE);
    Kids kids = plain_kids(node);
    plain_next(p);
    if (plain_is(p, ')')) return close_bracket(p, node, ')');
    bool is_star = plain_is(p, '*');
    bool is_yield = plain_is(p, WORD_YIELD);
    uint32_t first = is_yield ? plain_yield(p) : item(p);
    if (begins_clauses(p)) {
        if (is_star || is_yield) return plain_give_up(p);
        plain_clauses(p, NODE_GENERATOR, node, first);
    } else {
        plain_add(p, &kids, first, FIELD_NONE);
        if (!plain_is(p, ',')) {
            if (is_star) return plain_give_up(p);
            p->tree.nodes.items[node].kind = NODE_PARENTHESIZED;
        } else if (is_yield) {
            return plain_give_up(p);
        }
        add_items(p, &kids, ')');
    }
    return close_bracket(p, node, ')');
}

static uint32_t plain_square(Plain *p) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, NODE_LIST);
    Kids kids = plain_kids(node);
    plain_next(p);
    if (plain_is(p, ']')) return close_bracket(p, node, ']');
    bool is_star = plain_is(p, '*');
    uint32_t first = item(p);
    if (begins_clauses(p)) {
        if (is_star) return plain_give_up(p);
        plain_clauses(p, NODE_LIST_COMPREHENSION, node, first);
    } else {
        if (!plain_is(p, ',') && is_linked_star(p, first)) return plain_give_up(p);
        plain_add(p, &kids, first, FIELD_NONE);
        add_items(p, &kids, ']');
    }
    return close_bracket(p, node, ']');
}

// **a or a: b, or only `a`, which makes the braces a set.
static uint32_t plain_entry(Plain *p) {
    if (plain_is(p, TOKEN_POWER)) {
        uint32_t splat = plain_node(p, NODE_DICTIONARY_SPLAT);
        Kids kids = plain_kids(splat);
        plain_next(p);
        plain_add(p, &kids, plain_expr(p), FIELD_NONE);
        plain_end(p, splat);
        return splat;
    }
    uint32_t key = item(p);
    if (!plain_is(p, ':')) return key;
    if (plain_kind(p, key) == NODE_LIST_SPLAT) return plain_give_up(p);
    uint32_t pair = plain_around(p, NODE_PAIR, key);
    Kids kids = plain_kids(pair);
    plain_add(p, &kids, key, FIELD_NONE);
    plain_next(p);
    plain_add(p, &kids, plain_expr(p), FIELD_VALUE);
    plain_end(p, pair);
    return pair;
}

static bool is_entry(const Plain *p, uint32_t node) {
    return plain_kind(p, node) == NODE_PAIR || plain_kind(p, node) == NODE_DICTIONARY_SPLAT;
}

static uint32_t plain_braces(Plain *p) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, NODE_DICTIONARY);
    Kids kids = plain_kids(node);
    plain_next(p);
    if (plain_is(p, '}')) return close_bracket(p, node, '}');
    bool is_star = plain_is(p, '*') || plain_is(p, TOKEN_POWER);
    uint32_t first = plain_entry(p);
    bool is_dict = is_entry(p, first);
    if (!is_dict) p->tree.nodes.items[node].kind = NODE_SET;
    if (begins_clauses(p)) {
        if (is_star) return plain_give_up(p);
        NodeKind kind = is_dict ? NODE_DICTIONARY_COMPREHENSION : NODE_SET_COMPREHENSION;
        plain_clauses(p, kind, node, first);
        return close_bracket(p, node, '}');
    }
    if (!plain_is(p, ',') && is_linked_star(p, first)) return plain_give_up(p);
    plain_add(p, &kids, first, FIELD_NONE);
    while (plain_take(p, ',') && !plain_is(p, '}')) {
        uint32_t entry = plain_entry(p);
        if (is_entry(p, entry) != is_dict) return plain_give_up(p);
        plain_add(p, &kids, entry, FIELD_NONE);
    }
    return close_bracket(p, node, '}');
}

uint32_t plain_atom(Plain *p) {
    switch (p->token->kind) {
    case TOKEN_NAME: return plain_leaf(p, NODE_IDENTIFIER);
    case TOKEN_INTEGER: return plain_leaf(p, NODE_INTEGER);
    case TOKEN_FLOAT: return plain_leaf(p, NODE_FLOAT);
    case TOKEN_ELLIPSIS: return plain_leaf(p, NODE_ELLIPSIS);
    case WORD_TRUE: return plain_leaf(p, NODE_TRUE);
    case WORD_FALSE: return plain_leaf(p, NODE_FALSE);
    case WORD_NONE: return plain_leaf(p, NODE_NONE);
    case TOKEN_STRING:
    case TOKEN_STRING_BARE:
    case TOKEN_F_START: return plain_strings(p);
    case '(': return plain_parenthesis(p);
    case '[': return plain_square(p);
    case '{': return plain_braces(p);
    default: return plain_give_up(p);
    }
}

// --- Calls and subscripts ------------------------------------------------------------------------

static uint32_t plain_splat(Plain *p, NodeKind kind) {
    uint32_t node = plain_node(p, kind);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_expr(p), FIELD_NONE);
    plain_end(p, node);
    return node;
}

static uint32_t plain_argument(Plain *p) {
    if (plain_is(p, '*')) return plain_splat(p, NODE_LIST_SPLAT);
    if (plain_is(p, TOKEN_POWER)) return plain_splat(p, NODE_DICTIONARY_SPLAT);
    if (!plain_is(p, TOKEN_NAME) || plain_peek(p) != '=') return plain_expr(p);
    uint32_t node = plain_node(p, NODE_KEYWORD_ARGUMENT);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, plain_leaf(p, NODE_IDENTIFIER), FIELD_NAME);
    plain_next(p);
    plain_add(p, &kids, plain_expr(p), FIELD_VALUE);
    plain_end(p, node);
    return node;
}

uint32_t plain_arguments(Plain *p) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_node(p, NODE_ARGUMENT_LIST);
    Kids kids = plain_kids(node);
    plain_next(p);
    for (bool is_first = true; !plain_is(p, ')') && !p->gave_up; is_first = false) {
        uint32_t argument = plain_argument(p);
        if (is_first && begins_clauses(p)) {
            NodeKind kind = plain_kind(p, argument);
            bool is_value = kind != NODE_LIST_SPLAT && kind != NODE_DICTIONARY_SPLAT &&
                            kind != NODE_KEYWORD_ARGUMENT;
            if (!is_value) return plain_give_up(p);
            plain_clauses(p, NODE_GENERATOR, node, argument);
            break;
        }
        plain_add(p, &kids, argument, FIELD_NONE);
        if (!plain_take(p, ',')) break;
    }
    return close_bracket(p, node, ')');
}

static bool ends_bound(const Plain *p) {
    return plain_is(p, ':') || plain_is(p, ',') || plain_is(p, ']');
}

// a, *a, or a:b:c with any part left out.
static uint32_t plain_index(Plain *p) {
    if (plain_is(p, '*')) return plain_star(p, false);
    uint32_t slice = NONE;
    uint32_t first = NONE;
    if (!plain_is(p, ':')) {
        first = plain_expr(p);
        if (!plain_is(p, ':')) return first;
        slice = plain_around(p, NODE_OTHER, first);
    } else {
        slice = plain_node(p, NODE_OTHER);
    }
    Kids kids = plain_kids(slice);
    if (first != NONE) plain_add(p, &kids, first, FIELD_NONE);
    for (uint32_t colons = 0; colons < 2 && plain_take(p, ':'); colons++) {
        if (!ends_bound(p)) plain_add(p, &kids, plain_expr(p), FIELD_NONE);
    }
    plain_end(p, slice);
    return slice;
}

static uint32_t plain_subscript(Plain *p, uint32_t value) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_around(p, NODE_SUBSCRIPT, value);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, value, FIELD_VALUE);
    plain_next(p);
    do {
        plain_add(p, &kids, plain_index(p), FIELD_NONE);
    } while (plain_take(p, ',') && !plain_is(p, ']'));
    return close_bracket(p, node, ']');
}

// What follows an atom.
static uint32_t plain_links(Plain *p, uint32_t base) {
    for (;;) {
        uint32_t node;
        if (plain_is(p, '.')) {
            node = plain_around(p, NODE_ATTRIBUTE, base);
            Kids kids = plain_kids(node);
            plain_add(p, &kids, base, FIELD_NONE);
            plain_next(p);
            if (!plain_is(p, TOKEN_NAME)) return plain_give_up(p);
            plain_add(p, &kids, plain_leaf(p, NODE_IDENTIFIER), FIELD_ATTRIBUTE);
        } else if (plain_is(p, '(')) {
            node = plain_around(p, NODE_CALL, base);
            Kids kids = plain_kids(node);
            plain_add(p, &kids, base, FIELD_NONE);
            plain_add(p, &kids, plain_arguments(p), FIELD_ARGUMENTS);
        } else if (plain_is(p, '[')) {
            node = plain_subscript(p, base);
        } else {
            return base;
        }
        plain_end(p, node);
        base = node;
    }
}

uint32_t plain_primary(Plain *p) {
    return plain_links(p, plain_atom(p));
}
