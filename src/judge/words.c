// SPDX-License-Identifier: MIT
// Decision → sentences. The facts come from signals' `say` phrases (rules/), so that reasons are as
// specific as the rules; this file only joins them.
//
//     stay, django, top signal admin.registrations (41 hits, 17 in orders/admin.py)
//     ─►  "Stay on Django: 41 models are registered in the admin."
//         "41 models are registered in the admin; look first at orders/admin.py:12."
//
// Reasons for a verdict are the needs that lean its way, strongest first, and the dearest
// investment where cost has a say; what leans the other way is never hidden but listed as the case
// against.
//
// Limits: English only. A headline names one reason.
#include "judge/words.h"

#include "base/buf.h"
#include "judge/verdict.h"

#include "base/banned.h"

typedef VEC(Str) StrVec;

// What was found, by name: "stripe, dj-paddle and 4 more".
static void add_names(const SignalResult *signal, Buf *out) {
    uint32_t shown = signal->name_count;
    for (uint32_t i = 0; i < shown; i++) {
        bool is_last = i + 1 == signal->names_total;
        if (i) buf_c(out, is_last ? " and " : ", ");
        buf_safe(out, signal->names[i]);
    }
    if (signal->names_total > shown) buf_fmt(out, " and %u more", signal->names_total - shown);
}

// The signal's phrase with {n} and {names} filled in.
static Str say(const SignalResult *signal, Arena *arena) {
    Buf buf = buf_new(arena);
    Str rest = signal->count == 1 ? signal->rule->say_one : signal->rule->say_many;
    while (rest.len) {
        uint32_t taken = 1;
        if (str_starts(rest, STR("{n}"))) {
            buf_count(&buf, signal->count);
            taken = sizeof "{n}" - 1;
        } else if (str_starts(rest, STR("{names}"))) {
            add_names(signal, &buf);
            taken = sizeof "{names}" - 1;
        } else {
            buf_char(&buf, rest.ptr[0]);
        }
        rest = str_sub(rest, taken, rest.len);
    }
    return buf_str(&buf);
}

// A path as it is printed everywhere.
static Str printable(Arena *arena, Str path) {
    Buf buf = buf_new(arena);
    buf_path(&buf, path);
    return buf_str(&buf);
}

// Which way a signal argues about leaving the present framework: +1 to go, −1 to stay, 0 neither.
static int direction(const Project *project, const SignalResult *signal, double fit) {
    FrameworkSide present = project->base ? (FrameworkSide)project->base->rule->side : SIDE_OTHER;
    FrameworkSide target = decide_target(present, fit);
    double lean = signal->rule->lean;
    if (signal->kind == SIGNAL_INVESTMENT) return verdict_is_lost(signal, target) ? -1 : 0;
    if (lean == 0) return 0;
    return (lean < 0) == (target == SIDE_DJANGO) ? 1 : -1;
}

static bool weighs(const SignalResult *signal) {
    return signal->contribution != 0 ||
           (signal->kind == SIGNAL_INVESTMENT && signal->effort_days > 0);
}

static bool same_place(const SignalResult *a, const SignalResult *b) {
    if (a->evidence_count == 0 || b->evidence_count == 0) return false;
    const Evidence *x = &a->evidence[0];
    const Evidence *y = &b->evidence[0];
    return a->count == b->count && x->file == y->file && x->pos.row == y->pos.row;
}

// Two signals that found the same places are one reason to a reader, and a second investment adds
// no insight to the first.
static bool is_told(const ReportReason *reasons, uint32_t n, const SignalResult *signal) {
    for (uint32_t i = 0; i < n; i++) {
        const SignalResult *told = reasons[i].signal;
        if (same_place(told, signal)) return true;
        if (told->kind == SIGNAL_INVESTMENT && signal->kind == SIGNAL_INVESTMENT) return true;
    }
    return false;
}

// Signals of one direction in the order of the report.
static uint32_t pick(const Project *project, int wanted, uint32_t max, const ReportReason **out,
                     Arena *arena) {
    ReportReason *reasons = arena_array(arena, ReportReason, max);
    uint32_t n = 0;
    for (uint32_t i = 0; i < project->signal_count && n < max; i++) {
        const SignalResult *signal = &project->signals[i];
        if (!weighs(signal) || direction(project, signal, project->verdict.fit) != wanted) continue;
        if (is_told(reasons, n, signal)) continue;
        reasons[n++] = (ReportReason){.signal = signal, .text = say(signal, arena)};
    }
    *out = reasons;
    return n;
}

