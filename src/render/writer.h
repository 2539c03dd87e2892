// SPDX-License-Identifier: MIT
// Writes indented JSON piece by piece, keys in the order of the calls.
//
//   Writer w = writer_new(&buf);
//   writer_open(&w, '{');
//   writer_key(&w, "count"); writer_uint(&w, 3);
//   writer_key(&w, "evidence"); writer_open(&w, '['); … writer_close(&w, ']');
//   writer_close(&w, '}');
#ifndef RENDER_WRITER_H
#define RENDER_WRITER_H

#include "base/buf.h"

typedef struct Writer {
    Buf *out; // borrowed
    uint32_t depth;
    bool has_item;  // something stands before in the present object or array
    bool after_key; // the next value belongs to a key
    uint32_t flat;  // > 0: inside a value that is written on one line
} Writer;

Writer writer_new(Buf *out);
void writer_open(Writer *w, char bracket);      // '{' or '['
void writer_open_flat(Writer *w, char bracket); // … with all inside on one line
void writer_close(Writer *w, char bracket);
void writer_key(Writer *w, const char *key);
void writer_key_str(Writer *w, Str key);
void writer_str(Writer *w, Str value);
void writer_str_or_null(Writer *w, Str value); // null for ""
void writer_path(Writer *w, Str path);         // as printed everywhere, see buf_path
void writer_uint(Writer *w, uint64_t value);
void writer_number(Writer *w, double value);
void writer_bool(Writer *w, bool value);
void writer_null(Writer *w);

// A key and its value.
void writer_field_uint(Writer *w, const char *key, uint64_t value);
void writer_field_number(Writer *w, const char *key, double value);
void writer_field_str(Writer *w, const char *key, Str value);
void writer_field_or_null(Writer *w, const char *key, Str value);

#endif
