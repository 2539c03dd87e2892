// SPDX-License-Identifier: MIT
// What the HTML page says beside the report's own JSON.
#ifndef RENDER_HTML_WORDS_H
#define RENDER_HTML_WORDS_H

#include "model/format.h"

// One JSON object: the sentences of sentences.h for each project, and the words of the rules that the
// report speaks of.
void html_words(const Report *report, Buf *out);

#endif
