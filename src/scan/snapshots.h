// SPDX-License-Identifier: MIT
// Commits and indexes that stay open, so that whoever needs one again reads it once.
#ifndef SCAN_SNAPSHOTS_H
#define SCAN_SNAPSHOTS_H

#include "scan/gittree.h"
#include "scan/scan.h"

// The snapshot that the options name: the one that is open already, or else one that is opened and
// stays so until scan_snapshots_close().
// In:     options   with a revision or an index file, and with snapshots
// Out:    problems  those of the index are added; may be NULL
// Errors: as gittree_of_revision and gittree_of_index
bool snapshots_get(const ScanOptions *options, GitSnapshot **out, ProblemVec *problems,
                   Arena *arena, Error *err) WARN_UNUSED;

// The same opened anew, for one who closes it.
bool snapshots_open(const ScanOptions *options, GitSnapshot **out, ProblemVec *problems,
                    Arena *arena, Error *err) WARN_UNUSED;

#endif
