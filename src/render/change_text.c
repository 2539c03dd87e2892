// SPDX-License-Identifier: MIT
// The section of the text report about what moved since a base revision.
//
//     What changed
//       Since origin/main (8d24b63c5a11): one new finding, 40 as before.
//       - stay, as before; pull 0.02, was -0.11
//           async endpoints: 4, was 3
//
// Limits: SIGNALS_SHOWN for each project, those that moved its pull most; JSON has all, and the
// facts.
#include "render/change_text.h"

#include "render/changewords.h"
#include "render/sentences.h"

#include "base/banned.h"

enum { SIGNALS_SHOWN = 5, VERDICTS_SHOWN = 12, SIGNAL_COLUMN = 6 };

static void signals(Page *page, const VerdictMove *move) {
    for (uint32_t i = 0; i < move->signal_count && i < SIGNALS_SHOWN; i++) {
        Buf words = buf_new(page->out->arena);
        changewords_count(&move->signals[i], &words);
        page_indent(page, SIGNAL_COLUMN);
        page_paragraph(page, buf_str(&words), SIGNAL_COLUMN, SIGNAL_COLUMN);
    }
    if (move->signal_count <= SIGNALS_SHOWN) return;
    Buf words = buf_new(page->out->arena);
    buf_c(&words, "… and ");
    sentences_quantity(&words, move->signal_count - SIGNALS_SHOWN, "signal");
    buf_c(&words, " more (-o json has all)");
    page_indent(page, SIGNAL_COLUMN);
    page_paragraph(page, buf_str(&words), SIGNAL_COLUMN, SIGNAL_COLUMN);
}

void change_text(Page *page) {
    const RevisionChange *change = page->report->change;
    if (change == NULL) return;
    page_heading(page, "What changed");
    Buf findings = buf_new(page->out->arena);
    changewords_findings(change, &findings);
    page_indent(page, 2);
    page_paragraph(page, buf_str(&findings), 2, 2);
    for (uint32_t i = 0; i < change->policy_count; i++) {
        Buf words = buf_new(page->out->arena);
        changewords_policy(change, i, &words);
        page_indent(page, 2);
        page_paragraph(page, buf_str(&words), 2, 2);
    }
    for (uint32_t i = 0; i < change->verdict_count && i < VERDICTS_SHOWN; i++) {
        Buf words = buf_new(page->out->arena);
        changewords_verdict(page->report, &change->verdicts[i], &words);
        buf_c(page->out, "  - ");
        page_paragraph(page, buf_str(&words), 4, 4);
        signals(page, &change->verdicts[i]);
    }
    if (change->verdict_count > VERDICTS_SHOWN)
        buf_fmt(page->out, "  … and %u more (-o json has all)\n",
                change->verdict_count - VERDICTS_SHOWN);
}
