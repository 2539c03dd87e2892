// SPDX-License-Identifier: MIT
// Classes and all their bases.
#ifndef RESOLVE_ANCESTRY_H
#define RESOLVE_ANCESTRY_H

#include "resolve/names.h"

#define ANCESTRY_BASES_MAX 32u     // direct bases of a class that are looked at
#define ANCESTRY_CLASSES_MAX 1000u // project classes above one class

// Direct bases of a class, calls like with_metaclass(Meta, Base) and A if C else B opened.
typedef struct DirectBases {
    Target items[ANCESTRY_BASES_MAX];
    uint32_t len;
} DirectBases;

void ancestry_direct(Resolver *r, uint32_t file, uint32_t index, DirectBases *out);

// Closes the ancestry of all classes. world->classes is NULL during the call.
// In:     resolvers  one a worker
// Out:    ClassInfo of every class, in order of files and classes
const ClassInfo *ancestry_close(const World *world, Resolver *resolvers, uint32_t threads,
                                Arena *arena);

#endif
