// SPDX-License-Identifier: MIT
// The git repository around a root: where it keeps what, and whether it may be believed.
//
//   GitFolder git;
//   if (gitfolder_find(root, arena, &git)) … git.work_tree … gitfolder_read(git.folder, …) …
//   gitfolder_close(&git);
#ifndef SCAN_GITFOLDER_H
#define SCAN_GITFOLDER_H

#include "base/fs.h"

typedef struct GitFolder {
    Str work_tree;   // real path of the folder that holds ".git"; "" of a bare repository
    FsRoot *folder;  // ".git", or the folder that it leads to: HEAD and the index; NULL: no access
    FsRoot *common;  // what linked work trees share: refs, objects, configuration, info/exclude
    bool is_linked;  // a work tree beside the first, or of a bare repository
    bool is_bare;    // the root itself is the repository
    bool is_foreign; // ".git" leads to a repository that does not know of this work tree
} GitFolder;

// Looks at the root and the folders above it; at the root also for a bare repository.
// Out:    false when there is none; then nothing has to be closed
// Arena:  everything in out
bool gitfolder_find(const FsRoot *root, Arena *arena, GitFolder *out);
void gitfolder_close(GitFolder *git);

// Why the repository cannot be read, as the end of a sentence; NULL when it can be.
const char *gitfolder_fault(const GitFolder *git);

// From the top of the work tree to the root: "" or "sub/dir/". A view of the arena's memory.
Str gitfolder_prefix(const GitFolder *git, const FsRoot *root, Arena *arena);

// Content of a small file without white space at both ends; "" when it is not there, not a plain
// file or too large.
Str gitfolder_read(const FsRoot *folder, Str file, Arena *arena);

// A folder by a path that may be relative to another; NULL when it cannot be opened.
FsRoot *gitfolder_open(const FsRoot *from, Str path, Arena *arena);

// The value of a key in the configuration, whatever its section; "" without it. Includes are not
// followed.
Str gitfolder_setting(const FsRoot *common, Str key, Arena *arena);

bool gitfolder_has_sha256(const GitFolder *git, Arena *arena); // objects named by SHA-256

#endif
