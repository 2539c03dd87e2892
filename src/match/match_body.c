// SPDX-License-Identifier: MIT
// Questions about class bodies: does the class say `abstract = True` in its `Meta`?
//
//   class Order(models.Model):            attrs {"Meta.abstract": "True"} holds
//       class Meta(Defaults):
//           abstract = True
//
// How: an attribute is the last binding of its name in the body. An attribute of a nested class may
// also come from that class's own bases. Django takes `abstract` away from the `Meta` of an abstract
// model once the model is made: a `Meta` that derives from it is not abstract. Other options, the
// tests marked "^", are inherited with the whole `Meta`: from the nearest base that has one, if it is
// a plain class or an abstract model; a concrete model keeps its `Meta` for itself.
// Limits: bodies are read as written, a condition around an assignment is not weighed; a computed
// value is none of those asked for.
#include "match/matcher.h"

#include "base/banned.h"

ClassBodies match_body_index(const FileFacts *facts, Arena *arena) {
    ClassBodies bodies = {.first = arena_array(arena, uint32_t, facts->scopes.len),
                          .next = arena_array(arena, uint32_t, facts->bindings.len)};
    for (uint32_t s = 0; s < facts->scopes.len; s++)
        bodies.first[s] = NONE;
    for (uint32_t b = 0; b < facts->bindings.len; b++) {
        uint32_t scope = facts->bindings.items[b].scope;
        bodies.next[b] = bodies.first[scope];
        bodies.first[scope] = b;
    }
    return bodies;
}

// A class somewhere in the program.
typedef struct ClassAt {
    uint32_t file; // index into Program.files
    uint32_t index;
} ClassAt;

static bool is_value(const Binding *binding) {
    return binding->kind != BINDING_ANNOTATE && binding->kind != BINDING_DELETE &&
           binding->kind != BINDING_GLOBAL;
}

// The last binding of `name` in the body of a class, NULL if there is none.
static const Binding *find_in_body(const Matcher *m, ClassAt at, Str name) {
    const FileFacts *facts = &m->program->files[at.file];
    const ClassBodies *bodies = &m->bodies[at.file];
    uint32_t body = facts->classes.items[at.index].body;
    for (uint32_t b = bodies->first[body]; b != NONE; b = bodies->next[b]) {
        const Binding *binding = &facts->bindings.items[b];
        if (str_eq(binding->name, name) && is_value(binding)) return binding;
    }
    return NULL;
}

static ClassAt class_at(const ClassInfo *info) {
    return (ClassAt){info->file, info->index};
}

static const ClassInfo *info_of(const Matcher *m, ClassAt at) {
    return &m->program->classes[m->program->first_class[at.file] + at.index];
}

// The class that a binding gives its name to: `class Meta: …` or `Meta = Defaults`.
static bool bound_class(const Matcher *m, uint32_t file, const Binding *binding, ClassAt *out) {
    if (binding->kind == BINDING_CLASS) {
        *out = (ClassAt){file, binding->value};
        return true;
    }
    if (binding->kind != BINDING_ASSIGN || binding->value == NONE) return false;
    const Target *target = &m->program->names[file].targets[binding->value];
    *out = (ClassAt){target->file, target->index};
    return target->kind == TARGET_CLASS;
}

// Whether it has one of the bases that the clause asks for: a model, for what asks for models.
static bool is_of_kind(const Matcher *m, const Clause *clause, ClassAt at) {
    const ClassInfo *info = info_of(m, at);
    for (uint32_t r = 0; r < info->root_count; r++)
        for (uint32_t n = 0; clause->kind == PREDICATE_BASE && n < clause->name_count; n++)
            if (str_eq(info->roots[r], clause->names[n])) return true;
    return false;
}

// Whether a nested class stands in a class of the kind: `Meta` in a model.
static bool is_in_kind(const Matcher *m, const Clause *clause, ClassAt at) {
    const FileFacts *facts = &m->program->files[at.file];
    const Scope *scope = &facts->scopes.items[facts->classes.items[at.index].scope];
    return scope->kind == SCOPE_CLASS && is_of_kind(m, clause, (ClassAt){at.file, scope->def});
}

// The last binding of `name` in a nested class, or in its bases. *where becomes the class it was
// found in. With `stops`, a base that stands in a class of the kind has nothing to give.
static const Binding *find_in_nested(const Matcher *m, const Clause *clause, bool stops,
                                     ClassAt *where, Str name) {
    const Binding *found = find_in_body(m, *where, name);
    const ClassInfo *info = info_of(m, *where);
    for (uint32_t i = 0; !found && i < info->ancestor_count; i++) {
        ClassAt at = class_at(&m->program->classes[info->ancestors[i]]);
        if (stops && is_in_kind(m, clause, at)) return NULL;
        found = find_in_body(m, at, name);
        *where = at;
    }
    return found;
}

static bool binds_value(const FileFacts *facts, const Binding *binding, Str value);

// A class of the kind hands its nested class on only if that says `abstract = True`.
static bool hands_on(const Matcher *m, const Clause *clause, ClassAt outer, ClassAt nested) {
    if (!is_of_kind(m, clause, outer)) return true;
    const Binding *b = find_in_nested(m, clause, true, &nested, STR("abstract"));
    return b && binds_value(&m->program->files[nested.file], b, STR("True"));
}

// The nested class `name` of a class, for an inherited test also of the nearest base that has one.
static bool find_nested(const Matcher *m, const Clause *clause, const AttrTest *test, Str name,
                        ClassAt *at) {
    ClassAt outer = *at;
    const ClassInfo *info = info_of(m, outer);
    const Binding *own = find_in_body(m, outer, name);
    if (own) return bound_class(m, outer.file, own, at);
    for (uint32_t i = 0; test->inherited && i < info->ancestor_count; i++) {
        outer = class_at(&m->program->classes[info->ancestors[i]]);
        const Binding *binding = find_in_body(m, outer, name);
        if (binding && bound_class(m, outer.file, binding, at) && hands_on(m, clause, outer, *at))
            return true;
    }
    return false;
}

static bool binds_value(const FileFacts *facts, const Binding *binding, Str value) {
    if (value.len == 0) return true;
    bool is_assignment = binding->kind == BINDING_ASSIGN;
    return is_assignment && match_expr_is_literal(facts, binding->value, value);
}

static bool test_holds(const Matcher *m, const Clause *clause, const AttrTest *test,
                       uint32_t class_index) {
    ClassAt at = {m->program_file, class_index};
    Str name, rest = test->path;
    bool is_nested = false;
    while (str_cut(rest, '.', &name, &rest)) {
        if (!find_nested(m, clause, test, name, &at)) return false;
        is_nested = true;
    }
    const Binding *binding = is_nested ? find_in_nested(m, clause, !test->inherited, &at, name)
                                       : find_in_body(m, at, name);
    return binding && binds_value(&m->program->files[at.file], binding, test->value);
}

bool match_body_holds(const Matcher *m, const Clause *clause, uint32_t class_index) {
    for (uint32_t i = 0; i < clause->attr_count; i++)
        if (test_holds(m, clause, &clause->attrs[i], class_index) == clause->attrs[i].negated)
            return false;
    return true;
}
