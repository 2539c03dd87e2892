// SPDX-License-Identifier: MIT
// Tests of JSON reading (error sentences with file and key path) and writing (strings, numbers).
//
//   {"a": [{"b": 1}]}, asked for a string at a[0].b -> "t.json: at a[0].b: expected a string"
//
// Numbers are compared with their text; the table holds what printf would get wrong.
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/jsonio.h"

static JsonDoc parse(const char *text) {
    JsonDoc doc;
    Error err = {0};
    cr_assert(jsonio_parse(str_from_c(text), STR("t.json"), &doc, &err), "%s", err.text);
    return doc;
}

Test(jsonio, refuses_what_is_not_json) {
    static const struct {
        Str text;
        const char *place;
    } rows[] = {
        {STR_CONST(""), "t.json: line 1, column 0: "},
        {STR_CONST("{\"a\": 1,\n \"a\": 2}"), "t.json: line 2, column 4: duplicate object key"},
        {STR_CONST("[1,]"), "t.json: line 1, column 4: "},
        {STR_CONST("{\"a\": 1} x"), "t.json: line 1, column 10: "},
        {STR_CONST("[\"\xFF\"]"), "t.json: line 1, column 2: "},
        {STR_CONST("[1e999]"), "t.json: line 1, column 6: real number overflow"},
        {STR_CONST("\0"), "t.json: line 1, column "},
    };
    jsonio_init();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        JsonDoc doc;
        Error err = {0};
        cr_assert_not(jsonio_parse(rows[i].text, STR("t.json"), &doc, &err), "row %zu", i);
        cr_assert_eq(err.code, ERROR_RULES);
        cr_assert(str_starts(str_from_c(err.text), str_from_c(rows[i].place)), "row %zu: %s", i,
                  err.text);
    }
}

Test(jsonio, refuses_deep_nesting) {
    static char deep[200000];
    memset(deep, '[', sizeof(deep));
    JsonDoc doc;
    Error err = {0};
    cr_assert_not(jsonio_parse((Str){deep, sizeof(deep)}, STR("t.json"), &doc, &err));
    cr_assert_not_null(strstr(err.text, "maximum parsing depth"), "%s", err.text);
}

Test(jsonio, reads_values) {
    JsonDoc doc = parse("\xEF\xBB\xBF{\"s\": \"x\\u0000y\", \"n\": 1.5, \"u\": 4294967295, "
                        "\"b\": true, \"a\": [7, 8], \"o\": {}}");
    JsonAt top = jsonio_root(&doc), at;
    Error err = {0};
    Str s;
    double n;
    uint32_t u;
    bool b;
    cr_assert(jsonio_key(top, "s", &at, &err) && jsonio_str(at, &s, &err));
    cr_assert(str_eq(s, STR("x\0y")));
    cr_assert(jsonio_key(top, "n", &at, &err) && jsonio_number(at, &n, &err) && n == 1.5);
    cr_assert(jsonio_key(top, "u", &at, &err) && jsonio_uint(at, &u, &err) && u == UINT32_MAX);
    cr_assert(jsonio_number(at, &n, &err) && n == 4294967295.0);
    cr_assert(jsonio_key(top, "b", &at, &err) && jsonio_bool(at, &b, &err) && b);
    cr_assert(jsonio_key(top, "a", &at, &err) && jsonio_is_array(at) && jsonio_len(at) == 2);
    cr_assert(jsonio_uint(jsonio_item(at, 1), &u, &err) && u == 8);
    cr_assert(jsonio_has(top, "o", &at) && jsonio_is_object(at) && jsonio_len(at) == 0);
    cr_assert_not(jsonio_has(top, "missing", &at));
    cr_assert_eq(err.code, ERROR_NONE);
    jsonio_free(&doc);
}

Test(jsonio, walks_members_in_file_order) {
    JsonDoc doc = parse("{\"zeta\": 1, \"alpha\": 2, \"mid\": 3}");
    static const char *const want[] = {"zeta", "alpha", "mid"};
    JsonIter it = {.object = jsonio_root(&doc)};
    Str key;
    JsonAt value;
    Error err = {0};
    for (uint32_t i = 0, u; i < 3; i++) {
        cr_assert(jsonio_next(&it, &key, &value));
        cr_assert(str_eq(key, str_from_c(want[i])));
        cr_assert_str_eq(value.path, want[i]);
        cr_assert(jsonio_uint(value, &u, &err) && u == i + 1);
    }
    cr_assert_not(jsonio_next(&it, &key, &value));
    it = (JsonIter){.object = value};
    cr_assert_not(jsonio_next(&it, &key, &value), "a number has no members");
    jsonio_free(&doc);
}

