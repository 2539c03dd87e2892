// SPDX-License-Identifier: MIT
// Annotations for GitHub Actions: workflow commands on standard output.
//
//     ::warning file=shop/views.py,line=12,endLine=12,col=5,endColumn=17,title=SOG101 …::…
//     ::notice title=stayorgo::Stay on Django: 41 models are registered in the admin.
//
// GitHub keeps ten annotations of each level; two notices are kept for the verdict and for what was
// left out. What a command says is escaped as the runner undoes it, and can hold no second command
// (render/escape).
//
// Limits: a message is cut well below GitHub's 4,096 characters.
#include "render/annotations.h"
#include "render/escape.h"
#include "render/picks.h"
#include "render/render.h"

#include "base/banned.h"

enum { TEXT_MAX = 1000, TITLE_MAX = 120, VALUE_MAX = 4000 };

static const char *const COMMANDS[] = {
    [LEVEL_NOTE] = "notice", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
_Static_assert(ARRAY_LEN(COMMANDS) == FINDING_LEVEL_COUNT, "one command a level");

static void remark(uint8_t level, Str text, Buf *out) {
    buf_fmt(out, "::%s title=stayorgo::", COMMANDS[level]);
    escape_github_message(out, escape_shown(out->arena, text, TEXT_MAX));
    buf_char(out, '\n');
}

// For the file GITHUB_OUTPUT. Shown text has no line break, so it ends no value and begins no other.
static void value(const char *name, Str text, Buf *out) {
    buf_fmt(out, "%s=" STR_FMT "\n", name, STR_ARG(escape_shown(out->arena, text, VALUE_MAX)));
}

static void place(const Finding *finding, const RenderStyle *style, Buf *out) {
    Buf name = buf_new(out->arena);
    picks_name(finding, &name);
    buf_fmt(out, "::%s file=", COMMANDS[finding->level]);
    escape_github_value(out, escape_host_path(out->arena, style->folder, finding->path));
    buf_fmt(out, ",line=%u,endLine=%u", finding->pos.row + 1, finding->end.row + 1);
    if (finding->pos.row == finding->end.row) // else the runner drops them
        buf_fmt(out, ",col=%u,endColumn=%u", finding->pos.col + 1, finding->end.col + 1);
    buf_c(out, ",title=");
    escape_github_value(out, escape_shown(out->arena, buf_str(&name), TITLE_MAX));
    buf_c(out, "::");
    escape_github_message(out, escape_shown(out->arena, finding->message, TEXT_MAX));
    if (finding->rule->todo.len) {
        escape_github_message(out, STR("\n"));
        escape_github_message(out, escape_shown(out->arena, finding->rule->todo, TEXT_MAX));
    }
    buf_char(out, '\n');
}

static void render_github(const Report *report, const RenderStyle *style, Buf *out) {
    static const AnnotationHost HOST = {
        .title = "GitHub",
        .room = {[LEVEL_NOTE] = 8, [LEVEL_WARNING] = 10, [LEVEL_ERROR] = 10},
        .remark = remark,
        .place = place,
    };
    annotations_write(&HOST, report, style, out);
}

const RenderFormat out_github = {
    .name = STR_CONST("github"),
    .summary = STR_CONST("annotations for GitHub Actions (workflow commands)"),
    .is_single = true,
    .is_findings = true,
    .render = render_github,
    .remark = remark,
    .value = value,
};
