// SPDX-License-Identifier: MIT
// How output is to look: its width, and whether it is coloured.
#ifndef CLI_STYLE_H
#define CLI_STYLE_H

#include "cli/options.h"
#include "model/format.h"

// For what goes to `file`, or to standard output for "".
RenderStyle style_for(const Options *options, Str file);

// Appends everything that a style says: two styles render alike if these bytes are the same.
void style_key(const RenderStyle *style, Buf *out);

#endif
