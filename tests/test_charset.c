// SPDX-License-Identifier: MIT
// Tests of character sets: names as Python takes them, tables, bytes that do not belong.
#include <criterion/criterion.h>

#include "base/charset.h"

Test(charset, decodes) {
    static const struct {
        Str name, bytes;
        const char *text;
    } rows[] = {
        {STR_CONST("UTF-8"), STR_CONST("\xC3\xA9"), "é"},
        {STR_CONST("utf_8_sig"), STR_CONST("x"), "x"},
        {STR_CONST("US-ASCII"), STR_CONST("x"), "x"},
        {STR_CONST("Latin_1"), STR_CONST("\xE9\x80\xFF"), "é\xC2\x80ÿ"},
        {STR_CONST("iso8859-1"), STR_CONST("\xA4"), "¤"},
        {STR_CONST("iso8859_15"), STR_CONST("\xA4\xA6\xA8\xB4\xB8\xBC\xBD\xBE\xE9"), "€ŠšŽžŒœŸé"},
        {STR_CONST("windows-1252"), STR_CONST("\x80\x93\x9F\xE9"), "€“Ÿé"},
        {STR_CONST("cp1251"), STR_CONST("\xC0"), "А"},
        {STR_CONST("gb2312"), STR_CONST("\xC4\xE3"), "你"},
        {STR_CONST("big5"), STR_CONST("\xA7\x41"), "你"},
        {STR_CONST("euc-jp"), STR_CONST("\xA5\xA2"), "ア"},
        {STR_CONST("euc_kr"), STR_CONST("\xB0\xA1"), "가"},
        {STR_CONST("koi8-r"), STR_CONST(""), ""},
    };
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Str out;
        uint32_t bad_at;
        CharsetStatus status = charset_decode(rows[i].name, rows[i].bytes, &arena, &out, &bad_at);
        cr_assert_eq(status, CHARSET_OK, "row %zu", i);
        cr_assert(str_eq(out, str_from_c(rows[i].text)), "row %zu: " STR_FMT, i, STR_ARG(out));
    }
    arena_free(&arena);
}

Test(charset, refuses) {
    static const struct {
        Str name, bytes;
        CharsetStatus status;
        uint32_t bad_at;
    } rows[] = {
        {STR_CONST("utf-8"), STR_CONST("ab\xFF"), CHARSET_INVALID, 2},
        {STR_CONST("utf-8"), STR_CONST("a\xE2\x82"), CHARSET_INVALID, 1},
        {STR_CONST("ascii"), STR_CONST("a\x80"), CHARSET_INVALID, 1},
        {STR_CONST("cp1252"), STR_CONST("\x80\x81"), CHARSET_INVALID, 1},
        {STR_CONST("gbk"), STR_CONST("a\xC4"), CHARSET_INVALID, 1},
        {STR_CONST("utf-16"), STR_CONST(""), CHARSET_UNKNOWN, 0},
        {STR_CONST("rot13"), STR_CONST(""), CHARSET_UNKNOWN, 0},
        {STR_CONST(""), STR_CONST(""), CHARSET_UNKNOWN, 0},
        {STR_CONST("a-name-that-is-longer-than-any-character-set-has"), STR_CONST(""),
         CHARSET_UNKNOWN, 0},
    };
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Str out;
        uint32_t bad_at = 0;
        CharsetStatus status = charset_decode(rows[i].name, rows[i].bytes, &arena, &out, &bad_at);
        cr_assert_eq(status, rows[i].status, "row %zu", i);
        cr_assert_eq(bad_at, rows[i].bad_at, "row %zu: %u", i, bad_at);
    }
    arena_free(&arena);
}
