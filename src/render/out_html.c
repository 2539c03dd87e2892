// SPDX-License-Identifier: MIT
// The report as one HTML page that needs nothing else: no network, no file beside it.
//
//     piece of page/ · title · piece · text report · piece · words · piece · JSON report · piece
//
// Scripts, styles and the module that decides again are in the pieces, so they are the same in every
// page and the policy in its head can name them by hash. What was scanned is only ever data: in the
// two JSON blocks, where <, > and & are \u escapes already (base/jsonio.h), and, escaped here, in the
// title and in the text for browsers without scripts. The JSON report is that of -o json, byte for
// byte.
//
// Limits: one report a page. A page of a report of n bytes is n bytes and some 150 KB long.
#include "render/html_page.h"
#include "render/html_words.h"
#include "render/render.h"

#include "base/banned.h"

static void add_escaped(Buf *out, Str text) {
    for (uint32_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '<': buf_c(out, "&lt;"); break;
        case '>': buf_c(out, "&gt;"); break;
        case '&': buf_c(out, "&amp;"); break;
        case '"': buf_c(out, "&quot;"); break;
        default: buf_char(out, text.ptr[i]);
        }
    }
}

static void add_title(const Report *report, Buf *out) {
    Buf title = buf_new(out->arena);
    buf_safe(&title, report->verdict.headline);
    add_escaped(out, buf_str(&title));
}

static void add_plain(const Report *report, const RenderStyle *style, Buf *out) {
    RenderStyle plain = {.columns = 80, .version = style->version};
    Buf text = buf_new(out->arena);
    out_text.render(report, &plain, &text);
    add_escaped(out, buf_str(&text));
}

static void add_slot(HtmlPageSlot slot, const Report *report, const RenderStyle *style, Buf *out) {
    switch (slot) {
    case HTML_PAGE_TITLE: add_title(report, out); break;
    case HTML_PAGE_PLAIN: add_plain(report, style, out); break;
    case HTML_PAGE_WORDS: html_words(report, out); break;
    case HTML_PAGE_REPORT: out_json.render(report, style, out); break;
    case HTML_PAGE_SLOT_COUNT: BUG("no slot of the page");
    }
}

static void render_html(const Report *report, const RenderStyle *style, Buf *out) {
    for (uint32_t slot = 0; slot < HTML_PAGE_SLOT_COUNT; slot++) {
        buf_str_add(out, html_page_pieces[slot]);
        add_slot((HtmlPageSlot)slot, report, style, out);
    }
    buf_str_add(out, html_page_pieces[HTML_PAGE_SLOT_COUNT]);
}

const RenderFormat out_html = {
    .name = STR_CONST("html"),
    .summary = STR_CONST("one page for the browser, with everything in it"),
    .is_single = true,
    .render = render_html,
};
