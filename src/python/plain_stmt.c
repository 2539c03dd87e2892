// SPDX-License-Identifier: MIT
// Statements of plain Python.
//
//     if a: b; c          IF(a, BLOCK(b, c))
//     x: int = y = 1      EXPRESSION_STATEMENT(ASSIGNMENT(x, TYPE, ASSIGNMENT(y, 1)))
//
// Not plain: match statements, type aliases and parameters, print and exec as statements; and where
// a line begins with one of these four names, all that does not show at once that it is a name.
#include "python/plain_parser.h"

#include "base/banned.h"

static bool ends_simple(const Plain *p) {
    return plain_is(p, TOKEN_NEWLINE) || plain_is(p, ';');
}

// --- Assignments and bare expressions ------------------------------------------------------------

// Where names could be targets, the grammar reads on behind a comma that ends the line.
static uint32_t plain_value(Plain *p) {
    if (plain_is(p, WORD_YIELD)) return plain_yield(p);
    uint32_t value = plain_list(p);
    return p->token[-1].kind == ',' && ends_simple(p) ? plain_give_up(p) : value;
}

// What follows the `=` of an assignment to `left`, a type and all further targets included.
static uint32_t plain_assignment(Plain *p, uint32_t left) {
    if (!plain_enter(p)) return 0;
    uint32_t node = plain_around(p, NODE_ASSIGNMENT, left);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, plain_pattern(p, left), FIELD_LEFT);
    if (plain_take(p, ':')) plain_add(p, &kids, plain_type(p), FIELD_TYPE);
    if (plain_take(p, '=')) {
        uint32_t right = plain_value(p);
        if (plain_is(p, '=')) right = plain_assignment(p, right);
        plain_add(p, &kids, right, FIELD_RIGHT);
    }
    plain_end(p, node);
    plain_leave(p);
    return node;
}

static uint32_t plain_augmented(Plain *p, uint32_t left) {
    uint32_t node = plain_around(p, NODE_AUGMENTED_ASSIGNMENT, left);
    Kids kids = plain_kids(node);
    plain_add(p, &kids, plain_pattern(p, left), FIELD_LEFT);
    plain_next(p);
    plain_add(p, &kids, plain_value(p), FIELD_RIGHT);
    plain_end(p, node);
    return node;
}

// print, exec, match and type begin statements of their own; true if that is ruled out here.
static bool is_surely_name(const Plain *p) {
    Str name = plain_text(p);
    bool is_call = str_eq(name, STR("print")) || str_eq(name, STR("exec"));
    if (!is_call && !str_eq(name, STR("match")) && !str_eq(name, STR("type"))) return true;
    switch (plain_peek(p)) {
    case '=':
    case '.':
    case ':':
    case ',':
    case ';':
    case TOKEN_AUGMENT:
    case TOKEN_NEWLINE: return true;
    case '(': break;
    default: return false;
    }
    if (!is_call) return false;
    uint32_t depth = 0; // the call must be all there is, without what prints another way as a tuple
    for (const Token *token = p->token + 1; token != p->end; token++) {
        if (token->kind == '(') depth++;
        bool is_star = token->kind == '*' && (token[-1].kind == '(' || token[-1].kind == ',');
        if (is_star && token[2].kind != ',' && token[2].kind != ')') return false;
        if (token->kind == ')' && --depth == 0) {
            return token[1].kind == TOKEN_NEWLINE || token[1].kind == ';';
        }
    }
    return false;
}

