// SPDX-License-Identifier: MIT
// Facts, signals and verdicts, then and now.
//
//   routes 3, 4                  -> CountMove{routes, 3 → 4}
//   django.admin 2, 2            -> nothing
//   shop: stay 0.02, stay 0.05   -> VerdictMove{shop, stay → stay, -0.02 → 0.05, its signals}
//
// How: projects are known again by their root, signals by their rule. What moved a signal's
// contribution to the fit most comes first; of those without one, what moved most days of effort;
// then by the name, so that the order never depends on chance.
// Limits: a count that stayed says nothing of places that moved.
#include "compare/compare_parts.h"

#include <math.h>
#include <stdlib.h>

#include "base/banned.h"

enum { COVERAGE_COUNTS = 2 }; // files and lines

typedef VEC(CountMove) CountMoveVec;

// --- Keeping -------------------------------------------------------------------------------------

static void add_count(CountMoveVec *out, Arena *arena, Str id, Str title, uint64_t count) {
    vec_push(arena, out, (CountMove){.id = id, .title = title, .from = count});
}

// Every count of a report, in the order of its JSON.
static void list_facts(const Report *report, Arena *arena, CountMoveVec *out) {
    const Coverage *coverage = &report->coverage;
    const Rules *rules = report->rules;
    add_count(out, arena, STR("files"), STR("Python files"), coverage->files);
    add_count(out, arena, STR("lines"), STR("lines"), coverage->lines);
    for (uint32_t i = 0; i < FACT_COUNT; i++) {
        Str key = str_from_c(facts_key((FactKind)i));
        add_count(out, arena, key, key, report->matches->syntax[i]);
    }
    for (uint32_t i = 0; i < rules->fact_count; i++)
        add_count(out, arena, rules->facts[i].id, rules->facts[i].title,
                  report->matches->facts[i].count);
}

static double pull_of(const Verdict *verdict) {
    return verdict->has_pull ? verdict->pull : 0;
}

static KeptProject keep_project(const Project *project, Arena *arena) {
    KeptSignal *signals = arena_array(arena, KeptSignal, project->signal_count);
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        signals[i] =
            (KeptSignal){signal->rule, signal->count, signal->contribution, signal->effort_days};
    }
    return (KeptProject){
        .root = str_copy(arena, project->root),
        .decision = project->verdict.decision,
        .target = str_copy(arena, project->verdict.target),
        .pull = pull_of(&project->verdict),
        .signals = signals,
        .signal_count = project->signal_count,
    };
}

uint32_t compare_counts_number(const Rules *rules) {
    return COVERAGE_COUNTS + FACT_COUNT + rules->fact_count;
}

void compare_counts_keep(const Report *report, Arena *arena, CompareBase *out) {
    CountMoveVec facts = {0};
    list_facts(report, arena, &facts);
    uint64_t *counts = arena_array(arena, uint64_t, facts.len);
    for (uint32_t i = 0; i < facts.len; i++)
        counts[i] = facts.items[i].from;
    out->facts = counts;
    out->fact_count = facts.len;
    KeptProject *projects = arena_array(arena, KeptProject, report->project_count);
    for (uint32_t i = 0; i < report->project_count; i++)
        projects[i] = keep_project(&report->projects[i], arena);
    out->projects = projects;
    out->project_count = report->project_count;
}

// --- Facts ---------------------------------------------------------------------------------------

void compare_counts_facts(const CompareBase *base, const Report *report, Arena *arena,
                          RevisionChange *out) {
    CountMoveVec now = {0}, moved = {0};
    list_facts(report, arena, &now);
    for (uint32_t i = 0; i < now.len; i++) {
        CountMove move = now.items[i];
        move.to = move.from;
        move.from = base->facts[i];
        if (move.from != move.to) vec_push(arena, &moved, move);
    }
    out->facts = moved.items;
    out->fact_count = moved.len;
}

// --- Signals and verdicts ------------------------------------------------------------------------

// A signal that moved, and by how much.
typedef struct SignalMove {
    CountMove count;
    double fit, effort_days; // absolute differences
} SignalMove;
typedef VEC(SignalMove) SignalMoveVec;

