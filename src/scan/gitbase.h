// SPDX-License-Identifier: MIT
// The merge base of two commits: where one's changes since the other began.
#ifndef SCAN_GITBASE_H
#define SCAN_GITBASE_H

#include "scan/gitrepo.h"

// The best common ancestor: one that no other common ancestor descends from; of several the one
// that `git merge-base` names.
// Errors: no common ancestor, or none before the end of a shallow history; a commit that is missing
bool gitbase_find(const GitRepo *repo, const GitId *one, const GitId *two, GitId *out,
                  Error *err) WARN_UNUSED;

#endif
