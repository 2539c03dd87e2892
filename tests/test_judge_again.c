// SPDX-License-Identifier: MIT
// Tests of deciding a saved report again: which change moved the verdict?
//
//   stay because of 12 admin classes; without them, and with another inertia -> the classes moved it
#include <criterion/criterion.h>
#include <string.h>

#include "judge/decide.h"
#include "judge_world.h"
#include "model/weights.h"
#include "render/render.h"
#include "reread/reread.h"

// What a test asks for, and what comes of it.
typedef struct Again {
    World world;
    Rules rules; // with weights of their own
    Reread saved;
    bool *is_set;
} Again;

static SignalRule *add(World *w, const char *id, const char *criterion, double lean,
                       uint32_t hits) {
    SignalRule *rule = world_signal(w, id, criterion, lean, 9);
    world_hits(w, rule, 0, hits);
    return rule;
}

// A Django project that would be on FastAPI, were it not for its admin.
static void open_again(Again *a) {
    Error err = {0};
    World *w = &a->world;
    world_open(w);
    world_entry(w, WORLD_DJANGO, world_file(w, "app.py", ROLE_APP));
    add(w, "admin", "admin", -1, 12)->weight = 2;
    (void)add(w, "typed", "type", 1, 60);
    Buf json = buf_new(&w->arena);
    out_json.render(world_judge(w), &(RenderStyle){.version = STR("1.2.3")}, &json);
    a->rules = weights_copy(&w->rules, &w->arena);
    a->is_set = arena_array(&w->arena, bool, weights_count(&w->rules));
    RereadInput input = {buf_str(&json), STR("r.json"), &a->rules};
    cr_assert(reread_report(&input, &w->arena, &a->saved, &err), "%s", err.text);
    cr_assert_eq(a->saved.rescored.before[0].decision, DECISION_STAY);
}

static void set(Again *a, const char *name, double value, bool is_asked_for) {
    uint32_t index = weights_find(&a->rules, str_from_c(name));
    cr_assert_neq(index, NONE, "%s", name);
    *weights_place(&a->rules, index) = value;
    a->is_set[index] = is_asked_for;
}

static void what_if(Again *a, uint32_t row, uint32_t count) {
    const Tally *tally = &a->saved.report.projects[0].tally;
    Change change = {.kind = CHANGE_WHAT_IF,
                     .name = a->rules.signals[tally->signals[row].rule].id,
                     .from = tally->signals[row].count,
                     .to = count,
                     .index = row};
    vec_push(&a->world.arena, &a->saved.rescored.changes, change);
}

static const Project *decide_again(Again *a) {
    reread_changes(&a->saved, a->is_set, &a->world.arena);
    judge_again(&a->saved.report, &a->saved.rescored, &a->world.arena);
    return &a->saved.report.projects[0];
}

static const Change *change_of(const Again *a, const char *name) {
    const ChangeVec *changes = &a->saved.rescored.changes;
    for (uint32_t i = 0; i < changes->len; i++)
        if (str_eq(changes->items[i].name, str_from_c(name))) return &changes->items[i];
    cr_assert_fail("no change of %s", name);
    return NULL;
}

Test(judge_again, nothing_changed_is_the_same_report) {
    Again a = {0};
    open_again(&a);
    cr_assert_eq(decide_again(&a)->verdict.decision, DECISION_STAY);
    cr_assert_null(a.saved.report.rescored);
    world_close(&a.world);
}

Test(judge_again, the_count_that_held_it_moved_it) {
    Again a = {0};
    open_again(&a);
    what_if(&a, 0, 0);
    set(&a, "speed.weight", 1.5, true);
    const Project *project = decide_again(&a);
    cr_assert_eq(project->verdict.decision, DECISION_MIGRATE);
    cr_assert_eq(project->signal_count, 1); // what counts nothing is not shown
    const ChangeEffect *effect = change_of(&a, "admin")->effects;
    cr_assert(effect->moved && effect->alone);
    cr_assert_eq(effect->without, DECISION_STAY);
    const Change *weight = change_of(&a, "speed.weight");
    cr_assert_eq(weight->kind, CHANGE_SET);
    cr_assert(!weight->effects->moved && !weight->effects->alone);
    cr_assert_not(a.saved.report.rescored->unexplained[0]);
    world_close(&a.world);
}

