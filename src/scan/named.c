// SPDX-License-Identifier: MIT
// The files that the user named with --files.
//
//   app/models.py     -> listed, FILE_PYTHON
//   ./bin/serve       -> listed as bin/serve, FILE_PYTHON if it begins with "#!…python"
//   ../x.py, /etc/x   -> a problem: not below the root
//   gone.py, a.fifo   -> a problem
//
// How: every path is brought into the one form that the walk would give it, then looked at. Ignore
// rules do not matter and skipped folders do not either: the user means these files.
// Limits: a path is bytes; names that differ in Unicode normalisation are different names.
#include "scan/named.h"

#include <stdlib.h>

#include "base/buf.h"
#include "scan/kind.h"
#include "scan/scan.h"

#include "base/banned.h"

// Drops "." and empty segments. False for a path that could leave the root.
static bool normalise(Str path, Arena *arena, Str *out) {
    if (path.len == 0 || path.ptr[0] == '/' || str_find(path, '\0') != NONE) return false;
    Buf text = buf_new(arena);
    while (path.len > 0) {
        Str segment;
        str_cut(path, '/', &segment, &path);
        if (str_eq(segment, STR(".."))) return false;
        if (segment.len == 0 || str_eq(segment, STR("."))) continue;
        if (text.len) buf_char(&text, '/');
        buf_str_add(&text, segment);
    }
    *out = buf_str(&text);
    return out->len > 0;
}

static void add_problem(Source *source, Arena *arena, ProblemKind kind, Str path, Str text) {
    vec_push(arena, &source->problems, (Problem){.kind = kind, .path = path, .text = text});
}

static bool has_python_head(const Source *source, Str path, uint64_t size_bytes) {
    if (size_bytes > SCAN_FILE_BYTES_MAX) return false;
    Arena scratch = {0};
    Str text;
    FsStatus status = fs_read(source->fs, path, SCAN_FILE_BYTES_MAX, &scratch, &text, &size_bytes);
    bool is_script = status == FS_OK && kind_is_python_script(text);
    arena_free(&scratch);
    return is_script;
}

static void add_named(Source *source, Arena *arena, Str path) {
    FsEntry entry;
    FsStatus status = fs_look(source->fs, path, &entry);
    if (status == FS_OK && entry.kind == FS_LINK) status = FS_IS_LINK;
    if (status == FS_OK && entry.kind != FS_FILE) status = FS_NOT_REGULAR;
    if (status != FS_OK) {
        if (status == FS_IS_LINK || status == FS_NOT_REGULAR) source->files_skipped++;
        add_problem(source, arena, status == FS_IS_LINK ? PROBLEM_LINK : PROBLEM_UNREADABLE, path,
                    str_from_c(fs_status_text(status)));
        return;
    }
    SourceFile file = {.path = path, .size_bytes = entry.size_bytes, .stamp = entry.stamp};
    file.kind = kind_of(path);
    if (file.kind == FILE_OTHER && has_python_head(source, path, file.size_bytes))
        file.kind = FILE_PYTHON;
    vec_push(arena, &source->files, file);
}

static int compare_paths(const void *a, const void *b) {
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

void named_files(const Str *paths, uint32_t count, uint32_t files_max, Arena *arena,
                 Source *source) {
    StrVec names = {0};
    for (uint32_t i = 0; i < count; i++) {
        Str name;
        if (normalise(paths[i], arena, &name)) {
            vec_push(arena, &names, name);
        } else {
            add_problem(source, arena, PROBLEM_UNREADABLE, str_copy(arena, paths[i]),
                        STR("not a path below the scanned folder"));
        }
    }
    if (names.len > 1) qsort(names.items, names.len, sizeof *names.items, compare_paths);
    for (uint32_t i = 0; i < names.len; i++) {
        if (i > 0 && str_eq(names.items[i], names.items[i - 1])) continue;
        if (source->files.len >= files_max) {
            add_problem(source, arena, PROBLEM_LIMIT, STR(""),
                        str_fmt(arena, "more than %u files, the others are left out", files_max));
            return;
        }
        add_named(source, arena, names.items[i]);
    }
}
