// SPDX-License-Identifier: MIT
// Hash map from strings to 32-bit numbers that remembers insertion order.
//
//   map_set(&m, "b", 1); map_set(&m, "a", 2)   -> keys b, a   values 1, 2
//
//   slots   [0 | 2 | 0 | 1]        index + 1 into the two arrays below, 0 is empty
//   keys    ["b", "a"]             in insertion order
//   values  [ 1 ,  2 ]
//
// How: linear probing, at most half full. Keys and values lie apart from the table, so iterating is
// a plain loop whose order does not depend on hash values, and growing moves 4 bytes an entry.
// Limits: no removal; 2^30 entries. The hash has no secret, so chosen keys can collide.
#include "base/map.h"

#include <string.h>

#include "base/banned.h"

enum { MAP_FIRST_CAP = 8, MAP_MAX_CAP = 1 << 30 };

// The slot that holds `key`, or the empty one where it belongs. Ends because half the slots are
// empty.
static uint32_t find_slot(const Map *map, Str key) {
    uint32_t mask = map->slots_size - 1;
    uint32_t at = (uint32_t)str_hash(key) & mask;
    while (map->slots[at] && !str_eq(map->keys[map->slots[at] - 1], key))
        at = (at + 1) & mask;
    return at;
}

// `cap` is a power of two.
static void grow(Map *map, uint32_t cap) {
    Str *keys = arena_array(map->arena, Str, cap);
    uint32_t *values = arena_array(map->arena, uint32_t, cap);
    if (map->len > 0) {
        memcpy(keys, map->keys, map->len * sizeof(*keys));
        memcpy(values, map->values, map->len * sizeof(*values));
    }
    map->keys = keys;
    map->values = values;
    map->cap = cap;
    map->slots_size = cap * 2;
    map->slots = arena_array(map->arena, uint32_t, map->slots_size);
    for (uint32_t i = 0; i < map->len; i++)
        map->slots[find_slot(map, keys[i])] = i + 1;
}

Map map_new(Arena *arena, uint32_t expected_len) {
    Map map = {.arena = arena};
    uint32_t cap = MAP_FIRST_CAP;
    while (cap < expected_len && cap < MAP_MAX_CAP)
        cap *= 2;
    if (expected_len > 0) grow(&map, cap);
    return map;
}

bool map_get(const Map *map, Str key, uint32_t *out) {
    if (map->len == 0) return false;
    uint32_t slot = map->slots[find_slot(map, key)];
    if (slot == 0) return false;
    *out = map->values[slot - 1];
    return true;
}

bool map_has(const Map *map, Str key) {
    uint32_t ignored;
    return map_get(map, key, &ignored);
}

uint32_t *map_slot(Map *map, Str key, uint32_t initial) {
    if (map->slots_size == 0) grow(map, MAP_FIRST_CAP);
    uint32_t at = find_slot(map, key);
    if (map->slots[at]) return &map->values[map->slots[at] - 1];
    if (map->len == map->cap) {
        if (map->cap >= MAP_MAX_CAP) base_out_of_memory();
        grow(map, map->cap * 2);
        at = find_slot(map, key);
    }
    map->keys[map->len] = key;
    map->values[map->len] = initial;
    map->slots[at] = ++map->len;
    return &map->values[map->len - 1];
}

void map_set(Map *map, Str key, uint32_t value) {
    *map_slot(map, key, value) = value;
}
