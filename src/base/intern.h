// SPDX-License-Identifier: MIT
// Set of strings that owns its bytes: equal strings give the same pointer. One Intern belongs to
// one thread; what it gave stays valid as long as its arena. This is how names outlive the source
// bytes.
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include "base/map.h"

typedef struct Intern {
    Map map;
} Intern;

Intern intern_new(Arena *arena);
Str intern_str(Intern *intern, Str s); // copies the bytes on first sight

#endif
