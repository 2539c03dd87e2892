// SPDX-License-Identifier: MIT
// Names and attribute access → EXPR_NAME and EXPR_ATTRIBUTE.
//
//     app                     NAME "app"
//     app.router              NAME "app.router", also when broken over lines inside brackets
//     get(x).all.first        ATTRIBUTE "all.first" of CALL
//
// Nearly every chain is plain, so its text is cut out of the source and the nodes inside it are
// never visited. Only a chain that begins with something else than a name is taken link by link.
//
// Limits: a plain chain longer than EXPR_TEXT_MAX bytes is taken link by link, which keeps repeated
// looks at nested chains cheap.
#include "base/buf.h"
#include "python/take.h"

#include "base/banned.h"

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\\';
}

// Copies the chain without blanks and comments; false if it is not a plain one.
static bool squeeze(Str text, Buf *out) {
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (is_name_byte(c) || c == '.') {
            buf_char(out, c);
        } else if (c == '#') {
            while (i + 1 < text.len && text.ptr[i + 1] != '\n') {
                i++;
            }
        } else if (!is_blank(c)) {
            return false;
        }
    }
    return true;
}

Str take_name_dotted(Walk *w, uint32_t node) {
    Str text = walk_text(w, node);
    if (!text.len || text.len > EXPR_TEXT_MAX) return STR("");
    if (text.ptr[0] == '.' || (text.ptr[0] >= '0' && text.ptr[0] <= '9')) return STR(""); // .5.real
    uint32_t plain = 0;
    while (plain < text.len && (is_name_byte(text.ptr[plain]) || text.ptr[plain] == '.')) {
        plain++;
    }
    if (plain == text.len) return intern_str(w->intern, text);
    Buf squeezed = buf_new(w->scratch);
    if (!squeeze(text, &squeezed)) return STR("");
    return intern_str(w->intern, buf_str(&squeezed));
}

uint32_t take_name_plain(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_NAME);
    if (expr != NONE) walk_expr_text(w, expr, walk_name(w, w->node));
    return expr;
}

static bool is_link(NodeKind kind) {
    return kind == NODE_ATTRIBUTE || kind == NODE_MEMBER_TYPE;
}

// Takes `base.x.y` from the base outwards. The cursor stands on the outermost attribute.
static uint32_t take_links(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_ATTRIBUTE);
    uint32_t links = 0;
    while (is_link(w->kind) && walk_down(w)) {
        links++;
    }
    ExprList base = walk_list(expr != NONE);
    uint32_t object = is_link(w->kind) ? NONE : walk_take(w); // a limit stopped the way down
    walk_append(w, &base, object);
    walk_adopt(w, expr, &base);

    Buf text = buf_new(w->scratch);
    for (; links > 0; links--) {
        while (walk_next(w)) {
            if (w->kind != NODE_IDENTIFIER) continue;
            if (text.len) buf_char(&text, '.');
            buf_str_add(&text, walk_text(w, w->node));
        }
        walk_up(w);
    }
    if (expr != NONE) walk_expr_text(w, expr, intern_str(w->intern, buf_str(&text)));
    return expr;
}

uint32_t take_name_attribute(Walk *w) {
    Str chain = take_name_dotted(w, w->node);
    if (!chain.len) return take_links(w);
    uint32_t expr = walk_expr(w, EXPR_NAME);
    walk_expr_text(w, expr, chain);
    return expr;
}
