// SPDX-License-Identifier: MIT
// Text out of scanned code as inert Markdown.
//
//     "[x](http://e.vil) @you <b> #1"
//         ─►  \[x\](http:&#8203;//e.vil) @&#8203;you &lt;b&gt; \#&#8203;1
//
// Three readers follow one another, and each must find nothing to do. A CI log runs what looks like
// a workflow command ("::error", "##[error]"). Markdown reads markers and HTML: those characters get
// a backslash or become entities. The host then looks for mentions, references and links in what is
// shown, where a backslash is gone already: a zero-width space written as an entity parts the sign
// from the word, as the known bots that comment on pull requests do. Hosts leave code spans alone,
// so the math sign stands in one, and so do all paths and excerpts. In a code span nothing can be
// escaped: where two signs must not touch, the span ends and begins anew.
//
// Control, bidi and zero-width characters of the text itself are shown by number (base/utf8), so
// every zero-width space in the output is ours, and no text has a second line.
// Limits: links that a repository's owner defined ("JIRA-12") stay links. The zero-width spaces are
// copied along by who copies the text.
#include "render/markdown.h"

#include "base/utf8.h"
#include "render/escape.h"

#include "base/banned.h"

#define APART "&#8203;"

enum {
    PATH_MAX_POINTS = 160,
    HASH_PIECE = 6, // seven hexadecimal digits are read as a commit
};

typedef struct Cursor {
    Str text;
    uint32_t pos;
} Cursor;

// The first code points of the text, and whether there are more.
static Str head_of(Str text, uint32_t max, bool *is_cut) {
    uint32_t pos = 0, code_point;
    while (pos < text.len && max-- > 0)
        (void)utf8_next(text, &pos, &code_point);
    *is_cut = pos < text.len;
    return str_sub(text, 0, pos);
}