static Str title_of(const Report *report, Str id) {
    for (uint32_t i = 0; i < report->rules->framework_count; i++) {
        if (str_eq(report->rules->frameworks[i].id, id)) return report->rules->frameworks[i].title;
    }
    return id;
}

static Str title_of_first_apart(const Report *report, const Project *project) {
    for (uint32_t i = 0; project->matches && i < report->rules->framework_count; i++) {
        if (project->matches->frameworks[i].spread.len == 0) continue;
        return report->rules->frameworks[i].title;
    }
    return STR("a web framework");
}

static Str headline_none(const Report *report, const Project *project, Arena *arena) {
    Str base = project->base ? project->base->rule->title : STR("");
    switch (project->tally.none) {
    case NONE_NO_CODE: return STR("Nothing to decide: there is no Python code here.");
    case NONE_ONLY_APART:
        return str_fmt(arena,
                       "Nothing to migrate: " STR_FMT
                       " appears only in tests, examples or tools, not in the product.",
                       STR_ARG(title_of_first_apart(report, project)));
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
        return STR(
            "Nothing to migrate: projects are made from this template; look at one of them.");
    case NONE_NO_WEB:
    case NONE_NOT:
    case NONE_COUNT: break;
    }
    return STR("Nothing to migrate: no web framework is in use here.");
}

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

static Str headline_nothing(Arena *arena, Str from) {
    return str_fmt(arena, "Stay on " STR_FMT ": nothing in the code speaks for a move.",
                   STR_ARG(from));
}

// A stay although something speaks for a move is explained by what speaks for it.
static Str headline_not_enough(Arena *arena, Str from, Str reason, FrameworkSide side) {
    return str_fmt(arena,
                   "Stay on " STR_FMT ": " STR_FMT ", which speaks for %s, but not strongly enough "
                   "to pay for a move.",
                   STR_ARG(from), STR_ARG(reason), side == SIDE_DJANGO ? "Django" : "FastAPI");
}

// Who is on neither side could go to both; staying is explained by what each would have to offer.
static Str headline_stay_between(const Report *report, const Project *project, Arena *arena) {
    Str from = title_of(report, project->verdict.from);
    Str django = case_for(project, SIDE_DJANGO, arena);
    Str fastapi = case_for(project, SIDE_FASTAPI, arena);
    if (django.len == 0 && fastapi.len == 0) return headline_nothing(arena, from);
    if (fastapi.len == 0) return headline_not_enough(arena, from, django, SIDE_DJANGO);
    if (django.len == 0) return headline_not_enough(arena, from, fastapi, SIDE_FASTAPI);
    return str_fmt(arena,
                   "Stay on " STR_FMT ": neither side gains enough (for Django: " STR_FMT
                   "; for FastAPI: " STR_FMT ").",
                   STR_ARG(from), STR_ARG(django), STR_ARG(fastapi));
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

// Needs hold a project by what they say; where they hold it less than habit does and rewriting holds
// it more, say that.
static Str headline_stay(const Report *report, const Project *project, Arena *arena) {
    const Verdict *verdict = &project->verdict;
    Str from = title_of(report, verdict->from);
    FrameworkSide present = (FrameworkSide)project->base->rule->side;
    FrameworkSide target = decide_target(present, verdict->fit);
    double gain = target == SIDE_DJANGO ? -verdict->fit : verdict->fit;
    bool leans_away = gain > report_number(report->rules, NUMBER_MIGRATE);
    if (present == SIDE_OTHER) return headline_stay_between(report, project, arena);
    if (leans_away && verdict->against_count) {
        return headline_not_enough(arena, from, verdict->against[0].text, target);
    }
    const SignalResult *dearest = dearest_investment(project, target);
    double inertia = report_number(report->rules, NUMBER_INERTIA);
    bool is_costly = verdict->cost > inertia && -gain < inertia;
    if (dearest && is_costly) {
        return str_fmt(
            arena, "Stay on " STR_FMT ": " STR_FMT ", part of about %u person-days of rewriting.",
            STR_ARG(from), STR_ARG(say(dearest, arena)), (unsigned)(verdict->effort_days + 0.5));
    }
    if (verdict->reason_count == 0) return headline_nothing(arena, from);
    return str_fmt(arena, "Stay on " STR_FMT ": " STR_FMT ".", STR_ARG(from),
                   STR_ARG(verdict->reasons[0].text));
}

static Str headline(const Report *report, const Project *project, Arena *arena) {
    const Verdict *verdict = &project->verdict;
    Str from = title_of(report, verdict->from);
    Str reason =
        verdict->reason_count ? verdict->reasons[0].text : STR("the balance of small signs");
    switch (verdict->decision) {
    case DECISION_MIGRATE:
        return str_fmt(arena, "Migrate from " STR_FMT " to " STR_FMT ": " STR_FMT ".",
                       STR_ARG(from), STR_ARG(title_of(report, verdict->target)), STR_ARG(reason));
    case DECISION_SPLIT:
        return str_fmt(
            arena, "Keep " STR_FMT " and carve out " STR_FMT "/ as a service: " STR_FMT ".",
            STR_ARG(from), STR_ARG(printable(arena, verdict->carve[0])), STR_ARG(reason));
    case DECISION_UNDECIDED:
        return str_fmt(arena,
                       "Undecided between staying on " STR_FMT
                       " and moving: too little in the code speaks for either side.",
                       STR_ARG(from));
    case DECISION_STAY: return headline_stay(report, project, arena);
    case DECISION_NONE:
    case DECISION_COUNT: break;
    }
    return headline_none(report, project, arena);
}

// What decides the project: the strongest reason, and the place to look at first.
static Str bottleneck(const Report *report, const Project *project, Arena *arena) {
    const Verdict *verdict = &project->verdict;
    if (verdict->reason_count == 0) return (Str){0};
    const ReportReason *reason = &verdict->reasons[0];
    if (reason->signal->evidence_count == 0)
        return str_fmt(arena, STR_FMT ".", STR_ARG(reason->text));
    Str path = report->source->files.items[reason->signal->evidence[0].file].path;
    return str_fmt(arena, STR_FMT "; look first at " STR_FMT ":%u.", STR_ARG(reason->text),
                   STR_ARG(printable(arena, path)), reason->signal->evidence[0].pos.row + 1);
}

// Rows of the matrix that no signal speaks to.
static void add_silence_note(const Project *project, Arena *arena, StrVec *notes) {
    Buf buf = buf_new(arena);
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        if (project->criteria[i].signals) continue;
        buf_c(&buf, buf_str(&buf).len ? ", " : "no sign in the code of: ");
        buf_str_add(&buf, project->criteria[i].rule->title);
    }
    if (buf_str(&buf).len) vec_push(arena, notes, buf_str(&buf));
}

