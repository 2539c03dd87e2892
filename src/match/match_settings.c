// SPDX-License-Identifier: MIT
// Predicates about settings: an upper-case name that is assigned, and the strings inside its value.
//
//   INSTALLED_APPS = ["django.contrib.admin", *EXTRA] + ["shop"]     setting, and its strings
//   INSTALLED_APPS += ["debug_toolbar"]       setting_value "INSTALLED_APPS=debug_toolbar"
//   INSTALLED_APPS.append("silk")             setting_value "INSTALLED_APPS=silk"
//
// How: bindings and calls at module level or in a class body (as django-configurations writes
// them). The strings are all literals anywhere inside the value. Which files are settings is a
// matter of roles, which the clause says.
// Limits: variables inside the value are not followed; formatted strings are not literals.
#include "match/matcher.h"

#include "base/banned.h"

static bool is_upper_case(Str name) {
    for (uint32_t i = 0; i < name.len; i++)
        if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z') return false;
    return name.len > 0 && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z';
}

static bool is_setting(const FileFacts *facts, const Binding *binding) {
    bool is_assignment = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_AUGMENT;
    return is_assignment && is_upper_case(binding->name) &&
           !facts_in_function(facts, binding->scope);
}

void match_settings(Matcher *m) {
    for (uint32_t i = 0; i < m->facts->bindings.len; i++) {
        const Binding *binding = &m->facts->bindings.items[i];
        if (!is_setting(m->facts, binding)) continue;
        Candidate c = {.name = binding->name,
                       .pos = binding->pos,
                       .scope = binding->scope,
                       .detail = binding->name};
        match_find(m, PREDICATE_SETTING, &c, match_keep);
    }
}

// "shop.apps.ShopConfig" is the module shop.
static void accept_value(Matcher *m, const MatchUse *use, const Candidate *c) {
    Candidate hit = *c;
    uint32_t apps = str_find_str(c->detail, STR(".apps."));
    if (use->clause->own_module && apps != NONE) hit.detail = str_sub(c->detail, 0, apps);
    if (use->clause->own_module && !map_has(m->module_files, hit.detail)) return;
    match_keep(m, use, &hit);
}

static void find_value(Matcher *m, Str key, const Candidate *string) {
    Candidate c = *string;
    c.name = str_fmt(m->scratch, STR_FMT "=*", STR_ARG(key));
    match_find(m, PREDICATE_SETTING_VALUE, &c, accept_value);
    c.name = str_fmt(m->scratch, STR_FMT "=" STR_FMT, STR_ARG(key), STR_ARG(c.detail));
    match_find(m, PREDICATE_SETTING_VALUE, &c, accept_value);
}

static void find_strings(Matcher *m, Str key, uint32_t value) {
    ExprVec inside = {0};
    match_expr_collect(m->facts, value, m->scratch, &inside);
    for (uint32_t i = 0; i < inside.len; i++) {
        const Expr *e = &m->facts->exprs.items[inside.items[i]];
        if (e->kind != EXPR_STRING || e->is_formatted) continue;
        Candidate c = {.pos = e->pos, .scope = e->scope, .detail = e->text};
        find_value(m, key, &c);
    }
}

static bool is_container(uint8_t kind) {
    return kind == EXPR_LIST || kind == EXPR_TUPLE || kind == EXPR_SET || kind == EXPR_BINARY ||
           kind == EXPR_STAR || kind == EXPR_CONDITIONAL;
}

// Variables, calls and formatted strings among `first` and its siblings, lists inside lists too. The
// setting itself, as in X = X + ["more"], is not one.
static void find_dynamic_parts(Matcher *m, Str key, uint32_t first) {
    ExprVec pending = {0};
    uint32_t expr = first;
    while (expr != NONE || pending.len > 0) {
        if (expr == NONE) expr = pending.items[--pending.len];
        const Expr *e = &m->facts->exprs.items[expr];
        if (is_container(e->kind) && e->first != NONE) {
            if (e->next != NONE) vec_push(m->scratch, &pending, e->next);
            expr = e->first;
            continue;
        }
        bool is_literal = (e->kind == EXPR_STRING && !e->is_formatted) || is_container(e->kind) ||
                          e->kind == EXPR_NUMBER || e->kind == EXPR_CONSTANT;
        Candidate c = {.pos = e->pos, .scope = e->scope, .detail = e->text};
        c.name = str_fmt(m->scratch, STR_FMT "=?", STR_ARG(key));
        if (!is_literal && !str_eq(e->text, key))
            match_find(m, PREDICATE_SETTING_VALUE, &c, match_keep);
        expr = e->next;
    }
}

static void find_in_value(Matcher *m, Str key, uint32_t value) {
    find_strings(m, key, value);
    find_dynamic_parts(m, key, value);
}

static void find_appended(Matcher *m, Str key, uint32_t call) {
    find_strings(m, key, call);
    uint32_t callee = m->facts->exprs.items[call].first;
    find_dynamic_parts(m, key, m->facts->exprs.items[callee].next);
}

void match_setting_values(Matcher *m) {
    const FileFacts *facts = m->facts;
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        const Binding *binding = &facts->bindings.items[i];
        if (binding->value != NONE && map_has(&m->index->setting_keys, binding->name) &&
            is_setting(facts, binding) && !match_owners_is_surplus(facts, i))
            find_in_value(m, binding->name, binding->value);
    }
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = &facts->calls.items[i];
        Str key = match_owners_appended(facts, call);
        if (map_has(&m->index->setting_keys, key) && !facts_in_function(facts, call->scope))
            find_appended(m, key, call->expr);
    }
}
