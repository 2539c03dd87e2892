// SPDX-License-Identifier: MIT
// A git repository opened for its history: commits, and where the scanned folder lies in them.
#ifndef SCAN_GITREPO_H
#define SCAN_GITREPO_H

#include "base/error.h"
#include "scan/gitobjects.h"

typedef struct GitRepo {
    Str path; // as the user gave it: for errors
    GitFolder folder;
    GitObjects *objects;
    Str prefix;      // from the top of the work tree to the folder: "" or "sub/dir/"
    bool is_shallow; // the history ends early
} GitRepo;

typedef struct GitCommit {
    GitId tree;
    VEC(GitId) parents;
    uint64_t time; // of its committer, seconds since 1970; 0 when it cannot be read
} GitCommit;

// Errors: no such folder, not in a repository, a repository that cannot be read: one sentence
bool gitrepo_open(Str path, Arena *arena, GitRepo *out, Error *err) WARN_UNUSED;
void gitrepo_close(GitRepo *repo);

// Reads a commit, tree or tag that has to be there. Errors: missing, damaged, of another kind
bool gitrepo_read(const GitRepo *repo, const GitId *id, GitObjectKind kind, Arena *arena, Str *out,
                  Error *err) WARN_UNUSED;
bool gitrepo_commit(const GitRepo *repo, const GitId *id, Arena *arena, GitCommit *out,
                    Error *err) WARN_UNUSED;

// What to do when something of the history is not here: "; the clone is shallow: …", "" if nothing
// is known to help.
const char *gitrepo_advice(const GitRepo *repo);

#endif
