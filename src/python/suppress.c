// SPDX-License-Identifier: MIT
// Comments that silence findings, and the rows that each of them covers.
//
//     price = fetch(  # stayorgo: ignore[SOG101] cached by the caller      rows of the statement
//         URL)
//     # stayorgo: ignore[SOG102, SOG103] start-up only
//     load()                                                              the row of load()
//     async def f():  # stayorgo: ignore[SOG101] no                       the head, not the body
//
// How: one pass over the leaves of tree-sitter's tree. Each leaf belongs to a unit, the innermost
// statement or clause around it, which is as long as its head when it has a block. A comment behind
// a leaf covers that leaf's unit; one that stands alone covers the unit of the next leaf.
//
// Limits: behind `else:` and `finally:` a comment covers the head of their statement. A file cut at
// PYTHON_NODES_MAX has no suppressions behind the cut.
#include "python/suppress.h"

#include "python/python.h"

#include "base/banned.h"

#define MARK STR("stayorgo:")
#define WORD STR("ignore")

// A statement, a clause, or a definition with its decorators.
typedef struct Unit {
    uint32_t first_row, last_row;
    uint32_t decorated; // the unit with its decorators, NONE if there are none
    bool is_closed;     // last_row is that of its head
} Unit;

// A node around the current one.
typedef struct Around {
    NodeKind kind;
    uint32_t unit; // NONE outside all
} Around;

typedef struct Found {
    uint32_t suppression, unit;
} Found;

typedef struct Collect {
    const Grammar *grammar;
    Walk *w;
    VEC(Around) around;
    VEC(Unit) units;
    VEC(Found) found;
    uint32_t waiting;  // the last so many of `found` wait for the next leaf
    uint32_t leaf_row; // where the last leaf ended
    uint32_t leaf_unit;
} Collect;

bool suppress_is_mentioned(Str text) {
    return str_find_str(text, MARK) != NONE;
}

// --- The comment ---------------------------------------------------------------------------------

static uint32_t skip_blanks(Str s, uint32_t pos) {
    while (pos < s.len && (s.ptr[pos] == ' ' || s.ptr[pos] == '\t'))
        pos++;
    return pos;
}

// Whether a `#` stands before `pos`, with only blanks between, and begins a comment of its own.
static bool follows_hash(Str s, uint32_t pos) {
    while (pos > 0 && (s.ptr[pos - 1] == ' ' || s.ptr[pos - 1] == '\t'))
        pos--;
    if (pos == 0 || s.ptr[pos - 1] != '#') return false;
    return pos == 1 || str_is_space(s.ptr[pos - 2]);
}

