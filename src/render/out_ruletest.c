// SPDX-License-Identifier: MIT
// What rule authors are told: which examples do not hold, and what is wrong with a rule set.
//
//     async.blocking, example 2 counts 1 and should not count
//       a job may wait: nobody else is held up
//       shop/jobs.py:3  return requests.get(URL)
//
//     120 rules, 260 examples: 259 hold, 1 does not
//
// How: only what needs a hand is printed, then one line of sums. Places are shown with their lines,
// since an author has to see what was taken for the thing.
// Limits: the places that were found are shown, not those that were missed: an example says how
// many there are, not where.
#include "render/page.h"
#include "render/render.h"

#include "base/banned.h"

enum { INDENT = 2 };

static Str line_of(Str text, uint32_t row) {
    Str line = {0};
    for (uint32_t i = 0; i <= row && str_next_line(&text, &line); i++)
        ;
    return str_trim(line);
}

static void found_places(Page *page, const Example *example, const ExampleRun *run) {
    for (uint32_t i = 0; i < run->hit_count; i++) {
        const Hit *hit = &run->hits[i];
        const FsText *file = &example->files[hit->file];
        Spot spot = {INDENT, file->path, hit->pos.row + 1, line_of(file->text, hit->pos.row)};
        page_spot(page, &spot);
    }
    if (run->hit_count > 0) return;
    Buf line = buf_new(page->out->arena);
    buf_c(&line, "nothing found in ");
    for (uint32_t i = 0; i < example->file_count; i++) {
        if (i > 0) buf_c(&line, ", ");
        buf_path(&line, example->files[i].path);
    }
    page_indent(page, INDENT);
    page_paragraph(page, buf_str(&line), INDENT, INDENT);
}

static void failure(Page *page, const RuleExamples *rule, uint32_t number, const ExampleRun *run) {
    const Example *example = &rule->items[number];
    Buf line = buf_new(page->out->arena);
    buf_fmt(&line, STR_FMT ", example %u ", STR_ARG(rule->id), number + 1);
    if (example->count == 0)
        buf_fmt(&line, "counts %u and should not count", run->count);
    else
        buf_fmt(&line, "counts %u instead of %u", run->count, example->count);
    page_ink(page, INK_RED);
    page_paragraph(page, buf_str(&line), 0, INDENT);
    page_ink_off(page);
    if (example->why.len > 0) {
        page_indent(page, INDENT);
        page_paragraph(page, example->why, INDENT, INDENT);
    }
    found_places(page, example, run);
    buf_char(page->out, '\n');
}

// The rules that lack something, as one list of ids.
static void gap(Page *page, const char *what, const RuleTests *tests,
                bool (*has)(const RuleExamples *rule)) {
    Buf ids = buf_new(page->out->arena);
    uint32_t count = 0;
    for (uint32_t i = 0; i < tests->len; i++) {
        if (has(&tests->items[i].rule)) continue;
        buf_fmt(&ids, "%s" STR_FMT, count++ ? ", " : "", STR_ARG(tests->items[i].rule.id));
    }
    if (count == 0) return;
    Buf line = buf_new(page->out->arena);
    buf_fmt(&line, "%u without %s: " STR_FMT, count, what, STR_ARG(buf_str(&ids)));
    page_ink(page, INK_YELLOW);
    page_paragraph(page, buf_str(&line), 0, INDENT);
    page_ink_off(page);
    buf_char(page->out, '\n');
}

void out_ruletest_examples(const RuleTests *tests, const RenderStyle *style, Buf *out) {
    Page page = {.style = style, .out = out};
    uint32_t examples = 0, failed = 0;
    for (uint32_t s = 0; s < tests->len; s++) {
        const RuleTest *test = &tests->items[s];
        examples += test->rule.len;
        for (uint32_t i = 0; i < test->rule.len; i++) {
            if (rulebook_holds(&test->rule.items[i], &test->runs[i])) continue;
            failed++;
            failure(&page, &test->rule, i, &test->runs[i]);
        }
    }
    gap(&page, "an example that counts", tests, rulebook_has_positive);
    gap(&page, "a look-alike that must not count", tests, rulebook_has_lookalike);
    page_ink(&page, failed ? INK_RED : INK_GREEN);
    buf_fmt(out, "%u rule%s, %u example%s: ", tests->len, tests->len == 1 ? "" : "s", examples,
            examples == 1 ? "" : "s");
    if (failed == 0)
        buf_c(out, "all hold");
    else
        buf_fmt(out, "%u hold%s, %u do%s not", examples - failed, examples - failed == 1 ? "s" : "",
                failed, failed == 1 ? "es" : "");
    page_ink_off(&page);
    buf_char(out, '\n');
}

void out_ruletest_faults(const RuleFaultVec *faults, const RenderStyle *style, Buf *out) {
    Page page = {.style = style, .out = out};
    uint32_t mistakes = 0;
    for (uint32_t i = 0; i < faults->len; i++) {
        const RuleFault *fault = &faults->items[i];
        mistakes += !fault->is_remark;
        page_ink(&page, fault->is_remark ? INK_YELLOW : INK_RED);
        buf_c(out, fault->is_remark ? "remark   " : "mistake  ");
        page_ink_off(&page);
        page_paragraph(&page, fault->text, 9, 9);
    }
    if (faults->len > 0) buf_char(out, '\n');
    uint32_t remarks = faults->len - mistakes;
    page_ink(&page, mistakes ? INK_RED : INK_GREEN);
    buf_fmt(out, "%u mistake%s, ", mistakes, mistakes == 1 ? "" : "s");
    if (mistakes > 0 && remarks == 0)
        buf_c(out, "the remarks come when there is none");
    else
        buf_fmt(out, "%u remark%s", remarks, remarks == 1 ? "" : "s");
    page_ink_off(&page);
    buf_char(out, '\n');
}
