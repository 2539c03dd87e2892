// SPDX-License-Identifier: MIT
// Predicates about what is called: call, decorator, and the paths of routes.
//
//   admin.site.register([Order, Item])   call "django.contrib.admin.site.register",
//                                        expand_list: 2 hits
//   @app.get("/orders/{id}")             decorator "fastapi.FastAPI.get",
//                                        route: detail "/orders/{id}"
//
// How: one walk over facts.calls and one over facts.decorators; the name comes from resolve,
// arguments from the expression. Both share their options, so both use one accept function.
// Limits: a list of arguments is followed through one variable of the same file, not further.
#include "match/route_nodes.h"

#include "base/banned.h"

// What is needed to judge the arguments; `call` is NONE for a decorator without parentheses.
static uint32_t first_argument(const FileFacts *facts, uint32_t call) {
    if (call == NONE || facts->exprs.items[call].kind != EXPR_CALL) return NONE;
    return facts->exprs.items[facts->exprs.items[call].first].next;
}

static uint32_t count_positional(const FileFacts *facts, uint32_t first) {
    uint32_t count = 0;
    for (uint32_t e = first; e != NONE; e = facts->exprs.items[e].next)
        count += match_expr_is_positional(facts, e);
    return count;
}

// The string or number that the first argument is, by position or by keyword.
static bool first_literal(const FileFacts *facts, uint32_t first, Str *out) {
    if (first == NONE) return false;
    const Expr *e = &facts->exprs.items[first];
    if (e->kind == EXPR_KEYWORD && e->first != NONE) e = &facts->exprs.items[e->first];
    if (e->kind != EXPR_STRING && e->kind != EXPR_NUMBER) return false;
    *out = e->text;
    return true;
}

// "a|b*": any of the globs.
// "?" is any unresolved name, "?reason" one for this reason.
static bool is_name(Str name, Str wanted) {
    return str_eq(name, wanted) || (str_eq(wanted, STR("?")) && str_starts(name, wanted));
}

static bool has_argument(const Matcher *m, uint32_t first, Str wanted) {
    for (uint32_t e = first; e != NONE; e = m->facts->exprs.items[e].next) {
        if (!match_expr_is_positional(m->facts, e)) continue;
        const Expr *expr = &m->facts->exprs.items[e];
        uint32_t named = expr->kind == EXPR_CALL ? expr->first : e;
        if (is_name(match_expr_name(m, named), wanted)) return true;
    }
    return false;
}

static bool has_string(const FileFacts *facts, uint32_t first, Str globs) {
    for (uint32_t e = first; e != NONE; e = facts->exprs.items[e].next) {
        const Expr *expr = &facts->exprs.items[e];
        if (expr->kind == EXPR_KEYWORD && expr->first != NONE)
            expr = &facts->exprs.items[expr->first];
        if (expr->kind == EXPR_STRING && str_wildcard_any(globs, expr->text)) return true;
    }
    return false;
}

static bool arguments_fit(const Matcher *m, const Clause *clause, uint32_t call) {
    const FileFacts *facts = m->facts;
    uint32_t first = first_argument(facts, call);
    Str text;
    if (clause->min_args > 0 && count_positional(facts, first) < clause->min_args) return false;
    if (clause->keyword.len > 0) {
        uint32_t value = match_expr_keyword(facts, first, clause->keyword);
        if (!match_expr_is_literal(facts, value, clause->keyword_value)) return false;
    }
    if (clause->not_keyword.len > 0 &&
        match_expr_keyword(facts, first, clause->not_keyword) != NONE)
        return false;
    if (clause->first_arg.len > 0 &&
        !(first_literal(facts, first, &text) && str_wildcard_any(clause->first_arg, text)))
        return false;
    if (clause->not_string_arg.len > 0 && has_string(facts, first, clause->not_string_arg))
        return false;
    if (clause->argument.len > 0 && !has_argument(m, first, clause->argument)) return false;
    if (clause->target_glob.len == 0) return true;
    return m->owners && m->owners[call].len > 0 &&
           str_wildcard(clause->target_glob, m->owners[call]);
}

// --- Hits ----------------------------------------------------------------------------------------

// What a call is about, for lack of a class: "Order" of get_model("shop", "Order") and
// get_model("shop.Order"), otherwise the callee as written.
static Str call_detail(const FileFacts *facts, uint32_t call) {
    uint32_t callee = facts->exprs.items[call].first;
    if (callee == NONE) return STR("");
    Str text = facts->exprs.items[callee].text;
    for (uint32_t e = first_argument(facts, call); e != NONE; e = facts->exprs.items[e].next)
        if (facts->exprs.items[e].kind == EXPR_STRING) text = facts->exprs.items[e].text;
    uint32_t dot = str_rfind(text, '.');
    return str_sub(text, dot == NONE ? 0 : dot + 1, text.len);
}

