// SPDX-License-Identifier: MIT
// JSON: reading through jansson with errors that name the place, and the two pieces of writing.
//
//   {"signals": [{"lean": "x"}]}
//   jsonio_number(lean_at, &n, err)  -> rules/x.json: at signals[0].lean: expected a number
//   jsonio_write_number(&b, 0.25)    -> 0.25
//
// How: a JsonAt carries the value and the text of the way to it, so any getter can name the place;
// building that text costs little against parsing, and only small files are read this way.
// Numbers are written with integer arithmetic: printf depends on the locale and shows 0.1 + 0.2
// with 17 digits or, as %g, large counts with an exponent.
// Limits: jansson's nesting limit of 2048; key paths beyond 160 bytes are cut. A byte order mark is
// skipped. Values at or above 1e15 are written with 15 digits and an exponent.
#include "base/jsonio.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#include "base/banned.h"

enum { HASH_SEED = 0x5eed }; // any fixed number but 0, which would ask for a random one

void jsonio_init(void) {
    json_set_alloc_funcs(arena_raw_malloc, arena_raw_free);
    json_object_seed(HASH_SEED);
}

bool jsonio_parse(Str text, Str file, JsonDoc *out, Error *err) {
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_sub(text, 3, text.len);
    json_error_t error;
    size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL;
    json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len, flags, &error);
    if (!root)
        return error_set(err, ERROR_RULES, STR_FMT ": line %d, column %d: %s", STR_ARG(file),
                         error.line, error.column, error.text);
    *out = (JsonDoc){.root = root, .file = file};
    return true;
}

void jsonio_free(JsonDoc *doc) {
    json_decref(doc->root);
    doc->root = NULL;
}

JsonAt jsonio_root(const JsonDoc *doc) {
    return (JsonAt){.doc = doc, .value = doc->root};
}

bool jsonio_is_object(JsonAt at) {
    return json_is_object((const json_t *)at.value);
}

bool jsonio_is_array(JsonAt at) {
    return json_is_array((const json_t *)at.value);
}

bool jsonio_is_string(JsonAt at) {
    return json_is_string((const json_t *)at.value);
}

bool jsonio_is_number(JsonAt at) {
    return json_is_number((const json_t *)at.value);
}

bool jsonio_is_bool(JsonAt at) {
    return json_is_boolean((const json_t *)at.value);
}

bool jsonio_is_null(JsonAt at) {
    return json_is_null((const json_t *)at.value);
}

bool jsonio_error(JsonAt at, Error *err, const char *fmt, ...) {
    char sentence[sizeof(err->text)];
    va_list args;
    va_start(args, fmt);
    vsnprintf(sentence, sizeof(sentence), fmt, args);
    va_end(args);
    return error_set(err, ERROR_RULES, STR_FMT ": %s%s%s%s", STR_ARG(at.doc->file),
                     at.path[0] ? "at " : "", at.path, at.path[0] ? ": " : "", sentence);
}

// jansson's iterators want a json_t that is not const, though they do not change it.
static json_t *unconst(const void *value) {
    return (json_t *)(uintptr_t)value;
}

// The place one step on from `from`; a path that grows too long is cut.
PRINTF_LIKE(3, 4)
static JsonAt step(const JsonAt *from, const json_t *value, const char *fmt, ...) {
    JsonAt at = *from;
    at.value = value;
    size_t used = strlen(at.path);
    va_list args;
    va_start(args, fmt);
    int added = vsnprintf(at.path + used, sizeof(at.path) - used, fmt, args);
    va_end(args);
    if (added < 0 || (size_t)added >= sizeof(at.path) - used)
        memcpy(at.path + sizeof(at.path) - sizeof("..."), "...", sizeof("..."));
    return at;
}

static JsonAt step_to_key(const JsonAt *object, const char *key, const json_t *value) {
    return step(object, value, "%s%s", object->path[0] ? "." : "", key);
}

bool jsonio_has(JsonAt object, const char *key, JsonAt *out) {
    const json_t *value = json_object_get(object.value, key);
    if (value) *out = step_to_key(&object, key, value);
    return value != NULL;
}

bool jsonio_key(JsonAt object, const char *key, JsonAt *out, Error *err) {
    if (!jsonio_is_object(object)) return jsonio_error(object, err, "expected an object");
    return jsonio_has(object, key, out) || jsonio_error(object, err, "missing key \"%s\"", key);
}

bool jsonio_str(JsonAt at, Str *out, Error *err) {
    if (!jsonio_is_string(at)) return jsonio_error(at, err, "expected a string");
    size_t len = json_string_length(at.value); // no more than the text that was parsed
    *out = (Str){json_string_value(at.value), (uint32_t)len};
    return true;
}

bool jsonio_number(JsonAt at, double *out, Error *err) {
    if (!jsonio_is_number(at)) return jsonio_error(at, err, "expected a number");
    *out = json_number_value(at.value);
    return true;
}

bool jsonio_uint(JsonAt at, uint32_t *out, Error *err) {
    json_int_t value = json_integer_value(at.value); // 0 for other kinds
    if (!json_is_integer((const json_t *)at.value) || value < 0 || value > UINT32_MAX)
        return jsonio_error(at, err, "expected a whole number from 0 to %" PRIu32, UINT32_MAX);
    *out = (uint32_t)value;
    return true;
}

