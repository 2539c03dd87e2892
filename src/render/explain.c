// SPDX-License-Identifier: MIT
// The lines that every explanation of a rule is made of.
//
//     admin.actions  a signal
//     Bulk actions in the admin
//
//       Only if admin_registrations (Models in the admin) is at least 1; otherwise it counts 0.
//
// How: each takes what it says from the rules, wraps it and says nothing when there is nothing.
// Limits: English, 80 columns.
#include "render/explain.h"

#include "base/jsonio.h"
#include "render/clausewords.h"

#include "base/banned.h"

void explain_item(Page *page, Str text) {
    buf_c(page->out, "  - ");
    page_paragraph(page, text, 4, 4);
}

void explain_line(Page *page, Str text) {
    page_indent(page, 2);
    page_paragraph(page, text, 2, 2);
}

void explain_title(Page *page, Str id, const char *what, Str words) {
    page_ink(page, INK_BOLD);
    buf_str_add(page->out, id);
    page_ink_off(page);
    page_colored(page, INK_DIM, str_fmt(page->out->arena, "  %s", what));
    buf_char(page->out, '\n');
    if (words.len > 0) page_paragraph(page, words, 0, 0);
}

Str explain_number(Page *page, double value) {
    Buf buf = buf_new(page->out->arena);
    jsonio_write_number(&buf, value);
    return buf_str(&buf);
}

void explain_say(Page *page, Str one, Str many) {
    page_heading(page, "What the report says of it");
    explain_line(page, str_fmt(page->out->arena, "\"" STR_FMT "\"", STR_ARG(one)));
    explain_line(page, str_fmt(page->out->arena, "\"" STR_FMT "\"", STR_ARG(many)));
}

void explain_conditions(Page *page, const Rules *rules, const Condition *when, uint32_t count,
                        const char *else_what) {
    for (uint32_t i = 0; i < count; i++) {
        Str words = clausewords_title(rules, when[i].fact);
        Buf text = buf_new(page->out->arena);
        buf_fmt(&text, "Only if " STR_FMT, STR_ARG(when[i].fact));
        if (words.len > 0) buf_fmt(&text, " (" STR_FMT ")", STR_ARG(words));
        if (when[i].min > 0) buf_fmt(&text, " is at least %u", when[i].min);
        if (when[i].min > 0 && when[i].max != UINT32_MAX) buf_c(&text, " and");
        if (when[i].max != UINT32_MAX) buf_fmt(&text, " is at most %u", when[i].max);
        buf_fmt(&text, "; otherwise %s.", else_what);
        explain_line(page, buf_str(&text));
    }
}

static uint32_t default_roles(const Clause *clause, bool is_product) {
    if (!is_product) return ROLES_ALL;
    bool is_setting = clause->kind == PREDICATE_SETTING || clause->kind == PREDICATE_SETTING_VALUE;
    return is_setting ? ROLE_BIT(ROLE_SETTINGS) : ROLES_PRODUCTION;
}

void explain_clauses(Page *page, const Rules *rules, ClauseList list) {
    for (uint32_t i = 0; i < list.len; i++) {
        Buf words = buf_new(page->out->arena);
        clausewords_add(rules, &list.items[i], default_roles(&list.items[i], list.is_product),
                        &words);
        explain_item(page, buf_str(&words));
    }
}

void explain_places(Page *page, const Explanation *what) {
    if (!what->is_here) return;
    page_heading(page, "Here");
    Arena *arena = page->out->arena;
    if (what->count == 0) explain_line(page, STR("Nothing was found."));
    if (what->count > 0) explain_line(page, str_fmt(arena, "It counts %u.", what->count));
    for (uint32_t i = 0; i < what->place_count; i++) {
        const FoundPlace *place = &what->places[i];
        Spot spot = {4, place->path, place->line, place->text.len ? place->text : place->detail};
        page_spot(page, &spot);
    }
}
