// SPDX-License-Identifier: MIT
// The grammar's numbers for kinds of nodes and fields → ours. The numbers change with every version
// of the grammar, names hardly ever, so they are looked up by name once a parser.
#ifndef PYTHON_GRAMMAR_H
#define PYTHON_GRAMMAR_H

#include <tree_sitter/api.h>

#include "base/arena.h"

typedef enum NodeKind {
    NODE_TOKEN, // punctuation and keywords: nothing to take
    NODE_ASYNC, // the keyword `async`
    NODE_OTHER, // a named node without a row in grammar.def
    NODE_ERROR, // what the parser could not make sense of
#define NODE(kind, name, take) NODE_##kind,
#include "python/grammar.def"
    NODE_KIND_COUNT,
} NodeKind;

typedef enum FieldKind {
    FIELD_NONE, // no field, or one without a row
#define FIELD(field, name) FIELD_##field,
#include "python/grammar.def"
    FIELD_KIND_COUNT,
} FieldKind;

typedef struct Grammar {
    const TSLanguage *language;
    const uint8_t *nodes;  // NodeKind by TSSymbol
    const uint8_t *fields; // FieldKind by TSFieldId
    uint32_t node_count;
} Grammar;

Grammar grammar_new(const TSLanguage *language, Arena *arena);

// Kind of a node; the error symbol lies outside the language's table.
static inline NodeKind grammar_kind(const Grammar *grammar, TSSymbol symbol) {
    return symbol < grammar->node_count ? (NodeKind)grammar->nodes[symbol] : NODE_ERROR;
}

#endif
