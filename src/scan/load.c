// SPDX-License-Identifier: MIT
// The text of one file, and single lines of it for evidence.
//
//   app/models.py, latin-1, 1200 bytes        -> UTF-8 text
//   analysis.ipynb                            -> its code cells, joined
//   dump.py, 300 MB                           -> no text, PROBLEM_TOO_LARGE
//
// How: files are read whole, once for their facts and once more when a line of them is evidence:
// holding the text of every file for the few lines a report shows would double the memory.
// Limits: SCAN_FILE_BYTES_MAX; a file that changes between the two readings may show another line.
#include "base/utf8.h"
#include "scan/encoding.h"
#include "scan/notebook.h"
#include "scan/scan.h"

#include "base/banned.h"

enum { EXCERPT_CODE_POINTS_MAX = 160 };

static bool refuse(FsStatus status, Arena *scratch, Problem *problem) {
    switch (status) {
    case FS_IS_LINK: problem->kind = PROBLEM_LINK; break;
    case FS_TOO_LARGE: problem->kind = PROBLEM_TOO_LARGE; break;
    default: problem->kind = PROBLEM_UNREADABLE; break;
    }
    problem->text = status == FS_TOO_LARGE
                        ? str_fmt(scratch, "larger than %u MiB", SCAN_FILE_BYTES_MAX >> 20)
                        : str_from_c(fs_status_text(status));
    return false;
}

bool scan_read(const Source *source, uint32_t file, Arena *scratch, Str *out_bytes,
               FsStamp *out_stamp, Problem *problem) {
    Str path = source->files.items[file].path;
    *problem = (Problem){.path = path};
    uint64_t size;
    FsStatus status = fs_read_stamped(source->fs, path, SCAN_FILE_BYTES_MAX, scratch, out_bytes,
                                      &size, out_stamp);
    return status == FS_OK || refuse(status, scratch, problem);
}

bool scan_decode(const Source *source, uint32_t file, Str bytes, Arena *scratch, SourceText *out,
                 Problem *problem) {
    const SourceFile *entry = &source->files.items[file];
    *problem = (Problem){.path = entry->path};
    if (entry->kind == FILE_NOTEBOOK) return notebook_decode(bytes, scratch, out, problem);
    return encoding_decode(bytes, scratch, out, problem);
}

bool scan_load(const Source *source, uint32_t file, Arena *scratch, SourceText *out,
               Problem *problem) {
    Str bytes;
    FsStamp ignored;
    return scan_read(source, file, scratch, &bytes, &ignored, problem) &&
           scan_decode(source, file, bytes, scratch, out, problem);
}

static Str cut(Str line, Arena *arena) {
    uint32_t pos = 0, code_point;
    for (uint32_t n = 0; n < EXCERPT_CODE_POINTS_MAX && pos < line.len; n++)
        utf8_next(line, &pos, &code_point);
    if (pos == line.len) return str_copy(arena, line);
    return str_fmt(arena, STR_FMT "…", STR_ARG(str_sub(line, 0, pos)));
}

bool scan_excerpts(const Source *source, uint32_t file, const uint32_t *rows, uint32_t n,
                   Arena *arena, Str *out) {
    Arena scratch = {0};
    SourceText text = {0};
    Problem problem;
    bool is_there = scan_load(source, file, &scratch, &text, &problem);
    if (!is_there) text.text = STR("");
    Str rest = text.text, line = {0};
    uint32_t next_row = 0; // of what is in `rest`
    for (uint32_t i = 0; i < n; i++) {
        for (; next_row <= rows[i] && rest.len > 0; next_row++)
            str_cut(rest, '\n', &line, &rest);
        out[i] = next_row > rows[i] ? cut(str_trim(line), arena) : STR("");
    }
    arena_free(&scratch);
    return is_there;
}
