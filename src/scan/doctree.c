// SPDX-License-Identifier: MIT
// The small tree that TOML and YAML documents become.
//
//   doctree_each(root, "project.optional-dependencies.*.*", visit, ctx)
//     calls visit(ctx, "pytest>=7", "test") for  [project.optional-dependencies]
//                                                test = ["pytest>=7"]
//
// How: a table keeps its children in the order of the file. One that grows beyond a few gets a map,
// so that building and asking a table of 100,000 keys stays linear. Readers name what they want by
// patterns in a const table and need no code that walks.
// Limits: keys with a dot in them are only reached through '*'. Patterns are ours and short, so
// following one is a recursion of bounded depth.
#include "scan/doctree.h"

#include "base/banned.h"

enum { INDEX_FROM = 8 }; // children

DocNode *doctree_new(Arena *arena, DocKind kind, Str key, Pos pos) {
    DocNode *node = arena_new(arena, DocNode);
    node->kind = kind;
    node->key = key;
    node->pos = pos;
    return node;
}

void doctree_add(Arena *arena, DocNode *parent, DocNode *child) {
    uint32_t at = parent->children.len;
    vec_push(arena, &parent->children, child);
    if (parent->kind != DOC_TABLE || at + 1 < INDEX_FROM) return;
    if (parent->index) {
        map_slot(parent->index, child->key, at);
        return;
    }
    parent->index = arena_new(arena, Map);
    *parent->index = map_new(arena, 2 * INDEX_FROM);
    for (uint32_t i = 0; i <= at; i++)
        map_slot(parent->index, parent->children.items[i]->key, i);
}

DocNode *doctree_get(const DocNode *node, Str key) {
    if (!node || node->kind != DOC_TABLE) return NULL;
    uint32_t at;
    if (node->index) return map_get(node->index, key, &at) ? node->children.items[at] : NULL;
    for (uint32_t i = 0; i < node->children.len; i++)
        if (str_eq(node->children.items[i]->key, key)) return node->children.items[i];
    return NULL;
}

DocNode *doctree_find(const DocNode *root, Str path) {
    DocNode *node = NULL;
    for (Str key, rest = path; rest.len > 0; root = node) {
        str_cut(rest, '.', &key, &rest);
        node = doctree_get(root, key);
    }
    return node;
}

typedef struct Follow {
    DocVisit visit;
    void *ctx;
    Str star;
} Follow;

static void follow(const DocNode *node, Str pattern, Follow to) {
    if (!node) return;
    if (pattern.len == 0) {
        to.visit(to.ctx, node, to.star);
        return;
    }
    Str key, rest;
    str_cut(pattern, '.', &key, &rest);
    if (!str_eq(key, STR("*"))) {
        follow(doctree_get(node, key), rest, to);
        return;
    }
    for (uint32_t i = 0; i < node->children.len; i++) {
        const DocNode *child = node->children.items[i];
        bool is_first = to.star.ptr == NULL;
        follow(child, rest, (Follow){to.visit, to.ctx, is_first ? child->key : to.star});
    }
}

void doctree_each(const DocNode *root, Str pattern, DocVisit visit, void *ctx) {
    follow(root, pattern, (Follow){visit, ctx, {0}});
}

Str doctree_text(const DocNode *node) {
    return node ? node->text : STR("");
}
