// SPDX-License-Identifier: MIT
// Decision → sentences. The facts come from signals' `say` phrases (rules/), so that reasons are as
// specific as the rules; this file only chooses and joins them.
//
//     admin.customised: 41 hits ─►  reason "41 admin classes are tailored to the staff's work"
//     what leans the other way  ─►  the case against, never hidden
//
// Reasons for a verdict are the needs that lean its way, strongest first, and the dearest
// investment where cost has a say. Two of a criterion are enough: the third says little that the
// reader does not know by then. The headline is made in headline.c.
//
// Limits: English only.
#include "judge/words.h"

#include "base/buf.h"
#include "judge/headline.h"
#include "judge/verdict.h"

#include "base/banned.h"

enum { DEAREST_MAX = 3 };

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

Str words_say(Phrase phrase, const SignalResult *signal, Arena *arena) {
    Buf buf = buf_new(arena);
    Str rest = signal->count == 1 ? phrase.one : phrase.many;
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

Str words_path(Arena *arena, Str path) {
    Buf buf = buf_new(arena);
    buf_path(&buf, path);
    return buf_str(&buf);
}

Str words_title(const Rules *rules, Str framework) {
    for (uint32_t i = 0; i < rules->framework_count; i++) {
        if (str_eq(rules->frameworks[i].id, framework)) return rules->frameworks[i].title;
    }
    return framework;
}

// --- Reasons -------------------------------------------------------------------------------------

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

// Two signals that found the same places are one reason to a reader, a second investment adds no
// insight to the first, nor does a third need of one criterion.
static bool is_told(const ReportReason *reasons, uint32_t n, const SignalResult *signal) {
    uint32_t of_criterion = 0;
    for (uint32_t i = 0; i < n; i++) {
        const SignalResult *told = reasons[i].signal;
        if (same_place(told, signal)) return true;
        if (told->kind == SIGNAL_INVESTMENT && signal->kind == SIGNAL_INVESTMENT) return true;
        of_criterion += str_eq(told->rule->criterion, signal->rule->criterion);
    }
    return of_criterion >= WORDS_PER_CRITERION_MAX;
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
        Phrase phrase = {signal->rule->say_one, signal->rule->say_many};
        reasons[n++] = (ReportReason){signal, words_say(phrase, signal, arena)};
    }
    *out = reasons;
    return n;
}

// Who is on neither side and stays, stays for what a move would cost: the dearest of what would be
// rewritten. What speaks for either side is all the same way against it.
static uint32_t pick_dearest(const Project *project, const ReportReason **out, Arena *arena) {
    ReportReason *reasons = arena_array(arena, ReportReason, WORDS_REASONS_MAX);
    uint32_t n = 0;
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        if (signal->effort_days < 1) continue;
        Phrase phrase = {signal->rule->say_one, signal->rule->say_many};
        ReportReason reason = {signal, words_say(phrase, signal, arena)};
        uint32_t at = n < DEAREST_MAX ? n++ : DEAREST_MAX;
        for (; at > 0 && reasons[at - 1].signal->effort_days < signal->effort_days; at--)
            if (at < DEAREST_MAX) reasons[at] = reasons[at - 1];
        if (at < DEAREST_MAX) reasons[at] = reason;
    }
    *out = reasons;
    return n;
}

// The strongest need for each side, the stronger first.
static uint32_t pick_both(const Project *project, const ReportReason **out, Arena *arena) {
    ReportReason *reasons = arena_array(arena, ReportReason, WORDS_AGAINST_MAX + 1);
    uint32_t of_side[2] = {0}, n = 0;
    for (uint32_t i = 0; i < project->signal_count && n < WORDS_AGAINST_MAX + 1; i++) {
        const SignalResult *signal = &project->signals[i];
        uint32_t side = signal->rule->lean > 0;
        if (signal->contribution == 0 || of_side[side] == 2 || is_told(reasons, n, signal))
            continue;
        Phrase phrase = {signal->rule->say_one, signal->rule->say_many};
        Str text = words_say(phrase, signal, arena);
        of_side[side]++;
        reasons[n++] = (ReportReason){
            signal, str_fmt(arena, "for %s: " STR_FMT, side ? "FastAPI" : "Django", STR_ARG(text))};
    }
    *out = reasons;
    return n;
}

