// SPDX-License-Identifier: MIT
// A report that was read back, decided again; and which change moved a verdict.
//
//     stay; with inertia 0.14 → 0 and admin.customised 41 → 3: migrate
//     ─►  without the first the verdict would still be migrate; without the second, stay: it moved it
//
// First the changed counts go into the tallies, and the report is judged by the same code as a scan.
// Then each change is taken back alone, and made alone, and the decision is asked again: rules with
// weights of their own, a tally with counts of its own. Weights are switched in place, so a rule set
// that differs in all its weights is still a matter of milliseconds.
//
// Where none does it, the changes that do so together are found by taking back all that are not
// needed.
//
// Limits: of several sets that do it together, one is named, of those with most effect. What the rules
// of now count in another way (other names, conditions) cannot be taken back; when the old
// verdict does not come back with all changes undone, the report says that.
#include "judge/judge.h"

#include "judge/cost.h"
#include "judge/verdict.h"
#include "judge/whatif.h"
#include "model/weights.h"

#include "base/banned.h"

typedef struct Again {
    const Rescored *rescored;
    Rules rules; // with weights that are switched
} Again;

// One project whose changes are switched.
typedef struct Switched {
    Again *again;
    uint32_t project;
    WhatIf what;
    bool *in_force; // parallel to the changes
} Switched;

// --- Changed counts ------------------------------------------------------------------------------

static bool is_about(const Change *change, uint32_t project) {
    return change->project == NONE || change->project == project;
}

static const SignalResult *find_result(const Project *project, const SignalRule *rule) {
    for (uint32_t i = 0; i < project->signal_count; i++)
        if (project->signals[i].rule == rule) return &project->signals[i];
    return NULL;
}

// The places and names are those of the scan: nobody knows which of them would be gone.
static void take_counts(const Rules *rules, const Tally *tally, Arena *arena, Project *project) {
    SignalResult *results = arena_array(arena, SignalResult, tally->signal_count + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        const TallySignal *row = &tally->signals[i];
        if (row->count == 0) continue;
        const SignalResult *found = find_result(project, &rules->signals[row->rule]);
        results[n] = found ? *found
                           : (SignalResult){.rule = &rules->signals[row->rule],
                                            .kind = (SignalKind)row->kind,
                                            .size = row->size};
        results[n++].count = row->count;
    }
    project->signals = results;
    project->signal_count = n;
    project->tally = *tally;
}

static void apply_what_ifs(const Report *report, const ChangeVec *changes, Arena *arena,
                           uint32_t index) {
    Project *project = &report->projects[index];
    Tally *counted = arena_new(arena, Tally);
    *counted = project->tally;
    WhatIf what = whatif_of(report->rules, counted, arena);
    for (uint32_t i = 0; i < changes->len; i++) {
        const Change *change = &changes->items[i];
        if (change->kind != CHANGE_WHAT_IF || change->project != index) continue;
        whatif_set(&what, change->index, (uint32_t)change->to);
    }
    take_counts(report->rules, &what.tally, arena, project);
}

// --- With and without ----------------------------------------------------------------------------

static ChangeEffect *effect_of(const Switched *s, uint32_t index) {
    return &s->again->rescored->changes.items[index].effects[s->project];
}

static void set_in_force(Switched *s, uint32_t index, bool is_on) {
    const Change *change = &s->again->rescored->changes.items[index];
    s->in_force[index] = is_on;
    if (change->kind == CHANGE_SET || change->kind == CHANGE_RULES)
        *weights_place(&s->again->rules, change->index) = is_on ? change->to : change->from;
}

static void set_all(Switched *s, bool is_on) {
    for (uint32_t i = 0; i < s->again->rescored->changes.len; i++)
        set_in_force(s, i, is_on);
}

static Outcome decide_now(Switched *s, const Weights *weights) {
    const ChangeVec *changes = &s->again->rescored->changes;
    Tally *tally = &s->what.tally;
    bool has_cost = true;
    whatif_reset(&s->what);
    for (uint32_t i = 0; i < changes->len; i++) {
        const Change *change = &changes->items[i];
        if (!is_about(change, s->project)) continue;
        if (change->kind == CHANGE_SIGNAL && !s->in_force[i])
            tally->signals[change->index] = change->before;
        if (change->kind == CHANGE_WHAT_IF && s->in_force[i])
            whatif_set(&s->what, change->index, (uint32_t)change->to);
        if (change->kind == CHANGE_NO_COST && s->in_force[i]) has_cost = false;
    }
    tally->efforts = has_cost ? s->what.efforts : NULL;
    cost_price(&s->again->rules, tally);
    Outcome outcome;
    decide(&s->again->rules, weights, tally, &outcome);
    return outcome;
}

static Outcome decide_switched(Switched *s) {
    Arena scratch = {0};
    Weights weights = decide_weights(&s->again->rules, &scratch);
    Outcome outcome = decide_now(s, &weights);
    arena_free(&scratch);
    return outcome;
}

static Str target_of(const Outcome *outcome) {
    bool has_target = outcome->decision == DECISION_MIGRATE || outcome->decision == DECISION_SPLIT;
    return has_target ? verdict_side_id(outcome->target) : (Str){0};
}