bool jsonio_uint64(JsonAt at, uint64_t *out, Error *err) {
    json_int_t value = json_integer_value(at.value); // 0 for other kinds
    if (!json_is_integer((const json_t *)at.value) || value < 0)
        return jsonio_error(at, err, "expected a whole number that is not negative");
    *out = (uint64_t)value;
    return true;
}

bool jsonio_bool(JsonAt at, bool *out, Error *err) {
    if (!jsonio_is_bool(at)) return jsonio_error(at, err, "expected true or false");
    *out = json_is_true((const json_t *)at.value);
    return true;
}

uint32_t jsonio_len(JsonAt array_or_object) {
    const json_t *value = array_or_object.value;
    return (uint32_t)(json_is_array(value) ? json_array_size(value) : json_object_size(value));
}

JsonAt jsonio_item(JsonAt array, uint32_t index) {
    assert(index < jsonio_len(array));
    const json_t *value = json_array_get(array.value, index);
    return step(&array, value, "[%" PRIu32 "]", index);
}

bool jsonio_next(JsonIter *it, Str *out_key, JsonAt *out_value) {
    json_t *object = unconst(it->object.value);
    if (it->index >= jsonio_len(it->object) || !json_is_object(object)) return false;
    it->place =
        it->index == 0 ? json_object_iter(object) : json_object_iter_next(object, it->place);
    it->index++;
    const char *key = json_object_iter_key(it->place);
    *out_key = str_from_c(key);
    *out_value = step_to_key(&it->object, key, json_object_iter_value(it->place));
    return true;
}

static bool is_listed(Str key, const char *const *list) {
    for (; *list; list++)
        if (str_eq(key, str_from_c(*list))) return true;
    return false;
}

static bool unknown_key(JsonAt object, Str key, const char *const *allowed, Error *err) {
    Arena scratch = {0};
    Buf list = buf_new(&scratch);
    for (uint32_t i = 0; allowed[i]; i++)
        buf_fmt(&list, "%s%s", i ? ", " : "", allowed[i]);
    jsonio_error(object, err, "unknown key \"" STR_FMT "\"; allowed: " STR_FMT, STR_ARG(key),
                 STR_ARG(buf_str(&list)));
    arena_free(&scratch);
    return false;
}

bool jsonio_only_keys(JsonAt object, const char *const *allowed, Error *err) {
    if (!jsonio_is_object(object)) return jsonio_error(object, err, "expected an object");
    JsonIter it = {.object = object};
    Str key;
    JsonAt value;
    while (jsonio_next(&it, &key, &value))
        if (!is_listed(key, allowed)) return unknown_key(object, key, allowed, err);
    return true;
}

static bool needs_escape(uint32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == '<' ||
           code_point == '>' || code_point == '&' || code_point == 0x2028 || code_point == 0x2029;
}

// The letter of a short escape such as \n, or 0.
static char short_escape(uint32_t code_point) {
    switch (code_point) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
    }
}

// Above the basic plane JSON has only surrogate pairs (RFC 8259, section 7).
static void write_escape(Buf *buf, uint32_t code_point) {
    if (code_point <= 0xFFFF) {
        buf_fmt(buf, "\\u%04x", code_point);
        return;
    }
    uint32_t rest = code_point - 0x10000;
    buf_fmt(buf, "\\u%04x\\u%04x", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

// A CI host finds "##[error]" anywhere in a line of its log, and a report may be printed there.
static bool is_second_hash(Str s, uint32_t at) {
    return s.ptr[at] == '#' && at > 0 && s.ptr[at - 1] == '#';
}

void jsonio_write_str(Buf *buf, Str s) {
    buf_char(buf, '"');
    for (uint32_t pos = 0, start = 0, code_point; pos < s.len; start = pos) {
        bool is_valid = utf8_next(s, &pos, &code_point);
        char letter = is_valid ? short_escape(code_point) : 0;
        if (letter)
            buf_fmt(buf, "\\%c", letter);
        else if (!is_valid)
            buf_c(buf, "\xEF\xBF\xBD"); // U+FFFD, the replacement character
        else if (needs_escape(code_point) || utf8_is_unsafe(code_point) || is_second_hash(s, start))
            write_escape(buf, code_point);
        else
            buf_str_add(buf, str_sub(s, start, pos));
    }
    buf_char(buf, '"');
}

void jsonio_write_number(Buf *buf, double value) {
    if (!isfinite(value)) {
        buf_c(buf, "null"); // JSON has no other word for it
        return;
    }
    double size = value < 0 ? -value : value;
    uint32_t exponent = 0;
    while (size >= 1e15) {
        size /= 10;
        exponent++;
    }
    uint64_t whole = (uint64_t)size;
    // Exact below 1e15: the fraction keeps its bits when the whole part is taken off.
    uint64_t millionths = (uint64_t)((size - (double)whole) * 1e6 + 0.5);
    if (exponent > 0) millionths = millionths >= 500000 ? 1000000 : 0;
    whole += millionths / 1000000;
    millionths %= 1000000;

    if (value < 0 && (whole > 0 || millionths > 0)) buf_char(buf, '-');
    buf_fmt(buf, "%" PRIu64, whole);
    uint32_t digits = 6;
    for (; millionths > 0 && millionths % 10 == 0; millionths /= 10)
        digits--;
    if (millionths > 0) buf_fmt(buf, ".%0*" PRIu64, (int)digits, millionths);
    if (exponent > 0) buf_fmt(buf, "e%" PRIu32, exponent);
}
