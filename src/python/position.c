// SPDX-License-Identifier: MIT
// Byte columns → columns in Unicode code points.
//
//     s = "ä"; f()          f stands at byte column 10, code point column 9
//
// A column is the byte column less the continuation bytes (10xxxxxx) between the start of the line
// and the place. How many of them stand before each block of 64 bytes is counted once a file, so
// one question costs at most two blocks, however long the line: minified data of megabytes in one
// line stays linear. ASCII files, nine of ten, have no table and cost nothing.
#include "python/position.h"

#include "base/banned.h"

enum { BLOCK = 64 };

static uint32_t count_continuations(const char *bytes, uint32_t len) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < len; i++) {
        count += ((unsigned char)bytes[i] & 0xC0) == 0x80;
    }
    return count;
}

Position position_new(Str text, Arena *arena) {
    if (str_is_ascii(text)) return (Position){.text = text};
    uint32_t blocks = text.len / BLOCK + 1;
    uint32_t *before = arena_array(arena, uint32_t, blocks);
    for (uint32_t i = 1; i < blocks; i++) {
        before[i] = before[i - 1] + count_continuations(text.ptr + (size_t)(i - 1) * BLOCK, BLOCK);
    }
    return (Position){.text = text, .before = before};
}

static uint32_t continuations_before(const Position *position, uint32_t offset) {
    uint32_t block = offset / BLOCK;
    return position->before[block] +
           count_continuations(position->text.ptr + (size_t)block * BLOCK, offset % BLOCK);
}

Pos position_at(const Position *position, uint32_t row, uint32_t column, uint32_t offset) {
    if (!position->before) return (Pos){row, column};
    uint32_t inside =
        continuations_before(position, offset) - continuations_before(position, offset - column);
    return (Pos){row, column - inside};
}
