// SPDX-License-Identifier: MIT
// The HTML page without its data, cut where data goes. Made at build time from page/ by page/build.mjs.
#ifndef RENDER_HTML_PAGE_H
#define RENDER_HTML_PAGE_H

#include "base/str.h"

// What stands between one piece and the next.
typedef enum HtmlPageSlot {
    HTML_PAGE_TITLE,  // text
    HTML_PAGE_PLAIN,  // text: for browsers without scripts
    HTML_PAGE_WORDS,  // JSON of html_words.h
    HTML_PAGE_REPORT, // JSON: stayorgo-report/1
    HTML_PAGE_SLOT_COUNT,
} HtmlPageSlot;

extern const Str html_page_pieces[HTML_PAGE_SLOT_COUNT + 1];

#endif
