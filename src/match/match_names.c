// SPDX-License-Identifier: MIT
// Predicates about single names: imports, references, definitions, and the syntax facts.
//
//   from google import genai          import "google.genai": detail "google.genai"
//   path("admin/", admin.site.urls)   reference "django.contrib.admin.site.urls"
//   def get_current_user(): ...       definition "get_current_user"
//
// How: each walks one table of the file and offers what it finds to match_find.
// Limits: an import is compared as written and as resolved, so both an old and the canonical name
// of a module may stand in a rule.
#include "match/matcher.h"

#include "base/banned.h"

static bool is_same_place(Pos a, Pos b) {
    return a.row == b.row && a.col == b.col;
}

void match_syntax(Matcher *m) {
    const MatchTable *table = &m->index->tables[PREDICATE_SYNTAX];
    bool is_wanted[FACT_COUNT];
    const Fact *last[FACT_COUNT] = {NULL};
    uint32_t part[FACT_COUNT] = {0}; // `import a, b` are two facts at one place
    for (uint32_t kind = 0; kind < FACT_COUNT; kind++)
        is_wanted[kind] = map_has(&table->exact, str_from_c(facts_key((FactKind)kind)));
    for (uint32_t i = 0; i < m->facts->facts.len; i++) {
        const Fact *fact = &m->facts->facts.items[i];
        if (!is_wanted[fact->kind]) continue;
        bool is_again = last[fact->kind] && is_same_place(last[fact->kind]->pos, fact->pos);
        part[fact->kind] = is_again ? part[fact->kind] + 1 : 0;
        last[fact->kind] = fact;
        Candidate c = {.name = str_from_c(facts_key(fact->kind)),
                       .pos = fact->pos,
                       .scope = fact->scope,
                       .part = part[fact->kind],
                       .detail = fact->detail};
        match_find(m, PREDICATE_SYNTAX, &c, match_keep);
    }
}

// --- Imports -------------------------------------------------------------------------------------

static bool is_first_party(const Matcher *m, uint32_t import) {
    switch (m->names->imports[import].kind) {
    case TARGET_MODULE:
    case TARGET_PACKAGE:
    case TARGET_CLASS:
    case TARGET_FUNCTION:
    case TARGET_OBJECT: return true;
    // A common word that is no declared dependency: some module of the project that was not found.
    case TARGET_UNKNOWN:
        if (m->names->imports[import].reason == REASON_MISSING_MODULE) return true;
        break;
    default: break;
    }
    Str head, rest;
    str_cut(m->facts->imports.items[import].module, '.', &head, &rest);
    return map_has(&m->program->local_modules, head);
}

static void accept_import(Matcher *m, const MatchUse *use, const Candidate *c) {
    if (use->clause->third_party && is_first_party(m, c->item)) return;
    Candidate hit = *c;
    // "from google import genai" is an import of google.genai when that is what the rule means.
    bool is_below = use->stem.len > c->detail.len && str_starts(c->name, use->stem) &&
                    str_starts(use->stem, c->detail);
    if (is_below) hit.detail = use->stem;
    match_keep(m, use, &hit);
}

// An import as written, with the imported name, and as resolved.
static void find_import(Matcher *m, const Import *import, Candidate *c) {
    match_find(m, PREDICATE_IMPORT, c, accept_import);
    if (import->is_from && !import->is_star) {
        c->name = str_fmt(m->scratch, STR_FMT "." STR_FMT, STR_ARG(import->module),
                          STR_ARG(import->name));
        match_find(m, PREDICATE_IMPORT, c, accept_import);
    }
    const Target *target = &m->names->imports[c->item];
    if (target->kind == TARGET_EXTERNAL && !str_eq(target->name, c->name)) {
        c->name = target->name;
        match_find(m, PREDICATE_IMPORT, c, accept_import);
    }
}

void match_imports(Matcher *m) {
    uint32_t part = 0; // `import a, b` are two imports at one place, `from m import a, b` is one
    for (uint32_t i = 0; i < m->facts->imports.len; i++) {
        const Import *import = &m->facts->imports.items[i];
        bool is_again = i > 0 && is_same_place(import[-1].pos, import->pos);
        part = is_again && !import->is_from ? part + 1 : 0;
        if (import->level > 0 || import->context & CONTEXT_TYPE_CHECKING) continue;
        Candidate c = {.name = import->module,
                       .pos = import->pos,
                       .scope = import->scope,
                       .item = i,
                       .part = part,
                       .detail = import->module};
        find_import(m, import, &c);
    }
}

// --- References and definitions ------------------------------------------------------------------

void match_references(Matcher *m) {
    for (uint32_t i = 0; i < m->facts->exprs.len; i++) {
        const Expr *expr = &m->facts->exprs.items[i];
        const Target *target = &m->names->targets[i];
        bool is_name = expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE;
        if (!is_name || (target->kind != TARGET_EXTERNAL && target->kind != TARGET_BUILTIN))
            continue;
        Candidate c = {
            .name = target->name, .pos = expr->pos, .scope = expr->scope, .detail = target->name};
        match_find(m, PREDICATE_REFERENCE, &c, match_keep);
    }
}

static bool is_excepted(const MatchUse *use, const Candidate *c) {
    return use->clause->not_named.len > 0 && str_wildcard_any(use->clause->not_named, c->name);
}

static void accept_class(Matcher *m, const MatchUse *use, const Candidate *c) {
    if (use->clause->parameter.len > 0) return;
    if (is_excepted(use, c) || !match_is_class_in(m, use->clause, c->item)) return;
    if (match_body_holds(m, use->clause, c->item)) match_keep(m, use, c);
}

static bool has_parameter(const Matcher *m, const Function *function, Str globs) {
    for (uint32_t i = 0; i < function->param_count; i++)
        if (str_wildcard_any(globs, m->facts->params.items[function->first_param + i].name))
            return true;
    return false;
}

// With class_in only methods of such a class.
static void accept_function(Matcher *m, const MatchUse *use, const Candidate *c) {
    if (is_excepted(use, c)) return;
    const Scope *around = &m->facts->scopes.items[c->scope];
    if (use->clause->attr_count > 0) return;
    if (use->clause->parameter.len > 0 &&
        !has_parameter(m, &m->facts->functions.items[c->item], use->clause->parameter))
        return;
    if (use->clause->class_in.len > 0 &&
        (around->kind != SCOPE_CLASS || !match_is_class_in(m, use->clause, around->def)))
        return;
    match_keep(m, use, c);
}

void match_definitions(Matcher *m) {
    for (uint32_t i = 0; i < m->facts->classes.len; i++) {
        const Class *class = &m->facts->classes.items[i];
        Candidate c = {.name = class->name,
                       .pos = class->pos,
                       .scope = class->scope,
                       .item = i,
                       .detail = class->qualified_name};
        match_find(m, PREDICATE_DEFINITION, &c, accept_class);
    }
    for (uint32_t i = 0; i < m->facts->functions.len; i++) {
        const Function *function = &m->facts->functions.items[i];
        Candidate c = {.name = function->name,
                       .pos = function->pos,
                       .scope = function->scope,
                       .item = i,
                       .detail = function->qualified_name};
        match_find(m, PREDICATE_DEFINITION, &c, accept_function);
    }
}
