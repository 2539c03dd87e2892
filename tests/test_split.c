// SPDX-License-Identifier: MIT
// Tests of the search for a package that could be carved out.
//
//   Django's needs in shop/, FastAPI's in inference/  ->  "inference"
//
// Both sides need two points and one directory three quarters of the other side's places
// (numbers of World).
#include <criterion/criterion.h>

#include "judge/decide.h"
#include "judge/frameworks.h"
#include "judge/split.h"
#include "judge/tally.h"
#include "judge_world.h"

enum { TOP, API, ENGINE, DEEP, SHOP, FILES };

static const char *const PATHS[FILES] = {
    "app.py",        "inference/api.py", "inference/engine/run.py", "inference/engine/a/b/c/d.py",
    "shop/admin.py",
};

static const SignalRule *need(World *w, const char *id, double lean, const uint32_t hits[FILES]) {
    const SignalRule *rule = world_signal(w, id, lean < 0 ? "type" : "speed", lean, 6);
    for (uint32_t i = 0; i < FILES; i++)
        world_hits(w, rule, i, hits[i]);
    return rule;
}

static void open_files(World *w) {
    world_open(w);
    for (uint32_t i = 0; i < FILES; i++)
        (void)world_file(w, PATHS[i], ROLE_APP);
    world_use(w, WORLD_DJANGO, SHOP);
}

static Str find(World *w) {
    Report *report = world_report(w);
    frameworks_judge(report, &w->found, &w->arena, &w->project);
    tally_measure(report, &w->arena, &w->project);
    split_measure(report, &w->found, &w->arena, &w->project);
    Weights weights = decide_weights(&w->rules, &w->arena);
    Outcome outcome;
    decide(&w->rules, &weights, &w->project.tally, &outcome);
    return outcome.cut == NONE ? STR("-") : w->project.tally.cuts[outcome.cut].directory;
}

Test(split, needs_one_directory_that_is_different) {
    static const struct {
        const char *what;
        uint32_t django[FILES], fastapi[FILES];
        const char *want; // "-": none
    } rows[] = {
        {"clean cut", {[SHOP] = 9}, {[API] = 9}, "inference"},
        {"deepest that holds them", {[SHOP] = 9}, {[ENGINE] = 9}, "inference/engine"},
        {"three quarters are enough", {[SHOP] = 9}, {[API] = 9, [TOP] = 3}, "inference"},
        {"less are not", {[SHOP] = 9}, {[API] = 8, [TOP] = 3}, "-"},
        {"a quarter of ours may stand there", {[SHOP] = 9, [API] = 3}, {[API] = 9}, "inference"},
        {"more may not", {[SHOP] = 9, [API] = 4}, {[API] = 9}, "-"},
        {"parts of it each hold too little", {[SHOP] = 9}, {[API] = 5, [ENGINE] = 5}, "inference"},
        {"same place", {[SHOP] = 9}, {[SHOP] = 9}, "-"},
        {"top level only", {[SHOP] = 9}, {[TOP] = 9}, "-"},
        {"our side says too little", {[SHOP] = 1}, {[API] = 9}, "-"},
        {"their side says too little", {[SHOP] = 9}, {[API] = 1}, "-"},
        {"depth has a limit", {[SHOP] = 9}, {[DEEP] = 9}, "inference/engine/a/b"},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        open_files(&w);
        (void)need(&w, "for_django", -1, rows[i].django);
        (void)need(&w, "for_fastapi", 1, rows[i].fastapi);
        Str got = find(&w);
        cr_assert(str_eq(got, str_from_c(rows[i].want)), "%s: " STR_FMT, rows[i].what,
                  STR_ARG(got));
        world_close(&w);
    }
}

Test(split, only_needs_that_lean_count) {
    static const uint32_t SHOP_HITS[FILES] = {[SHOP] = 9}, API_HITS[FILES] = {[API] = 9};
    static const uint32_t EVERYWHERE[FILES] = {50, 50, 50, 50, 50};
    static const struct {
        SignalKind kind;
        double lean;
    } rows[] = {
        {SIGNAL_NEED, 0},    {SIGNAL_INVESTMENT, -1}, {SIGNAL_INVESTMENT, 1},
        {SIGNAL_FORCED, -1}, {SIGNAL_FORCED, 1},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        open_files(&w);
        (void)need(&w, "for_django", -1, SHOP_HITS);
        (void)need(&w, "for_fastapi", 1, API_HITS);
        const SignalRule *noise = need(&w, "noise", rows[i].lean, EVERYWHERE);
        w.signals[noise - w.signals].kind = (uint8_t)rows[i].kind;
        Str got = find(&w);
        cr_assert(str_eq(got, STR("inference")), "row %u: " STR_FMT, i, STR_ARG(got));
        world_close(&w);
    }
}

Test(split, only_criteria_that_can_stand_alone_are_carved_out) {
    static const uint32_t SHOP_HITS[FILES] = {[SHOP] = 9}, API_HITS[FILES] = {[API] = 9};
    World w;
    open_files(&w);
    (void)need(&w, "for_django", -1, SHOP_HITS);
    (void)need(&w, "for_fastapi", 1, API_HITS);
    w.criteria[1].is_separable = false;
    cr_assert(str_eq(find(&w), STR("-")));
    world_close(&w);
}

Test(split, two_directories_with_half_each_are_no_cut) {
    static const uint32_t SHOP_HITS[FILES] = {[SHOP] = 9}, API_HITS[FILES] = {[API] = 9};
    static const struct {
        uint32_t hits; // in zoo/, beside nine in inference/
        const char *want;
    } rows[] = {{8, "inference"}, {9, "-"}, {10, "zoo"}};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        open_files(&w);
        world_number(&w, "threshold.split_share", 0.5);
        uint32_t jobs = world_file(&w, "zoo/run.py", ROLE_APP);
        (void)need(&w, "for_django", -1, SHOP_HITS);
        world_hits(&w, need(&w, "for_fastapi", 1, API_HITS), jobs, rows[i].hits);
        Str got = find(&w);
        cr_assert(str_eq(got, str_from_c(rows[i].want)), "row %u: " STR_FMT, i, STR_ARG(got));
        world_close(&w);
    }
}

Test(split, nothing_found_is_no_split) {
    World w;
    open_files(&w);
    world_number(&w, "threshold.split_need", 0);
    cr_assert(str_eq(find(&w), STR("-")));
    world_close(&w);
}
