// SPDX-License-Identifier: MIT
// Tests of string views, UTF-8 and globs.
//
//   str_cut("a.b") -> "a", "b"; str_glob("src/**/x.py", "src/a/x.py") -> true
//
// Rows in tables; the hostile globs at the end take for ever in an exponential matcher.
#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "seeded.h"

#define ASSERT_STR(got, want)                                                                      \
    cr_assert(str_eq(got, str_from_c(want)), "got \"" STR_FMT "\", want \"%s\"", STR_ARG(got), want)

Test(str, orders_bytewise_and_shorter_first) {
    static const char *const sorted[] = {"", "A", "AB", "a", "a-", "a/b", "ab", "\xC3\xA9"};
    for (size_t i = 0; i < ARRAY_LEN(sorted); i++)
        for (size_t k = 0; k < ARRAY_LEN(sorted); k++) {
            int order = str_cmp(str_from_c(sorted[i]), str_from_c(sorted[k]));
            cr_assert_eq((order > 0) - (order < 0), (i > k) - (i < k), "%zu %zu", i, k);
            cr_assert_eq(str_eq(str_from_c(sorted[i]), str_from_c(sorted[k])), i == k);
        }
    cr_assert(str_eq((Str){0}, STR("")));
    cr_assert_eq(str_cmp((Str){0}, STR("")), 0);
    cr_assert_lt(str_cmp((Str){0}, STR("a")), 0);
}

Test(str, hash_is_xxh3_with_seed_0) {
    cr_assert_eq(str_hash(STR("")), 0x2D06800538D394C2u);
    cr_assert_eq(str_hash((Str){0}), str_hash(STR("")));
    cr_assert_neq(str_hash(STR("a")), str_hash(STR("b")));
}

Test(str, finds_and_slices) {
    Str s = STR("app/models.py");
    cr_assert(str_starts(s, STR("app/")) && str_starts(s, STR("")) && !str_starts(s, STR("pp")));
    cr_assert(str_ends(s, STR(".py")) && str_ends(s, STR("")) && !str_ends(STR("y"), STR(".py")));
    cr_assert_eq(str_find(s, 'p'), 1);
    cr_assert_eq(str_rfind(s, 'p'), 11);
    cr_assert_eq(str_find(s, 'z'), NONE);
    cr_assert_eq(str_rfind((Str){0}, 'z'), NONE);
    cr_assert_eq(str_find_str(s, STR("models")), 4);
    cr_assert_eq(str_find_str(s, STR("Models")), NONE);
    cr_assert_eq(str_find_str((Str){0}, STR("x")), NONE);
    cr_assert_eq(str_find_str((Str){0}, (Str){0}), 0);
    ASSERT_STR(str_file_name(s), "models.py");
    ASSERT_STR(str_folder(s), "app");
    ASSERT_STR(str_file_name(STR("setup.py")), "setup.py");
    ASSERT_STR(str_folder(STR("setup.py")), "");
    ASSERT_STR(str_folder(STR("/srv")), "");
    ASSERT_STR(str_file_name(STR("a/")), "");
    ASSERT_STR(str_sub(s, 4, 10), "models");
    ASSERT_STR(str_sub(s, 4, 999), "models.py");
    ASSERT_STR(str_sub(s, 99, 3), "");
    ASSERT_STR(str_sub((Str){0}, 1, 2), "");
    ASSERT_STR(str_trim(STR(" \t\r\n a b \v\f")), "a b");
    ASSERT_STR(str_trim(STR(" \n")), "");
    cr_assert(str_eq_nocase(STR("Django"), STR("dJANGO")));
    cr_assert(!str_eq_nocase(STR("["), STR("{")), "only letters have a case");
}

Test(str, cuts_at_a_separator) {
    Str head, rest;
    cr_assert(str_cut(STR("a.b.c"), '.', &head, &rest));
    ASSERT_STR(head, "a");
    ASSERT_STR(rest, "b.c");
    cr_assert_not(str_cut(STR("abc"), '.', &head, &rest));
    ASSERT_STR(head, "abc");
    cr_assert_eq(rest.len, 0);
    cr_assert(str_cut(STR(".x"), '.', &head, &rest));
    ASSERT_STR(head, "");
}

Test(str, walks_lines_of_all_three_kinds) {
    Str rest = STR("one\ntwo\r\nthree\r\n\nfive\rsix"), line;
    static const char *const want[] = {"one", "two", "three", "", "five", "six"};
    for (size_t i = 0; i < ARRAY_LEN(want); i++) {
        cr_assert(str_next_line(&rest, &line));
        ASSERT_STR(line, want[i]);
    }
    cr_assert_not(str_next_line(&rest, &line));
    rest = STR("end\n");
    cr_assert(str_next_line(&rest, &line));
    cr_assert_not(str_next_line(&rest, &line), "a last line end opens no further line");
}

