// SPDX-License-Identifier: MIT
// One path that git knows, of an index or of a tree.
#ifndef SCAN_GITENTRY_H
#define SCAN_GITENTRY_H

#include "base/vec.h"

enum { GITENTRY_ID_BYTES = 20 };

typedef struct GitId {
    unsigned char bytes[GITENTRY_ID_BYTES]; // SHA-1
} GitId;

typedef enum GitEntryKind {
    GITENTRY_FILE,
    GITENTRY_LINK,
    GITENTRY_MODULE, // a submodule: a folder with a repository of its own
} GitEntryKind;

typedef struct GitEntry {
    Str path;
    GitId id; // of the content
    GitEntryKind kind;
    uint8_t stage;     // index: 0, or 1 base, 2 ours, 3 theirs of a conflict
    bool is_intention; // index: `git add -N`, without content yet
} GitEntry;
typedef VEC(GitEntry) GitEntryVec;

#endif
