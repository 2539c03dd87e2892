// SPDX-License-Identifier: MIT
// Members of JSON objects as plain values, copied and checked.
//
//     {"path": "a%20b.py", "line": 3}     ─►  path "a b.py", line 3
//     {"line": null}                      ─►  report.json: at projects[0]…line: expected a whole …
//
// A report comes from a file that anybody may have written. Whatever is wrong with a value is told
// with its key path, and no count is larger than what later sums can bear.
// Limits: unknown keys are passed over; later versions of this format may have more.
#include "reread/reread_value.h"

#include "base/banned.h"

bool reread_value_str(const RereadReader *r, JsonAt object, const char *key, Str *out, Error *err) {
    JsonAt at;
    Str text;
    if (!jsonio_key(object, key, &at, err) || !jsonio_str(at, &text, err)) return false;
    *out = str_copy(r->arena, text);
    return true;
}

bool reread_value_or_null(const RereadReader *r, JsonAt object, const char *key, Str *out,
                          Error *err) {
    JsonAt at;
    if (!jsonio_key(object, key, &at, err)) return false;
    *out = (Str){0};
    return jsonio_is_null(at) || reread_value_str(r, object, key, out, err);
}

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool reread_value_path(const RereadReader *r, JsonAt object, const char *key, Str *out,
                       Error *err) {
    Str printed;
    if (!reread_value_str(r, object, key, &printed, err)) return false;
    char *bytes = arena_array(r->arena, char, printed.len + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < printed.len; i++) {
        int high = i + 2 < printed.len ? hex_digit(printed.ptr[i + 1]) : -1;
        int low = i + 2 < printed.len ? hex_digit(printed.ptr[i + 2]) : -1;
        if (printed.ptr[i] == '%' && high >= 0 && low >= 0) {
            bytes[n++] = (char)(high * 16 + low);
            i += 2;
        } else {
            bytes[n++] = printed.ptr[i];
        }
    }
    *out = (Str){bytes, n};
    return true;
}

bool reread_value_count_at(JsonAt at, uint32_t *out, Error *err) {
    if (!jsonio_uint(at, out, err)) return false;
    return *out <= RESCORED_COUNT_MAX ||
           jsonio_error(at, err, "%u is more than any repository has", *out);
}

bool reread_value_count(JsonAt object, const char *key, uint32_t *out, Error *err) {
    JsonAt at;
    return jsonio_key(object, key, &at, err) && reread_value_count_at(at, out, err);
}

bool reread_value_uint64(JsonAt object, const char *key, uint64_t *out, Error *err) {
    JsonAt at;
    return jsonio_key(object, key, &at, err) && jsonio_uint64(at, out, err);
}

bool reread_value_bool(JsonAt object, const char *key, bool *out, Error *err) {
    JsonAt at;
    return jsonio_key(object, key, &at, err) && jsonio_bool(at, out, err);
}

bool reread_value_array(JsonAt object, const char *key, uint32_t max, JsonAt *out, Error *err) {
    if (!jsonio_key(object, key, out, err)) return false;
    if (!jsonio_is_array(*out)) return jsonio_error(*out, err, "expected an array");
    return jsonio_len(*out) <= max || jsonio_error(*out, err, "more than %u items", max);
}

bool reread_value_object(JsonAt object, const char *key, JsonAt *out, Error *err) {
    return jsonio_key(object, key, out, err) &&
           (jsonio_is_object(*out) || jsonio_error(*out, err, "expected an object"));
}

static void note(RereadReader *r, Map *told, StrVec *list, Str name) {
    if (map_has(told, name)) return;
    Str copy = str_copy(r->arena, name);
    map_set(told, copy, 0);
    vec_push(r->arena, list, copy);
}

uint32_t reread_value_file(RereadReader *r, Str path) {
    uint32_t *slot = map_slot(&r->files, path, NONE);
    if (*slot == NONE) {
        *slot = r->out->source.files.len;
        vec_push(r->arena, &r->out->source.files, (SourceFile){.path = path});
    }
    return *slot;
}

void reread_value_gone(RereadReader *r, Str name) {
    note(r, &r->gone, &r->out->rescored.gone, name);
}

void reread_value_lacking(RereadReader *r, Str name) {
    note(r, &r->lacking, &r->out->rescored.lacking, name);
}
