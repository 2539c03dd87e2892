// SPDX-License-Identifier: MIT
// Is the newest release that a requirement allows older than a given one?
//
//   "==2.2.28", below "4.2"       yes
//   ">=1.1,<2", below "2"         yes: 2 itself is not allowed
//   "^0.95" (Poetry: <0.96)       below "0.100": yes
//   ">=2.0", ""                   no: nothing keeps it from the newest
//
// How: each part of the specifier gives an upper bound or none; the lowest one counts. A bound is a
// row of numbers and whether it is itself allowed, so no order of pre-releases has to be known.
// Limits: pre-releases and epochs are read as far as their numbers go; alternatives (||) have no
// bound.
#include "match/matcher.h"

#include "base/banned.h"

enum { PARTS = 4 };

typedef struct Version {
    uint32_t part[PARTS];
    uint32_t len; // how many were written
} Version;

typedef struct Bound {
    Version version;
    bool is_allowed; // the version itself is
    bool is_set;
} Bound;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "1.10rc1" is 1, 10; ends at the first thing that is no number.
static Version read_version(Str text) {
    Version version = {0};
    uint32_t i = 0;
    while (version.len < PARTS && i < text.len && is_digit(text.ptr[i])) {
        uint32_t number = 0;
        for (; i < text.len && is_digit(text.ptr[i]); i++)
            number = number < 100000000 ? number * 10 + (uint32_t)(text.ptr[i] - '0') : number;
        version.part[version.len++] = number;
        if (i < text.len && text.ptr[i] == '.') i++;
    }
    return version;
}

static int compare_versions(const Version *a, const Version *b) {
    for (uint32_t i = 0; i < PARTS; i++)
        if (a->part[i] != b->part[i]) return a->part[i] < b->part[i] ? -1 : 1;
    return 0;
}

// The first version beyond all that share the parts up to `last`.
static Bound beyond(Version version, uint32_t last) {
    for (uint32_t i = last + 1; i < PARTS; i++)
        version.part[i] = 0;
    version.part[last]++;
    return (Bound){.version = version, .is_set = true};
}

// The part that "^" may not change: the first that is not zero.
static uint32_t leading_part(const Version *version) {
    uint32_t i = 0;
    while (i + 1 < version->len && version->part[i] == 0)
        i++;
    return i;
}

static Str without_prefix(Str text, const char *prefix) {
    return str_trim(str_sub(text, str_from_c(prefix).len, text.len));
}

// One part of a specifier: ">=1.2" has no upper bound.
static Bound read_bound(Str text) {
    static const char *const EXACT[] = {"===", "==", "<=", "="};
    if (str_starts(text, STR(">")) || str_starts(text, STR("!"))) return (Bound){0};
    if (str_starts(text, STR("^"))) {
        Version version = read_version(without_prefix(text, "^"));
        return version.len == 0 ? (Bound){0} : beyond(version, leading_part(&version));
    }
    if (str_starts(text, STR("~="))) {
        Version version = read_version(without_prefix(text, "~="));
        return version.len < 2 ? (Bound){0} : beyond(version, version.len - 2);
    }
    if (str_starts(text, STR("~"))) {
        Version version = read_version(without_prefix(text, "~"));
        return version.len == 0 ? (Bound){0} : beyond(version, version.len > 1);
    }
    bool is_open = str_starts(text, STR("<")) && !str_starts(text, STR("<="));
    if (is_open) text = without_prefix(text, "<");
    for (uint32_t i = 0; i < ARRAY_LEN(EXACT); i++)
        if (str_starts(text, str_from_c(EXACT[i]))) text = without_prefix(text, EXACT[i]);
    Version version = read_version(text);
    if (version.len == 0) return (Bound){0};
    if (str_ends(text, STR(".*"))) return beyond(version, version.len - 1);
    return (Bound){.version = version, .is_allowed = !is_open, .is_set = true};
}

bool match_version_is_below(Str spec, Str limit) {
    Version wanted = read_version(limit);
    Str part, rest;
    str_cut(spec, ';', &spec, &rest); // what follows says for whom, not which
    if (str_find(spec, '|') != NONE) return false;
    rest = spec;
    for (bool has_more = true; has_more;) {
        has_more = str_cut(rest, ',', &part, &rest);
        Bound bound = read_bound(str_trim(part));
        int order = compare_versions(&bound.version, &wanted);
        if (bound.is_set && (order < 0 || (order == 0 && !bound.is_allowed))) return true;
    }
    return false;
}
