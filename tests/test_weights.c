// SPDX-License-Identifier: MIT
// The list of weights: names lead to numbers, and a copy can be changed without the original.
#include <criterion/criterion.h>

#include "model/weights.h"
#include "rules/rules.h"

#include "base/banned.h"

static Weight named(const char *name) {
    uint32_t index = weights_find(&rules_builtin, str_from_c(name));
    cr_assert_neq(index, NONE, "%s", name);
    return weights_at(&rules_builtin, index);
}

Test(weights, every_one_is_found_by_its_name) {
    Arena arena = {0};
    uint32_t count = weights_count(&rules_builtin);
    cr_assert_eq(count, rules_builtin.number_count + 2 * rules_builtin.criterion_count +
                            4 * rules_builtin.signal_count + rules_builtin.effort_count + 5);
    for (uint32_t i = 0; i < count; i++) {
        Weight weight = weights_at(&rules_builtin, i);
        Str name = weights_name(&weight, &arena);
        cr_assert_eq(weights_find(&rules_builtin, name), i, STR_FMT, STR_ARG(name));
        cr_assert(weight.value >= weight.min && weight.value <= weight.max, STR_FMT, STR_ARG(name));
    }
    arena_free(&arena);
}

Test(weights, a_bare_id_is_the_weight) {
    cr_assert_eq(named("admin").group, WEIGHT_CRITERION);
    cr_assert_str_eq(named("admin").field, "weight");
    cr_assert_eq(named("admin.customised").group, WEIGHT_SIGNAL);
    cr_assert_str_eq(named("admin.customised").field, "weight");
    cr_assert_str_eq(named("admin.customised.lean").field, "lean");
    cr_assert_str_eq(named("django_fastapi.routes").field, "points");
    cr_assert_eq(named("cost.weight").group, WEIGHT_NUMBER);
    cr_assert_str_eq(named("scale").field, "cost_days");
    cr_assert_str_eq(named("scale.untested").field, "untested");
}

Test(weights, what_is_no_weight_is_not_found) {
    static const char *const NAMES[] = {"",
                                        ".",
                                        "admin.",
                                        ".weight",
                                        "admin.weigh",
                                        "admin.weight.",
                                        "adminweight",
                                        "inertia.weight",
                                        "scale.tests"};
    for (uint32_t i = 0; i < ARRAY_LEN(NAMES); i++)
        cr_assert_eq(weights_find(&rules_builtin, str_from_c(NAMES[i])), NONE, "%s", NAMES[i]);
}

Test(weights, a_copy_is_changed_alone) {
    Arena arena = {0};
    Rules own = weights_copy(&rules_builtin, &arena);
    for (uint32_t i = 0; i < weights_count(&own); i++) {
        double before = weights_at(&rules_builtin, i).value;
        cr_assert_eq(weights_at(&own, i).value, before);
        *weights_place(&own, i) = before + 1;
        cr_assert_eq(weights_at(&own, i).value, before + 1);
        cr_assert_eq(weights_at(&rules_builtin, i).value, before);
    }
    arena_free(&arena);
}

Test(weights, equal_is_as_written) {
    cr_assert(weights_equal(0.1, 0.1000004));
    cr_assert_not(weights_equal(0.1, 0.100001));
    cr_assert_not(weights_equal(1, -1));
}
