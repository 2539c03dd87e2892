// SPDX-License-Identifier: MIT
// The one sentence that a report opens with: the decision, and what decides it.
//
//     stay, reasons: 41 customised admin classes; 63 rendered pages
//     ─►  "Stay on Django: 41 admin classes are tailored to the staff's work, and 63 views render
//          pages."
//     stay, although the fit leans away
//     ─►  "Stay on Django: 4 models …; 5 URL patterns, and no admin, but that does not pay for a
//          move to FastAPI."
//     no framework, but the code of one
//     ─►  "Nothing to migrate: … If one is wanted, FastAPI fits best: 3 calls await a model."
//
// Two reasons of different criteria say more about a project than its strongest alone; the second
// is left out where the sentence gets too long to be read at once (HEADLINE_CHARS).
//
// Limits: English only.
#include "judge/headline.h"

#include "base/buf.h"
#include "judge/verdict.h"
#include "judge/words.h"

#include "base/banned.h"

enum { HEADLINE_CHARS = 170 };

static Str title(const Report *report, Str id) {
    return words_title(report->rules, id);
}

static Str say(const SignalResult *signal, Arena *arena) {
    return words_say((Phrase){signal->rule->say_one, signal->rule->say_many}, signal, arena);
}

// The strongest reason, and the strongest of another criterion when both fit.
static Str join_reasons(const ReportReason *reasons, uint32_t count, Arena *arena) {
    if (count == 0) return STR("the balance of small signs");
    Str first = reasons[0].text;
    for (uint32_t i = 1; i < count; i++) {
        if (str_eq(reasons[i].signal->rule->criterion, reasons[0].signal->rule->criterion) ||
            reasons[i].signal->kind == SIGNAL_INVESTMENT)
            continue;
        if (first.len + reasons[i].text.len > HEADLINE_CHARS) break;
        return str_fmt(arena, STR_FMT ", and " STR_FMT, STR_ARG(first), STR_ARG(reasons[i].text));
    }
    return first;
}

// --- Nothing to migrate --------------------------------------------------------------------------

static Str of_none(const Project *project, Arena *arena) {
    Str base = project->base ? project->base->rule->title : STR("");
    switch (project->tally.none) {
    case NONE_NO_CODE: return STR("Nothing to decide: there is no Python code here.");
    case NONE_ONLY_APART:
        return str_fmt(arena,
                       "Nothing to migrate: " STR_FMT
                       " appears only in tests, examples or tools, not in the product.",
                       STR_ARG(project->apart ? project->apart->title : STR("a web framework")));
    case NONE_LIBRARY:
        return str_fmt(arena,
                       "Nothing to migrate: this is a library around " STR_FMT
                       "; no application is started here.",
                       STR_ARG(base));
    case NONE_PLUGIN:
        return str_fmt(
            arena, "Nothing to migrate: this extends " STR_FMT "; no application is started here.",
            STR_ARG(base));
    case NONE_TEMPLATE:
        return STR("Nothing to migrate: projects are made from this template; scan one of them.");
    case NONE_NO_WEB:
    case NONE_NOT:
    case NONE_COUNT: break;
    }
    if (project->verdict.reason_count == 0)
        return STR("Nothing to migrate: no web framework is in use here.");
    return str_fmt(
        arena,
        "Nothing to migrate: no web framework is in use here. If one is wanted, %s fits "
        "best: " STR_FMT ".",
        project->verdict.fit < 0 ? "Django" : "FastAPI",
        STR_ARG(join_reasons(project->verdict.reasons, project->verdict.reason_count, arena)));
}

// --- Stay ----------------------------------------------------------------------------------------

// The strongest thing that the code says for one side, "" if it says nothing.
static Str case_for(const Project *project, FrameworkSide side, Arena *arena) {
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        bool is_django = signal->contribution < 0;
        if (signal->contribution == 0 || is_django != (side == SIDE_DJANGO)) continue;
        return say(signal, arena);
    }
    return (Str){0};
}

static Str stay_for_nothing(Arena *arena, Str from) {
    return str_fmt(arena, "Stay on " STR_FMT ": nothing in the code speaks for a move.",
                   STR_ARG(from));
}

// A stay although something speaks for a move says both; "" holds nothing but habit.
static Str stay_against(Arena *arena, Str from, Str holds, Str against, FrameworkSide side) {
    const char *target = side == SIDE_DJANGO ? "Django" : "FastAPI";
    if (holds.len == 0)
        return str_fmt(
            arena, "Stay on " STR_FMT ": what speaks for %s does not pay for a move (" STR_FMT ").",
            STR_ARG(from), target, STR_ARG(against));
    return str_fmt(arena,
                   "Stay on " STR_FMT ": " STR_FMT "; " STR_FMT
                   ", but that does not pay for a move to %s.",
                   STR_ARG(from), STR_ARG(holds), STR_ARG(against), target);
}

