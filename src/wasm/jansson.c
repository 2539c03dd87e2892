// SPDX-License-Identifier: MIT
// Reads JSON for the module of the HTML page: the part of jansson's interface that base/jsonio.c uses.
//
//     {"count": 3, "names": ["a"]}   ─►  json_object_get(root, "count")  ─►  3
//
// A value is a node in an arena, a member points at the next, an array has a table of its items, so all
// that jsonio asks for is a step or a short walk. Numbers are read by strtod(), which rounds as jansson's
// does, so a weight has the same bits here as in the program.
//
// Limits: the page hands over what its own JSON.stringify() wrote, so sentences about mistakes only say
// where the text is no JSON. Nesting is limited like jansson's. Objects are looked through one by one.
#include "wasm/jansson.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#include "base/banned.h"

enum { DEPTH_MAX = 2048, ITEMS_FIRST = 16 };

typedef struct Reader {
    const char *at, *end;
    Arena *arena;
    size_t depth;
} Reader;

static json_t *read_value(Reader *r);

static void skip_space(Reader *r) {
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t'))
        r->at++;
}

static bool take(Reader *r, char c) {
    skip_space(r);
    if (r->at == r->end || *r->at != c) return false;
    r->at++;
    return true;
}

static json_t *make(Reader *r, json_type type) {
    json_t *value = arena_new(r->arena, json_t);
    value->type = type;
    return value;
}

// --- Strings -------------------------------------------------------------------------------------

static bool read_hex(Reader *r, unsigned *out) {
    *out = 0;
    if (r->end - r->at < 4) return false;
    for (int i = 0; i < 4; i++) {
        char c = *r->at++;
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                                : 16;
        if (digit == 16) return false;
        *out = *out * 16 + digit;
    }
    return true;
}

