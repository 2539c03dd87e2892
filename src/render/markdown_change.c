// SPDX-License-Identifier: MIT
// The sections of the Markdown report that are about this change: gates, what moved, findings.
//
//     ### New findings (1)
//
//     - **error** `shop/views.py:12` fetch() leads to requests.get(): it holds the event loop (SOG101)
//       `return fetch(symbol)`, by way of `shop/prices.py:7`
//       Await an async client, or hand it to a thread.
//
// A reviewer wants to know first what this change brings, so with a base only new findings are listed
// and the rest is counted. Notes are counted too: evidence stands under *Why* already. What to do about
// a rule is said once. Counts of a verdict that is as before are folded up.
//
// Limits: FINDINGS_SHOWN of them; the last line says how many there are besides.
#include "render/markdown_change.h"

#include "model/change.h"
#include "render/changewords.h"
#include "render/markdown.h"
#include "render/picks.h"

#include "base/banned.h"

enum { FINDINGS_SHOWN = 10, COUNTS_SHOWN = 12, TEXT_MAX = 400, EXCERPT_MAX = 100, STEPS_SHOWN = 3 };

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

// Of facts, and of the signals of verdicts that are as before.
static void folded_counts(const RevisionChange *change, Buf *out) {
    uint32_t count = change->fact_count;
    for (uint32_t i = 0; i < change->verdict_count; i++)
        count += changewords_is_same(&change->verdicts[i]) ? change->verdicts[i].signal_count : 0;
    if (count == 0) return;
    buf_c(out, "\n<details><summary>Counts that moved</summary>\n\n");
    for (uint32_t i = 0; i < change->verdict_count; i++) {
        const VerdictMove *move = &change->verdicts[i];
        if (changewords_is_same(move)) counts(move->signals, move->signal_count, "- ", out);
    }
    counts(change->facts, change->fact_count, "- ", out);
    buf_c(out, "\n</details>\n");
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
        if (!changewords_is_same(&change->verdicts[i]))
            counts(change->verdicts[i].signals, change->verdicts[i].signal_count, "  - ", out);
    }
    folded_counts(change, out);
}

// The first step stands in the place of the finding itself.
static void way(const Report *report, const RenderStyle *style, const Finding *finding, Buf *out) {
    for (uint32_t i = 1; i < finding->step_count && i <= STEPS_SHOWN; i++) {
        const FindingStep *step = &finding->steps[i];
        buf_c(out, i == 1 ? ", by way of " : ", ");
        markdown_place_link(out, style, report->source->files.items[step->file].path,
                            step->pos.row + 1);
    }
}

static void finding(const Report *report, const RenderStyle *style, const Finding *finding,
                    bool is_first, Buf *out) {
    buf_fmt(out, "- **%s** ", finding_level_key((FindingLevel)finding->level));
    markdown_place_link(out, style, finding->path, finding->pos.row + 1);
    buf_char(out, ' ');
    markdown_text(out, finding->message, TEXT_MAX);
    buf_fmt(out, " (" STR_FMT ")", STR_ARG(finding->rule->id));
    if (finding->text.len) {
        buf_c(out, "\\\n  ");
        markdown_code(out, finding->text, EXCERPT_MAX);
        way(report, style, finding, out);
    }
    if (is_first && finding->rule->todo.len) {
        buf_c(out, "\\\n  ");
        markdown_text(out, finding->rule->todo, TEXT_MAX);
    }
    buf_char(out, '\n');
}

static bool is_first_of_rule(const PickList *picks, uint32_t index) {
    for (uint32_t i = 0; i < index; i++)
        if (picks->items[i]->rule == picks->items[index]->rule) return false;
    return true;
}

void markdown_change_findings(const Report *report, const RenderStyle *style, Buf *out) {
    PickList picks = picks_of(report, 0, out->arena);
    uint32_t by_level[FINDING_LEVEL_COUNT] = {0}, shown = 0;
    if (picks.len == 0) return;
    buf_fmt(out, "\n### %s (%u)\n\n", report->change ? "New findings" : "Findings", picks.len);
    for (uint32_t i = 0; i < picks.len; i++) {
        if (picks.items[i]->level > LEVEL_NOTE && shown < FINDINGS_SHOWN) {
            finding(report, style, picks.items[i], is_first_of_rule(&picks, i), out);
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
