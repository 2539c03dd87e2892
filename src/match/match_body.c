// SPDX-License-Identifier: MIT
// Questions about class bodies: does the class say `abstract = True` in its `Meta`?
//
//   class Order(models.Model):            attrs {"Meta.abstract": "True"} holds
//       class Meta(Defaults):
//           abstract = True
//
// How: an attribute is the last binding of its name in the body. An attribute of a nested class may
// also come from that class's own bases, as far as these are classes of the project that stand on
// their own; the `Meta` of a parent model is not followed, since Django takes `abstract` away from
// it.
// Limits: bodies are read as written, a condition around an assignment is not weighed.
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

static bool stands_in_class(const Matcher *m, ClassAt at) {
    const FileFacts *facts = &m->program->files[at.file];
    return facts->scopes.items[facts->classes.items[at.index].scope].kind == SCOPE_CLASS;
}

// In the body of a nested class, or in those of its bases. *where becomes the class it was found
// in.
static const Binding *find_inherited(const Matcher *m, ClassAt *where, Str name) {
    const Program *program = m->program;
    const Binding *found = find_in_body(m, *where, name);
    const ClassInfo *info = &program->classes[program->first_class[where->file] + where->index];
    for (uint32_t i = 0; !found && i < info->ancestor_count; i++) {
        const ClassInfo *ancestor = &program->classes[info->ancestors[i]];
        ClassAt at = {ancestor->file, ancestor->index};
        if (stands_in_class(m, at)) return NULL;
        found = find_in_body(m, at, name);
        *where = at;
    }
    return found;
}

static bool binds_value(const FileFacts *facts, const Binding *binding, Str value) {
    if (value.len == 0) return true;
    bool is_assignment = binding->kind == BINDING_ASSIGN;
    return is_assignment && match_expr_is_literal(facts, binding->value, value);
}

static bool test_holds(const Matcher *m, const AttrTest *test, uint32_t class_index) {
    ClassAt at = {m->program_file, class_index};
    Str name, rest = test->path;
    bool has_more = str_cut(rest, '.', &name, &rest);
    const Binding *binding = find_in_body(m, at, name);
    while (binding && has_more) {
        if (binding->kind != BINDING_CLASS) return false;
        at.index = binding->value;
        has_more = str_cut(rest, '.', &name, &rest);
        binding = find_inherited(m, &at, name);
    }
    return binding && binds_value(&m->program->files[at.file], binding, test->value);
}

bool match_body_holds(const Matcher *m, const Clause *clause, uint32_t class_index) {
    for (uint32_t i = 0; i < clause->attr_count; i++)
        if (test_holds(m, &clause->attrs[i], class_index) == clause->attrs[i].negated) return false;
    return true;
}
