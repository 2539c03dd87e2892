// SPDX-License-Identifier: MIT
// What the files of a folder looked like when they were read last.
//
//   {"shop/models.py", 1204 bytes, stamp, content}, …   -> one entry, 80 bytes a file and its paths
//   trees_find of the same path, size and stamp         -> the content: the file need not be read
//
// How: sorted by path, as the list of files of a run is, and found by halving. Rows have a fixed form
// and come first, paths follow in one piece.
//
// Limits: a file of another stamp is read even if its content is the same; then its key says so.
#include "store/trees.h"

#include <string.h>

#include "base/buf.h"

#include "base/banned.h"

typedef struct Row {
    uint64_t size_bytes;
    FsStamp stamp;
    StoreKey content;
    uint64_t path_end; // in the paths; it begins where the one before ends
} Row;
_Static_assert(sizeof(Row) == 64, "rows have no gaps");

Str trees_pack(const StoreFileVec *files, Arena *arena) {
    Row *rows = arena_array(arena, Row, files->len);
    uint64_t end = 0;
    for (uint32_t i = 0; i < files->len; i++) {
        const StoreFile *file = &files->items[i];
        end += file->path.len;
        rows[i] = (Row){file->size_bytes, file->stamp, file->content, end};
    }
    uint64_t count = files->len;
    Buf out = buf_new(arena);
    buf_str_add(&out, (Str){(const char *)&count, sizeof count});
    buf_str_add(&out, (Str){(const char *)rows, (uint32_t)(files->len * sizeof *rows)});
    for (uint32_t i = 0; i < files->len; i++)
        buf_str_add(&out, files->items[i].path);
    return buf_str(&out);
}

bool trees_unpack(Str bytes, Arena *arena, StoreFileVec *out) {
    uint64_t count, start = 0;
    if (bytes.len < sizeof count) return false;
    memcpy(&count, bytes.ptr, sizeof count);
    if (count > (bytes.len - sizeof count) / sizeof(Row)) return false;
    const char *rows = bytes.ptr + sizeof count, *paths = rows + count * sizeof(Row);
    Str all = str_copy(arena, str_sub(bytes, (uint32_t)(paths - bytes.ptr), bytes.len));
    *out = (StoreFileVec){arena_array(arena, StoreFile, count), (uint32_t)count, (uint32_t)count};
    for (uint32_t i = 0; i < count; i++) {
        Row row;
        memcpy(&row, rows + i * sizeof row, sizeof row);
        if (row.path_end < start || row.path_end > all.len) return false;
        Str path = str_sub(all, (uint32_t)start, (uint32_t)row.path_end);
        out->items[i] = (StoreFile){path, row.size_bytes, row.stamp, row.content};
        start = row.path_end;
    }
    return true;
}

StoreKey trees_find(const StoreFileVec *tree, Str path, uint64_t size_bytes, const FsStamp *stamp) {
    uint32_t low = 0, high = tree->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const StoreFile *file = &tree->items[middle];
        int order = str_cmp(file->path, path);
        if (order == 0) {
            bool is_same = file->size_bytes == size_bytes && fs_stamp_eq(&file->stamp, stamp);
            return is_same ? file->content : (StoreKey){0};
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (StoreKey){0};
}
