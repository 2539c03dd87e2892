// SPDX-License-Identifier: MIT
// The configuration of a repository as a flat list, and what is refused.
#include "scan_folder.h"

static bool read_settings(ScanFolder *f, Settings *out, Error *err) {
    FsRoot *root;
    cr_assert(fs_root_open(&f->arena, str_from_c(f->path), &root, err), "%s", err->text);
    bool ok = scan_settings(root, &f->arena, out, err);
    fs_root_close(root);
    return ok;
}

// "exclude@1=[a,b] gate.drift@3=0.2", the file in front.
static Str dump(Arena *arena, const Settings *settings) {
    Buf out = buf_new(arena);
    buf_fmt(&out, STR_FMT ":", STR_ARG(settings->file));
    for (uint32_t i = 0; i < settings->items.len; i++) {
        const Setting *s = &settings->items.items[i];
        buf_fmt(&out, " " STR_FMT "@%u=", STR_ARG(s->key), s->line);
        if (s->kind == SETTING_SCALAR) buf_fmt(&out, STR_FMT, STR_ARG(s->text));
        if (s->kind == SETTING_TEXT) buf_fmt(&out, "'" STR_FMT "'", STR_ARG(s->text));
        if (s->kind == SETTING_TABLE) buf_c(&out, "{}");
        if (s->kind == SETTING_OTHER) buf_c(&out, "?");
        for (uint32_t k = 0; k < s->items.len && s->kind == SETTING_LIST; k++)
            buf_fmt(&out, "%s" STR_FMT, k ? "," : "", STR_ARG(s->items.items[k]));
    }
    return buf_str(&out);
}

Test(settings, keys_are_flat_and_have_lines) {
    static const struct {
        const char *own, *shared, *want;
    } cases[] = {
        {NULL, NULL, ":"},
        {"", NULL, "stayorgo.toml:"},
        {"# nothing\n", "[tool.stayorgo]\na = 1\n", "stayorgo.toml:"},
        {"a = 1\nb = 'x'\n[c]\nd = true\n", NULL, "stayorgo.toml: a@1=1 b@2='x' c.d@4=true"},
        {"a = ['x', \"y\"]\n[e]\n", NULL, "stayorgo.toml: a@1=x,y e@2={}"},
        {"a = ['x', 2]\n", NULL, "stayorgo.toml: a@1=?"},
        {"w.\"a.b\" = 1\nw.c.d = 2\n", NULL, "stayorgo.toml: w.a.b@1=1 w.c.d@2=2"},
        {"\xEF\xBB\xBF"
         "a = 1\n",
         NULL, "stayorgo.toml: a@1=1"},
        {NULL, "[project]\nname = 'stayorgo'\n", ":"},
        {NULL, "[tool.black]\na = 1\n", ":"},
        {NULL, "[tool.black]\na = 1\n\n[tool.stayorgo]\nb = 2\n[tool.stayorgo.c]\nd = 3\n",
         "pyproject.toml: b@5=2 c.d@7=3"},
        {NULL, "[tool.stayorgo]\n", "pyproject.toml:"},
        {NULL, "[project]\nname = 'a'\ndescription = 'not stayorgo'\n[broken\n", ":"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        ScanFolder f;
        folder_open(&f);
        if (cases[i].own) folder_write(&f, "stayorgo.toml", cases[i].own);
        if (cases[i].shared) folder_write(&f, "pyproject.toml", cases[i].shared);
        Settings settings;
        Error err = {0};
        cr_expect(read_settings(&f, &settings, &err), "row %zu: %s", i, err.text);
        Str got = dump(&f.arena, &settings);
        cr_expect(str_eq(got, str_from_c(cases[i].want)), "row %zu: " STR_FMT, i, STR_ARG(got));
        folder_close(&f);
    }
}

Test(settings, what_is_lost_may_be_a_gate) {
    static const struct {
        const char *file, *text, *want;
    } cases[] = {
        {"stayorgo.toml", "a = 1\nb = \n", "stayorgo.toml:2: not valid TOML here"},
        {"stayorgo.toml", "a = 1\na = 2\n", "stayorgo.toml:2: this key is given twice"},
        {"stayorgo.toml", "a = '\xFF'\n", "stayorgo.toml: not UTF-8"},
        {"stayorgo.toml/x", "", "stayorgo.toml: not a regular file"},
        {"pyproject.toml", "[tool.stayorgo]\na = = 1\n", "pyproject.toml:2: not valid TOML here"},
        {"pyproject.toml", "[tool]\nstayorgo = 1\n", "pyproject.toml:2: tool.stayorgo is to be"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        ScanFolder f;
        folder_open(&f);
        folder_write(&f, cases[i].file, cases[i].text);
        Settings settings;
        Error err = {0};
        cr_expect_not(read_settings(&f, &settings, &err), "row %zu", i);
        cr_expect(strstr(err.text, cases[i].want), "row %zu: %s", i, err.text);
        cr_expect_null(strchr(err.text, '/'), "row %zu: %s", i, err.text);
        folder_close(&f);
    }
}

Test(settings, links_are_not_followed) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "elsewhere", "a = 1\n");
    cr_assert_eq(symlink("elsewhere", folder_at(&f, "stayorgo.toml")), 0);
    Settings settings;
    Error err = {0};
    cr_expect_not(read_settings(&f, &settings, &err));
    cr_expect_str_eq(err.text, "stayorgo.toml: symbolic link, not followed");
    folder_close(&f);
}