static bool is_before(const SavedVerdict *before, const Outcome *outcome) {
    return before->decision == outcome->decision && str_eq(before->target, target_of(outcome));
}

// Rows behind the tally's own, of signals that have no say any more.
static Tally with_silenced(const Rescored *rescored, uint32_t project, const Tally *tally) {
    Tally wide = *tally;
    for (uint32_t i = 0; i < rescored->changes.len; i++) {
        const Change *change = &rescored->changes.items[i];
        bool is_row = change->kind == CHANGE_SIGNAL && change->project == project;
        if (is_row && change->index >= wide.signal_count) wide.signal_count = change->index + 1;
    }
    return wide;
}

// What a change does alone.
static void make_alone(Switched *s, uint32_t index, const Outcome *none) {
    set_in_force(s, index, true);
    Outcome alone = decide_switched(s);
    set_in_force(s, index, false);
    effect_of(s, index)->alone = !verdict_same(none, &alone);
}

// What it does beside all others. Returns how far the pull moves when it is taken back.
static double take_back(Switched *s, uint32_t index, const Outcome *all) {
    ChangeEffect *effect = effect_of(s, index);
    set_in_force(s, index, false);
    Outcome without = decide_switched(s);
    set_in_force(s, index, true);
    effect->moved = !verdict_same(all, &without);
    effect->without = without.decision;
    effect->target = target_of(&without);
    double moved = without.pull - all->pull;
    return moved < 0 ? -moved : moved;
}

// Changes that move the verdict only together: all are taken back, those with the least effect first,
// and those without which it would come back stay. What is left is enough, and all of it is needed.
static void find_together(Switched *s, const double *moves, uint32_t *order, const Outcome *all) {
    uint32_t n = 0, count = s->again->rescored->changes.len;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = n++;
        for (; at > 0 && moves[order[at - 1]] > moves[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!is_about(&s->again->rescored->changes.items[order[i]], s->project)) continue;
        set_in_force(s, order[i], false);
        Outcome outcome = decide_switched(s);
        bool is_needed = !verdict_same(all, &outcome);
        set_in_force(s, order[i], is_needed);
        effect_of(s, order[i])->together = is_needed;
    }
    set_all(s, true);
}

static void note_effects(Switched *s, bool *unexplained, Arena *scratch) {
    const ChangeVec *changes = &s->again->rescored->changes;
    double *moves = arena_array(scratch, double, changes->len + 1);
    set_all(s, false);
    Outcome none = decide_switched(s);
    *unexplained = !is_before(&s->again->rescored->before[s->project], &none);
    for (uint32_t i = 0; i < changes->len; i++)
        if (is_about(&changes->items[i], s->project)) make_alone(s, i, &none);
    set_all(s, true);
    Outcome all = decide_switched(s);
    bool is_told = verdict_same(&none, &all);
    for (uint32_t i = 0; i < changes->len; i++) {
        if (!is_about(&changes->items[i], s->project)) continue;
        moves[i] = take_back(s, i, &all);
        is_told = is_told || effect_of(s, i)->moved || effect_of(s, i)->alone;
    }
    if (!is_told) find_together(s, moves, arena_array(scratch, uint32_t, changes->len), &all);
}

static void compare_project(Again *again, uint32_t index, const Tally *counted, bool *unexplained) {
    Arena scratch = {0};
    Tally wide = with_silenced(again->rescored, index, counted);
    Switched s = {.again = again,
                  .project = index,
                  .what = whatif_of(&again->rules, &wide, &scratch),
                  .in_force = arena_array(&scratch, bool, again->rescored->changes.len + 1)};
    note_effects(&s, unexplained, &scratch);
    arena_free(&scratch);
}

void judge_again(Report *report, Rescored *rescored, Arena *arena) {
    ChangeVec *changes = &rescored->changes;
    uint32_t count = report->project_count;
    Tally *counted = arena_array(arena, Tally, count);
    bool *unexplained = arena_array(arena, bool, count);
    bool has_cost = true;
    for (uint32_t i = 0; i < changes->len; i++) {
        changes->items[i].effects = arena_array(arena, ChangeEffect, count);
        has_cost = has_cost && changes->items[i].kind != CHANGE_NO_COST;
    }
    for (uint32_t i = 0; i < count; i++) {
        counted[i] = report->projects[i].tally;
        if (!has_cost) {
            report->projects[i].tally.efforts = NULL;
            report->projects[i].tally.is_untested = false; // it only widens the cost
        }
        apply_what_ifs(report, changes, arena, i);
    }
    judge_whole(report, arena);
    Again again = {rescored, weights_copy(report->rules, arena)};
    bool is_other = changes->len || rescored->gone.len || rescored->lacking.len;
    for (uint32_t i = 0; i < count; i++) {
        compare_project(&again, i, &counted[i], &unexplained[i]);
        is_other = is_other || unexplained[i];
    }
    rescored->unexplained = unexplained;
    report->rescored = is_other ? rescored : NULL;
}
