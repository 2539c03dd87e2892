// SPDX-License-Identifier: MIT
// The syntax tree of one file as the walk reads it: only what bears facts, in one array.
//
//     x = f(1)      module ─ expression_statement ─ assignment ─┬ identifier x   (left)
//                                                               └ call           (right)
//                                                                  ├ identifier f
//                                                                  └ argument_list ─ integer 1
//
// Named nodes of the grammar without comments, the quotes of strings and what is never looked into;
// tokens only where their text matters (operators between operands) and the keyword `async`.
// Children follow their parent in the array unless the parent was found later, so go by the links.
#ifndef PYTHON_TREE_H
#define PYTHON_TREE_H

#include "base/vec.h"
#include "python/grammar.h"

typedef struct Node {
    uint8_t kind;                 // NodeKind
    uint8_t field;                // FieldKind: its part in its parent
    uint32_t start, end;          // bytes of the text
    uint32_t first, next, parent; // nodes; NONE if there is none
} Node;

typedef struct Tree {
    VEC(Node) nodes; // [0] is the module
    uint32_t cut;    // byte where the number of nodes ran out, NONE if it did not
} Tree;

// Copies what matters of tree-sitter's tree, at most PYTHON_NODES_MAX nodes of it.
Tree tree_from_root(TSNode root, const Grammar *grammar, Arena *arena);

#endif
