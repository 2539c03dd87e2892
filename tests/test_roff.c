// SPDX-License-Identifier: MIT
// Markdown and plain text as roff: each row is a page and what becomes of it.
#include <criterion/criterion.h>

#include "base/vec.h"
#include "cli/roff.h"

static Str convert(Arena *arena, Str page) {
    StrVec lines = {0};
    for (Str line; str_next_line(&page, &line);)
        vec_push(arena, &lines, line);
    Buf out = buf_new(arena);
    roff_markdown(&out, lines.items, lines.len);
    return buf_str(&out);
}

Test(roff, markdown) {
    static const struct {
        const char *page, *want;
    } ROWS[] = {
        {"# Title\n\nOne\ntwo.\n\nThree", "One\ntwo.\n.PP\nThree\n"},
        {"## A\nx\n### B\ny", ".SH A\nx\n.SS B\ny\n"},
        {"`--x` **b** *i* 2 * 3", "\\fB\\-\\-x\\fR \\fBb\\fR \\fIi\\fR 2 * 3\n"},
        {".start\n'quoted", "\\&.start\n\\&\\(aqquoted\n"},
        {"a\\b \u2026 \u2192", "a\\eb ... \\(->\n"},
        {"1. one\n   more\n2. two", ".IP 1. 4\none\nmore\n.IP 2. 4\ntwo\n"},
        {"```json\n{\"a\": 1}\n.b\n```", ".RS 4\n.nf\n{\"a\": 1}\n\\&.b\n.fi\n.RE\n"},
        {"a\n\n```\nb\n```\n\nc", "a\n.PP\n.RS 4\n.nf\nb\n.fi\n.RE\n.PP\nc\n"},
        {"| k | v |\n|---|---|\n| `a\\|b` | c |", ".TP\n\\fBa|b\\fR\nc\n"},
        {"| k | v | w |\n|---|---|---|\n| a | b | c |", ".TP\na\nv: b\n.br\nw: c\n"},
        {"an `open tick", "an \\(gaopen tick\n"},
        {"123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 1 2",
         "123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789\n1 2\n"},
    };
    Arena arena = {0};
    for (uint32_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        Str got = convert(&arena, str_from_c(ROWS[i].page));
        Str want = str_from_c(ROWS[i].want);
        cr_assert(str_eq(got, want), "row %u: got \"" STR_FMT "\"", i, STR_ARG(got));
    }
    arena_free(&arena);
}
