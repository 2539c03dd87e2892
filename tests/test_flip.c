// SPDX-License-Identifier: MIT
// Tests of counterfactuals: what another verdict would need.
//
//   stay on Django with 4 admin classes -> "no admin classes are … (now 4): migrate to FastAPI"
//
// Whatever is said to flip the verdict of a random repository is tried on that repository.
#include <criterion/criterion.h>

#include "judge/flip.h"
#include "judge/verdict.h"
#include "judge/whatif.h"
#include "judge/whose.h"
#include "judge_world.h"

enum { ROUNDS = 300 };

#define ASSERT_STR(got, want)                                                                      \
    cr_assert(str_eq(got, str_from_c(want)), "got \"" STR_FMT "\", want \"%s\"", STR_ARG(got), want)

static SignalRule *add(World *w, const char *id, const char *criterion, double lean,
                       uint32_t hits) {
    SignalRule *rule = world_signal(w, id, criterion, lean, 9);
    world_hits(w, rule, 0, hits);
    return rule;
}

// A Django project that would be on FastAPI, were it not for its admin.
static void open_shop(World *w, uint32_t admin_classes) {
    world_open(w);
    world_entry(w, WORLD_DJANGO, world_file(w, "app.py", ROLE_APP));
    SignalRule *admin = add(w, "admin", "admin", -1, admin_classes);
    admin->say_one = STR("one admin class is customised");
    admin->say_many = STR("{n} admin classes are customised");
    admin->weight = 2;
    SignalRule *typed = add(w, "typed", "type", 1, 60);
    typed->say_one = STR("one route is typed");
    typed->say_many = STR("{n} routes are typed");
}

static const Flip *find(const Project *project, const char *id) {
    for (uint32_t i = 0; i < project->flip_count; i++) {
        const Flip *flip = &project->flips[i];
        if (!flip->also && str_eq(flip->signal->id, str_from_c(id))) return flip;
    }
    return NULL;
}

Test(flip, finds_the_smallest_change_and_says_it) {
    World w;
    open_shop(&w, 12);
    const Project *project = &world_judge(&w)->projects[0];
    cr_assert_eq(project->verdict.decision, DECISION_STAY);
    const Flip *flip = find(project, "admin");
    cr_assert_not_null(flip);
    cr_assert_eq(flip->from, 12);
    cr_assert_eq(flip->decision, DECISION_MIGRATE);
    ASSERT_STR(flip->target, "fastapi");
    ASSERT_STR(flip->text, "4 admin classes are customised (now 12): migrate to FastAPI");
    world_close(&w);

    // One more would not do.
    open_shop(&w, 4);
    cr_assert_eq(world_judge(&w)->verdict.decision, DECISION_MIGRATE);
    world_close(&w);
    open_shop(&w, 5);
    cr_assert_eq(world_judge(&w)->verdict.decision, DECISION_STAY);
    world_close(&w);
}

Test(flip, what_is_missing_may_come_but_not_by_the_dozens) {
    static const struct {
        double half;
        bool found;
    } rows[] = {{4, true}, {400, false}};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        open_shop(&w, 0);
        w.signals[0].half = rows[i].half;
        const Project *project = &world_judge(&w)->projects[0];
        cr_assert_eq(project->verdict.decision, DECISION_MIGRATE);
        const Flip *flip = find(project, "admin");
        cr_assert_eq(flip != NULL, rows[i].found, "row %u", i);
        if (flip) {
            cr_assert(flip->to > 0 && flip->to <= 20);
            cr_assert_neq(str_find_str(flip->text, STR("(now none): stay on Django")), NONE);
        }
        world_close(&w);
    }
}

Test(flip, a_condition_or_another_framework_is_not_invented) {
    static const Condition WHEN[] = {{STR_CONST("x"), 1, UINT32_MAX}};
    static const Str DJANGO[] = {STR_CONST("django.contrib.admin.ModelAdmin")};
    static const Str FLASK[] = {STR_CONST("flask.Blueprint")};
    static const Str IMPORTS[] = {STR_CONST("flask.*")};
    static const Clause BASE[] = {{.kind = PREDICATE_BASE, .names = DJANGO, .name_count = 1}};
    static const Clause OTHER[] = {{.kind = PREDICATE_CALL, .names = FLASK, .name_count = 1}};
    static const Clause SPREAD[] = {{.kind = PREDICATE_IMPORT, .names = IMPORTS, .name_count = 1}};
    for (uint32_t i = 0; i < 4; i++) {
        World w;
        open_shop(&w, 0);
        w.frameworks[WORLD_FLASK].spread = SPREAD;
        w.frameworks[WORLD_FLASK].spread_count = 1;
        w.signals[0].clauses = i == 2 ? BASE : OTHER;
        w.signals[0].clause_count = i >= 2;
        w.signals[0].when = WHEN;
        w.signals[0].when_count = i == 1;
        cr_assert_eq(whose_is_foreign(&w.rules, &w.signals[0], &w.frameworks[WORLD_DJANGO]), i == 3,
                     "row %u", i);
        bool found = find(&world_judge(&w)->projects[0], "admin") != NULL;
        cr_assert_eq(found, i == 0 || i == 2, "row %u", i);
        world_close(&w);
    }
}

