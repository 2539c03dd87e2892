// SPDX-License-Identifier: MIT
// Words on a page of some columns, for the formats that people read in a terminal.
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "model/format.h"

typedef struct Page {
    const Report *report;
    const RenderStyle *style;
    Buf *out;
} Page;

typedef enum Ink { INK_NONE, INK_BOLD, INK_DIM, INK_GREEN, INK_YELLOW, INK_BLUE } Ink;

void page_ink(Page *page, Ink color); // until page_ink_off(); nothing without colour
void page_ink_off(Page *page);
void page_heading(Page *page, const char *text); // after an empty line
void page_indent(Page *page, uint32_t columns);

// Scanned text without control characters; and at most `cells` of it, "…" where it was cut.
Str page_safe(Page *page, Str scanned);
Str page_clipped(Page *page, Str scanned, uint32_t cells);

// Words from column `at`, wrapped; following lines start at column `hanging`. Ends the line.
void page_paragraph(Page *page, Str text, uint32_t at, uint32_t hanging);

// path:line and what stands there, on a line of its own.
void page_place(Page *page, const Evidence *evidence);

#endif
