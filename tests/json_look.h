// SPDX-License-Identifier: MIT
// Looking into JSON that a renderer wrote: values by a path, keys as one line.
//
//   JsonLook look;
//   look_open(&look, buf_str(&buf));                        // fails the test when it is no JSON
//   look_str(&look, "projects.0.verdict.decision");         // "stay"; of a number: as written
//   look_keys(&look, "projects.0");                         // "root name framework …"
//   look_close(&look);
#ifndef TESTS_JSON_LOOK_H
#define TESTS_JSON_LOOK_H

#include <criterion/criterion.h>

#include "base/jsonio.h"

typedef struct JsonLook {
    Arena arena;
    JsonDoc doc;
} JsonLook;

static inline void look_open(JsonLook *look, Str text) {
    *look = (JsonLook){0};
    Error err = {0};
    cr_assert(jsonio_parse(text, STR("rendered"), &look->doc, &err), "%s", err.text);
}

static inline void look_close(JsonLook *look) {
    jsonio_free(&look->doc);
    arena_free(&look->arena);
}

// The value at a path of keys and indices, "" for the whole document.
static inline JsonAt look_at(JsonLook *look, const char *path) {
    JsonAt at = jsonio_root(&look->doc);
    Str rest = str_from_c(path), part;
    while (rest.len) {
        str_cut(rest, '.', &part, &rest);
        if (jsonio_is_array(at)) {
            uint32_t index = 0;
            for (uint32_t i = 0; i < part.len; i++)
                index = index * 10 + (uint32_t)(part.ptr[i] - '0');
            cr_assert_lt(index, jsonio_len(at), "%s: only %u items", path, jsonio_len(at));
            at = jsonio_item(at, index);
        } else {
            cr_assert(jsonio_has(at, str_to_c(&look->arena, part), &at), "%s: no " STR_FMT, path,
                      STR_ARG(part));
        }
    }
    return at;
}

// A scalar as text: numbers as jsonio writes them, null as "null".
static inline Str look_str(JsonLook *look, const char *path) {
    JsonAt at = look_at(look, path);
    Error err = {0};
    Str text = STR("null");
    double number;
    bool truth;
    if (jsonio_is_string(at)) {
        cr_assert(jsonio_str(at, &text, &err));
    } else if (jsonio_is_number(at)) {
        Buf buf = buf_new(&look->arena);
        cr_assert(jsonio_number(at, &number, &err));
        jsonio_write_number(&buf, number);
        text = buf_str(&buf);
    } else if (jsonio_is_bool(at)) {
        cr_assert(jsonio_bool(at, &truth, &err));
        text = truth ? STR("true") : STR("false");
    }
    return text;
}

// The keys of an object in order, with a blank between.
static inline Str look_keys(JsonLook *look, const char *path) {
    JsonIter it = {.object = look_at(look, path)};
    Buf buf = buf_new(&look->arena);
    Str key;
    JsonAt value;
    while (jsonio_next(&it, &key, &value))
        buf_fmt(&buf, "%s" STR_FMT, buf.len ? " " : "", STR_ARG(key));
    return buf_str(&buf);
}

typedef struct LookRow {
    const char *path, *want;
} LookRow;

static inline void look_compare(JsonLook *look, Str (*read)(JsonLook *, const char *),
                                const LookRow *rows, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        Str got = read(look, rows[i].path);
        cr_assert(str_eq(got, str_from_c(rows[i].want)), "%s: got \"" STR_FMT "\", want \"%s\"",
                  rows[i].path, STR_ARG(got), rows[i].want);
    }
}

#endif
