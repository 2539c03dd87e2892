// SPDX-License-Identifier: MIT
// Attributes of classes, instances, functions and builtins.
//
//     class MyAPI(FastAPI):              app = MyAPI()
//         def __init__(self):            app.db   → what Database() is: set in a method
//             self.db = Database()       app.get  → EXTERNAL fastapi.FastAPI.get: not defined here
//
// How: the class itself, then its project ancestors in the order Python would ask them, one probe
// of the file's scope table each. What none of them defines must come from outside, and the first
// external root is where it is looked for by name. Before ancestry is closed the bases are
// evaluated on the way, which is slow but only happens for attributes inside base lists.
//
// Limits: of several external roots the first counts, whether or not it has the attribute;
// metaclasses and __getattr__ are not asked.
#include "resolve/members.h"

#include "resolve/ancestry.h"
#include "resolve/values.h"

#include "base/banned.h"

// Roots that add no attributes of their own.
static const Str MARKERS[] = {
    STR_CONST("abc.ABC"),
    STR_CONST("typing.Generic"),
    STR_CONST("typing.Protocol"),
    STR_CONST("typing_extensions.Protocol"),
};

static bool is_marker(Str root) {
    for (uint32_t i = 0; i < ARRAY_LEN(MARKERS); i++)
        if (str_eq(MARKERS[i], root)) return true;
    return false;
}

// --- Classes of the project ----------------------------------------------------------------------

static bool own_member(Resolver *r, uint32_t file, uint32_t index, Str attr, Definition *out) {
    const ScopeTable *table = &r->world->tables[file].names;
    uint32_t body = r->world->files[file].classes.items[index].body;
    const NameGroup *set = scopes_group(table, body, attr, true);
    const NameGroup *defined = scopes_group(table, body, attr, false);
    if (names_pick_group(r, file, set, out) && (!defined || world_is_good(names_value(r, *out))))
        return true;
    return names_pick_group(r, file, defined, out) || names_pick_group(r, file, set, out);
}

typedef struct MemberSearch {
    Resolver *r;
    Str attr;
    Str root; // first external base that may have the attribute
    Definition found;
} MemberSearch;

static void note_root(MemberSearch *search, Str root) {
    if (search->root.len == 0 && !is_marker(root)) search->root = root;
}

static bool search_closed(MemberSearch *search, const ClassInfo *info, bool skip_own) {
    const World *world = search->r->world;
    if (!skip_own && own_member(search->r, info->file, info->index, search->attr, &search->found))
        return true;
    for (uint32_t i = 0; i < info->ancestor_count; i++) {
        const ClassInfo *above = &world->classes[info->ancestors[i]];
        if (own_member(search->r, above->file, above->index, search->attr, &search->found))
            return true;
    }
    for (uint32_t i = 0; i < info->root_count; i++)
        note_root(search, info->roots[i]);
    return false;
}

// Depth first through bases as they are written; steps and depth of the question bound it.
static bool search_open(MemberSearch *search, uint32_t file, uint32_t index, bool skip_own) {
    Resolver *r = search->r;
    if (!skip_own && own_member(r, file, index, search->attr, &search->found)) return true;
    if (!names_enter(r)) return false;
    DirectBases bases;
    ancestry_direct(r, file, index, &bases);
    bool found = false;
    for (uint32_t i = 0; i < bases.len && !found; i++) {
        Target base = bases.items[i];
        if (base.kind == TARGET_CLASS) found = search_open(search, base.file, base.index, false);
        if (base.kind == TARGET_EXTERNAL || base.kind == TARGET_INSTANCE)
            note_root(search, base.name);
    }
    names_leave(r);
    return found;
}

static Definition read_member(Resolver *r, Target base, Definition found) {
    Target target = found.target;
    if (found.binding != NONE || target.kind != TARGET_FUNCTION) return found;
    uint8_t flags = r->world->tables[target.file].function_flags[target.index];
    bool is_object = base.kind == TARGET_OBJECT;
    if (is_object && (flags & FUNCTION_PROPERTY))
        return names_finished(values_function(r, target.file, target.index));
    bool takes_base = is_object || (flags & FUNCTION_OF_CLASS);
    found.target.is_bound = takes_base && (flags & FUNCTION_METHOD) && !(flags & FUNCTION_STATIC);
    if (is_object) found.target.made_by = base.made_by;
    return found;
}

Definition members_of_class(Resolver *r, Target base, Str attr) {
    bool is_super = base.kind == TARGET_OBJECT && base.name.len > 0;
    if (base.kind == TARGET_OBJECT && str_eq(attr, STR("__class__")))
        return names_finished(
            (Target){.kind = TARGET_CLASS, .file = base.file, .index = base.index});
    MemberSearch search = {.r = r, .attr = attr};
    const World *world = r->world;
    bool found =
        world->classes
            ? search_closed(&search, &world->classes[world->first_class[base.file] + base.index],
                            is_super)
            : search_open(&search, base.file, base.index, is_super);
    if (found) return read_member(r, base, search.found);
    bool is_dunder = attr.len > 4 && str_starts(attr, STR("__")) && str_ends(attr, STR("__"));
    if (search.root.len == 0 && is_dunder) search.root = STR("builtins.object");
    if (search.root.len == 0) return names_finished(world_unknown(REASON_ATTRIBUTE));
    Target outside = names_external(r, search.root, attr);
    outside.made_by = base.made_by;
    return names_finished(outside);
}

// --- Functions and builtins ----------------------------------------------------------------------

Target members_of_builtin(Resolver *r, Str builtin, Str attr) {
    Target target = {.kind = TARGET_BUILTIN, .name = builtin};
    return names_external(r, values_instance_of(r, target).name, attr);
}

// What the decorator itself is: the callee of @app.task(queue="x").
static Target decorator_target(Resolver *r, uint32_t file, uint32_t expr) {
    const Expr *at = &r->world->files[file].exprs.items[expr];
    bool is_call = at->kind == EXPR_CALL && at->first != NONE;
    return values_expr(r, file, is_call ? at->first : expr);
}

Target members_of_function(Resolver *r, Target function, Str attr) {
    const FileFacts *facts = &r->world->files[function.file];
    uint32_t first = r->world->tables[function.file].first_decorator[function.index];
    for (uint32_t i = first; i < facts->decorators.len; i++) {
        const Decorator *decorator = &facts->decorators.items[i];
        if (decorator->on_class || decorator->target != function.index) break;
        if (!names_enter(r)) return world_unknown(REASON_DEPTH);
        Target target = decorator_target(r, function.file, decorator->expr);
        names_leave(r);
        if (target.kind == TARGET_EXTERNAL) return names_external(r, target.name, attr);
        if (target.kind == TARGET_BUILTIN) return members_of_builtin(r, target.name, attr);
    }
    if (str_starts(attr, STR("__"))) return members_of_builtin(r, STR("object"), attr);
    return world_unknown(REASON_ATTRIBUTE);
}
