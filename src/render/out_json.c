// SPDX-License-Identifier: MIT
// The report as JSON, format stayorgo-report/1 (rules/schema/report.schema.json describes every
// key).
//
//     {"schema": "stayorgo-report/1", "tool": {…}, "repository": {…}, "weights": {…},
//      "coverage": {…}, "facts": {…},
//      "projects": [{"root", …, "verdict": {…}, "criteria": […], "signals": […]}],
//      "verdict": {…}, "findings": […], "problems": […]} (and "rescored", when it is another report)
//
// Keys are never removed or changed in meaning within /1. Lines and columns are 1-based, columns in
// code points; paths are relative to the analysed folder, other bytes than printable UTF-8 as %XX.
// No time, no absolute path, no machine: the same input gives the same bytes.
// Limits: at most REPORT_EVIDENCE_MAX places a signal; `count` says how many there are.
#include "render/change_json.h"
#include "render/facts_json.h"
#include "render/findings_json.h"
#include "render/project_json.h"
#include "render/record_json.h"
#include "render/render.h"
#include "render/rescored_json.h"
#include "render/routes_json.h"
#include "render/weights_json.h"

#include "base/banned.h"

static void write_coverage(Writer *w, const Coverage *coverage) {
    writer_open(w, '{');
    writer_field_uint(w, "files", coverage->files);
    writer_field_uint(w, "files_parsed", coverage->files_parsed);
    writer_field_uint(w, "files_with_errors", coverage->files_with_errors);
    writer_field_uint(w, "files_skipped", coverage->files_skipped);
    writer_field_uint(w, "stubs", coverage->stubs);
    writer_field_uint(w, "notebooks", coverage->notebooks);
    writer_field_uint(w, "templates", coverage->templates);
    writer_key(w, "roles");
    writer_open_flat(w, '{');
    for (uint32_t i = 0; i < ROLE_COUNT; i++)
        writer_field_uint(w, source_role_key((Role)i), coverage->by_role[i]);
    writer_close(w, '}');
    writer_field_uint(w, "names_resolved", coverage->names_resolved);
    writer_field_uint(w, "names_unresolved", coverage->names_unresolved);
    writer_key(w, "unresolved");
    writer_open_flat(w, '{');
    for (uint32_t i = REASON_NONE + 1; i < REASON_COUNT; i++) {
        writer_field_uint(w, program_reason_key((Reason)i), coverage->unresolved[i]);
    }
    writer_close(w, '}');
    writer_field_uint(w, "criteria_speaking", coverage->criteria_speaking);
    writer_field_uint(w, "criteria", coverage->criteria);
    writer_close(w, '}');
}

static void write_problems(Writer *w, const ProblemVec *problems) {
    writer_key(w, "problems");
    writer_open(w, '[');
    for (uint32_t i = 0; i < problems->len; i++) {
        const Problem *problem = &problems->items[i];
        writer_open_flat(w, '{');
        writer_field_str(w, "kind", str_from_c(source_problem_key(problem->kind)));
        writer_key(w, "path");
        writer_path(w, problem->path);
        writer_field_uint(w, "line", problem->line);
        writer_field_str(w, "text", problem->text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_head(Writer *w, const Report *report, const RenderStyle *style) {
    writer_field_str(w, "schema", STR("stayorgo-report/1"));
    writer_key(w, "tool");
    writer_open_flat(w, '{');
    writer_field_str(w, "name", STR("stayorgo"));
    writer_field_str(w, "version", style->version);
    writer_field_str(w, "rules", report->rules->digest);
    writer_close(w, '}');
    writer_key(w, "repository");
    writer_open_flat(w, '{');
    writer_field_or_null(w, "name", report->name);
    writer_key(w, "git");
    writer_bool(w, report->source->is_git);
    writer_field_uint(w, "files", report->coverage.listed);
    writer_close(w, '}');
}

static void render_json(const Report *report, const RenderStyle *style, Buf *out) {
    Writer w = writer_new(out);
    writer_open(&w, '{');
    write_head(&w, report, style);
    writer_key(&w, "weights");
    weights_json(&w, report->rules);
    writer_key(&w, "coverage");
    write_coverage(&w, &report->coverage);
    writer_key(&w, "facts");
    facts_json_totals(&w, report);
    writer_key(&w, "projects");
    writer_open(&w, '[');
    for (uint32_t i = 0; i < report->project_count; i++) {
        project_json(&w, report, &report->projects[i]);
    }
    writer_close(&w, ']');
    writer_key(&w, "verdict");
    project_json_verdict(&w, &report->verdict);
    findings_json(&w, report);
    writer_key(&w, "routes");
    routes_json(&w, report);
    change_json(&w, report);
    record_json(&w, report);
    rescored_json(&w, report);
    write_problems(&w, &report->problems);
    writer_close(&w, '}');
    buf_char(out, '\n');
}

const RenderFormat out_json = {
    .name = STR_CONST("json"),
    .summary = STR_CONST("the whole report for machines (stayorgo-report/1)"),
    .render = render_json,
};
