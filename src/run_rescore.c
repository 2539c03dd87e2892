// SPDX-License-Identifier: MIT
// The other pipeline: a saved report in, decided again, a report out.
//
//     text, rules, --set, --what-if ─► reread ─► judge_again ─► report
//
// Weights are set in a copy of the rules; counts are changed by judge, which also says what each
// change does. Nothing here needs the scanned code, so the HTML page runs this same function.
//
// Limits: what the report does not say about the code cannot be found out any more.
#include "finding/findings.h"
#include "judge/judge.h"
#include "model/weights.h"
#include "reread/reread.h"
#include "run.h"

#include "base/banned.h"

static bool find_project(const Report *report, Str root, uint32_t *out, Error *err) {
    *out = judge_main(report);
    if (root.len == 0) return true;
    for (*out = 0; *out < report->project_count; ++*out)
        if (str_eq(report->projects[*out].root, root)) return true;
    return error_set(err, ERROR_USAGE, "the report has no project at \"" STR_FMT "\"",
                     STR_ARG(root));
}

static bool add_what_if(Reread *saved, const CountSetting *setting, Arena *arena, Error *err) {
    const Report *report = &saved->report;
    const SignalRule *rule = &report->rules->signals[setting->signal];
    Change change = {.kind = CHANGE_WHAT_IF, .name = rule->id, .to = setting->count};
    if (!find_project(report, setting->root, &change.project, err)) return false;
    const Project *project = &report->projects[change.project];
    for (change.index = 0; change.index < project->tally.signal_count; change.index++) {
        const TallySignal *row = &project->tally.signals[change.index];
        if (row->rule != setting->signal) continue;
        change.from = row->count;
        if (row->count != setting->count) vec_push(arena, &saved->rescored.changes, change);
        return true;
    }
    return error_set(err, ERROR_USAGE, STR_FMT " has no say in a project that is built on " STR_FMT,
                     STR_ARG(rule->id),
                     STR_ARG(project->base ? project->base->rule->title : STR("no framework")));
}

static void leave_cost_out(Reread *saved, Arena *arena) {
    bool has_cost = false;
    for (uint32_t i = 0; i < saved->report.project_count; i++)
        has_cost = has_cost || saved->report.projects[i].tally.efforts;
    Change change = {.kind = CHANGE_NO_COST, .project = NONE};
    if (has_cost) vec_push(arena, &saved->rescored.changes, change);
}

// What moved since a base, and what gates made of it, is about the verdicts that were read.
static void forget_past(Report *report, Arena *arena) {
    report->gate_count = 0;
    if (!report->change) return;
    report->change = NULL;
    Finding *findings = arena_array(arena, Finding, report->finding_count);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        if (report->findings[i].state == FINDING_FIXED) continue;
        findings[kept] = report->findings[i];
        findings[kept++].state = FINDING_PLAIN;
    }
    report->findings = findings;
    report->finding_count = kept;
}

bool run_rescore(const RescoreOptions *options, Run *out, Error *err) {
    *out = (Run){0};
    Arena *arena = &out->arena;
    Rules *rules = arena_new(arena, Rules);
    Reread *saved = arena_new(arena, Reread);
    bool *is_set = arena_array(arena, bool, weights_count(options->rules) + 1);
    *rules = weights_copy(options->rules, arena);
    for (uint32_t i = 0; i < options->set_count; i++) {
        *weights_place(rules, options->sets[i].weight) = options->sets[i].value;
        is_set[options->sets[i].weight] = true;
    }
    RereadInput input = {options->text, options->file, rules};
    bool ok = reread_report(&input, arena, saved, err);
    for (uint32_t i = 0; ok && i < options->what_if_count; i++)
        ok = add_what_if(saved, &options->what_ifs[i], arena, err);
    if (!ok) {
        arena_free(arena);
        return false;
    }
    reread_changes(saved, is_set, arena);
    if (options->no_cost) leave_cost_out(saved, arena);
    judge_again(&saved->report, &saved->rescored, arena);
    if (saved->report.rescored) forget_past(&saved->report, arena);
    // As they were found they know more: what is new since a base, what only the base has.
    if (saved->report.rescored) findings_renew(&saved->report, arena);
    out->report = saved->report;
    return true;
}
