// SPDX-License-Identifier: MIT
// How a report differs from the one that it was made from, in words: what the verdict was, and which
// change moved it.
//
//       The verdict was: stay. It is now: migrate to FastAPI.
//       - inertia 0.14 → 0: does not move the verdict
//       - admin.customised 41 → 3: without it: stay
//
// Changes that somebody asked for are all listed; of weights that differ because the rules do, only
// those that move a verdict, the others by their number.
// Limits: of several deployables, only those whose verdict a change moves are named with it.
#include "render/rescored_words.h"

#include "base/jsonio.h"
#include "model/rescored.h"
#include "render/sentences.h"

#include "base/banned.h"

typedef struct Teller {
    const Report *report;
    Arena *arena;
    RescoredLineVec *out;
} Teller;

static void bullet(const Teller *t, const Buf *line) {
    vec_push(t->arena, t->out, (RescoredLine){buf_str(line), true});
}

static void paragraph(const Teller *t, const Buf *line) {
    vec_push(t->arena, t->out, (RescoredLine){buf_str(line), false});
}

static void add_verdict(Buf *line, const Rules *rules, Decision decision, Str target) {
    buf_c(line, report_decision_key(decision));
    for (uint32_t i = 0; target.len && i < rules->framework_count; i++)
        if (str_eq(rules->frameworks[i].id, target))
            buf_fmt(line, "%s to " STR_FMT, decision == DECISION_SPLIT ? ", a part" : "",
                    STR_ARG(rules->frameworks[i].title));
}

static void add_root(Buf *line, const Report *report, uint32_t project) {
    if (report->project_count == 1) return;
    buf_path(line, report->projects[project].root);
    buf_c(line, "/: ");
}

static bool is_other(const Report *report, uint32_t project) {
    const SavedVerdict *before = &report->rescored->before[project];
    const Verdict *now = &report->projects[project].verdict;
    return before->decision != now->decision || !str_eq(before->target, now->target);
}

// --- What it was, and is -------------------------------------------------------------------------

static void verdict_before(const Teller *t, uint32_t project) {
    const Report *report = t->report;
    const SavedVerdict *before = &report->rescored->before[project];
    const Verdict *now = &report->projects[project].verdict;
    Buf line = buf_new(t->arena);
    add_root(&line, report, project);
    if (is_other(report, project)) {
        buf_c(&line, "The verdict was: ");
        add_verdict(&line, report->rules, before->decision, before->target);
        buf_c(&line, ". It is now: ");
    } else {
        buf_c(&line, "The verdict is the same: ");
    }
    add_verdict(&line, report->rules, now->decision, now->target);
    if (before->has_pull && now->has_pull) {
        buf_c(&line, " (pull ");
        sentences_hundredths(&line, before->pull);
        buf_c(&line, " → ");
        sentences_hundredths(&line, now->pull);
        buf_char(&line, ')');
    }
    buf_char(&line, '.');
    paragraph(t, &line);
}

// --- Changes -------------------------------------------------------------------------------------

static void add_name(Buf *line, const Report *report, const Change *change) {
    if (change->kind == CHANGE_NO_COST) {
        buf_c(line, "what switching would cost is left out");
        return;
    }
    bool is_count = change->kind == CHANGE_WHAT_IF || change->kind == CHANGE_SIGNAL;
    if (is_count) add_root(line, report, change->project);
    buf_str_add(line, change->name);
    buf_char(line, ' ');
    if (change->kind == CHANGE_SIGNAL) {
        buf_str_add(line, change->text);
        return;
    }
    jsonio_write_number(line, change->from);
    buf_c(line, " → ");
    jsonio_write_number(line, change->to);
}

// In words, what the change does to a verdict; NULL when it does nothing worth telling.
static const char *effect_on(const Report *report, const Change *change, uint32_t project) {
    const ChangeEffect *effect = &change->effects[project];
    if (effect->moved) return "without it: ";
    if (effect->alone && is_other(report, project)) return "is enough alone";
    return effect->together ? "moves it, with the others here" : NULL;
}