static uint32_t plain_expression_statement(Plain *p) {
    if (plain_is(p, TOKEN_NAME) && !is_surely_name(p)) return plain_give_up(p);
    uint32_t node = plain_node(p, NODE_EXPRESSION_STATEMENT);
    Kids kids = plain_kids(node);
    uint32_t value = plain_value(p);
    if (plain_is(p, '=') || plain_is(p, ':')) {
        bool is_list = plain_kind(p, value) == NODE_EXPRESSION_LIST;
        if (is_list && plain_is(p, ':')) return plain_give_up(p);
        value = plain_assignment(p, value);
    } else if (plain_is(p, TOKEN_AUGMENT)) {
        value = plain_augmented(p, value);
    } else if (plain_kind(p, value) == NODE_EXPRESSION_LIST) { // a, b: the grammar makes no list
        value = p->tree.nodes.items[value].first;
        while (value != NONE && !p->gave_up) {
            uint32_t next = p->tree.nodes.items[value].next;
            plain_add(p, &kids, value, FIELD_NONE);
            value = next;
        }
        plain_end(p, node);
        return node;
    }
    plain_add(p, &kids, value, FIELD_NONE);
    plain_end(p, node);
    return node;
}

// --- Imports -------------------------------------------------------------------------------------

static uint32_t plain_dotted(Plain *p) {
    uint32_t node = plain_node(p, NODE_DOTTED_NAME);
    do {
        plain_expect(p, TOKEN_NAME);
    } while (plain_take(p, '.'));
    plain_end(p, node);
    return node;
}

static void add_imported(Plain *p, Kids *kids) {
    uint32_t name = plain_dotted(p);
    if (!plain_is(p, WORD_AS)) {
        plain_add(p, kids, name, FIELD_NAME);
        return;
    }
    uint32_t node = plain_around(p, NODE_ALIASED_IMPORT, name);
    Kids inside = plain_kids(node);
    plain_add(p, &inside, name, FIELD_NAME);
    plain_next(p);
    if (!plain_is(p, TOKEN_NAME)) plain_give_up(p);
    plain_add(p, &inside, plain_leaf(p, NODE_IDENTIFIER), FIELD_ALIAS);
    plain_end(p, node);
    plain_add(p, kids, node, FIELD_NAME);
}

static uint32_t plain_import(Plain *p) {
    uint32_t node = plain_node(p, NODE_IMPORT);
    Kids kids = plain_kids(node);
    plain_next(p);
    do {
        add_imported(p, &kids);
    } while (plain_take(p, ','));
    plain_end(p, node);
    return node;
}

static uint32_t plain_module(Plain *p) {
    if (!plain_is(p, '.') && !plain_is(p, TOKEN_ELLIPSIS)) return plain_dotted(p);
    uint32_t node = plain_node(p, NODE_RELATIVE_IMPORT);
    Kids kids = plain_kids(node);
    uint32_t prefix = plain_node(p, NODE_OTHER);
    while (plain_is(p, '.') || plain_is(p, TOKEN_ELLIPSIS))
        plain_next(p);
    plain_end(p, prefix);
    plain_add(p, &kids, prefix, FIELD_NONE);
    if (plain_is(p, TOKEN_NAME)) plain_add(p, &kids, plain_dotted(p), FIELD_NONE);
    plain_end(p, node);
    return node;
}

static uint32_t plain_import_from(Plain *p) {
    uint32_t node = plain_node(p, NODE_IMPORT_FROM);
    Kids kids = plain_kids(node);
    plain_next(p);
    bool is_future = str_eq(plain_text(p), STR("__future__")) && plain_peek(p) == WORD_IMPORT;
    if (is_future) {
        p->tree.nodes.items[node].kind = NODE_IMPORT_FUTURE;
        plain_next(p);
    } else {
        plain_add(p, &kids, plain_module(p), FIELD_MODULE_NAME);
    }
    plain_expect(p, WORD_IMPORT);
    if (plain_is(p, '*') && !is_future) {
        plain_add(p, &kids, plain_leaf(p, NODE_WILDCARD_IMPORT), FIELD_NONE);
    } else {
        bool in_brackets = plain_take(p, '(');
        do {
            add_imported(p, &kids);
        } while (plain_take(p, ',') && !(in_brackets && plain_is(p, ')')));
        if (in_brackets) plain_expect(p, ')');
    }
    plain_end(p, node);
    return node;
}

