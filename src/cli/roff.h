// SPDX-License-Identifier: MIT
// Text → roff, the language of manual pages (the macros of man(7)).
//
//   roff_heading(&out, STR("OPTIONS"));
//   roff_text(&out, STR("no progress on a terminal"));   // escaped; ends with a newline
#ifndef CLI_ROFF_H
#define CLI_ROFF_H

#include "base/buf.h"

// A paragraph or a part of one on a line of its own. White space is folded.
void roff_text(Buf *out, Str text);
void roff_bold(Buf *out, Str text);     // without the newline
void roff_escape(Buf *out, Str text);   // without the newline and without care for its beginning
void roff_heading(Buf *out, Str title); // in capitals
void roff_entry(Buf *out);              // a tagged paragraph: the next line is the tag

// A Markdown page: headings, paragraphs, tables, numbered lists, fenced code, `code`, **bold**, *so*.
// A table becomes a list of its first column. The heading of the first rank is left out.
void roff_markdown(Buf *out, const Str *lines, uint32_t count);

#endif
