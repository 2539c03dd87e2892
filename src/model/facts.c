// SPDX-License-Identifier: MIT
// Small helpers over the facts of one file: the keys of facts.def, and what surrounds a scope.
//
//     async def view():          facts_in_async(scope of view) is true
//         f = lambda: get()      … of the lambda is false: a lambda is not async itself
//
// Scopes are few and shallow, so walking up the parents beats a table that would have to be kept.
#include "model/facts.h"

#include "base/banned.h"

static const char *const FACT_KEYS[] = {
#define FACT(name, key) [FACT_##name] = #key,
#include "model/facts.def"
#undef FACT
};
_Static_assert(ARRAY_LEN(FACT_KEYS) == FACT_COUNT, "one key a kind of fact");

const char *facts_key(FactKind kind) {
    return FACT_KEYS[kind];
}

bool facts_kind_of_key(Str key, FactKind *out) {
    for (uint32_t i = 0; i < FACT_COUNT; i++) {
        if (str_eq(key, str_from_c(FACT_KEYS[i]))) {
            *out = (FactKind)i;
            return true;
        }
    }
    return false;
}

uint32_t facts_scope_function(const FileFacts *f, uint32_t scope) {
    for (uint32_t s = scope; s != NONE; s = f->scopes.items[s].parent) {
        ScopeKind kind = f->scopes.items[s].kind;
        if (kind == SCOPE_FUNCTION || kind == SCOPE_LAMBDA) return s;
    }
    return NONE;
}

bool facts_in_async(const FileFacts *f, uint32_t scope) {
    uint32_t function = facts_scope_function(f, scope);
    return function != NONE && f->scopes.items[function].is_async;
}

bool facts_in_function(const FileFacts *f, uint32_t scope) {
    return facts_scope_function(f, scope) != NONE;
}
