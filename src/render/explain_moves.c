// SPDX-License-Identifier: MIT
// What leaving costs and what is advised, in words: prices of rules/effort.json, advice.json.
//
//     django_fastapi.forms   a price of a move
//     Forms
//
//     What it costs
//       5 points for each: about 0.5 person-days, 0.3 if all goes well, 0.9 if not.
//
// How: a signal or fact lists what rests on it; a price or an advice says what it rests on.
// Limits: days as the scale has them, for one; the sum of a project is in its report.
#include "render/clausewords.h"
#include "render/explain.h"

#include "base/banned.h"

static const char *const SIDES[] = {
    [SIDE_DJANGO] = "Django", [SIDE_FASTAPI] = "FastAPI", [SIDE_OTHER] = "another framework"};

static double days_of(const EffortScale *scale, const EffortRule *rule) {
    return rule->points * (rule->kind == EFFORT_BLOCKER ? scale->blocker_days : scale->cost_days);
}

// "5 points, about 0.5 person-days for each"
static Str price(Page *page, const Rules *rules, const EffortRule *rule) {
    if (rule->kind == EFFORT_CARRIES) return STR("it carries over");
    const char *blocker = rule->kind == EFFORT_BLOCKER ? "it has no counterpart, " : "";
    return str_fmt(page->out->arena,
                   "%s" STR_FMT " point%s, about " STR_FMT " person-days for each", blocker,
                   STR_ARG(explain_number(page, rule->points)), rule->points == 1 ? "" : "s",
                   STR_ARG(explain_number(page, days_of(&rules->scale, rule))));
}

static void add_ids(Buf *text, const char *before, const Str *ids, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        buf_fmt(text, "%s" STR_FMT, i == 0 ? before : " or ", STR_ARG(ids[i]));
}

// "when the verdict is stay or split, on django"
static Str occasion(Page *page, const AdviceRule *rule) {
    Buf text = buf_new(page->out->arena);
    const char *join = "when the verdict is ";
    for (uint32_t i = 0; i < DECISION_COUNT; i++) {
        if (!(rule->decisions & 1u << i)) continue;
        buf_fmt(&text, "%s%s", join, report_decision_key((Decision)i));
        join = " or ";
    }
    add_ids(&text, ", on ", rule->from, rule->from_count);
    add_ids(&text, ", to ", rule->to, rule->to_count);
    return buf_str(&text);
}

void explain_moves_of(Page *page, const Rules *rules, Str id) {
    Arena *arena = page->out->arena;
    bool has_heading = false;
    for (uint32_t i = 0; i < rules->effort_count; i++) {
        const EffortRule *rule = &rules->efforts[i];
        if (!str_eq(rule->of, id)) continue;
        if (!has_heading) page_heading(page, "What a move costs");
        has_heading = true;
        explain_item(page, str_fmt(arena, STR_FMT ": from %s to %s, " STR_FMT, STR_ARG(rule->id),
                                   SIDES[rule->from], SIDES[rule->to],
                                   STR_ARG(price(page, rules, rule))));
    }
    has_heading = false;
    for (uint32_t i = 0; i < rules->advice_count; i++) {
        const AdviceRule *rule = &rules->advice[i];
        if (!str_eq(rule->of, id)) continue;
        if (!has_heading) page_heading(page, "What is advised because of it");
        has_heading = true;
        explain_item(page, str_fmt(arena, STR_FMT ": " STR_FMT ", " STR_FMT, STR_ARG(rule->id),
                                   STR_ARG(rule->title), STR_ARG(occasion(page, rule))));
    }
}

// "cost.forms (Forms to replace)"
static Str named(Page *page, const Rules *rules, Str id) {
    Str words = clausewords_title(rules, id);
    if (words.len == 0) return id;
    return str_fmt(page->out->arena, STR_FMT " (" STR_FMT ")", STR_ARG(id), STR_ARG(words));
}

static void effort_days(Page *page, const Rules *rules, const EffortRule *rule) {
    const EffortScale *scale = &rules->scale;
    Arena *arena = page->out->arena;
    double likely = days_of(scale, rule);
    explain_line(page,
                 str_fmt(arena,
                         "It is " STR_FMT "; " STR_FMT " where all goes well, " STR_FMT
                         " where it does not, " STR_FMT " without one test.",
                         STR_ARG(price(page, rules, rule)),
                         STR_ARG(explain_number(page, likely * scale->low)),
                         STR_ARG(explain_number(page, likely * scale->high)),
                         STR_ARG(explain_number(page, likely * scale->high * scale->untested))));
    explain_line(page,
                 str_fmt(arena, "The days are those of " STR_FMT ".", STR_ARG(scale->assumption)));
}

void explain_moves_effort(Page *page, const Explanation *what) {
    static const char *const KINDS[] = {
        [EFFORT_COST] = "a price of a move: what is written again",
        [EFFORT_CARRIES] = "a price of a move: what carries over",
        [EFFORT_BLOCKER] = "a price of a move: what has no counterpart",
    };
    const EffortRule *rule = &what->rules->efforts[what->index];
    explain_title(page, rule->id, KINDS[rule->kind], rule->title);
    buf_char(page->out, '\n');
    explain_line(page, rule->why);
    explain_say(page, rule->say_one, rule->say_many);
    page_heading(page, "How it is counted");
    explain_line(page, str_fmt(page->out->arena,
                               "As often as " STR_FMT " counts, where a project leaves %s for %s.",
                               STR_ARG(named(page, what->rules, rule->of)), SIDES[rule->from],
                               SIDES[rule->to]));
    page_heading(page, "What it costs");
    if (rule->kind == EFFORT_CARRIES)
        explain_line(page, STR("Nothing: it is told, so that nobody plans for it."));
    else
        effort_days(page, what->rules, rule);
    explain_places(page, what);
}

void explain_moves_advice(Page *page, const Explanation *what) {
    const AdviceRule *rule = &what->rules->advice[what->index];
    Arena *arena = page->out->arena;
    explain_title(page, rule->id, "a piece of advice", rule->title);
    buf_char(page->out, '\n');
    explain_line(page, rule->why);
    explain_say(page, rule->say_one, rule->say_many);
    page_heading(page, "When it is given");
    explain_line(page, str_fmt(arena, "Given " STR_FMT ", if " STR_FMT " found something.",
                               STR_ARG(occasion(page, rule)),
                               STR_ARG(named(page, what->rules, rule->of))));
    explain_conditions(page, what->rules, rule->when, rule->when_count, "it is not given");
    explain_line(page, str_fmt(arena, "Its place in the order of doing is %u.", rule->step));
    explain_places(page, what);
}
