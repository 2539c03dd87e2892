// SPDX-License-Identifier: MIT
// Annotations for GitHub Actions: workflow commands on standard output.
//
//     ::warning file=shop/views.py,line=12,endLine=12,col=5,endColumn=17,title=SOG101 …::…
//     ::notice title=stayorgo::Stay on Django: 41 models are registered in the admin.
//
// GitHub keeps ten annotations of each level a step and drops the rest without a word, so no more are
// printed: failed gates first, then the most important findings, and one notice says what was left
// out and where all of it is. With a base, what stood there too is not annotated. What a command says
// is escaped as the runner undoes it, and can hold no second command (render/escape).
//
// Limits: the cap counts the annotations of the whole step, ours and those of others. A message is cut
// well below GitHub's 4,096 characters.
#include "model/change.h"
#include "render/escape.h"
#include "render/picks.h"
#include "render/render.h"

#include "base/banned.h"

enum {
    LEVEL_ROOM = 10,
    NOTICES_KEPT = 2, // for the verdict and for what was left out
    TEXT_MAX = 1000,  // code points
    TITLE_MAX = 120,
};

typedef struct Sheet {
    const Report *report;
    const RenderStyle *style;
    Buf *out;
    uint32_t used[FINDING_LEVEL_COUNT];
    uint32_t left_out[FINDING_LEVEL_COUNT];
} Sheet;

static const char *const COMMANDS[] = {
    [LEVEL_NOTE] = "notice", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
_Static_assert(ARRAY_LEN(COMMANDS) == FINDING_LEVEL_COUNT, "one command a level");

static bool has_room(const Sheet *sheet, uint8_t level) {
    return sheet->used[level] + (level == LEVEL_NOTE ? NOTICES_KEPT : 0) < LEVEL_ROOM;
}

static void value(Sheet *sheet, const char *key, Str text) {
    buf_fmt(sheet->out, "%s=", key);
    escape_github_value(sheet->out, text);
}

static Str shown(Sheet *sheet, Str text, uint32_t max) {
    return escape_shown(sheet->out->arena, text, max);
}

// An annotation about the whole.
static void remark(Sheet *sheet, uint8_t level, Str text) {
    buf_fmt(sheet->out, "::%s title=stayorgo::", COMMANDS[level]);
    escape_github_message(sheet->out, shown(sheet, text, TEXT_MAX));
    buf_char(sheet->out, '\n');
    sheet->used[level]++;
}

static void annotate(Sheet *sheet, const Finding *finding) {
    Buf name = buf_new(sheet->out->arena);
    buf_fmt(sheet->out, "::%s ", COMMANDS[finding->level]);
    value(sheet, "file", escape_host_path(sheet->out->arena, sheet->style->folder, finding->path));
    buf_fmt(sheet->out, ",line=%u,endLine=%u", finding->pos.row + 1, finding->end.row + 1);
    if (finding->pos.row == finding->end.row) // else the runner drops them
        buf_fmt(sheet->out, ",col=%u,endColumn=%u", finding->pos.col + 1, finding->end.col + 1);
    picks_name(finding, &name);
    buf_char(sheet->out, ',');
    value(sheet, "title", shown(sheet, buf_str(&name), TITLE_MAX));
    buf_c(sheet->out, "::");
    escape_github_message(sheet->out, shown(sheet, finding->message, TEXT_MAX));
    if (finding->rule->todo.len) {
        escape_github_message(sheet->out, STR("\n"));
        escape_github_message(sheet->out, shown(sheet, finding->rule->todo, TEXT_MAX));
    }
    buf_char(sheet->out, '\n');
    sheet->used[finding->level]++;
}

static void gates(Sheet *sheet) {
    for (uint32_t i = 0; i < sheet->report->gate_count; i++) {
        const GateResult *gate = &sheet->report->gates[i];
        if (!gate->has_failed) continue;
        remark(sheet, LEVEL_ERROR,
               str_fmt(sheet->out->arena, "Gate %s: " STR_FMT, change_gate_key(gate->kind),
                       STR_ARG(gate->text)));
    }
}

static void roll_up(Sheet *sheet) {
    Buf text = buf_new(sheet->out->arena);
    picks_count(sheet->left_out, &text);
    if (text.len == 0) return;
    remark(sheet, LEVEL_NOTE,
           str_fmt(sheet->out->arena,
                   STR_FMT " more: GitHub shows ten of a level. All are in the other reports of "
                           "this run.",
                   STR_ARG(buf_str(&text))));
}

static void render_github(const Report *report, const RenderStyle *style, Buf *out) {
    Sheet sheet = {.report = report, .style = style, .out = out};
    PickList picks = picks_of(report, 0, out->arena);
    gates(&sheet);
    for (uint32_t i = 0; i < picks.len; i++) {
        uint8_t level = picks.items[i]->level;
        if (has_room(&sheet, level)) {
            annotate(&sheet, picks.items[i]);
        } else {
            sheet.left_out[level]++;
        }
    }
    remark(&sheet, LEVEL_NOTE, report->verdict.headline);
    roll_up(&sheet);
}

const RenderFormat out_github = {
    .name = STR_CONST("github"),
    .summary = STR_CONST("annotations for GitHub Actions (workflow commands)"),
    .is_single = true,
    .is_findings = true,
    .render = render_github,
};
