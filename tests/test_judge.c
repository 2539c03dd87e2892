// SPDX-License-Identifier: MIT
// Tests of the whole of judge: coverage figures, problems, and that the steps fit together.
//
//   matches of a small Django shop -> report: stay, with its figures
#include <criterion/criterion.h>

#include "judge_world.h"

static uint32_t add_file(World *w, const char *path, FileKind kind, Role role) {
    uint32_t file = world_file(w, path, role);
    w->source.files.items[file].kind = kind;
    return file;
}

Test(judge, coverage_counts_files_by_kind_and_role) {
    World w;
    world_open(&w);
    (void)add_file(&w, "a.html", FILE_TEMPLATE, ROLE_APP);
    (void)add_file(&w, "a.ipynb", FILE_NOTEBOOK, ROLE_DOCS);
    (void)add_file(&w, "a.py", FILE_PYTHON, ROLE_APP);
    (void)add_file(&w, "a.pyi", FILE_STUB, ROLE_APP);
    (void)add_file(&w, "b.py", FILE_PYTHON, ROLE_TEST);
    (void)add_file(&w, "pyproject.toml", FILE_MANIFEST, ROLE_APP);
    w.source.files_skipped = 7;
    const Coverage *c = &world_judge(&w)->coverage;
    cr_assert_eq(c->files, 3);
    cr_assert_eq(c->stubs, 1);
    cr_assert_eq(c->templates, 1);
    cr_assert_eq(c->notebooks, 1);
    cr_assert_eq(c->files_skipped, 7);
    cr_assert_eq(c->by_role[ROLE_APP], 1);
    cr_assert_eq(c->by_role[ROLE_TEST], 1);
    cr_assert_eq(c->by_role[ROLE_DOCS], 1);
    world_close(&w);
}

Test(judge, coverage_sums_what_the_files_say) {
    World w;
    world_open(&w);
    (void)world_file(&w, "a.py", ROLE_APP);
    (void)world_file(&w, "b.py", ROLE_APP);
    (void)world_report(&w);
    FileFacts *facts = (FileFacts *)w.program.files;
    FileNames *names = (FileNames *)w.program.names;
    facts[1].has_errors = true;
    facts[1].bytes = (uint64_t)5 << 32;
    names[0].unresolved[REASON_LOOP] = 2;
    names[1].unresolved[REASON_LOOP] = 3;
    names[1].unresolved[REASON_DYNAMIC] = 4;
    const Coverage *c = &world_judge(&w)->coverage;
    cr_assert_eq(c->files_parsed, 2);
    cr_assert_eq(c->files_with_errors, 1);
    cr_assert_eq(c->lines, 20);
    cr_assert_eq(c->bytes, ((uint64_t)5 << 32) + 100);
    cr_assert_eq(c->names_resolved, 6);
    cr_assert_eq(c->names_unresolved, 9);
    cr_assert_eq(c->unresolved[REASON_LOOP], 5);
    cr_assert_eq(c->unresolved[REASON_DYNAMIC], 4);
    cr_assert_eq(c->criteria, WORLD_CRITERIA);
    cr_assert_eq(c->criteria_speaking, 0);
    world_close(&w);
}

Test(judge, problems_are_sorted_and_bear_the_path_of_their_file) {
    World w;
    world_open(&w);
    (void)world_file(&w, "a.py", ROLE_APP);
    (void)world_file(&w, "b.py", ROLE_APP);
    (void)world_report(&w);
    FileFacts *facts = (FileFacts *)w.program.files;
    Problem of_file[] = {
        {PROBLEM_SYNTAX, {0}, 9, STR("late")},
        {PROBLEM_SYNTAX, {0}, 3, STR("z")},
        {PROBLEM_NESTING, {0}, 3, STR("a")},
        {PROBLEM_LIMIT, {0}, 3, STR("a")},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(of_file); i++)
        vec_push(&w.arena, &facts[1].problems, of_file[i]);
    vec_push(&w.arena, &facts[0].problems, (Problem){PROBLEM_SYNTAX, {0}, 9, STR("first file")});
    vec_push(&w.arena, &w.source.problems,
             (Problem){PROBLEM_MANIFEST, STR("ab.toml"), 0, STR("m")});
    vec_push(&w.arena, &w.source.problems, (Problem){PROBLEM_GIT, {0}, 0, STR("whole run")});
    static const struct {
        const char *path;
        uint32_t line;
        const char *text;
        ProblemKind kind;
    } want[] = {
        {"", 0, "whole run", PROBLEM_GIT},     {"a.py", 9, "first file", PROBLEM_SYNTAX},
        {"ab.toml", 0, "m", PROBLEM_MANIFEST}, {"b.py", 3, "a", PROBLEM_NESTING},
        {"b.py", 3, "a", PROBLEM_LIMIT},       {"b.py", 3, "z", PROBLEM_SYNTAX},
        {"b.py", 9, "late", PROBLEM_SYNTAX},
    };
    const ProblemVec *problems = &world_judge(&w)->problems;
    cr_assert_eq(problems->len, ARRAY_LEN(want));
    for (uint32_t i = 0; i < ARRAY_LEN(want); i++) {
        const Problem *got = &problems->items[i];
        cr_assert(str_eq(got->path, str_from_c(want[i].path)), "problem %u", i);
        cr_assert_eq(got->line, want[i].line, "problem %u", i);
        cr_assert(str_eq(got->text, str_from_c(want[i].text)), "problem %u", i);
        cr_assert_eq(got->kind, want[i].kind, "problem %u", i);
    }
    world_close(&w);
}

Test(judge, one_project_whose_verdict_is_that_of_the_whole) {
    World w;
    world_open(&w);
    uint32_t file = world_file(&w, "shop/admin.py", ROLE_APP);
    world_entry(&w, WORLD_DJANGO, file);
    world_hits(&w, world_signal(&w, "admin", "admin", -1, 9), file, 17);
    (void)world_report(&w);
    w.found.name = STR("shop-api");
    judge_report(&w.matches, &w.program, &(JudgeOptions){.rules = &w.rules, .name = STR("shop")},
                 &w.arena, &w.report);
    const Report *report = &w.report;
    cr_assert_eq(report->project_count, 1);
    cr_assert(str_eq(report->name, STR("shop")));
    cr_assert(str_eq(report->projects[0].name, STR("shop-api")));
    cr_assert(str_eq(report->projects[0].root, STR(".")));
    cr_assert_eq(report->verdict.decision, DECISION_STAY);
    cr_assert_eq(report->coverage.criteria_speaking, 1);
    cr_assert(str_eq(report->verdict.headline, report->projects[0].verdict.headline));
    cr_assert_eq(report->rules, &w.rules);
    world_close(&w);
}

Test(judge, the_same_repository_gives_the_same_report_twice) {
    Random random = {7};
    for (uint32_t round = 0; round < 60; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        const Report first = *world_judge(&w);
        const Report *second = world_judge(&w);
        cr_assert(str_eq(first.verdict.headline, second->verdict.headline));
        cr_assert_eq(first.verdict.pull, second->verdict.pull);
        cr_assert_eq(first.projects[0].signal_count, second->projects[0].signal_count);
        for (uint32_t i = 0; i < second->projects[0].signal_count; i++)
            cr_assert_eq(first.projects[0].signals[i].rule, second->projects[0].signals[i].rule);
        world_close(&w);
    }
}
