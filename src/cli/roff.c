// SPDX-License-Identifier: MIT
// Text → roff, the language of manual pages.
//
//     --jobs \d          ─►  \-\-jobs \ed
//     | `call` | names | ─►  .TP
//                            \fBcall\fR
//                            names
//
// So that a manual page says what --help and rules/README.md say, and nothing is written twice. Only the
// Markdown that our own page uses is known; what is not is printed as it stands. Signs that a terminal
// without UTF-8 could not show are spelled in ASCII or by roff's names.
// Limits: no nested lists, no links.
#include "cli/roff.h"

#include "base/banned.h"

typedef struct Sign {
    Str utf8, roff;
} Sign;

static const Sign SIGNS[] = {
    {STR_CONST("\\"), STR_CONST("\\e")},     {STR_CONST("-"), STR_CONST("\\-")},
    {STR_CONST("'"), STR_CONST("\\(aq")},    {STR_CONST("`"), STR_CONST("\\(ga")},
    {STR_CONST("^"), STR_CONST("\\(ha")},    {STR_CONST("~"), STR_CONST("\\(ti")},
    {STR_CONST("\u2026"), STR_CONST("...")}, {STR_CONST("\u2192"), STR_CONST("\\(->")},
    {STR_CONST("\u2212"), STR_CONST("\\-")}, {STR_CONST("\u2265"), STR_CONST("\\(>=")},
    {STR_CONST("\u00B7"), STR_CONST("*")},
};

static uint32_t sign_at(Str text, uint32_t at, Buf *out) {
    for (uint32_t i = 0; i < ARRAY_LEN(SIGNS); i++) {
        if (!str_starts(str_sub(text, at, text.len), SIGNS[i].utf8)) continue;
        buf_str_add(out, SIGNS[i].roff);
        return SIGNS[i].utf8.len;
    }
    buf_char(out, text.ptr[at]);
    return 1;
}

void roff_escape(Buf *out, Str text) {
    for (uint32_t i = 0; i < text.len;)
        i += sign_at(text, i, out);
}

void roff_bold(Buf *out, Str text) {
    buf_c(out, "\\fB");
    roff_escape(out, text);
    buf_c(out, "\\fR");
}

// A line that begins like a request is none.
static void guard(Buf *out, Str text) {
    if (text.len && (text.ptr[0] == '.' || text.ptr[0] == '\'')) buf_c(out, "\\&");
}

// Escaped text in lines of at most LINE_BYTES bytes, as people keep such sources. A word that begins like
// a request does not begin a line.
static void fold(Buf *out, Str text) {
    enum { LINE_BYTES = 80 };
    uint32_t column = 0;
    while (text.len) {
        Str word;
        str_cut(text, ' ', &word, &text);
        bool may_break = word.len && word.ptr[0] != '.' && word.ptr[0] != '\'';
        if (column > 0) {
            bool breaks = may_break && column + 1 + word.len > LINE_BYTES;
            buf_char(out, breaks ? '\n' : ' ');
            column = breaks ? 0 : column + 1;
        }
        buf_str_add(out, word);
        column += word.len;
    }
    buf_char(out, '\n');
}

void roff_text(Buf *out, Str text) {
    Buf escaped = buf_new(out->arena);
    text = str_trim(text);
    guard(&escaped, text);
    roff_escape(&escaped, text);
    fold(out, buf_str(&escaped));
}

