// SPDX-License-Identifier: MIT
// Tests of the choice of the base framework.
//
//   {django: 1 file and an entry, fastapi: 5 files} -> django, since an entry is worth ten files
//
// Each row is a repository of six files: four of the product, a script and a test.
#include <criterion/criterion.h>

#include "judge/frameworks.h"
#include "judge_world.h"

enum { APP, SCRIPT = 4, TEST = 5 }; // APP … APP + 3 are production files

static void open_files(World *w) {
    world_open(w);
    static const char *const PATHS[] = {"a.py", "b.py", "c.py", "d.py"};
    for (uint32_t i = 0; i < ARRAY_LEN(PATHS); i++)
        (void)world_file(w, PATHS[i], i == 3 ? ROLE_SETTINGS : ROLE_APP);
    (void)world_file(w, "manage.py", ROLE_SCRIPT);
    (void)world_file(w, "tests/test_a.py", ROLE_TEST);
}

static void judge(World *w) {
    Report *report = world_report(w);
    for (uint32_t i = 0; i < w->source.files.len; i++)
        report->coverage.files += w->source.files.items[i].kind == FILE_PYTHON;
    frameworks_judge(report, &w->found, &w->arena, &w->project);
}

typedef struct Signs {
    uint32_t files; // production files that import it
    uint32_t tests; // 1: the test imports it
    uint32_t entry; // file of an entry, NONE without one
    bool declared;
} Signs;

static void add_signs(World *w, uint32_t framework, const Signs *signs) {
    for (uint32_t i = 0; i < signs->files; i++)
        world_use(w, framework, APP + i);
    if (signs->tests) world_use(w, framework, TEST);
    if (signs->entry != NONE) world_entry(w, framework, signs->entry);
    if (signs->declared) world_add_hits(w, &w->declared[framework], APP, 1);
}

Test(frameworks, base_is_the_one_with_the_highest_score) {
    static const struct {
        const char *what;
        const char *base; // NULL: none
        uint32_t in_use;
        Signs django, fastapi;
    } rows[] = {
        {"nothing", NULL, 0, {.entry = NONE}, {.entry = NONE}},
        {"one file", "django", 1, {.files = 1, .entry = NONE}, {.entry = NONE}},
        {"only in tests", NULL, 0, {.tests = 1, .entry = NONE}, {.entry = NONE}},
        {"only declared", NULL, 0, {.declared = true, .entry = NONE}, {.entry = NONE}},
        {"entry in a test", NULL, 0, {.entry = TEST}, {.entry = NONE}},
        {"entry in a script", "django", 1, {.entry = SCRIPT}, {.entry = NONE}},
        {"more files", "fastapi", 2, {.files = 1, .entry = NONE}, {.files = 2, .entry = NONE}},
        {"tests add nothing",
         "fastapi",
         2,
         {.files = 1, .tests = 1, .entry = NONE},
         {.files = 2, .entry = NONE}},
        {"an entry beats files",
         "django",
         2,
         {.files = 1, .entry = SCRIPT},
         {.files = 4, .entry = NONE}},
        {"a declaration beats two files",
         "fastapi",
         2,
         {.files = 3, .entry = NONE},
         {.files = 1, .entry = NONE, .declared = true}},
        {"an entry in a test is worth nothing",
         "fastapi",
         2,
         {.files = 1, .entry = TEST},
         {.files = 2, .entry = NONE}},
        {"equal: priority", "django", 2, {.files = 2, .entry = NONE}, {.files = 2, .entry = NONE}},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        open_files(&w);
        add_signs(&w, WORLD_DJANGO, &rows[i].django);
        add_signs(&w, WORLD_FASTAPI, &rows[i].fastapi);
        judge(&w);
        cr_assert_eq(w.project.framework_count, rows[i].in_use, "%s", rows[i].what);
        Str base = w.project.base ? w.project.base->rule->id : (Str){0};
        cr_assert(str_eq(base, str_from_c(rows[i].base)), "%s: " STR_FMT, rows[i].what,
                  STR_ARG(base));
        if (w.project.base) cr_assert_eq(w.project.base, &w.project.frameworks[0]);
        world_close(&w);
    }
}

