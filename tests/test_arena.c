// SPDX-License-Identifier: MIT
// Tests of the bump allocator and of vec, which grows in it.
//
//   alloc -> zeroed, aligned, distinct; rewind -> memory is used again and comes zeroed again
//
// The same tests run in a build with ARENA_DEBUG, so they say nothing about chunk sizes.
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

static bool is_zero(const unsigned char *bytes, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (bytes[i]) return false;
    return true;
}

Test(arena, gives_zeroed_aligned_memory) {
    static const struct {
        size_t size;
        size_t align;
    } rows[] = {{1, 1}, {3, 2}, {0, 1}, {8, 8}, {24, 16}, {100000, 16}, {5000000, 8}, {1, 16}};
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        unsigned char *p = arena_alloc(&arena, rows[i].size, rows[i].align);
        cr_assert_not_null(p);
        cr_assert_eq((uintptr_t)p % rows[i].align, 0, "row %zu", i);
        cr_assert(is_zero(p, rows[i].size), "row %zu", i);
        memset(p, 0xAA, rows[i].size);
    }
    cr_assert_geq(arena.bytes_reserved, 5100000);
    arena_free(&arena);
    cr_assert_eq(arena.bytes_reserved, 0);
    cr_assert_null(arena.newest);
}

Test(arena, allocations_do_not_overlap) {
    Arena arena = {0};
    unsigned char *blocks[200];
    for (uint32_t i = 0; i < 200; i++) {
        blocks[i] = arena_array(&arena, unsigned char, i * 37);
        memset(blocks[i], (int)i, i * 37);
    }
    for (uint32_t i = 0; i < 200; i++)
        for (uint32_t k = 0; k < i * 37; k++)
            cr_assert_eq(blocks[i][k], i);
    arena_free(&arena);
}

Test(arena, rewinds_to_nested_marks) {
    Arena arena = {0};
    ArenaMark empty = arena_mark(&arena);
    uint32_t *kept = arena_new(&arena, uint32_t);
    *kept = 42;
    ArenaMark outer = arena_mark(&arena);
    for (uint32_t round = 0; round < 100; round++) {
        unsigned char *a = arena_array(&arena, unsigned char, 3000);
        ArenaMark inner = arena_mark(&arena);
        unsigned char *b = arena_array(&arena, unsigned char, 2000000);
        cr_assert(is_zero(a, 3000) && is_zero(b, 2000000), "dirty after a rewind");
        memset(a, 0xFF, 3000);
        memset(b, 0xFF, 2000000);
        arena_rewind(&arena, inner);
        cr_assert_eq(a[2999], 0xFF);
        arena_rewind(&arena, outer);
    }
    cr_assert_eq(*kept, 42);
    cr_assert_lt(arena.bytes_reserved, 2000000, "memory after a mark is given back");
    arena_rewind(&arena, empty);
    cr_assert_eq(*arena_new(&arena, uint32_t), 0);
    arena_free(&arena);
}

typedef struct Item {
    uint32_t number;
    const char *text;
} Item;

Test(arena, vec_keeps_all_elements_while_growing) {
    Arena arena = {0};
    VEC(Item) vec = {0};
    for (uint32_t i = 0; i < 10000; i++)
        vec_push(&arena, &vec, (Item){.number = i, .text = "x"});
    cr_assert_eq(vec.len, 10000);
    cr_assert_geq(vec.cap, vec.len);
    for (uint32_t i = 0; i < vec.len; i++)
        cr_assert_eq(vec.items[i].number, i);
    arena_free(&arena);
}

// Of one huge page and more than one, and of the smallest; each byte is there to be written.
Test(arena, buffers_of_all_sizes_are_there) {
    static const size_t SIZES[] = {0,       1, 4096, (2u << 20) - 32, (2u << 20), (2u << 20) + 1,
                                   5u << 20};
    Arena arena = {0};
    unsigned char *buffers[ARRAY_LEN(SIZES)];
    for (uint32_t i = 0; i < ARRAY_LEN(SIZES); i++) {
        buffers[i] = arena_buffer(&arena, unsigned char, SIZES[i]);
        for (size_t b = 0; b < SIZES[i]; b++)
            buffers[i][b] = (unsigned char)i;
    }
    for (uint32_t i = 0; i < ARRAY_LEN(SIZES); i++)
        for (size_t b = 0; b < SIZES[i]; b++)
            cr_assert_eq(buffers[i][b], i);
    const unsigned char *zeroed = arena_array(&arena, unsigned char, 3u << 20);
    for (size_t b = 0; b < 3u << 20; b++)
        cr_assert_eq(zeroed[b], 0);
    arena_free(&arena);
    cr_assert_eq(arena.bytes_reserved, 0);
}

Test(arena, adopts_the_memory_of_another) {
    Arena a = {0}, b = {0};
    uint32_t *first = arena_new(&a, uint32_t);
    uint32_t *second = arena_array(&b, uint32_t, 100000);
    *first = 1;
    second[99999] = 2;
    size_t reserved = a.bytes_reserved + b.bytes_reserved;
    arena_adopt(&a, &b);
    cr_expect(b.newest == NULL);
    cr_expect_eq(a.bytes_reserved, reserved);
    arena_free(&b); // frees nothing
    cr_expect_eq(*first + second[99999], 3);
    arena_adopt(&b, &a); // into an empty one
    cr_expect_eq(*first + second[99999], 3);
    arena_free(&b);
}
