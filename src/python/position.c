// SPDX-License-Identifier: MIT
// Byte offsets → rows, and columns in Unicode code points.
//
//     s = "ä"; f()          f stands at byte 10, code point column 9
//
// Rows: the walk asks nearly in the order of the text, so the answer is mostly the row of before or the
// next; else it is searched for in a table of where lines begin.
//
// A column is the byte column less the continuation bytes (10xxxxxx) between the start of the line
// and the place. How many of them stand before each block of 64 bytes is counted once a file, so
// one question costs at most two blocks, however long the line: minified data of megabytes in one
// line stays linear. ASCII files, nine of ten, have no table and cost nothing.
#include "python/position.h"

#include <string.h>

#include "base/banned.h"

enum { BLOCK = 64 };

static uint32_t count_continuations(const char *bytes, uint32_t len) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < len; i++) {
        count += ((unsigned char)bytes[i] & 0xC0) == 0x80;
    }
    return count;
}

// Line feeds only: other ends of lines have become some before.
static void find_lines(Position *position, Arena *arena) {
    Str text = position->text;
    uint32_t count = 1;
    for (uint32_t i = 0; i < text.len; i++) {
        count += text.ptr[i] == '\n';
    }
    uint32_t *lines = arena_array(arena, uint32_t, count);
    uint32_t row = 0, at = 0; // no step for an empty text, which may have no bytes to point at
    while (row + 1 < count) {
        const char *feed = memchr(text.ptr + at, '\n', text.len - at);
        at = (uint32_t)(feed - text.ptr) + 1;
        lines[++row] = at;
    }
    position->lines = lines;
    position->line_count = count;
}

Position position_new(Str text, Arena *arena) {
    Position position = {.text = text};
    find_lines(&position, arena);
    if (str_is_ascii(text)) return position;
    uint32_t blocks = text.len / BLOCK + 1;
    uint32_t *before = arena_array(arena, uint32_t, blocks);
    for (uint32_t i = 1; i < blocks; i++) {
        before[i] = before[i - 1] + count_continuations(text.ptr + (size_t)(i - 1) * BLOCK, BLOCK);
    }
    position.before = before;
    return position;
}

static uint32_t continuations_before(const Position *position, uint32_t offset) {
    uint32_t block = offset / BLOCK;
    return position->before[block] +
           count_continuations(position->text.ptr + (size_t)block * BLOCK, offset % BLOCK);
}

static uint32_t column_of(const Position *position, uint32_t row, uint32_t offset) {
    uint32_t start = position->lines[row];
    if (!position->before) return offset - start;
    uint32_t inside =
        continuations_before(position, offset) - continuations_before(position, start);
    return offset - start - inside;
}

// Whether the line `row` begins at or before the offset.
static bool begins_before(const Position *position, uint32_t row, uint32_t offset) {
    return row < position->line_count && position->lines[row] <= offset;
}

// The row of an offset that is not in the row asked for last; most are in the next one.
static uint32_t find_row(const Position *position, uint32_t offset) {
    uint32_t low = 0;
    uint32_t high = position->line_count; // the row is in [low, high)
    if (begins_before(position, position->row, offset)) {
        low = position->row + 1;
        if (!begins_before(position, low + 1, offset)) return low;
    }
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (begins_before(position, middle, offset)) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

Pos position_of(Position *position, uint32_t offset) {
    bool is_same_row = begins_before(position, position->row, offset) &&
                       !begins_before(position, position->row + 1, offset);
    if (!is_same_row) position->row = find_row(position, offset);
    return (Pos){position->row, column_of(position, position->row, offset)};
}
