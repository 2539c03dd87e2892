// SPDX-License-Identifier: MIT
// String views: comparing, finding, cutting, copying.
//
//   Str rest = STR("a.b.c"), part;
//   while (rest.len) { str_cut(rest, '.', &part, &rest); ... }   -> "a", "b", "c"
//   str_trim(STR(" x\n"))                                        -> "x"
//
// How: pointer and length travel by value, nothing is allocated unless an arena is passed, and an
// empty string may have a NULL pointer, so every call into the C library is guarded by the length.
// Searching is left to memchr and memmem, which the C library does in linear time.
// Limits: strings end at 4 GiB; upper and lower case and white space are those of ASCII.
#define _GNU_SOURCE 1 // memmem
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/utf8.h"

#include "base/banned.h"

Str str_from_c(const char *c_string) {
    size_t len = c_string ? strlen(c_string) : 0;
    return (Str){c_string, len < UINT32_MAX ? (uint32_t)len : UINT32_MAX};
}

int str_cmp(Str a, Str b) {
    uint32_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

uint64_t str_hash(Str s) {
    return XXH3_64bits(s.ptr ? s.ptr : "", s.len);
}

void str_hash128(Str s, char out[33]) {
    static const char DIGITS[] = "0123456789abcdef";
    XXH128_canonical_t bytes;
    XXH128_canonicalFromHash(&bytes, XXH3_128bits(s.ptr ? s.ptr : "", s.len));
    for (uint32_t i = 0; i < sizeof bytes.digest; i++) {
        out[2 * i] = DIGITS[bytes.digest[i] >> 4];
        out[2 * i + 1] = DIGITS[bytes.digest[i] & 15];
    }
    out[32] = '\0';
}

bool str_ends(Str s, Str suffix) {
    return s.len >= suffix.len && str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

bool str_is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_trim(Str s) {
    uint32_t start = 0, end = s.len;
    while (start < end && str_is_space(s.ptr[start]))
        start++;
    while (end > start && str_is_space(s.ptr[end - 1]))
        end--;
    return str_sub(s, start, end);
}

static uint32_t position_in(Str s, const void *found) {
    return found ? (uint32_t)((const char *)found - s.ptr) : NONE;
}

uint32_t str_find(Str s, char c) {
    return s.len ? position_in(s, memchr(s.ptr, c, s.len)) : NONE;
}

uint32_t str_rfind(Str s, char c) {
    for (uint32_t i = s.len; i > 0; i--)
        if (s.ptr[i - 1] == c) return i - 1;
    return NONE;
}

uint32_t str_find_str(Str s, Str needle) {
    if (needle.len == 0) return 0;
    return s.len ? position_in(s, memmem(s.ptr, s.len, needle.ptr, needle.len)) : NONE;
}

Str str_folder(Str path) {
    uint32_t slash = str_rfind(path, '/');
    return str_sub(path, 0, slash == NONE ? 0 : slash);
}

Str str_file_name(Str path) {
    return str_sub(path, str_rfind(path, '/') + 1, path.len); // NONE + 1 is 0
}

bool str_cut(Str s, char sep, Str *head, Str *rest) {
    uint32_t at = str_find(s, sep);
    *head = at == NONE ? s : str_sub(s, 0, at);
    *rest = at == NONE ? (Str){0} : str_sub(s, at + 1, s.len);
    return at != NONE;
}

bool str_next_line(Str *rest, Str *line) {
    Str s = *rest;
    if (s.len == 0) return false;
    uint32_t end = 0;
    while (end < s.len && s.ptr[end] != '\n' && s.ptr[end] != '\r')
        end++;
    bool is_crlf = end + 1 < s.len && s.ptr[end] == '\r' && s.ptr[end + 1] == '\n';
    *line = str_sub(s, 0, end);
    *rest = str_sub(s, end == s.len ? end : end + (is_crlf ? 2 : 1), s.len);
    return true;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_eq_nocase(Str a, Str b) {
    if (a.len != b.len) return false;
    for (uint32_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
    return true;
}

Str str_copy(Arena *arena, Str s) {
    return (Str){str_to_c(arena, s), s.len};
}

Str str_fmt(Arena *arena, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0) BUG("bad format");
    char *text = arena_buffer(arena, char, (size_t)len + 1);
    va_start(args, fmt);
    vsnprintf(text, (size_t)len + 1, fmt, args);
    va_end(args);
    return (Str){text, (uint32_t)len};
}

const char *str_to_c(Arena *arena, Str s) {
    char *text = arena_array(arena, char, (size_t)s.len + 1);
    if (s.len > 0) memcpy(text, s.ptr, s.len);
    return text;
}

uint32_t str_code_points(Str s) {
    uint32_t count = 0;
    for (uint32_t pos = 0, code_point; pos < s.len; count++)
        utf8_next(s, &pos, &code_point);
    return count;
}

bool str_is_utf8(Str s) {
    uint32_t code_point;
    for (uint32_t pos = utf8_skip_ascii(s, 0); pos < s.len; pos = utf8_skip_ascii(s, pos))
        if (!utf8_next(s, &pos, &code_point)) return false;
    return true;
}

bool str_is_ascii(Str s) {
    return utf8_skip_ascii(s, 0) == s.len;
}
