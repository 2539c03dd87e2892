// SPDX-License-Identifier: MIT
// Tests of what is counted: which signals apply, as what, how often, and which places are kept.
//
//   41 hits in 9 files, base django  ->  tally 41, a need;  the file with the most hits first
#include <criterion/criterion.h>

#include "judge/frameworks.h"
#include "judge/tally.h"
#include "judge_world.h"

static void tally(World *w) {
    Report *report = world_report(w);
    frameworks_judge(report, &w->found, &w->arena, &w->project);
    tally_measure(report, &w->arena, &w->project);
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
    cr_assert_eq(w.project.tally.signal_count, 3, "what was not found is kept for counterfactuals");
    cr_assert_eq(w.project.tally.signals[1].count, 0);
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

Test(tally, density_knows_how_many_there_are) {
    static const struct {
        const char *per;
        uint32_t size;
    } rows[] = {{"routes", 7}, {"other", 3}, {"await_expressions", 11}, {"", 0}, {"unheard_of", 0}};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        uint32_t file = world_file(&w, "a.py", ROLE_APP);
        w.facts[0] = (FactRule){.id = STR("routes")};
        w.fact_matches[0].count = 7;
        w.rules.fact_count = 1;
        world_hits(&w, world_signal(&w, "other", "type", 1, 1), file, 3);
        SignalRule *rule = world_signal(&w, "s", "type", 1, 1);
        rule->per = str_from_c(rows[i].per);
        world_hits(&w, rule, file, 2);
        w.matches.syntax[FACT_AWAIT] = 11;
        tally(&w);
        cr_assert_eq(w.project.tally.signals[1].size, rows[i].size, "%s: %u", rows[i].per,
                     w.project.tally.signals[1].size);
        cr_assert_eq(world_result(&w.project, "s")->size, rows[i].size, "%s", rows[i].per);
        world_close(&w);
    }
}
