// SPDX-License-Identifier: MIT
// JSON through jansson, with getters that name the key path in their error sentence.
// Reading: rule files, package.json, notebooks, saved reports. Writing is done by renderers with
// Buf and the two functions at the end, so key order and number format are ours.
//
//   JsonDoc doc;
//   if (!jsonio_parse(text, STR("rules/signals/admin.json"), &doc, err)) return false;
//   JsonAt top = jsonio_root(&doc);
//   JsonAt id; if (!jsonio_key(top, "id", &id, err)) ...
//   jsonio_free(&doc);
#ifndef BASE_JSONIO_H
#define BASE_JSONIO_H

#include "base/buf.h"
#include "base/error.h"

typedef struct JsonDoc {
    void *root; // json_t *
    Str file;   // borrowed; named in errors
} JsonDoc;

// A value and the way to it, for error sentences: rules/x.json: at signals[3].match[0].call: …
typedef struct JsonAt {
    const JsonDoc *doc;
    const void *value; // json_t *, borrowed from doc
    char path[160];
} JsonAt;

// Parses UTF-8 text (depth and size are jansson's limits; duplicate keys are an error). Free with
// jsonio_free. Error sentence: file, line, column, what.
bool jsonio_parse(Str text, Str file, JsonDoc *out, Error *err) WARN_UNUSED;
void jsonio_free(JsonDoc *doc);
JsonAt jsonio_root(const JsonDoc *doc);

// Kinds
bool jsonio_is_object(JsonAt at);
bool jsonio_is_array(JsonAt at);
bool jsonio_is_string(JsonAt at);
bool jsonio_is_number(JsonAt at);
bool jsonio_is_bool(JsonAt at);
bool jsonio_is_null(JsonAt at);

// Required and optional access; errors name file and key path.
bool jsonio_key(JsonAt object, const char *key, JsonAt *out, Error *err) WARN_UNUSED;
bool jsonio_has(JsonAt object, const char *key, JsonAt *out); // false when absent; no error
bool jsonio_str(JsonAt at, Str *out, Error *err) WARN_UNUSED; // views the document
bool jsonio_number(JsonAt at, double *out, Error *err) WARN_UNUSED;
bool jsonio_uint(JsonAt at, uint32_t *out, Error *err) WARN_UNUSED;
bool jsonio_uint64(JsonAt at, uint64_t *out, Error *err) WARN_UNUSED; // below 2^63
bool jsonio_bool(JsonAt at, bool *out, Error *err) WARN_UNUSED;
uint32_t jsonio_len(JsonAt array_or_object); // 0 for other kinds
JsonAt jsonio_item(JsonAt array, uint32_t index);
// Walks the members of an object in file order; false at the end (at once when it is no object).
//   JsonIter it = {.object = at}; Str key; JsonAt value;
//   while (jsonio_next(&it, &key, &value)) ...
typedef struct JsonIter {
    JsonAt object;
    uint32_t index; // of the next member
    void *place;    // jansson's iterator, NULL before the first member
} JsonIter;
bool jsonio_next(JsonIter *it, Str *out_key, JsonAt *out_value);
// Fails when `object` has a key that is not in the NULL-terminated list.
bool jsonio_only_keys(JsonAt object, const char *const *allowed, Error *err) WARN_UNUSED;
// An ERROR_RULES at this place: "FILE: at PATH: sentence". Returns false.
bool jsonio_error(JsonAt at, Error *err, const char *fmt, ...) PRINTF_LIKE(3, 4);

// Writing. Strings escape control characters, U+2028/9, bidi and other invisible characters, and <,
// >, & as \u00XX so that a report can be embedded in HTML, and a '#' after another so that it can be
// printed into the log of a CI host; invalid UTF-8 becomes U+FFFD. Numbers:
// shortest form with at most 6 decimals, locale-independent, -0 as 0.
void jsonio_write_str(Buf *buf, Str s);
void jsonio_write_number(Buf *buf, double value);

// Called once in main: allocator that never fails, fixed hash seed (jansson's thread-safety page).
void jsonio_init(void);

#endif
