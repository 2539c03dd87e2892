// SPDX-License-Identifier: MIT
// The account of a verdict on a page: what --explain=tree adds to the text report.
//
//     Account: each figure is the sum of those one step further in below it
//        -0.180000  pull towards FastAPI: stay; a move needs more than 0.01
//        -0.020000    fit: how much better FastAPI suits
//        -0.034000      Admin: 7.200000 points for Django, …
//        -0.020000        admin.customised: 41, 3.489362 points for Django …
//                           shop/admin.py:12  class OrderAdmin(admin.ModelAdmin):
//
// Limits: two places a signal; -o json has more.
#include "render/account_text.h"

#include "render/account.h"

#include "base/banned.h"

enum { FIGURE_CELLS = 12, TEXT_COLUMN = 14, STEP = 2 };

static void node_text(Page *page, const AccountNode *node, uint32_t depth) {
    Buf figure = buf_new(page->out->arena);
    uint32_t column = TEXT_COLUMN + depth * STEP;
    account_figure(&figure, node->units);
    page_cell(page, buf_str(&figure), -FIGURE_CELLS);
    page_indent(page, column - FIGURE_CELLS);
    page_paragraph(page, node->text, column, column);
    for (uint32_t i = 0; i < node->place_count; i++) {
        const Evidence *place = &node->places[i];
        Spot spot = {.indent = column + STEP,
                     .path = page->report->source->files.items[place->file].path,
                     .line = place->pos.row + 1,
                     .text = place->text};
        page_spot(page, &spot);
    }
    for (uint32_t i = 0; i < node->child_count; i++)
        node_text(page, &node->children[i], depth + 1);
}

void account_text(Page *page) {
    const Report *report = page->report;
    page_heading(page, "Account");
    page_indent(page, 2);
    page_paragraph(page,
                   STR("Each figure is the sum of those that stand below it, one step further in; "
                       "they are rounded so that they add up."),
                   2, 2);
    for (uint32_t i = 0; i < report->project_count; i++) {
        Account account;
        if (report->project_count > 1) {
            buf_c(page->out, "\n  ");
            buf_path(page->out, report->projects[i].root);
            buf_c(page->out, "/\n");
        }
        account_of(report, &report->projects[i], page->out->arena, &account);
        for (uint32_t r = 0; r < account.root_count; r++)
            node_text(page, &account.roots[r], 0);
    }
}
