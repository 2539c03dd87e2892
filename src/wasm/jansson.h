// SPDX-License-Identifier: MIT
// What base/jsonio.c needs of jansson, under the same names, for WebAssembly: Debian has the library for
// the machine it runs on only. Values are read once from a text and live in an arena until it is freed.
//
// Only the module of the HTML page is compiled with this; the program has the real one.
#ifndef WASM_JANSSON_H
#define WASM_JANSSON_H

#include "base/arena.h"

typedef long long json_int_t;

typedef enum {
    JSON_OBJECT,
    JSON_ARRAY,
    JSON_STRING,
    JSON_INTEGER,
    JSON_REAL,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL
} json_type;

typedef struct json_t {
    json_type type;
    json_int_t integer;
    double real;
    const char *text; // of a string, which may hold NUL; ends with one
    size_t len;       // of the text in bytes, of an array or object in members
    struct json_t *first, *next;
    const char *key;       // of a member of an object
    struct json_t **items; // of an array
    Arena *arena;          // of the root: holds all
} json_t;

typedef struct json_error_t {
    int line, column;
    char text[160];
} json_error_t;

enum { JSON_REJECT_DUPLICATES = 1, JSON_DECODE_ANY = 4, JSON_ALLOW_NUL = 16 };

void json_set_alloc_funcs(void *(*allocate)(size_t), void (*release)(void *));
void json_object_seed(size_t seed);

// NULL with a sentence when the text is no JSON. Duplicate keys are an error, as with the flags above.
json_t *json_loadb(const char *text, size_t len, size_t flags, json_error_t *error);
void json_decref(json_t *root);

#define json_is_object(value) ((value)->type == JSON_OBJECT)
#define json_is_array(value) ((value)->type == JSON_ARRAY)
#define json_is_string(value) ((value)->type == JSON_STRING)
#define json_is_integer(value) ((value)->type == JSON_INTEGER)
#define json_is_number(value) ((value)->type == JSON_INTEGER || (value)->type == JSON_REAL)
#define json_is_true(value) ((value)->type == JSON_TRUE)
#define json_is_boolean(value) ((value)->type == JSON_TRUE || (value)->type == JSON_FALSE)
#define json_is_null(value) ((value)->type == JSON_NULL)

size_t json_object_size(const json_t *value); // 0 for other kinds, as the next four
size_t json_array_size(const json_t *value);
json_int_t json_integer_value(const json_t *value);
double json_number_value(const json_t *value);
size_t json_string_length(const json_t *value);
const char *json_string_value(const json_t *value);
json_t *json_array_get(const json_t *value, size_t index);
json_t *json_object_get(const json_t *value, const char *key); // NULL when there is none

// Members in the order of the text.
void *json_object_iter(json_t *object);
void *json_object_iter_next(json_t *object, void *place);
const char *json_object_iter_key(void *place);
json_t *json_object_iter_value(void *place);

#endif