Test(flip, what_is_needed_and_priced_goes_together) {
    static const Str FACT[] = {STR_CONST("pages")};
    static const Clause OF_FACT[] = {{.kind = PREDICATE_FACT, .names = FACT, .name_count = 1}};
    World w;
    open_shop(&w, 6);
    SignalRule *cost = add(&w, "cost", "admin", -1, 6);
    world_invest(&w, cost, 10);
    w.signals[0].clauses = cost->clauses = OF_FACT;
    w.signals[0].clause_count = cost->clause_count = 1;
    const Project *project = &world_judge(&w)->projects[0];
    cr_assert_eq(project->tally.days[SIDE_FASTAPI], 60);
    WhatIf what = whatif_of(&w.rules, &project->tally, &w.arena);
    whatif_set(&what, 0, 2);
    cr_assert_eq(what.tally.signals[0].count, 2);
    cr_assert_eq(what.tally.signals[2].count, 2);
    cr_assert_eq(what.tally.signals[1].count, 60, "another thing");
    cr_assert_eq(what.tally.days[SIDE_FASTAPI], 20);
    cr_assert_eq(project->tally.signals[0].count, 6, "the original is left alone");
    whatif_set(&what, 0, 9);
    cr_assert_eq(what.tally.days[SIDE_FASTAPI], 90);
    whatif_reset(&what);
    cr_assert_eq(what.tally.days[SIDE_FASTAPI], 60);
    cr_assert_null(find(project, "cost"), "the need tells it");
    world_close(&w);
}

Test(flip, nothing_to_decide_has_none) {
    World w;
    world_open(&w);
    (void)world_file(&w, "app.py", ROLE_APP);
    (void)add(&w, "need", "type", 1, 5);
    cr_assert_eq(world_judge(&w)->projects[0].flip_count, 0);
    world_close(&w);
}

static uint32_t index_of(const World *w, const Tally *tally, const SignalRule *rule) {
    uint32_t i = 0;
    while (&w->rules.signals[tally->signals[i].rule] != rule)
        i++;
    return i;
}

// Makes the change and asks again.
static Outcome retry(World *w, const Project *project, const Flip *flip) {
    WhatIf what = whatif_of(&w->rules, &project->tally, &w->arena);
    whatif_set(&what, index_of(w, &project->tally, flip->signal), flip->to);
    if (flip->also) whatif_set(&what, index_of(w, &project->tally, flip->also), flip->also_to);
    Weights weights = decide_weights(&w->rules, &w->arena);
    Outcome outcome;
    decide(&w->rules, &weights, &what.tally, &outcome);
    return outcome;
}

Test(flip, every_flip_flips) {
    Random random = {9};
    uint32_t singles = 0, pairs = 0;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        world_open(&w);
        world_randomise(&w, &random);
        const Project *project = &world_judge(&w)->projects[0];
        const Verdict *verdict = &project->verdict;
        for (uint32_t i = 0; i < project->flip_count; i++) {
            const Flip *flip = &project->flips[i];
            Outcome outcome = retry(&w, project, flip);
            cr_assert_eq(outcome.decision, flip->decision, "round %u", round);
            bool moves = flip->target.len > 0;
            if (moves) cr_assert(str_eq(flip->target, verdict_side_id(outcome.target)));
            cr_assert(flip->decision != verdict->decision || !str_eq(flip->target, verdict->target),
                      "round %u", round);
            cr_assert_neq(flip->from, flip->to);
            cr_assert_gt(flip->text.len, 0);
            cr_assert_eq(flip->also != NULL, flip->also_from != flip->also_to);
            singles += !flip->also;
            pairs += flip->also != NULL;
        }
        world_close(&w);
    }
    cr_assert(singles > 100 && pairs > 20, "%u singles, %u pairs", singles, pairs);
}
