// SPDX-License-Identifier: MIT
// Which files are manifests, and who reads each: the only list of their names.
//
//   requirements.txt "django>=4.2"      -> Source.dependencies: django ">=4.2", MAIN
//   Procfile "web: gunicorn shop.wsgi"  -> Source.commands: "gunicorn shop.wsgi"
//
// How: a const table of glob, kind, reader. Each file's text is made valid UTF-8 first, so no
// reader has to think of it: a byte order mark goes, UTF-16 with a mark is converted (PowerShell's
// `pip freeze > requirements.txt` writes it), and what remains invalid is replaced, with a problem.
// Everything but what a reader keeps lives in a scratch arena that is emptied after each file.
// Limits: files above SCAN_MANIFEST_BYTES_MAX are not read. Files that bear none of these names are
// not found, also when a manifest includes them.
// Adding one: a row in `rows`; the first glob that fits wins. A new format also: a file with
// STEM_read and its line in reader.h.
#include "scan/manifest.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "scan/reader.h"
#include "scan/scan.h"

#include "base/banned.h"

typedef struct Row {
    Str glob; // of the file's name, without folders
    FileKind kind;
    void (*read)(Reader *in);
    Str folder; // some folder on the way must bear this name; "" if none need
} Row;

static const Row rows[] = {
    {STR_CONST("pyproject.toml"), FILE_MANIFEST, pyproject_read, STR_CONST("")},
    {STR_CONST("setup.py"), FILE_PYTHON, setuppy_read, STR_CONST("")},
    {STR_CONST("setup.cfg"), FILE_MANIFEST, setupcfg_read, STR_CONST("")},
    {STR_CONST("*requirements*.txt"), FILE_MANIFEST, requirements_read, STR_CONST("")},
    {STR_CONST("*requirements*.in"), FILE_MANIFEST, requirements_read, STR_CONST("")},
    {STR_CONST("*.txt"), FILE_MANIFEST, requirements_read, STR_CONST("requirements")},
    {STR_CONST("*.in"), FILE_MANIFEST, requirements_read, STR_CONST("requirements")},
    {STR_CONST("*constraints*.txt"), FILE_MANIFEST, requirements_read, STR_CONST("")},
    {STR_CONST("Pipfile"), FILE_MANIFEST, pipfile_read, STR_CONST("")},
    {STR_CONST("Pipfile.lock"), FILE_MANIFEST, pipfile_lock_read, STR_CONST("")},
    {STR_CONST("poetry.lock"), FILE_MANIFEST, lockfile_read, STR_CONST("")},
    {STR_CONST("uv.lock"), FILE_MANIFEST, lockfile_read, STR_CONST("")},
    {STR_CONST("pdm.lock"), FILE_MANIFEST, lockfile_read, STR_CONST("")},
    {STR_CONST("pylock*.toml"), FILE_MANIFEST, lockfile_read, STR_CONST("")},
    {STR_CONST("environment*.yml"), FILE_MANIFEST, conda_read, STR_CONST("")},
    {STR_CONST("environment*.yaml"), FILE_MANIFEST, conda_read, STR_CONST("")},
    {STR_CONST("package.json"), FILE_MANIFEST, packagejson_read, STR_CONST("")},
    {STR_CONST("docker-compose*.yml"), FILE_COMMAND, compose_read, STR_CONST("")},
    {STR_CONST("docker-compose*.yaml"), FILE_COMMAND, compose_read, STR_CONST("")},
    {STR_CONST("compose*.yml"), FILE_COMMAND, compose_read, STR_CONST("")},
    {STR_CONST("compose*.yaml"), FILE_COMMAND, compose_read, STR_CONST("")},
    {STR_CONST("[Dd]ockerfile"), FILE_COMMAND, dockerfile_read, STR_CONST("")},
    {STR_CONST("[Dd]ockerfile[-._]*"), FILE_COMMAND, dockerfile_read, STR_CONST("")},
    {STR_CONST("*.[Dd]ockerfile"), FILE_COMMAND, dockerfile_read, STR_CONST("")},
    {STR_CONST("Containerfile"), FILE_COMMAND, dockerfile_read, STR_CONST("")},
    {STR_CONST("Procfile"), FILE_COMMAND, procfile_read, STR_CONST("")},
    {STR_CONST("Procfile.*"), FILE_COMMAND, procfile_read, STR_CONST("")},
    {STR_CONST("*entrypoint*.sh"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("start*.sh"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("run*.sh"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("entrypoint"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("docker-entrypoint"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("start"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("*.service"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("supervisord*.conf"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("app.yaml"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("fly.toml"), FILE_COMMAND, startline_read, STR_CONST("")},
    {STR_CONST("render.yaml"), FILE_COMMAND, startline_read, STR_CONST("")},
};

static bool has_folder(Str path, Str name) {
    for (Str folder, rest = path; str_cut(rest, '/', &folder, &rest);)
        if (str_eq(folder, name)) return true;
    return false;
}

static const Row *row_of(Str path) {
    Str name = str_file_name(path);
    // Most files of a repository, and no glob means them: "dockerfile-parser.py".
    if (str_ends(name, STR(".py")) && !str_eq(name, STR("setup.py"))) return NULL;
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        const Row *row = &rows[i];
        if (str_glob(row->glob, name) && (row->folder.len == 0 || has_folder(path, row->folder)))
            return row;
    }
    return NULL;
}

bool manifest_kind_of(Str path, FileKind *out) {
    const Row *row = row_of(path);
    if (row) *out = row->kind;
    return row != NULL;
}

// --- Text ------------------------------------------------------------------------------------

// UTF-16 without its byte order mark → UTF-8. `low` is the index of the low byte in a unit.
static Str from_utf16(Arena *arena, Str bytes, uint32_t low) {
    Buf out = buf_new(arena);
    uint32_t high_surrogate = 0;
    for (uint32_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t unit = (uint32_t)(unsigned char)bytes.ptr[i + 1 - low] << 8 |
                        (unsigned char)bytes.ptr[i + low];
        bool is_high = (unit & 0xFC00) == 0xD800, is_low = (unit & 0xFC00) == 0xDC00;
        uint32_t code_point = unit;
        if (is_low && high_surrogate)
            code_point = 0x10000 + ((high_surrogate & 0x3FF) << 10) + (unit & 0x3FF);
        else if (is_low)
            code_point = 0xFFFD;
        high_surrogate = is_high ? unit : 0;
        char utf8[UTF8_MAX_BYTES];
        if (!is_high) buf_str_add(&out, (Str){utf8, utf8_put(code_point, utf8)});
    }
    return buf_str(&out);
}

// Invalid bytes become U+FFFD. *bad_line is the 1-based line of the first, 0 if all were valid.
static Str valid_utf8(Arena *arena, Str bytes, uint32_t *bad_line) {
    *bad_line = 0;
    if (str_is_utf8(bytes)) return bytes;
    Buf out = buf_new(arena);
    for (uint32_t pos = 0, start = 0, line = 1, code_point; pos < bytes.len; start = pos) {
        bool is_valid = utf8_next(bytes, &pos, &code_point);
        buf_str_add(&out, is_valid ? str_sub(bytes, start, pos) : STR("\xEF\xBF\xBD"));
        line += code_point == '\n';
        if (!is_valid && *bad_line == 0) *bad_line = line;
    }
    return buf_str(&out);
}

static void set_text(Reader *in, Str bytes) {
    Str rest = str_sub(bytes, 2, bytes.len);
    if (str_starts(bytes, STR("\xFF\xFE"))) {
        in->text = from_utf16(in->scratch, rest, 0);
    } else if (str_starts(bytes, STR("\xFE\xFF"))) {
        in->text = from_utf16(in->scratch, rest, 1);
    } else {
        if (str_starts(bytes, STR("\xEF\xBB\xBF"))) bytes = str_sub(bytes, 3, bytes.len);
        uint32_t bad_line;
        in->text = valid_utf8(in->scratch, bytes, &bad_line);
        if (bad_line > 0)
            reader_problem(in, PROBLEM_ENCODING, bad_line,
                           "not UTF-8; the invalid bytes were replaced");
    }
}

// --- Reading ---------------------------------------------------------------------------------

static void read_file(Reader *in, const Row *row) {
    Str bytes;
    uint64_t size;
    FsStatus status =
        fs_read(in->source->fs, in->path, SCAN_MANIFEST_BYTES_MAX, in->scratch, &bytes, &size);
    if (status == FS_TOO_LARGE) {
        reader_problem(in, PROBLEM_TOO_LARGE, 0, "a manifest of more than %u MB was not read",
                       SCAN_MANIFEST_BYTES_MAX >> 20);
        return;
    }
    if (status != FS_OK) {
        ProblemKind kind = status == FS_IS_LINK ? PROBLEM_LINK : PROBLEM_UNREADABLE;
        reader_problem(in, kind, 0, "%s", fs_status_text(status));
        return;
    }
    set_text(in, bytes);
    row->read(in);
    const Package *package = &in->package;
    bool says_something =
        package->name.len > 0 || package->has_build || package->classifiers.len > 0;
    if (says_something) vec_push(in->keep, &in->source->packages, *package);
}

void manifest_read_all(Source *source, Arena *arena) {
    Arena scratch = {0};
    for (uint32_t i = 0; i < source->files.len; i++) {
        const SourceFile *file = &source->files.items[i];
        bool is_ours = file->kind == FILE_MANIFEST || file->kind == FILE_COMMAND ||
                       (file->kind == FILE_PYTHON && str_ends(file->path, STR("setup.py")));
        const Row *row = is_ours ? row_of(file->path) : NULL;
        if (!row || row->kind != file->kind) continue;
        Reader in = {
            .source = source,
            .keep = arena,
            .scratch = &scratch,
            .file = i,
            .path = file->path,
            .package = {.file = i},
        };
        ArenaMark mark = arena_mark(&scratch);
        read_file(&in, row);
        arena_rewind(&scratch, mark);
    }
    arena_free(&scratch);
}
