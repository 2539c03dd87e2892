// SPDX-License-Identifier: MIT
// What a host's log shows of a report.
//
//     a failed gate, 30 errors, a verdict  ─►  the gate, the first 9 errors, the verdict,
//                                              "21 errors more: GitHub shows 10 of a level. …"
//
// Hosts keep the first annotations of each level in a step and drop the rest without a word, so no more
// are written: failed gates first, then the most important findings. With a base, what stood there too
// is not annotated: a reviewer looks at what a change brings. Behind them, where there is room and no
// base, come the EVIDENCE_MAX first places that the verdict rests on.
//
// Limits: the caps count the annotations of a whole step, ours and those of others.
#include "render/annotations.h"

#include "model/change.h"
#include "render/picks.h"

#include "base/banned.h"

enum { EVIDENCE_MAX = 3 };

typedef struct Sheet {
    const AnnotationHost *host;
    Buf *out;
    uint32_t used[FINDING_LEVEL_COUNT], left_out[FINDING_LEVEL_COUNT];
} Sheet;

static void remark(Sheet *sheet, uint8_t level, Str text) {
    sheet->host->remark(level, text, sheet->out);
}

static void gates(Sheet *sheet, const Report *report) {
    for (uint32_t i = 0; i < report->gate_count; i++) {
        const GateResult *gate = &report->gates[i];
        if (!gate->has_failed) continue;
        sheet->used[LEVEL_ERROR]++;
        remark(sheet, LEVEL_ERROR,
               str_fmt(sheet->out->arena, "Gate %s: " STR_FMT, change_gate_key(gate->kind),
                       STR_ARG(gate->text)));
    }
}

static void findings(Sheet *sheet, const Report *report, const RenderStyle *style) {
    PickList picks = picks_of(report, report->change ? 0 : PICK_EVIDENCE, sheet->out->arena);
    uint32_t evidence = 0;
    for (uint32_t i = 0; i < picks.len; i++) {
        const Finding *finding = picks.items[i];
        bool is_evidence = finding_is_evidence(finding->rule);
        bool has_room = sheet->used[finding->level] < sheet->host->room[finding->level];
        if (has_room && (!is_evidence || evidence < EVIDENCE_MAX)) {
            sheet->host->place(finding, style, sheet->out);
            sheet->used[finding->level]++;
            evidence += is_evidence;
        } else if (!is_evidence) {
            sheet->left_out[finding->level]++;
        }
    }
}

static void roll_up(Sheet *sheet) {
    Buf text = buf_new(sheet->out->arena);
    picks_count(sheet->left_out, &text);
    if (text.len == 0) return;
    buf_fmt(&text, " more: %s keeps %u of a level. All are in the other reports of this run.",
            sheet->host->title, sheet->host->room[LEVEL_ERROR]);
    remark(sheet, LEVEL_NOTE, buf_str(&text));
}

void annotations_write(const AnnotationHost *host, const Report *report, const RenderStyle *style,
                       Buf *out) {
    Sheet sheet = {.host = host, .out = out};
    gates(&sheet, report);
    findings(&sheet, report, style);
    remark(&sheet, LEVEL_NOTE, report->verdict.headline);
    roll_up(&sheet);
}
