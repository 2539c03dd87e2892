// SPDX-License-Identifier: MIT
// The files of --files: exactly these and no others.
#ifndef SCAN_NAMED_H
#define SCAN_NAMED_H

#include "model/source.h"

// In:     paths    relative to the root, "./a//b.py" is taken as "a/b.py"; source->fs
// Out:    source->files with path, size and kind, sorted, each once; a problem for every path
//         that is not a regular file below the root
// Arena:  paths and problems
void named_files(const Str *paths, uint32_t count, uint32_t files_max, Arena *arena,
                 Source *source);

#endif
