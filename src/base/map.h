// SPDX-License-Identifier: MIT
// Hash map from Str to a 32-bit number (an index, a count). Open addressing, arena memory, no
// removal. Iteration order is insertion order, so nothing ever depends on hash values.
//
//   Map m = map_new(&arena, 0);
//   map_set(&m, STR("a"), 3);
//   uint32_t v; if (map_get(&m, STR("a"), &v)) ...
//   *map_slot(&m, name, 0) += 1;                          // counting
//   for (uint32_t i = 0; i < m.len; i++) use(m.keys[i], m.values[i]);
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

typedef struct MapSlot {
    uint32_t hash;   // of the key: nearly all other keys need no second look
    uint32_t number; // index + 1; 0 is empty
} MapSlot;

typedef struct Map {
    Arena *arena;     // borrowed
    Str *keys;        // borrowed bytes, in insertion order
    uint32_t *values; // parallel to keys
    MapSlot *slots;
    uint32_t len;
    uint32_t cap;        // of keys and values
    uint32_t slots_size; // power of two, or 0
} Map;

Map map_new(Arena *arena, uint32_t expected_len);
bool map_get(const Map *map, Str key, uint32_t *out); // *out untouched when absent
bool map_has(const Map *map, Str key);
void map_set(Map *map, Str key, uint32_t value); // the key's bytes are borrowed
// The value's place; a new key is entered with `initial`. Valid until the next insertion.
uint32_t *map_slot(Map *map, Str key, uint32_t initial);

#endif
