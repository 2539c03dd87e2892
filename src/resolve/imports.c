// SPDX-License-Identifier: MIT
// What imports bind, followed from module to module.
//
//     # shop/__init__.py                 # app.py
//     from .models import *              from shop import Order     → class Order of shop/models.py
//     from .sql import engine as db      import shop.models as m    → module shop/models.py
//                                        import os.path             → binds external os
//
// How: the module of every import is looked up once, before anything else, and frozen. What a
// from-import binds is found on demand through the target module's own bindings, so re-exports are
// chains of such steps; the question's depth ends cycles. A star import is searched depth first
// with a short list of visited modules, so diamonds cost nothing. A name that nothing else binds
// must come from the one external star import, if there is exactly one: the program would not run
// otherwise.
//
// Limits: STAR_FILES_MAX modules a search; __all__ restricts only when all of it is literal; the
// position of a star import among other bindings is not looked at.
#include "resolve/imports.h"

#include "resolve/builtins.h"

#include "base/banned.h"

enum { STAR_FILES_MAX = 64, STAR_EXTERNAL_MAX = 8 };

// --- Modules of imports --------------------------------------------------------------------------

static Target module_of(const World *world, const Map *local_names, uint32_t file,
                        const Import *import) {
    if (import->level > 0)
        return modules_relative(&world->modules, file, import->level, import->module);
    if (import->module.len == 0) return world_unknown(REASON_MISSING_MODULE); // a syntax error
    Str member = import->is_from && !import->is_star ? import->name : STR("");
    Target found = modules_find(&world->modules, file, import->module, member);
    if (found.kind != TARGET_NONE) return found;
    Str top, rest;
    str_cut(import->module, '.', &top, &rest);
    bool is_shadowed = map_has(local_names, top) && !known_is_declared(&world->known, top) &&
                       !builtins_is_stdlib(top);
    if (is_shadowed || known_is_undeclared_word(&world->known, top))
        return world_unknown(REASON_MISSING_MODULE);
    return (Target){.kind = TARGET_EXTERNAL, .name = import->module};
}

const Target *imports_modules(const World *world, const Map *local_names, uint32_t file,
                              Arena *arena) {
    const FileFacts *facts = &world->files[file];
    Target *modules = arena_array(arena, Target, facts->imports.len);
    for (uint32_t i = 0; i < facts->imports.len; i++) {
        const Import *import = &facts->imports.items[i];
        bool same_statement = i > 0 && import->is_from && !import->is_star &&
                              facts->imports.items[i - 1].statement == import->statement &&
                              modules[i - 1].kind == TARGET_MODULE;
        modules[i] = same_statement ? modules[i - 1] : module_of(world, local_names, file, import);
    }
    return modules;
}

// --- Bindings of imports -------------------------------------------------------------------------

// `import a.b.c` binds a.
static Target top_module(Resolver *r, uint32_t file, uint32_t index) {
    const Import *import = &r->world->files[file].imports.items[index];
    Target module = r->world->tables[file].modules[index];
    Str top, rest, second;
    if (!str_cut(import->module, '.', &top, &rest)) return module;
    if (module.kind == TARGET_EXTERNAL) return (Target){.kind = TARGET_EXTERNAL, .name = top};
    str_cut(rest, '.', &second, &rest);
    Target found = modules_find(&r->world->modules, file, top, second);
    return found.kind == TARGET_NONE ? module : found;
}

// `from module import name`
static Definition from_import(Resolver *r, uint32_t file, const Import *import, Target module) {
    if (module.kind == TARGET_EXTERNAL)
        return names_finished(names_external(r, module.name, import->name));
    if (module.kind == TARGET_MODULE &&
        module.file == file) { // `from . import x` in an __init__.py
        Target child = modules_child(&r->world->modules, module, import->name);
        if (child.kind != TARGET_NONE) return names_finished(child);
    }
    return names_member(r, module, import->name);
}

Definition imports_definition(Resolver *r, uint32_t file, uint32_t index) {
    if (!names_enter(r)) return names_finished(world_unknown(REASON_DEPTH));
    const Import *import = &r->world->files[file].imports.items[index];
    Target module = r->world->tables[file].modules[index];
    Definition found;
    if (import->is_from) {
        found = from_import(r, file, import, module);
    } else {
        if (import->alias.len == 0) module = top_module(r, file, index);
        if (module.kind == TARGET_EXTERNAL) module = names_external(r, module.name, STR(""));
        found = names_finished(module);
    }
    names_leave(r);
    return found;
}

