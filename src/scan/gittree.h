// SPDX-License-Identifier: MIT
// The files of a revision or of an index as a root, read straight from git's objects.
//
//   GitSnapshot *snapshot;
//   if (!gittree_of_revision(path, revision, arena, &snapshot, err)) …
//   FsRoot *root = gittree_root(snapshot, arena);      // fs_list, fs_read, fs_kind
//   fs_root_close(root);                               // and with it the snapshot
//
// Contents are those of the repository: no filter runs and line ends are as committed, so they can
// differ from the checked-out file, where core.autocrlf or an attribute converts it; rows and
// columns are the same.
#ifndef SCAN_GITTREE_H
#define SCAN_GITTREE_H

#include "base/buf.h"
#include "base/error.h"
#include "model/source.h"
#include "scan/gitentry.h"
#include "scan/gitlist.h"

// A tree with more is refused.
#define GITTREE_ENTRIES_MAX 1000000u
#define GITTREE_FOLDERS_MAX 200000u
#define GITTREE_DEPTH_MAX 1000u

typedef struct GitSnapshot GitSnapshot;

// The tree of a commit, below the folder `path`: without that folder it is empty.
// Errors: as gitrepo_open and gitrev_find; a tree that is missing, damaged or too large
bool gittree_of_revision(Str path, Str revision, Arena *arena, GitSnapshot **out,
                         Error *err) WARN_UNUSED;

// What is staged. `index_file` is its name in the git folder: "index"; a way that leads there is
// checked. A path in conflict is "ours",
// with a problem; what `git add -N` announced is not there.
// Errors: as gitrepo_open; a bare repository, an index that cannot be read
bool gittree_of_index(Str path, Str index_file, Arena *arena, GitSnapshot **out,
                      ProblemVec *problems, Error *err) WARN_UNUSED;

// Closing the root closes the snapshot; that of a kept one leaves it open, for gittree_close.
FsRoot *gittree_root(GitSnapshot *snapshot, Arena *arena);
FsRoot *gittree_root_of_kept(GitSnapshot *snapshot, Arena *arena);
void gittree_close(GitSnapshot *snapshot);
// Bytes that are the same for two snapshots only if they hold the same paths with the same contents, and
// the same paths are in conflict. An index and the commit that is made of it have the same.
void gittree_identity(const GitSnapshot *snapshot, Buf *out);
// What the walk asks git: every file is tracked, and no rule ignores any.
GitTree gittree_listing(const GitSnapshot *snapshot, Arena *arena);
// The id of a file's content; NULL without such a file. Thread: safe
const GitId *gittree_blob(const GitSnapshot *snapshot, Str path);

#endif
