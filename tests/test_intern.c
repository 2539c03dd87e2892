// SPDX-License-Identifier: MIT
// Tests of interning: one pointer for equal strings, bytes owned by the arena.
//
//   intern "models" twice from different buffers -> the same pointer
//
// The buffer is overwritten in between, which shows a borrowed key.
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/intern.h"

Test(intern, equal_strings_share_one_copy) {
    Arena arena = {0};
    Intern intern = intern_new(&arena);
    char bytes[] = "models";
    Str first = intern_str(&intern, (Str){bytes, 6});
    memset(bytes, 'x', 6);
    cr_assert(str_eq(first, STR("models")), "the bytes are copied");
    Str second = intern_str(&intern, STR("models"));
    cr_assert_eq(first.ptr, second.ptr);
    cr_assert_neq(intern_str(&intern, STR("model")).ptr, first.ptr);
    cr_assert_eq(intern_str(&intern, (Str){0}).len, 0);
    cr_assert_eq(intern_str(&intern, (Str){0}).ptr, intern_str(&intern, STR("")).ptr);
    arena_free(&arena);
}

Test(intern, stays_valid_while_growing) {
    Arena arena = {0};
    Intern intern = intern_new(&arena);
    const char *seen[5000];
    char name[32];
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 5000; i++) {
            int len = snprintf(name, sizeof(name), "name_%u", i);
            Str s = intern_str(&intern, (Str){name, (uint32_t)len});
            if (round == 0) seen[i] = s.ptr;
            cr_assert_eq(s.ptr, seen[i]);
            cr_assert_eq(memcmp(s.ptr, name, (size_t)len), 0);
        }
    cr_assert_eq(intern.map.len, 5000);
    arena_free(&arena);
}
