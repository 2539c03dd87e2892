// SPDX-License-Identifier: MIT
// tree-sitter's tree → ours.
//
//     (argument_list "(" (string (string_start) (string_content) (string_end)) (comment) ")")
//       ─►  argument_list ─ string ─ string_content
//
// One pass with one cursor, without recursion, since the depth is the file's to choose. The walk
// looks at many nodes twice, which costs tree-sitter a search each time and an array next to
// nothing: copying and walking the copy takes as long as walking tree-sitter's tree did, and the same
// walk then serves the trees of plain.c.
//
// Limits: PYTHON_NODES_MAX; the rest of the file is not there then.
// Adding a kind that is left out: one row in `part_of`.
#include "python/tree.h"

#include "python/python.h"

#include "base/banned.h"

// What becomes of a node.
typedef enum Part {
    PART_NONE,
    PART_LEAF, // nobody looks into it
    PART_INNER,
} Part;

// Tokens between operands say how an expression is made.
static bool has_operators(NodeKind parent) {
    return parent == NODE_BINARY || parent == NODE_BOOLEAN || parent == NODE_UNION_TYPE ||
           parent == NODE_COMPARISON;
}

static Part part_of(NodeKind kind, NodeKind parent) {
    switch (kind) {
    case NODE_TOKEN: return has_operators(parent) ? PART_LEAF : PART_NONE;
    case NODE_COMMENT:
    case NODE_LINE_CONTINUATION:
    case NODE_TYPE_CONVERSION:
    case NODE_STRING_START:
    case NODE_STRING_END: return PART_NONE;
    case NODE_STRING_CONTENT:
    case NODE_DOTTED_NAME: return PART_LEAF;
    default: return PART_INNER;
    }
}

// Where the copy stands.
typedef struct Copy {
    const Grammar *grammar;
    Arena *arena;
    Tree tree;
    TSTreeCursor cursor;
    uint32_t visited;
    uint32_t parent; // of what comes next
    uint32_t last;   // child of that parent, NONE if it has none yet
} Copy;

static Part copy_node(Copy *c) {
    TSNode node = ts_tree_cursor_current_node(&c->cursor);
    NodeKind kind = grammar_kind(c->grammar, ts_node_symbol(node));
    NodeKind around =
        c->parent == NONE ? NODE_OTHER : (NodeKind)c->tree.nodes.items[c->parent].kind;
    Part part = part_of(kind, around);
    if (part == PART_NONE) return part;
    Node copy = {.kind = (uint8_t)kind,
                 .field = c->grammar->fields[ts_tree_cursor_current_field_id(&c->cursor)],
                 .start = ts_node_start_byte(node),
                 .end = ts_node_end_byte(node),
                 .first = NONE,
                 .next = NONE,
                 .parent = c->parent};
    uint32_t index = c->tree.nodes.len;
    vec_push(c->arena, &c->tree.nodes, copy);
    if (c->last != NONE) {
        c->tree.nodes.items[c->last].next = index;
    } else if (c->parent != NONE) {
        c->tree.nodes.items[c->parent].first = index;
    }
    c->last = index;
    return part;
}

// Moves to the next node in source order, into the current one only if `enter`.
static bool copy_step(Copy *c, bool enter) {
    if (enter && ts_tree_cursor_goto_first_child(&c->cursor)) {
        c->parent = c->last;
        c->last = NONE;
        return true;
    }
    while (!ts_tree_cursor_goto_next_sibling(&c->cursor)) {
        if (!ts_tree_cursor_goto_parent(&c->cursor)) return false;
        c->last = c->parent;
        c->parent = c->tree.nodes.items[c->parent].parent;
    }
    return true;
}

Tree tree_from_root(TSNode root, const Grammar *grammar, Arena *arena) {
    Copy c = {.grammar = grammar,
              .arena = arena,
              .tree = {.cut = NONE},
              .cursor = ts_tree_cursor_new(root),
              .parent = NONE,
              .last = NONE};
    bool enter = true;
    do {
        if (c.visited++ == PYTHON_NODES_MAX) {
            c.tree.cut = ts_node_start_byte(ts_tree_cursor_current_node(&c.cursor));
            break;
        }
        enter = copy_node(&c) == PART_INNER;
    } while (copy_step(&c, enter));
    ts_tree_cursor_delete(&c.cursor);
    return c.tree;
}
