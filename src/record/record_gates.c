// SPDX-License-Identifier: MIT
// The gates: conditions that a team sets, each with one sentence on what was compared.
//
//   flip          the verdict was: stay, it is now: migrate to FastAPI   ─►  failed
//   drift         |−0.12 − (−0.36)| = 0.24 ≥ 0.1                         ─►  failed
//   new-finding   two new ones of level warning or above                 ─►  failed
//   undecided     the code does not decide it                            ─►  failed
//
// Flip and drift need a record. Without one they pass and say so: the pull request that brings the
// first record must be able to pass. A gate about new findings without a base or a baseline is an
// error where it is asked for, because each finding would be new, or none; where a configuration asks
// for it in every run, a run without either says so and passes.
// Limits: a project that is gone counts as a flip; one that moved to another folder is gone.
#include "record/record.h"

#include "base/jsonio.h"

#include "base/banned.h"

// To three decimals: a drift of 0.104 must not read as 0.1 against 0.1.
static void put_number(Buf *out, double value) {
    double thousandths = value * 1000 + (value < 0 ? -0.5 : 0.5);
    jsonio_write_number(out, (double)(int64_t)thousandths / 1000);
}

static const Project *project_of(const Report *report, const DecisionRecord *record) {
    for (uint32_t i = 0; i < report->project_count; i++)
        if (str_eq(report->projects[i].root, record->root)) return &report->projects[i];
    return NULL;
}

// " of shop", nothing for a repository that is one project.
static void name_project(const Report *report, const DecisionRecord *record, Buf *out) {
    if (report->project_count == 1 && str_eq(record->root, STR("."))) return;
    buf_c(out, " of ");
    buf_path(out, record->root);
}

static Str title(const Rules *rules, Str framework) {
    for (uint32_t i = 0; i < rules->framework_count; i++)
        if (str_eq(rules->frameworks[i].id, framework)) return rules->frameworks[i].title;
    return framework;
}

// "stay", "migrate to FastAPI"
static void put_decision(const Report *report, Decision decision, Str target, Buf *out) {
    buf_c(out, report_decision_key(decision));
    if (target.len && decision != DECISION_STAY)
        buf_fmt(out, " to " STR_FMT, STR_ARG(title(report->rules, target)));
}

static const char *const NO_RECORD =
    "there is no " CHANGE_DECISION_FILE " to hold the verdict against; `stayorgo decide` writes it";

static bool has_record(const Report *report, Buf *out) {
    if (!report->record)
        buf_c(out, NO_RECORD);
    else if (report->record->is_first)
        buf_c(out, CHANGE_DECISION_FILE " is new with this change; it counts from the next one on");
    return report->record && !report->record->is_first;
}

static bool flip(const Report *report, Buf *out) {
    const DecisionRecord *record = report->record;
    if (!has_record(report, out)) return false;
    const Project *project = project_of(report, record);
    if (!project) {
        buf_c(out, "the deployable that was decided about is gone: ");
        buf_path(out, record->root);
        return true;
    }
    const Verdict *verdict = &project->verdict;
    bool has_flipped =
        verdict->decision != record->advised || !str_eq(verdict->target, record->advised_target);
    buf_c(out, "the verdict");
    name_project(report, record, out);
    buf_c(out, has_flipped ? " is now: " : " is still: ");
    put_decision(report, verdict->decision, verdict->target, out);
    if (has_flipped) {
        buf_c(out, "; when the team decided it was: ");
        put_decision(report, record->advised, record->advised_target, out);
    }
    return has_flipped;
}

static bool drift(const Report *report, double limit, Buf *out) {
    const DecisionRecord *record = report->record;
    if (!has_record(report, out)) return false;
    const Project *project = project_of(report, record);
    if (!project || !project->verdict.has_pull || !record->has_pull) {
        buf_c(out, "there are no two pulls to compare");
        return false;
    }
    double moved = project->verdict.pull - record->pull;
    double distance = moved < 0 ? -moved : moved;
    // As they are printed: to six decimals.
    bool has_failed = distance >= limit - 5e-7;
    buf_c(out, "the pull");
    name_project(report, record, out);
    buf_c(out, " moved by ");
    put_number(out, distance);
    buf_c(out, ", from ");
    put_number(out, record->pull);
    buf_c(out, " to ");
    put_number(out, project->verdict.pull);
    buf_c(out, has_failed ? "; the gate closes at " : "; the gate would close at ");
    put_number(out, limit);
    return has_failed;
}

static bool new_findings(const Report *report, FindingLevel level, Buf *out) {
    uint32_t count = 0;
    const Finding *first = NULL;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *finding = &report->findings[i];
        bool counts =
            finding->state == FINDING_NEW && !finding->is_suppressed && finding->level >= level;
        if (counts && (!first || finding->level > first->level)) first = finding;
        count += counts;
    }
    const char *above = level == LEVEL_ERROR ? "" : " or above";
    if (count == 0) {
        buf_fmt(out, "no new finding of level %s%s", finding_level_key(level), above);
        return false;
    }
    buf_fmt(out, "%u new finding%s of level %s%s, such as " STR_FMT " in ", count,
            count == 1 ? "" : "s", finding_level_key(level), above, STR_ARG(first->rule->id));
    buf_path(out, first->path);
    buf_fmt(out, ":%u", first->pos.row + 1);
    return true;
}

static bool undecided(const Report *report, Buf *out) {
    bool is_open = report->verdict.decision == DECISION_UNDECIDED;
    buf_c(out, is_open ? "the code does not decide it" : "the verdict is: ");
    if (!is_open) put_decision(report, report->verdict.decision, report->verdict.target, out);
    return is_open;
}

static GateResult ask(const Report *report, const GateOptions *options, GateAsk gate,
                      Arena *arena) {
    GateResult result = {.kind = gate.kind, .level = gate.level};
    Buf text = buf_new(arena);
    switch (gate.kind) {
    case GATE_FLIP: result.has_failed = flip(report, &text); break;
    case GATE_DRIFT: result.has_failed = drift(report, options->drift, &text); break;
    case GATE_NEW_FINDING:
        result.has_failed = new_findings(report, (FindingLevel)gate.level, &text);
        break;
    case GATE_UNDECIDED: result.has_failed = undecided(report, &text); break;
    case GATE_COUNT: BUG("no gate");
    }
    result.text = buf_str(&text);
    return result;
}

bool record_gates(Report *report, const GateOptions *options, Arena *arena, Error *err) {
    GateResult *results = arena_array(arena, GateResult, options->ask_count + 1);
    for (uint32_t i = 0; i < options->ask_count; i++) {
        bool has_past = report->change || options->has_baseline;
        bool has_none = options->asks[i].kind == GATE_NEW_FINDING && !has_past;
        if (has_none && !options->asks[i].is_configured)
            return error_set(err, ERROR_USAGE,
                             "--fail-on new-finding needs something to compare with: --base "
                             "REVISION, or a baseline, which `stayorgo baseline` writes");
        results[i] = has_none
                         ? (GateResult){.kind = GATE_NEW_FINDING,
                                        .level = options->asks[i].level,
                                        .text = STR("there is neither a base nor a baseline to "
                                                    "compare with")}
                         : ask(report, options, options->asks[i], arena);
    }
    report->gates = results;
    report->gate_count = options->ask_count;
    return true;
}
