// SPDX-License-Identifier: MIT
// The predicates about what is written, whatever it belongs to: attributes and strings.
//
//   if not user.is_superuser: ...        attribute "is_superuser"
//   request.match_info["id"]             attribute "request.match_info", and "match_info"
//   c.execute(" SELECT a FROM b")        string "SELECT * FROM *"
//
// How: what a parameter or a database row is cannot be followed, but some attributes say by
// themselves what is asked: is this user an administrator? Every name after a dot is offered alone
// and together with the one before it. A dotted chain is one place, so it counts once an entry.
//
// A string says by itself that it is SQL, wherever it is kept and whoever sends it.
//
// Limits: docstrings are no strings; a string is known up to EXPR_TEXT_MAX bytes. Nothing is known of the object, so a rule should name attributes that mean one thing. An
// attribute of a call (`get(x).is_staff`) is seen where its value is used, not as a bare condition.
#include "match/matcher.h"

#include "base/banned.h"

// "a.b.c": the ends of the first segments, one after the other.
static void offer_segments(Matcher *m, const Expr *expr, bool has_object) {
    Str text = expr->text, part, rest = text;
    Candidate c = {.pos = expr->pos, .scope = expr->scope, .detail = text};
    uint32_t before = NONE, start = 0;
    for (bool has_more = true; has_more; start += part.len + 1) {
        has_more = str_cut(rest, '.', &part, &rest);
        bool is_attribute = before != NONE || has_object;
        if (is_attribute) {
            c.name = part;
            match_find(m, PREDICATE_ATTRIBUTE, &c, match_keep);
        }
        if (before != NONE) {
            c.name = str_sub(text, before, start + part.len);
            match_find(m, PREDICATE_ATTRIBUTE, &c, match_keep);
        }
        before = start;
    }
}

void match_attributes(Matcher *m) {
    for (uint32_t i = 0; i < m->facts->exprs.len; i++) {
        const Expr *expr = &m->facts->exprs.items[i];
        if (expr->kind == EXPR_ATTRIBUTE || expr->kind == EXPR_NAME)
            offer_segments(m, expr, expr->kind == EXPR_ATTRIBUTE);
    }
}

void match_strings(Matcher *m) {
    for (uint32_t i = 0; i < m->facts->exprs.len; i++) {
        const Expr *expr = &m->facts->exprs.items[i];
        if (expr->kind != EXPR_STRING) continue;
        Candidate c = {
            .name = str_trim(expr->text), .pos = expr->pos, .scope = expr->scope, .item = i};
        match_find(m, PREDICATE_STRING, &c, match_keep);
    }
}