// The class that an argument names, or the text as written.
static Str argument_detail(const Matcher *m, uint32_t expr) {
    const Target *target = &m->names->targets[expr];
    const Expr *at = &m->facts->exprs.items[expr];
    if (target->kind != TARGET_CLASS)
        return at->kind == EXPR_CALL ? call_detail(m->facts, expr) : at->text;
    return m->program->files[target->file].classes.items[target->index].qualified_name;
}

static void keep_argument(Matcher *m, const MatchUse *use, const Candidate *c, uint32_t part,
                          uint32_t expr) {
    Candidate item = *c;
    item.part = part;
    item.detail = argument_detail(m, expr);
    match_keep(m, use, &item);
}

static void keep_arguments(Matcher *m, const MatchUse *use, const Candidate *c, uint32_t first) {
    uint32_t part = 0;
    for (uint32_t e = first; e != NONE; e = m->facts->exprs.items[e].next)
        if (match_expr_is_positional(m->facts, e)) keep_argument(m, use, c, part++, e);
}

static bool is_list(const FileFacts *facts, uint32_t expr) {
    uint8_t kind = facts->exprs.items[expr].kind;
    return kind == EXPR_LIST || kind == EXPR_TUPLE || kind == EXPR_SET;
}

static void index_lists(Matcher *m) {
    const FileFacts *facts = m->facts;
    m->lists = map_new(m->scratch, 0);
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        const Binding *b = &facts->bindings.items[i];
        if (b->kind == BINDING_ASSIGN && b->value != NONE && is_list(facts, b->value))
            map_set(&m->lists, b->name, b->value);
    }
}

// The list that an argument is, directly or through a variable of this file; NONE if it is none.
static uint32_t find_list(Matcher *m, uint32_t expr) {
    if (is_list(m->facts, expr)) return expr;
    const Target *target = &m->names->targets[expr];
    bool is_variable = target->kind != TARGET_UNKNOWN || target->reason == REASON_VALUE;
    if (m->facts->exprs.items[expr].kind != EXPR_NAME || !is_variable) return NONE;
    if (!m->lists.arena) index_lists(m);
    uint32_t list = NONE;
    map_get(&m->lists, m->facts->exprs.items[expr].text, &list);
    return list;
}

static void keep_list(Matcher *m, const MatchUse *use, const Candidate *c, uint32_t first) {
    if (first == NONE || !match_expr_is_positional(m->facts, first)) {
        match_keep(m, use, c);
        return;
    }
    uint32_t list = find_list(m, first);
    if (list == NONE) {
        keep_argument(m, use, c, 0, first);
        return;
    }
    ExprChildren items = match_expr_children(m->facts, list);
    for (uint32_t part = 0, item; match_expr_next(&items, &item); part++) {
        if (list != first && m->followed_items++ >= MATCH_ITEMS_MAX) break;
        keep_argument(m, use, c, part, item);
    }
}

static void keep_route(Matcher *m, const MatchUse *use, const Candidate *c, uint32_t call) {
    // Several clauses find the same call one after the other.
    bool is_known = m->routes.len > 0 && m->routes.items[m->routes.len - 1].expr == call;
    if (!is_known) {
        bool is_decorator = use->clause->kind == PREDICATE_DECORATOR;
        RouteSite site = {.name = c->name,
                          .first = first_argument(m->facts, call),
                          .pos = c->pos,
                          .decorator = is_decorator ? &m->facts->decorators.items[c->item] : NULL,
                          .clause = use->clause,
                          .expr = call};
        FoundRoute found = {.expr = call, .scope = c->scope, .decorator = site.decorator};
        uint32_t path = match_route_read(m, &site, &found);
        vec_push(m->arena, &m->routes, found);
        while (match_route_more(m, &path, &found))
            vec_push(m->arena, &m->routes, found);
    }
    uint32_t first = m->routes.len - 1;
    while (first > 0 && m->routes.items[first - 1].expr == call)
        first--;
    Candidate route = *c;
    route.detail = m->routes.items[first].route.path;
    match_keep(m, use, &route);
}

