// SPDX-License-Identifier: MIT
// Tests of --files: exactly the files named, and what becomes of those that cannot be taken.
#include "scan_folder.h"

#include "scan/named.h"

static const char *list_named(ScanFolder *f, const Str *only, uint32_t count) {
    return folder_list(f, &(ScanOptions){.only = only, .only_count = count});
}

Test(named, named_files_are_the_only_ones) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "bin/serve", "#!/usr/bin/env python3\nprint()\n");
    folder_write(&f, "bin/build", "#!/bin/sh\n");
    folder_write(&f, ".gitignore", "*\n");
    folder_write(&f, "requirements.txt", "django\n");
    static const char *const names[] = {"a.py", "b.py", "node_modules/x.py"};
    folder_touch(&f, names, ARRAY_LEN(names));
    static const Str only[] = {
        STR_CONST("./bin//serve"),      STR_CONST("b.py"), STR_CONST("bin/build"),
        STR_CONST("node_modules/x.py"), STR_CONST("b.py"),
    };
    cr_assert_str_eq(list_named(&f, only, ARRAY_LEN(only)),
                     "b.py\nbin/build\nbin/serve\nnode_modules/x.py\n");
    cr_assert_eq(f.source.files.items[folder_index(&f, "bin/serve")].kind, FILE_PYTHON);
    cr_assert_eq(f.source.files.items[folder_index(&f, "bin/build")].kind, FILE_OTHER);
    cr_assert_eq(f.source.dependencies.len, 0, "requirements.txt was not named");
    cr_assert_eq(f.source.problems.len, 0);
    static const Str with_manifest[] = {STR_CONST("requirements.txt")};
    list_named(&f, with_manifest, 1);
    cr_assert_eq(f.source.dependencies.len, 1);
    cr_assert_str_eq(list_named(&f, only, 0), "");
    folder_close(&f);
}

Test(named, named_files_that_cannot_be_taken_are_problems) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "app/a.py", "");
    cr_assert_eq(symlink("app/a.py", folder_at(&f, "link.py")), 0);
    cr_assert_eq(symlink("app", folder_at(&f, "linked")), 0);
    cr_assert_eq(mkfifo(folder_at(&f, "pipe.py"), 0666), 0);
    static const struct {
        const char *path;
        ProblemKind kind;
    } rows[] = {
        {"gone.py", PROBLEM_UNREADABLE},
        {"app", PROBLEM_UNREADABLE},
        {"link.py", PROBLEM_LINK},
        {"linked/a.py", PROBLEM_LINK},
        {"pipe.py", PROBLEM_UNREADABLE},
        {"../a.py", PROBLEM_UNREADABLE},
        {"app/../app/a.py", PROBLEM_UNREADABLE},
        {"/etc/passwd", PROBLEM_UNREADABLE},
        {"", PROBLEM_UNREADABLE},
        {".", PROBLEM_UNREADABLE},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Str only = str_from_c(rows[i].path);
        cr_assert_str_eq(list_named(&f, &only, 1), "", "%s", rows[i].path);
        cr_assert_eq(folder_problems(&f, rows[i].kind, rows[i].path), 1, "%s", rows[i].path);
    }
    folder_close(&f);
}

Test(named, named_files_are_limited_too) {
    ScanFolder f;
    folder_open(&f);
    static const char *const names[] = {"a.py", "b.py", "c.py"};
    static const Str only[] = {STR_CONST("a.py"), STR_CONST("b.py"), STR_CONST("c.py")};
    folder_touch(&f, names, ARRAY_LEN(names));
    Source source = {0};
    Error err = {0};
    cr_assert(fs_root_open(&f.arena, str_from_c(f.path), &source.fs, &err));
    named_files(only, ARRAY_LEN(only), 2, &f.arena, &source);
    cr_assert_eq(source.files.len, 2);
    cr_assert_eq(source.problems.len, 1);
    cr_assert_eq(source.problems.items[0].kind, PROBLEM_LIMIT);
    fs_root_close(source.fs);
    folder_close(&f);
}