Test(judge_again, two_that_are_enough_alone) {
    Again a = {0};
    open_again(&a);
    set(&a, "inertia", -2, false);
    set(&a, "threshold.migrate", -2, false);
    cr_assert_eq(decide_again(&a)->verdict.decision, DECISION_MIGRATE);
    static const char *const NAMES[] = {"inertia", "threshold.migrate"};
    for (uint32_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        const Change *change = change_of(&a, NAMES[i]);
        cr_assert_eq(change->kind, CHANGE_RULES);
        cr_assert(!change->effects->moved && change->effects->alone, "%s", NAMES[i]);
    }
    world_close(&a.world);
}

Test(judge_again, two_that_need_each_other) {
    Again a = {0};
    open_again(&a);
    double pull = a.world.report.projects[0].verdict.pull; // below the threshold of 0.05
    double half_way = (0.05 - pull) * 0.6;
    set(&a, "inertia", 0.1 - half_way, true);
    set(&a, "threshold.migrate", 0.05 - half_way, true);
    cr_assert_eq(decide_again(&a)->verdict.decision, DECISION_MIGRATE);
    cr_assert(change_of(&a, "inertia")->effects->moved);
    cr_assert_not(change_of(&a, "inertia")->effects->alone);
    cr_assert(change_of(&a, "threshold.migrate")->effects->moved);
    world_close(&a.world);
}

// The pull with these rules.
static double pull_with(Again *a) {
    Weights weights = decide_weights(&a->rules, &a->world.arena);
    Tally tally = a->saved.report.projects[0].tally;
    Outcome outcome;
    decide(&a->rules, &weights, &tally, &outcome);
    return outcome.pull;
}

// Each goes six tenths of the way: one is too little, any two are enough.
Test(judge_again, two_of_three_do_it_together) {
    Again a = {0};
    open_again(&a);
    double pull = pull_with(&a), part = (0.05 - pull) * 0.6;
    double weight = 9;
    while (pull_with(&a) < pull + part && weight < 90)
        set(&a, "typed.weight", weight += 0.1, true);
    set(&a, "inertia", 0.1 - part, true);
    set(&a, "threshold.migrate", 0.05 - part, true);
    cr_assert_eq(decide_again(&a)->verdict.decision, DECISION_MIGRATE);
    static const char *const NAMES[] = {"typed.weight", "inertia", "threshold.migrate"};
    uint32_t together = 0;
    for (uint32_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        const ChangeEffect *effect = change_of(&a, NAMES[i])->effects;
        cr_assert(!effect->moved && !effect->alone, "%s", NAMES[i]);
        together += effect->together;
    }
    cr_assert_eq(together, 2);
    world_close(&a.world);
}

Test(judge_again, a_signal_that_is_something_else_now) {
    Again a = {0};
    open_again(&a);
    // Read again with rules for which the admin is forced, and the typed routes have no say.
    static const KindOn IGNORED[] = {{STR_CONST("django"), SIGNAL_NEED, true}};
    World *w = &a.world;
    Buf json = buf_new(&w->arena);
    out_json.render(&w->report, &(RenderStyle){.version = STR("1.2.3")}, &json);
    w->signals[0].kind = SIGNAL_FORCED;
    w->signals[1].kind_on = IGNORED;
    w->signals[1].kind_on_count = 1;
    Error err = {0};
    RereadInput input = {buf_str(&json), STR("r.json"), &w->rules};
    cr_assert(reread_report(&input, &w->arena, &a.saved, &err), "%s", err.text);
    const Project *project = decide_again(&a);
    cr_assert_eq(project->signal_count, 1);
    cr_assert_eq(project->tally.signal_count, 1);
    cr_assert_eq(change_of(&a, "admin")->kind, CHANGE_SIGNAL);
    cr_assert(strstr(str_to_c(&w->arena, change_of(&a, "admin")->text), "forced"));
    cr_assert_eq(change_of(&a, "typed")->from, 60);
    cr_assert_not(a.saved.report.rescored->unexplained[0]); // both can be taken back
    world_close(&a.world);
}

Test(judge_again, a_verdict_that_nothing_explains) {
    Again a = {0};
    open_again(&a);
    ((SavedVerdict *)(uintptr_t)a.saved.rescored.before)[0].decision = DECISION_UNDECIDED;
    cr_assert_eq(decide_again(&a)->verdict.decision, DECISION_STAY);
    cr_assert_not_null(a.saved.report.rescored);
    cr_assert(a.saved.report.rescored->unexplained[0]);
    world_close(&a.world);
}
