// SPDX-License-Identifier: MIT
// Text out of scanned code as inert Markdown: what GitHub, GitLab and their kin show is the text
// itself, on one line, and nothing that it asks for.
//
//   markdown_text(&out, STR("<b> @you #1"), 80);     // &lt;b&gt; @&#8203;you \#&#8203;1
//   markdown_code(&out, STR("x = `y`"), 80);         // ``x = `y` ``
#ifndef RENDER_MARKDOWN_H
#define RENDER_MARKDOWN_H

#include "model/format.h"

// Text for a paragraph, a heading, a list item or a cell of a table: at most `max` code points of
// it, "…" where it was cut. May be the first of its line but for markers of the caller's.
void markdown_text(Buf *out, Str text, uint32_t max);
// The same as a code span, for a paragraph or a list item: in a cell a '|' would end it.
void markdown_code(Buf *out, Str text, uint32_t max);
// A place as a code span: "shop/admin.py:12", without a line when that is 0. Of a path that is too
// long the end is kept.
void markdown_place(Buf *out, Str path, uint32_t line);
// The same as a link to the line, where the style knows the pages of the host.
void markdown_place_link(Buf *out, const RenderStyle *style, Str path, uint32_t line);

#endif
