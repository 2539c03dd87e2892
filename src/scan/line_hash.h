// SPDX-License-Identifier: MIT
// What GitHub code scanning calls primaryLocationLineHash: a hash for each line of a file.
#ifndef SCAN_LINE_HASH_H
#define SCAN_LINE_HASH_H

#include "base/str.h"
#include "base/vec.h"

typedef VEC(uint64_t) LineHashVec;

// One a line, in their order; the text after the last line break counts as a line, even when it is
// empty. `bytes` are those of the file.
void line_hash_each(Str bytes, Arena *arena, LineHashVec *out);
// "271789c17abda88f:1": the hash, and the how manieth line of the file it is with that hash.
Str line_hash_text(const LineHashVec *hashes, uint32_t row, Arena *arena);

#endif
