// SPDX-License-Identifier: MIT
// The whole pipeline on small folders: a report, the same for any number of threads, and what it
// refuses.
#include "run.h"

#include "scan_folder.h"

static const char *const APP = "from fastapi import FastAPI\n"
                               "app = FastAPI()\n"
                               "@app.get('/orders')\n"
                               "async def orders():\n"
                               "    return []\n";

static void scanned(ScanFolder *f, uint32_t threads, Run *out) {
    Error err = {0};
    const Rules *rules;
    cr_assert(run_rules((Str){0}, &f->arena, &rules, &err));
    RunOptions options = {.root = str_from_c(f->path), .threads = threads, .rules = rules};
    cr_assert(run_scan(&options, out, &err), "%s", err.text);
}

static Str rendered(ScanFolder *f, const Report *report) {
    Buf out = buf_new(&f->arena);
    run_format_named(STR("json"))->render(report, &(RenderStyle){.columns = 80}, &out);
    return buf_str(&out);
}

Test(run, from_files_to_a_report_with_excerpts) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "app.py", APP);
    folder_write(&f, "broken.py", "def (:\n");
    folder_write(&f, "pyproject.toml", "[project]\nname = 'shop'\ndependencies = ['fastapi']\n");
    Run run;
    scanned(&f, 1, &run);
    const Project *project = &run.report.projects[0];
    cr_assert(str_eq(run.report.name, STR("shop")));
    cr_assert(project->base && str_eq(project->base->rule->id, STR("fastapi")));
    cr_assert_eq(run.report.coverage.files, 2);
    cr_assert_eq(run.report.problems.len, 1);
    cr_assert(str_eq(run.report.problems.items[0].path, STR("broken.py")));
    cr_assert_gt(project->signal_count, 0);
    for (uint32_t i = 0; i < project->signal_count; i++) {
        for (uint32_t e = 0; e < project->signals[i].evidence_count; e++) {
            cr_assert_gt(project->signals[i].evidence[e].text.len, 0);
        }
    }
    run_free(&run);
    folder_close(&f);
}

Test(run, threads_change_nothing) {
    ScanFolder f;
    folder_open(&f);
    for (uint32_t i = 0; i < 40; i++) {
        folder_write(&f, str_to_c(&f.arena, str_fmt(&f.arena, "shop/app%u.py", i)), APP);
    }
    Run one, many;
    scanned(&f, 1, &one);
    scanned(&f, 7, &many);
    cr_assert(str_eq(rendered(&f, &one.report), rendered(&f, &many.report)));
    run_free(&one);
    run_free(&many);
    folder_close(&f);
}

Test(run, refuses_what_is_no_folder) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "app.py", APP);
    const Rules *rules;
    Error err = {0};
    cr_assert(run_rules((Str){0}, &f.arena, &rules, &err));
    const char *const roots[] = {folder_at(&f, "app.py"), folder_at(&f, "missing")};
    for (uint32_t i = 0; i < ARRAY_LEN(roots); i++) {
        Run run;
        Error refused = {0};
        RunOptions options = {.root = str_from_c(roots[i]), .threads = 1, .rules = rules};
        cr_assert_not(run_scan(&options, &run, &refused));
        cr_assert_eq(refused.code, ERROR_INPUT);
        cr_assert(strstr(refused.text, roots[i]));
    }
    cr_assert_not(run_rules(str_from_c(folder_at(&f, "missing")), &f.arena, &rules, &err));
    folder_close(&f);
}

Test(run, formats_by_name_and_place) {
    cr_assert(run_format_named(STR("text")) == run_format(0));
    cr_assert_null(run_format_named(STR("facts")), "facts is a command, not a format");
    cr_assert_not_null(run_format_named(STR("markdown")));
    uint32_t n = 0;
    for (; run_format(n); n++)
        cr_assert(run_format_named(run_format(n)->name) == run_format(n)); // no name stands twice
    cr_assert_gt(n, 6);
}
