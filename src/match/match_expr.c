// SPDX-License-Identifier: MIT
// Questions that predicates ask about expressions.
//
//   path("x/", include("shop.urls"), name="x")    children: path, "x/", include(…), name="x"
//                                                 keyword "name" -> the expression "x"
//
// How: children are a list linked by `next`; nothing here recurses, since expressions nest as
// deeply as hostile input wants them to.
#include "match/matcher.h"

#include "base/banned.h"

ExprChildren match_expr_children(const FileFacts *facts, uint32_t expr) {
    return (ExprChildren){facts, facts->exprs.items[expr].first};
}

bool match_expr_next(ExprChildren *children, uint32_t *out) {
    if (children->next == NONE) return false;
    *out = children->next;
    children->next = children->facts->exprs.items[*out].next;
    return true;
}

bool match_expr_is_positional(const FileFacts *facts, uint32_t expr) {
    uint8_t kind = facts->exprs.items[expr].kind;
    return kind != EXPR_KEYWORD && kind != EXPR_DOUBLE_STAR;
}

uint32_t match_expr_keyword(const FileFacts *facts, uint32_t first, Str name) {
    for (uint32_t e = first; e != NONE; e = facts->exprs.items[e].next) {
        const Expr *expr = &facts->exprs.items[e];
        if (expr->kind == EXPR_KEYWORD && str_eq(expr->text, name)) return expr->first;
    }
    return NONE;
}

bool match_expr_is_literal(const FileFacts *facts, uint32_t expr, Str value) {
    if (expr == NONE) return false;
    if (value.len == 0) return true;
    const Expr *e = &facts->exprs.items[expr];
    bool is_literal = e->kind == EXPR_CONSTANT || e->kind == EXPR_NUMBER || e->kind == EXPR_STRING;
    return is_literal && str_eq(e->text, value);
}

Str match_expr_name(const Matcher *m, uint32_t expr) {
    static const Str REASON_NAMES[] = {[REASON_NONE] = STR_CONST("?none"),
#define REASON(name, key) [REASON_##name] = STR_CONST("?" #key),
                                       REASONS(REASON)
#undef REASON
    };
    _Static_assert(ARRAY_LEN(REASON_NAMES) == REASON_COUNT, "one name a reason");
    const Target *target = &m->names->targets[expr];
    switch (target->kind) {
    case TARGET_EXTERNAL:
    case TARGET_BUILTIN: return target->name;
    case TARGET_UNKNOWN: return REASON_NAMES[target->reason];
    default: return (Str){0};
    }
}

Str match_expr_overridden(const Matcher *m, uint32_t expr) {
    const Target *target = &m->names->targets[expr];
    if (target->kind != TARGET_FUNCTION) return (Str){0};
    const FileFacts *facts = &m->program->files[target->file];
    const Function *method = &facts->functions.items[target->index];
    const Scope *around = &facts->scopes.items[method->scope];
    if (around->kind != SCOPE_CLASS) return (Str){0};
    uint32_t class_id = m->program->first_class[target->file] + around->def;
    const ClassInfo *info = &m->program->classes[class_id];
    if (info->root_count == 0) return (Str){0};
    return str_fmt(m->scratch, STR_FMT "." STR_FMT, STR_ARG(info->roots[0]), STR_ARG(method->name));
}

void match_expr_collect(const FileFacts *facts, uint32_t root, Arena *arena, ExprVec *out) {
    ExprVec pending = {0}; // next siblings to visit after the subtree at work
    vec_push(arena, out, root);
    uint32_t expr = facts->exprs.items[root].first;
    while (expr != NONE || pending.len > 0) {
        if (expr == NONE) {
            expr = pending.items[--pending.len];
            continue;
        }
        vec_push(arena, out, expr);
        const Expr *e = &facts->exprs.items[expr];
        if (e->next != NONE) vec_push(arena, &pending, e->next);
        expr = e->first;
    }
}