Test(frameworks, equals_are_ordered_by_priority_then_id) {
    World w;
    open_files(&w);
    for (uint32_t i = 0; i < WORLD_FRAMEWORKS; i++) {
        w.frameworks[i].priority = i == WORLD_FLASK ? 9 : 1;
        world_use(&w, i, APP);
    }
    judge(&w);
    static const char *const ORDER[] = {"flask", "django", "fastapi"};
    cr_assert_eq(w.project.framework_count, ARRAY_LEN(ORDER));
    for (uint32_t i = 0; i < ARRAY_LEN(ORDER); i++)
        cr_assert(str_eq(w.project.frameworks[i].rule->id, str_from_c(ORDER[i])), "%u", i);
    world_close(&w);
}

Test(frameworks, counts_each_file_once_and_other_files_apart) {
    World w;
    open_files(&w);
    world_add_hits(&w, &w.spread[WORLD_DJANGO], APP, 3); // three imports in one file
    world_use(&w, WORLD_DJANGO, APP + 3);
    world_use(&w, WORLD_DJANGO, SCRIPT);
    world_use(&w, WORLD_DJANGO, TEST);
    world_entry(&w, WORLD_DJANGO, SCRIPT);
    world_entry(&w, WORLD_DJANGO, TEST);
    judge(&w);
    const FrameworkUse *use = w.project.base;
    cr_assert_not_null(use);
    cr_assert_eq(use->files, 2);
    cr_assert_eq(use->files_other, 2);
    cr_assert_eq(use->entries, 1);
    cr_assert_eq(use->score, 2 + 10);
    cr_assert_eq(use->first.file, SCRIPT, "the proof of an application tells most");
    world_close(&w);
}

Test(frameworks, first_place_is_one_that_weighs) {
    World w;
    open_files(&w);
    world_use(&w, WORLD_DJANGO, APP + 1);
    world_entry(&w, WORLD_DJANGO, TEST);
    judge(&w);
    cr_assert_eq(w.project.base->first.file, APP + 1, "an entry in a test is passed over");
    world_close(&w);
}

Test(frameworks, tells_why_there_is_nothing_to_migrate) {
    static const struct {
        const char *what;
        bool uses, uses_in_test, entry, plugin, package;
        Role role; // of the package's manifest
        NoneReason none;
    } rows[] = {
        {"no framework at all", .package = true, .none = NONE_NO_WEB},
        {"only in tests", .uses_in_test = true, .none = NONE_ONLY_APART},
        {"an application", .uses = true, .entry = true, .none = NONE_NOT},
        {"an application that is also a package", .uses = true, .entry = true, .package = true,
         .none = NONE_NOT},
        {"uses it, no application", .uses = true, .none = NONE_NOT},
        {"a plug-in", .uses = true, .plugin = true, .none = NONE_PLUGIN},
        {"a package without an application", .uses = true, .package = true, .none = NONE_LIBRARY},
        {"a package in tests", .uses = true, .package = true, .role = ROLE_TEST, .none = NONE_NOT},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        open_files(&w);
        uint32_t manifest = world_file(&w, "z/pyproject.toml", rows[i].role);
        w.source.files.items[manifest].kind = FILE_MANIFEST;
        if (rows[i].uses) world_use(&w, WORLD_DJANGO, APP);
        if (rows[i].uses_in_test) world_use(&w, WORLD_DJANGO, TEST);
        if (rows[i].entry) world_entry(&w, WORLD_DJANGO, APP);
        if (rows[i].plugin) world_add_hits(&w, &w.plugin[WORLD_DJANGO], APP, 1);
        if (rows[i].package) {
            vec_push(&w.arena, &w.source.packages, (Package){.file = manifest, .has_build = true});
        }
        judge(&w);
        cr_assert_eq(w.project.tally.none, rows[i].none, "%s: %s", rows[i].what,
                     report_none_key(w.project.tally.none));
        world_close(&w);
    }
}

Test(frameworks, a_template_is_no_project) {
    World w;
    open_files(&w);
    for (uint32_t i = 0; i < 7; i++)
        world_use(&w, WORLD_DJANGO, world_file(&w, "{{cookiecutter.slug}}/x.py", ROLE_APP));
    world_entry(&w, WORLD_DJANGO, APP);
    judge(&w);
    cr_assert_eq(w.project.tally.none, NONE_TEMPLATE);
    world_close(&w);
}

Test(frameworks, without_python_there_is_no_code) {
    World w;
    world_open(&w);
    judge(&w);
    cr_assert_eq(w.project.tally.none, NONE_NO_CODE);
    cr_assert_null(w.project.tally.base);
    world_close(&w);
}
