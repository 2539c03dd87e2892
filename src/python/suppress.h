// SPDX-License-Identifier: MIT
// Comments that silence findings: `# stayorgo: ignore[SOG101] reason`.
#ifndef PYTHON_SUPPRESS_H
#define PYTHON_SUPPRESS_H

#include "python/walk.h"

// Whether the text may hold such a comment. Only then it needs the full parse, which knows comments
// from strings.
bool suppress_is_mentioned(Str text);

// Appends them to w->facts, in source order.
// In:     root   of tree-sitter's tree of w->text
void suppress_collect(TSNode root, const Grammar *grammar, Walk *w);

#endif
