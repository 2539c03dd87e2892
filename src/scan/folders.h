// SPDX-License-Identifier: MIT
// Which files lie below a root: ignored ones, links and devices left out.
#ifndef SCAN_FOLDERS_H
#define SCAN_FOLDERS_H

#include "scan/gitlist.h"

typedef struct WalkOptions {
    const GitTree *git; // NULL: a plain folder
    const Str *exclude; // globs
    uint32_t exclude_count;
    bool no_ignore;     // no .gitignore, no info/exclude
    uint32_t files_max; // more than that are left out, with a problem
    uint32_t depth_max; // folders deeper than that are not entered, with a problem
} WalkOptions;

// In:     source->fs
// Out:    source->files with path and size, sorted bytewise; problems and files_skipped added to
// Arena:  paths
// Errors: none; what cannot be listed becomes a problem
void folders_walk(const WalkOptions *options, Arena *arena, Source *source);

#endif