static bool has_effect(const Report *report, const Change *change) {
    for (uint32_t i = 0; i < report->project_count; i++)
        if (effect_on(report, change, i)) return true;
    return false;
}

static void add_effects(Buf *line, const Report *report, const Change *change) {
    const char *between = ": ";
    for (uint32_t i = 0; i < report->project_count; i++) {
        const ChangeEffect *effect = &change->effects[i];
        const char *words = effect_on(report, change, i);
        if (!words) continue;
        buf_c(line, between);
        add_root(line, report, i);
        buf_c(line, words);
        if (effect->moved) add_verdict(line, report->rules, effect->without, effect->target);
        between = "; ";
    }
    if (!has_effect(report, change)) buf_c(line, ": does not move the verdict");
}

static bool is_asked_for(const Change *change) {
    return change->kind != CHANGE_RULES && change->kind != CHANGE_SIGNAL;
}

static void changes(const Teller *t) {
    const Report *report = t->report;
    const ChangeVec *list = &report->rescored->changes;
    uint32_t silent = 0;
    for (uint32_t i = 0; i < list->len; i++) {
        const Change *change = &list->items[i];
        Buf line = buf_new(t->arena);
        if (!is_asked_for(change) && !has_effect(report, change)) {
            silent++;
            continue;
        }
        add_name(&line, report, change);
        add_effects(&line, report, change);
        bullet(t, &line);
    }
    if (silent == 0) return;
    Buf line = buf_new(t->arena);
    buf_count(&line, silent);
    buf_c(&line, silent == 1 ? " other weight of the rules differs and does not move the verdict"
                             : " other weights of the rules differ; none alone moves the verdict");
    bullet(t, &line);
}

// --- What cannot be told -------------------------------------------------------------------------

static bool is_moved_by_one(const Report *report, uint32_t project) {
    const ChangeVec *list = &report->rescored->changes;
    for (uint32_t i = 0; i < list->len; i++)
        if (list->items[i].effects[project].moved || list->items[i].effects[project].alone)
            return true;
    return false;
}

static void unexplained(const Teller *t, uint32_t project) {
    const Report *report = t->report;
    const Rescored *rescored = report->rescored;
    Buf line = buf_new(t->arena);
    add_root(&line, report, project);
    if (rescored->unexplained[project] && rescored->changes.len == 0 && rescored->gone.len == 0) {
        buf_fmt(&line,
                "Rules and counts are those of the report, but stayorgo " STR_FMT
                ", which made it, decided in another way.",
                STR_ARG(rescored->version));
    } else if (rescored->unexplained[project]) {
        buf_c(&line, "With all of that undone the old verdict does not come back: what the rules "
                     "or the program count has changed as well.");
    } else if (is_other(report, project) && !is_moved_by_one(report, project)) {
        buf_c(&line, "No change moves the verdict alone; it takes several together.");
    } else {
        return;
    }
    paragraph(t, &line);
}

static void names(const Teller *t, const char *before, const StrVec *list, const char *after) {
    enum { NAMES_SHOWN = 6 };
    if (list->len == 0) return;
    Buf line = buf_new(t->arena);
    buf_c(&line, before);
    for (uint32_t i = 0; i < list->len && i < NAMES_SHOWN; i++) {
        if (i) buf_c(&line, ", ");
        buf_str_add(&line, list->items[i]);
    }
    if (list->len > NAMES_SHOWN) buf_fmt(&line, " and %u more", list->len - NAMES_SHOWN);
    buf_c(&line, after);
    paragraph(t, &line);
}

void rescored_words(const Report *report, Arena *arena, RescoredLineVec *out) {
    const Rescored *rescored = report->rescored;
    const Teller teller = {report, arena, out};
    if (rescored == NULL) return;
    for (uint32_t i = 0; i < report->project_count; i++)
        if (i == report->main || is_other(report, i)) verdict_before(&teller, i);
    changes(&teller);
    for (uint32_t i = 0; i < report->project_count; i++)
        unexplained(&teller, i);
    names(&teller, "The report counted what these rules no longer have: ", &rescored->gone, ".");
    names(&teller, "These rules ask for what the report has no count of, taken as none: ",
          &rescored->lacking, ".");
}
