// SPDX-License-Identifier: MIT
// From a name at a place to its definition.
//
//     try:
//         from uvloop import run           names_chain("run") in f → EXTERNAL uvloop.run: of
//     except ImportError:                  conditional definitions the first that has a meaning
//         from asyncio import run
//     def f():
//         run(app.state.db)                names_chain("app.state.db")
//                                            → INSTANCE fastapi.FastAPI's state.db
//
// How: the first segment is looked up by scope and position (scopes.c), then in star imports, then
// among builtins; every further segment is an attribute of what the segments before it evaluate to
// (members.c for classes). Nothing is remembered across files: an answer would depend on
// which worker asked first and how deep it was. What the bindings of the file at work come to is
// remembered when a question starts with one: then nothing has been cut short. Depth and steps of a question are bounded instead.
//
// Limits: of conditional definitions one is taken, at most CANDIDATES_MAX are looked at; code after
// a `return` or under `if False` counts like any other.
#include "resolve/names.h"

#include <string.h>

#include "resolve/builtins.h"
#include "resolve/imports.h"
#include "resolve/members.h"
#include "resolve/values.h"

#include "base/banned.h"

enum { CANDIDATES_MAX = NAMES_ALTERNATIVES_MAX, EXTERNAL_NAME_MAX = 512 };

// --- Questions -----------------------------------------------------------------------------------

void names_ask(Resolver *r) {
    r->depth = 0;
    r->steps = 0;
    r->open_count = 0;
}

bool names_enter(Resolver *r) {
    if (r->depth >= RESOLVE_CHAIN_MAX || r->steps >= WORLD_STEPS_MAX) return false;
    r->depth++;
    r->steps++;
    r->total++;
    return true;
}

void names_leave(Resolver *r) {
    r->depth--;
}

bool names_has_steps(const Resolver *r) {
    return r->steps < WORLD_STEPS_MAX;
}

Remembered *names_remembered(Resolver *r, uint32_t file, uint32_t binding) {
    bool is_first = file == r->file && r->depth == 0 && r->open_count == 0;
    return is_first ? &r->bound[binding] : NULL;
}

Definition names_finished(Target target) {
    return (Definition){.target = target, .binding = NONE};
}

Target names_value(Resolver *r, Definition definition) {
    if (definition.binding == NONE) return definition.target;
    return values_binding(r, definition.file, definition.binding);
}

// --- Names outside the repository ----------------------------------------------------------------

// The canonical form of a name as written; each spelling is worked out once a worker.
static Str canonical(Resolver *r, Str written) {
    uint32_t index;
    if (map_get(&r->externals, written, &index)) return r->canonical.items[index];
    Str copy = str_copy(r->arena, written);
    map_set(&r->externals, copy, r->canonical.len);
    Str name = known_canonical(&r->world->known, copy, r->arena);
    vec_push(r->arena, &r->canonical, name);
    return name;
}

Str names_joined(Resolver *r, Str base, Str attr) {
    char text[EXTERNAL_NAME_MAX];
    if (base.len == 0 || base.len + (uint64_t)attr.len + 1 > sizeof text) return STR("");
    memcpy(text, base.ptr, base.len);
    Str written = {text, base.len};
    if (attr.len > 0) {
        text[base.len] = '.';
        memcpy(text + base.len + 1, attr.ptr, attr.len);
        written.len += 1 + attr.len;
    }
    return canonical(r, written);
}

Target names_external(Resolver *r, Str base, Str attr) {
    Str name = names_joined(r, base, attr);
    if (name.len == 0) return world_unknown(REASON_DEPTH);
    Str builtin = str_starts(name, STR("builtins.")) ? str_sub(name, 9, name.len) : STR("");
    if (builtin.len > 0 && builtins_has(builtin))
        return (Target){.kind = TARGET_BUILTIN, .name = builtin};
    return (Target){.kind = TARGET_EXTERNAL, .name = name};
}

// --- One of several bindings ---------------------------------------------------------------------

// In a cycle of imports a name is not what its own import leads to: another binding has it.
static Definition follow_import(Resolver *r, uint32_t file, uint32_t index) {
    if (r->open_count == RESOLVE_CHAIN_MAX) return names_finished(world_unknown(REASON_DEPTH));
    Remembered *known = names_remembered(r, file, index);
    if (known && known->has_imported) return known->imported;
    r->open[r->open_count++] = (OpenBinding){.file = file, .binding = index};
    uint32_t import = r->world->files[file].bindings.items[index].value;
    Definition found = imports_definition(r, file, import);
    r->open_count--;
    if (known && names_has_steps(r)) {
        known->imported = found;
        known->has_imported = true;
    }
    return found;
}

static Definition definition_of(Resolver *r, uint32_t file, uint32_t index) {
    const Binding *binding = &r->world->files[file].bindings.items[index];
    Target target = {.file = file, .index = binding->value};
    switch ((BindingKind)binding->kind) {
    case BINDING_IMPORT: return follow_import(r, file, index);
    case BINDING_CLASS: target.kind = TARGET_CLASS; return names_finished(target);
    case BINDING_FUNCTION: target.kind = TARGET_FUNCTION; return names_finished(target);
    default: return (Definition){.file = file, .binding = index};
    }
}

