// SPDX-License-Identifier: MIT
// What a revision is called → the commit it means.
#ifndef SCAN_GITREV_H
#define SCAN_GITREV_H

#include "scan/gitrepo.h"

// Understands names of branches, tags and remote branches, whole and shortened ids, HEAD and @, and
// behind them ~N, ^N, ^{} and ^{commit}.
// Errors: no such revision, one that is no commit: one sentence with what to do
bool gitrev_find(const GitRepo *repo, Str revision, Arena *arena, GitId *out,
                 Error *err) WARN_UNUSED;

// The commit that HEAD stands on; false when there is none yet, or no way to read it.
bool gitrev_head(const GitRepo *repo, Arena *arena, GitId *out);

#endif
