// SPDX-License-Identifier: MIT
// A small good set of rules in a throw-away folder, with one file replaced by a bad one.
//
//   rules_set_expect_refusal("matrix.json", "{}", ": missing key \"criteria\"");
#ifndef TESTS_RULES_SET_H
#define TESTS_RULES_SET_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/jsonio.h"
#include "rules/rules.h"

static const struct RulesSetFile {
    const char *name;
    const char *text;
} RULES_SET[] = {
    {"names.json", "{\"aliases\": {\"b.Old\": \"b.New\", \"a.old.*\": \"a.new.*\"},"
                   " \"classes\": {\"z.User\": [\"m.Model\"], \"a.Base\": [\"m.Model\"]},"
                   " \"generic\": [\"payments\", \"agents\"]}"},
    {"facts/a.json",
     "{\"facts\": [{\"id\": \"models\", \"title\": \"t\", \"match\":"
     " [{\"base\": [\"m.Model\"], \"not_attrs\": {\"Meta.abstract\": \"True\"}}]},"
     " {\"id\": \"fields\", \"title\": \"t\", \"count\": \"files\", \"match\":"
     " [{\"field\": [\"m.Field.*\"], \"class_in\": \"models\", \"no_tests\": true}]},"
     " {\"id\": \"imports\", \"title\": \"t\", \"modules\": true, \"match\":"
     " [{\"import\": [\"torch.*\"], \"third_party\": true, \"within\": \"async\"}]}]}"},
    {"profile.json", "{\"profile\": []}"},
    {"effort.json",
     "{\"scale\": {\"cost_days\": {\"value\": 0.1, \"why\": \"w\"},"
     " \"blocker_days\": {\"value\": 1, \"why\": \"w\"},"
     " \"low\": {\"value\": 0.5, \"why\": \"w\"}, \"high\": {\"value\": 2, \"why\": \"w\"},"
     " \"untested\": {\"value\": 1.5, \"why\": \"w\"},"
     " \"tests\": \"models\", \"assumption\": \"a\"}, \"efforts\": []}"},
    {"advice.json", "{\"advice\": []}"},
    {"frameworks/flask.json", "{\"id\": \"flask\", \"title\": \"Flask\", \"side\": \"other\","
                              " \"priority\": 3, \"spread\": [{\"import\": [\"flask.*\"]}],"
                              " \"entry\": [], \"declared\": [], \"plugin\": [], \"routes\": []}"},
    {"signals/a.json", "{\"signals\": [{\"id\": \"x.models\", \"title\": \"t\", \"why\": \"w\","
                       " \"say\": [\"one\", \"{n} m\"], \"claims\": [2, 5], \"kind\": \"need\","
                       " \"kind_on\": {\"flask\": \"ignore\"}, \"criterion\": \"type\","
                       " \"lean\": -0.5, \"strength\": {\"weight\": 3, \"half\": 6},"
                       " \"when\": [{\"fact\": \"fields\", \"min\": 1},"
                       " {\"fact\": \"async_for\", \"max\": 7}],"
                       " \"match\": [{\"fact\": [\"models\"]}, {\"setting\": [\"CACHES\"]},"
                       " {\"call\": [\"a.b\"], \"roles\": [\"app\", \"script\"]}]}]}"},
};

static Str rules_set_path(Arena *arena, Str dir, const char *name) {
    return str_fmt(arena, STR_FMT "/%s", STR_ARG(dir), name);
}

static void rules_set_write(Arena *arena, Str dir, const char *name, const char *text) {
    Error err = {0};
    cr_assert(fs_write_user_file(rules_set_path(arena, dir, name), str_from_c(text), &err), "%s",
              err.text);
}

// All numbers that a set must have, whatever they are called: each is 60.
static const char *rules_set_matrix(Arena *arena) {
    static const char *const NAMES[] = {
#define NUMBER(name, key, what) key,
#include "model/numbers.def"
#undef NUMBER
    };
    Buf buf = buf_new(arena);
    buf_c(&buf, "{\"criteria\": [{\"id\": \"type\", \"title\": \"Type\", \"django\": \"d\","
                " \"fastapi\": \"f\", \"weight\": 2, \"half\": 4}], \"numbers\": {");
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++)
        buf_fmt(&buf, "%s\"%s\": 60", i ? ", " : "", NAMES[i]);
    buf_c(&buf, "}}");
    return str_to_c(arena, buf_str(&buf));
}

// A folder with the good set; `replaced` and its text take the place of one file, or are added.
static Str rules_set_make(Arena *arena, const char *replaced, const char *text) {
    char template[] = "/tmp/rules-XXXXXX";
    cr_assert_not_null(mkdtemp(template));
    Str dir = str_copy(arena, str_from_c(template));
    static const char *const FOLDERS[] = {"facts", "frameworks", "signals"};
    for (size_t i = 0; i < ARRAY_LEN(FOLDERS); i++)
        cr_assert_eq(mkdir(str_to_c(arena, rules_set_path(arena, dir, FOLDERS[i])), 0700), 0);
    for (size_t i = 0; i < ARRAY_LEN(RULES_SET); i++)
        rules_set_write(arena, dir, RULES_SET[i].name, RULES_SET[i].text);
    rules_set_write(arena, dir, "matrix.json", rules_set_matrix(arena));
    if (replaced) rules_set_write(arena, dir, replaced, text);
    return dir;
}

static void rules_set_remove(Arena *arena, Str dir) {
    static const char *const FOLDERS[] = {"facts", "frameworks", "signals", ""};
    Error err = {0};
    for (size_t i = 0; i < ARRAY_LEN(FOLDERS); i++) {
        Str folder = rules_set_path(arena, dir, FOLDERS[i]);
        FsEntryVec entries = {0};
        cr_assert(fs_list_user_dir(folder, arena, &entries, &err), "%s", err.text);
        for (uint32_t n = 0; n < entries.len; n++)
            remove(str_to_c(arena,
                            rules_set_path(arena, folder, str_to_c(arena, entries.items[n].name))));
        remove(str_to_c(arena, folder));
    }
}

// The set with one file replaced is refused with exactly this sentence behind the folder's name.
static void rules_set_expect_refusal(const char *file, const char *text, const char *sentence) {
    Arena arena = {0};
    Error err = {0};
    Rules rules;
    Str dir = rules_set_make(&arena, file, text);
    cr_expect_not(rules_load_dir(dir, &arena, &rules, &err), "%s: %s", file, text);
    rules_set_remove(&arena, dir);
    Str expected = str_fmt(&arena, STR_FMT "/%s%s", STR_ARG(dir), file, sentence);
    bool is_cut = str_ends(expected, STR("…"));
    if (is_cut) expected = str_sub(expected, 0, expected.len - STR("…").len);
    Str got = str_from_c(err.text);
    cr_expect(is_cut ? str_starts(got, expected) : str_eq(got, expected),
              "\n%s\nexpected\n" STR_FMT, err.text, STR_ARG(expected));
    arena_free(&arena);
}

#endif
