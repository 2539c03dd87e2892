// SPDX-License-Identifier: MIT
// What is in use → person-days of moving to each side, and the bill for one of them.
//
//     Django, 63 templates at 3 points, 41 admin classes at 7, a point is 0.1 days
//     ─►  to FastAPI: 28.7 days for "41 tailored admin classes", 18.9 for "63 page templates"
//
// What staying would cost too, such as leaving a release out of support, is taken off: it is due
// whichever way the decision goes.
//
// Effort does not saturate: the fortieth page costs as much to rewrite as the first. The counts are
// kept in the tally, so that a saved report is priced again without the code. All prices, and how
// far they may be off, are in rules/effort.json.
//
// Limits: a plain sum of unit costs; the range is that of the sum, as if all were off together.
#include "judge/cost.h"

#include <stdlib.h>

#include "judge/tally.h"
#include "judge/words.h"

#include "base/banned.h"

static bool applies(const EffortRule *rule, const Tally *tally, FrameworkSide target) {
    return tally->base && rule->from == tally->base->side && rule->to == target;
}

static double days_of(const EffortScale *scale, const EffortRule *rule, uint32_t count) {
    double a_point = rule->kind == EFFORT_BLOCKER ? scale->blocker_days : scale->cost_days;
    return rule->points * a_point * count;
}

// What moving costs beyond staying.
static double beyond_staying(double moving, double due) {
    return moving > due ? moving - due : 0;
}

static double days_to(const Rules *rules, const Tally *tally, FrameworkSide target) {
    double moving = 0, due = 0;
    for (uint32_t i = 0; i < rules->effort_count; i++) {
        const EffortRule *rule = &rules->efforts[i];
        if (!applies(rule, tally, target)) continue;
        double *sum = rule->kind == EFFORT_DUE ? &due : &moving;
        *sum += days_of(&rules->scale, rule, tally->efforts[i]);
    }
    return beyond_staying(moving, due);
}

void cost_price(const Rules *rules, Tally *tally) {
    for (uint32_t side = 0; side < SIDE_OTHER; side++)
        tally->days[side] = tally->efforts ? days_to(rules, tally, (FrameworkSide)side) : 0;
}

void cost_measure(const Report *report, Arena *arena, Project *project) {
    const Rules *rules = report->rules;
    uint32_t *counts = arena_array(arena, uint32_t, rules->effort_count + 1);
    for (uint32_t i = 0; i < rules->effort_count; i++)
        counts[i] = tally_count(report, project, rules->efforts[i].of);
    project->tally.efforts = counts;
    project->tally.is_untested = tally_count(report, project, rules->scale.tests) == 0;
}

// --- The bill ------------------------------------------------------------------------------------

static SignalResult *find_signal(const Project *project, Str id) {
    for (uint32_t i = 0; i < project->signal_count; i++)
        if (str_eq(project->signals[i].rule->id, id)) return &project->signals[i];
    return NULL;
}

static EffortLine line_of(const Rules *rules, const Project *project, uint32_t index,
                          Arena *arena) {
    const EffortScale *scale = &rules->scale;
    const EffortRule *rule = &rules->efforts[index];
    uint32_t count = project->tally.efforts[index];
    double likely = days_of(scale, rule, count);
    double high = scale->high * (project->tally.is_untested ? scale->untested : 1);
    const SignalResult *signal = find_signal(project, rule->of);
    SignalResult found = signal ? *signal : (SignalResult){0};
    found.count = count;
    return (EffortLine){.rule = rule,
                        .count = count,
                        .low = likely * scale->low,
                        .likely = likely,
                        .high = likely * high,
                        .text = words_say((Phrase){rule->say_one, rule->say_many}, &found, arena)};
}

// Dearest first, then in the order of the rules, which are an array.
static int compare_lines(const void *left, const void *right) {
    const EffortLine *a = left;
    const EffortLine *b = right;
    if (a->likely != b->likely) return a->likely > b->likely ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static uint32_t lines_of(const Report *report, const Project *project, FrameworkSide target,
                         EffortKind kind, EffortLine *out, Arena *arena) {
    const Rules *rules = report->rules;
    uint32_t n = 0;
    for (uint32_t i = 0; i < rules->effort_count; i++) {
        const EffortRule *rule = &rules->efforts[i];
        if (rule->kind != kind || project->tally.efforts[i] == 0) continue;
        if (applies(rule, &project->tally, target)) out[n++] = line_of(rules, project, i, arena);
    }
    if (n > 1) qsort(out, n, sizeof *out, compare_lines);
    return n;
}

static void add_up(const EffortLine *lines, uint32_t count, Project *project) {
    for (uint32_t i = 0; i < count; i++) {
        project->effort.low += lines[i].low;
        project->effort.likely += lines[i].likely;
        project->effort.high += lines[i].high;
        SignalResult *signal = find_signal(project, lines[i].rule->of);
        if (signal) signal->effort_days = lines[i].likely;
    }
}

static void take_off(const EffortLine *due, uint32_t count, Effort *effort) {
    for (uint32_t i = 0; i < count; i++) {
        effort->low = beyond_staying(effort->low, due[i].low);
        effort->likely = beyond_staying(effort->likely, due[i].likely);
        effort->high = beyond_staying(effort->high, due[i].high);
    }
}

static Str title_of(const Rules *rules, FrameworkSide side) {
    return words_title(rules, side == SIDE_DJANGO ? STR("django") : STR("fastapi"));
}

void cost_describe(const Report *report, FrameworkSide target, Arena *arena, Project *project) {
    const Rules *rules = report->rules;
    const Tally *tally = &project->tally;
    Effort *effort = &project->effort;
    *effort = (Effort){0};
    if (tally->none != NONE_NOT || !tally->base || !tally->efforts) return;
    EffortLine *lines[EFFORT_KIND_COUNT];
    uint32_t counts[EFFORT_KIND_COUNT];
    for (uint32_t kind = 0; kind < ARRAY_LEN(lines); kind++) {
        lines[kind] = arena_array(arena, EffortLine, rules->effort_count);
        counts[kind] = lines_of(report, project, target, (EffortKind)kind, lines[kind], arena);
    }
    effort->to = title_of(rules, target);
    effort->assumption = rules->scale.assumption;
    effort->lines = lines[EFFORT_COST];
    effort->line_count = counts[EFFORT_COST];
    effort->carries = lines[EFFORT_CARRIES];
    effort->carry_count = counts[EFFORT_CARRIES];
    effort->blockers = lines[EFFORT_BLOCKER];
    effort->blocker_count = counts[EFFORT_BLOCKER];
    effort->due = lines[EFFORT_DUE];
    effort->due_count = counts[EFFORT_DUE];
    add_up(lines[EFFORT_COST], counts[EFFORT_COST], project);
    add_up(lines[EFFORT_BLOCKER], counts[EFFORT_BLOCKER], project);
    take_off(lines[EFFORT_DUE], counts[EFFORT_DUE], effort);
}