static int by_effect(const void *left, const void *right) {
    const SignalMove *a = left, *b = right;
    if (a->fit != b->fit) return a->fit > b->fit ? -1 : 1;
    if (a->effort_days != b->effort_days) return a->effort_days > b->effort_days ? -1 : 1;
    return str_cmp(a->count.id, b->count.id);
}

static const KeptSignal *find_kept(const KeptProject *then, const SignalRule *rule) {
    for (uint32_t i = 0; then && i < then->signal_count; i++)
        if (then->signals[i].rule == rule) return &then->signals[i];
    return NULL;
}

static const SignalResult *find_now(const Project *now, const SignalRule *rule) {
    for (uint32_t i = 0; now && i < now->signal_count; i++)
        if (now->signals[i].rule == rule) return &now->signals[i];
    return NULL;
}

static void add_signal(const KeptSignal *then, const SignalResult *now, Arena *arena,
                       SignalMoveVec *out) {
    static const KeptSignal NOT_THEN = {0};
    static const SignalResult NOT_NOW = {0};
    const SignalRule *rule = then ? then->rule : now->rule;
    if (!then) then = &NOT_THEN;
    if (!now) now = &NOT_NOW;
    if (then->count == now->count) return;
    SignalMove move = {
        .count = {rule->id, rule->title, then->count, now->count},
        .fit = fabs(now->contribution - then->contribution),
        .effort_days = fabs(now->effort_days - then->effort_days),
    };
    vec_push(arena, out, move);
}

// Either may be NULL.
static void compare_signals(const KeptProject *then, const Project *now, Arena *arena,
                            VerdictMove *out) {
    SignalMoveVec moves = {0};
    for (uint32_t i = 0; now && i < now->signal_count; i++)
        add_signal(find_kept(then, now->signals[i].rule), &now->signals[i], arena, &moves);
    for (uint32_t i = 0; then && i < then->signal_count; i++)
        if (!find_now(now, then->signals[i].rule))
            add_signal(&then->signals[i], NULL, arena, &moves);
    if (moves.len > 1) qsort(moves.items, moves.len, sizeof *moves.items, by_effect);
    CountMove *signals = arena_array(arena, CountMove, moves.len);
    for (uint32_t i = 0; i < moves.len; i++)
        signals[i] = moves.items[i].count;
    out->signals = signals;
    out->signal_count = moves.len;
}

static VerdictMove compare_project(const KeptProject *then, const Project *now, Arena *arena) {
    VerdictMove move = {
        .root = now ? now->root : then->root,
        .is_new = then == NULL,
        .is_gone = now == NULL,
        .from = DECISION_NONE,
        .to = DECISION_NONE,
    };
    if (then) {
        move.from = then->decision;
        move.from_target = then->target;
        move.from_pull = then->pull;
    }
    if (now) {
        move.to = now->verdict.decision;
        move.to_target = now->verdict.target;
        move.to_pull = pull_of(&now->verdict);
    }
    compare_signals(then, now, arena, &move);
    return move;
}

static const KeptProject *find_then(const CompareBase *base, Str root) {
    for (uint32_t i = 0; i < base->project_count; i++)
        if (str_eq(base->projects[i].root, root)) return &base->projects[i];
    return NULL;
}

static bool is_there(const Report *report, Str root) {
    for (uint32_t i = 0; i < report->project_count; i++)
        if (str_eq(report->projects[i].root, root)) return true;
    return false;
}

void compare_counts_verdicts(const CompareBase *base, const Report *report, Arena *arena,
                             RevisionChange *out) {
    VEC(VerdictMove) moves = {0};
    for (uint32_t i = 0; i < report->project_count; i++) {
        const Project *now = &report->projects[i];
        VerdictMove move = compare_project(find_then(base, now->root), now, arena);
        vec_push(arena, &moves, move);
    }
    for (uint32_t i = 0; i < base->project_count; i++) {
        const KeptProject *then = &base->projects[i];
        if (is_there(report, then->root)) continue;
        VerdictMove move = compare_project(then, NULL, arena);
        vec_push(arena, &moves, move);
    }
    out->verdicts = moves.items;
    out->verdict_count = moves.len;
}