static bool is_none(const FileFacts *facts, const Binding *binding) {
    if (binding->kind != BINDING_ASSIGN || binding->annotation != NONE) return false;
    const Expr *value = binding->value == NONE ? NULL : &facts->exprs.items[binding->value];
    return value && value->kind == EXPR_CONSTANT && str_eq(value->text, STR("None"));
}

// Which of conditional definitions to believe first: what try imports before what except puts in
// its place, what runs before what only type checkers see.
static uint32_t rank(const Binding *binding) {
    if (binding->context & CONTEXT_TYPE_CHECKING) return 2;
    return binding->context & CONTEXT_TRY_IMPORT ? 0 : 1;
}

static bool is_open(const Resolver *r, uint32_t file, uint32_t binding) {
    for (uint32_t i = 0; i < r->open_count; i++)
        if (r->open[i].binding == binding && r->open[i].file == file) return true;
    return false;
}

// Bindings that may hold, from the last one back to the last that always runs.
// Out:    has_base  there is one that always runs: it is the last of `out`
static uint32_t collect(const Resolver *r, uint32_t file, NameFound found,
                        uint32_t out[CANDIDATES_MAX], bool *has_base) {
    const ScopeTable *table = &r->world->tables[file].names;
    uint32_t n = 0;
    *has_base = false;
    for (uint32_t i = found.visible; i > 0 && n < CANDIDATES_MAX && !*has_base; i--) {
        uint32_t index = table->bindings[found.group->first + i - 1];
        const Binding *binding = &table->facts->bindings.items[index];
        bool says_nothing = binding->kind == BINDING_DELETE || binding->kind == BINDING_AUGMENT;
        if (says_nothing || is_none(table->facts, binding) || is_open(r, file, index)) continue;
        uint32_t conditional = CONTEXT_CONDITIONAL | CONTEXT_TRY_IMPORT | CONTEXT_TYPE_CHECKING;
        *has_base = !(binding->context & conditional);
        out[n++] = index;
    }
    return n;
}

// Likeliest first: by rank; then branches that exclude each other in source order, but what changes
// a name that has a base before the base.
static void order(const FileFacts *facts, uint32_t *candidates, uint32_t n, bool has_base) {
    for (uint32_t i = 1; i < n; i++) { // insertion sort, CANDIDATES_MAX at most
        uint32_t index = candidates[i], own = rank(&facts->bindings.items[index]), at = i;
        bool in_source_order = own == 0 || !has_base;
        for (; at > 0; at--) {
            uint32_t before = rank(&facts->bindings.items[candidates[at - 1]]);
            if (before < own || (before == own && !in_source_order)) break;
            candidates[at] = candidates[at - 1];
        }
        candidates[at] = index;
    }
}

// False when only bindings that are being evaluated, or that say nothing, are visible.
static bool pick(Resolver *r, uint32_t file, NameFound found, Definition *out) {
    uint32_t candidates[CANDIDATES_MAX];
    bool has_base;
    uint32_t n = collect(r, file, found, candidates, &has_base);
    if (n == 0) return false;
    order(&r->world->files[file], candidates, n, has_base);
    for (uint32_t i = 0; i < n && n > 1; i++) {
        *out = definition_of(r, file, candidates[i]);
        if (world_is_good(names_value(r, *out))) return true;
    }
    *out = definition_of(r, file, candidates[0]);
    return true;
}

bool names_pick_group(Resolver *r, uint32_t file, const NameGroup *group, Definition *out) {
    return group && pick(r, file, (NameFound){.group = group, .visible = group->count}, out);
}

typedef struct Alternatives {
    Definition *items;
    uint32_t len;
} Alternatives;

static void add_group(Resolver *r, uint32_t file, NameFound found, Alternatives *out);

// The alternatives of the module that a name is imported from; false when it does not bind the
// name.
static bool add_imported(Resolver *r, uint32_t file, uint32_t index, Alternatives *out) {
    const FileFacts *facts = &r->world->files[file];
    const Binding *binding = &facts->bindings.items[index];
    if (binding->kind != BINDING_IMPORT || r->open_count == RESOLVE_CHAIN_MAX) return false;
    const Import *import = &facts->imports.items[binding->value];
    Target module = r->world->tables[file].modules[binding->value];
    if (!import->is_from || module.kind != TARGET_MODULE) return false;
    const ScopeTable *table = &r->world->tables[module.file].names;
    const NameGroup *group = scopes_group(table, 0, import->name, false);
    if (!group || !names_enter(r)) return false;
    uint32_t before = out->len;
    r->open[r->open_count++] = (OpenBinding){.file = file, .binding = index};
    add_group(r, module.file, (NameFound){.group = group, .visible = group->count}, out);
    r->open_count--;
    names_leave(r);
    return out->len > before;
}

