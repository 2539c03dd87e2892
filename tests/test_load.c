// SPDX-License-Identifier: MIT
// Tests of loading: encodings, odd bytes, limits, and the lines shown as evidence.
#include "scan_folder.h"

typedef struct Loaded {
    bool ok;
    SourceText text;
    Problem problem;
} Loaded;

// Loads `name` of the folder.
static Loaded load(ScanFolder *f, const char *name) {
    Loaded out = {0};
    folder_scan(f, "", &(ScanOptions){0});
    uint32_t index = folder_index(f, name);
    out.ok = scan_load(&f->source, index, &f->arena, &out.text, &out.problem);
    cr_assert(str_eq(out.problem.path, str_from_c(name)) || out.ok);
    return out;
}

static Loaded load_bytes(ScanFolder *f, Str bytes) {
    folder_write_bytes(f, "a.py", bytes);
    return load(f, "a.py");
}

Test(load, encodings) {
    static const struct {
        Str bytes;
        const char *encoding, *text;
    } rows[] = {
        {STR_CONST(""), "utf-8", ""},
        {STR_CONST("x = 'caf\xC3\xA9'\n"), "utf-8", "x = 'café'\n"},
        {STR_CONST("\xEF\xBB\xBFx = 1\n"), "utf-8", "x = 1\n"},
        {STR_CONST("\xEF\xBB\xBF# coding: utf-8\n"), "utf-8", "# coding: utf-8\n"},
        {STR_CONST("# coding: latin-1\n'\xE9'"), "latin-1", "# coding: latin-1\n'é'"},
        {STR_CONST("# -*- coding: latin-1-unix -*-\n'\xE9'"), "latin-1",
         "# -*- coding: latin-1-unix -*-\n'é'"},
        {STR_CONST("#!/usr/bin/python\n# vim: set fileencoding=ISO-8859-15 :\n'\xA4'"),
         "ISO-8859-15", "#!/usr/bin/python\n# vim: set fileencoding=ISO-8859-15 :\n'€'"},
        {STR_CONST("\n# coding=cp1252\n'\x80'"), "cp1252", "\n# coding=cp1252\n'€'"},
        {STR_CONST("\f# coding=koi8-r\n'\xC1'"), "koi8-r", "\f# coding=koi8-r\n'а'"},
        {STR_CONST("# coding: shift_jis\n'\x83\x41'"), "shift_jis", "# coding: shift_jis\n'ア'"},
        {STR_CONST("# coding: utf8\n'\xC3\xA9'"), "utf8", "# coding: utf8\n'é'"},
        {STR_CONST("# coding of this: coding: ascii\n"), "ascii",
         "# coding of this: coding: ascii\n"},
        {STR_CONST("x = 1\n# coding: latin-1\n'\xC3\xA9'"), "utf-8",
         "x = 1\n# coding: latin-1\n'é'"},
        {STR_CONST("\n\n# coding: latin-1\n'\xC3\xA9'"), "utf-8", "\n\n# coding: latin-1\n'é'"},
        {STR_CONST("x = '# coding: latin-1'\n'\xC3\xA9'"), "utf-8", "x = '# coding: latin-1'\n'é'"},
    };
    ScanFolder f;
    folder_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Loaded got = load_bytes(&f, rows[i].bytes);
        cr_assert(got.ok, "row %zu: " STR_FMT, i, STR_ARG(got.problem.text));
        cr_assert_eq(got.problem.text.len, 0, "row %zu", i);
        cr_assert(str_eq(got.text.encoding, str_from_c(rows[i].encoding)), "row %zu", i);
        cr_assert(str_eq(got.text.text, str_from_c(rows[i].text)), "row %zu: " STR_FMT, i,
                  STR_ARG(got.text.text));
    }
    folder_close(&f);
}

Test(load, what_cannot_be_decoded_is_a_problem) {
    static const struct {
        Str bytes;
        uint32_t line;
        const char *text;
    } rows[] = {
        {STR_CONST("# coding: ascii\n\n'\xC3\xA9'\n"), 3, "byte 0xC3 is not valid ascii"},
        {STR_CONST("# coding: cp1252\n'\x81'\n"), 2, "byte 0x81 is not valid cp1252"},
        {STR_CONST("# coding: gbk\n'\xFF\xFF'\n"), 2, "byte 0xFF is not valid gbk"},
        {STR_CONST("# coding: martian\n"), 1, "unknown encoding martian"},
        {STR_CONST("# coding: utf-16\n"), 1, "unknown encoding utf-16"},
        {STR_CONST("\xEF\xBB\xBF# coding: latin-1\n"), 1, "encoding latin-1 with a UTF-8 mark"},
    };
    ScanFolder f;
    folder_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Loaded got = load_bytes(&f, rows[i].bytes);
        cr_assert(!got.ok, "row %zu", i);
        cr_assert_eq(got.problem.kind, PROBLEM_ENCODING, "row %zu", i);
        cr_assert_eq(got.problem.line, rows[i].line, "row %zu: %u", i, got.problem.line);
        cr_assert(str_eq(got.problem.text, str_from_c(rows[i].text)), "row %zu: " STR_FMT, i,
                  STR_ARG(got.problem.text));
    }
    folder_close(&f);
}

