// SPDX-License-Identifier: MIT
// Keeps one copy of every distinct string.
//
//   Str a = intern_str(&names, STR("models"));
//   Str b = intern_str(&names, view_of_source_bytes);   // also "models"
//   a.ptr == b.ptr
//
// How: a map whose value is the key's own index, so a hit finds the copy that was made first.
// Copies are made only on first sight.
// Limits: those of Map; nothing is ever dropped.
#include "base/intern.h"

#include "base/banned.h"

Intern intern_new(Arena *arena) {
    return (Intern){.map = map_new(arena, 0)};
}

Str intern_str(Intern *intern, Str s) {
    Map *map = &intern->map;
    uint32_t index;
    if (!map_get(map, s, &index)) {
        index = map->len;
        map_set(map, str_copy(map->arena, s), index);
    }
    return map->keys[index];
}
