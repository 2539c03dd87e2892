// SPDX-License-Identifier: MIT
// Tests of the decision.
//
//   Django project, needs for FastAPI only, nothing invested  ->  migrate, target fastapi
//
// Rows are whole repositories in three numbers: hits for Django, hits for FastAPI, days invested.
// What must hold always is tried on some thousand random repositories.
#include <criterion/criterion.h>

#include "judge/verdict.h"
#include "judge_world.h"

enum { ROUNDS = 400 };

static void add(World *w, const char *id, double lean, uint32_t file, uint32_t hits) {
    world_hits(w, world_signal(w, id, "type", lean, 20), file, hits);
}

static SignalRule *invest(World *w, double lean, double days) {
    SignalRule *rule = world_signal(w, "investment", "type", lean, 1);
    world_invest(w, rule, days);
    world_hits(w, rule, 0, days > 0);
    return rule;
}

Test(verdict, decides_by_fit_and_cost) {
    static const struct {
        const char *what;
        uint32_t framework; // WORLD_FRAMEWORKS: none
        uint32_t django, fastapi;
        double days; // invested
        Decision decision;
        const char *target, *best_fit;
    } rows[] = {
        {"no framework", WORLD_FRAMEWORKS, 9, 9, 0, DECISION_NONE, "", ""},
        {"no framework, but needs", WORLD_FRAMEWORKS, 0, 9, 0, DECISION_NONE, "", "fastapi"},
        {"Django, silent", WORLD_DJANGO, 0, 0, 0, DECISION_UNDECIDED, "", ""},
        {"Flask, silent", WORLD_FLASK, 0, 0, 50, DECISION_UNDECIDED, "", ""},
        {"Django fits", WORLD_DJANGO, 9, 0, 0, DECISION_STAY, "", "django"},
        {"FastAPI fits", WORLD_FASTAPI, 0, 9, 0, DECISION_STAY, "", "fastapi"},
        {"balance", WORLD_DJANGO, 9, 9, 0, DECISION_STAY, "", ""},
        {"Django, FastAPI fits", WORLD_DJANGO, 0, 9, 0, DECISION_MIGRATE, "fastapi", "fastapi"},
        {"… but costs too much", WORLD_DJANGO, 0, 9, 900, DECISION_STAY, "", "fastapi"},
        {"FastAPI, Django fits", WORLD_FASTAPI, 9, 0, 0, DECISION_MIGRATE, "django", "django"},
        {"Flask, Django fits", WORLD_FLASK, 9, 0, 0, DECISION_MIGRATE, "django", "django"},
        {"Flask, FastAPI fits", WORLD_FLASK, 0, 9, 0, DECISION_MIGRATE, "fastapi", "fastapi"},
        {"Flask, costs too much", WORLD_FLASK, 9, 0, 900, DECISION_STAY, "", "django"},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        uint32_t file = world_file(&w, "app.py", ROLE_APP);
        if (rows[i].framework < WORLD_FRAMEWORKS) world_entry(&w, rows[i].framework, file);
        add(&w, "for_django", -1, file, rows[i].django);
        add(&w, "for_fastapi", 1, file, rows[i].fastapi);
        (void)invest(&w, 0, rows[i].days); // worth nothing on either side
        const Verdict *verdict = &world_judge(&w)->verdict;
        cr_assert_eq(verdict->decision, rows[i].decision, "%s: %s", rows[i].what,
                     report_decision_key(verdict->decision));
        cr_assert(str_eq(verdict->target, str_from_c(rows[i].target)), "%s", rows[i].what);
        cr_assert(str_eq(verdict->best_fit, str_from_c(rows[i].best_fit)), "%s", rows[i].what);
        cr_assert_eq(verdict->has_pull, rows[i].decision != DECISION_NONE, "%s", rows[i].what);
        world_close(&w);
    }
}

Test(verdict, pull_by_hand) {
    World w;
    world_open(&w);
    uint32_t file = world_file(&w, "app.py", ROLE_APP);
    world_entry(&w, WORLD_DJANGO, file);
    add(&w, "for_fastapi", 1, file, 4); // 10 points: evidence 10/14, contribution 2 · 10/14
    (void)invest(&w, -1, 20);           // cost 0.3 · 20/80
    const Verdict *verdict = &world_judge(&w)->verdict;
    double fit = 2 * (10.0 / 14) / 5.5;
    cr_assert_float_eq(verdict->fit, fit, 1e-12);
    cr_assert_float_eq(verdict->pull, fit - 0.075 - 0.1, 1e-12);
    cr_assert_float_eq(verdict->margin, verdict->pull - 0.05, 1e-12);
    cr_assert_float_eq(verdict->confidence, 0.25, 1e-12); // one criterion of four speaks
    cr_assert_float_eq(verdict->effort_days, 20, 1e-12);
    world_close(&w);
}

Test(verdict, cost_is_what_does_not_carry_over) {
    static const struct {
        uint32_t framework;
        double need; // where the move would go
        double lean, days;
    } rows[] = {
        {WORLD_DJANGO, 1, -1, 7},  {WORLD_DJANGO, 1, 1, 0},    {WORLD_DJANGO, 1, 0, 7},
        {WORLD_FASTAPI, -1, 1, 7}, {WORLD_FASTAPI, -1, -1, 0}, {WORLD_FLASK, 1, -1, 7},
        {WORLD_FLASK, 1, 1, 0},    {WORLD_FLASK, -1, -1, 0},   {WORLD_FLASK, -1, 1, 7},
        {WORLD_FLASK, -1, 0, 7},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        uint32_t file = world_file(&w, "app.py", ROLE_APP);
        world_entry(&w, rows[i].framework, file);
        add(&w, "need", rows[i].need, file, 9);
        (void)invest(&w, rows[i].lean, 7);
        cr_assert_eq(world_judge(&w)->verdict.effort_days, rows[i].days, "row %u", i);
        world_close(&w);
    }
}

