// SPDX-License-Identifier: MIT
// The facts of one file as bytes, and back. Private to src/store.
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "model/facts.h"

// Thread: safe for distinct arenas
Str pack_facts(const FileFacts *facts, Arena *arena);

// In:     bytes   whatever they are; borrowed during the call
// Out:    facts   all in `arena`, equal to what was packed but for `file`, which is 0
// Arena:  scratch during the call only; it is `arena` nowhere
// Errors: false for bytes that pack_facts did not make: nothing outside them was read, and of
//         `out` nothing is to be used
bool unpack_facts(Str bytes, Arena *arena, Arena *scratch, FileFacts *out);

#endif
