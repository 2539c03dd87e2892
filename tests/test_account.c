// SPDX-License-Identifier: MIT
// Tests of the account: every figure is the sum of those below it, whatever is in the tally.
#include <criterion/criterion.h>

#include "base/jsonio.h"
#include "judge_world.h"
#include "render/account.h"

enum { ROUNDS = 500 };

static double apart(double a, double b) {
    return a < b ? b - a : a - b;
}

// Sums are exact as printed, and near as reckoned; no figure is far from what it stands for.
static uint32_t check(const AccountNode *node, uint32_t round) {
    int64_t units = 0;
    double exact = 0;
    uint32_t leaves = node->child_count == 0;
    for (uint32_t i = 0; i < node->child_count; i++) {
        units += node->children[i].units;
        exact += node->children[i].exact;
        leaves += check(&node->children[i], round);
    }
    Str text = node->text;
    cr_assert_lt(apart(node->exact * 1e6, (double)node->units), 12, "round %u: " STR_FMT, round,
                 STR_ARG(text));
    if (node->child_count == 0) return leaves;
    cr_assert_eq(units, node->units, "round %u: " STR_FMT, round, STR_ARG(text));
    cr_assert_lt(apart(exact, node->exact), 1e-9, "round %u: " STR_FMT, round, STR_ARG(text));
    return leaves;
}

static Str as_json(double value, Arena *arena) {
    Buf buf = buf_new(arena);
    jsonio_write_number(&buf, value);
    return buf_str(&buf);
}

Test(account, adds_up_on_any_repository) {
    Random random = {23};
    uint32_t leaves = 0, cuts = 0;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        Account account;
        world_open(&w);
        world_randomise(&w, &random);
        world_number(&w, "threshold.split_need", 0.1);
        world_number(&w, "threshold.split_share", 0.5);
        world_number(&w, "threshold.evidence", 0.01);
        const Report *report = world_judge(&w);
        const Verdict *verdict = &report->verdict;
        account_of(report, &report->projects[0], &w.arena, &account);
        for (uint32_t i = 0; i < account.root_count; i++)
            leaves += check(&account.roots[i], round);
        cuts += account.root_count > 2;
        Str printed = as_json((double)account.roots[0].units / 1e6, &w.arena);
        if (verdict->has_pull)
            cr_assert(str_eq(printed, as_json(verdict->pull, &w.arena)), "round %u", round);
        world_close(&w);
    }
    cr_assert_gt(leaves, ROUNDS);
    cr_assert_gt(cuts, 0);
}

Test(account, figures) {
    static const struct {
        double value;
        const char *want;
    } rows[] = {
        {0, "0.000000"},           {0.0000004, "0.000000"},
        {-0.0000004, "0.000000"},  {0.0000005, "0.000001"},
        {-0.5, "-0.500000"},       {1, "1.000000"},
        {12.3456789, "12.345679"}, {1e300, "100000000000.000000"},
    };
    Arena arena = {0};
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        Buf buf = buf_new(&arena);
        account_figure(&buf, account_units(rows[i].value));
        cr_assert(str_eq(buf_str(&buf), str_from_c(rows[i].want)), "row %u: " STR_FMT, i,
                  STR_ARG(buf_str(&buf)));
    }
    arena_free(&arena);
}

static const AccountNode *child(const AccountNode *node, const char *start) {
    for (uint32_t i = 0; i < node->child_count; i++)
        if (str_starts(node->children[i].text, str_from_c(start))) return &node->children[i];
    cr_assert_fail("no %s", start);
    return NULL;
}

// Half of the fit's divisor is 5.5; 4 hits reach half of weight 8: 4 points, evidence 4/7.
Test(account, of_one_admin_and_one_price) {
    World w;
    Account account;
    world_open(&w);
    uint32_t admin_py = world_file(&w, "shop/admin.py", ROLE_APP);
    world_entry(&w, WORLD_DJANGO, admin_py);
    SignalRule *admin = world_signal(&w, "admin", "admin", -1, 8);
    world_hits(&w, admin, admin_py, 4);
    SignalRule *pages = world_signal(&w, "pages", "type", -1, 0);
    world_invest(&w, pages, 0.5);
    world_hits(&w, pages, admin_py, 40);
    const Report *report = world_judge(&w);
    account_of(report, &report->projects[0], &w.arena, &account);
    const AccountNode *pull = &account.roots[0];
    cr_assert_eq(pull->units, -382792); // −0.207792 − 0.3 · 20/80 − 0.1
    const AccountNode *fit = child(pull, "fit");
    cr_assert_eq(fit->units, -207792); // −2 · 4/7 / 5.5
    const AccountNode *signal = child(child(fit, "Admin"), "admin: 4, 4.000000 points for Django");
    cr_assert_eq(signal->units, -207792);
    cr_assert_eq(signal->place_count, 2); // of four
    const AccountNode *cost = child(pull, "cost of 20.000000 person-days");
    cr_assert_eq(cost->units, -75000);
    cr_assert_eq(child(cost, "20.000000 days: 40 things")->units, -75000);
    cr_assert_eq(child(pull, "inertia")->units, -100000);
    cr_assert_eq(account.roots[1].units, 207792); // evidence
    world_close(&w);
}

Test(account, a_cost_that_is_left_out_and_a_pull_that_is_held) {
    World w;
    Account account;
    world_open(&w);
    world_number(&w, "inertia", 3);
    uint32_t app_py = world_file(&w, "app.py", ROLE_APP);
    world_entry(&w, WORLD_DJANGO, app_py);
    world_hits(&w, world_signal(&w, "admin", "admin", -1, 8), app_py, 4);
    (void)world_report(&w);
    judge_report(&w.matches, &w.program, &(JudgeOptions){.rules = &w.rules, .no_cost = true},
                 &w.arena, &w.report);
    account_of(&w.report, &w.report.projects[0], &w.arena, &account);
    const AccountNode *pull = &account.roots[0];
    cr_assert_eq(pull->units, -1000000);
    cr_assert_eq(child(pull, "cost: left out")->units, 0);
    cr_assert_eq(child(pull, "held within")->units, 2207792);
    world_close(&w);
}
