// SPDX-License-Identifier: MIT
// String literals → EXPR_STRING.
//
//     "a" 'b'                 STRING "ab"
//     f"/shop/{slug(x)}/"     STRING "/shop//", is_formatted, child CALL slug
//     b"x"                    CONSTANT: bytes are no text
//
// The text is as written: escapes are not decoded, because names, paths and patterns have none or
// are compared as written. It is cut at EXPR_TEXT_MAX bytes, between characters.
#include "base/buf.h"
#include "python/take.h"

#include "base/banned.h"

typedef struct StringParts {
    bool is_formatted, is_bytes;
    Buf text;
    ExprList values; // of the interpolations
} StringParts;

// Letters before the quote.
static void read_prefix(Str literal, StringParts *parts) {
    for (uint32_t i = 0; i < literal.len && literal.ptr[i] != '"' && literal.ptr[i] != '\''; i++) {
        char c = literal.ptr[i];
        if (c == 'f' || c == 'F' || c == 't' || c == 'T') parts->is_formatted = true;
        if (c == 'b' || c == 'B') parts->is_bytes = true;
    }
}

static void add_text(StringParts *parts, Str text) {
    uint32_t room = EXPR_TEXT_MAX - (uint32_t)parts->text.len;
    if (text.len > room) {
        while (room && ((unsigned char)text.ptr[room] & 0xC0) == 0x80) {
            room--;
        }
        text.len = room;
    }
    buf_str_add(&parts->text, text);
}

// The expressions of {value!r:>{width}}, at any depth.
static void add_values(Walk *w, StringParts *parts, uint16_t text_before) {
    WALK_CHILDREN(w) {
        if (w->kind == NODE_FORMAT_SPECIFIER || w->kind == NODE_FORMAT_EXPRESSION) {
            add_values(w, parts, EXPR_IN_FORMAT);
        } else {
            uint32_t value = walk_take(w);
            if (value != NONE) w->facts->exprs.items[value].text_before = text_before;
            walk_append(w, &parts->values, value);
        }
    }
}

static void add_literal(Walk *w, StringParts *parts) {
    read_prefix(walk_text(w, w->node), parts);
    if (!parts->values.is_kept && !parts->is_formatted) return;
    WALK_CHILDREN(w) {
        if (w->kind == NODE_STRING_CONTENT && parts->values.is_kept)
            add_text(parts, walk_text(w, w->node));
        if (w->kind == NODE_INTERPOLATION) add_values(w, parts, (uint16_t)parts->text.len);
    }
}

static uint32_t finish(Walk *w, uint32_t expr, const StringParts *parts) {
    if (expr == NONE) return NONE;
    Expr *string = &w->facts->exprs.items[expr];
    string->kind = parts->is_bytes ? EXPR_CONSTANT : EXPR_STRING;
    string->is_formatted = parts->is_formatted;
    string->text = intern_str(w->intern, buf_str(&parts->text));
    walk_adopt(w, expr, &parts->values);
    return expr;
}

static StringParts parts_new(Walk *w, uint32_t expr) {
    return (StringParts){.text = buf_new(w->scratch), .values = walk_list(expr != NONE)};
}

uint32_t take_string_plain(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_STRING);
    StringParts parts = parts_new(w, expr);
    add_literal(w, &parts);
    return finish(w, expr, &parts);
}

uint32_t take_string_joined(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_STRING);
    StringParts parts = parts_new(w, expr);
    WALK_CHILDREN(w) {
        if (w->kind == NODE_STRING) add_literal(w, &parts);
    }
    return finish(w, expr, &parts);
}
