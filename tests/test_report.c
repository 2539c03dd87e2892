// SPDX-License-Identifier: MIT
// Tests of the words and numbers that judge and render share.
//
//   report_decision_key(DECISION_STAY) -> "stay"; report_number(rules, "inertia") -> 0.1
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

static const NamedNumber NUMBERS[] = {
    {STR_CONST("inertia"), 0.1},
    {STR_CONST("threshold.migrate"), 0.05},
    {STR_CONST("threshold.split"), 3},
};
static const Rules RULES = {.numbers = NUMBERS, .number_count = ARRAY_LEN(NUMBERS)};

Test(report, numbers_are_found_by_their_whole_name) {
    for (uint32_t i = 0; i < ARRAY_LEN(NUMBERS); i++)
        cr_assert_eq(report_number(&RULES, NUMBERS[i].name.ptr), NUMBERS[i].value);
}

Test(report, a_missing_number_is_a_bug, .signal = SIGABRT) {
    (void)report_number(&RULES, "threshold");
}
