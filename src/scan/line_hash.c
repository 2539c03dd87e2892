// SPDX-License-Identifier: MIT
// The line hashes by which GitHub code scanning knows a finding again.
//
//     import os        ─►  one hash over the line and what follows it, without blanks
//     x = 1            ─►  …
//
// GitHub's own upload computes these where a file has none. With ours, the file means the same where
// it is uploaded without that step. The hash of a line is a rolling one over 100 UTF-16 code units
// that begin with its first: h = 37·h + new − 37^100·old, modulo 2^64. Blanks and tabs are skipped, a
// line break is one LF however it is written, and after the end come a sign of its own and zeros, so
// the last lines get full windows too. A line's hash is ready when its first unit is about to leave
// the window; the ring remembers in which slots lines begin.
//
// Limits: bytes that are no UTF-8 count as U+FFFD one by one, which GitHub's reader may join.
#include "scan/line_hash.h"

#include "base/utf8.h"
#include "scan/scan.h"

#include "base/banned.h"

enum { WINDOW = 100, FACTOR = 37, END_SIGN = 65535, REPLACEMENT = 0xFFFD };

typedef struct Roller {
    Arena *arena;
    LineHashVec *out;
    uint64_t hash, leaving; // leaving: 37^100
    uint16_t units[WINDOW];
    bool begins_line[WINDOW]; // the unit of that slot is the first of a line, not yet hashed
    uint32_t index;           // the oldest slot
    bool at_line_start, after_cr;
} Roller;

static void roll(Roller *r, uint16_t unit) {
    if (r->begins_line[r->index]) {
        vec_push(r->arena, r->out, r->hash);
        r->begins_line[r->index] = false;
    }
    r->begins_line[r->index] = r->at_line_start;
    r->at_line_start = false;
    r->hash = r->hash * FACTOR + unit - r->leaving * r->units[r->index];
    r->units[r->index] = unit;
    r->index = (r->index + 1) % WINDOW;
}

static void take_unit(Roller *r, uint16_t unit) {
    bool is_skipped = unit == ' ' || unit == '\t' || (r->after_cr && unit == '\n');
    r->after_cr = unit == '\r';
    if (is_skipped) return;
    bool is_break = unit == '\r' || unit == '\n';
    roll(r, is_break ? '\n' : unit);
    if (is_break) r->at_line_start = true;
}

static void take_code_point(Roller *r, uint32_t code_point) {
    if (code_point < 0x10000) {
        take_unit(r, (uint16_t)code_point);
        return;
    }
    code_point -= 0x10000;
    take_unit(r, (uint16_t)(0xD800 + (code_point >> 10)));
    take_unit(r, (uint16_t)(0xDC00 + (code_point & 0x3FF)));
}

void line_hash_each(Str bytes, Arena *arena, LineHashVec *out) {
    Roller r = {.arena = arena, .out = out, .leaving = 1, .at_line_start = true};
    for (uint32_t i = 0; i < WINDOW; i++)
        r.leaving *= FACTOR;
    for (uint32_t pos = 0, code_point; pos < bytes.len;)
        take_code_point(&r, utf8_next(bytes, &pos, &code_point) ? code_point : REPLACEMENT);
    take_unit(&r, END_SIGN);
    for (uint32_t i = 0; i < WINDOW; i++)
        roll(&r, 0);
}

Str line_hash_text(const LineHashVec *hashes, uint32_t row, Arena *arena) {
    if (row >= hashes->len) return (Str){0};
    uint32_t same = 0;
    for (uint32_t i = 0; i <= row; i++)
        same += hashes->items[i] == hashes->items[row];
    return str_fmt(arena, "%llx:%u", (unsigned long long)hashes->items[row], same);
}

void scan_line_hashes(const Source *source, uint32_t file, const uint32_t *rows, uint32_t n,
                      Arena *arena, Str *out) {
    Arena scratch = {0};
    LineHashVec hashes = {0};
    Str bytes;
    uint64_t size;
    const SourceFile *entry = &source->files.items[file];
    bool has_rows = entry->kind != FILE_NOTEBOOK; // rows of a notebook count in its joined cells
    if (has_rows &&
        fs_read(source->fs, entry->path, SCAN_FILE_BYTES_MAX, &scratch, &bytes, &size) == FS_OK)
        line_hash_each(bytes, &scratch, &hashes);
    for (uint32_t i = 0; i < n; i++)
        out[i] = line_hash_text(&hashes, rows[i], arena);
    arena_free(&scratch);
}
