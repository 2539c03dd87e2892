// SPDX-License-Identifier: MIT
// Tests of the helpers over the facts of one file.
//
//   the scope of a lambda in an async def -> its function is the lambda, which is not async
//
// The scopes are those of:
//
//     class Shop:                                   1
//         async def view(self):                     2
//             f = lambda: [x for x in self.all()]   3, 4
//             def inner(): ...                      5
//             class Local: ...                      6
#include <criterion/criterion.h>

#include "model/facts.h"

Test(facts, every_kind_has_a_key_that_leads_back) {
    for (uint32_t i = 0; i < FACT_COUNT; i++) {
        FactKind kind = FACT_COUNT;
        Str key = str_from_c(facts_key((FactKind)i));
        cr_assert_gt(key.len, 0);
        cr_assert(facts_kind_of_key(key, &kind), STR_FMT, STR_ARG(key));
        cr_assert_eq(kind, i, "two kinds are called " STR_FMT, STR_ARG(key));
    }
    cr_assert_str_eq(facts_key(FACT_CLASS), "classes");
    cr_assert_str_eq(facts_key(FACT_AWAIT), "await_expressions");
}

Test(facts, other_keys_are_none) {
    static const char *const KEYS[] = {"", "class", "classess", "CLASSES", "lines"};
    for (uint32_t i = 0; i < ARRAY_LEN(KEYS); i++) {
        FactKind kind = FACT_COUNT;
        cr_assert(!facts_kind_of_key(str_from_c(KEYS[i]), &kind), "%s", KEYS[i]);
        cr_assert_eq(kind, FACT_COUNT, "not written on failure");
    }
}

Test(facts, function_around_a_scope) {
    Scope scopes[] = {
        {SCOPE_MODULE, false, NONE, NONE},
        {SCOPE_CLASS, false, 0, 0},
        {SCOPE_FUNCTION, true, 1, 0},
        {SCOPE_LAMBDA, false, 2, NONE},
        {SCOPE_COMPREHENSION, false, 3, NONE},
        {SCOPE_FUNCTION, false, 2, 1},
        {SCOPE_CLASS, false, 2, 1},
    };
    static const struct {
        uint32_t function;
        bool is_async;
    } want[] = {{NONE, false}, {NONE, false}, {2, true}, {3, false},
                {3, false},    {5, false},    {2, true}};
    FileFacts facts = {.scopes = {scopes, ARRAY_LEN(scopes), ARRAY_LEN(scopes)}};
    for (uint32_t i = 0; i < ARRAY_LEN(scopes); i++) {
        cr_assert_eq(facts_scope_function(&facts, i), want[i].function, "scope %u", i);
        cr_assert_eq(facts_in_async(&facts, i), want[i].is_async, "scope %u", i);
        cr_assert_eq(facts_in_function(&facts, i), want[i].function != NONE, "scope %u", i);
    }
}
