// SPDX-License-Identifier: MIT
// Tests of a root in memory: it answers like a directory with the same files.
//
//   {"a-b/x.py", "a/y.py", "a.py"}, fs_list(root, "")  ->  a (folder), a-b (folder), a.py (file)
#include <criterion/criterion.h>

#include "base/buf.h"
#include "base/fs.h"

static const FsText TEXTS[] = {
    {STR_CONST("a-b/x.py"), STR_CONST("import x\n")},
    {STR_CONST("a.py"), STR_CONST("")},
    {STR_CONST("a/sub/z.py"), STR_CONST("z\n")},
    {STR_CONST("a/y.py"), STR_CONST("import y\n")},
};

Test(fs_texts, lists_folders_that_follow_from_paths) {
    static const struct {
        Str dir;
        FsStatus status;
        const char *want; // folders end with /
    } rows[] = {
        {STR_CONST(""), FS_OK, "a/ a-b/ a.py "}, {STR_CONST("a"), FS_OK, "sub/ y.py "},
        {STR_CONST("a/sub"), FS_OK, "z.py "},    {STR_CONST("a/su"), FS_NOT_FOUND, ""},
        {STR_CONST("a.py"), FS_NOT_REGULAR, ""},
    };
    Arena arena = {0};
    FsRoot *root = fs_root_of_texts(&arena, TEXTS, ARRAY_LEN(TEXTS));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        FsEntryVec entries = {0};
        cr_expect_eq(fs_list(root, rows[i].dir, &arena, &entries), rows[i].status);
        Buf got = buf_new(&arena);
        for (uint32_t e = 0; e < entries.len; e++)
            buf_fmt(&got, STR_FMT "%s ", STR_ARG(entries.items[e].name),
                    entries.items[e].kind == FS_DIR ? "/" : "");
        cr_expect(str_eq(buf_str(&got), str_from_c(rows[i].want)), "got " STR_FMT,
                  STR_ARG(buf_str(&got)));
    }
    fs_root_close(root);
    arena_free(&arena);
}

Test(fs_texts, reads_what_is_there) {
    static const struct {
        Str path;
        uint64_t limit;
        FsStatus status;
        const char *want;
    } rows[] = {
        {STR_CONST("a/y.py"), 100, FS_OK, "import y\n"},
        {STR_CONST("a.py"), 100, FS_OK, ""},
        {STR_CONST("a/y.py"), 3, FS_TOO_LARGE, ""},
        {STR_CONST("a"), 100, FS_NOT_REGULAR, ""},
        {STR_CONST("y.py"), 100, FS_NOT_FOUND, ""},
        {STR_CONST("../a.py"), 9, FS_NOT_FOUND, ""},
    };
    Arena arena = {0};
    FsRoot *root = fs_root_of_texts(&arena, TEXTS, ARRAY_LEN(TEXTS));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Str text = {0};
        uint64_t size = 0;
        cr_expect_eq(fs_read(root, rows[i].path, rows[i].limit, &arena, &text, &size),
                     rows[i].status);
        cr_expect(str_eq(text, str_from_c(rows[i].want)));
    }
    FsKind kind;
    uint64_t size;
    cr_assert_eq(fs_kind(root, STR("a/sub"), &kind, &size), FS_OK);
    cr_assert_eq(kind, FS_DIR);
    cr_assert_eq(fs_kind(root, STR("a/y.py"), &kind, &size), FS_OK);
    cr_assert(kind == FS_FILE && size == 9);
    cr_assert_eq(fs_root_real_path(root).len, 0);
    arena_free(&arena);
}
