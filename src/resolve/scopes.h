// SPDX-License-Identifier: MIT
// Python's scoping rules for one file: which bindings a name has where it is used.
#ifndef RESOLVE_SCOPES_H
#define RESOLVE_SCOPES_H

#include "model/facts.h"

typedef enum FunctionFlag {
    FUNCTION_METHOD = 1 << 0, // stands in a class body
    FUNCTION_STATIC = 1 << 1,
    FUNCTION_OF_CLASS = 1 << 2, // @classmethod, __new__, __init_subclass__, __class_getitem__
    FUNCTION_PROPERTY = 1 << 3,
} FunctionFlag;

#define FUNCTION_PARAMS_MAX 64u // parameters of a function for which calls are looked at

// The bindings of one name in one scope.
typedef struct NameGroup {
    Str name;
    uint32_t scope;
    bool on_instance;      // self.name = …, in a method of the class whose body is `scope`
    uint32_t first, count; // into ScopeTable.bindings
} NameGroup;

typedef struct NameSlot {
    uint32_t hash;  // of scope, name and on_instance: most groups need no second look
    uint32_t group; // + 1, 0 is empty
} NameSlot;

//   slots    hash of (scope, name, on_instance) → group
//   bindings indices into facts.bindings; those of a group lie together, in source order
typedef struct ScopeTable {
    const FileFacts *facts;
    NameSlot *slots;
    uint32_t slots_size; // power of two, or 0
    NameGroup *groups;
    uint32_t group_count;
    uint32_t *bindings;
} ScopeTable;

// Linear in the number of bindings.
// In:     function_flags  FunctionFlag bits, parallel to facts.functions
// Arena:  the table; scratch is used during the call only
ScopeTable scopes_build(const FileFacts *facts, const uint8_t *function_flags, Arena *arena,
                        Arena *scratch);

// The bindings of `name` in exactly this scope; NULL if none.
const NameGroup *scopes_group(const ScopeTable *table, uint32_t scope, Str name, bool on_instance);

typedef struct NameFound {
    const NameGroup *group;
    uint32_t
        visible; // its first `visible` bindings may be what the use sees, the last is likeliest
} NameFound;

// Where Python looks `name` up from `scope`: nearest scope outwards that binds it (class bodies
// only if the use stands directly in them). Code that runs at once sees what is bound before
// `offset`; code of a function sees all bindings of the scopes around it. Out:    false when no
// scope of the file has a visible binding
bool scopes_find(const ScopeTable *table, uint32_t scope, Str name, uint32_t offset,
                 NameFound *out);

// The class body around the method that `scope` is in; NONE outside methods.
uint32_t scopes_class_around(const FileFacts *facts, uint32_t scope, uint32_t *function);

#endif
