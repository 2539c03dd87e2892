// SPDX-License-Identifier: MIT
// Whether two snapshots differ in anything that is looked at.
#ifndef SCAN_GITDIFF_H
#define SCAN_GITDIFF_H

#include "scan/gittree.h"

// False when every file that can change what a scan says is the same in both.
bool gitdiff_matters(const GitSnapshot *before, const GitSnapshot *now, Arena *arena);

#endif
