// SPDX-License-Identifier: MIT
// Tests of what a single signal says: points, effort, kind, places.
//
//   4 hits, half 4, weight 3, lean −0.5  ->  points 3 · 0.5 · 4/8 = 0.75
//
// Signals of a World reach half of their weight at four hits.
#include <criterion/criterion.h>

#include "judge/frameworks.h"
#include "judge/tally.h"
#include "judge_world.h"

#define ASSERT_NEAR(got, want) cr_assert_float_eq(got, want, 1e-12, "got %.17g", got)

static void tally(World *w) {
    Report *report = world_report(w);
    frameworks_judge(report, &w->arena, &w->project);
    tally_signals(report, &w->arena, &w->project);
}

Test(tally, saturates_without_a_cliff) {
    static const struct {
        double count, half, want;
    } rows[] = {{0, 4, 0}, {4, 4, 0.5}, {12, 4, 0.75}, {1, 3, 0.25}, {1e9, 1, 1}};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        cr_assert_float_eq(tally_saturate(rows[i].count, rows[i].half), rows[i].want, 1e-8);
    }
    for (double count = 0; count < 1000; count++)
        cr_assert_lt(tally_saturate(count, 6), tally_saturate(count + 1, 6));
}

Test(tally, points_and_effort_by_kind) {
    static const struct {
        SignalKind kind;
        double lean;
        uint32_t count;
        double points, effort_days;
    } rows[] = {
        {SIGNAL_NEED, -1, 4, 1.5, 2},          {SIGNAL_NEED, 0.5, 4, 0.75, 2},
        {SIGNAL_NEED, -0.5, 12, 1.125, 6},     {SIGNAL_NEED, 0, 4, 0, 2},
        {SIGNAL_FORCED, -1, 4, 1.5 * 0.25, 2}, {SIGNAL_INVESTMENT, -1, 4, 0, 2},
        {SIGNAL_INVESTMENT, -1, 400, 0, 200},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        uint32_t file = world_file(&w, "a.py", ROLE_APP);
        SignalRule *rule = world_signal(&w, "s", "type", rows[i].lean, 3);
        rule->kind = (uint8_t)rows[i].kind;
        rule->effort = 0.5;
        world_hits(&w, rule, file, rows[i].count);
        tally(&w);
        const SignalResult *signal = world_result(&w.project, "s");
        cr_assert_not_null(signal);
        cr_assert_eq(signal->count, rows[i].count);
        cr_assert_eq(signal->kind, rows[i].kind);
        ASSERT_NEAR(signal->points, rows[i].points);
        ASSERT_NEAR(signal->effort_days, rows[i].effort_days);
        ASSERT_NEAR(signal->contribution, 0.0);
        world_close(&w);
    }
}

Test(tally, signals_without_a_count_are_left_out) {
    World w;
    world_open(&w);
    uint32_t file = world_file(&w, "a.py", ROLE_APP);
    world_hits(&w, world_signal(&w, "first", "type", 1, 1), file, 1);
    (void)world_signal(&w, "silent", "type", 1, 1);
    world_hits(&w, world_signal(&w, "last", "type", 1, 1), file, 1);
    tally(&w);
    cr_assert_eq(w.project.signal_count, 2);
    cr_assert(str_eq(w.project.signals[0].rule->id, STR("first")), "rule order");
    cr_assert(str_eq(w.project.signals[1].rule->id, STR("last")));
    world_close(&w);
}

Test(tally, kind_depends_on_the_framework_in_use) {
    static const KindOn KIND_ON[] = {
        {STR_CONST("django"), SIGNAL_FORCED, false},
        {STR_CONST("fastapi"), SIGNAL_NEED, true},
        {STR_CONST("none"), SIGNAL_INVESTMENT, false},
    };
    static const struct {
        uint32_t framework;
        bool applies;
        SignalKind kind;
    } rows[] = {
        {WORLD_DJANGO, true, SIGNAL_FORCED},
        {WORLD_FASTAPI, false, SIGNAL_NEED},
        {WORLD_FLASK, true, SIGNAL_NEED},
        {WORLD_FRAMEWORKS, true, SIGNAL_INVESTMENT}, // nothing in use
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        uint32_t file = world_file(&w, "a.py", ROLE_APP);
        if (rows[i].framework < WORLD_FRAMEWORKS) world_use(&w, rows[i].framework, file);
        SignalRule *rule = world_signal(&w, "s", "type", 1, 1);
        rule->kind_on = KIND_ON;
        rule->kind_on_count = ARRAY_LEN(KIND_ON);
        world_hits(&w, rule, file, 1);
        tally(&w);
        const SignalResult *signal = world_result(&w.project, "s");
        cr_assert_eq(signal != NULL, rows[i].applies, "row %u", i);
        if (signal) cr_assert_eq(signal->kind, rows[i].kind, "row %u", i);
        world_close(&w);
    }
}

Test(tally, places_start_where_most_happens_one_a_file) {
    World w;
    world_open(&w);
    static const uint32_t HITS[] = {1, 3, 0, 2}; // by file
    SignalRule *rule = world_signal(&w, "s", "type", 1, 1);
    for (uint32_t i = 0; i < ARRAY_LEN(HITS); i++)
        world_hits(&w, rule, world_file(&w, "x.py", ROLE_APP), HITS[i]);
    tally(&w);
    static const struct {
        uint32_t file, row;
    } want[] = {{1, 0}, {3, 0}, {0, 0}, {1, 1}, {3, 1}, {1, 2}};
    const SignalResult *signal = world_result(&w.project, "s");
    cr_assert_eq(signal->evidence_count, ARRAY_LEN(want));
    for (uint32_t i = 0; i < ARRAY_LEN(want); i++) {
        cr_assert_eq(signal->evidence[i].file, want[i].file, "place %u", i);
        cr_assert_eq(signal->evidence[i].pos.row, want[i].row, "place %u", i);
    }
    world_close(&w);
}

Test(tally, keeps_few_places_of_many) {
    World w;
    world_open(&w);
    SignalRule *rule = world_signal(&w, "s", "type", 1, 1);
    for (uint32_t i = 0; i < 30; i++)
        world_hits(&w, rule, world_file(&w, "x.py", ROLE_APP), 1 + i % 2);
    tally(&w);
    const SignalResult *signal = world_result(&w.project, "s");
    cr_assert_eq(signal->count, 45);
    cr_assert_eq(signal->evidence_count, REPORT_EVIDENCE_MAX);
    for (uint32_t i = 0; i + 1 < 15; i++) {
        cr_assert_eq(signal->evidence[i].file % 2, 1, "files with two hits stand first");
        cr_assert_lt(signal->evidence[i].file, signal->evidence[i + 1].file);
    }
    world_close(&w);
}
