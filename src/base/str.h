// SPDX-License-Identifier: MIT
// A string view: pointer and length, passed by value, not NUL-terminated, never owning.
// A Str lives as long as the bytes it views: string literals for ever, source bytes during one
// file, interned strings as long as their Intern.
#ifndef BASE_STR_H
#define BASE_STR_H

#include <string.h>

#include "base/arena.h"

typedef struct Str {
    const char *ptr; // may be NULL when len is 0
    uint32_t len;    // bytes
} Str;

#define STR(literal) ((Str){"" literal "", sizeof(literal) - 1})
#define STR_CONST(literal)                                                                         \
    { "" literal "", sizeof(literal) - 1 } // in static initialisers
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

// These are asked millions of times a run, so a compiler sees them where they are used.
static inline bool str_eq(Str a, Str b) {
    if (a.len != b.len || a.len == 0) return a.len == b.len;
    assert(a.ptr && b.ptr);
    return memcmp(a.ptr, b.ptr, a.len) == 0;
}

static inline bool str_starts(Str s, Str prefix) {
    return s.len >= prefix.len && str_eq((Str){s.ptr, prefix.len}, prefix);
}

// [start, end), clamped.
static inline Str str_sub(Str s, uint32_t start, uint32_t end) {
    if (end > s.len) end = s.len;
    if (start > end) start = end;
    return s.ptr ? (Str){s.ptr + start, end - start} : s;
}

Str str_from_c(const char *c_string);  // views; NULL gives the empty string
int str_cmp(Str a, Str b);             // bytewise, shorter first; the order of all sorted output
uint64_t str_hash(Str s);              // XXH3, the same on every machine
void str_hash128(Str s, char out[33]); // XXH3-128 as hexadecimal digits, ended by NUL
bool str_ends(Str s, Str suffix);
bool str_is_space(char c); // ASCII white space
Str str_trim(Str s);       // ASCII white space at both ends
// Position of the first (last) `c`, or NONE.
uint32_t str_find(Str s, char c);
uint32_t str_rfind(Str s, char c);
uint32_t str_find_str(Str s, Str needle); // NONE when absent
// The two parts of a path: "app/models.py" is "models.py" in "app". Without '/' the folder is "".
Str str_folder(Str path);
Str str_file_name(Str path);
// Cuts at the first `sep`: returns true with *head and *rest, or false with *head = s, *rest empty.
//   while (rest.len) { str_cut(rest, '.', &part, &rest); ... }
bool str_cut(Str s, char sep, Str *head, Str *rest);
// Cuts the next line off *rest (without its LF, CRLF or CR); false at the end.
bool str_next_line(Str *rest, Str *line);
bool str_eq_nocase(Str a, Str b); // ASCII only
Str str_copy(Arena *arena, Str s);
Str str_fmt(Arena *arena, const char *fmt, ...) PRINTF_LIKE(2, 3);
const char *str_to_c(Arena *arena, Str s); // NUL-terminated copy, for the operating system's border

// UTF-8. An invalid byte counts as one code point of its own.
uint32_t str_code_points(Str s);
bool str_is_utf8(Str s);
bool str_is_ascii(Str s);

// Glob over '/'-separated paths: `*` and `?` stay within a segment, `**` as a whole segment crosses
// any number of them, `[abc]` is a class, `\` quotes. A pattern without '/' is tried on the last
// segment of the path; a leading '/' holds it to the root.
bool str_glob(Str pattern, Str path);
// The same over text of any kind: `*` crosses everything, '/' means nothing special.
bool str_wildcard(Str pattern, Str text);
bool str_wildcard_any(Str patterns, Str text); // one of "a*|b"
// Sets of bytes, each as one of 64 bits: those of a text, and those that every text has which the
// pattern matches, as a path or as text. `needed & ~letters` is not 0: the two do not match.
uint64_t str_letters(Str text);
uint64_t str_glob_letters(Str pattern);

#endif
