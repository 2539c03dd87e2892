// SPDX-License-Identifier: MIT
// What git knows about the files below a root: which are tracked, which rules ignore others.
//
//   GitTree git; Problem problem = {0};
//   if (gitlist_read(root, arena, &git, &problem)) … gitlist_is_tracked(&git, path) …
//   else if (problem.text.len) …                   // a repository, but not one that can be read
//
// Paths here start at the top of the work tree, which may lie above the listed root:
//
//   work tree  /srv/shop             tracked path   backend/app/models.py
//   root       /srv/shop/backend     prefix         backend/
#ifndef SCAN_GITLIST_H
#define SCAN_GITLIST_H

#include "model/source.h"
#include "scan/ignore.h"

typedef struct GitTree {
    Str prefix;               // from the top of the work tree to the root: "" or "sub/dir/"
    StrVec tracked;           // below the prefix; sorted, each path once
    StrVec submodules;        // the same: folders that are repositories of their own
    const IgnoreRules *rules; // info/exclude and the .gitignore files above the root
} GitTree;

// Reads the index of the repository whose work tree holds `root`. Looks at no content of tracked
// files, obeys no configuration, opens only plain files; runs no hook, filter or helper.
// Out:    false when the root is not in a work tree, or is an ignored folder of one with nothing
//         tracked in it; also with *problem filled when there is a repository that libgit2 cannot
//         read
// Arena:  everything in out and problem
bool gitlist_read(const FsRoot *root, Arena *arena, GitTree *out, Problem *problem);

bool gitlist_is_tracked(const GitTree *git, Str path);
bool gitlist_is_submodule(const GitTree *git, Str folder);
bool gitlist_has_tracked_below(const GitTree *git, Str folder);

#endif