void roff_heading(Buf *out, Str title) {
    buf_c(out, ".SH ");
    for (uint32_t i = 0; i < title.len; i++) {
        char c = title.ptr[i];
        buf_char(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    buf_char(out, '\n');
}

void roff_entry(Buf *out) {
    buf_c(out, ".TP\n");
}

// --- Markdown ------------------------------------------------------------------------------------

// The end of what `mark` opens at `start`, NONE if it is not closed.
static uint32_t closing(Str text, uint32_t start, Str mark) {
    uint32_t at = str_find_str(str_sub(text, start, text.len), mark);
    return at == NONE || at == 0 ? NONE : start + at;
}

// `code` and **bold** are bold, *emphasis* is italic; inside code a table writes | as \|.
static uint32_t marked(Str text, uint32_t at, Buf *out) {
    static const struct {
        Str mark;
        const char *font;
    } FONTS[] = {{STR_CONST("`"), "\\fB"}, {STR_CONST("**"), "\\fB"}, {STR_CONST("*"), "\\fI"}};
    uint32_t f = 0;
    while (f < ARRAY_LEN(FONTS) && !str_starts(str_sub(text, at, text.len), FONTS[f].mark))
        f++;
    if (f == ARRAY_LEN(FONTS)) return 0;
    uint32_t start = at + FONTS[f].mark.len;
    uint32_t end = closing(text, start, FONTS[f].mark);
    if (end == NONE) return 0;
    buf_c(out, FONTS[f].font);
    for (uint32_t i = start; i < end;) {
        if (str_starts(str_sub(text, i, end), STR("\\|"))) i++;
        i += sign_at(text, i, out);
    }
    buf_c(out, "\\fR");
    return end + FONTS[f].mark.len - at;
}

static void inline_text(Buf *out, Str text) {
    Buf line = buf_new(out->arena);
    guard(&line, text);
    for (uint32_t i = 0; i < text.len;) {
        uint32_t length = marked(text, i, &line);
        i += length ? length : sign_at(text, i, &line);
    }
    fold(out, buf_str(&line));
}

// Cuts the first cell off a row; a bar behind a backslash belongs to the cell.
static bool next_cell(Str *row, Str *cell) {
    uint32_t end = 0;
    while (end < row->len && !(row->ptr[end] == '|' && (end == 0 || row->ptr[end - 1] != '\\')))
        end++;
    if (end == row->len) return false;
    *cell = str_trim(str_sub(*row, 0, end));
    *row = str_sub(*row, end + 1, row->len);
    return true;
}

// Row → an entry: the first cell, then the others; from three columns on with their titles.
static void table_row(Buf *out, Str head, Str row) {
    Str cell, title;
    head = str_sub(head, 1, head.len);
    row = str_sub(row, 1, row.len);
    uint32_t columns = 0;
    for (Str rest = head; next_cell(&rest, &title);)
        columns++;
    roff_entry(out);
    for (uint32_t i = 0; next_cell(&head, &title) && next_cell(&row, &cell); i++) {
        if (i > 1) buf_c(out, ".br\n");
        if (i > 0 && columns > 2) {
            Str line = str_fmt(out->arena, STR_FMT ": " STR_FMT, STR_ARG(title), STR_ARG(cell));
            inline_text(out, line);
        } else {
            inline_text(out, cell);
        }
    }
}

static void code_line(Buf *out, Str line) {
    guard(out, line);
    roff_escape(out, line);
    buf_char(out, '\n');
}

static bool is_numbered(Str line) {
    uint32_t i = 0;
    while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9')
        i++;
    return i > 0 && i + 1 < line.len && line.ptr[i] == '.' && line.ptr[i + 1] == ' ';
}

// Where a page stands between two lines.
typedef struct Page {
    Buf *out;
    Str head; // of the table, "" outside
    bool in_code;
    bool is_fresh; // behind a heading, which begins a paragraph of its own
    bool starts;   // a paragraph begins with the next text
} Page;

static void paragraph_line(Page *page, Str line) {
    Str text = str_trim(line);
    if (is_numbered(line)) {
        Str number;
        str_cut(text, ' ', &number, &text);
        buf_fmt(page->out, ".IP " STR_FMT " 4\n", STR_ARG(number));
    } else if (page->starts) {
        buf_c(page->out, ".PP\n");
    }
    page->starts = false;
    page->is_fresh = false;
    inline_text(page->out, text);
}

static void heading_line(Page *page, Str line) {
    Str marks, title;
    str_cut(line, ' ', &marks, &title);
    page->starts = false;
    page->is_fresh = true;
    if (marks.len == 1) return;
    buf_c(page->out, marks.len == 2 ? ".SH " : ".SS ");
    inline_text(page->out, title);
}

static void markdown_line(Page *page, Str line) {
    if (str_starts(line, STR("```"))) {
        page->in_code = !page->in_code;
        if (page->in_code && !page->is_fresh) buf_c(page->out, ".PP\n");
        buf_c(page->out, page->in_code ? ".RS 4\n.nf\n" : ".fi\n.RE\n");
        page->is_fresh = false;
        page->starts = true;
    } else if (page->in_code) {
        code_line(page->out, line);
    } else if (str_starts(line, STR("|"))) {
        if (page->head.len == 0)
            page->head = line;
        else if (!str_starts(line, STR("|-")))
            table_row(page->out, page->head, line);
        page->is_fresh = false;
        page->starts = true;
        return;
    } else if (str_starts(line, STR("#"))) {
        heading_line(page, line);
    } else if (str_trim(line).len == 0) {
        page->starts = !page->is_fresh;
    } else {
        paragraph_line(page, line);
    }
    page->head = (Str){0};
}

void roff_markdown(Buf *out, const Str *lines, uint32_t count) {
    Page page = {.out = out, .is_fresh = true};
    for (uint32_t i = 0; i < count; i++)
        markdown_line(&page, lines[i]);
}