static void add_group(Resolver *r, uint32_t file, NameFound found, Alternatives *out) {
    const FileFacts *facts = &r->world->files[file];
    uint32_t candidates[CANDIDATES_MAX];
    bool has_base;
    uint32_t n = collect(r, file, found, candidates, &has_base);
    order(facts, candidates, n, has_base);
    for (uint32_t i = 0; i < n && out->len < NAMES_ALTERNATIVES_MAX; i++) {
        bool is_for_checkers = facts->bindings.items[candidates[i]].context & CONTEXT_TYPE_CHECKING;
        if (i > 0 && is_for_checkers) continue;
        if (!add_imported(r, file, candidates[i], out))
            out->items[out->len++] = definition_of(r, file, candidates[i]);
    }
}

uint32_t names_alternatives(Resolver *r, uint32_t file, const Expr *at, Definition *out) {
    NameFound found;
    Alternatives all = {.items = out};
    if (scopes_find(&r->world->tables[file].names, at->scope, at->text, at->offset, &found))
        add_group(r, file, found, &all);
    return all.len;
}

// --- Lookup --------------------------------------------------------------------------------------

static Definition lookup(Resolver *r, uint32_t file, const Expr *at, Str name) {
    const ScopeTable *table = &r->world->tables[file].names;
    NameFound found;
    Definition definition;
    bool is_bound = scopes_find(table, at->scope, name, at->offset, &found);
    if (is_bound && pick(r, file, found, &definition)) return definition;
    if (is_bound) return names_finished(world_unknown(REASON_VALUE));
    if (imports_star(r, file, name, &definition)) return definition;
    if (builtins_has(name)) return names_finished((Target){.kind = TARGET_BUILTIN, .name = name});
    // Bound later: a loop, or an annotation that is not evaluated.
    if (scopes_find(table, at->scope, name, NONE, &found) && pick(r, file, found, &definition))
        return definition;
    return names_finished(world_unknown(REASON_UNBOUND));
}

Definition names_chain(Resolver *r, uint32_t file, const Expr *at) {
    Str head, rest, attr;
    str_cut(at->text, '.', &head, &rest);
    Definition found = lookup(r, file, at, head);
    while (rest.len > 0) {
        str_cut(rest, '.', &attr, &rest);
        found = names_attribute(r, names_value(r, found), attr);
    }
    return found;
}

static bool is_module_dunder(Str name) {
    return name.len > 4 && str_starts(name, STR("__")) && str_ends(name, STR("__"));
}

// Why a group that names_pick_group found nothing in says nothing: modules import the name from
// each other, or it is deleted, or None.
static Reason nothing_in(const ScopeTable *table, const NameGroup *group) {
    uint32_t last = table->bindings[group->first + group->count - 1];
    bool is_cycle = table->facts->bindings.items[last].kind == BINDING_IMPORT;
    return is_cycle ? REASON_DEPTH : REASON_VALUE;
}

Definition names_member(Resolver *r, Target module, Str name) {
    if (module.kind == TARGET_UNKNOWN) return names_finished(module);
    Definition star = names_finished(world_unknown(REASON_ATTRIBUTE));
    if (module.kind == TARGET_MODULE) {
        const NameGroup *group = scopes_group(&r->world->tables[module.file].names, 0, name, false);
        Definition own;
        if (names_pick_group(r, module.file, group, &own)) return own;
        if (group) star.target.reason = nothing_in(&r->world->tables[module.file].names, group);
        if (!group) imports_star(r, module.file, name, &star);
    }
    bool is_ours = star.binding != NONE ||
                   (star.target.kind != TARGET_EXTERNAL && star.target.kind != TARGET_UNKNOWN);
    if (is_ours) return star;
    Target child = modules_child(&r->world->modules, module, name);
    if (child.kind != TARGET_NONE) return names_finished(child);
    bool is_set_by_python = star.target.reason == REASON_ATTRIBUTE && is_module_dunder(name);
    return is_set_by_python ? names_finished(values_builtin_instance("builtins.str")) : star;
}

static Definition attribute_outside(Resolver *r, Target base, Str attr) {
    Target target = names_external(r, base.name, attr);
    target.made_by = base.made_by;
    return names_finished(target);
}

Definition names_attribute(Resolver *r, Target base, Str attr) {
    switch ((TargetKind)base.kind) {
    case TARGET_EXTERNAL:
    case TARGET_INSTANCE: return attribute_outside(r, base, attr);
    case TARGET_MODULE:
    case TARGET_PACKAGE: return names_member(r, base, attr);
    case TARGET_CLASS:
    case TARGET_OBJECT: return members_of_class(r, base, attr);
    case TARGET_FUNCTION: return names_finished(members_of_function(r, base, attr));
    case TARGET_BUILTIN: return names_finished(members_of_builtin(r, base.name, attr));
    case TARGET_UNKNOWN: return names_finished(base);
    case TARGET_NONE: break;
    }
    return names_finished(world_unknown(REASON_VALUE));
}
