// SPDX-License-Identifier: MIT
// Tests of scanned text as inert Markdown.
//
//   "@you | <b>" -> "@&#8203;you &#124; &lt;b&gt;"
//
// What a real reader of Markdown makes of a whole report is tested by tests/cli/test_markdown.py.
#include <criterion/criterion.h>

#include "base/utf8.h"
#include "render/markdown.h"
#include "seeded.h"

#define APART "&#8203;"

typedef struct Row {
    const char *text, *expected;
} Row;

static void check(const Row *rows, uint32_t count, void (*write)(Buf *, Str, uint32_t)) {
    Arena arena = {0};
    for (uint32_t i = 0; i < count; i++) {
        Buf buf = buf_new(&arena);
        write(&buf, str_from_c(rows[i].text), 60);
        cr_expect(str_eq(buf_str(&buf), str_from_c(rows[i].expected)),
                  "%s\n     gave " STR_FMT "\nexpected %s", rows[i].text, STR_ARG(buf_str(&buf)),
                  rows[i].expected);
    }
    arena_free(&arena);
}

Test(markdown, text) {
    static const Row ROWS[] = {
        {"", ""},
        {"41 models, 9 forms (P10 to P90); 98 %: x", "41 models, 9 forms (P10 to P90); 98 %: x"},
        {"caf\xc3\xa9 — 漢字", "caf\xc3\xa9 — 漢字"},
        // Markers and HTML.
        {"a*b_c`d[e]~f\\", "a\\*b\\_c\\`d\\[e\\]\\~" APART "f\\\\"},
        {"<b>&amp;", "&lt;b&gt;&amp;" APART "amp;"},
        {"a | b", "a &#124; b"},
        {"![x](y)", "!" APART "\\[x\\](y)"},
        // Only at the start.
        {"- x - y", "\\- x - y"},
        {"+ x", "\\+ x"},
        {"===", "\\==="},
        {"12. x 3. y", "12\\. x 3. y"},
        {"12) x", "12\\) x"},
        {"12 x", "12 x"},
        {"12345678. x", "123456" APART "78\\. x"},
        {"    x", "x"},
        {"# x", "\\# x"},
        // What hosts look for when the marks are gone.
        {"me @you, a@b.de", "me @" APART "you, a@" APART "b.de"},
        {"#12 o/r#12 GH-12 GH-x high-low",
         "\\#" APART "12 o/r\\#" APART "12 GH" APART "-12 GH-x high-low"},
        {"http://e.vil www.e.vil WWW.e", "http:" APART "//e.vil ww" APART "w.e.vil WW" APART "W.e"},
        {"!1 %1 ~1 ^1 :x: a: b",
         "!" APART "1 %" APART "1 \\~" APART "1 ^" APART "1 :" APART "x: a: b"},
        {"16c999e8c71 decade", "16c999" APART "e8c71 decade"},
        {"$x$ $$", "`$`x`$` `$$`"},
        // Commands.
        {"::error::x", ":" APART ":" APART "error:" APART ":" APART "x"},
        {"##[error]x", "\\#" APART "\\#" APART "\\[error\\]x"},
        // Controls.
        {"a\nb\x1b[1m\xe2\x80\xae\tc", "a\\\\x0Ab\\\\x1B\\[1m\\\\u{202E} c"},
        {"\xff", "\\\\xFF"},
    };
    check(ROWS, ARRAY_LEN(ROWS), markdown_text);
}

Test(markdown, code) {
    static const Row ROWS[] = {
        {"", ""},
        {"a < b | *c* @you #1", "`a < b | *c* @you #1`"},
        {"a `b` c", "``a `b` c``"},
        {"`", "`` ` ``"},
        {"``x", "``` ``x ```"},
        {" a ", "`  a  `"},
        {" ", "` `"},
        {"a\nb\x1b", "`a\\x0Ab\\x1B`"},
        {"##[error]", "`#\\x23[error]`"},
        {"##x", "`#`" APART "`#x`"},
        {"x ### y", "`x #`" APART "`#`" APART "`# y`"},
    };
    check(ROWS, ARRAY_LEN(ROWS), markdown_code);
}

Test(markdown, long_text_is_cut) {
    Arena arena = {0};
    Buf buf = buf_new(&arena), path = buf_new(&arena);
    markdown_text(&buf, STR("caf\xc3\xa9s and more"), 4);
    buf_char(&buf, ' ');
    markdown_code(&buf, STR("abcdef"), 3);
    buf_char(&buf, ' ');
    markdown_text(&buf, STR("abc"), 3);
    cr_assert(str_eq(buf_str(&buf), STR("caf\xc3\xa9… `abc…` abc")), STR_FMT,
              STR_ARG(buf_str(&buf)));
    buf_repeat(&path, STR("caf\xc3\xa9/"), 100);
    buf_c(&path, "a.py");
    Buf place = buf_new(&arena);
    markdown_place(&place, buf_str(&path), 7);
    cr_assert(str_starts(buf_str(&place), STR("`…/caf\xc3\xa9/")), STR_FMT,
              STR_ARG(buf_str(&place)));
    cr_assert(str_ends(buf_str(&place), STR("/a.py:7`")));
    arena_free(&arena);
}

static Str pieces(Random *random, Arena *arena) {
    static const char *const PIECES[] = {
        "`",    "``",   "\\",           "#",    "##", ":", "::", "[error]",
        "$",    "|",    "@a",           "<",    "&",  " ", "\n", "\r",
        "\t",   "\x1b", "\xe2\x80\x8b", "\xff", "é",  "-", "1.", "0123456789abcdef",
        "www.",
    };
    Buf buf = buf_new(arena);
    for (uint32_t n = random_below(random, 12); n > 0; n--)
        buf_c(&buf, PIECES[random_below(random, ARRAY_LEN(PIECES))]);
    return buf_str(&buf);
}

static void assert_one_tame_line(Str got, Str from) {
    for (uint32_t pos = 0, code_point; pos < got.len;) {
        bool is_valid = utf8_next(got, &pos, &code_point);
        cr_assert(is_valid && !utf8_is_unsafe(code_point), "U+%04X in " STR_FMT, code_point,
                  STR_ARG(got));
    }
    cr_assert_eq(str_find_str(got, STR("##")), NONE, STR_FMT " from " STR_FMT, STR_ARG(got),
                 STR_ARG(from));
}

Test(markdown, no_piece_has_two_lines_or_a_command) {
    Random random = {5};
    for (uint32_t round = 0; round < 5000; round++) {
        Arena arena = {0};
        Buf text = buf_new(&arena), code = buf_new(&arena);
        Str from = pieces(&random, &arena);
        markdown_text(&text, from, 100);
        markdown_code(&code, from, 100);
        assert_one_tame_line(buf_str(&text), from);
        assert_one_tame_line(buf_str(&code), from);
        cr_assert_eq(str_find_str(buf_str(&text), STR("::")), NONE);
        arena_free(&arena);
    }
}