// Who is on neither side could go to both; staying is explained by what each would have to offer.
static Str stay_between(const Report *report, const Project *project, Arena *arena) {
    Str from = title(report, project->verdict.from);
    Str django = case_for(project, SIDE_DJANGO, arena);
    Str fastapi = case_for(project, SIDE_FASTAPI, arena);
    if (django.len == 0 && fastapi.len == 0) return stay_for_nothing(arena, from);
    if (fastapi.len == 0) return stay_against(arena, from, (Str){0}, django, SIDE_DJANGO);
    if (django.len == 0) return stay_against(arena, from, (Str){0}, fastapi, SIDE_FASTAPI);
    if (project->verdict.effort_days < 1)
        return str_fmt(arena,
                       "Stay on " STR_FMT ": neither side gains enough (for Django: " STR_FMT
                       "; for FastAPI: " STR_FMT ").",
                       STR_ARG(from), STR_ARG(django), STR_ARG(fastapi));
    return str_fmt(arena,
                   "Stay on " STR_FMT
                   ": neither side is worth some %llu person-days (for Django: " STR_FMT
                   "; for FastAPI: " STR_FMT ").",
                   STR_ARG(from), (unsigned long long)(project->verdict.effort_days + 0.5),
                   STR_ARG(django), STR_ARG(fastapi));
}

// What takes the most days to rewrite on the way to `target`; NULL if nothing takes one.
static const SignalResult *dearest_investment(const Project *project, FrameworkSide target) {
    const SignalResult *dearest = NULL;
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        if (signal->kind != SIGNAL_INVESTMENT || !verdict_is_lost(signal, target)) continue;
        if (signal->effort_days < 1) continue;
        if (!dearest || signal->effort_days > dearest->effort_days) dearest = signal;
    }
    return dearest;
}

// What holds a project that leans away: a need that could turn a verdict, or else what would be
// rewritten. That the framework in use brings something along is the weakest of reasons.
static Str what_holds(const Report *report, const Project *project, FrameworkSide target,
                      Arena *arena) {
    const Verdict *verdict = &project->verdict;
    double little = report_number(report->rules, NUMBER_MIGRATE);
    for (uint32_t i = 0; i < verdict->reason_count; i++) {
        const SignalResult *signal = verdict->reasons[i].signal;
        double weight = signal->contribution < 0 ? -signal->contribution : signal->contribution;
        if (signal->kind == SIGNAL_NEED && weight > little) return verdict->reasons[i].text;
    }
    const SignalResult *dearest = dearest_investment(project, target);
    if (dearest) return say(dearest, arena);
    return verdict->reason_count ? verdict->reasons[0].text : (Str){0};
}

// Needs hold a project by what they say; where they hold it less than habit does and rewriting holds
// it more, say that.
static Str of_stay(const Report *report, const Project *project, Arena *arena) {
    const Verdict *verdict = &project->verdict;
    Str from = title(report, verdict->from);
    FrameworkSide present = (FrameworkSide)project->base->rule->side;
    FrameworkSide target = decide_target(present, verdict->fit);
    double gain = target == SIDE_DJANGO ? -verdict->fit : verdict->fit;
    if (present == SIDE_OTHER) return stay_between(report, project, arena);
    if (gain > report_number(report->rules, NUMBER_MIGRATE) && verdict->against_count) {
        Str holds = what_holds(report, project, target, arena);
        return stay_against(arena, from, holds, verdict->against[0].text, target);
    }
    const SignalResult *dearest = dearest_investment(project, target);
    double inertia = report_number(report->rules, NUMBER_INERTIA);
    if (dearest && verdict->cost > inertia && -gain < inertia) {
        return str_fmt(
            arena, "Stay on " STR_FMT ": " STR_FMT ", part of about %llu person-days of rewriting.",
            STR_ARG(from), STR_ARG(say(dearest, arena)),
            (unsigned long long)(verdict->effort_days + 0.5));
    }
    if (verdict->reason_count == 0) return stay_for_nothing(arena, from);
    return str_fmt(arena, "Stay on " STR_FMT ": " STR_FMT ".", STR_ARG(from),
                   STR_ARG(join_reasons(verdict->reasons, verdict->reason_count, arena)));
}

// --- All decisions -------------------------------------------------------------------------------

// ", by a narrow margin" where many other weightings would say something else.
static const char *narrowly(const Report *report, const Project *project) {
    const Robustness *robustness = &project->robustness;
    double narrow = report_number(report->rules, NUMBER_NARROW);
    bool is_narrow = robustness->trials && robustness->kept < narrow * robustness->trials;
    return is_narrow ? ", by a narrow margin" : "";
}

Str headline_of(const Report *report, const Project *project, Arena *arena) {
    const Verdict *verdict = &project->verdict;
    Str from = title(report, verdict->from);
    Str reason = join_reasons(verdict->reasons, verdict->reason_count, arena);
    switch (verdict->decision) {
    case DECISION_MIGRATE:
        return str_fmt(arena, "Migrate from " STR_FMT " to " STR_FMT "%s: " STR_FMT ".",
                       STR_ARG(from), STR_ARG(title(report, verdict->target)),
                       narrowly(report, project), STR_ARG(reason));
    case DECISION_SPLIT:
        return str_fmt(
            arena, "Keep " STR_FMT " and carve out " STR_FMT "/ as a service: " STR_FMT ".",
            STR_ARG(from), STR_ARG(words_path(arena, verdict->carve[0])), STR_ARG(reason));
    case DECISION_UNDECIDED:
        return str_fmt(arena,
                       "Undecided between staying on " STR_FMT
                       " and moving: too little in the code speaks for either side.",
                       STR_ARG(from));
    case DECISION_STAY: return of_stay(report, project, arena);
    case DECISION_NONE:
    case DECISION_COUNT: break;
    }
    return of_none(project, arena);
}
