// SPDX-License-Identifier: MIT
// Tests of the share of other weightings that give the same verdict.
//
//   a strong need and nothing against it -> 10,000 of 10,000; a close call -> about half
//
// The counts of one tally are compared exactly: they must be the same on every platform.
#include <criterion/criterion.h>

#include "judge/robust.h"
#include "judge_world.h"

static void add(World *w, const char *id, const char *criterion, double lean, uint32_t hits) {
    world_hits(w, world_signal(w, id, criterion, lean, 8), 0, hits);
}

static void open_shop(World *w) {
    world_open(w);
    world_entry(w, WORLD_DJANGO, world_file(w, "app.py", ROLE_APP));
}

static uint32_t sum(const Robustness *r) {
    uint32_t all = 0;
    for (uint32_t i = 0; i < DECISION_COUNT; i++)
        all += r->decided[i];
    return all;
}

Test(robust, these_numbers_are_the_same_on_every_platform) {
    World w;
    open_shop(&w);
    add(&w, "admin", "admin", -1, 3);
    add(&w, "stream", "speed", 0.9, 20);
    add(&w, "typed", "type", 0.7, 31);
    world_invest(&w, world_signal(&w, "pages", "type", -1, 1), 2);
    world_hits(&w, &w.signals[3], 0, 7);
    const Project *project = &world_judge(&w)->projects[0];
    const Robustness *r = &project->robustness;
    cr_assert_eq(project->verdict.decision, DECISION_STAY);
    cr_assert_eq(r->trials, 10000);
    cr_assert_eq(r->decided[DECISION_STAY], 7190, "%u", r->decided[DECISION_STAY]);
    cr_assert_eq(r->decided[DECISION_MIGRATE], 2810, "%u", r->decided[DECISION_MIGRATE]);
    cr_assert_eq(r->kept, 7190);
    world_close(&w);
}

Test(robust, a_clear_case_holds_and_a_close_one_does_not) {
    static const struct {
        const char *what;
        uint32_t django, fastapi;
        double least, most; // share kept
    } rows[] = {
        {"all speaks for staying", 50, 0, 0.98, 1},
        {"much speaks for moving", 0, 50, 0.8, 1},
        {"hardly anything is said", 0, 0, 1, 1},
        {"at the threshold", 0, 2, 0.3, 0.7},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        open_shop(&w);
        add(&w, "for_django", "type", -1, rows[i].django);
        add(&w, "for_fastapi", "type", 1, rows[i].fastapi);
        const Robustness *r = &world_judge(&w)->projects[0].robustness;
        double share = (double)r->kept / r->trials;
        cr_assert_eq(sum(r), r->trials, "%s", rows[i].what);
        cr_assert(share >= rows[i].least && share <= rows[i].most, "%s: %g", rows[i].what, share);
        world_close(&w);
    }
}

Test(robust, a_move_to_the_other_target_is_not_the_same) {
    World w;
    world_open(&w);
    world_entry(&w, WORLD_FLASK, world_file(&w, "app.py", ROLE_APP));
    world_number(&w, "threshold.migrate", 0);
    world_number(&w, "inertia.other", 0);
    add(&w, "for_django", "admin", -1, 5);
    add(&w, "for_fastapi", "type", 1, 5);
    const Robustness *r = &world_judge(&w)->projects[0].robustness;
    cr_assert_eq(r->decided[DECISION_MIGRATE], r->trials);
    cr_assert(r->kept > 100 && r->kept < r->trials - 100, "%u", r->kept);
    world_close(&w);
}

Test(robust, nothing_to_decide_is_not_tried) {
    World w;
    world_open(&w);
    (void)world_file(&w, "app.py", ROLE_APP);
    add(&w, "need", "type", 1, 5);
    const Robustness *r = &world_judge(&w)->projects[0].robustness;
    cr_assert_eq(r->trials, 0);
    cr_assert_eq(sum(r), 0);
    world_close(&w);
}

Test(robust, the_rules_keep_their_weights_and_the_report_its_counts) {
    Random random = {8};
    for (uint32_t round = 0; round < 40; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        const Report *report = world_judge(&w);
        const Tally *tally = &report->projects[0].tally;
        Weights weights = decide_weights(&w.rules, &w.arena);
        Outcome outcome;
        decide(&w.rules, &weights, tally, &outcome);
        Robustness again;
        robust_measure(&w.rules, tally, &outcome, &again);
        cr_assert_eq(again.kept, report->projects[0].robustness.kept, "round %u", round);
        cr_assert_eq(outcome.pull, report->projects[0].verdict.pull, "round %u", round);
        world_close(&w);
    }
}
