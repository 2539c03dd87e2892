// SPDX-License-Identifier: MIT
// The report as JSON, format stayorgo-report/1 (rules/schema/report.schema.json describes every
// key).
//
//     {"schema": "stayorgo-report/1", "tool": {…}, "repository": {…}, "coverage": {…},
//      "facts": {…},
//      "projects": [{"root", "name", "framework", "frameworks", "verdict", "criteria", "signals"}],
//      "verdict": {…}, "problems": […]}
//
// Keys are never removed or changed in meaning within /1. Lines and columns are 1-based, columns in
// code points; paths are relative to the analysed folder, other bytes than printable UTF-8 as %XX.
// No time, no absolute path, no machine: the same input gives the same bytes.
// Limits: at most REPORT_EVIDENCE_MAX places a signal; `count` says how many there are.
#include "render/facts_json.h"
#include "render/render.h"

#include "base/banned.h"

// Kinds and problems as keys: they never change within /1.
static const char *const KIND_KEYS[] = {
    [SIGNAL_NEED] = "need",
    [SIGNAL_INVESTMENT] = "investment",
    [SIGNAL_FORCED] = "forced",
};
_Static_assert(ARRAY_LEN(KIND_KEYS) == SIGNAL_KIND_COUNT, "one key a kind of signal");

static const char *const PROBLEM_KEYS[] = {
    [PROBLEM_UNREADABLE] = "unreadable",
    [PROBLEM_TOO_LARGE] = "too_large",
    [PROBLEM_ENCODING] = "encoding",
    [PROBLEM_SYNTAX] = "syntax",
    [PROBLEM_NESTING] = "nesting",
    [PROBLEM_MANIFEST] = "manifest",
    [PROBLEM_GIT] = "git",
    [PROBLEM_LIMIT] = "limit",
    [PROBLEM_LINK] = "link",
};
_Static_assert(ARRAY_LEN(PROBLEM_KEYS) == PROBLEM_KIND_COUNT, "one key a kind of problem");

static void key_uint(Writer *w, const char *key, uint64_t value) {
    writer_key(w, key);
    writer_uint(w, value);
}

static void key_number(Writer *w, const char *key, double value) {
    writer_key(w, key);
    writer_number(w, value);
}

static void key_str(Writer *w, const char *key, Str value) {
    writer_key(w, key);
    writer_str(w, value);
}

static void key_or_null(Writer *w, const char *key, Str value) {
    writer_key(w, key);
    writer_str_or_null(w, value);
}

static void write_evidence(Writer *w, const Report *report, const Evidence *evidence) {
    writer_open_flat(w, '{');
    writer_key(w, "path");
    writer_path(w, report->source->files.items[evidence->file].path);
    key_uint(w, "line", (uint64_t)evidence->pos.row + 1);
    key_uint(w, "column", (uint64_t)evidence->pos.col + 1);
    key_str(w, "detail", evidence->detail);
    key_str(w, "text", evidence->text);
    writer_close(w, '}');
}

static void write_coverage(Writer *w, const Coverage *coverage) {
    writer_open(w, '{');
    key_uint(w, "files", coverage->files);
    key_uint(w, "files_parsed", coverage->files_parsed);
    key_uint(w, "files_with_errors", coverage->files_with_errors);
    key_uint(w, "files_skipped", coverage->files_skipped);
    key_uint(w, "stubs", coverage->stubs);
    key_uint(w, "notebooks", coverage->notebooks);
    key_uint(w, "templates", coverage->templates);
    writer_key(w, "roles");
    writer_open_flat(w, '{');
    for (uint32_t i = 0; i < ROLE_COUNT; i++)
        key_uint(w, source_role_key((Role)i), coverage->by_role[i]);
    writer_close(w, '}');
    key_uint(w, "names_resolved", coverage->names_resolved);
    key_uint(w, "names_unresolved", coverage->names_unresolved);
    writer_key(w, "unresolved");
    writer_open_flat(w, '{');
    for (uint32_t i = REASON_NONE + 1; i < REASON_COUNT; i++) {
        key_uint(w, program_reason_key((Reason)i), coverage->unresolved[i]);
    }
    writer_close(w, '}');
    key_uint(w, "criteria_speaking", coverage->criteria_speaking);
    key_uint(w, "criteria", coverage->criteria);
    writer_close(w, '}');
}

