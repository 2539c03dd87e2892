// SPDX-License-Identifier: MIT
// The entries of a git index.
//
//   .git/index, prefix "backend/"   -> backend/app/models.py, file, stage 0
//
// How: only the index is given to libgit2, never the repository around it: a configuration may
// include any file there is, a FIFO too, and would make no difference. libgit2 would wait for ever
// at a FIFO, and take the memory for an index of any size, so it is looked at first.
// Limits: libgit2 cannot read split and sparse indexes, those of SHA-256 repositories and those
// without a checksum (index.skipHash).
#include "scan/gitindex.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static int compare_entries(const void *left, const void *right) {
    const GitEntry *a = left, *b = right;
    int order = str_cmp(a->path, b->path);
    return order ? order : (int)a->stage - (int)b->stage;
}

void gitindex_sort(GitEntryVec *entries) {
    if (entries->len > 1)
        qsort(entries->items, entries->len, sizeof *entries->items, compare_entries);
}

static GitEntryKind kind_of_mode(uint32_t mode) {
    if (mode == GIT_FILEMODE_COMMIT) return GITENTRY_MODULE;
    return mode == GIT_FILEMODE_LINK ? GITENTRY_LINK : GITENTRY_FILE;
}

static void read_entries(git_index *index, Str prefix, Arena *arena, GitEntryVec *out) {
    size_t count = git_index_entrycount(index);
    for (size_t i = 0; i < count; i++) {
        const git_index_entry *from = git_index_get_byindex(index, i);
        Str path = str_from_c(from->path);
        if (!str_starts(path, prefix)) continue;
        GitEntry entry = {
            .path = str_copy(arena, path),
            .kind = kind_of_mode(from->mode),
            .stage = (uint8_t)git_index_entry_stage(from),
            .is_intention = (from->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0,
        };
        memcpy(entry.id.bytes, from->id.id, sizeof entry.id.bytes);
        vec_push(arena, out, entry);
    }
    gitindex_sort(out); // git sorts by its own idea of case
}

bool gitindex_read(const FsRoot *folder, Str file, Str prefix, Arena *arena, GitEntryVec *out,
                   Str *why) {
    FsKind kind;
    uint64_t size;
    *why = STR("");
    FsStatus status = fs_kind(folder, file, &kind, &size);
    if (status == FS_NOT_FOUND) return true; // nothing was ever added
    if (status != FS_OK || kind != FS_FILE)
        *why = STR("its index is not a regular file");
    else if (size > GITINDEX_BYTES_MAX)
        *why = STR("its index is far too large");
    if (why->len) return false;
    Str path =
        str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(fs_root_real_path(folder)), STR_ARG(file));
    git_index *index = NULL;
    git_libgit2_init();
    bool is_read = git_index_open(&index, str_to_c(arena, path)) == 0;
    if (is_read) {
        read_entries(index, prefix, arena, out);
    } else {
        const git_error *error = git_error_last();
        *why = str_copy(arena, str_from_c(error ? error->message : NULL));
    }
    git_index_free(index);
    git_libgit2_shutdown();
    return is_read;
}
