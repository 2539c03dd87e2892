// SPDX-License-Identifier: MIT
// Verdict and signals → what to do, in the order of doing.
//
//     stay on Django, 4 handlers wait for other services, no task queue
//     ─►  1. "Move 4 calls off the request path …"        orders/views.py:63
//
// The rules (rules/advice.json) say when an advice holds; all that hold compete, those with the most
// conditions first, as they know the project best; at most PLAN_LINES_MAX are kept, and put into
// the order of their steps. An advice whose signal found nothing stays silent.
//
// Limits: one advice for a signal: a reader is not sent to the same places twice.
#include "judge/plan.h"

#include <stdlib.h>

#include "judge/words.h"

#include "base/banned.h"

static const SignalResult *find_signal(const Project *project, Str id) {
    for (uint32_t i = 0; i < project->signal_count; i++)
        if (str_eq(project->signals[i].rule->id, id)) return &project->signals[i];
    return NULL;
}

static bool is_among(const Str *ids, uint32_t count, Str id) {
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(ids[i], id)) return true;
    return count == 0;
}

static bool holds(const AdviceRule *rule, const Project *project) {
    const Verdict *verdict = &project->verdict;
    if (!(rule->decisions & 1u << verdict->decision)) return false;
    if (!is_among(rule->from, rule->from_count, verdict->from)) return false;
    if (!is_among(rule->to, rule->to_count, verdict->target)) return false;
    for (uint32_t i = 0; i < rule->when_count; i++) {
        const Condition *condition = &rule->when[i];
        const SignalResult *signal = find_signal(project, condition->fact);
        uint32_t count = signal ? signal->count : 0;
        if (count < condition->min || count > condition->max) return false;
    }
    return find_signal(project, rule->of) != NULL;
}

static uint32_t conditions(const AdviceRule *rule) {
    return rule->when_count + (rule->from_count > 0) + (rule->to_count > 0);
}

static int by_conditions(const void *left, const void *right) {
    const AdviceRule *a = ((const AdviceLine *)left)->rule;
    const AdviceRule *b = ((const AdviceLine *)right)->rule;
    if (conditions(a) != conditions(b)) return conditions(a) > conditions(b) ? -1 : 1;
    return a < b ? -1 : a > b; // rules are an array
}

static int by_step(const void *left, const void *right) {
    const AdviceRule *a = ((const AdviceLine *)left)->rule;
    const AdviceRule *b = ((const AdviceLine *)right)->rule;
    if (a->step != b->step) return a->step < b->step ? -1 : 1;
    return a < b ? -1 : a > b;
}

static bool is_told(const AdviceLine *lines, uint32_t count, const SignalResult *signal) {
    for (uint32_t i = 0; i < count; i++)
        if (lines[i].signal == signal) return true;
    return false;
}

void plan_advise(const Report *report, Arena *arena, Project *project) {
    const Rules *rules = report->rules;
    AdviceLine *lines = arena_array(arena, AdviceLine, rules->advice_count);
    uint32_t found = 0, kept = 0;
    for (uint32_t i = 0; i < rules->advice_count; i++) {
        const AdviceRule *rule = &rules->advice[i];
        if (!holds(rule, project)) continue;
        lines[found++] = (AdviceLine){.rule = rule, .signal = find_signal(project, rule->of)};
    }
    if (found > 1) qsort(lines, found, sizeof *lines, by_conditions);
    for (uint32_t i = 0; i < found && kept < PLAN_LINES_MAX; i++)
        if (!is_told(lines, kept, lines[i].signal)) lines[kept++] = lines[i];
    if (kept > 1) qsort(lines, kept, sizeof *lines, by_step);
    for (uint32_t i = 0; i < kept; i++) {
        Phrase phrase = {lines[i].rule->say_one, lines[i].rule->say_many};
        lines[i].text = words_say(phrase, lines[i].signal, arena);
    }
    project->advice = lines;
    project->advice_count = kept;
}
