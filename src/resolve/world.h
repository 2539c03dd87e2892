// SPDX-License-Identifier: MIT
// What resolving works with. A World is built in phases and frozen between them; a Resolver belongs
// to one worker and carries its memory and the step counter of the question that is being answered.
//
//   World ─┬─ files[f]   FileFacts, as python made them
//          ├─ tables[f]  per file: scope → name → bindings; returns and decorators by function;
//          │             modules of imports
//          ├─ modules    path ↔ module names of the repository
//          ├─ known      canonical names and bases outside the repository, declared dependencies
//          ├─ classes    closed ancestry; NULL until ancestry has been computed
//          └─ given      what calls give parameters; NULL until calls have been read
#ifndef RESOLVE_WORLD_H
#define RESOLVE_WORLD_H

#include "base/intern.h"
#include "resolve/known.h"
#include "resolve/modules.h"
#include "resolve/resolve.h"
#include "resolve/scopes.h"

// Names looked up, expressions and bindings evaluated for one question. Depth (RESOLVE_CHAIN_MAX)
// bounds a chain, this bounds a tree: conditional definitions and class bodies branch.
#define WORLD_STEPS_MAX 400u

typedef struct FileTables {
    ScopeTable names;
    const uint8_t *function_flags;   // FunctionFlag bits, parallel to functions
    const uint32_t *first_decorator; // parallel to functions: into facts.decorators, NONE if none
    const uint32_t *first_return;    // parallel to functions, one more at the end: into `returns`
    const uint32_t *returns;         // indices into facts.returns, grouped by function
    const uint8_t *passed; // parallel to functions: 1 + the parameter that it returns, 0 if none
    const Target *modules; // parallel to imports: the module after `import` or `from`
    const uint32_t *stars; // star imports at module level: indices into imports
    uint32_t star_count;
    Map all;             // names in __all__
    bool all_is_literal; // __all__ exists and is nothing but literals: it restricts star imports
} FileTables;

typedef struct World {
    const Source *source;
    const FileFacts *files;
    uint32_t file_count;
    FileTables *tables; // parallel to files
    Modules modules;
    Known known;
    const ClassInfo *classes;    // NULL until ancestry has been computed
    const uint32_t *first_class; // parallel to files
    const uint32_t *first_expr;  // parallel to files, one more at the end
    const size_t *first_param;   // parallel to files, one more at the end
    // By first_param of the file + param: what all calls of the function agree on, see arguments.h.
    // NULL until calls have been read.
    const Target *given;
} World;

// A binding that is being evaluated: it cannot be what its own value refers to.
typedef struct OpenBinding {
    uint32_t file, binding;
} OpenBinding;

// Which parameters' given values have been asked for. is_listed has an entry for each parameter.
typedef struct Asked {
    VEC(size_t) numbers; // into World.given, each once
    bool *is_listed;
    Arena *arena; // of numbers
} Asked;

// What a name leads to: a finished meaning, or a binding that has to be evaluated as a value or as
// a type.
typedef struct Definition {
    Target target;    // when binding is NONE
    uint32_t file;    // of the binding
    uint32_t binding; // never of kind IMPORT, CLASS, FUNCTION: those are finished
} Definition;

// What a binding of the file at work came to when a question began with it.
typedef struct Remembered {
    Target value;
    Definition imported; // what an import leads to
    bool has_value, has_imported;
} Remembered;

typedef struct Resolver {
    const World *world;
    Arena *arena;  // results; lives as long as the program
    Map externals; // external name as written → index into canonical
    StrVec canonical;
    uint32_t depth; // of the question at work
    uint32_t steps; // taken for it
    uint64_t total; // steps of all questions, and of closing ancestry and searching stars
    OpenBinding open[RESOLVE_CHAIN_MAX];
    uint32_t open_count;
    uint32_t file;    // whose expressions are remembered in `targets`; NONE outside the last phase
    Target *targets;  // parallel to its exprs
    uint8_t *is_done; // parallel to its exprs
    Map called;       // bytes of file and index of a function elsewhere → index into `returned`
    VEC(Target) returned;
    Arena *scratch;    // of these two, emptied after the file
    Remembered *bound; // parallel to its bindings
    Asked *asked;      // NULL when nobody wants to know
} Resolver;

static inline Target world_unknown(Reason reason) {
    return (Target){.kind = TARGET_UNKNOWN, .reason = (uint8_t)reason};
}

// It says what the value is: neither unknown nor None.
static inline bool world_is_good(Target target) {
    return target.kind != TARGET_UNKNOWN && target.kind != TARGET_NONE;
}

#endif