// Work that staying brings too is no reason against a move, and never a reason for one.
Test(verdict, what_is_due_anyway_is_taken_off) {
    static const struct {
        uint32_t due;
        double days;
    } rows[] = {{0, 10}, {2, 4}, {5, 0}};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        uint32_t file = world_file(&w, "app.py", ROLE_APP);
        world_entry(&w, WORLD_DJANGO, file);
        SignalRule *pages = world_signal(&w, "pages", "type", -1, 1);
        world_invest(&w, pages, 1);
        world_hits(&w, pages, file, 10);
        SignalRule *old = world_signal(&w, "old", "type", 0, 1);
        world_invest(&w, old, 3);
        for (uint32_t e = 0; e < w.rules.effort_count; e++)
            if (str_eq(w.efforts[e].of, old->id)) w.efforts[e].kind = EFFORT_DUE;
        world_hits(&w, old, file, rows[i].due);
        const Project *project = &world_judge(&w)->projects[0];
        cr_expect_eq(project->tally.days[SIDE_FASTAPI], rows[i].days, "row %u", i);
        cr_expect_eq(project->effort.likely, rows[i].days, "row %u", i);
        cr_expect_eq(project->effort.due_count, rows[i].due > 0, "row %u", i);
        world_close(&w);
    }
}

Test(verdict, a_part_that_differs_is_carved_out) {
    World w;
    world_open(&w);
    uint32_t engine = world_file(&w, "inference/run.py", ROLE_APP);
    uint32_t shop = world_file(&w, "shop/admin.py", ROLE_APP);
    world_entry(&w, WORLD_DJANGO, shop);
    add(&w, "for_django", -1, shop, 9);
    world_hits(&w, world_signal(&w, "for_fastapi", "speed", 1, 20), engine, 9);
    const Verdict *verdict = &world_judge(&w)->verdict;
    cr_assert_eq(verdict->decision, DECISION_SPLIT);
    cr_assert_eq(verdict->carve_count, 1);
    cr_assert(str_eq(verdict->carve[0], STR("inference")));
    cr_assert(str_eq(verdict->target, STR("fastapi")));
    world_close(&w);
}

Test(verdict, confidence_falls_with_what_was_not_read) {
    World w;
    world_open(&w);
    uint32_t file = world_file(&w, "app.py", ROLE_APP);
    (void)world_file(&w, "broken.py", ROLE_APP);
    world_entry(&w, WORLD_DJANGO, file);
    add(&w, "for_django", -1, file, 9);
    (void)world_report(&w);
    ((FileFacts *)w.program.files)[1].is_parsed = false;
    FileNames *names = (FileNames *)w.program.names;
    names[0] = (FileNames){.resolved = 3, .unresolved = {[REASON_LOOP] = 5}};
    names[1] = (FileNames){0};
    cr_assert_float_eq(world_judge(&w)->verdict.confidence, 0.5 * 3 / 8 / 4, 1e-12);
    world_close(&w);
}

static void assert_ranges(const Report *report, uint32_t round) {
    const Verdict *verdict = &report->verdict;
    bool moves = verdict->decision == DECISION_MIGRATE || verdict->decision == DECISION_SPLIT;
    cr_assert(verdict->pull >= -1 && verdict->pull <= 1, "round %u", round);
    cr_assert(verdict->margin >= 0 && verdict->margin <= 1, "round %u", round);
    cr_assert(verdict->confidence >= 0 && verdict->confidence <= 1, "round %u", round);
    cr_assert(verdict->fit >= -1 && verdict->fit <= 1, "round %u", round);
    cr_assert_geq(verdict->effort_days, 0, "round %u", round);
    cr_assert_eq(moves, verdict->target.len > 0, "round %u", round);
    cr_assert_eq(verdict->decision == DECISION_SPLIT, verdict->carve_count > 0, "round %u", round);
    cr_assert_eq(verdict->decision == DECISION_NONE, !verdict->has_pull, "round %u", round);
    if (moves) cr_assert(!str_eq(verdict->target, verdict->from), "round %u", round);
    if (verdict->decision == DECISION_MIGRATE) cr_assert_gt(verdict->pull, 0, "round %u", round);
    cr_assert_gt(verdict->headline.len, 0, "round %u", round);
}

Test(verdict, numbers_stay_in_their_ranges) {
    Random random = {5};
    uint32_t seen[DECISION_COUNT] = {0};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        const Report *report = world_judge(&w);
        assert_ranges(report, round);
        seen[report->verdict.decision]++;
        world_close(&w);
    }
    for (uint32_t i = 0; i < DECISION_COUNT; i++)
        cr_assert_gt(seen[i], 0, "%s never came up", report_decision_key((Decision)i));
}

Test(verdict, no_evidence_never_means_a_move) {
    Random random = {6};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        for (uint32_t i = 0; i < w.rules.signal_count; i++)
            w.signals[i].kind = SIGNAL_INVESTMENT;
        if (round % 2) world_number(&w, "threshold.evidence", 0);
        if (round % 3 == 0) world_number(&w, "inertia", 0);
        if (round % 3 == 0) world_number(&w, "threshold.migrate", 0);
        const Verdict *verdict = &world_judge(&w)->verdict;
        cr_assert_eq(verdict->fit, 0, "round %u", round);
        cr_assert_neq(verdict->decision, DECISION_MIGRATE, "round %u", round);
        cr_assert_neq(verdict->decision, DECISION_SPLIT, "round %u", round);
        world_close(&w);
    }
}
