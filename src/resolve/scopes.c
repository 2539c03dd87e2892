// SPDX-License-Identifier: MIT
// Which bindings a name has in which scope: Python's scoping rules as one hash table a file.
//
//     db = connect()                    (module, db)                         → binding 0
//     class Repo:
//         def __init__(self):
//             self.router = Router()    (class Repo, router, on_instance)    → binding 3
//         def run(self):
//             global db                 db is the module's here
//             db = None                 (module, db)                         → bindings 0, 5
//
// How: every binding is given its owner first (global and nonlocal names, walrus in comprehensions,
// attributes of self move), then bindings are grouped by owner and name in a counting sort. Looking
// up walks the scopes outwards, one probe each. One map over the whole program could not be filled
// by several threads.
//
// Limits: attributes set on anything but the first parameter of a method (`app.state.db = …`) are
// not seen; names that exec() or globals() make do not exist for us. A comprehension in a class
// body sees none of the class's names, although Python evaluates its first iterable in the body.
#include "resolve/scopes.h"

#include "base/banned.h"

// --- Owners --------------------------------------------------------------------------------------

typedef struct Owner {
    Str name;
    uint32_t scope; // NONE: the binding enters no table
    bool on_instance;
} Owner;

uint32_t scopes_class_around(const FileFacts *facts, uint32_t scope, uint32_t *function) {
    for (uint32_t s = scope; s != NONE; s = facts->scopes.items[s].parent) {
        const Scope *at = &facts->scopes.items[s];
        if (at->kind == SCOPE_CLASS) return NONE;
        if (at->kind != SCOPE_FUNCTION || at->parent == NONE || at->def == NONE) continue;
        if (facts->scopes.items[at->parent].kind == SCOPE_CLASS) {
            *function = at->def;
            return at->parent;
        }
    }
    return NONE;
}

static Owner owner_of_attribute(const FileFacts *facts, const uint8_t *flags,
                                const Binding *binding) {
    Owner nobody = {.scope = NONE};
    Str head, attr;
    str_cut(binding->name, '.', &head, &attr);
    uint32_t function;
    uint32_t body = scopes_class_around(facts, binding->scope, &function);
    if (body == NONE || (flags[function] & FUNCTION_STATIC)) return nobody;
    const Function *method = &facts->functions.items[function];
    if (method->param_count == 0 || str_find(attr, '.') != NONE) return nobody;
    if (!str_eq(head, facts->params.items[method->first_param].name)) return nobody;
    return (Owner){.scope = body, .name = attr, .on_instance = true};
}

static Owner owner_of(const FileFacts *facts, const uint8_t *flags, const Binding *binding) {
    if (str_find(binding->name, '.') != NONE) return owner_of_attribute(facts, flags, binding);
    uint32_t scope = binding->scope;
    if (binding->kind == BINDING_ASSIGN) { // a walrus binds outside of comprehensions
        while (facts->scopes.items[scope].kind == SCOPE_COMPREHENSION)
            scope = facts->scopes.items[scope].parent;
    }
    return (Owner){.scope = scope, .name = binding->name};
}

// --- The table -----------------------------------------------------------------------------------

static uint32_t hash_in_scope(uint32_t name_hash, uint32_t scope, bool on_instance) {
    return name_hash ^ ((scope * 2 + on_instance) * 0x9E3779B1u);
}

static uint32_t find_slot(const ScopeTable *table, const Owner *key, uint32_t hash) {
    uint32_t mask = table->slots_size - 1;
    uint32_t at = hash & mask;
    for (; table->slots[at].group; at = (at + 1) & mask) {
        if (table->slots[at].hash != hash) continue;
        const NameGroup *group = &table->groups[table->slots[at].group - 1];
        if (group->scope == key->scope && group->on_instance == key->on_instance &&
            str_eq(group->name, key->name)) {
            break;
        }
    }
    return at;
}

// Groups bindings by owner. Two passes over the bindings: count, then place.
static ScopeTable group_bindings(const FileFacts *facts, const Owner *owners, Arena *arena,
                                 Arena *scratch) {
    uint32_t n = facts->bindings.len;
    ScopeTable table = {.facts = facts};
    if (n == 0) return table;
    table.slots_size = 4;
    while (table.slots_size < 2 * (uint64_t)n)
        table.slots_size *= 2;
    table.slots = arena_array(arena, NameSlot, table.slots_size);
    table.groups = arena_array(scratch, NameGroup, n);
    table.bindings = arena_array(arena, uint32_t, n);
    uint32_t *group_of = arena_array(scratch, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) {
        group_of[i] = NONE;
        if (owners[i].scope == NONE) continue;
        uint32_t hash = hash_in_scope((uint32_t)str_hash(owners[i].name), owners[i].scope,
                                      owners[i].on_instance);
        uint32_t at = find_slot(&table, &owners[i], hash);
        if (table.slots[at].group == 0) {
            table.groups[table.group_count] = (NameGroup){
                .name = owners[i].name,
                .scope = owners[i].scope,
                .on_instance = owners[i].on_instance,
            };
            table.slots[at] = (NameSlot){.hash = hash, .group = ++table.group_count};
        }
        group_of[i] = table.slots[at].group - 1;
        table.groups[group_of[i]].count++;
    }
    NameGroup *groups = arena_array(arena, NameGroup, table.group_count);
    for (uint32_t g = 0, next = 0; g < table.group_count; g++) {
        groups[g] = table.groups[g];
        groups[g].first = next;
        next += groups[g].count;
        groups[g].count = 0;
    }
    table.groups = groups;
    for (uint32_t i = 0; i < n; i++) {
        if (group_of[i] == NONE) continue;
        NameGroup *group = &groups[group_of[i]];
        table.bindings[group->first + group->count++] = i;
    }
    return table;
}

