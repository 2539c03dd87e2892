// SPDX-License-Identifier: MIT
// Writing below a folder that is not ours: nothing outside it is touched, nothing is left half-way.
#include "scan_folder.h"

static FsPut put(ScanFolder *f, const char *path, const char *text, FsPutMode mode, Error *err) {
    return fs_put(str_from_c(f->path), str_from_c(path), str_from_c(text), mode, err);
}

static Str content(ScanFolder *f, const char *path) {
    Str text;
    Error err = {0};
    cr_assert(fs_read_user_file(str_from_c(folder_at(f, path)), 1000, &f->arena, &text, &err), "%s",
              err.text);
    return text;
}

static uint32_t entries(ScanFolder *f, const char *path) {
    FsEntryVec list = {0};
    Error err = {0};
    cr_assert(fs_list_user_dir(str_from_c(folder_at(f, path)), &f->arena, &list, &err));
    return list.len;
}

Test(fs_put, folders_are_made_and_files_replaced) {
    ScanFolder f;
    folder_open(&f);
    Error err = {0};
    cr_expect_eq(put(&f, "a/b/c.json", "one", FS_PUT_REPLACE, &err), FS_PUT_DONE, "%s", err.text);
    cr_expect(str_eq(content(&f, "a/b/c.json"), STR("one")));
    cr_expect_eq(put(&f, "a/b/c.json", "two", FS_PUT_REPLACE, &err), FS_PUT_DONE);
    cr_expect(str_eq(content(&f, "a/b/c.json"), STR("two")));
    cr_expect_eq(entries(&f, "a/b"), 1, "no temporary file stays");
    folder_close(&f);
}

Test(fs_put, a_new_file_replaces_nothing) {
    ScanFolder f;
    folder_open(&f);
    Error err = {0};
    cr_expect_eq(put(&f, "x", "one", FS_PUT_NEW, &err), FS_PUT_DONE, "%s", err.text);
    cr_expect_eq(put(&f, "x", "two", FS_PUT_NEW, &err), FS_PUT_EXISTS);
    cr_expect(str_eq(content(&f, "x"), STR("one")));
    cr_assert_eq(symlink("x", folder_at(&f, "link")), 0);
    cr_expect_eq(put(&f, "link", "two", FS_PUT_NEW, &err), FS_PUT_EXISTS);
    cr_expect_eq(entries(&f, ""), 2);
    folder_close(&f);
}

Test(fs_put, no_link_leads_out) {
    ScanFolder f, outside;
    folder_open(&f);
    folder_open(&outside);
    folder_write(&outside, "victim", "safe");
    cr_assert_eq(symlink(outside.path, folder_at(&f, "dir")), 0);
    cr_assert_eq(symlink(folder_at(&outside, "victim"), folder_at(&f, "file")), 0);
    folder_make(&f, "folder/x");
    static const struct {
        const char *path, *want;
    } cases[] = {
        {"dir/victim", "symbolic link"},
        {"file", "symbolic link"},
        {"folder", "not a regular file"},
        {"../victim", "not a path"},
        {"/etc/x", "not a path"},
        {"a/../../x", "not a path"},
        {"", "not a path"},
        {"a/", "not a path"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Error err = {0};
        cr_expect_eq(put(&f, cases[i].path, "bad", FS_PUT_REPLACE, &err), FS_PUT_FAILED);
        cr_expect(strstr(err.text, cases[i].want), "row %zu: %s", i, err.text);
    }
    cr_expect(str_eq(content(&outside, "victim"), STR("safe")));
    cr_expect_eq(entries(&outside, ""), 1);
    folder_close(&outside);
    folder_close(&f);
}

Test(fs_put, a_file_on_the_way_is_told) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "a", "");
    Error err = {0};
    cr_expect_eq(put(&f, "a/b", "x", FS_PUT_REPLACE, &err), FS_PUT_FAILED);
    cr_expect(strstr(err.text, "cannot write"), "%s", err.text);
    folder_close(&f);
}
