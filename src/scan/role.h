// SPDX-License-Identifier: MIT
// What each file is for, by where it lies and how it is called.
#ifndef SCAN_ROLE_H
#define SCAN_ROLE_H

#include "model/source.h"

// Sets role and role_reason of every file.
// In:     source->files   sorted by path; source->fs, where some rows look for a file beside
// Arena:  reasons
void role_assign(Source *source, Arena *arena);

#endif