Test(str, copies_into_the_arena) {
    Arena arena = {0};
    char bytes[] = "abc";
    Str copy = str_copy(&arena, (Str){bytes, 3});
    bytes[0] = 'X';
    ASSERT_STR(copy, "abc");
    ASSERT_STR(str_fmt(&arena, "%d-%s", 7, "x"), "7-x");
    cr_assert_str_eq(str_to_c(&arena, str_sub(STR("abcdef"), 1, 3)), "bc");
    cr_assert_str_eq(str_to_c(&arena, (Str){0}), "");
    arena_free(&arena);
}

Test(str, knows_utf8) {
    static const struct {
        Str text;
        bool is_utf8;
        uint32_t code_points;
    } rows[] = {
        {STR_CONST(""), true, 0},
        {STR_CONST("plain ascii, longer than a word"), true, 31},
        {STR_CONST("caf\xC3\xA9"), true, 4},
        {STR_CONST("\xF0\x9F\x90\x8D snake"), true, 7},
        {STR_CONST("\xF4\x8F\xBF\xBF"), true, 1},  // U+10FFFF
        {STR_CONST("\xF4\x90\x80\x80"), false, 4}, // U+110000
        {STR_CONST("\xED\xA0\x80"), false, 3},     // surrogate
        {STR_CONST("\xC0\xAF"), false, 2},         // overlong '/'
        {STR_CONST("\xE0\x80\xAF"), false, 3},     // overlong
        {STR_CONST("12345678\x80"), false, 9},     // lone continuation
        {STR_CONST("abc\xE2\x82"), false, 5},      // cut short
        {STR_CONST("\xFF"), false, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        cr_assert_eq(str_is_utf8(rows[i].text), rows[i].is_utf8, "row %zu", i);
        cr_assert_eq(str_code_points(rows[i].text), rows[i].code_points, "row %zu", i);
    }
    cr_assert(str_is_ascii(STR("0123456789")) && !str_is_ascii(STR("0123456789\xC3\xA9")));
}

Test(str, utf8_round_trips) {
    char bytes[UTF8_MAX_BYTES];
    for (uint32_t c = 0, got; c <= 0x10FFFF; c = c == 0xD7FF ? 0xE000 : c + 1) {
        uint32_t len = utf8_put(c, bytes), pos = 0;
        cr_assert(utf8_next((Str){bytes, len}, &pos, &got) && got == c && pos == len, "U+%X", c);
    }
}

Test(str, glob_table) {
    static const struct {
        const char *pattern;
        const char *path;
        bool matches;
    } rows[] = {
        {"*.py", "models.py", true},
        {"*.py", "app/models.py", true}, // no '/': the last segment
        {"*.py", "app/models.pyc", false},
        {"models.py", "app/models.py", true},
        {"app/*.py", "app/models.py", true},
        {"app/*.py", "app/sub/models.py", false},
        {"app/*.py", "x/app/models.py", false},
        {"**/models.py", "models.py", true},
        {"**/models.py", "a/b/models.py", true},
        {"**/models.py", "a/b/xmodels.py", false},
        {"src/**/models.py", "src/models.py", true},
        {"src/**/models.py", "src/a/b/models.py", true},
        {"src/**/models.py", "srca/models.py", false},
        {"src/**", "src/a/b", true},
        {"src/**", "src", false},
        {"**", "a/b", true},
        {"**/migrations/**", "app/migrations/0001.py", true},
        {"**/migrations/**", "migrations/0001.py", true},
        {"**/migrations/**", "app/migrations", false},
        {"**/a/**/b/**/c", "x/a/y/b/z/z/c", true},
        {"**/a/**/b/**/c", "x/b/y/a/z/z/c", false},
        {"**/**/c", "c", true},
        {"/setup.py", "setup.py", true},
        {"/setup.py", "app/setup.py", false},
        {"te?t.py", "test.py", true},
        {"te?t.py", "te/t.py", false},
        {"a/b?c", "a/b/c", false},
        {"?.py", "\xC3\xA9.py", true},
        {"[abc].py", "b.py", true},
        {"[abc].py", "d.py", false},
        {"[a-c]x", "bx", true},
        {"[!a-c]x", "bx", false},
        {"[!a-c]x", "dx", true},
        {"[^a]x", "bx", true},
        {"[]]x", "]x", true},
        {"[a-]x", "-x", true},
        {"[\xC3\xA0-\xC3\xBF]", "\xC3\xA9", true},
        {"[abc", "[abc", true},
        {"[abc", "a", false},
        {"[", "[", true},
        {"\\*.py", "*.py", true},
        {"\\*.py", "a.py", false},
        {"a\\", "a\\", true},
        {"a**b", "axxb", true},
        {"a**/b", "ax/b", true},
        {"a**/b", "ax/y/b", false},
        {"*a*b*c", "xaybzc", true},
        {"*a*b*c", "xaybz", false},
        {"", "", true},
        {"", "a", false},
        {"*", "", true},
        {"a/", "a", false},
        {"a/*/c", "a//c", true},
        {"a/b", "a/b/c", false},
        {"a/b/c", "a/b", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_assert_eq(str_glob(str_from_c(rows[i].pattern), str_from_c(rows[i].path)),
                     rows[i].matches, "%s on %s", rows[i].pattern, rows[i].path);
}

Test(str, wildcards_know_no_segments) {
    cr_assert(str_wildcard(STR("django.*"), STR("django.db/x")));
    cr_assert(str_wildcard(STR("*/b"), STR("a/c/b")));
    cr_assert_not(str_wildcard(STR("django.*"), STR("xdjango.db")));
}

// Tries everything: what the quick ways of str_wildcard() must agree with. No classes, no escapes.
static bool wildcard_by_trying(Str pattern, Str text) {
    if (pattern.len == 0) return text.len == 0;
    Str rest = str_sub(pattern, 1, pattern.len);
    if (pattern.ptr[0] == '*') {
        for (uint32_t i = 0; i <= text.len; i++)
            if (wildcard_by_trying(rest, str_sub(text, i, text.len))) return true;
        return false;
    }
    if (text.len == 0) return false;
    uint32_t p = 0, t = 0, wanted, found;
    utf8_next(pattern, &p, &wanted);
    utf8_next(text, &t, &found);
    return (wanted == '?' || wanted == found) &&
           wildcard_by_trying(str_sub(pattern, p, pattern.len), str_sub(text, t, text.len));
}

static Str random_text(Random *random, const char *const *parts, uint32_t count, char out[64]) {
    uint32_t len = 0;
    for (uint32_t n = random_below(random, 8); n > 0; n--) {
        const char *part = parts[random_below(random, count)];
        memcpy(out + len, part, strlen(part));
        len += (uint32_t)strlen(part);
    }
    return (Str){out, len};
}

Test(str, wildcards_agree_with_trying_everything) {
    static const char *const PARTS[] = {"a", "b", "]", "\xC3\xA9", "?", "*", "*a", "b*"};
    Random random = {7};
    char pattern[64], text[64];
    for (uint32_t round = 0; round < 200000; round++) {
        Str p = random_text(&random, PARTS, ARRAY_LEN(PARTS), pattern);
        Str t = random_text(&random, PARTS, 4, text);
        cr_assert_eq(str_wildcard(p, t), wildcard_by_trying(p, t), STR_FMT " on " STR_FMT,
                     STR_ARG(p), STR_ARG(t));
    }
}

// Classes, escapes, paths and text: what matches has the letters; and not every text has them.
Test(str, what_a_glob_matches_has_its_letters) {
    static const char *const PARTS[] = {"a", "b", "/",    "\xC3\xA9", "]",
                                        "?", "*", "[ab]", "\\*",      "**/"};
    Random random = {11};
    char pattern[64], text[64];
    uint32_t matched = 0, apart = 0;
    for (uint32_t round = 0; round < 200000; round++) {
        Str p = random_text(&random, PARTS, ARRAY_LEN(PARTS), pattern);
        Str t = random_text(&random, PARTS, 5, text);
        bool fits = str_wildcard(p, t) || str_glob(p, t);
        bool has_letters = (str_glob_letters(p) & ~str_letters(t)) == 0;
        cr_assert(has_letters || !fits, STR_FMT " on " STR_FMT, STR_ARG(p), STR_ARG(t));
        matched += fits;
        apart += !has_letters;
    }
    cr_assert(matched > 1000 && apart > 1000);
}

static Str repeat(Arena *arena, const char *unit, uint32_t times, const char *end) {
    size_t unit_len = strlen(unit), end_len = strlen(end);
    char *text = arena_array(arena, char, unit_len *times + end_len);
    for (uint32_t i = 0; i < times; i++)
        memcpy(text + i * unit_len, unit, unit_len);
    memcpy(text + unit_len * times, end, end_len);
    return (Str){text, (uint32_t)(unit_len * times + end_len)};
}

Test(str, glob_is_bounded_on_hostile_patterns, .timeout = 20) {
    Arena arena = {0};
    Str many_a = repeat(&arena, "a", 4000, "");
    Str many_dirs = repeat(&arena, "a/", 2000, "a");
    cr_assert_not(str_glob(repeat(&arena, "a*", 500, "b"), many_a));
    cr_assert_not(str_glob(repeat(&arena, "**/", 500, "b"), many_dirs));
    cr_assert_not(str_glob(repeat(&arena, "**/a/", 500, "b"), many_dirs));
    cr_assert_not(str_glob(repeat(&arena, "**/*a*/", 300, "*b"), many_dirs));
    cr_assert(str_glob(repeat(&arena, "**/a/", 500, "*"), many_dirs));
    cr_assert(str_glob(repeat(&arena, "*", 4000, ""), many_a));
    cr_assert_not(str_glob(repeat(&arena, "[", 4000, ""), many_a));
    cr_assert_not(str_glob(repeat(&arena, "*[", 2000, ""), many_a));
    arena_free(&arena);
}
