// SPDX-License-Identifier: MIT
// Imports: the module each one names, and what it binds.
#ifndef RESOLVE_IMPORTS_H
#define RESOLVE_IMPORTS_H

#include "resolve/names.h"

// The module after `import` or `from` of every import of a file: MODULE, PACKAGE, EXTERNAL (as
// written, not yet canonical) or UNKNOWN. Thread: safe for distinct files; needs world->modules and
// world->known only
const Target *imports_modules(const World *world, const Map *local_names, uint32_t file,
                              Arena *arena);

// What import `index` of `file` binds, followed through the project.
Definition imports_definition(Resolver *r, uint32_t file, uint32_t index);
// What FileNames.imports says: as above, but `import a.b` is the module a.b although Python binds
// a.
Target imports_target(Resolver *r, uint32_t file, uint32_t index);

// A name that only the star imports of `file` can give.
// Out:    false when they surely do not; true with UNKNOWN STAR_IMPORT when one cannot be followed
bool imports_star(Resolver *r, uint32_t file, Str name, Definition *out);

#endif
