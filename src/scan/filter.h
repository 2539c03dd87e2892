// SPDX-License-Identifier: MIT
// The globs of --include and --exclude.
#ifndef SCAN_FILTER_H
#define SCAN_FILTER_H

#include "base/str.h"

// Whether one of the globs matches `path` or a folder above it, so that "legacy", "legacy/" and
// "src/*/old" take in all that lies below.
// Thread: safe
bool filter_matches(const Str *globs, uint32_t glob_count, Str path);

#endif
