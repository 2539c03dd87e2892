// SPDX-License-Identifier: MIT
// Tests of the reason codes for names that have no meaning for us.
//
//   program_reason_key(REASON_LOOP) -> "loop_variable"
//
// They are keys of reports: what is here may grow, but not change.
#include <criterion/criterion.h>

#include "model/program.h"

Test(program, reasons_have_keys) {
    static const char *const KEYS[] = {
        [REASON_NONE] = "none",
        [REASON_UNBOUND] = "unbound",
        [REASON_STAR_IMPORT] = "star_import",
        [REASON_PARAMETER] = "parameter",
        [REASON_LOOP] = "loop_variable",
        [REASON_VALUE] = "value",
        [REASON_CALL_RESULT] = "call_result",
        [REASON_ATTRIBUTE] = "attribute",
        [REASON_DYNAMIC] = "dynamic",
        [REASON_MISSING_MODULE] = "missing_module",
        [REASON_DEPTH] = "depth",
    };
    cr_assert_eq(ARRAY_LEN(KEYS), REASON_COUNT);
    for (uint32_t i = 0; i < REASON_COUNT; i++)
        cr_assert_str_eq(program_reason_key((Reason)i), KEYS[i]);
}
