// SPDX-License-Identifier: MIT
// The entries of a git index.
#ifndef SCAN_GITINDEX_H
#define SCAN_GITINDEX_H

#include "scan/gitentry.h"
#include "scan/gitfolder.h"

#define GITINDEX_BYTES_MAX (128u << 20) // a larger index is not read

// Reads an index. Looks at no content of tracked files, opens only plain files.
// In:     folder   where it lies: a git folder
//         file     its name there, "index"
//         prefix   only entries below: "" or "sub/dir/"
// Out:    entries  with whole paths, sorted; none when there is no such file
//         on false *why is what is wrong, as the end of a sentence, "" if there is no more to say
// Arena:  paths, why
bool gitindex_read(const FsRoot *folder, Str file, Str prefix, Arena *arena, GitEntryVec *out,
                   Str *why);

// Sorts by path, then stage.
void gitindex_sort(GitEntryVec *entries);

#endif
