// SPDX-License-Identifier: MIT
// The growth step behind vec_push.
//
//   vec_grow(arena, items, 8, &cap, sizeof(Import))   -> room for 16, the first 8 copied
//
// How: double and copy into the arena. The old block is not freed, which costs at most as much as
// the final one; in return a vec needs no freeing and no owner.
// Limit: 2^31 elements, beyond that counts as out of memory.
#include "base/vec.h"

#include <string.h>

#include "base/banned.h"

enum { VEC_FIRST_CAP = 8 };

void *vec_grow(Arena *arena, const void *items, uint32_t len, uint32_t *cap, size_t item_size) {
    if (*cap > UINT32_MAX / 2) base_out_of_memory();
    *cap = *cap ? *cap * 2 : VEC_FIRST_CAP;
    void *grown = arena_alloc_buffer(arena, *cap, item_size, _Alignof(max_align_t));
    if (len > 0) memcpy(grown, items, len * item_size);
    return grown;
}
