// SPDX-License-Identifier: MIT
// The JSON reader of the page's module against jansson itself, which the program reads with.
//
//   {"a": [1, 2.5, "\u00e9"]}  -> the same values in the same order from both
//
// The reader has jansson's names, so it is taken in here under others.
#include <criterion/criterion.h>

#define json_loadb plain_loadb
#define json_decref plain_decref
#define json_set_alloc_funcs plain_set_alloc_funcs
#define json_object_seed plain_object_seed
#define json_object_size plain_object_size
#define json_array_size plain_array_size
#define json_integer_value plain_integer_value
#define json_number_value plain_number_value
#define json_string_length plain_string_length
#define json_string_value plain_string_value
#define json_array_get plain_array_get
#define json_object_get plain_object_get
#define json_object_iter plain_object_iter
#define json_object_iter_next plain_object_iter_next
#define json_object_iter_key plain_object_iter_key
#define json_object_iter_value plain_object_iter_value
#include "../src/wasm/jansson.c"

#include "base/fs.h"
#include "base/jsonio.h"
#include "base/pcg.h"
#include "base/str.h"

static bool same(JsonAt a, const json_t *b);

static bool same_members(JsonAt a, const json_t *b) {
    Str key;
    JsonAt value;
    void *place = plain_object_iter((json_t *)(uintptr_t)b);
    for (JsonIter it = {.object = a}; jsonio_next(&it, &key, &value);) {
        if (place == NULL || !str_eq(key, str_from_c(plain_object_iter_key(place)))) return false;
        if (!same(value, plain_object_iter_value(place))) return false;
        place = plain_object_iter_next((json_t *)(uintptr_t)b, place);
    }
    return place == NULL;
}

static bool same_items(JsonAt a, const json_t *b) {
    if (jsonio_len(a) != plain_array_size(b)) return false;
    for (uint32_t i = 0; i < jsonio_len(a); i++)
        if (!same(jsonio_item(a, i), plain_array_get(b, i))) return false;
    return true;
}

static bool same_number(JsonAt a, const json_t *b) {
    Error err = {0};
    double number;
    uint64_t whole;
    bool is_whole = jsonio_uint64(a, &whole, &err);
    if (!jsonio_number(a, &number, &err) || !json_is_number(b)) return false;
    if (is_whole && (uint64_t)plain_integer_value(b) != whole) return false;
    double other = plain_number_value(b);
    return memcmp(&number, &other, sizeof number) == 0; // to the last bit
}

static bool same(JsonAt a, const json_t *b) {
    Error err = {0};
    Str text;
    if (jsonio_is_object(a)) return json_is_object(b) && same_members(a, b);
    if (jsonio_is_array(a)) return json_is_array(b) && same_items(a, b);
    if (jsonio_is_number(a)) return same_number(a, b);
    if (jsonio_is_bool(a)) {
        bool is_true = false;
        return jsonio_bool(a, &is_true, &err) && json_is_boolean(b) && json_is_true(b) == is_true;
    }
    if (jsonio_is_null(a)) return json_is_null(b);
    Str other = {plain_string_value(b), (uint32_t)plain_string_length(b)};
    return jsonio_str(a, &text, &err) && json_is_string(b) && str_eq(text, other);
}

// What jansson takes, the reader takes, and reads the same. Returns whether jansson took it.
static bool agree(Str text) {
    Error err = {0};
    JsonDoc doc;
    json_error_t error;
    bool ok = jsonio_parse(text, STR("test"), &doc, &err);
    json_t *plain = plain_loadb(text.ptr, text.len, 0, &error);
    if (ok) {
        cr_assert_not_null(plain, "refused: %.*s", (int)(text.len < 200 ? text.len : 200),
                           text.ptr);
        cr_assert(same(jsonio_root(&doc), plain), "read otherwise: " STR_FMT, STR_ARG(text));
        jsonio_free(&doc);
    }
    if (plain) plain_decref(plain);
    return ok;
}

Test(wasm_jansson, reads_what_jansson_reads) {
    static const char *const GOOD[] = {
        "{}",
        "[]",
        " [ ] ",
        "null",
        "true",
        "\"\"",
        "0",
        "-0",
        "-1",
        "9007199254740993",
        "0.1",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "-12.5E+3",
        "1e5",
        "0.142857142857142857",
        "\"\\u00e9\\ud83d\\ude00\\n\\t\\\"\\\\\\/\\b\\f\\r\"",
        "\"\xc3\xa9\xf0\x9f\x98\x80\"",
        "\"a\\u0000b\"",
        "{\"a\":{\"b\":[1,[2,[3,{}]],\"x\"]},\"c\":null}",
        "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]",
        "\n{\n\t\"a\" : [ true , false ]\r\n}\n",
    };
    jsonio_init();
    for (uint32_t i = 0; i < ARRAY_LEN(GOOD); i++)
        cr_assert(agree(str_from_c(GOOD[i])), "%s", GOOD[i]);
}

Test(wasm_jansson, refuses_what_is_no_json) {
    static const char *const BAD[] = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "\"",
        "\"\\",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\x\"",
        "\"\n\"",
        "tru",
        "nul",
        "-",
        "1.2.3",
        "1 2",
        "{\"a\":1,\"a\":2}",
        "[1}",
        "{]",
        "--1",
        "+1",
    };
    for (uint32_t i = 0; i < ARRAY_LEN(BAD); i++) {
        json_error_t error = {0};
        Str text = str_from_c(BAD[i]);
        cr_assert_null(plain_loadb(text.ptr, text.len, 0, &error), "taken: %s", BAD[i]);
        cr_assert(error.line > 0 && error.text[0], "no sentence for %s", BAD[i]);
    }
}

Test(wasm_jansson, a_report_cut_and_changed_anywhere) {
    Arena arena = {0};
    Error err = {0};
    Str text;
    jsonio_init();
    cr_assert(
        fs_read_user_file(STR("fixtures/drf_api_only/expected.json"), 1 << 24, &arena, &text, &err),
        "%s", err.text);
    cr_assert(agree(text));
    Pcg random = pcg_seed(1, 2);
    char *bytes = arena_array(&arena, char, text.len + 1);
    for (uint32_t i = 0; i < 300; i++) {
        memcpy(bytes, text.ptr, text.len);
        uint32_t len = i % 2 ? (uint32_t)(pcg_share(&random) * text.len) : text.len;
        for (uint32_t k = 0; k < 3 && len; k++)
            bytes[(uint32_t)(pcg_share(&random) * len)] =
                "{}[],:\"\\0-e \n"[(uint32_t)(pcg_share(&random) * 13)];
        (void)agree((Str){bytes, len});
    }
    arena_free(&arena);
}
