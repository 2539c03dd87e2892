// SPDX-License-Identifier: MIT
// Growing byte buffer for building output. Memory from an arena (the buffer keeps the pointer).
//
//   Buf b = buf_new(&arena);
//   buf_fmt(&b, "%u files", n);
//   Str text = buf_str(&b);        // views the buffer, valid until the next append
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

typedef struct Buf {
    Arena *arena; // borrowed
    char *ptr;
    size_t len; // bytes
    size_t cap;
} Buf;

Buf buf_new(Arena *arena);
void buf_char(Buf *buf, char c);
void buf_str_add(Buf *buf, Str s);
void buf_c(Buf *buf, const char *c_string);
void buf_repeat(Buf *buf, Str s, uint32_t times);
// 1204 as "1,204": thousands are cut by a comma, in every locale.
void buf_count(Buf *buf, uint64_t n);
void buf_fmt(Buf *buf, const char *fmt, ...) PRINTF_LIKE(2, 3);
Str buf_str(const Buf *buf);

// Scanned text made safe for a terminal, one line: C0, DEL, C1 controls, bidi and zero-width
// characters, line separators and invalid UTF-8 become \xNN or \u{XXXX}; tabs become a space. What a
// CI host would take for a command in its log is broken: "##[", "##vso[", "##teamcity[" anywhere, and
// "::" before a letter, show their second sign as \xNN.
void buf_safe(Buf *buf, Str scanned);
// A path as it is printed everywhere: '/' between segments, bytes that are not valid UTF-8, control
// and bidi characters, '%' itself, and a '#' or ':' after its like as %XX.
void buf_path(Buf *buf, Str path);
// Cells that `s` takes in a terminal: wide East Asian characters and emoji count two.
uint32_t buf_display_width(Str s);

#endif
