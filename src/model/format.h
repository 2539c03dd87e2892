// SPDX-License-Identifier: MIT
// An output format: what the command line knows of it, and the function that makes the bytes.
#ifndef MODEL_FORMAT_H
#define MODEL_FORMAT_H

#include "base/buf.h"
#include "model/report.h"

typedef struct RenderStyle {
    uint32_t columns; // width that text is wrapped to
    bool color;       // ANSI colours
    bool per_file;    // facts: also those of each file
    bool account;     // text: also how the verdict adds up
    Str version;      // of the program
} RenderStyle;

typedef struct RenderFormat {
    Str name;       // as in -o NAME
    Str summary;    // one line for --help
    bool is_prose;  // a blank line stands between two reports
    bool is_single; // one report is all that it can hold
    void (*render)(const Report *report, const RenderStyle *style, Buf *out);
} RenderFormat;

#endif