static void add_notes(const Report *report, Arena *arena, Project *project) {
    Verdict *verdict = &project->verdict;
    StrVec notes = {0};
    const Coverage *coverage = &report->coverage;
    if (coverage->files == 0) return; // the headline has said all there is to say
    if (coverage->files_parsed < coverage->files) {
        vec_push(arena, &notes,
                 str_fmt(arena, "%u of %u Python files could not be read",
                         coverage->files - coverage->files_parsed, coverage->files));
    }
    add_silence_note(project, arena, &notes);
    vec_push(arena, &notes,
             STR("team, traffic, contracts and plans are not in the code; neither is what runs "
                 "elsewhere"));
    verdict->notes = notes.items;
    verdict->note_count = notes.len;
}

void words_verdict(const Report *report, Arena *arena, Project *project) {
    Verdict *verdict = &project->verdict;
    bool leaves = verdict->decision == DECISION_MIGRATE || verdict->decision == DECISION_SPLIT;
    int wanted = leaves ? 1 : -1;
    if (verdict->decision != DECISION_NONE) {
        verdict->reason_count = pick(project, wanted, WORDS_REASONS_MAX, &verdict->reasons, arena);
        verdict->against_count =
            pick(project, -wanted, WORDS_AGAINST_MAX, &verdict->against, arena);
        verdict->bottleneck = bottleneck(report, project, arena);
    }
    verdict->headline = headline(report, project, arena);
    add_notes(report, arena, project);
}

// One sentence for a repository of several deployables.
static Str headline_whole(const Report *report, Arena *arena) {
    Buf buf = buf_new(arena);
    buf_fmt(&buf, "%u deployables. ", report->project_count);
    const Project *main = &report->projects[report->main];
    buf_path(&buf, main->root);
    buf_fmt(&buf, "/: " STR_FMT, STR_ARG(main->verdict.headline));
    return buf_str(&buf);
}

void words_whole(Report *report, Arena *arena) {
    if (report->project_count == 1) return;
    report->verdict.headline = headline_whole(report, arena);
}