Test(load, line_ends_and_odd_bytes) {
    static const struct {
        Str bytes, text;
        uint32_t line; // of the problem, 0: none
        const char *problem;
    } rows[] = {
        {STR_CONST("a\r\nb\r\n"), STR_CONST("a\r\nb\r\n"), 0, ""},
        {STR_CONST("a\rb\r"), STR_CONST("a\nb\n"), 0, ""},
        {STR_CONST("a\r\r\nb"), STR_CONST("a\n\r\nb"), 0, ""},
        {STR_CONST("\fa\n"), STR_CONST("\fa\n"), 0, ""},
        {STR_CONST("a\n'\0'\0"), STR_CONST("a\n'\xEF\xBF\xBD'\xEF\xBF\xBD"), 2,
         "2 NUL bytes, which Python does not accept"},
        {STR_CONST("x = 1\n# caf\xE9\0\n"), STR_CONST("x = 1\n# caf\xEF\xBF\xBD\xEF\xBF\xBD\n"), 2,
         "byte 0xE9 is not valid utf-8"},
        {STR_CONST("'\xED\xA0'\n"), STR_CONST("'\xEF\xBF\xBD\xEF\xBF\xBD'\n"), 1,
         "byte 0xED is not valid utf-8"},
    };
    ScanFolder f;
    folder_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Loaded got = load_bytes(&f, rows[i].bytes);
        cr_assert(got.ok, "row %zu", i);
        cr_assert(str_eq(got.text.text, rows[i].text), "row %zu", i);
        cr_assert(str_eq(got.problem.text, str_from_c(rows[i].problem)), "row %zu: " STR_FMT, i,
                  STR_ARG(got.problem.text));
        cr_assert_eq(got.problem.line, rows[i].line, "row %zu", i);
        if (rows[i].line) cr_assert_eq(got.problem.kind, PROBLEM_ENCODING);
    }
    folder_close(&f);
}

Test(load, size_is_limited) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "a.py", "# large\n");
    static const uint32_t sizes[] = {SCAN_FILE_BYTES_MAX, SCAN_FILE_BYTES_MAX + 1, 100u << 20};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        cr_assert_eq(truncate(folder_at(&f, "a.py"), sizes[i]), 0);
        Loaded got = load(&f, "a.py");
        cr_assert_eq(f.source.files.items[0].size_bytes, sizes[i]);
        cr_assert_eq(got.ok, i == 0);
        if (i > 0) cr_assert_eq(got.problem.kind, PROBLEM_TOO_LARGE);
        if (i > 0) cr_assert(str_eq(got.problem.text, STR("larger than 16 MiB")));
    }
    folder_close(&f);
}

Test(load, files_that_changed_since_they_were_listed) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "a.py", "");
    folder_write(&f, "b.py", "");
    folder_scan(&f, "", &(ScanOptions){0});
    unlink(folder_at(&f, "a.py"));
    SourceText text;
    Problem problem;
    cr_assert(!scan_load(&f.source, 0, &f.arena, &text, &problem));
    cr_assert_eq(problem.kind, PROBLEM_UNREADABLE);
    cr_assert_eq(symlink("b.py", folder_at(&f, "a.py")), 0);
    cr_assert(!scan_load(&f.source, 0, &f.arena, &text, &problem));
    cr_assert_eq(problem.kind, PROBLEM_LINK);
    unlink(folder_at(&f, "a.py"));
    cr_assert_eq(mkfifo(folder_at(&f, "a.py"), 0666), 0);
    cr_assert(!scan_load(&f.source, 0, &f.arena, &text, &problem));
    cr_assert_eq(problem.kind, PROBLEM_UNREADABLE);
    folder_close(&f);
}

Test(load, excerpts) {
    ScanFolder f;
    folder_open(&f);
    Buf text = buf_new(&f.arena);
    buf_c(&text, "# coding: latin-1\r\n\r\n  x = '\xE9'  \n");
    buf_repeat(&text, STR("\xE9"), 160);
    buf_char(&text, '\n');
    buf_repeat(&text, STR("\xE9"), 161);
    folder_write_bytes(&f, "a.py", buf_str(&text));
    folder_scan(&f, "", &(ScanOptions){0});
    static const uint32_t rows[] = {0, 1, 2, 2, 3, 4, 5, 4000000};
    Str got[ARRAY_LEN(rows)];
    scan_excerpts(&f.source, 0, rows, ARRAY_LEN(rows), &f.arena, got);
    cr_assert(str_eq(got[0], STR("# coding: latin-1")));
    cr_assert(str_eq(got[1], STR("")));
    cr_assert(str_eq(got[2], STR("x = 'é'")));
    cr_assert(str_eq(got[3], got[2]));
    cr_assert_eq(str_code_points(got[4]), 160);
    cr_assert_eq(str_code_points(got[5]), 161);
    cr_assert(str_ends(got[5], STR("é…")));
    cr_assert(str_eq(got[6], STR("")));
    cr_assert(str_eq(got[7], STR("")));
    unlink(folder_at(&f, "a.py"));
    scan_excerpts(&f.source, 0, rows, 1, &f.arena, got);
    cr_assert(str_eq(got[0], STR("")));
    folder_close(&f);
}
