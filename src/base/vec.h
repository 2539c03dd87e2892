// SPDX-License-Identifier: MIT
// A growing array in an arena: `VEC(T)` declares the struct, `vec_push` appends.
//
//   typedef VEC(Import) ImportVec;
//   ImportVec v = {0};
//   vec_push(arena, &v, (Import){.level = 1});
//   for (uint32_t i = 0; i < v.len; i++) use(&v.items[i]);
//
// Growth doubles and copies; the old block stays in the arena until it is freed. An element pointer
// is valid until the next push.
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"
#include "base/str.h"

#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *items;                                                                                  \
        uint32_t len;                                                                              \
        uint32_t cap;                                                                              \
    }

typedef VEC(Str) StrVec;

#define vec_push(arena, v, ...)                                                                    \
    ((v)->len == (v)->cap ? (void)((v)->items = vec_grow((arena), (v)->items, (v)->len, &(v)->cap, \
                                                         sizeof(*(v)->items)))                     \
                          : (void)0,                                                               \
     (v)->items[(v)->len++] = (__VA_ARGS__))

// Returns a block for twice the capacity with the first `len` elements copied, and updates *cap.
void *vec_grow(Arena *arena, const void *items, uint32_t len, uint32_t *cap, size_t item_size);

#endif
