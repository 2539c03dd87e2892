// SPDX-License-Identifier: MIT
// The small tree that TOML and YAML documents become: tables, arrays, strings, other scalars.
//
//   [project]                       table ""
//   dependencies = ["a>=1"]  ──►      table "project"
//                                       array "dependencies"
//                                         string "a>=1"
#ifndef SCAN_DOCTREE_H
#define SCAN_DOCTREE_H

#include "base/map.h"
#include "base/vec.h"
#include "model/source.h"

typedef enum DocKind {
    DOC_SCALAR, // number, boolean, date, null: text as written
    DOC_STRING, // text unescaped
    DOC_ARRAY,
    DOC_TABLE,
} DocKind;

typedef struct DocNode DocNode;
struct DocNode {
    DocKind kind;
    Str key;  // in a table; "" in an array
    Str text; // of a scalar or string
    Pos pos;  // of the key in a table, else of the value
    VEC(DocNode *) children;
    Map *index; // key → first child of that key; only in large tables
};

// Called for each node that a pattern leads to; `star` is the key that the pattern's first '*' met.
typedef void (*DocVisit)(void *ctx, const DocNode *node, Str star);

DocNode *doctree_new(Arena *arena, DocKind kind, Str key, Pos pos);
void doctree_add(Arena *arena, DocNode *parent, DocNode *child); // at the end
// Child of a table by key (the first of equal ones); NULL when absent or `node` is NULL or no
// table.
DocNode *doctree_get(const DocNode *node, Str key);
// Node at a dotted path of plain keys: "tool.poetry.name".
DocNode *doctree_find(const DocNode *root, Str path);
// Every node at a dotted pattern; '*' is each child of a table or array: "services.*.command".
void doctree_each(const DocNode *root, Str pattern, DocVisit visit, void *ctx);
// Text of a string or scalar, "" for anything else and NULL.
Str doctree_text(const DocNode *node);

#endif