Target imports_target(Resolver *r, uint32_t file, uint32_t index) {
    const Import *import = &r->world->files[file].imports.items[index];
    Target module = r->world->tables[file].modules[index];
    if (import->is_from && !import->is_star)
        return names_value(r, imports_definition(r, file, index));
    if (module.kind == TARGET_EXTERNAL) return names_external(r, module.name, STR(""));
    return module;
}

// --- Star imports --------------------------------------------------------------------------------

typedef struct StarSearch {
    Resolver *r;
    Str name;
    uint32_t visited[STAR_FILES_MAX];
    uint32_t visited_count;
    Str externals[STAR_EXTERNAL_MAX]; // modules that cannot be looked into, distinct
    uint32_t external_count;
    bool is_open; // something else that cannot be looked into
    Definition found;
} StarSearch;

static bool exports(const FileTables *tables, Str name) {
    if (map_has(&tables->all, name)) return true;
    return !tables->all_is_literal && name.len > 0 && name.ptr[0] != '_';
}

static void note_external(StarSearch *search, Str module) {
    for (uint32_t i = 0; i < search->external_count; i++)
        if (str_eq(search->externals[i], module)) return;
    if (search->external_count == STAR_EXTERNAL_MAX) {
        search->is_open = true;
    } else {
        search->externals[search->external_count++] = module;
    }
}

static bool visit(StarSearch *search, uint32_t file) {
    search->r->total++;
    for (uint32_t i = 0; i < search->visited_count; i++)
        if (search->visited[i] == file) return false;
    if (search->visited_count == STAR_FILES_MAX) {
        search->is_open = true;
        return false;
    }
    search->visited[search->visited_count++] = file;
    return true;
}

static bool search_stars(StarSearch *search, uint32_t file);

// Names that only type checkers import are not there when a star import runs.
static bool is_bound_at_run_time(const ScopeTable *table, Str name) {
    const NameGroup *group = scopes_group(table, 0, name, false);
    for (uint32_t i = 0; group && i < group->count; i++) {
        uint32_t binding = table->bindings[group->first + i];
        if (!(table->facts->bindings.items[binding].context & CONTEXT_TYPE_CHECKING)) return true;
    }
    return false;
}

static bool search_module(StarSearch *search, Target module) {
    if (!visit(search, module.file)) return false;
    const FileTables *tables = &search->r->world->tables[module.file];
    if (!exports(tables, search->name)) return false;
    if (is_bound_at_run_time(&tables->names, search->name)) {
        const NameGroup *group = scopes_group(&tables->names, 0, search->name, false);
        if (names_pick_group(search->r, module.file, group, &search->found)) return true;
    }
    Target child = modules_child(&search->r->world->modules, module, search->name);
    if (child.kind != TARGET_NONE && map_has(&tables->all, search->name)) {
        search->found = names_finished(child);
        return true;
    }
    return search_stars(search, module.file);
}

// The last star import that has the name wins. Recursion is as deep as STAR_FILES_MAX.
static bool search_stars(StarSearch *search, uint32_t file) {
    const FileTables *tables = &search->r->world->tables[file];
    for (uint32_t i = tables->star_count; i > 0; i--) {
        if (search->visited_count == STAR_FILES_MAX) { // of ever so many stars not all are tried
            search->is_open = true;
            return false;
        }
        Target module = tables->modules[tables->stars[i - 1]];
        if (module.kind == TARGET_MODULE) {
            if (search_module(search, module)) return true;
        } else if (module.kind == TARGET_EXTERNAL) {
            note_external(search, module.name);
        } else if (module.kind == TARGET_UNKNOWN) {
            search->is_open = true;
        }
    }
    return false;
}

// The rules know a name of this external module.
static bool is_known_name(const Known *known, Str name) {
    return map_has(&known->classes, name) || map_has(&known->aliases, name);
}

static Target from_externals(StarSearch *search) {
    Resolver *r = search->r;
    for (uint32_t i = 0; i < search->external_count; i++) {
        Target target = names_external(r, search->externals[i], search->name);
        bool is_only = search->external_count == 1 && !search->is_open;
        if (is_only || is_known_name(&r->world->known, target.name)) return target;
    }
    return world_unknown(REASON_STAR_IMPORT);
}

bool imports_star(Resolver *r, uint32_t file, Str name, Definition *out) {
    if (r->world->tables[file].star_count == 0) return false;
    StarSearch search = {.r = r, .name = name};
    visit(&search, file);
    if (search_stars(&search, file)) {
        *out = search.found;
        return true;
    }
    if (builtins_has(name) || (search.external_count == 0 && !search.is_open)) return false;
    *out = names_finished(from_externals(&search));
    return true;
}
