// SPDX-License-Identifier: MIT
// Whether two snapshots of a repository differ in anything that a scan looks at.
//
//   README.md edited                     -> no
//   shop/views.py edited, logo.svg added -> yes
//
// How: both are sorted lists of paths with the ids of their contents, so one pass over both finds what
// differs, without reading a content. Of most files only the path is used: an edit of one says
// nothing, but one that comes or goes may be what a rule looks for. What a team sets for itself
// (configuration, decision, baseline) matters as well.
// Limits: which paths the rules ask for is not known here, so an image that is added counts as a
// change. It costs time, never a finding.
#include "scan/gitdiff.h"

#include <string.h>

#include "scan/kind.h"

#include "base/banned.h"

static bool is_of_the_team(Str path) {
    return str_starts(path, STR(".stayorgo/")) || str_eq(path, STR("stayorgo.toml"));
}

// Stubs are counted and not parsed.
static bool is_read(Str path) {
    FileKind kind = kind_of(path);
    return (kind != FILE_OTHER && kind != FILE_STUB) || is_of_the_team(path);
}

static bool is_edited(const GitSnapshot *before, const GitSnapshot *now, Str path) {
    const GitId *a = gittree_blob(before, path), *b = gittree_blob(now, path);
    bool is_same = a && b && memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
    return !is_same && is_read(path);
}

bool gitdiff_matters(const GitSnapshot *before, const GitSnapshot *now, Arena *arena) {
    GitTree a = gittree_listing(before, arena), b = gittree_listing(now, arena);
    if (a.tracked.len != b.tracked.len) return true; // something came or went
    for (uint32_t i = 0; i < a.tracked.len; i++) {
        Str path = a.tracked.items[i];
        if (!str_eq(path, b.tracked.items[i]) || is_edited(before, now, path)) return true;
    }
    return false;
}
