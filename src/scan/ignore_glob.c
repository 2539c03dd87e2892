// SPDX-License-Identifier: MIT
// The pattern language of .gitignore lines (git's wildmatch with WM_PATHNAME).
//
//   ignore_glob("docs/**/_out", "docs/a/b/_out")   -> true      `**` stands for whole segments
//   ignore_glob("*.py[co]", "a.pyc")               -> true
//   ignore_glob("a*b", "a/b")                      -> false     `*` stays within one
//
// How: one pass over both, remembering the place of the last `*` and of the last `**`. On a
// mismatch the last `*` takes one more character; when that would cross a '/', the last `**` takes
// one more segment. Earlier stars need not be tried again: whatever they could reach, the later one
// reaches too. git's matcher recurses at each star instead and is exponential for hostile patterns.
//
// Limits: bytes, not code points: `?` takes one byte of a multi-byte character, as in git. Letters
// of classes such as [[:alpha:]] are ASCII.
#include "scan/ignore.h"

#include "base/banned.h"

typedef struct Glob {
    Str pattern, text;
    uint32_t p, t; // what comes next
    uint32_t star_p,
        star_t; // after the last '*' and where it may take one more; NONE: there is none
    uint32_t wide_p, wide_t; // the same for the last "**"
} Glob;

// [:name:]; false for a name that is no class.
static bool match_posix_class(Str name, unsigned char c, bool *matched) {
    bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    const struct {
        Str name;
        bool holds;
    } classes[] = {
        {STR_CONST("alnum"), lower || upper || digit},
        {STR_CONST("alpha"), lower || upper},
        {STR_CONST("blank"), c == ' ' || c == '\t'},
        {STR_CONST("cntrl"), c < 0x20 || c == 0x7F},
        {STR_CONST("digit"), digit},
        {STR_CONST("graph"), c > 0x20 && c < 0x7F},
        {STR_CONST("lower"), lower},
        {STR_CONST("print"), c >= 0x20 && c < 0x7F},
        {STR_CONST("punct"), c > 0x20 && c < 0x7F && !(lower || upper || digit)},
        {STR_CONST("space"), c == ' ' || (c >= '\t' && c <= '\r')},
        {STR_CONST("upper"), upper},
        {STR_CONST("xdigit"), hex},
    };
    for (size_t i = 0; i < ARRAY_LEN(classes); i++) {
        if (!str_eq(classes[i].name, name)) continue;
        *matched |= classes[i].holds;
        return true;
    }
    return false;
}

// One member of a class at `p`: a character, a range, or [:name:]. Returns the position after it,
// or NONE when the class is malformed.
static uint32_t match_member(Str pattern, uint32_t p, unsigned char c, bool *matched) {
    if (pattern.ptr[p] == '[' && p + 1 < pattern.len && pattern.ptr[p + 1] == ':') {
        Str rest = str_sub(pattern, p + 2, pattern.len);
        uint32_t end = str_find(rest, ']');
        if (end == NONE) return NONE;
        if (end > 0 && rest.ptr[end - 1] == ':')
            return match_posix_class(str_sub(rest, 0, end - 1), c, matched) ? p + end + 3 : NONE;
    }
    if (pattern.ptr[p] == '\\' && ++p >= pattern.len) return NONE;
    unsigned char low = (unsigned char)pattern.ptr[p++], high = low;
    bool is_range = p + 1 < pattern.len && pattern.ptr[p] == '-' && pattern.ptr[p + 1] != ']';
    if (is_range) {
        p++;
        if (pattern.ptr[p] == '\\' && ++p >= pattern.len) return NONE;
        high = (unsigned char)pattern.ptr[p++];
    }
    *matched |= c == low || (low <= c && c <= high); // a reversed range still holds its first
    return p;
}

// The class that opens at `p`. Returns the position after its ']', NONE when it is
// malformed.
static uint32_t match_class(Str pattern, uint32_t p, char c, bool *out_matched) {
    bool matched = false, is_negated = false, is_first = true;
    p++;
    if (p < pattern.len && (pattern.ptr[p] == '!' || pattern.ptr[p] == '^')) {
        is_negated = true;
        p++;
    }
    while (p < pattern.len && (is_first || pattern.ptr[p] != ']')) {
        p = match_member(pattern, p, (unsigned char)c, &matched);
        if (p == NONE) return NONE;
        is_first = false;
    }
    *out_matched = matched != is_negated && c != '/';
    return p < pattern.len ? p + 1 : NONE;
}

// Takes one character of the pattern that is no star; false when it does not match.
static bool match_one(Glob *g) {
    if (g->t >= g->text.len || g->p >= g->pattern.len) return false;
    char c = g->text.ptr[g->t], want = g->pattern.ptr[g->p];
    bool matched;
    uint32_t next = g->p + 1;
    if (want == '?') {
        matched = c != '/';
    } else if (want == '[') {
        next = match_class(g->pattern, g->p, c, &matched);
        if (next == NONE) return false;
    } else if (want == '\\') {
        matched = next < g->pattern.len && g->pattern.ptr[next] == c;
        next++;
    } else {
        matched = want == c;
    }
    if (!matched) return false;
    g->p = next;
    g->t++;
    return true;
}

// Notes the star at the pattern's place and steps behind it.
static void take_star(Glob *g) {
    uint32_t start = g->p, end = start;
    while (end < g->pattern.len && g->pattern.ptr[end] == '*')
        end++;
    bool fills_segment = (start == 0 || g->pattern.ptr[start - 1] == '/') &&
                         (end == g->pattern.len || g->pattern.ptr[end] == '/');
    g->p = end;
    if (end - start < 2 || !fills_segment) {
        g->star_p = end;
        g->star_t = g->t;
        return;
    }
    if (end < g->pattern.len) g->p = end + 1; // "**/": may stand for nothing at all
    g->wide_p = g->p;
    g->wide_t = g->t;
    g->star_p = NONE;
}

// After a mismatch: gives the last star one more character, or the last "**" one more segment.
static bool retry(Glob *g) {
    if (g->star_p != NONE && g->star_t < g->text.len && g->text.ptr[g->star_t] != '/') {
        g->p = g->star_p;
        g->t = ++g->star_t;
        return true;
    }
    if (g->wide_p == NONE) return false;
    while (g->wide_t < g->text.len && g->text.ptr[g->wide_t] != '/')
        g->wide_t++;
    if (g->wide_t >= g->text.len) return false;
    g->p = g->wide_p;
    g->t = ++g->wide_t;
    g->star_p = NONE;
    return true;
}

bool ignore_glob(Str pattern, Str text) {
    Glob g = {.pattern = pattern, .text = text, .star_p = NONE, .wide_p = NONE};
    while (g.p < pattern.len || g.t < text.len) {
        bool is_star = g.p < pattern.len && pattern.ptr[g.p] == '*';
        if (is_star) {
            take_star(&g);
            bool takes_rest = g.wide_p == pattern.len && pattern.ptr[g.p - 1] == '*';
            if (takes_rest) return true;
        } else if (!match_one(&g) && !retry(&g)) {
            return false;
        }
    }
    return true;
}
