// SPDX-License-Identifier: MIT
// Tests of the words and numbers that judge and render share.
//
//   report_decision_key(DECISION_STAY) -> "stay"; report_number(rules, NUMBER_INERTIA) -> 0.1
//
// A number that is missing is our own mistake and aborts.
#include <criterion/criterion.h>
#include <signal.h>

#include "model/report.h"

Test(report, decisions_have_keys) {
    static const char *const KEYS[DECISION_COUNT] = {"stay", "migrate", "split", "undecided",
                                                     "none"};
    for (uint32_t i = 0; i < DECISION_COUNT; i++)
        cr_assert_str_eq(report_decision_key((Decision)i), KEYS[i]);
}

Test(report, reasons_for_none_have_keys) {
    static const char *const KEYS[NONE_COUNT] = {"",        "no_code", "no_web",  "only_apart",
                                                 "library", "plugin",  "template"};
    for (uint32_t i = 0; i < NONE_COUNT; i++)
        cr_assert_str_eq(report_none_key((NoneReason)i), KEYS[i]);
}

static const NamedNumber NUMBERS[] = {
    {STR_CONST("inertia"), 0.1},
    {STR_CONST("threshold.migrate"), 0.05},
    {STR_CONST("threshold.split"), 3}, // begins like two that are asked for
};
static const Rules RULES = {.numbers = NUMBERS, .number_count = ARRAY_LEN(NUMBERS)};

Test(report, numbers_are_found_by_their_whole_name) {
    cr_assert_eq(report_number(&RULES, NUMBER_INERTIA), 0.1);
    cr_assert_eq(report_number(&RULES, NUMBER_MIGRATE), 0.05);
}

Test(report, a_missing_number_is_a_bug, .signal = SIGABRT) {
    (void)report_number(&RULES, NUMBER_SPLIT_NEED);
}

// What either framework in use brings along says little; what one of them ignores, the other cannot save.
Test(report, kind_on_a_hybrid) {
    static const FrameworkRule DJANGO = {.id = STR_CONST("django")};
    static const FrameworkRule FASTAPI = {.id = STR_CONST("fastapi")};
    static const KindOn ON[] = {{.framework = STR_CONST("fastapi"), .kind = SIGNAL_FORCED},
                                {.framework = STR_CONST("none"), .ignored = true}};
    const SignalRule typed = {.kind = SIGNAL_NEED, .kind_on = ON, .kind_on_count = 2};
    const SignalRule cost = {.kind = SIGNAL_INVESTMENT, .kind_on = ON, .kind_on_count = 1};
    SignalKind kind;
    cr_assert(report_kind(&typed, &DJANGO, NULL, &kind) && kind == SIGNAL_NEED);
    cr_assert(report_kind(&typed, &FASTAPI, NULL, &kind) && kind == SIGNAL_FORCED);
    cr_assert(report_kind(&typed, &DJANGO, &FASTAPI, &kind) && kind == SIGNAL_FORCED);
    cr_assert(report_kind(&cost, &DJANGO, &FASTAPI, &kind) && kind == SIGNAL_INVESTMENT);
    cr_assert_not(report_kind(&typed, NULL, NULL, &kind));
}