static void write_reasons(Writer *w, const char *key, const ReportReason *reasons, uint32_t count) {
    writer_key(w, key);
    writer_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        writer_open_flat(w, '{');
        key_str(w, "signal", reasons[i].signal->rule->id);
        key_str(w, "text", reasons[i].text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_verdict(Writer *w, const Verdict *verdict) {
    writer_open(w, '{');
    key_str(w, "decision", str_from_c(report_decision_key(verdict->decision)));
    key_or_null(w, "from", verdict->from);
    key_or_null(w, "target", verdict->target);
    key_or_null(w, "best_fit", verdict->best_fit);
    writer_key(w, "pull");
    if (verdict->has_pull) {
        writer_number(w, verdict->pull);
    } else {
        writer_null(w);
    }
    key_number(w, "fit", verdict->fit);
    key_number(w, "margin", verdict->margin);
    key_number(w, "confidence", verdict->confidence);
    key_number(w, "effort_days", verdict->effort_days);
    key_number(w, "cost", verdict->cost);
    key_str(w, "headline", verdict->headline);
    key_or_null(w, "bottleneck", verdict->bottleneck);
    write_reasons(w, "reasons", verdict->reasons, verdict->reason_count);
    write_reasons(w, "against", verdict->against, verdict->against_count);
    writer_key(w, "carve");
    writer_open(w, '[');
    for (uint32_t i = 0; i < verdict->carve_count; i++)
        writer_path(w, verdict->carve[i]);
    writer_close(w, ']');
    writer_key(w, "notes");
    writer_open(w, '[');
    for (uint32_t i = 0; i < verdict->note_count; i++)
        writer_str(w, verdict->notes[i]);
    writer_close(w, ']');
    writer_close(w, '}');
}

static void write_frameworks(Writer *w, const Report *report, const Project *project) {
    writer_key(w, "frameworks");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->framework_count; i++) {
        const FrameworkUse *use = &project->frameworks[i];
        writer_open(w, '{');
        key_str(w, "id", use->rule->id);
        key_uint(w, "files", use->files);
        key_uint(w, "files_other", use->files_other);
        key_uint(w, "entries", use->entries);
        writer_key(w, "declared");
        writer_bool(w, use->declared > 0);
        writer_key(w, "evidence");
        writer_open(w, '[');
        if (use->first.file != NONE) write_evidence(w, report, &use->first);
        writer_close(w, ']');
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

// The places that a criterion rests on: the first of each of its signals, strongest signal first.
static void write_criteria(Writer *w, const Report *report, const Project *project) {
    writer_key(w, "criteria");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        const CriterionResult *criterion = &project->criteria[i];
        writer_open(w, '{');
        key_str(w, "id", criterion->rule->id);
        key_str(w, "title", criterion->rule->title);
        key_number(w, "lean", criterion->lean);
        key_number(w, "weight", criterion->evidence);
        key_number(w, "contribution", criterion->contribution);
        key_number(w, "django", criterion->django);
        key_number(w, "fastapi", criterion->fastapi);
        writer_key(w, "evidence");
        writer_open(w, '[');
        for (uint32_t s = 0; s < project->signal_count; s++) {
            const SignalResult *signal = &project->signals[s];
            if (signal->points <= 0 || signal->evidence_count == 0) continue;
            if (!str_eq(signal->rule->criterion, criterion->rule->id)) continue;
            write_evidence(w, report, &signal->evidence[0]);
        }
        writer_close(w, ']');
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_signals(Writer *w, const Report *report, const Project *project) {
    writer_key(w, "signals");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        writer_open(w, '{');
        key_str(w, "id", signal->rule->id);
        key_str(w, "title", signal->rule->title);
        key_str(w, "kind", str_from_c(KIND_KEYS[signal->kind]));
        writer_key(w, "claims");
        writer_open_flat(w, '[');
        for (uint32_t c = 0; c < signal->rule->claim_count; c++) {
            writer_uint(w, signal->rule->claims[c]);
        }
        writer_close(w, ']');
        key_str(w, "criterion", signal->rule->criterion);
        key_uint(w, "count", signal->count);
        key_number(w, "lean", signal->rule->lean);
        key_number(w, "contribution", signal->contribution);
        key_number(w, "effort_days", signal->effort_days);
        writer_key(w, "evidence");
        writer_open(w, '[');
        for (uint32_t e = 0; e < signal->evidence_count; e++) {
            write_evidence(w, report, &signal->evidence[e]);
        }
        writer_close(w, ']');
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_project(Writer *w, const Report *report, const Project *project) {
    writer_open(w, '{');
    writer_key(w, "root");
    writer_path(w, project->root);
    key_str(w, "name", project->name);
    key_or_null(w, "framework", project->base ? project->base->rule->id : (Str){0});
    write_frameworks(w, report, project);
    writer_key(w, "verdict");
    write_verdict(w, &project->verdict);
    write_criteria(w, report, project);
    write_signals(w, report, project);
    writer_close(w, '}');
}

static void write_problems(Writer *w, const ProblemVec *problems) {
    writer_key(w, "problems");
    writer_open(w, '[');
    for (uint32_t i = 0; i < problems->len; i++) {
        const Problem *problem = &problems->items[i];
        writer_open_flat(w, '{');
        key_str(w, "kind", str_from_c(PROBLEM_KEYS[problem->kind]));
        writer_key(w, "path");
        writer_path(w, problem->path);
        key_uint(w, "line", problem->line);
        key_str(w, "text", problem->text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_head(Writer *w, const Report *report, const RenderStyle *style) {
    key_str(w, "schema", STR("stayorgo-report/1"));
    writer_key(w, "tool");
    writer_open_flat(w, '{');
    key_str(w, "name", STR("stayorgo"));
    key_str(w, "version", style->version);
    key_str(w, "rules", report->rules->digest);
    writer_close(w, '}');
    writer_key(w, "repository");
    writer_open_flat(w, '{');
    key_or_null(w, "name", report->name);
    writer_key(w, "git");
    writer_bool(w, report->source->is_git);
    key_uint(w, "files", report->source->files.len);
    writer_close(w, '}');
}

static void render_json(const Report *report, const RenderStyle *style, Buf *out) {
    Writer w = writer_new(out);
    writer_open(&w, '{');
    write_head(&w, report, style);
    writer_key(&w, "coverage");
    write_coverage(&w, &report->coverage);
    writer_key(&w, "facts");
    facts_json_totals(&w, report);
    writer_key(&w, "projects");
    writer_open(&w, '[');
    for (uint32_t i = 0; i < report->project_count; i++) {
        write_project(&w, report, &report->projects[i]);
    }
    writer_close(&w, ']');
    writer_key(&w, "verdict");
    write_verdict(&w, &report->verdict);
    write_problems(&w, &report->problems);
    writer_close(&w, '}');
    buf_char(out, '\n');
}

const RenderFormat out_json = {
    .name = STR_CONST("json"),
    .summary = STR_CONST("the whole report for machines (stayorgo-report/1)"),
    .render = render_json,
};
