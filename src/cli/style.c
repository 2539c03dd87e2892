// SPDX-License-Identifier: MIT
// How output is to look: its width, and whether it is coloured.
//
//     stayorgo scan .                    80 columns at most, coloured on a terminal
//     stayorgo scan . | less             80 columns, plain
//     stayorgo scan . -o text:report     80 columns, plain; coloured with --color always
//
// --color first, then https://no-color.org and https://bixense.com/clicolors, then what the terminal
// can do. Wider terminals do not make longer lines: they are harder to read.
#include "cli/style.h"

#include <string.h>

#include "base/fs.h"
#include "version.h"

#include "base/banned.h"

enum { STDOUT = 1, COLUMNS_MAX = 80, COLUMNS_MIN = 40 };

static bool is_set(const char *name) {
    const char *value = fs_env(name);
    return value && value[0];
}

static bool wants_color(const Options *options, Str file) {
    if (str_eq(options->color, STR("always"))) return true;
    if (str_eq(options->color, STR("never")) || file.len) return false;
    if (is_set("NO_COLOR")) return false;
    if (is_set("CLICOLOR_FORCE") && strcmp(fs_env("CLICOLOR_FORCE"), "0") != 0) return true;
    const char *term = fs_env("TERM");
    return fs_is_tty(STDOUT) && term && term[0] && strcmp(term, "dumb") != 0;
}

static uint32_t columns_for(Str file) {
    uint32_t columns = file.len ? 0 : fs_terminal_columns(STDOUT);
    if (columns == 0 || columns > COLUMNS_MAX) return COLUMNS_MAX;
    return columns < COLUMNS_MIN ? COLUMNS_MIN : columns;
}

RenderStyle style_for(const Options *options, Str file) {
    return (RenderStyle){.columns = columns_for(file),
                         .color = wants_color(options, file),
                         .account = options->tree,
                         .version = STR(STAYORGO_VERSION)};
}

void style_key(const RenderStyle *style, Buf *out) {
    const Str texts[] = {style->version,         style->folder,        style->origin.uri,
                         style->origin.revision, style->origin.branch, style->origin.files};
    buf_fmt(out, "%u %d%d%d%d", style->columns, style->color, style->per_file, style->account,
            style->open_only);
    for (uint32_t i = 0; i < ARRAY_LEN(texts); i++)
        buf_fmt(out, " %u:" STR_FMT, texts[i].len, STR_ARG(texts[i]));
}
