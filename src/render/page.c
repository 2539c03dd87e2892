// SPDX-License-Identifier: MIT
// Words on a page of some columns: wrapped paragraphs, headings, places in the code.
//
//     page_paragraph(&page, STR("one two three"), 2, 4)     at column 2, next lines at column 4
//     page_place(&page, &evidence)                          "      shop/admin.py:12  class …"
//
// No line is wider than the columns given (at least 40); colour only adds to what the words say.
// Scanned text goes through buf_safe() and buf_path(), so that it can neither move the cursor nor
// forge a line.
//
// Limits: words are cut only where no line can hold them; there is no hyphenation.
#include "render/page.h"

#include "base/utf8.h"

#include "base/banned.h"

static const char *const INKS[] = {
    [INK_NONE] = "",          [INK_BOLD] = "\x1b[1m",    [INK_DIM] = "\x1b[2m",
    [INK_GREEN] = "\x1b[32m", [INK_YELLOW] = "\x1b[33m", [INK_BLUE] = "\x1b[34m",
    [INK_RED] = "\x1b[31m",
};

void page_ink(Page *page, Ink color) {
    if (page->style->color) buf_c(page->out, INKS[color]);
}

void page_ink_off(Page *page) {
    if (page->style->color) buf_c(page->out, "\x1b[0m");
}

void page_colored(Page *page, Ink color, Str text) {
    page_ink(page, color);
    buf_str_add(page->out, text);
    page_ink_off(page);
}

void page_heading(Page *page, const char *text) {
    buf_char(page->out, '\n');
    page_colored(page, INK_BOLD, str_from_c(text));
    buf_char(page->out, '\n');
}

void page_indent(Page *page, uint32_t columns) {
    buf_repeat(page->out, STR(" "), columns);
}

static uint32_t cells_at(Str s, uint32_t *pos) {
    uint32_t code_point;
    return utf8_next(s, pos, &code_point) ? utf8_cells(code_point) : 1;
}

// The longest head that takes at most `cells`.
static Str head_of(Str s, uint32_t cells) {
    uint32_t end = 0;
    for (uint32_t pos = 0, used = 0; pos < s.len; end = pos) {
        used += cells_at(s, &pos);
        if (used > cells) break;
    }
    return str_sub(s, 0, end);
}

// The longest tail that takes at most `cells`.
static Str tail_of(Str s, uint32_t cells) {
    uint32_t start = 0;
    for (uint32_t width = buf_display_width(s); width > cells;)
        width -= cells_at(s, &start);
    return str_sub(s, start, s.len);
}

Str page_safe(Page *page, Str scanned) {
    Buf buf = buf_new(page->out->arena);
    buf_safe(&buf, scanned);
    return buf_str(&buf);
}

// Scanned text that takes at most `cells`, "…" where it was cut.
Str page_clipped(Page *page, Str scanned, uint32_t cells) {
    Str text = page_safe(page, scanned);
    if (buf_display_width(text) <= cells) return text;
    return str_fmt(page->out->arena, STR_FMT "…", STR_ARG(head_of(text, cells - 1)));
}

// One word at `column`; the end of a line cuts what no line can hold. Returns the next column.
static uint32_t long_word(Page *page, Str word, uint32_t column, uint32_t hanging) {
    uint32_t width = buf_display_width(word);
    while (column + width > page->style->columns) {
        Str piece = head_of(word, page->style->columns - column);
        buf_str_add(page->out, piece);
        buf_char(page->out, '\n');
        page_indent(page, hanging);
        column = hanging;
        word = str_sub(word, piece.len, word.len);
        width -= buf_display_width(piece);
    }
    buf_str_add(page->out, word);
    return column + width;
}

// Words, wrapped at the width; following lines start at `hanging` columns.
void page_paragraph(Page *page, Str text, uint32_t at, uint32_t hanging) {
    uint32_t column = at;
    bool is_first = true;
    while (text.len) {
        Str word;
        str_cut(text, ' ', &word, &text);
        word = page_safe(page, word);
        if (!is_first && column + 1 + buf_display_width(word) > page->style->columns) {
            buf_char(page->out, '\n');
            page_indent(page, hanging);
            column = hanging;
        } else if (!is_first) {
            buf_char(page->out, ' ');
            column++;
        }
        column = long_word(page, word, column, hanging);
        is_first = false;
    }
    buf_char(page->out, '\n');
}

// Of a path that is too long the end is kept: it tells most.
void page_spot(Page *page, const Spot *spot) {
    enum { GAP = 2, WORTHWHILE = 16 };
    Buf where = buf_new(page->out->arena);
    buf_path(&where, spot->path);
    buf_fmt(&where, ":%u", spot->line);
    Str text = buf_str(&where);
    uint32_t room = page->style->columns - spot->indent;
    uint32_t width = buf_display_width(text);
    page_indent(page, spot->indent);
    page_ink(page, INK_BLUE);
    if (width > room) buf_c(page->out, "…");
    buf_str_add(page->out, width > room ? tail_of(text, room - 1) : text);
    page_ink_off(page);
    if (spot->text.len && width + GAP + WORTHWHILE <= room) {
        page_indent(page, GAP);
        page_colored(page, INK_DIM, page_clipped(page, spot->text, room - width - GAP));
    }
    buf_char(page->out, '\n');
}

void page_place(Page *page, const Evidence *evidence) {
    Spot spot = {
        .indent = 6,
        .path = page->report->source->files.items[evidence->file].path,
        .line = evidence->pos.row + 1,
        .text = evidence->text,
    };
    page_spot(page, &spot);
}

void page_cell(Page *page, Str text, int cells) {
    uint32_t width = buf_display_width(text);
    uint32_t room = (uint32_t)(cells < 0 ? -cells : cells);
    uint32_t gap = room > width ? room - width : 0;
    if (cells < 0) page_indent(page, gap);
    buf_str_add(page->out, text);
    if (cells > 0) page_indent(page, gap);
}
