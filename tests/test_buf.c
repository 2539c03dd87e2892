// SPDX-License-Identifier: MIT
// Tests of the output buffer and of the two escapings: for the terminal, and for paths.
//
//   buf_safe("\x1B[2J") -> \x1B[2J as visible text; buf_path("\xFF.py") -> %FF.py
//
// The sets of dangerous characters are spelled out here again, by code point.
#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

Test(buf, appends_and_grows) {
    Arena arena = {0};
    Buf b = buf_new(&arena);
    cr_assert_eq(buf_str(&b).len, 0);
    buf_char(&b, 'a');
    buf_str_add(&b, STR("bc"));
    buf_str_add(&b, (Str){0});
    buf_c(&b, "de");
    buf_c(&b, NULL);
    buf_repeat(&b, STR("--"), 2);
    buf_fmt(&b, "[%5.1f|%s|%u]", 2.5, "x", 7u);
    cr_assert(str_eq(buf_str(&b), STR("abcde----[  2.5|x|7]")));
    for (uint32_t i = 0; i < 12; i++)
        buf_str_add(&b, buf_str(&b)); // a view of itself
    cr_assert_eq(b.len, 20u << 12);
    for (uint32_t i = 0; i < b.len; i++)
        cr_assert_eq(b.ptr[i], "abcde----[  2.5|x|7]"[i % 20]);
    arena_free(&arena);
}

typedef struct Row {
    Str text;
    const char *want;
} Row;

static void check(void (*escape)(Buf *, Str), const Row *rows, size_t n) {
    Arena arena = {0};
    for (size_t i = 0; i < n; i++) {
        Buf b = buf_new(&arena);
        escape(&b, rows[i].text);
        cr_assert(str_eq(buf_str(&b), str_from_c(rows[i].want)), "row %zu: got " STR_FMT, i,
                  STR_ARG(buf_str(&b)));
    }
    arena_free(&arena);
}

Test(buf, safe_text_is_one_harmless_line) {
    static const Row rows[] = {
        {STR_CONST("plain"), "plain"},
        {STR_CONST("caf\xC3\xA9 \xE4\xB8\xAD"), "caf\xC3\xA9 \xE4\xB8\xAD"},
        {STR_CONST("a\tb"), "a b"},
        {STR_CONST("a\nb\r\0"), "a\\x0Ab\\x0D\\x00"},
        {STR_CONST("\x1B[2J"), "\\x1B[2J"},
        {STR_CONST("\x7F"), "\\x7F"},
        {STR_CONST("\xC2\x9B"), "\\u{009B}"},                          // CSI among the C1 controls
        {STR_CONST("\xE2\x80\xAE"), "\\u{202E}"},                      // right-to-left override
        {STR_CONST("\xE2\x81\xA6"), "\\u{2066}"},                      // bidi isolate
        {STR_CONST("\xD8\x9C"), "\\u{061C}"},                          // Arabic letter mark
        {STR_CONST("\xE2\x80\x8B\xEF\xBB\xBF"), "\\u{200B}\\u{FEFF}"}, // zero width
        {STR_CONST("\xE2\x80\xA8\xE2\x80\xA9"), "\\u{2028}\\u{2029}"}, // separators
        {STR_CONST("\xF3\xA0\x81\x81"), "\\u{E0041}"},                 // tag letter
        {STR_CONST("a\xFF\xC3"), "a\\xFF\\xC3"},
        {STR_CONST("\xED\xA0\x80"), "\\xED\\xA0\\x80"},                // surrogate
        {STR_CONST("::error::x a[::2]"), ":\\x3Aerror:\\x3Ax a[::2]"}, // commands of CI hosts
        {STR_CONST("##[x] ##vso[x] ##teamcity[x] ## x"),
         "#\\x23[x] #\\x23vso[x] #\\x23teamcity[x] ## x"},
    };
    check(buf_safe, rows, ARRAY_LEN(rows));
}

Test(buf, paths_are_percent_escaped) {
    static const Row rows[] = {
        {STR_CONST("app/models.py"), "app/models.py"},
        {STR_CONST("a b/caf\xC3\xA9.py"), "a b/caf\xC3\xA9.py"},
        {STR_CONST("100%.py"), "100%25.py"},
        {STR_CONST("a\nb\t"), "a%0Ab%09"},
        {STR_CONST("\xFF\xFE/x"), "%FF%FE/x"},
        {STR_CONST("\xE2\x80\xAEyp.x"), "%E2%80%AEyp.x"},
        {STR_CONST("\x1B"), "%1B"},
        {STR_CONST("::error::x"), ":%3Aerror:%3Ax"}, // commands in the log of a CI host
        {STR_CONST("a##[error]x"), "a#%23[error]x"},
    };
    check(buf_path, rows, ARRAY_LEN(rows));
}

Test(buf, display_width_counts_cells) {
    static const struct {
        Str text;
        uint32_t cells;
    } rows[] = {
        {STR_CONST(""), 0},
        {STR_CONST("abc"), 3},
        {STR_CONST("caf\xC3\xA9"), 4},
        {STR_CONST("cafe\xCC\x81"), 4},             // combining acute
        {STR_CONST("\xE4\xB8\xAD\xE6\x96\x87"), 4}, // two ideographs
        {STR_CONST("\xED\x95\x9C"), 2},             // Hangul syllable
        {STR_CONST("\xF0\x9F\x90\x8D"), 2},         // snake
        {STR_CONST("\xE2\x9C\x93"), 1},             // check mark
        {STR_CONST("\xE2\x94\x80"), 1},             // box drawing
        {STR_CONST("\xFF"), 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_assert_eq(buf_display_width(rows[i].text), rows[i].cells, "row %zu", i);
}

Test(buf, thousands_are_cut_by_commas) {
    static const struct {
        uint64_t n;
        const char *want;
    } rows[] = {
        {0, "0"},
        {7, "7"},
        {999, "999"},
        {1000, "1,000"},
        {1204, "1,204"},
        {999999, "999,999"},
        {1000000, "1,000,000"},
        {UINT32_MAX, "4,294,967,295"},
        {UINT64_MAX, "18,446,744,073,709,551,615"},
    };
    Arena arena = {0};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        Buf buf = buf_new(&arena);
        buf_count(&buf, rows[i].n);
        cr_assert(str_eq(buf_str(&buf), str_from_c(rows[i].want)), "%s", rows[i].want);
    }
    arena_free(&arena);
}
