// SPDX-License-Identifier: MIT
// One code point of UTF-8 at a time: decoding, encoding, and what may be shown on a terminal.
//
//   for (uint32_t pos = 0, c; pos < s.len;)
//       if (utf8_next(s, &pos, &c)) ...        // pos has moved on
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

enum {
    UTF8_MAX_BYTES = 4,   // of one code point
    UTF8_SAFE_BYTES = 16, // more than "\u{10FFFF}" and its NUL
};

// The code point at *pos, which must be less than s.len; *pos moves past it. False for a byte that
// starts no valid sequence (overlong forms and surrogates included): *code_point is that byte, and
// *pos moves one on.
bool utf8_next(Str s, uint32_t *pos, uint32_t *code_point);
// Writes a code point up to U+10FFFF; returns the number of bytes.
uint32_t utf8_put(uint32_t code_point, char out[UTF8_MAX_BYTES]);
// First position from `pos` on that is not ASCII, or s.len.
uint32_t utf8_skip_ascii(Str s, uint32_t pos);

// Controls, bidi marks, zero-width characters, line separators: what can forge or garble a line.
bool utf8_is_unsafe(uint32_t code_point);
// Writes the code point at *pos as it may be shown in one line of a terminal: itself, a space for
// a tab, \xNN or \u{XXXX}. Returns the number of bytes; *pos moves on.
uint32_t utf8_safe(Str s, uint32_t *pos, char out[UTF8_SAFE_BYTES]);
// Terminal cells: 0 for combining marks, 2 for wide East Asian characters and emoji, otherwise 1.
uint32_t utf8_cells(uint32_t code_point);

#endif
