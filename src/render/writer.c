// SPDX-License-Identifier: MIT
// Writes indented JSON piece by piece.
//
//     open {, key "count", uint 3, close }   ─►   {"count": 3} over three lines
//
// A tree built first and dumped by jansson would double the memory of a large report and leave
// number formats to printf, hence to the locale; a writer needs neither.
// Limits: the caller closes what it opened; a missing key is a mistake that only the schema test
// sees.
#include "render/writer.h"

#include "base/jsonio.h"

#include "base/banned.h"

Writer writer_new(Buf *out) {
    return (Writer){.out = out};
}

static void new_line(Writer *w) {
    if (w->flat) return;
    buf_char(w->out, '\n');
    buf_repeat(w->out, STR("  "), w->depth);
}

// What stands between the value before and this one.
static void separate(Writer *w) {
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->has_item) buf_c(w->out, w->flat ? ", " : ",");
    if (w->depth > 0) new_line(w);
    w->has_item = true;
}

void writer_open(Writer *w, char bracket) {
    separate(w);
    buf_char(w->out, bracket);
    w->depth++;
    if (w->flat) w->flat++;
    w->has_item = false;
}

void writer_open_flat(Writer *w, char bracket) {
    writer_open(w, bracket);
    if (!w->flat) w->flat = 1;
}

void writer_close(Writer *w, char bracket) {
    bool was_empty = !w->has_item;
    w->depth--;
    if (!was_empty) new_line(w);
    if (w->flat) w->flat--;
    buf_char(w->out, bracket);
    w->has_item = true;
}

void writer_key_str(Writer *w, Str key) {
    separate(w);
    jsonio_write_str(w->out, key);
    buf_c(w->out, ": ");
    w->after_key = true;
}

void writer_key(Writer *w, const char *key) {
    writer_key_str(w, str_from_c(key));
}

void writer_str(Writer *w, Str value) {
    separate(w);
    jsonio_write_str(w->out, value);
}

void writer_str_or_null(Writer *w, Str value) {
    if (value.len) {
        writer_str(w, value);
    } else {
        writer_null(w);
    }
}

void writer_path(Writer *w, Str path) {
    Buf printable = buf_new(w->out->arena);
    buf_path(&printable, path);
    writer_str(w, buf_str(&printable));
}

void writer_uint(Writer *w, uint64_t value) {
    separate(w);
    buf_fmt(w->out, "%llu", (unsigned long long)value);
}

void writer_number(Writer *w, double value) {
    separate(w);
    jsonio_write_number(w->out, value);
}

void writer_bool(Writer *w, bool value) {
    separate(w);
    buf_c(w->out, value ? "true" : "false");
}

void writer_null(Writer *w) {
    separate(w);
    buf_c(w->out, "null");
}

void writer_field_uint(Writer *w, const char *key, uint64_t value) {
    writer_key(w, key);
    writer_uint(w, value);
}

void writer_field_number(Writer *w, const char *key, double value) {
    writer_key(w, key);
    writer_number(w, value);
}

void writer_field_str(Writer *w, const char *key, Str value) {
    writer_key(w, key);
    writer_str(w, value);
}

void writer_field_or_null(Writer *w, const char *key, Str value) {
    writer_key(w, key);
    writer_str_or_null(w, value);
}
