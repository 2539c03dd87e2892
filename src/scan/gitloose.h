// SPDX-License-Identifier: MIT
// Git's loose objects: one compressed file each.
#ifndef SCAN_GITLOOSE_H
#define SCAN_GITLOOSE_H

#include "scan/gitentry.h"
#include "scan/gitobjects.h"

// Reads one from a folder of objects. The content is not held against the id.
// In:     limit_bytes  of content; 0: only kind and size are asked for
// Out:    FS_NOT_FOUND without such a file, FS_TOO_LARGE with kind and size only, FS_IO_ERROR if it is
//         damaged, a link or no file
// Arena:  content, and as much as the file holds
FsStatus gitloose_read(const FsRoot *objects, const GitId *id, uint64_t limit_bytes, Arena *arena,
                       GitObjectKind *out_kind, Str *out, uint64_t *out_size);

// How many loose objects have an id that begins so, counted up to two, and one of them.
// In:     hex   lower case, at least 2 digits
uint32_t gitloose_expand(const FsRoot *objects, Str hex, GitId *out);

#endif
