// SPDX-License-Identifier: MIT
// Git's loose objects: one compressed file each.
//
//   objects/ce/013625030ba8dba906f756967f9e9ca394464a    zlib("blob 6\0hello\n")    -> "hello\n"
//
// How: the file is read whole, by our own door, which waits at no FIFO and follows no link; then its
// head is inflated, and the content into a buffer of just the size that the head claims. libgit2 has a
// reader of its own: that of 1.5 writes past its buffer when a small object is larger than it claims.
// Limits: COMPRESSED_BYTES_MAX a file. The format of git before 1.5.3, which has no text in its head,
// is damaged here.
#include "scan/gitloose.h"

#include <string.h>
#include <zlib.h>

#include "base/banned.h"

enum { HEAD_BYTES_MAX = 32, COMPRESSED_BYTES_MAX = 128 << 20, FOLDER_DIGITS = 2 };

// "ab/cdef…"
static void path_of(Str hex, char out[2 * GITENTRY_ID_BYTES + 1]) {
    memcpy(out, hex.ptr, FOLDER_DIGITS);
    out[FOLDER_DIGITS] = '/';
    memcpy(out + FOLDER_DIGITS + 1, hex.ptr + FOLDER_DIGITS, hex.len - FOLDER_DIGITS);
}

// Inflates until `out` is full or the stream ends; false when it is broken. *len: bytes written.
static bool inflate_into(z_stream *stream, char *out, uint32_t size, uint32_t *len, bool *is_end) {
    stream->next_out = (Bytef *)out;
    stream->avail_out = size;
    int code = Z_OK;
    while (stream->avail_out > 0 && code == Z_OK)
        code = inflate(stream, Z_NO_FLUSH);
    *len = size - stream->avail_out;
    *is_end = code == Z_STREAM_END;
    return code == Z_OK || code == Z_STREAM_END;
}

// "blob 6\0"; its length with the NUL, 0 when it is none.
static uint32_t parse_head(Str head, GitObjectKind *kind, uint64_t *size) {
    static const Str NAMES[] = {STR_CONST("commit"), STR_CONST("tree"), STR_CONST("blob"),
                                STR_CONST("tag")};
    Str text, rest, name, digits;
    if (!str_cut(head, '\0', &text, &rest) || !str_cut(text, ' ', &name, &digits)) return 0;
    uint32_t at = 0;
    while (at < ARRAY_LEN(NAMES) && !str_eq(NAMES[at], name))
        at++;
    if (at == ARRAY_LEN(NAMES) || digits.len == 0) return 0;
    *kind = (GitObjectKind)at;
    *size = 0;
    for (uint32_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || *size > UINT64_MAX / 100) return 0;
        *size = *size * 10 + (uint64_t)(digits.ptr[i] - '0');
    }
    return text.len + 1;
}

static FsStatus inflate_object(z_stream *stream, uint64_t limit_bytes, Arena *arena,
                               GitObjectKind *out_kind, Str *out, uint64_t *out_size) {
    char head[HEAD_BYTES_MAX];
    uint32_t head_len, rest_len = 0;
    bool is_end, ok = inflate_into(stream, head, sizeof head, &head_len, &is_end);
    uint32_t start = ok ? parse_head((Str){head, head_len}, out_kind, out_size) : 0;
    if (start == 0) return FS_IO_ERROR;
    if (limit_bytes == 0) return FS_OK;
    if (*out_size > limit_bytes || *out_size >= UINT32_MAX) return FS_TOO_LARGE;
    uint32_t size = (uint32_t)*out_size, have = head_len - start;
    if (have > size) return FS_IO_ERROR;
    // One byte more than claimed, so that what is longer is seen.
    char *bytes = arena_alloc(arena, (size_t)size + 1, 1);
    memcpy(bytes, head + start, have);
    if (!is_end) ok = inflate_into(stream, bytes + have, size + 1 - have, &rest_len, &is_end);
    *out = (Str){bytes, size};
    return ok && is_end && have + rest_len == size ? FS_OK : FS_IO_ERROR;
}

FsStatus gitloose_read(const FsRoot *objects, const GitId *id, uint64_t limit_bytes, Arena *arena,
                       GitObjectKind *out_kind, Str *out, uint64_t *out_size) {
    Str compressed, hex = gitobjects_format_id(id, arena);
    char path[2 * GITENTRY_ID_BYTES + 1];
    uint64_t file_size;
    path_of(hex, path);
    FsStatus status = fs_read(objects, (Str){path, sizeof path}, COMPRESSED_BYTES_MAX, arena,
                              &compressed, &file_size);
    if (status != FS_OK) return status == FS_NOT_FOUND ? FS_NOT_FOUND : FS_IO_ERROR;
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)compressed.ptr, .avail_in = compressed.len};
    if (inflateInit(&stream) != Z_OK) return FS_IO_ERROR;
    status = inflate_object(&stream, limit_bytes, arena, out_kind, out, out_size);
    inflateEnd(&stream);
    return status;
}

uint32_t gitloose_expand(const FsRoot *objects, Str hex, GitId *out) {
    Arena scratch = {0};
    FsEntryVec entries = {0};
    uint32_t found = 0;
    Str folder = str_sub(hex, 0, FOLDER_DIGITS), rest = str_sub(hex, FOLDER_DIGITS, hex.len);
    FsStatus status = fs_list(objects, folder, &scratch, &entries);
    for (uint32_t i = 0; status == FS_OK && i < entries.len && found < 2; i++) {
        if (!str_starts(entries.items[i].name, rest)) continue;
        Str whole =
            str_fmt(&scratch, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(entries.items[i].name));
        found += gitobjects_parse_id(whole, out);
    }
    arena_free(&scratch);
    return found;
}
