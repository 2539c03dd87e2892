// SPDX-License-Identifier: MIT
// A root in memory: files that are only texts, folders that follow from their paths.
//
//   {"manage.py", "…"}, {"shop/views.py", "…"}
//   fs_list(root, "")      -> manage.py (file), shop (folder)
//   fs_read(root, "shop/views.py") -> "…"
//
// How: the texts are few and sorted by path, so a look at all of them answers each question. What is
// scanned this way (the examples of rules, tests) goes through the same code as a repository on the
// disk, and nothing is written there.
// Limits: every question costs one pass over the list; a text that is read is not copied, so it must
// outlive what is made of it.
#include "base/fs.h"

#include <stdlib.h>

#include "base/banned.h"

typedef struct FsTexts {
    const FsText *items; // sorted by path
    uint32_t len;
} FsTexts;

// What is left of `path` below `dir`, "" if it is not below it.
static Str below(Str path, Str dir) {
    if (dir.len == 0) return path;
    bool is_below = path.len > dir.len && str_starts(path, dir) && path.ptr[dir.len] == '/';
    return is_below ? str_sub(path, dir.len + 1, path.len) : (Str){0};
}

static const FsText *find(const FsTexts *texts, Str path) {
    for (uint32_t i = 0; i < texts->len; i++)
        if (str_eq(texts->items[i].path, path)) return &texts->items[i];
    return NULL;
}

static bool is_folder(const FsTexts *texts, Str path) {
    if (path.len == 0) return true;
    for (uint32_t i = 0; i < texts->len; i++)
        if (below(texts->items[i].path, path).len > 0) return true;
    return false;
}

static int by_name(const void *a, const void *b) {
    return str_cmp(((const FsEntry *)a)->name, ((const FsEntry *)b)->name);
}

static FsStatus list(const void *ctx, Str dir, Arena *arena, FsEntryVec *out) {
    const FsTexts *texts = ctx;
    if (!is_folder(texts, dir)) return find(texts, dir) ? FS_NOT_REGULAR : FS_NOT_FOUND;
    uint32_t first = out->len;
    for (uint32_t i = 0; i < texts->len; i++) {
        Str rest = below(texts->items[i].path, dir), name;
        if (rest.len == 0) continue;
        bool has_more = str_cut(rest, '/', &name, &rest);
        // What lies in one folder stands together in the sorted list.
        if (out->len > first && str_eq(out->items[out->len - 1].name, name)) continue;
        FsEntry entry = {.name = str_copy(arena, name), .kind = has_more ? FS_DIR : FS_FILE};
        if (!has_more) entry.size_bytes = texts->items[i].text.len;
        vec_push(arena, out, entry);
    }
    uint32_t count = out->len - first;
    if (count > 1) qsort(out->items + first, count, sizeof *out->items, by_name);
    return FS_OK;
}

static FsStatus read_text(const void *ctx, Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                          uint64_t *out_size) {
    (void)arena;
    const FsTexts *texts = ctx;
    const FsText *text = find(texts, path);
    if (!text) return is_folder(texts, path) ? FS_NOT_REGULAR : FS_NOT_FOUND;
    *out_size = text->text.len;
    if (*out_size > limit_bytes) return FS_TOO_LARGE;
    *out = text->text;
    return FS_OK;
}

static FsStatus kind(const void *ctx, Str path, FsKind *out_kind, uint64_t *out_size) {
    const FsTexts *texts = ctx;
    const FsText *text = find(texts, path);
    if (!text && !is_folder(texts, path)) return FS_NOT_FOUND;
    *out_kind = text ? FS_FILE : FS_DIR;
    *out_size = text ? text->text.len : 0;
    return FS_OK;
}

FsRoot *fs_root_of_texts(Arena *arena, const FsText *texts, uint32_t count) {
    static const FsBackend BACKEND = {.list = list, .read = read_text, .kind = kind};
    FsTexts *ctx = arena_new(arena, FsTexts);
    *ctx = (FsTexts){texts, count};
    return fs_root_of(arena, &BACKEND, ctx);
}
