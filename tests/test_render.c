// SPDX-License-Identifier: MIT
// Tests of the table of output formats.
//
//   render_find("json") -> &out_json; render_find("facts") -> NULL, it is no format of a report
//
// What each format prints is tested by test_out_*.c.
#include <criterion/criterion.h>

#include "render/render.h"

Test(render, finds_formats_by_name) {
    static const struct {
        const char *name;
        const RenderFormat *format;
    } rows[] = {
        {"text", &out_text}, {"json", &out_json}, {"markdown", &out_markdown},
        {"facts", NULL},     {"", NULL},          {"JSON", NULL},
        {"js", NULL},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_assert_eq(render_find(str_from_c(rows[i].name)), rows[i].format, "%s", rows[i].name);
}

Test(render, every_format_can_be_named_explained_and_run) {
    cr_assert_geq(render_count(), 3);
    cr_assert_eq(render_at(0), &out_text, "the default stands first in --help");
    for (uint32_t i = 0; i < render_count(); i++) {
        const RenderFormat *format = render_at(i);
        cr_assert_eq(render_find(format->name), format, STR_FMT, STR_ARG(format->name));
        cr_assert(format->name.len > 0 && format->name.len <= 10, "--help has ten columns for it");
        cr_assert(format->summary.len > 0 && format->summary.len <= 67);
        cr_assert_not_null(format->render);
    }
}
