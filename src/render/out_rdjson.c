// SPDX-License-Identifier: MIT
// The findings for reviewdog: Reviewdog Diagnostic Format.
//
//     {"source": {"name": "stayorgo"}, "severity": "WARNING", "diagnostics": [
//       {"message": "…", "location": {"path": "shop/views.py", "range": {"start": {…}, "end": {…}}},
//        "severity": "ERROR", "code": {"value": "SOG101", "url": "…"}}, …]}
//
// reviewdog posts messages as Markdown, so they are made inert. It filters by the diff itself and
// therefore gets unchanged findings too, the most important first.
//
// Limits: its columns count bytes, ours code points: without a line that is known to be ASCII a
// range has lines only.
#include "render/escape.h"
#include "render/markdown.h"
#include "render/picks.h"
#include "render/render.h"
#include "render/writer.h"

#include "base/banned.h"

enum { TEXT_MAX = 1000 };

static void write_pos(Writer *w, const char *key, Pos pos, bool has_column) {
    writer_key(w, key);
    writer_open(w, '{');
    writer_field_uint(w, "line", (uint64_t)pos.row + 1);
    if (has_column) writer_field_uint(w, "column", (uint64_t)pos.col + 1);
    writer_close(w, '}');
}

static void write_diagnostic(Writer *w, const Finding *finding, const RenderStyle *style) {
    static const char *const SEVERITIES[] = {
        [LEVEL_NOTE] = "INFO", [LEVEL_WARNING] = "WARNING", [LEVEL_ERROR] = "ERROR"};
    _Static_assert(ARRAY_LEN(SEVERITIES) == FINDING_LEVEL_COUNT, "one severity a level");
    bool has_column = finding->text.len && str_is_ascii(finding->text); // "…" ends one that was cut
    Arena *arena = w->out->arena;
    Buf message = buf_new(arena);
    markdown_text(&message, finding->message, TEXT_MAX);
    writer_open_flat(w, '{');
    writer_field_str(w, "message", buf_str(&message));
    writer_key(w, "location");
    writer_open(w, '{');
    writer_field_str(w, "path", escape_host_path(arena, style->folder, finding->path));
    writer_key(w, "range");
    writer_open(w, '{');
    write_pos(w, "start", finding->pos, has_column);
    write_pos(w, "end", finding->end, has_column);
    writer_close(w, '}');
    writer_close(w, '}');
    writer_field_str(w, "severity", str_from_c(SEVERITIES[finding->level]));
    writer_key(w, "code");
    writer_open(w, '{');
    writer_field_str(w, "value", finding->rule->id);
    if (finding->rule->link_count) writer_field_str(w, "url", finding->rule->links[0]);
    writer_close(w, '}');
    writer_close(w, '}');
}

static void render_rdjson(const Report *report, const RenderStyle *style, Buf *out) {
    Writer w = writer_new(out);
    PickList picks = picks_of(report, PICK_UNCHANGED, out->arena);
    writer_open(&w, '{');
    writer_key(&w, "source");
    writer_open_flat(&w, '{');
    writer_field_str(&w, "name", STR("stayorgo"));
    writer_close(&w, '}');
    writer_field_str(&w, "severity", STR("WARNING"));
    writer_key(&w, "diagnostics");
    writer_open(&w, '[');
    for (uint32_t i = 0; i < picks.len; i++)
        write_diagnostic(&w, picks.items[i], style);
    writer_close(&w, ']');
    writer_close(&w, '}');
    buf_char(out, '\n');
}

const RenderFormat out_rdjson = {
    .name = STR_CONST("rdjson"),
    .summary = STR_CONST("findings for reviewdog"),
    .is_single = true,
    .is_findings = true,
    .render = render_rdjson,
};
