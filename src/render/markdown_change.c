// SPDX-License-Identifier: MIT
// The sections of the Markdown report that are about this change: gates, what moved, findings.
//
//     ### New findings (1)
//
//     - **error** `shop/views.py:12` requests.get() holds up the event loop in quote() (SOG101)
//       `return requests.get(URL)`
//
// A reviewer wants to know first what this change brings, so with a base only new findings are listed
// and the rest is counted. Notes are counted too: evidence stands under *Why* already.
//
// Limits: FINDINGS_SHOWN of them; the last line says how many there are besides.
#include "render/markdown_change.h"

#include "model/change.h"
#include "render/changewords.h"
#include "render/markdown.h"
#include "render/picks.h"

#include "base/banned.h"

enum { FINDINGS_SHOWN = 10, COUNTS_SHOWN = 12, TEXT_MAX = 400, EXCERPT_MAX = 100 };

static void item(Buf *out, const char *marker, const Buf *words) {
    buf_c(out, marker);
    markdown_text(out, buf_str(words), TEXT_MAX);
    buf_char(out, '\n');
}

void markdown_change_gates(const Report *report, Buf *out) {
    if (report->gate_count == 0) return;
    buf_c(out, "\n### Gates\n\n");
    for (uint32_t i = 0; i < report->gate_count; i++) {
        Buf words = buf_new(out->arena);
        changewords_gate(&report->gates[i], &words);
        buf_fmt(out, "- %s ", report->gates[i].has_failed ? "❌" : "✅");
        markdown_text(out, buf_str(&words), TEXT_MAX);
        buf_char(out, '\n');
    }
}

static void counts(const CountMove *moves, uint32_t count, const char *marker, Buf *out) {
    for (uint32_t i = 0; i < count && i < COUNTS_SHOWN; i++) {
        Buf words = buf_new(out->arena);
        changewords_count(&moves[i], &words);
        item(out, marker, &words);
    }
    if (count > COUNTS_SHOWN)
        buf_fmt(out, "%s… and %u more (`-o json` has all)\n", marker, count - COUNTS_SHOWN);
}

void markdown_change_moves(const Report *report, Buf *out) {
    const RevisionChange *change = report->change;
    Buf record = buf_new(out->arena), findings = buf_new(out->arena);
    changewords_record(report, &record);
    if (change == NULL && record.len == 0) return;
    buf_fmt(out, "\n### %s\n\n", change ? "What changed" : "Decided");
    if (record.len) item(out, "", &record);
    if (change == NULL) return;
    if (record.len) buf_char(out, '\n');
    changewords_findings(change, &findings);
    item(out, "", &findings);
    buf_char(out, '\n');
    for (uint32_t i = 0; i < change->policy_count; i++) {
        Buf words = buf_new(out->arena);
        changewords_policy(change, i, &words);
        item(out, "", &words);
        buf_char(out, '\n');
    }
    for (uint32_t i = 0; i < change->verdict_count; i++) {
        Buf words = buf_new(out->arena);
        changewords_verdict(report, &change->verdicts[i], &words);
        item(out, "- ", &words);
        counts(change->verdicts[i].signals, change->verdicts[i].signal_count, "  - ", out);
    }
    if (change->fact_count == 0) return;
    buf_c(out, "\n<details><summary>Counts that moved</summary>\n\n");
    counts(change->facts, change->fact_count, "- ", out);
    buf_c(out, "\n</details>\n");
}

static void finding(const Finding *finding, Buf *out) {
    buf_fmt(out, "- **%s** ", finding_level_key((FindingLevel)finding->level));
    markdown_place(out, finding->path, finding->pos.row + 1);
    buf_char(out, ' ');
    markdown_text(out, finding->message, TEXT_MAX);
    buf_fmt(out, " (" STR_FMT ")", STR_ARG(finding->rule->id));
    if (finding->text.len) {
        buf_c(out, "\\\n  ");
        markdown_code(out, finding->text, EXCERPT_MAX);
    }
    buf_char(out, '\n');
}

void markdown_change_findings(const Report *report, Buf *out) {
    PickList picks = picks_of(report, 0, out->arena);
    uint32_t by_level[FINDING_LEVEL_COUNT] = {0}, shown = 0;
    if (picks.len == 0) return;
    buf_fmt(out, "\n### %s (%u)\n\n", report->change ? "New findings" : "Findings", picks.len);
    for (uint32_t i = 0; i < picks.len; i++) {
        if (picks.items[i]->level > LEVEL_NOTE && shown < FINDINGS_SHOWN) {
            finding(picks.items[i], out);
            shown++;
        } else {
            by_level[picks.items[i]->level]++;
        }
    }
    if (picks.len == shown) return;
    Buf words = buf_new(out->arena);
    picks_count(by_level, &words);
    buf_fmt(out, "%s… and " STR_FMT " (`-o json` has all)\n", shown ? "\n" : "",
            STR_ARG(buf_str(&words)));
}
