// SPDX-License-Identifier: MIT
// Tests of .gitignore rules: rows that show each rule, and many odd patterns held against git
// itself.
#include "scan_folder.h"

#include "scan/ignore.h"

// An exponential matcher would take for ever.
TestSuite(ignore, .timeout = 120);

Test(ignore, globs) {
    static const struct {
        const char *pattern, *text;
        bool matches;
    } rows[] = {
        {"*.py", "a.py", true},
        {"*.py", "a.pyc", false},
        {"a*b", "a/b", false},
        {"a?b", "a/b", false},
        {"**/x", "x", true},
        {"**/x", "a/b/x", true},
        {"**/x", "a/bx", false},
        {"a/**", "a/b/c", true},
        {"a/**", "a", false},
        {"a/**/b", "a/b", true},
        {"a/**/b", "a/x/y/b", true},
        {"a/**/b", "a/x/yb", false},
        {"a/*/b", "a/x/y/b", false},
        {"[a-c]x", "bx", true},
        {"[!a-c]x", "bx", false},
        {"[^a-c]x", "dx", true},
        {"[]x]", "]", true},
        {"[[:digit:]]", "7", true},
        {"[[:digit:]]", "x", false},
        {"[[:nonsense:]]", "x", false},
        {"[!/]x", "/x", false},
        {"[abc", "a", false},
        {"\\*", "*", true},
        {"\\*", "a", false},
        {"a\\", "a\\", false},
        {"", "", true},
        {"*", "", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_assert_eq(ignore_glob(str_from_c(rows[i].pattern), str_from_c(rows[i].text)),
                     rows[i].matches, "\"%s\" against \"%s\"", rows[i].pattern, rows[i].text);
}

Test(ignore, rules) {
    static const struct {
        const char *rules, *path;
        bool is_dir, ignored;
    } rows[] = {
        {"*.log", "a/x.log", false, true},
        {"*.log\n!keep.log", "keep.log", false, false},
        {"!keep.log\n*.log", "keep.log", false, true},
        {"build/", "build", true, true},
        {"build/", "build", false, false},
        {"build/", "src/build", true, true},
        {"/build", "src/build", true, false},
        {"a/b", "a/b", false, true},
        {"a/b", "x/a/b", false, false},
        {"# a comment", "# a comment", false, false},
        {"\\#x", "#x", false, true},
        {"\\!x", "!x", false, true},
        {"x  ", "x", false, true},
        {"x\\ ", "x ", false, true},
        {"x\t", "x", false, false},
        {"x\r\ny\r\n", "y", false, true},
        {"\xEF\xBB\xBFx", "x", false, true},
        {"\n\n/\n!\n", "x", false, false},
        {"\xE9*", "\xE9t\xE9.py", false, true},
    };
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const IgnoreRules *rules = ignore_parse(&arena, str_from_c(rows[i].rules), STR(""), NULL);
        cr_assert_eq(ignore_matches(rules, str_from_c(rows[i].path), rows[i].is_dir),
                     rows[i].ignored, "\"%s\" on \"%s\"", rows[i].rules, rows[i].path);
    }
    cr_assert(!ignore_matches(NULL, STR("x"), false));
    arena_free(&arena);
}

Test(ignore, inner_file_wins_over_outer) {
    Arena arena = {0};
    const IgnoreRules *top = ignore_parse(&arena, STR("*.txt\n/app/a.md"), STR(""), NULL);
    const IgnoreRules *app = ignore_parse(&arena, STR("!x.txt\n/b.md"), STR("app"), top);
    cr_assert(!ignore_matches(app, STR("app/x.txt"), false));
    cr_assert(ignore_matches(app, STR("app/y.txt"), false));
    cr_assert(ignore_matches(app, STR("app/a.md"), false));
    cr_assert(ignore_matches(app, STR("app/b.md"), false));
    cr_assert(!ignore_matches(app, STR("app/sub/b.md"), false));
    cr_assert_eq(ignore_parse(&arena, STR("# nothing\n"), STR("app/x"), app), app);
    arena_free(&arena);
}

Test(ignore, hostile_patterns_end_in_time) {
    Arena arena = {0};
    Buf pattern = buf_new(&arena), name = buf_new(&arena);
    for (int i = 0; i < 40; i++)
        buf_c(&pattern, "**/*a*a*a*a/");
    for (int i = 0; i < 64; i++)
        buf_c(&name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/");
    buf_char(&pattern, 'b');
    buf_char(&name, 'a');
    cr_assert(!ignore_glob(buf_str(&pattern), buf_str(&name)));
    arena_free(&arena);
}

// --- Against git ---------------------------------------------------------------------------------

static uint32_t roll(uint64_t *state, uint32_t n) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % n;
}

static Str make_pattern(uint64_t *state, Arena *arena) {
    static const char *const parts[] = {
        "a",   "b",     "ab",  "*",   "**",          "/",    "/",       "?",    "[ab]", "[!a]",
        "\\",  "[a-c]", "\\*", "!",   "#",           " ",    ".",       "[",    "c",    "a.py",
        "**/", "/**",   "[a-", "\\ ", "[[:alpha:]]", "[]a]", "[[:x:]]", "*.py",
    };
    Buf text = buf_new(arena);
    for (uint32_t n = 1 + roll(state, 5); n > 0; n--)
        buf_c(&text, parts[roll(state, ARRAY_LEN(parts))]);
    return buf_str(&text);
}

static Str make_path(uint64_t *state, Arena *arena) {
    static const char *const parts[] = {"a", "b", "c", "ab", "a.py", "*", " ", "[", "ac"};
    Buf text = buf_new(arena);
    for (uint32_t n = 1 + roll(state, 4); n > 0; n--) {
        if (text.len) buf_char(&text, '/');
        for (uint32_t k = 1 + roll(state, 2); k > 0; k--)
            buf_c(&text, parts[roll(state, ARRAY_LEN(parts))]);
    }
    return buf_str(&text);
}

static bool ignored_by_us(const IgnoreRules *rules, Str path) {
    for (uint32_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '/' && ignore_matches(rules, str_sub(path, 0, i), true)) return true;
    return ignore_matches(rules, path, false);
}

Test(ignore, agrees_with_git) {
    enum { ROUNDS = 60, PATHS = 60 };
    ScanFolder f;
    folder_open(&f);
    folder_git(&f, "init -q");
    uint64_t state = 2026;
    for (int round = 0; round < ROUNDS; round++) {
        Buf rules = buf_new(&f.arena), paths = buf_new(&f.arena);
        for (uint32_t n = 1 + roll(&state, 3); n > 0; n--) {
            buf_str_add(&rules, make_pattern(&state, &f.arena));
            buf_char(&rules, '\n');
        }
        for (int n = 0; n < PATHS; n++) {
            buf_str_add(&paths, make_path(&state, &f.arena));
            buf_char(&paths, '\0');
        }
        folder_write_bytes(&f, ".gitignore", buf_str(&rules));
        folder_write_bytes(&f, ".git/paths", buf_str(&paths));
        // Answers with source, line, pattern and path, NUL after each; the first three empty for
        // no.
        folder_git(&f, "check-ignore --no-index -v -n -z --stdin < .git/paths > .git/answer; true");
        Str answer, rest, field[4];
        Error err = {0};
        cr_assert(fs_read_user_file(str_from_c(folder_at(&f, ".git/answer")), 1 << 20, &f.arena,
                                    &answer, &err));
        const IgnoreRules *ours = ignore_parse(&f.arena, buf_str(&rules), STR(""), NULL);
        uint32_t answers = 0;
        for (rest = answer; rest.len; answers++) {
            for (int i = 0; i < 4; i++)
                str_cut(rest, '\0', &field[i], &rest);
            bool theirs = field[0].len && !str_starts(field[2], STR("!"));
            cr_assert_eq(ignored_by_us(ours, field[3]), theirs, "rules:\n" STR_FMT "path: " STR_FMT,
                         STR_ARG(buf_str(&rules)), STR_ARG(field[3]));
        }
        cr_assert_eq(answers, PATHS);
    }
    folder_close(&f);
}
