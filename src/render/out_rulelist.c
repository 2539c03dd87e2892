// SPDX-License-Identifier: MIT
// The signals as a table: by the criterion they speak for, or by the claim they stand for; then the
// rules of findings.
//
//     Admin (admin)
//       admin.registrations                  need        Django 1        2      1 + 1
//
// How: groups in the order of matrix.json (of the claims), signals in the order of the rules. A
// signal with several claims stands under each, one without claims under none.
// Limits: 80 columns hold ids of 34; a longer one is cut, JSON has it whole.
#include "base/jsonio.h"
#include "model/finding.h"
#include "render/page.h"
#include "render/render.h"
#include "render/writer.h"

#include "base/banned.h"

enum { FINDING_CELLS = 8, LEVEL_CELLS = 9, TITLE_CELLS = 60 };
enum { ID_CELLS = 36, KIND_CELLS = 12, LEAN_CELLS = 13, WEIGHT_CELLS = 6, EXAMPLE_CELLS = 9 };

static const char *const KINDS[] = {
    [SIGNAL_NEED] = "need", [SIGNAL_INVESTMENT] = "investment", [SIGNAL_FORCED] = "forced"};
_Static_assert(ARRAY_LEN(KINDS) == SIGNAL_KIND_COUNT, "one word a kind");

static Str number(Page *page, double value) {
    Buf buf = buf_new(page->out->arena);
    jsonio_write_number(&buf, value);
    return buf_str(&buf);
}

// "Django 0.8": the side and how far.
static Str lean(Page *page, double value) {
    if (value == 0) return STR("neither");
    Str size = number(page, value < 0 ? -value : value);
    return str_fmt(page->out->arena, "%s " STR_FMT, value < 0 ? "Django" : "FastAPI",
                   STR_ARG(size));
}

// "2 + 1": examples that count, and look-alikes.
static Str examples(Page *page, const SignalRule *rule) {
    uint32_t lookalikes = 0;
    for (uint32_t i = 0; i < rule->example_count; i++)
        lookalikes += rule->examples[i].count == 0;
    if (rule->example_count == 0) return STR("none");
    return str_fmt(page->out->arena, "%u + %u", rule->example_count - lookalikes, lookalikes);
}

static void row(Page *page, const SignalRule *rule) {
    page_indent(page, 2);
    page_cell(page, page_clipped(page, rule->id, ID_CELLS - 1), ID_CELLS);
    page_cell(page, str_from_c(KINDS[rule->kind]), KIND_CELLS);
    page_ink(page, rule->lean < 0 ? INK_GREEN : INK_YELLOW);
    page_cell(page, lean(page, rule->lean), LEAN_CELLS);
    page_ink_off(page);
    page_cell(page, number(page, rule->weight), -WEIGHT_CELLS);
    page_ink(page, rule->example_count ? INK_NONE : INK_DIM);
    page_cell(page, examples(page, rule), -EXAMPLE_CELLS);
    page_ink_off(page);
    buf_char(page->out, '\n');
}

static void header(Page *page) {
    page_ink(page, INK_DIM);
    page_indent(page, 2);
    page_cell(page, STR("signal"), ID_CELLS);
    page_cell(page, STR("kind"), KIND_CELLS);
    page_cell(page, STR("leans to"), LEAN_CELLS);
    page_cell(page, STR("weight"), -WEIGHT_CELLS);
    page_cell(page, STR("examples"), -EXAMPLE_CELLS);
    page_ink_off(page);
    buf_char(page->out, '\n');
}

static bool has_claim(const SignalRule *rule, uint32_t claim) {
    for (uint32_t i = 0; i < rule->claim_count; i++)
        if (rule->claims[i] == claim) return true;
    return false;
}

static void by_claim(Page *page, const Rules *rules) {
    for (uint32_t claim = 1; claim <= CLAIM_COUNT; claim++) {
        Str title =
            str_fmt(page->out->arena, "%u  " STR_FMT, claim, STR_ARG(rulebook_claim(claim)));
        page_heading(page, str_to_c(page->out->arena, title));
        uint32_t count = 0;
        for (uint32_t i = 0; i < rules->signal_count; i++) {
            if (!has_claim(&rules->signals[i], claim)) continue;
            row(page, &rules->signals[i]);
            count++;
        }
        if (count == 0) buf_c(page->out, "  no signal\n");
    }
}