static char *put_utf8(char *to, unsigned c) {
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

// Behind "\u": one code point, of two escapes where they are a surrogate pair.
static bool read_code_point(Reader *r, unsigned *out) {
    unsigned low;
    if (!read_hex(r, out)) return false;
    if (*out < 0xD800 || *out > 0xDFFF) return true;
    if (*out > 0xDBFF || r->end - r->at < 6 || r->at[0] != '\\' || r->at[1] != 'u') return false;
    r->at += 2;
    if (!read_hex(r, &low) || low < 0xDC00 || low > 0xDFFF) return false;
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static bool read_escape(Reader *r, char **to) {
    static const char FROM[] = "\"\\/bfnrt", TO[] = "\"\\/\b\f\n\r\t";
    if (r->at == r->end) return false;
    char c = *r->at++;
    if (c == 'u') {
        unsigned code_point;
        if (!read_code_point(r, &code_point)) return false;
        *to = put_utf8(*to, code_point);
        return true;
    }
    const char *known = c ? strchr(FROM, c) : NULL;
    if (!known) return false;
    *(*to)++ = TO[known - FROM];
    return true;
}

// Behind the opening quote. An escape is never longer than what it is written as.
static bool read_text(Reader *r, const char **out, size_t *len) {
    const char *close = r->at;
    while (close < r->end && *close != '"')
        close += *close == '\\' && r->end - close > 1 ? 2 : 1;
    if (close >= r->end) return false;
    char *text = arena_array(r->arena, char, (size_t)(close - r->at) + 1);
    char *to = text;
    while (r->at < close) {
        char c = *r->at++;
        if ((unsigned char)c < 0x20) return false;
        if (c != '\\')
            *to++ = c;
        else if (!read_escape(r, &to))
            return false;
    }
    r->at = close + 1;
    *out = text;
    *len = (size_t)(to - text);
    return true;
}

// --- Values --------------------------------------------------------------------------------------

static json_t *read_string(Reader *r) {
    json_t *value = make(r, JSON_STRING);
    return read_text(r, &value->text, &value->len) ? value : NULL;
}

static bool is_digit(const Reader *r) {
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

static json_t *read_number(Reader *r) {
    enum { NUMBER_MAX = 400 };
    const char *start = r->at;
    bool is_real = false;
    if (*r->at == '-') r->at++;
    if (!is_digit(r)) return NULL;
    for (; r->at < r->end && strchr("0123456789+-.eE", *r->at) && *r->at; r->at++)
        is_real |= *r->at == '.' || *r->at == 'e' || *r->at == 'E';
    char copy[NUMBER_MAX + 1] = {0}, *end;
    size_t len = (size_t)(r->at - start);
    if (len > NUMBER_MAX) return NULL;
    memcpy(copy, start, len);
    json_t *value = make(r, is_real ? JSON_REAL : JSON_INTEGER);
    if (is_real) {
        value->real = strtod(copy, &end);
    } else {
        value->integer = strtoll(copy, &end, 10);
        value->real = (double)value->integer;
    }
    return *end ? NULL : value;
}

static json_t *read_word(Reader *r, Str word, json_type type) {
    if ((size_t)(r->end - r->at) < word.len || memcmp(r->at, word.ptr, word.len) != 0) return NULL;
    r->at += word.len;
    return make(r, type);
}

static json_t *read_array(Reader *r) {
    json_t *array = make(r, JSON_ARRAY);
    size_t cap = 0;
    if (take(r, ']')) return array;
    do {
        if (array->len == cap) {
            json_t **wider = arena_array(r->arena, json_t *, cap ? cap * 2 : ITEMS_FIRST);
            if (cap) memcpy(wider, array->items, cap * sizeof *wider);
            array->items = wider;
            cap = cap ? cap * 2 : ITEMS_FIRST;
        }
        json_t *item = read_value(r);
        if (!item) return NULL;
        array->items[array->len++] = item;
    } while (take(r, ','));
    return take(r, ']') ? array : NULL;
}

static json_t *read_object(Reader *r) {
    json_t *object = make(r, JSON_OBJECT);
    json_t **last = &object->first;
    if (take(r, '}')) return object;
    do {
        const char *key;
        size_t len;
        if (!take(r, '"') || !read_text(r, &key, &len) || !take(r, ':')) return NULL;
        if (json_object_get(object, key)) return NULL;
        json_t *member = read_value(r);
        if (!member) return NULL;
        member->key = key;
        *last = member;
        last = &member->next;
        object->len++;
    } while (take(r, ','));
    return take(r, '}') ? object : NULL;
}

static json_t *read_value(Reader *r) {
    skip_space(r);
    if (r->at == r->end || r->depth == DEPTH_MAX) return NULL;
    json_t *value;
    r->depth++;
    switch (*r->at) {
    case '{': r->at++, value = read_object(r); break;
    case '[': r->at++, value = read_array(r); break;
    case '"': r->at++, value = read_string(r); break;
    case 't': value = read_word(r, STR("true"), JSON_TRUE); break;
    case 'f': value = read_word(r, STR("false"), JSON_FALSE); break;
    case 'n': value = read_word(r, STR("null"), JSON_NULL); break;
    default: value = read_number(r);
    }
    r->depth--;
    return value;
}

// --- What jsonio asks for ------------------------------------------------------------------------

void json_set_alloc_funcs(void *(*allocate)(size_t), void (*release)(void *)) {
    (void)allocate, (void)release; // memory comes from an arena anyway
}

void json_object_seed(size_t seed) {
    (void)seed; // nothing is hashed
}

json_t *json_loadb(const char *text, size_t len, size_t flags, json_error_t *error) {
    static const char SENTENCE[] = "this is no JSON";
    (void)flags;
    Arena arena = {0};
    Reader r = {.at = text, .end = text + len, .arena = &arena};
    json_t *root = read_value(&r);
    skip_space(&r);
    if (root && r.at == r.end) {
        root->arena = arena_new(&arena, Arena);
        *root->arena = arena;
        return root;
    }
    *error = (json_error_t){.line = 1};
    for (const char *at = text; at < r.at; at++) {
        error->column = *at == '\n' ? 0 : error->column + 1;
        error->line += *at == '\n';
    }
    memcpy(error->text, SENTENCE, sizeof SENTENCE);
    arena_free(&arena);
    return NULL;
}

void json_decref(json_t *root) {
    Arena arena = *root->arena;
    arena_free(&arena);
}

size_t json_object_size(const json_t *value) {
    return json_is_object(value) ? value->len : 0;
}

size_t json_array_size(const json_t *value) {
    return json_is_array(value) ? value->len : 0;
}

json_int_t json_integer_value(const json_t *value) {
    return json_is_integer(value) ? value->integer : 0;
}

double json_number_value(const json_t *value) {
    return json_is_number(value) ? value->real : 0;
}

size_t json_string_length(const json_t *value) {
    return json_is_string(value) ? value->len : 0;
}

const char *json_string_value(const json_t *value) {
    return json_is_string(value) ? value->text : NULL;
}

json_t *json_array_get(const json_t *value, size_t index) {
    return index < json_array_size(value) ? value->items[index] : NULL;
}

json_t *json_object_get(const json_t *value, const char *key) {
    json_t *member = json_is_object(value) ? value->first : NULL;
    while (member && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}

void *json_object_iter(json_t *object) {
    return object->first;
}

void *json_object_iter_next(json_t *object, void *place) {
    (void)object;
    return ((json_t *)place)->next;
}

const char *json_object_iter_key(void *place) {
    return ((json_t *)place)->key;
}

json_t *json_object_iter_value(void *place) {
    return place;
}
