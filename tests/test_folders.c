// SPDX-License-Identifier: MIT
// Tests of the plain walk: which files of a folder outside any repository are listed.
#include "scan_folder.h"

#include "scan/folders.h"

static const ScanOptions ALL = {0};

Test(folders, lists_sorted_by_bytes) {
    ScanFolder f;
    folder_open(&f);
    static const char *const names[] = {"b.py", "a/z.py", "a.py", "a-b/c.py", "B.py", "a/b/c.py"};
    folder_touch(&f, names, ARRAY_LEN(names));
    cr_assert_str_eq(folder_list(&f, &ALL), "B.py\na-b/c.py\na.py\na/b/c.py\na/z.py\nb.py\n");
    cr_assert(!f.source.is_git);
    folder_close(&f);
}

Test(folders, empty_folder_has_no_files) {
    ScanFolder f;
    folder_open(&f);
    cr_assert_str_eq(folder_list(&f, &ALL), "");
    cr_assert_eq(f.source.problems.len, 0);
    folder_close(&f);
}

Test(folders, root_must_be_a_folder) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "file.py", "");
    static const char *const roots[] = {"nowhere", "file.py"};
    for (size_t i = 0; i < ARRAY_LEN(roots); i++) {
        Error err = {0};
        Source source;
        ScanOptions options = {.root = str_from_c(folder_at(&f, roots[i]))};
        cr_assert(!scan_list(&options, &f.arena, &source, &err), "%s", roots[i]);
        cr_assert_eq(err.code, ERROR_INPUT);
    }
    folder_close(&f);
}

Test(folders, installed_code_and_caches_are_never_entered) {
    ScanFolder f;
    folder_open(&f);
    static const char *const names[] = {
        "app.py",
        ".git/x.py",
        "env/pyvenv.cfg",
        "env/lib/x.py",
        "lib/site-packages/x.py",
        "lib/dist-packages/x.py",
        "web/node_modules/x.py",
        "__pycache__/x.py",
        ".tox/x.py",
        ".nox/x.py",
        ".venv/x.py",
        ".eggs/x.py",
        ".mypy_cache/x.py",
        ".github/x.py",
    };
    folder_touch(&f, names, ARRAY_LEN(names));
    cr_assert_str_eq(folder_list(&f, &ALL), ".github/x.py\napp.py\n");
    // The broken .git is noted; skipped folders are not counted.
    cr_assert_eq(f.source.files_skipped, 0);
    cr_assert_str_eq(folder_list(&f, &(ScanOptions){.no_ignore = true}), ".github/x.py\napp.py\n");
    folder_close(&f);
}

Test(folders, a_named_virtual_environment_is_walked) {
    ScanFolder f;
    folder_open(&f);
    static const char *const names[] = {"env/pyvenv.cfg", "env/app.py"};
    folder_touch(&f, names, ARRAY_LEN(names));
    cr_assert_str_eq(folder_list(&f, &ALL), "");
    cr_assert_str_eq(folder_list_in(&f, "env", &ALL), "app.py\npyvenv.cfg\n");
    folder_close(&f);
}

Test(folders, gitignore_inside_the_root_counts) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, ".gitignore", "*.log\n");
    folder_write(&f, "root/.gitignore", "/data\n!keep.py\nsecret_*.py\n");
    folder_write(&f, "root/app/.gitignore", "!secret_b.py\n");
    static const char *const names[] = {
        "root/a.log",           "root/data/x.py",     "root/secret_a.py",
        "root/app/secret_b.py", "root/app/data/y.py",
    };
    folder_touch(&f, names, ARRAY_LEN(names));
    cr_assert_str_eq(folder_list_in(&f, "root", &ALL),
                     ".gitignore\na.log\napp/.gitignore\napp/data/y.py\napp/secret_b.py\n");
    cr_assert_str_eq(folder_list_in(&f, "root", &(ScanOptions){.no_ignore = true}),
                     ".gitignore\na.log\napp/.gitignore\napp/data/y.py\napp/secret_b.py\n"
                     "data/x.py\nsecret_a.py\n");
    folder_close(&f);
}

Test(folders, links_and_devices_are_counted_not_followed) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "app.py", "");
    cr_assert_eq(symlink("app.py", folder_at(&f, "link.py")), 0);
    cr_assert_eq(symlink(".", folder_at(&f, "loop")), 0);
    cr_assert_eq(symlink("/etc", folder_at(&f, "out")), 0);
    cr_assert_eq(mkfifo(folder_at(&f, "pipe.py"), 0666), 0);
    cr_assert_str_eq(folder_list(&f, &ALL), "app.py\n");
    cr_assert_eq(f.source.files_skipped, 4);
    folder_close(&f);
}