static void by_criterion(Page *page, const Rules *rules) {
    for (uint32_t c = 0; c < rules->criterion_count; c++) {
        const CriterionRule *criterion = &rules->criteria[c];
        Str title = str_fmt(page->out->arena, STR_FMT " (" STR_FMT ")", STR_ARG(criterion->title),
                            STR_ARG(criterion->id));
        page_heading(page, str_to_c(page->out->arena, title));
        for (uint32_t i = 0; i < rules->signal_count; i++)
            if (str_eq(rules->signals[i].criterion, criterion->id)) row(page, &rules->signals[i]);
    }
}

static void findings(Page *page, const Rules *rules) {
    page_heading(page, "Places worth a look (findings)");
    for (uint32_t i = 0; i < rules->finding_count; i++) {
        const FindingRule *rule = &rules->findings[i];
        page_indent(page, 2);
        page_cell(page, page_clipped(page, rule->id, FINDING_CELLS - 1), FINDING_CELLS);
        page_cell(page, str_from_c(finding_level_key((FindingLevel)rule->level)), LEVEL_CELLS);
        buf_str_add(page->out, page_clipped(page, rule->title, TITLE_CELLS));
        buf_char(page->out, '\n');
    }
}

void out_rulelist_text(const Rules *rules, bool by_claims, const RenderStyle *style, Buf *out) {
    Page page = {.style = style, .out = out};
    header(&page);
    if (by_claims)
        by_claim(&page, rules);
    else
        by_criterion(&page, rules);
    findings(&page, rules);
    buf_fmt(out,
            "\n%u signals, %u facts, %u frameworks, %u rules of findings.\n"
            "`stayorgo explain ID` tells more of each.\n",
            rules->signal_count, rules->fact_count, rules->framework_count, rules->finding_count);
}

// --- JSON ----------------------------------------------------------------------------------------

static void signal_json(Writer *w, const SignalRule *rule) {
    writer_open(w, '{');
    writer_key(w, "id");
    writer_str(w, rule->id);
    writer_key(w, "title");
    writer_str(w, rule->title);
    writer_key(w, "kind");
    writer_str(w, str_from_c(KINDS[rule->kind]));
    writer_key(w, "criterion");
    writer_str(w, rule->criterion);
    writer_key(w, "lean");
    writer_number(w, rule->lean);
    writer_key(w, "weight");
    writer_number(w, rule->weight);
    writer_key(w, "half");
    writer_number(w, rule->half);
    writer_key(w, "claims");
    writer_open_flat(w, '[');
    for (uint32_t i = 0; i < rule->claim_count; i++)
        writer_uint(w, rule->claims[i]);
    writer_close(w, ']');
    writer_key(w, "examples");
    writer_uint(w, rule->example_count);
    writer_close(w, '}');
}

static void finding_json(Writer *w, const FindingRule *rule) {
    writer_open(w, '{');
    writer_field_str(w, "id", rule->id);
    writer_field_str(w, "name", rule->name);
    writer_field_str(w, "level", str_from_c(finding_level_key((FindingLevel)rule->level)));
    writer_field_str(w, "title", rule->title);
    writer_field_uint(w, "places_read", rule->read_places);
    writer_field_uint(w, "places_right", rule->read_right);
    writer_field_uint(w, "examples", rule->example_count);
    writer_close(w, '}');
}

void out_rulelist_json(const Rules *rules, const RenderStyle *style, Buf *out) {
    Writer w = writer_new(out);
    writer_open(&w, '{');
    writer_key(&w, "schema");
    writer_str(&w, STR("stayorgo-rules/1"));
    writer_key(&w, "version");
    writer_str(&w, style->version);
    writer_key(&w, "digest");
    writer_str(&w, rules->digest);
    writer_key(&w, "signals");
    writer_open(&w, '[');
    for (uint32_t i = 0; i < rules->signal_count; i++)
        signal_json(&w, &rules->signals[i]);
    writer_close(&w, ']');
    writer_key(&w, "findings");
    writer_open(&w, '[');
    for (uint32_t i = 0; i < rules->finding_count; i++)
        finding_json(&w, &rules->findings[i]);
    writer_close(&w, ']');
    writer_close(&w, '}');
    buf_char(out, '\n');
}
