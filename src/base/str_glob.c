// SPDX-License-Identifier: MIT
// Glob patterns over paths.
//
//   "src/**/models.py"  matches  src/models.py  and  src/a/b/models.py
//   "test_*.py"         matches  app/test_x.py  (no '/': tried on the last segment)
//   "/setup.py"         matches  setup.py only at the root
//
// How: two loops of one shape, an outer one over segments with `**` as its wildcard and an inner
// one over the bytes of a segment with `*`. Each remembers only the last wildcard passed: what
// stood before it has matched as early as possible, and no other way to match it can do better. So
// the work is bounded by pattern length × path length, where trying all combinations is
// exponential. In a segment: `?` is one code point, `[a-z]` and `[!a-z]` are classes, `\` takes the
// next byte literally.
// Who tries many patterns on one text asks first which bytes both have: a text without the letters of
// a pattern cannot match it, and one look at two sets of bits says so.
// Limits: `**` is special only as a whole segment, elsewhere it is `*`; at the end of a pattern it
// needs at least one segment (`a/**` does not match `a`).
#include "base/utf8.h"

#include "base/banned.h"

// Matches a class "[...]" whose '[' stands at *at. *at moves behind ']'; without a ']' it stays and
// the answer is false.
static bool match_class(Str pattern, uint32_t *at, uint32_t code_point) {
    uint32_t pos = *at + 1, first, last;
    bool is_negated = pos < pattern.len && (pattern.ptr[pos] == '!' || pattern.ptr[pos] == '^');
    pos += is_negated;
    bool is_member = false;
    for (uint32_t start = pos; pos < pattern.len;) {
        if (pattern.ptr[pos] == ']' && pos > start) {
            *at = pos + 1;
            return is_member != is_negated;
        }
        utf8_next(pattern, &pos, &first);
        last = first;
        if (pos + 1 < pattern.len && pattern.ptr[pos] == '-' && pattern.ptr[pos + 1] != ']') {
            pos++;
            utf8_next(pattern, &pos, &last);
        }
        is_member = is_member || (code_point >= first && code_point <= last);
    }
    return false;
}

// An ASCII byte that stands for itself.
static bool is_plain_byte(char c) {
    return (signed char)c >= 0 && c != '*' && c != '?' && c != '[' && c != ']' && c != '\\';
}

// Matches what stands at *p (not a star) with the code point at *t; both move on when it fits.
static bool match_one(Str pattern, uint32_t *p, Str text, uint32_t *t) {
    if (is_plain_byte(pattern.ptr[*p])) {
        bool fits = pattern.ptr[*p] == text.ptr[*t];
        *p += fits;
        *t += fits;
        return fits;
    }
    uint32_t p_next = *p, t_next = *t, wanted, found;
    utf8_next(text, &t_next, &found);
    bool fits = false;
    if (pattern.ptr[*p] == '[') fits = match_class(pattern, &p_next, found);
    if (p_next == *p) { // not a class, or one that is never closed
        bool is_escape = pattern.ptr[*p] == '\\' && *p + 1 < pattern.len;
        p_next += is_escape;
        bool is_any = pattern.ptr[*p] == '?';
        utf8_next(pattern, &p_next, &wanted);
        fits = is_any || wanted == found;
    }
    if (fits) {
        *p = p_next;
        *t = t_next;
    }
    return fits;
}

// Nearly all patterns end in a plain byte, and nearly no text ends in the same one.
static bool ends_apart(Str pattern, Str text) {
    char last = pattern.len ? pattern.ptr[pattern.len - 1] : '*';
    return is_plain_byte(last) && (text.len == 0 || text.ptr[text.len - 1] != last);
}

// The next place from `t` on that the plain byte at `p` may stand for, the text's length if none.
static uint32_t skip_to(Str pattern, uint32_t p, Str text, uint32_t t) {
    if (p == pattern.len || !is_plain_byte(pattern.ptr[p])) return t;
    uint32_t ahead = str_find(str_sub(text, t, text.len), pattern.ptr[p]);
    return ahead == NONE ? text.len : t + ahead;
}

static bool match_segment(Str pattern, Str text) {
    if (ends_apart(pattern, text)) return false;
    uint32_t p = 0, t = 0;
    uint32_t after_star = NONE, star_end = 0; // last `*`: pattern behind it, text it covers up to
    while (t < text.len) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            after_star = ++p;
            t = star_end = skip_to(pattern, p, text, t);
        } else if (p >= pattern.len || !match_one(pattern, &p, text, &t)) {
            if (after_star == NONE) return false;
            p = after_star;
            t = star_end = skip_to(pattern, p, text, star_end + 1);
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*')
        p++;
    return p == pattern.len;
}

// The segment of `path` that starts at `at`; *next is where the following one starts, or NONE.
static Str segment_at(Str path, uint32_t at, uint32_t *next) {
    Str rest = str_sub(path, at, path.len);
    uint32_t len = str_find(rest, '/');
    *next = len == NONE ? NONE : at + len + 1;
    return str_sub(rest, 0, len);
}

static bool match_path(Str pattern, Str path) {
    uint32_t p = 0, t = 0, p_next, t_next;      // NONE: behind the last segment
    uint32_t after_stars = NONE, stars_end = 0; // as in match_segment, with `**`
    while (t != NONE) {
        Str wanted = p == NONE ? (Str){0} : segment_at(pattern, p, &p_next);
        Str found = segment_at(path, t, &t_next);
        if (p != NONE && str_eq(wanted, STR("**"))) {
            if (p_next == NONE) return true;
            p = after_stars = p_next;
            stars_end = t;
        } else if (p != NONE && match_segment(wanted, found)) {
            p = p_next;
            t = t_next;
        } else if (after_stars == NONE) {
            return false;
        } else {
            p = after_stars;
            segment_at(path, stars_end, &t);
            stars_end = t;
        }
    }
    return p == NONE;
}

bool str_glob(Str pattern, Str path) {
    if (str_find(pattern, '/') == NONE) return match_segment(pattern, str_file_name(path));
    if (str_starts(pattern, STR("/"))) pattern = str_sub(pattern, 1, pattern.len);
    return match_path(pattern, path);
}

static uint64_t letter(char c) {
    return UINT64_C(1) << ((unsigned char)c & 63);
}

uint64_t str_letters(Str text) {
    uint64_t letters = 0;
    for (uint32_t i = 0; i < text.len; i++)
        letters |= letter(text.ptr[i]);
    return letters;
}

// A '/' may be that of a `**` that stands for nothing, or the one that holds a pattern to the root.
// Behind the first '[' or '\\' no byte is sure to stand for itself.
uint64_t str_glob_letters(Str pattern) {
    uint64_t letters = 0;
    for (uint32_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '[' || c == '\\') break;
        if (is_plain_byte(c) && c != '/') letters |= letter(c);
    }
    return letters;
}

bool str_wildcard(Str pattern, Str text) {
    return match_segment(pattern, text);
}

bool str_wildcard_any(Str globs, Str text) {
    Str glob, rest = globs;
    bool has_more = true;
    while (has_more) {
        has_more = str_cut(rest, '|', &glob, &rest);
        if (str_wildcard(glob, text)) return true;
    }
    return false;
}