Test(jsonio, errors_name_file_and_key_path) {
    static const char *const allowed[] = {"id", "lean", NULL};
    JsonDoc doc = parse("{\"signals\": [{\"lean\": \"x\", \"leen\": -1}]}");
    JsonAt top = jsonio_root(&doc), list, at;
    Error err = {0};
    Str s;
    double n;
    uint32_t u;
    bool b;
    cr_assert(jsonio_key(top, "signals", &list, &err));
    JsonAt signal = jsonio_item(list, 0);
#define EXPECT(call, want)                                                                         \
    do {                                                                                           \
        err = (Error){0};                                                                          \
        cr_assert_not(call);                                                                       \
        cr_assert_str_eq(err.text, want);                                                          \
    } while (0)
    cr_assert(jsonio_has(signal, "lean", &at));
    EXPECT(jsonio_number(at, &n, &err), "t.json: at signals[0].lean: expected a number");
    EXPECT(jsonio_bool(at, &b, &err), "t.json: at signals[0].lean: expected true or false");
    EXPECT(jsonio_str(list, &s, &err), "t.json: at signals: expected a string");
    EXPECT(jsonio_key(list, "x", &at, &err), "t.json: at signals: expected an object");
    EXPECT(jsonio_key(signal, "id", &at, &err), "t.json: at signals[0]: missing key \"id\"");
    EXPECT(jsonio_key(top, "id", &at, &err), "t.json: missing key \"id\"");
    EXPECT(jsonio_only_keys(signal, allowed, &err),
           "t.json: at signals[0]: unknown key \"leen\"; allowed: id, lean");
    EXPECT(jsonio_only_keys(list, allowed, &err), "t.json: at signals: expected an object");
    cr_assert(jsonio_has(signal, "leen", &at));
    EXPECT(jsonio_uint(at, &u, &err),
           "t.json: at signals[0].leen: expected a whole number from 0 to 4294967295");
    EXPECT(jsonio_error(at, &err, "no %s here", "\x1B"),
           "t.json: at signals[0].leen: no \\x1B here");
#undef EXPECT
    jsonio_free(&doc);
}

Test(jsonio, long_key_paths_are_cut) {
    static char text[4000];
    size_t used = 0;
    for (uint32_t i = 0; i < 100; i++)
        used += (size_t)snprintf(text + used, sizeof(text) - used, "{\"a_rather_long_key\":");
    used += (size_t)snprintf(text + used, sizeof(text) - used, "1");
    memset(text + used, '}', 100);
    JsonDoc doc = parse(text);
    JsonAt at = jsonio_root(&doc);
    while (jsonio_is_object(at))
        cr_assert(jsonio_has(at, "a_rather_long_key", &at));
    Error err = {0};
    Str s;
    cr_assert_not(jsonio_str(at, &s, &err));
    cr_assert(str_ends(str_from_c(err.text), STR("...: expected a string")), "%s", err.text);
    jsonio_free(&doc);
}

Test(jsonio, writes_strings) {
    static const struct {
        Str text;
        const char *want;
    } rows[] = {
        {STR_CONST(""), "\"\""},
        {STR_CONST("a\"b\\c/"), "\"a\\\"b\\\\c/\""},
        {STR_CONST("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\""},
        {STR_CONST("\0\x1B\x7F\xC2\x85"), "\"\\u0000\\u001b\\u007f\\u0085\""},
        {STR_CONST("</script>&"), "\"\\u003c/script\\u003e\\u0026\""},
        {STR_CONST("\xE2\x80\xA8\xE2\x80\xA9"), "\"\\u2028\\u2029\""},
        {STR_CONST("caf\xC3\xA9 \xF0\x9F\x90\x8D"), "\"caf\xC3\xA9 \xF0\x9F\x90\x8D\""},
        {STR_CONST("a\xFF"
                   "b"),
         "\"a\xEF\xBF\xBD"
         "b\""},
    };
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Buf b = buf_new(&arena);
        jsonio_write_str(&b, rows[i].text);
        cr_assert(str_eq(buf_str(&b), str_from_c(rows[i].want)), "row %zu: " STR_FMT, i,
                  STR_ARG(buf_str(&b)));
    }
    arena_free(&arena);
}

Test(jsonio, writes_numbers) {
    static const struct {
        double value;
        const char *want;
    } rows[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1, "-1"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.3"},
        {-0.25, "-0.25"},
        {1.0 / 3, "0.333333"},
        {2.0 / 3, "0.666667"},
        {0.000001, "0.000001"},
        {0.0000004, "0"},
        {-0.0000004, "0"},
        {0.9999996, "1"},
        {-1.9999999, "-2"},
        {100, "100"},
        {12.50, "12.5"},
        {0.05, "0.05"},
        {1e6, "1000000"},
        {4294967295.0, "4294967295"},
        {123456789.125, "123456789.125"},
        {999999999999999.0, "999999999999999"},
        {-999999999999999.0, "-999999999999999"},
        {1e15, "100000000000000e1"},
        {1e300, "100000000000000e286"},
        {INFINITY, "null"},
        {NAN, "null"},
    };
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Buf b = buf_new(&arena);
        jsonio_write_number(&b, rows[i].value);
        cr_assert(str_eq(buf_str(&b), str_from_c(rows[i].want)), "%.17g: " STR_FMT, rows[i].value,
                  STR_ARG(buf_str(&b)));
    }
    arena_free(&arena);
}
