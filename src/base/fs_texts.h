// SPDX-License-Identifier: MIT
// A root that is no directory but a few texts in memory. Private to base/fs*.c; made with
// fs_root_of_texts.
#ifndef BASE_FS_TEXTS_H
#define BASE_FS_TEXTS_H

#include "base/fs.h"

typedef struct FsTexts {
    const FsText *items; // sorted by path
    uint32_t len;
} FsTexts;

// As fs_list, fs_read and fs_kind.
FsStatus fs_texts_list(const FsTexts *texts, Str dir, Arena *arena, FsEntryVec *out);
FsStatus fs_texts_read(const FsTexts *texts, Str path, uint64_t limit_bytes, Str *out,
                       uint64_t *out_size);
FsStatus fs_texts_kind(const FsTexts *texts, Str path, FsKind *out_kind, uint64_t *out_size);

#endif
