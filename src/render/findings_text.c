// SPDX-License-Identifier: MIT
// The section of the text report about findings: how many, and the first ones.
//
//     Findings (2 errors and 14 notes)
//       - requests.get() holds up the event loop in quote() (SOG101)
//           shop/prices.py:12  return requests.get(URL, timeout=3)
//       … and one more error: stayorgo explain SOG101 says why; -o json has all
//
// With a base only what is new is told. Notes are counted only. The evidence for the verdict, which the
// report shows above, is not counted.
// Limits: FINDINGS_SHOWN of them, the most important first.
#include "render/findings_text.h"

#include "render/picks.h"
#include "render/sentences.h"

#include "base/banned.h"

enum { FINDINGS_SHOWN = 4 };

static void one(Page *page, const Finding *finding) {
    Str words = str_fmt(page->out->arena, STR_FMT " (" STR_FMT ")", STR_ARG(finding->message),
                        STR_ARG(finding->rule->id));
    buf_c(page->out, "  - ");
    page_paragraph(page, words, 4, 4);
    page_spot(page, &(Spot){.indent = 6,
                            .path = finding->path,
                            .line = finding->pos.row + 1,
                            .text = finding->text});
}

void findings_text(Page *page) {
    Arena *arena = page->out->arena;
    PickList picks = picks_of(page->report, 0, arena);
    uint32_t by_level[FINDING_LEVEL_COUNT] = {0};
    for (uint32_t i = 0; i < picks.len; i++)
        by_level[picks.items[i]->level]++;
    uint32_t telling = picks.len - by_level[LEVEL_NOTE];
    if (telling == 0) return;
    Buf title = buf_new(arena);
    buf_c(&title, page->report->change ? "New findings (" : "Findings (");
    picks_count(by_level, &title);
    buf_c(&title, ")");
    page_heading(page, str_to_c(arena, buf_str(&title)));
    for (uint32_t i = 0; i < telling && i < FINDINGS_SHOWN; i++)
        one(page, picks.items[i]);
    Buf rest = buf_new(arena);
    if (telling > FINDINGS_SHOWN) buf_fmt(&rest, "… and %u more; ", telling - FINDINGS_SHOWN);
    buf_fmt(&rest, "stayorgo explain " STR_FMT " says why; -o json, sarif or html:FILE has all",
            STR_ARG(picks.items[0]->rule->id));
    page_indent(page, 2);
    page_paragraph(page, buf_str(&rest), 2, 2);
}
