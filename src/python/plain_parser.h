// SPDX-License-Identifier: MIT
// What the parts of the parser for plain Python share: tokens, nodes, and how one gives up.
//
//   uint32_t node = plain_node(p, NODE_RETURN);     // begins at the current token
//   Kids kids = plain_kids(node);
//   plain_add(p, &kids, plain_expr(p), FIELD_NONE);
//   plain_end(p, node);                             // behind the last token that was taken
//
// Giving up is a flag; the parser then stands at the end of the file, where every loop ends, and
// what it returns is node 0, which is never used.
#ifndef PYTHON_PLAIN_PARSER_H
#define PYTHON_PLAIN_PARSER_H

#include "python/plain_lex.h"
#include "python/tree.h"

enum { PLAIN_DEPTH_MAX = 150 }; // expressions and blocks inside each other

typedef struct Plain {
    Str text;
    Arena *arena;
    const Token *token; // the current one
    const Token *end;   // TOKEN_END
    Tree tree;
    uint32_t depth;
    bool gave_up;
} Plain;

// Children under construction.
typedef struct Kids {
    uint32_t parent, last;
} Kids;

static inline bool plain_is(const Plain *p, uint32_t kind) {
    return p->token->kind == kind;
}
static inline uint32_t plain_peek(const Plain *p) { // the kind after the current one
    return p->token == p->end ? TOKEN_END : p->token[1].kind;
}
static inline void plain_next(Plain *p) {
    if (p->token != p->end) p->token++;
}
static inline bool plain_take(Plain *p, uint32_t kind) { // steps over it if it is there
    if (!plain_is(p, kind)) return false;
    plain_next(p);
    return true;
}
Str plain_text(const Plain *p); // of the current token

// plain.c
uint32_t plain_give_up(Plain *p);           // 0
void plain_expect(Plain *p, uint32_t kind); // gives up if it is not there
bool plain_enter(Plain *p);                 // one level deeper; false, and given up, if too deep
void plain_leave(Plain *p);
uint32_t plain_node(Plain *p, NodeKind kind);                  // from the current token on
uint32_t plain_leaf(Plain *p, NodeKind kind);                  // the current token, taken
uint32_t plain_around(Plain *p, NodeKind kind, uint32_t node); // from where `node` begins
Kids plain_kids(uint32_t node);
void plain_add(Plain *p, Kids *kids, uint32_t node, FieldKind field);
void plain_end(Plain *p, uint32_t node);
NodeKind plain_kind(const Plain *p, uint32_t node);

// plain_expr.c
uint32_t plain_expr(Plain *p);                   // expression, with lambda, := and if-else
uint32_t plain_or(Plain *p);                     // without these at the top
uint32_t plain_star(Plain *p, bool in_brackets); // *a among the items of a list
uint32_t plain_yield(Plain *p);
uint32_t plain_list(Plain *p); // a, or a, *b as EXPRESSION_LIST

// plain_atom.c
uint32_t plain_atom(Plain *p);
uint32_t plain_primary(Plain *p);   // an atom and what is linked to it: a.b(c)[d]
uint32_t plain_arguments(Plain *p); // (a, *b, c=d) or (a for b in c)

// plain_target.c
uint32_t plain_targets(Plain *p);                // of a for: a, (b, *c)
uint32_t plain_pattern(Plain *p, uint32_t node); // turns what was read as a value into a target
uint32_t plain_type(Plain *p);
uint32_t plain_params(Plain *p, NodeKind kind, uint32_t close);

// plain_stmt.c
void plain_statements(Plain *p, Kids *kids); // up to the end of the block
uint32_t plain_suite(Plain *p);              // : and a block or the rest of the line

// plain_block.c
uint32_t plain_compound(Plain *p); // NONE if no statement with a block begins here

#endif
