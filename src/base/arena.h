// SPDX-License-Identifier: MIT
// Bump allocator: many small allocations, freed all at once. Memory comes zeroed,
// unless a buffer is asked for.
//
//   Arena a = {0};                       // ready to use
//   Node *n = arena_new(&a, Node);       // zeroed, lives as long as the arena
//   Row *r = arena_array(&a, Row, 100);
//   ArenaMark m = arena_mark(&a); ... arena_rewind(&a, m);   // scratch use
//   arena_free(&a);
//
//   chunk ─► chunk ─► NULL        newest first; within a chunk:
//   [header | used ........ | free .....]
//
// Three lifetimes are in use: run (facts, program, report), rules, and scratch (one a worker,
// rewound after each file). Out of memory never returns: base_out_of_memory(). With -DARENA_DEBUG
// every allocation is a malloc of its own, so ASan and valgrind see overruns.
// Thread: one arena belongs to one thread at a time.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
    ArenaChunk *newest;    // NULL until the first allocation
    size_t bytes_reserved; // total size of all chunks, for the memory figures
} Arena;

typedef struct ArenaMark {
    ArenaChunk *chunk;
    size_t used;
} ArenaMark;

#define arena_new(arena, T) ((T *)arena_alloc((arena), sizeof(T), _Alignof(T)))
#define arena_array(arena, T, n) ((T *)arena_alloc_array((arena), (n), sizeof(T), _Alignof(T)))
// Not zeroed: for what is written before it is read.
#define arena_buffer(arena, T, n) ((T *)arena_alloc_buffer((arena), (n), sizeof(T), _Alignof(T)))

// Zeroed memory of `size` bytes (0 gives a valid non-NULL pointer).
void *arena_alloc(Arena *arena, size_t size, size_t align);
// As above for n elements; an overflow of n × size counts as out of memory.
void *arena_alloc_array(Arena *arena, size_t n, size_t size, size_t align);
// As above with whatever bytes there are; with ARENA_DEBUG they are none that anybody could want.
void *arena_alloc_buffer(Arena *arena, size_t n, size_t size, size_t align);

ArenaMark arena_mark(const Arena *arena);
// Frees all that was allocated after the mark. Marks nest like a stack.
void arena_rewind(Arena *arena, ArenaMark mark);
void arena_free(Arena *arena);
// Moves all chunks of `other` into `arena`, which frees them with its own; `other` is empty
// afterwards. No mark of `arena` that is older may be rewound to.
void arena_adopt(Arena *arena, Arena *other);

// The one door to malloc for libraries that want an allocator (jansson): never NULL for size > 0.
void *arena_raw_malloc(size_t size);
void arena_raw_free(void *ptr);

#endif
