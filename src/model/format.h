// SPDX-License-Identifier: MIT
// An output format: what the command line knows of it, and the function that makes the bytes.
#ifndef MODEL_FORMAT_H
#define MODEL_FORMAT_H

#include "base/buf.h"
#include "model/report.h"

// Where the scanned code is kept, as the host says it; "" for what is not known.
typedef struct RenderOrigin {
    Str uri; // of the repository, absolute
    Str revision;
    Str branch;
    Str files; // begins the address of a file as a page there: "https://x.example/o/r/blob/1a2b3c4d"
} RenderOrigin;

typedef struct RenderStyle {
    uint32_t columns; // width that text is wrapped to
    bool color;       // ANSI colours
    bool per_file;    // facts: also those of each file
    bool account;     // text: also how the verdict adds up
    bool open_only;   // sarif: no findings that are suppressed or fixed: GitHub would open an alert
                      // for them too
    Str version;      // of the program
    Str folder;       // from the root of the repository to what was scanned; "" for the root
    RenderOrigin origin;
} RenderStyle;

typedef struct RenderFormat {
    Str name;         // as in -o NAME
    Str summary;      // one line for --help
    bool is_prose;    // a blank line stands between two reports
    bool is_single;   // one report is all that it can hold, or that a host has room for
    bool is_findings; // it is about findings, which a saved report has not
    bool has_hashes;  // shows Finding.line_hash
    void (*render)(const Report *report, const RenderStyle *style, Buf *out);
    // Lines for a CI host besides the report, NULL where it has none: a remark about the run; a value
    // for later steps; a Markdown file to be shown, by its absolute path.
    void (*remark)(uint8_t level, Str text, Buf *out);
    void (*value)(const char *name, Str value, Buf *out);
    void (*attach)(Str path, Buf *out);
} RenderFormat;

#endif