// --- Other simple statements ---------------------------------------------------------------------

// A word, and what `value` reads behind it unless the statement ends there.
static uint32_t plain_word(Plain *p, NodeKind kind, uint32_t (*value)(Plain *)) {
    uint32_t node = plain_node(p, kind);
    Kids kids = plain_kids(node);
    plain_next(p);
    if (value && !ends_simple(p)) plain_add(p, &kids, value(p), FIELD_NONE);
    plain_end(p, node);
    return node;
}

static uint32_t plain_names(Plain *p, NodeKind kind) {
    uint32_t node = plain_node(p, kind);
    Kids kids = plain_kids(node);
    do {
        plain_next(p);
        if (!plain_is(p, TOKEN_NAME)) return plain_give_up(p);
        plain_add(p, &kids, plain_leaf(p, NODE_IDENTIFIER), FIELD_NONE);
    } while (plain_is(p, ','));
    plain_end(p, node);
    return node;
}

// Expressions with `between` between the first and the second: assert a, b and raise a from b.
static uint32_t plain_pair(Plain *p, uint32_t between) {
    uint32_t node = plain_node(p, NODE_OTHER);
    Kids kids = plain_kids(node);
    plain_next(p);
    plain_add(p, &kids, plain_expr(p), FIELD_NONE);
    if (plain_take(p, between)) plain_add(p, &kids, plain_expr(p), FIELD_NONE);
    plain_end(p, node);
    return node;
}

static uint32_t plain_simple(Plain *p) {
    bool is_bare = plain_peek(p) == TOKEN_NEWLINE || plain_peek(p) == ';';
    switch (p->token->kind) {
    case WORD_PASS:
    case WORD_BREAK:
    case WORD_CONTINUE: return plain_word(p, NODE_OTHER, NULL);
    case WORD_RETURN: return plain_word(p, NODE_RETURN, plain_list);
    case WORD_DEL: return is_bare ? plain_give_up(p) : plain_word(p, NODE_DELETE, plain_list);
    case WORD_IMPORT: return plain_import(p);
    case WORD_FROM: return plain_import_from(p);
    case WORD_GLOBAL: return plain_names(p, NODE_GLOBAL);
    case WORD_NONLOCAL: return plain_names(p, NODE_NONLOCAL);
    case WORD_ASSERT: return plain_pair(p, ',');
    case WORD_RAISE: return is_bare ? plain_word(p, NODE_OTHER, NULL) : plain_pair(p, WORD_FROM);
    default: return plain_expression_statement(p);
    }
}

// Simple statements up to the end of the line.
static void plain_line(Plain *p, Kids *kids) {
    do {
        plain_add(p, kids, plain_simple(p), FIELD_NONE);
    } while (plain_take(p, ';') && !plain_is(p, TOKEN_NEWLINE));
    plain_expect(p, TOKEN_NEWLINE);
}

void plain_statements(Plain *p, Kids *kids) {
    while (!plain_is(p, TOKEN_END) && !plain_is(p, TOKEN_DEDENT)) {
        uint32_t statement = plain_compound(p);
        if (statement == NONE) {
            plain_line(p, kids);
        } else {
            plain_add(p, kids, statement, FIELD_NONE);
        }
    }
}

uint32_t plain_suite(Plain *p) {
    plain_expect(p, ':');
    bool is_indented = plain_take(p, TOKEN_INDENT);
    uint32_t node = plain_node(p, NODE_BLOCK);
    Kids kids = plain_kids(node);
    if (!plain_enter(p)) return 0;
    if (is_indented) {
        plain_statements(p, &kids);
        plain_expect(p, TOKEN_DEDENT);
    } else {
        plain_line(p, &kids);
    }
    plain_end(p, node);
    plain_leave(p);
    return node;
}
