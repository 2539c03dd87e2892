// SPDX-License-Identifier: MIT
// Lookup tables of one file: names by scope, decorators and returns by function, star imports,
// __all__.
//
//     @staticmethod                  function_flags[f] = METHOD | STATIC, first_decorator[f] = 0
//     def make(): return Shop()      returns of f: one
//     def more(app): …; return app   passed[f] = 1 + 0: what it is given for `app` it gives back
//     __all__ = ["make"]             all = {make}, all_is_literal
//
// How: FileFacts lists everything in source order, which is right for counting; here it is turned
// around, by counting sorts, so that no later question scans a file.
//
// Limits: a decorator is read by its text: any name that ends in "property" makes one. __all__ is
// followed through =, +=, append and extend of literals.
#include "resolve/tables.h"

#include "base/banned.h"

// --- Functions -----------------------------------------------------------------------------------

// Methods whose first parameter is the class without a decorator saying so.
static const Str CLASS_METHODS[] = {
    STR_CONST("__new__"),
    STR_CONST("__init_subclass__"),
    STR_CONST("__class_getitem__"),
};

static uint8_t flag_of_decorator(Str text) {
    uint32_t dot = str_rfind(text, '.');
    Str last = str_sub(text, dot == NONE ? 0 : dot + 1, text.len);
    if (str_eq(last, STR("staticmethod"))) return FUNCTION_STATIC;
    if (str_eq(last, STR("classmethod"))) return FUNCTION_OF_CLASS;
    return str_ends(last, STR("property")) ? FUNCTION_PROPERTY : 0;
}

static uint8_t flags_of_definition(const FileFacts *facts, const Function *function) {
    if (facts->scopes.items[function->scope].kind != SCOPE_CLASS) return 0;
    uint8_t flags = FUNCTION_METHOD;
    for (uint32_t i = 0; i < ARRAY_LEN(CLASS_METHODS); i++)
        if (str_eq(CLASS_METHODS[i], function->name)) flags |= FUNCTION_OF_CLASS;
    bool takes_class = function->param_count > 0 &&
                       str_eq(facts->params.items[function->first_param].name, STR("cls"));
    return takes_class ? flags | FUNCTION_OF_CLASS : flags;
}

static void index_functions(const FileFacts *facts, Arena *arena, FileTables *out) {
    uint32_t n = facts->functions.len;
    uint8_t *flags = arena_array(arena, uint8_t, n);
    uint32_t *first_decorator = arena_array(arena, uint32_t, n);
    for (uint32_t f = 0; f < n; f++) {
        flags[f] = flags_of_definition(facts, &facts->functions.items[f]);
        first_decorator[f] = NONE;
    }
    for (uint32_t i = facts->decorators.len; i > 0; i--) {
        const Decorator *decorator = &facts->decorators.items[i - 1];
        if (decorator->on_class || decorator->target >= n) continue;
        first_decorator[decorator->target] = i - 1;
        const Expr *expr = &facts->exprs.items[decorator->expr];
        if (expr->kind == EXPR_NAME) flags[decorator->target] |= flag_of_decorator(expr->text);
    }
    out->function_flags = flags;
    out->first_decorator = first_decorator;
}

// --- Returns -------------------------------------------------------------------------------------

static uint32_t function_of_return(const FileFacts *facts, const Return *item) {
    const Scope *scope = &facts->scopes.items[item->scope];
    return scope->kind == SCOPE_FUNCTION ? scope->def : NONE;
}

static void index_returns(const FileFacts *facts, Arena *arena, FileTables *out) {
    uint32_t n = facts->functions.len;
    uint32_t *first =
        arena_array(arena, uint32_t, (uint64_t)n + 2); // counted one place to the right
    uint32_t *returns = arena_array(arena, uint32_t, facts->returns.len);
    for (uint32_t i = 0; i < facts->returns.len; i++) {
        uint32_t function = function_of_return(facts, &facts->returns.items[i]);
        if (function != NONE) first[function + 2]++;
    }
    for (uint32_t f = 2; f < n + 2; f++)
        first[f] += first[f - 1];
    for (uint32_t i = 0; i < facts->returns.len; i++) {
        uint32_t function = function_of_return(facts, &facts->returns.items[i]);
        if (function != NONE) returns[first[function + 1]++] = i;
    }
    out->first_return = first;
    out->returns = returns;
}