static Str cut_text(Str s) {
    uint32_t end = s.len < EXPR_TEXT_MAX ? s.len : EXPR_TEXT_MAX;
    while (end < s.len && end > 0 && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
        end--;
    return str_trim(str_sub(s, 0, end));
}

// What follows the mark, up to the next comment on the line.
static bool read_ignore(Str rest, Str *ids, Str *reason) {
    uint32_t pos = skip_blanks(rest, 0);
    if (!str_starts(str_sub(rest, pos, rest.len), WORD)) return false;
    pos += WORD.len;
    bool is_word = pos == rest.len || str_is_space(rest.ptr[pos]) || rest.ptr[pos] == '[' ||
                   rest.ptr[pos] == ':';
    if (!is_word) return false;
    uint32_t open = skip_blanks(rest, pos);
    uint32_t close = str_find(rest, ']');
    *ids = (Str){0};
    if (open < rest.len && rest.ptr[open] == '[' && close != NONE) {
        *ids = cut_text(str_sub(rest, open + 1, close));
        pos = close + 1;
    }
    Str text = str_sub(rest, pos, rest.len);
    uint32_t next = str_find_str(text, STR(" #"));
    if (next != NONE) text = str_sub(text, 0, next);
    while (text.len && (str_is_space(*text.ptr) || *text.ptr == ':' || *text.ptr == '-'))
        text = str_sub(text, 1, text.len);
    *reason = cut_text(text);
    return true;
}

static bool read_comment(Str comment, Str *ids, Str *reason) {
    for (uint32_t pos = 0; pos < comment.len; pos++) {
        uint32_t next = str_find_str(str_sub(comment, pos, comment.len), MARK);
        if (next == NONE) return false;
        pos += next;
        Str rest = str_sub(comment, pos + MARK.len, comment.len);
        if (follows_hash(comment, pos) && read_ignore(rest, ids, reason)) return true;
    }
    return false;
}

static void take_comment(Collect *c, TSNode node) {
    uint32_t start = ts_node_start_byte(node);
    Suppression found = {.pos = walk_pos_at(c->w, start)};
    Str ids, reason;
    if (!read_comment(str_sub(c->w->text, start, ts_node_end_byte(node)), &ids, &reason)) return;
    found.ids = intern_str(c->w->intern, ids);
    found.reason = intern_str(c->w->intern, reason);
    found.first_row = found.last_row = found.pos.row;
    bool stands_alone = c->leaf_unit == NONE || c->leaf_row != found.pos.row;
    c->waiting += stands_alone;
    vec_push(c->w->scratch, &c->found,
             (Found){c->w->facts->suppressions.len, stands_alone ? NONE : c->leaf_unit});
    vec_push(c->w->scratch, &c->w->facts->suppressions, found);
}

// --- The leaves ----------------------------------------------------------------------------------

static bool begins_unit(NodeKind kind, NodeKind parent) {
    return parent == NODE_BLOCK || kind == NODE_FUNCTION || kind == NODE_CLASS ||
           kind == NODE_ELIF_CLAUSE || kind == NODE_EXCEPT_CLAUSE || kind == NODE_CASE_CLAUSE;
}

static void close_unit(Collect *c, uint32_t unit) {
    if (unit == NONE || c->units.items[unit].is_closed) return;
    c->units.items[unit].is_closed = true;
    c->units.items[unit].last_row = c->leaf_row;
    close_unit(c, c->units.items[unit].decorated);
}

static void enter(Collect *c, TSNode node) {
    Around parent = c->around.len ? c->around.items[c->around.len - 1] : (Around){NODE_OTHER, NONE};
    Around here = {grammar_kind(c->grammar, ts_node_symbol(node)), parent.unit};
    if (c->around.len == 1 || (c->around.len > 1 && begins_unit(here.kind, parent.kind))) {
        Unit unit = {.first_row = ts_node_start_point(node).row,
                     .last_row = ts_node_end_point(node).row,
                     .decorated = parent.kind == NODE_DECORATED ? parent.unit : NONE};
        here.unit = c->units.len;
        vec_push(c->w->scratch, &c->units, unit);
    } else if (here.kind == NODE_BLOCK) {
        close_unit(c, parent.unit);
    }
    vec_push(c->w->scratch, &c->around, here);
}

static void take_leaf(Collect *c, TSNode node) {
    Around leaf = c->around.items[c->around.len - 1];
    if (leaf.kind == NODE_COMMENT) {
        take_comment(c, node);
    } else if (ts_node_start_byte(node) < ts_node_end_byte(node) && leaf.unit != NONE) {
        c->leaf_row = ts_node_end_point(node).row;
        c->leaf_unit = leaf.unit;
        for (; c->waiting > 0; c->waiting--)
            c->found.items[c->found.len - c->waiting].unit = leaf.unit;
    }
}

static void walk_leaves(Collect *c, TSTreeCursor *cursor) {
    enter(c, ts_tree_cursor_current_node(cursor));
    for (uint32_t visited = 0; visited < PYTHON_NODES_MAX; visited++) {
        if (!ts_tree_cursor_goto_first_child(cursor)) {
            take_leaf(c, ts_tree_cursor_current_node(cursor));
            while (!ts_tree_cursor_goto_next_sibling(cursor)) {
                if (!ts_tree_cursor_goto_parent(cursor)) return;
                c->around.len--;
            }
            c->around.len--;
        }
        enter(c, ts_tree_cursor_current_node(cursor));
    }
}

void suppress_collect(TSNode root, const Grammar *grammar, Walk *w) {
    Collect c = {.grammar = grammar, .w = w, .leaf_unit = NONE};
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    walk_leaves(&c, &cursor);
    ts_tree_cursor_delete(&cursor);
    for (uint32_t i = 0; i < c.found.len; i++) {
        if (c.found.items[i].unit == NONE) continue;
        const Unit *unit = &c.units.items[c.found.items[i].unit];
        Suppression *it = &w->facts->suppressions.items[c.found.items[i].suppression];
        it->first_row = unit->first_row;
        it->last_row = unit->last_row;
    }
}
