// SPDX-License-Identifier: MIT
// Tests of the JSON writer.
//
//   open {, key "a", uint 3, close  ->  {\n  "a": 3\n}
//
// Random documents are written twice: by the writer, and compact by hand; what jansson reads from
// the first must be the second, keys in order.
#include <criterion/criterion.h>

#include "base/jsonio.h"
#include "render/writer.h"
#include "seeded.h"

#define ASSERT_STR(got, want)                                                                      \
    cr_assert(str_eq(got, str_from_c(want)), "got \"" STR_FMT "\", want \"%s\"", STR_ARG(got), want)

Test(writer, lays_out_objects_and_arrays) {
    Arena arena = {0};
    Buf buf = buf_new(&arena);
    Writer w = writer_new(&buf);
    writer_open(&w, '{');
    writer_key(&w, "n");
    writer_uint(&w, UINT64_MAX);
    writer_key_str(&w, STR("list"));
    writer_open(&w, '[');
    writer_open_flat(&w, '{');
    writer_key(&w, "a");
    writer_open(&w, '[');
    writer_bool(&w, true);
    writer_null(&w);
    writer_close(&w, ']');
    writer_key(&w, "b");
    writer_number(&w, -0.25);
    writer_close(&w, '}');
    writer_str(&w, STR("x"));
    writer_close(&w, ']');
    writer_key(&w, "empty");
    writer_open(&w, '{');
    writer_close(&w, '}');
    writer_close(&w, '}');
    ASSERT_STR(buf_str(&buf), "{\n"
                              "  \"n\": 18446744073709551615,\n"
                              "  \"list\": [\n"
                              "    {\"a\": [true, null], \"b\": -0.25},\n"
                              "    \"x\"\n"
                              "  ],\n"
                              "  \"empty\": {}\n"
                              "}");
    arena_free(&arena);
}

Test(writer, single_values) {
    Arena arena = {0};
    static const struct {
        void (*write)(Writer *w, Str s);
        const char *text, *want;
    } rows[] = {
        {writer_str, "", "\"\""},
        {writer_str, "a\"\\\n\x1b", "\"a\\\"\\\\\\n\\u001b\""},
        {writer_str_or_null, "", "null"},
        {writer_str_or_null, "x", "\"x\""},
        {writer_path, "app/\xff%\n.py", "\"app/%FF%25%0A.py\""},
        {writer_path, "", "\"\""},
        {writer_key_str, "k\"", "\"k\\\"\": "},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        Buf buf = buf_new(&arena);
        Writer w = writer_new(&buf);
        rows[i].write(&w, str_from_c(rows[i].text));
        ASSERT_STR(buf_str(&buf), rows[i].want);
    }
    arena_free(&arena);
}

// One random document, by the writer and compact.
typedef struct Twin {
    Random random;
    Writer writer;
    Buf compact;
    uint32_t keys; // so far: "k0", "k1", … are all distinct
} Twin;

static void both_scalar(Twin *t) {
    uint32_t n = random_below(&t->random, 1000);
    switch (random_below(&t->random, 4)) {
    case 0:
        writer_uint(&t->writer, n);
        buf_fmt(&t->compact, "%u ", n);
        return;
    case 1: {
        char bytes[] = {(char)n, 'x', (char)(n >> 3)};
        writer_str(&t->writer, (Str){bytes, sizeof bytes});
        buf_c(&t->compact, "s ");
        return;
    }
    case 2:
        writer_bool(&t->writer, n % 2);
        buf_c(&t->compact, "b ");
        return;
    default: writer_null(&t->writer); buf_c(&t->compact, "n ");
    }
}

static void both_value(Twin *t, uint32_t depth) {
    if (depth == 0 || random_below(&t->random, 3) == 0) {
        both_scalar(t);
        return;
    }
    bool is_object = random_below(&t->random, 2);
    bool is_flat = random_below(&t->random, 4) == 0;
    (is_flat ? writer_open_flat : writer_open)(&t->writer, is_object ? '{' : '[');
    buf_c(&t->compact, is_object ? "{ " : "[ ");
    for (uint32_t n = random_below(&t->random, 5); n > 0; n--) {
        if (is_object) {
            Str key = str_fmt(t->compact.arena, "k%u", t->keys++);
            writer_key_str(&t->writer, key);
            buf_fmt(&t->compact, STR_FMT ": ", STR_ARG(key));
        }
        both_value(t, depth - 1);
    }
    writer_close(&t->writer, is_object ? '}' : ']');
    buf_c(&t->compact, is_object ? "} " : "] ");
}

static void read_compact(JsonAt at, Buf *out) {
    Error err = {0};
    uint32_t n;
    if (jsonio_is_object(at)) {
        JsonIter it = {.object = at};
        Str key;
        JsonAt value;
        buf_c(out, "{ ");
        while (jsonio_next(&it, &key, &value)) {
            buf_fmt(out, STR_FMT ": ", STR_ARG(key));
            read_compact(value, out);
        }
        buf_c(out, "} ");
    } else if (jsonio_is_array(at)) {
        buf_c(out, "[ ");
        for (uint32_t i = 0; i < jsonio_len(at); i++)
            read_compact(jsonio_item(at, i), out);
        buf_c(out, "] ");
    } else if (jsonio_uint(at, &n, &err)) {
        buf_fmt(out, "%u ", n);
    } else {
        buf_c(out, jsonio_is_string(at) ? "s " : jsonio_is_bool(at) ? "b " : "n ");
    }
}

Test(writer, what_it_writes_is_read_back_in_order) {
    Random random = {8};
    for (uint32_t round = 0; round < 3000; round++) {
        Arena arena = {0};
        Buf buf = buf_new(&arena);
        Buf back = buf_new(&arena);
        Twin twin = {random, writer_new(&buf), buf_new(&arena), 0};
        both_value(&twin, 1 + round % 8);
        random = twin.random;
        JsonDoc doc;
        Error err = {0};
        cr_assert(jsonio_parse(buf_str(&buf), STR("written"), &doc, &err), "round %u: %s\n" STR_FMT,
                  round, err.text, STR_ARG(buf_str(&buf)));
        read_compact(jsonio_root(&doc), &back);
        cr_assert(str_eq(buf_str(&back), buf_str(&twin.compact)), "round %u: " STR_FMT, round,
                  STR_ARG(buf_str(&buf)));
        jsonio_free(&doc);
        arena_free(&arena);
    }
}
