// SPDX-License-Identifier: MIT
// The order of findings: most important first, and the same for all that show only some.
#include <stdlib.h>

#include <criterion/criterion.h>

#include "model/finding.h"

#include "base/banned.h"

static const FindingRule LIGHT = {.id = STR_CONST("SOG101"), .weight = 10};
static const FindingRule HEAVY = {.id = STR_CONST("SOG102"), .weight = 20};

static const FindingRule FOR = {.id = STR_CONST("SOG401"), .source = FINDING_FOR, .weight = 90};
static const FindingRule AGAINST = {
    .id = STR_CONST("SOG402"), .source = FINDING_AGAINST, .weight = 90};

Test(finding, most_important_first) {
    static const Finding WANTED[] = {
        {.rule = &LIGHT, .level = LEVEL_ERROR, .path = STR_CONST("b"), .state = FINDING_NEW},
        {.rule = &HEAVY, .level = LEVEL_ERROR, .path = STR_CONST("b")},
        {.rule = &LIGHT, .level = LEVEL_ERROR, .path = STR_CONST("a")},
        {.rule = &LIGHT, .level = LEVEL_ERROR, .path = STR_CONST("a"), .pos = {1, 0}},
        {.rule = &LIGHT, .level = LEVEL_ERROR, .path = STR_CONST("a"), .pos = {1, 4}},
        {.rule = &LIGHT, .level = LEVEL_ERROR, .path = STR_CONST("b"), .fingerprint = "1"},
        {.rule = &LIGHT, .level = LEVEL_ERROR, .path = STR_CONST("b"), .fingerprint = "2"},
        {.rule = &HEAVY, .level = LEVEL_ERROR, .state = FINDING_UNCHANGED},
        {.rule = &HEAVY, .level = LEVEL_ERROR, .state = FINDING_FIXED},
        {.rule = &HEAVY, .level = LEVEL_WARNING, .state = FINDING_NEW},
        {.rule = &HEAVY, .level = LEVEL_NOTE},
        {.rule = &FOR, .level = LEVEL_ERROR, .state = FINDING_NEW},
        {.rule = &AGAINST, .level = LEVEL_NOTE},
        {.rule = &HEAVY, .level = LEVEL_ERROR, .is_suppressed = true},
    };
    enum { COUNT = ARRAY_LEN(WANTED) };
    const Finding *sorted[COUNT];
    for (uint32_t i = 0; i < COUNT; i++)
        sorted[i] = &WANTED[(i * 5 + 3) % COUNT];
    qsort(sorted, COUNT, sizeof *sorted, finding_rank_pointers);
    for (uint32_t i = 0; i < COUNT; i++)
        cr_expect_eq(sorted[i], &WANTED[i], "place %u", i);
}

Test(finding, what_a_baseline_lists) {
    cr_expect(finding_is_listed(&(Finding){.rule = &LIGHT, .state = FINDING_NEW}));
    cr_expect_not(finding_is_listed(&(Finding){.rule = &LIGHT, .state = FINDING_FIXED}));
    cr_expect_not(finding_is_listed(&(Finding){.rule = &LIGHT, .is_suppressed = true}));
    cr_expect_not(finding_is_listed(&(Finding){.rule = &FOR}));
    cr_expect_not(finding_is_listed(&(Finding){.rule = &AGAINST}));
}

Test(finding, words) {
    cr_expect_str_eq(finding_level_key(LEVEL_WARNING), "warning");
    cr_expect_str_eq(finding_state_key(FINDING_NEW), "new");
    cr_expect_str_eq(finding_state_key(FINDING_PLAIN), "");
}