static const NameGroup *find_group(const ScopeTable *table, const Owner *key, uint32_t name_hash) {
    if (table->slots_size == 0) return NULL;
    uint32_t hash = hash_in_scope(name_hash, key->scope, key->on_instance);
    uint32_t group = table->slots[find_slot(table, key, hash)].group;
    return group ? &table->groups[group - 1] : NULL;
}

const NameGroup *scopes_group(const ScopeTable *table, uint32_t scope, Str name, bool on_instance) {
    Owner key = {.name = name, .scope = scope, .on_instance = on_instance};
    return find_group(table, &key, (uint32_t)str_hash(name));
}

// How many bindings of the group take effect before `offset`.
static uint32_t count_before(const ScopeTable *table, const NameGroup *group, uint32_t offset) {
    uint32_t low = 0, high = group->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t binding = table->bindings[group->first + middle];
        if (table->facts->bindings.items[binding].offset <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool scopes_find(const ScopeTable *table, uint32_t scope, Str name, uint32_t offset,
                 NameFound *out) {
    uint32_t name_hash = (uint32_t)str_hash(name);
    bool runs_later = false;
    for (uint32_t s = scope; s != NONE; s = table->facts->scopes.items[s].parent) {
        ScopeKind kind = table->facts->scopes.items[s].kind;
        Owner key = {.name = name, .scope = s};
        const NameGroup *group =
            kind != SCOPE_CLASS || s == scope ? find_group(table, &key, name_hash) : NULL;
        if (group) {
            // A loop may run a later binding first, a comprehension names its variable before it.
            bool by_position = !runs_later && (kind == SCOPE_CLASS || kind == SCOPE_MODULE);
            uint32_t before = runs_later ? group->count : count_before(table, group, offset);
            if (before == 0 && !by_position) before = group->count;
            *out = (NameFound){.group = group, .visible = before};
            if (before > 0) return true;
        }
        if (kind == SCOPE_FUNCTION || kind == SCOPE_LAMBDA) runs_later = true;
    }
    return false;
}

// --- global and nonlocal -------------------------------------------------------------------------

static bool has_global(const ScopeTable *table, const NameGroup *group) {
    for (uint32_t i = 0; i < group->count; i++) {
        uint32_t binding = table->bindings[group->first + i];
        if (table->facts->bindings.items[binding].kind == BINDING_GLOBAL) return true;
    }
    return false;
}

// The scope that a `global` or `nonlocal` name of `scope` belongs to. What exists tells the two
// apart: a function around it that binds the name can only be meant by nonlocal.
static uint32_t outer_owner(const ScopeTable *table, uint32_t scope, Str name) {
    const Scope *scopes = table->facts->scopes.items;
    for (uint32_t s = scopes[scope].parent; s != NONE; s = scopes[s].parent) {
        if (scopes[s].kind != SCOPE_FUNCTION) continue;
        const NameGroup *group = scopes_group(table, s, name, false);
        if (group && !has_global(table, group)) return s;
    }
    return 0;
}

static void move_global_names(const ScopeTable *table, Owner *owners) {
    for (uint32_t g = 0; g < table->group_count; g++) {
        const NameGroup *group = &table->groups[g];
        if (group->on_instance || !has_global(table, group)) continue;
        uint32_t owner = outer_owner(table, group->scope, group->name);
        for (uint32_t i = 0; i < group->count; i++) {
            uint32_t binding = table->bindings[group->first + i];
            bool is_global = table->facts->bindings.items[binding].kind == BINDING_GLOBAL;
            owners[binding].scope = is_global ? NONE : owner;
        }
    }
}

ScopeTable scopes_build(const FileFacts *facts, const uint8_t *function_flags, Arena *arena,
                        Arena *scratch) {
    uint32_t n = facts->bindings.len;
    Owner *owners = arena_array(scratch, Owner, n);
    bool has_globals = false;
    for (uint32_t i = 0; i < n; i++) {
        owners[i] = owner_of(facts, function_flags, &facts->bindings.items[i]);
        has_globals |= facts->bindings.items[i].kind == BINDING_GLOBAL;
    }
    if (has_globals) {
        ScopeTable first = group_bindings(facts, owners, scratch, scratch);
        move_global_names(&first, owners);
    }
    return group_bindings(facts, owners, arena, scratch);
}
