// SPDX-License-Identifier: MIT
// Growing byte buffer, and the two ways scanned text enters output: safe for a terminal, and as a
// path.
//
//   buf_fmt(&b, "%u files", 3)              -> 3 files
//   buf_safe(&b, "a\x1B[2J")                -> a\x1B[2J   (a backslash, an x, two digits)
//   buf_path(&b, "app/\xFF.py")             -> app/%FF.py
//
// How: doubles and copies within the arena; the old block stays, so appending a view of the buffer
// to itself is fine. Escaping goes by code points (base/utf8) from tables of its own: isprint and
// its kin depend on the locale.
// Limits: 4 GiB, beyond that counts as out of memory. buf_safe does not escape the backslash: it
// makes text harmless, it is not meant to be undone. buf_path can be undone.
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#include "base/banned.h"

enum { BUF_FIRST_CAP = 256 };

Buf buf_new(Arena *arena) {
    return (Buf){.arena = arena};
}

// Room for `more` bytes behind the end; returns where they go.
static char *reserve(Buf *buf, size_t more) {
    if (more > UINT32_MAX - buf->len) base_out_of_memory();
    if (buf->cap - buf->len < more) {
        size_t cap = buf->cap ? buf->cap : BUF_FIRST_CAP;
        while (cap - buf->len < more)
            cap *= 2;
        char *grown = arena_buffer(buf->arena, char, cap);
        if (buf->len > 0) memcpy(grown, buf->ptr, buf->len);
        buf->ptr = grown;
        buf->cap = cap;
    }
    return buf->ptr + buf->len;
}

void buf_char(Buf *buf, char c) {
    *reserve(buf, 1) = c;
    buf->len++;
}

void buf_str_add(Buf *buf, Str s) {
    if (s.len == 0) return;
    memcpy(reserve(buf, s.len), s.ptr, s.len);
    buf->len += s.len;
}

void buf_c(Buf *buf, const char *c_string) {
    buf_str_add(buf, str_from_c(c_string));
}

void buf_repeat(Buf *buf, Str s, uint32_t times) {
    for (uint32_t i = 0; i < times; i++)
        buf_str_add(buf, s);
}

void buf_fmt(Buf *buf, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0) BUG("bad format");
    char *end = reserve(buf, (size_t)len + 1); // and the NUL of vsnprintf
    va_start(args, fmt);
    vsnprintf(end, (size_t)len + 1, fmt, args);
    va_end(args);
    buf->len += (size_t)len;
}

void buf_count(Buf *buf, uint64_t n) {
    char digits[32];
    uint32_t len = 0;
    for (uint32_t group = 0; n > 0 || len == 0; n /= 10, group++) {
        if (group && group % 3 == 0) digits[sizeof digits - ++len] = ',';
        digits[sizeof digits - ++len] = (char)('0' + n % 10);
    }
    buf_str_add(buf, (Str){digits + sizeof digits - len, len});
}

Str buf_str(const Buf *buf) {
    return (Str){buf->ptr, (uint32_t)buf->len};
}

// Whether a command in the log of a CI host begins with the two signs here.
static bool is_command(Str rest) {
    bool is_letter = rest.len > 2 && ((rest.ptr[2] | 0x20) >= 'a' && (rest.ptr[2] | 0x20) <= 'z');
    return (is_letter && str_starts(rest, STR("::"))) || str_starts(rest, STR("##[")) ||
           str_starts(rest, STR("##vso[")) || str_starts(rest, STR("##teamcity["));
}

void buf_safe(Buf *buf, Str scanned) {
    char piece[UTF8_SAFE_BYTES];
    for (uint32_t pos = 0; pos < scanned.len;) {
        if (is_command(str_sub(scanned, pos, scanned.len))) {
            buf_fmt(buf, "%c\\x%02X", scanned.ptr[pos], (unsigned)scanned.ptr[pos + 1]);
            pos += 2;
            continue;
        }
        uint32_t len = utf8_safe(scanned, &pos, piece);
        buf_str_add(buf, (Str){piece, len});
    }
}

void buf_path(Buf *buf, Str path) {
    for (uint32_t pos = 0, start = 0, code_point; pos < path.len; start = pos) {
        bool is_valid = utf8_next(path, &pos, &code_point);
        bool is_second = (code_point == '#' || code_point == ':') && start > 0 &&
                         path.ptr[start - 1] == (char)code_point;
        if (is_valid && code_point != '%' && !is_second && !utf8_is_unsafe(code_point)) {
            buf_str_add(buf, str_sub(path, start, pos));
            continue;
        }
        for (uint32_t i = start; i < pos; i++)
            buf_fmt(buf, "%%%02X", (unsigned)(unsigned char)path.ptr[i]);
    }
}

uint32_t buf_display_width(Str s) {
    uint32_t cells = 0;
    for (uint32_t pos = 0, code_point; pos < s.len;)
        cells += utf8_next(s, &pos, &code_point) ? utf8_cells(code_point) : 1;
    return cells;
}
