// SPDX-License-Identifier: MIT
// The findings as Checkstyle XML, which most review tools and CI servers read.
//
//     <checkstyle version="4.3">
//       <file name="shop/views.py">
//         <error line="12" column="5" severity="error" message="…" source="stayorgo.SOG101"/>
//
// Files in the order of their paths, as the format groups by file.
//
// Limits: no ranges, no states: what is suppressed or fixed is left out, what is unchanged is in it.
#include "render/escape.h"
#include "render/picks.h"
#include "render/render.h"

#include "base/banned.h"

enum { TEXT_MAX = 1000 };

static void write_error(const Finding *finding, Buf *out) {
    static const char *const SEVERITIES[] = {
        [LEVEL_NOTE] = "info", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
    _Static_assert(ARRAY_LEN(SEVERITIES) == FINDING_LEVEL_COUNT, "one severity a level");
    buf_fmt(out, "    <error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"",
            finding->pos.row + 1, finding->pos.col + 1, SEVERITIES[finding->level]);
    escape_xml(out, escape_shown(out->arena, finding->message, TEXT_MAX));
    buf_c(out, "\" source=\"stayorgo.");
    escape_xml(out, finding->rule->id);
    buf_c(out, "\"/>\n");
}

static void render_checkstyle(const Report *report, const RenderStyle *style, Buf *out) {
    PickList picks = picks_by_place(report, PICK_UNCHANGED, out->arena);
    buf_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (uint32_t first = 0, end; first < picks.len; first = end) {
        Str path = picks.items[first]->path;
        buf_c(out, "  <file name=\"");
        escape_xml(out, escape_host_path(out->arena, style->folder, path));
        buf_c(out, "\">\n");
        for (end = first; end < picks.len && str_eq(picks.items[end]->path, path); end++)
            write_error(picks.items[end], out);
        buf_c(out, "  </file>\n");
    }
    buf_c(out, "</checkstyle>\n");
}

const RenderFormat out_checkstyle = {
    .name = STR_CONST("checkstyle"),
    .summary = STR_CONST("findings as Checkstyle XML, for Jenkins and others"),
    .is_single = true,
    .is_findings = true,
    .render = render_checkstyle,
};