Test(folders, a_gitignore_that_is_no_file_is_passed_over) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "rules", "*.py\n");
    folder_write(&f, "a/x.py", "");
    folder_write(&f, "b/x.py", "");
    folder_write(&f, "c/.gitignore/x.py", "");
    cr_assert_eq(symlink("../rules", folder_at(&f, "a/.gitignore")), 0);
    cr_assert_eq(mkfifo(folder_at(&f, "b/.gitignore"), 0666), 0);
    cr_assert_str_eq(folder_list(&f, &ALL), "a/x.py\nb/x.py\nc/.gitignore/x.py\nrules\n");
    folder_close(&f);
}

Test(folders, a_too_large_gitignore_is_a_problem) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "app.py", "");
    folder_write(&f, ".gitignore", "*.py\n");
    cr_assert_eq(truncate(folder_at(&f, ".gitignore"), IGNORE_FILE_BYTES_MAX + 1), 0);
    cr_assert_str_eq(folder_list(&f, &ALL), ".gitignore\napp.py\n");
    cr_assert_eq(folder_problems(&f, PROBLEM_TOO_LARGE, ".gitignore"), 1);
    folder_close(&f);
}

Test(folders, any_bytes_may_be_a_name) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "caf\xE9/\xFF\x01.py", "x = 1\n");
    folder_write(&f, "new\nline.py", "");
    cr_assert_str_eq(folder_list(&f, &ALL), "caf%E9/%FF%01.py\nnew%0Aline.py\n");
    SourceText text;
    Problem problem;
    cr_assert(scan_load(&f.source, 0, &f.arena, &text, &problem));
    cr_assert(str_eq(text.text, STR("x = 1\n")));
    folder_close(&f);
}

Test(folders, include_and_exclude) {
    ScanFolder f;
    folder_open(&f);
    static const char *const names[] = {
        "pyproject.toml", "shop/models.py", "shop/old/a.py", "web/old/b.py", "web/app.py",
    };
    folder_touch(&f, names, ARRAY_LEN(names));
    static const struct {
        Str include, exclude;
        const char *listed;
    } rows[] = {
        {STR_CONST("shop"), {0}, "pyproject.toml\nshop/models.py\nshop/old/a.py\n"},
        {STR_CONST("./shop/"), {0}, "pyproject.toml\nshop/models.py\nshop/old/a.py\n"},
        {STR_CONST("**/old"), {0}, "pyproject.toml\nshop/old/a.py\nweb/old/b.py\n"},
        {{0}, STR_CONST("old"), "pyproject.toml\nshop/models.py\nweb/app.py\n"},
        {{0}, STR_CONST("*.toml"), "shop/models.py\nshop/old/a.py\nweb/app.py\nweb/old/b.py\n"},
        {{0},
         STR_CONST("web/*.py"),
         "pyproject.toml\nshop/models.py\nshop/old/a.py\nweb/old/b.py\n"},
        {STR_CONST("shop"), STR_CONST("old"), "pyproject.toml\nshop/models.py\n"},
        {STR_CONST("nothing"), {0}, "pyproject.toml\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        ScanOptions options = {
            .include = &rows[i].include,
            .include_count = rows[i].include.len > 0,
            .exclude = &rows[i].exclude,
            .exclude_count = rows[i].exclude.len > 0,
        };
        cr_assert_str_eq(folder_list(&f, &options), rows[i].listed, "row %zu", i);
    }
    folder_close(&f);
}

Test(folders, depth_is_limited) {
    ScanFolder f;
    folder_open(&f);
    Buf path = buf_new(&f.arena);
    for (uint32_t i = 0; i < SCAN_DEPTH_MAX; i++)
        buf_c(&path, "d/");
    const char *deepest = str_to_c(&f.arena, buf_str(&path));
    folder_write(&f, str_fmt(&f.arena, "%sx.py", deepest).ptr, "");
    folder_write(&f, str_fmt(&f.arena, "%sd/y.py", deepest).ptr, "");
    folder_scan(&f, "", &ALL);
    cr_assert_eq(f.source.files.len, 1);
    cr_assert(str_ends(f.source.files.items[0].path, STR("x.py")));
    cr_assert_eq(folder_problems(&f, PROBLEM_LIMIT, str_fmt(&f.arena, "%sd", deepest).ptr), 1);
    folder_close(&f);
}

Test(folders, number_of_files_is_limited) {
    ScanFolder f;
    folder_open(&f);
    static const char *const names[] = {"a.py", "b/c.py", "b/d.py", "e.py"};
    folder_touch(&f, names, ARRAY_LEN(names));
    for (uint32_t max = 3; max <= 4; max++) {
        Source source = {0};
        Error err = {0};
        cr_assert(fs_root_open(&f.arena, str_from_c(f.path), &source.fs, &err));
        WalkOptions options = {.files_max = max, .depth_max = 2};
        folders_walk(&options, &f.arena, &source);
        cr_assert_eq(source.files.len, max);
        cr_assert_eq(source.problems.len, max == 3);
        fs_root_close(source.fs);
    }
    folder_close(&f);
}
