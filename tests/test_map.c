// SPDX-License-Identifier: MIT
// Tests of the hash map: lookup, counting, growth, and order of iteration.
//
//   set b, set a, set b again -> keys b, a
//
// 100,000 keys cross many growth steps.
#include <criterion/criterion.h>

#include "base/map.h"

Test(map, sets_and_gets) {
    Arena arena = {0};
    Map map = map_new(&arena, 0);
    uint32_t value = 77;
    cr_assert_not(map_get(&map, STR("a"), &value));
    cr_assert_eq(value, 77, "untouched when absent");
    map_set(&map, STR("a"), 1);
    map_set(&map, STR(""), 2);
    map_set(&map, STR("a"), 3);
    cr_assert_eq(map.len, 2);
    cr_assert(map_get(&map, STR("a"), &value) && value == 3);
    cr_assert(map_get(&map, (Str){0}, &value) && value == 2);
    cr_assert(map_has(&map, STR("a")) && !map_has(&map, STR("b")));
    arena_free(&arena);
}

Test(map, counts_through_a_slot) {
    Arena arena = {0};
    Map map = map_new(&arena, 3);
    static const char *const words[] = {"x", "y", "x", "z", "x", "y"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        *map_slot(&map, str_from_c(words[i]), 0) += 1;
    static const uint32_t want[] = {3, 2, 1};
    cr_assert_eq(map.len, 3);
    for (uint32_t i = 0; i < 3; i++) {
        cr_assert_eq(map.keys[i].ptr[0], "xyz"[i]);
        cr_assert_eq(map.values[i], want[i]);
    }
    arena_free(&arena);
}

Test(map, grows_and_keeps_insertion_order) {
    Arena arena = {0};
    for (uint32_t expected = 0; expected <= 100000; expected += 50000) {
        Map map = map_new(&arena, expected);
        for (uint32_t i = 0; i < 100000; i++)
            map_set(&map, str_fmt(&arena, "key%u", i * 7919u), i);
        cr_assert_eq(map.len, 100000);
        for (uint32_t i = 0, value; i < map.len; i++) {
            cr_assert_eq(map.values[i], i);
            cr_assert(map_get(&map, map.keys[i], &value) && value == i);
        }
        cr_assert_not(map_has(&map, STR("key")));
    }
    arena_free(&arena);
}
