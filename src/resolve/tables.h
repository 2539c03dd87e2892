// SPDX-License-Identifier: MIT
// Lookup tables of one file, made before names are looked up across files.
#ifndef RESOLVE_TABLES_H
#define RESOLVE_TABLES_H

#include "resolve/world.h"

// Fills everything of `out` but modules. Linear in the size of the facts.
// Arena: the tables; scratch is used during the call only
// Thread: safe for distinct files
void tables_build(const FileFacts *facts, Arena *arena, Arena *scratch, FileTables *out);

#endif
