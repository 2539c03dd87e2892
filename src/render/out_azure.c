// SPDX-License-Identifier: MIT
// Issues for Azure Pipelines: logging commands on standard output.
//
//     ##vso[task.logissue type=warning;sourcepath=shop/views.py;linenumber=12;…;code=SOG101;]…
//     stayorgo: Stay on Django: 41 models are registered in the admin.
//
// Azure keeps ten errors and ten warnings of a task and knows no third level: the verdict and what was
// left out are plain lines of the log, and notes are only counted.
//
// Limits: what stands in a line goes through escape_shown(), so it can hold no second command.
#include "render/annotations.h"
#include "render/escape.h"
#include "render/render.h"

#include "base/banned.h"

enum { TEXT_MAX = 1000, VALUE_MAX = 4000 };

static void remark(uint8_t level, Str text, Buf *out) {
    buf_c(out, level == LEVEL_ERROR ? "##vso[task.logissue type=error;]" : "stayorgo: ");
    escape_azure(out, escape_shown(out->arena, text, TEXT_MAX));
    buf_char(out, '\n');
}

static void value(const char *name, Str text, Buf *out) {
    buf_fmt(out, "##vso[task.setvariable variable=%s;isOutput=true]", name);
    escape_azure(out, escape_shown(out->arena, text, VALUE_MAX));
    buf_char(out, '\n');
}

static void attach(Str path, Buf *out) {
    buf_c(out, "##vso[task.uploadsummary]");
    escape_azure(out, escape_shown(out->arena, path, VALUE_MAX));
    buf_char(out, '\n');
}

static void place(const Finding *finding, const RenderStyle *style, Buf *out) {
    buf_fmt(out, "##vso[task.logissue type=%s;sourcepath=",
            finding->level == LEVEL_ERROR ? "error" : "warning");
    escape_azure(out, escape_host_path(out->arena, style->folder, finding->path));
    buf_fmt(out, ";linenumber=%u;columnnumber=%u;code=", finding->pos.row + 1,
            finding->pos.col + 1);
    escape_azure(out, finding->rule->id);
    buf_c(out, ";]");
    escape_azure(out, escape_shown(out->arena, finding->message, TEXT_MAX));
    buf_char(out, '\n');
}

static void render_azure(const Report *report, const RenderStyle *style, Buf *out) {
    static const AnnotationHost HOST = {
        .title = "Azure",
        .room = {[LEVEL_NOTE] = 0, [LEVEL_WARNING] = 10, [LEVEL_ERROR] = 10},
        .remark = remark,
        .place = place,
    };
    annotations_write(&HOST, report, style, out);
}

const RenderFormat out_azure = {
    .name = STR_CONST("azure"),
    .summary = STR_CONST("issues for Azure Pipelines (logging commands)"),
    .is_single = true,
    .is_findings = true,
    .render = render_azure,
    .remark = remark,
    .value = value,
    .attach = attach,
};
