// SPDX-License-Identifier: MIT
// Words on a page of some columns, for the formats that people read in a terminal.
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "model/format.h"

typedef struct Page {
    const Report *report; // NULL where nothing was scanned: page_place() needs it
    const RenderStyle *style;
    Buf *out;
} Page;

typedef enum Ink { INK_NONE, INK_BOLD, INK_DIM, INK_GREEN, INK_YELLOW, INK_BLUE, INK_RED } Ink;

void page_ink(Page *page, Ink color); // until page_ink_off(); nothing without colour
void page_ink_off(Page *page);
void page_colored(Page *page, Ink color, Str text); // text that is safe already
void page_heading(Page *page, const char *text);    // after an empty line
void page_indent(Page *page, uint32_t columns);

// Scanned text without control characters; and at most `cells` of it, "…" where it was cut.
Str page_safe(Page *page, Str scanned);
Str page_clipped(Page *page, Str scanned, uint32_t cells);

// Words from column `at`, wrapped; following lines start at column `hanging`. Ends the line.
void page_paragraph(Page *page, Str text, uint32_t at, uint32_t hanging);

// path:line and what stands there, on a line of its own.
void page_place(Page *page, const Evidence *evidence);
// The same for a place that is no evidence of the report.
typedef struct Spot {
    uint32_t indent;
    Str path;
    uint32_t line; // 1-based
    Str text;      // "" if there is none
} Spot;
void page_spot(Page *page, const Spot *spot);

// A text, safe already, and blanks up to `cells`; in front of it when `cells` is negative.
void page_cell(Page *page, Str text, int cells);

#endif