// What is mounted by a decorator is what it stands on.
static void keep_mount(Matcher *m, const MatchUse *use, const Candidate *c, uint32_t call) {
    if (m->facts->exprs.items[call].kind != EXPR_CALL) return;
    uint32_t class_index = NONE;
    if (use->clause->kind == PREDICATE_DECORATOR) {
        const Decorator *decorator = &m->facts->decorators.items[c->item];
        if (!decorator->on_class) return;
        class_index = decorator->target;
    }
    route_mounts_keep(m, use->clause, call, class_index);
}

static void keep(Matcher *m, const MatchUse *use, const Candidate *c, uint32_t call) {
    const Clause *clause = use->clause;
    if (c->is_override && !clause->route) return; // what it does is its own affair
    if (!arguments_fit(m, clause, call)) return;
    uint32_t first = first_argument(m->facts, call);
    if (clause->mount != MOUNT_NONE) keep_mount(m, use, c, call);
    if (clause->route)
        keep_route(m, use, c, call);
    else if (clause->per_argument)
        keep_arguments(m, use, c, first);
    else if (clause->expand_list)
        keep_list(m, use, c, first);
    else
        match_keep(m, use, c);
}

// --- Predicates ----------------------------------------------------------------------------------

// What to show as the name: of an unresolved one what is written.
static Str shown_name(const FileFacts *facts, Str name, uint32_t callee) {
    return str_starts(name, STR("?")) ? facts->exprs.items[callee].text : name;
}

// A router of the project that wraps a method of its base still registers routes by it.
static void take_overridden(const Matcher *m, uint32_t callee, Candidate *c) {
    c->name = match_expr_overridden(m, callee);
    c->is_override = c->name.len > 0;
}

static void accept_call(Matcher *m, const MatchUse *use, const Candidate *c) {
    const Call *call = &m->facts->calls.items[c->item];
    if (use->clause->awaited && !call->is_awaited) return;
    if (use->clause->not_awaited && call->is_awaited) return;
    keep(m, use, c, call->expr);
}

void match_calls(Matcher *m) {
    const FileFacts *facts = m->facts;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = &facts->calls.items[i];
        uint32_t callee = facts->exprs.items[call->expr].first;
        Candidate c = {.name = match_expr_name(m, callee),
                       .pos = facts->exprs.items[call->expr].pos,
                       .scope = call->scope,
                       .item = i};
        if (c.name.len == 0) take_overridden(m, callee, &c);
        if (c.name.len == 0) continue;
        c.detail = shown_name(facts, c.name, callee);
        match_find(m, PREDICATE_CALL, &c, accept_call);
    }
}

static bool function_fits(Matcher *m, const Clause *clause, const Decorator *decorator) {
    if (!clause->returns && clause->awaits == AWAITS_ANY) return true;
    if (decorator->on_class) return false;
    bool has_type = m->facts->functions.items[decorator->target].returns != NONE;
    if (clause->returns && !has_type) return false;
    if (clause->awaits == AWAITS_ANY) return true;
    bool is_waiting = match_function_waits(m, decorator->target);
    return is_waiting == (clause->awaits == AWAITS_SOMETHING);
}

static void accept_decorator(Matcher *m, const MatchUse *use, const Candidate *c) {
    const Decorator *decorator = &m->facts->decorators.items[c->item];
    bool on_async = !decorator->on_class && m->facts->functions.items[decorator->target].is_async;
    if (use->clause->on_async && !on_async) return;
    if (!function_fits(m, use->clause, decorator)) return;
    keep(m, use, c, decorator->expr);
}

void match_decorators(Matcher *m) {
    const FileFacts *facts = m->facts;
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        const Decorator *decorator = &facts->decorators.items[i];
        const Expr *expr = &facts->exprs.items[decorator->expr];
        uint32_t named = expr->kind == EXPR_CALL ? expr->first : decorator->expr;
        Candidate c = {.name = match_expr_name(m, named),
                       .pos = decorator->pos,
                       .scope = decorator->scope,
                       .item = i};
        if (c.name.len == 0) take_overridden(m, named, &c);
        if (c.name.len == 0) continue;
        c.detail = shown_name(facts, c.name, named);
        match_find(m, PREDICATE_DECORATOR, &c, accept_decorator);
    }
}

void match_route_strings(Matcher *m) {
    for (uint32_t i = 0; i < m->routes.len; i++) {
        const FoundRoute *found = &m->routes.items[i];
        if (!found->route.path.ptr) continue; // it is computed
        Candidate c = {.name = found->route.path,
                       .pos = found->route.pos,
                       .scope = found->scope,
                       .detail = found->route.path};
        match_find(m, PREDICATE_ROUTE_STRING, &c, match_keep);
    }
}