static bool is_in(char c, const char *set) {
    return c != '\0' && str_find(str_from_c(set), c) != NONE;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The character `offset` further on, NUL beyond the end.
static char at(const Cursor *c, uint32_t offset) {
    return c->pos + offset < c->text.len ? c->text.ptr[c->pos + offset] : '\0';
}

// Whether what follows could make a reference, or a command, with the sign here: all but what ends a
// clause.
static bool is_before_word(const Cursor *c) {
    bool is_command = at(c, 0) == ':' && at(c, 1) == ':';
    return is_command || (at(c, 1) != '\0' && !is_in(at(c, 1), " ,.;:)"));
}

static void hex_run(Buf *out, Cursor *c) {
    for (uint32_t n = 0; is_hex(at(c, 0)); n++, c->pos++) {
        if (n > 0 && n % HASH_PIECE == 0) buf_c(out, APART);
        buf_char(out, at(c, 0));
    }
}

// A list marker, heading or underline at the start of a block; '#' and '*' are escaped anywhere.
static void start_of_block(Buf *out, Cursor *c) {
    uint32_t digits = 0;
    while (c->pos < c->text.len && str_is_space(at(c, 0)))
        c->pos++;
    while (is_digit(at(c, digits)))
        digits++;
    if (digits > 0 && is_in(at(c, digits), ".)")) {
        hex_run(out, c); // ends at the sign
        buf_char(out, '\\');
    } else if (is_in(at(c, 0), "-+=")) {
        buf_char(out, '\\');
    } else {
        return;
    }
    buf_char(out, at(c, 0));
    c->pos++;
}

static void dollars(Buf *out, Cursor *c) {
    buf_char(out, '`');
    for (; at(c, 0) == '$'; c->pos++)
        buf_char(out, '$');
    buf_char(out, '`');
}

// "www." and "GH-12" become links without any sign.
static bool is_link_word(const Cursor *c) {
    Str rest = str_sub(c->text, c->pos, c->text.len);
    Str head = str_sub(rest, 0, 3);
    bool is_host = str_eq_nocase(head, STR("gh-")) || str_eq_nocase(head, STR("gl-"));
    return str_eq_nocase(str_sub(rest, 0, 4), STR("www.")) || (is_host && is_digit(at(c, 3)));
}

static void sign(Buf *out, Cursor *c) {
    char here = at(c, 0);
    bool is_apart = is_in(here, "@#:!%~&^") && is_before_word(c);
    if (here == '<') {
        buf_c(out, "&lt;");
    } else if (here == '>') {
        buf_c(out, "&gt;");
    } else if (here == '&') {
        buf_c(out, "&amp;");
    } else if (here == '|') {
        buf_c(out, "&#124;"); // "\|" is for the table, and gone before the rest is read
    } else {
        if (is_in(here, "\\`*_[]#~")) buf_char(out, '\\');
        buf_char(out, here);
    }
    if (is_apart) buf_c(out, APART);
    c->pos++;
}

// Anything that is not ASCII, and controls.
static void other(Buf *out, Cursor *c) {
    char piece[UTF8_SAFE_BYTES];
    uint32_t len = utf8_safe(c->text, &c->pos, piece);
    if (len > 1 && piece[0] == '\\') buf_char(out, '\\');
    buf_str_add(out, (Str){piece, len});
}

void markdown_text(Buf *out, Str text, uint32_t max) {
    bool is_cut;
    Cursor c = {head_of(text, max, &is_cut), 0};
    start_of_block(out, &c);
    while (c.pos < c.text.len) {
        unsigned char here = (unsigned char)at(&c, 0);
        if (is_link_word(&c)) {
            buf_str_add(out, str_sub(c.text, c.pos, c.pos + 2));
            buf_c(out, APART);
            c.pos += 2;
        } else if (is_hex((char)here)) {
            hex_run(out, &c);
        } else if (here == '$') {
            dollars(out, &c);
        } else if (here < ' ' || here >= 0x7f) {
            other(out, &c);
        } else {
            sign(out, &c);
        }
    }
    if (is_cut) buf_c(out, "…");
}

// --- Code spans ----------------------------------------------------------------------------------

static uint32_t longest_run(Str text, char of) {
    uint32_t longest = 0, run = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == of ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest;
}

// Fenced by more backticks than stand in a row inside it. A space at both ends is taken off by who
// reads it, so one is added where a backtick or another space would suffer.
static void span(Buf *out, Str text) {
    if (text.len == 0) return;
    uint32_t fence = longest_run(text, '`') + 1;
    bool is_padded = is_in(text.ptr[0], "` ") || is_in(text.ptr[text.len - 1], "` ");
    if (str_trim(text).len == 0) is_padded = false;
    buf_repeat(out, STR("`"), fence);
    if (is_padded) buf_char(out, ' ');
    buf_str_add(out, text);
    if (is_padded) buf_char(out, ' ');
    buf_repeat(out, STR("`"), fence);
}

// "##[error]" is a command anywhere in a line of a log, so no two '#' touch.
static void spans(Buf *out, Str text) {
    for (uint32_t end; (end = str_find_str(text, STR("##"))) != NONE;) {
        span(out, str_sub(text, 0, end + 1));
        buf_c(out, APART);
        text = str_sub(text, end + 1, text.len);
    }
    span(out, text);
}

void markdown_code(Buf *out, Str text, uint32_t max) {
    bool is_cut;
    Buf safe = buf_new(out->arena);
    buf_safe(&safe, head_of(text, max, &is_cut));
    if (is_cut) buf_c(&safe, "…");
    spans(out, buf_str(&safe));
}

// The last code points: starts at a lead byte of UTF-8, as paths are printable by then.
static Str tail_of(Str text, uint32_t max) {
    uint32_t start = text.len;
    while (start > 0 && max > 0)
        if (((unsigned char)text.ptr[--start] & 0xc0) != 0x80) max--;
    return str_sub(text, start, text.len);
}

void markdown_place(Buf *out, Str path, uint32_t line) {
    Buf where = buf_new(out->arena);
    buf_path(&where, path);
    Str tail = tail_of(buf_str(&where), PATH_MAX_POINTS);
    Str shown = str_fmt(out->arena, "%s" STR_FMT, tail.len < where.len ? "…" : "", STR_ARG(tail));
    if (line) shown = str_fmt(out->arena, STR_FMT ":%u", STR_ARG(shown), line);
    spans(out, shown);
}

void markdown_place_link(Buf *out, const RenderStyle *style, Str path, uint32_t line) {
    Str files = style->origin.files;
    if (files.len) buf_char(out, '[');
    markdown_place(out, path, line);
    if (files.len == 0) return;
    buf_fmt(out, "](" STR_FMT "/", STR_ARG(files));
    escape_uri(out, style->folder, path);
    if (line) buf_fmt(out, "#L%u", line);
    buf_char(out, ')');
}
