// SPDX-License-Identifier: MIT
// What rules and manifests say about names outside the repository.
#ifndef RESOLVE_KNOWN_H
#define RESOLVE_KNOWN_H

#include "base/map.h"
#include "model/rules.h"

typedef struct Known {
    const KnownNames *names; // borrowed
    Map aliases;             // a name → index into names->aliases
    Map modules;             // "x" of an alias "x.*" → index into names->aliases
    Map classes;             // → index into names->classes
    Map generic;             // top-level names that are common words
    Map declared;            // import names that a declared distribution may have: "django_environ"
    Map declared_words;      // words of declared distributions: "django", "environ"
} Known;

Known known_build(const KnownNames *names, const Source *source, Arena *arena);

// The canonical name: aliases followed; `name` itself when none applies.
Str known_canonical(const Known *known, Str name, Arena *arena);

bool known_is_declared(const Known *known, Str top_level); // a distribution bears this very name
// A common word that no declared distribution has in its name: not a library until proven.
bool known_is_undeclared_word(const Known *known, Str top_level);

#endif
