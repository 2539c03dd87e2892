// SPDX-License-Identifier: MIT
// Bump allocator: memory is cut from large chunks and freed all at once.
//
//   arena_alloc(&a, 24, 8)   -> 24 zeroed bytes behind what was given before
//   arena_buffer(&a, char, n) -> the same without zeroing
//   arena_rewind(&a, mark)   -> chunks newer than the mark are freed, its own chunk is cut back
//
// How: a request that does not fit opens a new chunk and gives up the rest of the old one. Chunks
// grow with the arena (as large as all before, up to one huge page), so small arenas stay small and
// large ones need few mallocs. From there on they are whole huge pages, where the system has them:
// with pages of 4 KiB the threads of a scan wait for each other's page faults, a sixth of the time.
// Bytes are zeroed when given, not when the chunk is made: after a rewind
// they are dirty. Rewinding to an empty arena keeps the oldest chunk, so a scratch arena does not
// malloc once a file.
// ARENA_DEBUG sets both chunk limits to 0: each chunk then holds exactly one allocation.
// Limits: alignment up to that of max_align_t; no freeing of single allocations.
#define _GNU_SOURCE 1 // madvise
#include "base/arena.h"

#ifdef __linux__
#include <sys/mman.h>
#endif
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

struct ArenaChunk {
    ArenaChunk *older;
    size_t size; // of data, bytes
    size_t used;
    _Alignas(max_align_t) unsigned char data[];
};

enum { HUGE_PAGE_BYTES = 2 * 1024 * 1024 };
#ifdef ARENA_DEBUG
enum { CHUNK_MIN_BYTES = 0, CHUNK_MAX_BYTES = 0, IS_DEBUG = 1 };
#else
enum {
    CHUNK_MIN_BYTES = 16 * 1024,
    CHUNK_MAX_BYTES = HUGE_PAGE_BYTES - sizeof(ArenaChunk),
    IS_DEBUG = 0
};
#endif

// Room for a chunk; *size grows to what whole huge pages have.
static ArenaChunk *malloc_chunk(size_t *size) {
    size_t bytes = sizeof(ArenaChunk) + *size;
    if (IS_DEBUG || bytes < HUGE_PAGE_BYTES || bytes > SIZE_MAX - HUGE_PAGE_BYTES)
        return arena_raw_malloc(bytes);
    bytes = (bytes + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
    ArenaChunk *chunk = aligned_alloc(HUGE_PAGE_BYTES, bytes);
    if (!chunk) base_out_of_memory();
#ifdef MADV_HUGEPAGE
    madvise(chunk, bytes, MADV_HUGEPAGE); // advice: without it the pages are small ones
#endif
    *size = bytes - sizeof(ArenaChunk);
    return chunk;
}

static ArenaChunk *add_chunk(Arena *arena, size_t needed) {
    size_t size = arena->bytes_reserved;
    if (size < CHUNK_MIN_BYTES) size = CHUNK_MIN_BYTES;
    if (size > CHUNK_MAX_BYTES) size = CHUNK_MAX_BYTES;
    if (size < needed) size = needed;
    if (size > SIZE_MAX - sizeof(ArenaChunk)) base_out_of_memory();
    ArenaChunk *chunk = malloc_chunk(&size);
    *chunk = (ArenaChunk){.older = arena->newest, .size = size};
    arena->newest = chunk;
    arena->bytes_reserved += size;
    return chunk;
}

static void free_newest(Arena *arena) {
    ArenaChunk *chunk = arena->newest;
    arena->newest = chunk->older;
    arena->bytes_reserved -= chunk->size;
    arena_raw_free(chunk);
}

static void *cut(Arena *arena, size_t size, size_t align) {
    assert(align > 0 && (align & (align - 1)) == 0 && align <= _Alignof(max_align_t));
    ArenaChunk *chunk = arena->newest;
    size_t start = chunk ? (chunk->used + align - 1) & ~(align - 1) : 0;
    if (!chunk || start > chunk->size || size > chunk->size - start) {
        chunk = add_chunk(arena, size);
        start = 0;
    }
    chunk->used = start + size;
    return chunk->data + start;
}

static size_t bytes_of(size_t n, size_t size) {
    if (size > 0 && n > SIZE_MAX / size) base_out_of_memory();
    return n * size;
}

void *arena_alloc(Arena *arena, size_t size, size_t align) {
    return memset(cut(arena, size, align), 0, size);
}

void *arena_alloc_array(Arena *arena, size_t n, size_t size, size_t align) {
    return arena_alloc(arena, bytes_of(n, size), align);
}

void *arena_alloc_buffer(Arena *arena, size_t n, size_t size, size_t align) {
    void *buffer = cut(arena, bytes_of(n, size), align);
    return IS_DEBUG ? memset(buffer, 0xA5, n * size) : buffer;
}

ArenaMark arena_mark(const Arena *arena) {
    ArenaChunk *chunk = arena->newest;
    return (ArenaMark){.chunk = chunk, .used = chunk ? chunk->used : 0};
}

void arena_rewind(Arena *arena, ArenaMark mark) {
    while (arena->newest != mark.chunk) {
        ArenaChunk *chunk = arena->newest;
        if (!chunk) BUG("arena mark does not belong to this arena, or lies after the current end");
        if (!chunk->older && !mark.chunk && chunk->size <= CHUNK_MAX_BYTES) {
            chunk->used = 0;
            return;
        }
        free_newest(arena);
    }
    if (mark.chunk) mark.chunk->used = mark.used;
}

void arena_free(Arena *arena) {
    while (arena->newest)
        free_newest(arena);
}

// Adopted chunks go below the newest one, which stays the one that is filled.
void arena_adopt(Arena *arena, Arena *other) {
    ArenaChunk *oldest = other->newest;
    if (!oldest) return;
    while (oldest->older)
        oldest = oldest->older;
    ArenaChunk **place = arena->newest ? &arena->newest->older : &arena->newest;
    oldest->older = *place;
    *place = other->newest;
    arena->bytes_reserved += other->bytes_reserved;
    *other = (Arena){0};
}

void *arena_raw_malloc(size_t size) {
    void *ptr = malloc(size);
    if (!ptr && size > 0) base_out_of_memory();
    return ptr;
}

void arena_raw_free(void *ptr) {
    free(ptr);
}
