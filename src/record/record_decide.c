// SPDX-License-Identifier: MIT
// A report and what the team makes of it → a record, and its bytes.
//
//   verdict stay on Django, `decide --reason "the admin"`   ─►  decision stay, not against advice
//   the same, `decide --target fastapi --reason …`          ─►  decision migrate to FastAPI, against it
//
// The record holds the verdict of that day beside the decision. What a gate asks later is whether the
// code says something else than it said then; held against a decision that went another way than the
// advice, it would fail from the first day on.
// There is no date in it: the same input gives the same bytes, and the commit that brings the file
// has one. The evidence is told by a digest, so that a reader sees at a glance whether the verdict
// still rests on the same counts.
// Limits: one decision a repository; --project says which of several deployables it is about.
#include "record/record.h"

#include <stdlib.h>

#include "base/jsonio.h"

#include "base/banned.h"

static int compare_signals(const void *a, const void *b) {
    const SignalResult *const *left = a, *const *right = b;
    return str_cmp((*left)->rule->id, (*right)->rule->id);
}

// Over "framework django\nadmin.actions 6\n…": what was counted, in the order of the ids.
static Str evidence_digest(const Project *project, Arena *arena) {
    const SignalResult **sorted = arena_array(arena, const SignalResult *, project->signal_count);
    for (uint32_t i = 0; i < project->signal_count; i++)
        sorted[i] = &project->signals[i];
    if (project->signal_count)
        qsort(sorted, project->signal_count, sizeof *sorted, compare_signals);
    Buf text = buf_new(arena);
    buf_fmt(&text, "framework " STR_FMT "\n", STR_ARG(project->verdict.from));
    for (uint32_t i = 0; i < project->signal_count; i++)
        buf_fmt(&text, STR_FMT " %u\n", STR_ARG(sorted[i]->rule->id), sorted[i]->count);
    return str_fmt(arena, "%016llx", (unsigned long long)str_hash(buf_str(&text)));
}

static const Project *find_project(const Report *report, Str root, Error *err) {
    if (root.len == 0) return &report->projects[report->main];
    for (uint32_t i = 0; i < report->project_count; i++)
        if (str_eq(report->projects[i].root, root)) return &report->projects[i];
    (void)error_set(err, ERROR_USAGE, "there is no deployable at \"" STR_FMT "\"", STR_ARG(root));
    return NULL;
}

static bool choose(const Verdict *verdict, const DecisionChoice *choice, DecisionRecord *out,
                   Error *err) {
    if (choice->target.len && str_eq(choice->target, verdict->from))
        return error_set(err, ERROR_USAGE,
                         "the project is built on " STR_FMT " already: --stay says that it remains "
                         "there",
                         STR_ARG(verdict->from));
    if (choice->is_stay || choice->target.len) {
        bool keeps_split =
            verdict->decision == DECISION_SPLIT && str_eq(choice->target, verdict->target);
        out->decision = choice->is_stay ? DECISION_STAY
                        : keeps_split   ? DECISION_SPLIT
                                        : DECISION_MIGRATE;
        out->target = choice->target;
        return true;
    }
    if (verdict->decision == DECISION_UNDECIDED)
        return error_set(err, ERROR_USAGE,
                         "the code does not decide it: say with --stay or --target FRAMEWORK what "
                         "the team decided");
    out->decision = verdict->decision;
    out->target = verdict->target;
    return true;
}

bool record_decide(const Report *report, const DecisionChoice *choice, Arena *arena,
                   DecisionRecord *out, Error *err) {
    const Project *project = find_project(report, choice->project, err);
    if (!project) return false;
    const Verdict *verdict = &project->verdict;
    if (verdict->decision == DECISION_NONE)
        return error_set(err, ERROR_USAGE, "there is nothing to decide here: " STR_FMT,
                         STR_ARG(verdict->headline));
    *out = (DecisionRecord){
        .root = project->root,
        .from = verdict->from,
        .advised = verdict->decision,
        .advised_target = verdict->target,
        .has_pull = verdict->has_pull,
        .pull = verdict->has_pull ? verdict->pull : 0,
        .evidence = evidence_digest(project, arena),
        .rules = report->rules->digest,
        .commit = choice->commit,
        .reason = choice->reason,
    };
    if (!choose(verdict, choice, out, err)) return false;
    out->against_advice =
        out->decision != verdict->decision || !str_eq(out->target, verdict->target);
    return true;
}

// --- The bytes -----------------------------------------------------------------------------------

static void key(Buf *out, const char *indent, const char *name) {
    buf_fmt(out, "%s\"%s\": ", indent, name);
}

static void str_or_null(Buf *out, Str value) {
    if (value.len)
        jsonio_write_str(out, value);
    else
        buf_c(out, "null");
}

void record_write_decision(const DecisionRecord *record, Buf *out) {
    buf_c(out, "{\n");
    key(out, "  ", "format");
    buf_c(out, "\"stayorgo-decision/1\",\n");
    key(out, "  ", "project");
    jsonio_write_str(out, record->root);
    buf_c(out, ",\n");
    key(out, "  ", "from");
    str_or_null(out, record->from);
    buf_fmt(out, ",\n  \"decision\": \"%s\",\n", report_decision_key(record->decision));
    key(out, "  ", "target");
    str_or_null(out, record->target);
    buf_c(out, ",\n");
    key(out, "  ", "reason");
    jsonio_write_str(out, record->reason);
    buf_fmt(out, ",\n  \"against_advice\": %s,\n", record->against_advice ? "true" : "false");
    buf_fmt(out, "  \"advice\": {\n    \"decision\": \"%s\",\n",
            report_decision_key(record->advised));
    key(out, "    ", "target");
    str_or_null(out, record->advised_target);
    buf_c(out, ",\n");
    key(out, "    ", "pull");
    if (record->has_pull)
        jsonio_write_number(out, record->pull);
    else
        buf_c(out, "null");
    buf_c(out, ",\n");
    key(out, "    ", "evidence");
    jsonio_write_str(out, record->evidence);
    buf_c(out, "\n  },\n");
    key(out, "  ", "rules");
    buf_c(out, "{\"digest\": ");
    jsonio_write_str(out, record->rules);
    buf_c(out, "},\n");
    key(out, "  ", "commit");
    str_or_null(out, record->commit);
    buf_c(out, "\n}\n");
}
