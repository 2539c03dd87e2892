// SPDX-License-Identifier: MIT
// Predicates about classes: what they derive from, and the fields in their bodies.
//
//   class Order(TimeStamped): ...              base "django.db.models.Model", through TimeStamped
//       total = models.DecimalField()          field "django.db.models.DecimalField"
//
// How: resolve has closed the ancestry, so a class offers each of its external roots as a
// candidate. A class that a base clause hits is marked for the facts that a class_in names; fields
// come later in the same file and look at the mark, so no second pass over the repository is
// needed.
#include "match/route_nodes.h"

#include "base/banned.h"

static const ClassInfo *info_of(const Matcher *m, uint32_t class_index) {
    return &m->program->classes[m->program->first_class[m->program_file] + class_index];
}

static bool has_root(const ClassInfo *info, Str name) {
    for (uint32_t i = 0; i < info->root_count; i++)
        if (str_eq(info->roots[i], name)) return true;
    return false;
}

static bool comes_through_project(const Matcher *m, uint32_t class_index, Str name) {
    const ClassInfo *info = info_of(m, class_index);
    for (uint32_t i = 0; i < info->ancestor_count; i++)
        if (has_root(&m->program->classes[info->ancestors[i]], name)) return true;
    return false;
}

static bool fits_distance(const Matcher *m, const Clause *clause, const Candidate *c) {
    if (clause->base_at == BASE_ANY) return true;
    bool is_inherited = comes_through_project(m, c->item, c->name);
    return is_inherited == (clause->base_at == BASE_INHERITED);
}

static void accept_base(Matcher *m, const MatchUse *use, const Candidate *c) {
    const Clause *clause = use->clause;
    const Class *class = &m->facts->classes.items[c->item];
    if (facts_in_function(m->facts, class->scope) != clause->local_only) return;
    if (clause->keyword.len > 0) {
        uint32_t value = match_expr_keyword(m->facts, class->arguments, clause->keyword);
        if (!match_expr_is_literal(m->facts, value, clause->keyword_value)) return;
    }
    if (clause->not_keyword.len > 0 &&
        match_expr_keyword(m->facts, class->arguments, clause->not_keyword) != NONE)
        return;
    if (!fits_distance(m, clause, c) || !match_body_holds(m, clause, c->item)) return;
    m->class_marks[c->item] |= m->index->class_bits[use->entry];
    if (clause->mount != MOUNT_NONE) route_mounts_keep(m, clause, NONE, c->item);
    match_keep(m, use, c);
}

void match_bases(Matcher *m) {
    for (uint32_t i = 0; i < m->facts->classes.len; i++) {
        const Class *class = &m->facts->classes.items[i];
        const ClassInfo *info = info_of(m, i);
        if (class->context & CONTEXT_TYPE_CHECKING) continue; // it is never made
        Candidate c = {
            .pos = class->pos, .scope = class->scope, .item = i, .detail = class->qualified_name};
        for (uint32_t r = 0; r < info->root_count; r++) {
            c.name = info->roots[r];
            match_find(m, PREDICATE_BASE, &c, accept_base);
        }
        if (info->unresolved_bases > 0) {
            c.name = STR("?");
            match_find(m, PREDICATE_BASE, &c, accept_base);
        }
    }
}

static bool is_marked(const Matcher *m, Str fact, uint32_t class_index) {
    uint32_t bit;
    return map_get(&m->index->class_facts, fact, &bit) && m->class_marks[class_index] >> bit & 1;
}

bool match_is_class_in(const Matcher *m, const Clause *clause, uint32_t class_index) {
    if (is_marked(m, clause->not_class_in, class_index)) return false;
    return clause->class_in.len == 0 || is_marked(m, clause->class_in, class_index);
}

static void accept_field(Matcher *m, const MatchUse *use, const Candidate *c) {
    if (!match_is_class_in(m, use->clause, c->item)) return;
    Candidate hit = *c;
    if (use->clause->per_class) {
        const Class *class = &m->facts->classes.items[c->item];
        hit.pos = class->pos;
        hit.detail = class->qualified_name;
    }
    match_keep(m, use, &hit);
}

void match_fields(Matcher *m) {
    const FileFacts *facts = m->facts;
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        const Binding *b = &facts->bindings.items[i];
        const Scope *scope = &facts->scopes.items[b->scope];
        if (b->kind != BINDING_ASSIGN || scope->kind != SCOPE_CLASS || b->value == NONE) continue;
        const Expr *value = &facts->exprs.items[b->value];
        if (value->kind != EXPR_CALL) continue;
        Candidate c = {.name = match_expr_name(m, value->first),
                       .pos = value->pos,
                       .scope = b->scope,
                       .item = scope->def,
                       .detail = b->name};
        if (c.name.len > 0) match_find(m, PREDICATE_FIELD, &c, accept_field);
    }
}