// 1 + the parameter of `function` that is called `name` and never bound anew, 0 if there is none.
static uint8_t param_named(const FileFacts *facts, const ScopeTable *names,
                           const Function *function, Str name) {
    const NameGroup *group = scopes_group(names, function->body, name, false);
    if (!group || group->count != 1) return 0;
    for (uint32_t p = 0; p < function->param_count && p < FUNCTION_PARAMS_MAX; p++) {
        const Param *param = &facts->params.items[function->first_param + p];
        if (param->stars == 0 && str_eq(param->name, name)) return (uint8_t)(p + 1);
    }
    return 0;
}

// Which functions give back what they are given, by the first return that is a parameter.
static void index_passed(const FileFacts *facts, Arena *arena, FileTables *out) {
    uint8_t *passed = arena_array(arena, uint8_t, facts->functions.len);
    for (uint32_t i = 0; i < facts->returns.len; i++) {
        uint32_t expr = facts->returns.items[i].expr;
        uint32_t function = function_of_return(facts, &facts->returns.items[i]);
        if (function == NONE || expr == NONE || passed[function] > 0) continue;
        const Expr *at = &facts->exprs.items[expr];
        const Function *f = &facts->functions.items[function];
        if (at->kind == EXPR_NAME && !f->is_async && !f->is_generator)
            passed[function] = param_named(facts, &out->names, f, at->text);
    }
    out->passed = passed;
}

// --- Exports -------------------------------------------------------------------------------------

static void find_stars(const FileFacts *facts, Arena *arena, FileTables *out) {
    VEC(uint32_t) stars = {0};
    for (uint32_t i = 0; i < facts->imports.len; i++) {
        const Import *import = &facts->imports.items[i];
        if (import->is_star && import->scope == 0) vec_push(arena, &stars, i);
    }
    out->stars = stars.items;
    out->star_count = stars.len;
}

// Strings of a list, a tuple or a single string; false when anything else is among them.
static bool add_exports(const FileFacts *facts, uint32_t expr, Map *all) {
    if (expr == NONE) return false;
    const Expr *at = &facts->exprs.items[expr];
    if (at->kind == EXPR_STRING) {
        map_set(all, at->text, 1);
        return true;
    }
    bool is_sum = at->kind == EXPR_BINARY && str_eq(at->text, STR("+"));
    bool is_list = at->kind == EXPR_LIST || at->kind == EXPR_TUPLE || at->kind == EXPR_SET;
    if (!is_list && !is_sum) return false;
    bool is_literal = true;
    for (uint32_t e = at->first; e != NONE; e = facts->exprs.items[e].next) {
        // Lists stand in sums, strings in lists; sums are as deep as python/ lets them be.
        is_literal &= (is_list ? facts->exprs.items[e].kind == EXPR_STRING : true) &&
                      add_exports(facts, e, all);
    }
    return is_literal;
}

// __all__.append("x"), __all__.extend([…])
static void add_exports_of_calls(const FileFacts *facts, FileTables *out) {
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        uint32_t callee = facts->exprs.items[facts->calls.items[i].expr].first;
        if (callee == NONE || facts->exprs.items[callee].kind != EXPR_NAME) continue;
        if (!str_starts(facts->exprs.items[callee].text, STR("__all__."))) continue;
        out->all_is_literal &= add_exports(facts, facts->exprs.items[callee].next, &out->all);
    }
}

static void find_exports(const FileFacts *facts, Arena *arena, FileTables *out) {
    out->all = map_new(arena, 0);
    const NameGroup *group = scopes_group(&out->names, 0, STR("__all__"), false);
    if (!group) return;
    out->all_is_literal = true;
    for (uint32_t i = 0; i < group->count; i++) {
        uint32_t binding = out->names.bindings[group->first + i];
        const Binding *at = &facts->bindings.items[binding];
        bool is_value = at->kind == BINDING_ASSIGN || at->kind == BINDING_AUGMENT;
        out->all_is_literal &= is_value && add_exports(facts, at->value, &out->all);
    }
    add_exports_of_calls(facts, out);
}

void tables_build(const FileFacts *facts, Arena *arena, Arena *scratch, FileTables *out) {
    index_functions(facts, arena, out);
    index_returns(facts, arena, out);
    out->names = scopes_build(facts, out->function_flags, arena, scratch);
    index_passed(facts, arena, out);
    find_stars(facts, arena, out);
    find_exports(facts, arena, out);
}
