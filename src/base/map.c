// SPDX-License-Identifier: MIT
// Hash map from strings to 32-bit numbers that remembers insertion order.
//
//   map_set(&m, "b", 1); map_set(&m, "a", 2)   -> keys b, a   values 1, 2
//
//   slots   [0 | 2 | 0 | 1]        index + 1 into the two arrays below, 0 is empty; and the hash
//   keys    ["b", "a"]             in insertion order
//   values  [ 1 ,  2 ]
//
// How: linear probing, at most half full. Keys and values lie apart from the table, so iterating is
// a plain loop whose order does not depend on hash values, and growing hashes nothing again.
// Limits: no removal; 2^30 entries. The hash has no secret, so chosen keys can collide.
#include "base/map.h"

#include <string.h>

#include "base/banned.h"

enum { MAP_FIRST_CAP = 8, MAP_MAX_CAP = 1 << 30 };

// The slot that holds `key`, or the empty one where it belongs. Ends because half the slots are
// empty.
static MapSlot *find_slot(const Map *map, Str key, uint32_t hash) {
    uint32_t mask = map->slots_size - 1;
    uint32_t at = hash & mask;
    for (; map->slots[at].number; at = (at + 1) & mask) {
        if (map->slots[at].hash == hash && str_eq(map->keys[map->slots[at].number - 1], key)) break;
    }
    return &map->slots[at];
}

// Enters what is in no slot yet.
static void place(Map *map, MapSlot slot) {
    uint32_t mask = map->slots_size - 1;
    uint32_t at = slot.hash & mask;
    while (map->slots[at].number)
        at = (at + 1) & mask;
    map->slots[at] = slot;
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
    const MapSlot *old = map->slots;
    uint32_t old_size = map->slots_size;
    map->slots_size = cap * 2;
    map->slots = arena_array(map->arena, MapSlot, map->slots_size);
    for (uint32_t i = 0; i < old_size; i++)
        if (old[i].number) place(map, old[i]);
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
    uint32_t number = find_slot(map, key, (uint32_t)str_hash(key))->number;
    if (number == 0) return false;
    *out = map->values[number - 1];
    return true;
}

bool map_has(const Map *map, Str key) {
    uint32_t ignored;
    return map_get(map, key, &ignored);
}

uint32_t *map_slot(Map *map, Str key, uint32_t initial) {
    if (map->slots_size == 0) grow(map, MAP_FIRST_CAP);
    uint32_t hash = (uint32_t)str_hash(key);
    MapSlot *slot = find_slot(map, key, hash);
    if (slot->number) return &map->values[slot->number - 1];
    if (map->len == map->cap) {
        if (map->cap >= MAP_MAX_CAP) base_out_of_memory();
        grow(map, map->cap * 2);
        slot = find_slot(map, key, hash);
    }
    map->keys[map->len] = key;
    map->values[map->len] = initial;
    *slot = (MapSlot){.hash = hash, .number = ++map->len};
    return &map->values[map->len - 1];
}

void map_set(Map *map, Str key, uint32_t value) {
    *map_slot(map, key, value) = value;
}
