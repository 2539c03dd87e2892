// SPDX-License-Identifier: MIT
// Which name an expression ends up in.
//
//   urlpatterns = [path("a/", a)] + more        owner of path(…) and of all around it: "urlpatterns"
//   urlpatterns += [path("b/", b)]
//   urlpatterns.append(path("c/", c))
//
// How: only names that some clause has as `target` are followed; their values are marked whole, so
// a call knows its owner without a search.
#include "match/matcher.h"

#include "base/banned.h"

static bool is_wanted(const MatchIndex *index, Str name) {
    for (uint32_t i = 0; i < index->target_globs.len; i++)
        if (str_wildcard(index->target_globs.items[i], name)) return true;
    return false;
}

static void mark(Str *owners, const FileFacts *facts, uint32_t root, Str name, Arena *arena) {
    ExprVec inside = {0};
    match_expr_collect(facts, root, arena, &inside);
    for (uint32_t i = 0; i < inside.len; i++)
        owners[inside.items[i]] = name;
}

bool match_owners_is_surplus(const FileFacts *facts, uint32_t index) {
    if (index < MATCH_TARGETS_MAX) return false;
    const Binding *binding = &facts->bindings.items[index];
    return binding->value == binding[-(ptrdiff_t)MATCH_TARGETS_MAX].value;
}

Str match_owners_appended(const FileFacts *facts, const Call *call) {
    uint32_t first = facts->exprs.items[call->expr].first;
    const Expr *callee = &facts->exprs.items[first];
    uint32_t dot = str_rfind(callee->text, '.');
    if (callee->kind != EXPR_NAME || dot == NONE) return (Str){0};
    Str method = str_sub(callee->text, dot + 1, callee->text.len);
    bool is_append = str_eq(method, STR("append")) || str_eq(method, STR("extend")) ||
                     str_eq(method, STR("insert"));
    return is_append ? str_sub(callee->text, 0, dot) : (Str){0};
}

Str *match_owners(const MatchIndex *index, const FileFacts *facts, Arena *arena) {
    if (index->target_globs.len == 0) return NULL;
    Str *owners = arena_array(arena, Str, facts->exprs.len);
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        const Binding *b = &facts->bindings.items[i];
        bool is_assignment = b->kind == BINDING_ASSIGN || b->kind == BINDING_AUGMENT;
        if (is_assignment && b->value != NONE && is_wanted(index, b->name) &&
            !match_owners_is_surplus(facts, i))
            mark(owners, facts, b->value, b->name, arena);
    }
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = &facts->calls.items[i];
        Str name = match_owners_appended(facts, call);
        if (name.len > 0 && is_wanted(index, name)) mark(owners, facts, call->expr, name, arena);
    }
    return owners;
}