// What decides the project, as the headline tells it, and the place to look at first. What is open has
// no headline that says so: there it is the strongest reason.
static Str bottleneck(const Report *report, const Project *project, Arena *arena) {
    const Verdict *verdict = &project->verdict;
    if (verdict->reason_count == 0) return (Str){0};
    const ReportReason *reason = &verdict->reasons[0];
    Str text = reason->text;
    uint32_t colon = str_find_str(verdict->headline, STR(": "));
    bool is_open = verdict->decision == DECISION_UNDECIDED || verdict->decision == DECISION_NONE;
    if (!is_open && colon != NONE)
        text = str_sub(verdict->headline, colon + 2, verdict->headline.len - 1); // without its stop
    if (reason->signal->evidence_count == 0) return str_fmt(arena, STR_FMT ".", STR_ARG(text));
    Str path = report->source->files.items[reason->signal->evidence[0].file].path;
    return str_fmt(arena, STR_FMT "; look first at " STR_FMT ":%u.", STR_ARG(text),
                   STR_ARG(words_path(arena, path)), reason->signal->evidence[0].pos.row + 1);
}

// --- What it is, and what was not looked at ------------------------------------------------------

// Parts of the profile that were found, in the order of the rules.
static Str profile(const Rules *rules, const Project *project, Arena *arena) {
    Buf buf = buf_new(arena);
    for (uint32_t i = 0; i < rules->profile_count; i++) {
        const ProfileRule *part = &rules->profile[i];
        for (uint32_t s = 0; s < project->signal_count; s++) {
            const SignalResult *signal = &project->signals[s];
            if (!str_eq(signal->rule->id, part->of)) continue;
            if (buf_str(&buf).len) buf_c(&buf, ", ");
            Phrase phrase = {part->say_one, part->say_many};
            buf_str_add(&buf, words_say(phrase, signal, arena));
        }
    }
    return buf_str(&buf);
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
    StrVec notes = {0};
    const Coverage *coverage = &report->coverage;
    if (coverage->files == 0) return; // the headline has said all there is to say
    if (coverage->files_parsed < coverage->files) {
        vec_push(arena, &notes,
                 str_fmt(arena, "%u of %u Python files could not be read",
                         coverage->files - coverage->files_parsed, coverage->files));
    }
    if (project->tally.none == NONE_NOT && project->tally.efforts == NULL)
        vec_push(arena, &notes, STR("what moving would cost: left out, as was asked"));
    add_silence_note(project, arena, &notes);
    vec_push(arena, &notes,
             STR("team, traffic, contracts and plans are not in the code; neither is what runs "
                 "elsewhere"));
    project->verdict.notes = notes.items;
    project->verdict.note_count = notes.len;
}

void words_verdict(const Report *report, Arena *arena, Project *project) {
    Verdict *verdict = &project->verdict;
    bool leaves = verdict->decision == DECISION_MIGRATE || verdict->decision == DECISION_SPLIT;
    // Who builds on nothing yet is told what speaks for the side that fits best.
    bool starts = project->tally.none == NONE_NO_WEB && verdict->best_fit.len;
    int wanted = leaves || starts ? 1 : -1;
    bool is_between = verdict->decision == DECISION_STAY && project->base &&
                      project->base->rule->side == SIDE_OTHER;
    if (is_between) {
        verdict->reason_count = pick_dearest(project, &verdict->reasons, arena);
        verdict->against_count = pick_both(project, &verdict->against, arena);
    } else if (verdict->decision != DECISION_NONE || starts) {
        verdict->reason_count = pick(project, wanted, WORDS_REASONS_MAX, &verdict->reasons, arena);
        verdict->against_count =
            pick(project, -wanted, WORDS_AGAINST_MAX, &verdict->against, arena);
    }
    project->profile = profile(report->rules, project, arena);
    verdict->headline = headline_of(report, project, arena);
    verdict->bottleneck = bottleneck(report, project, arena);
    add_notes(report, arena, project);
}

// --- The whole -----------------------------------------------------------------------------------

// One sentence for a repository of several deployables: what most of them get, and the largest.
void words_whole(Report *report, Arena *arena) {
    if (report->project_count == 1) return;
    const Project *main = &report->projects[report->main];
    report->verdict.headline = str_fmt(
        arena, "%u deployables; the largest is " STR_FMT ": " STR_FMT, report->project_count,
        STR_ARG(str_eq(main->root, STR(".")) ? STR("the top") : words_path(arena, main->root)),
        STR_ARG(main->verdict.headline));
}
