// SPDX-License-Identifier: MIT
// Names of the reason codes for names that could not be resolved.
//
//     program_reason_key(REASON_STAR_IMPORT)  ->  "star_import"
//
// They are printed in the coverage part of every report, so they never change within one report
// version.
// Adding one: a row in REASONS of program.h.
#include "model/program.h"

#include "base/banned.h"

static const char *const REASON_KEYS[] = {[REASON_NONE] = "none",
#define REASON(name, key) [REASON_##name] = #key,
                                          REASONS(REASON)
#undef REASON
};
_Static_assert(ARRAY_LEN(REASON_KEYS) == REASON_COUNT, "one key a reason");

const char *program_reason_key(Reason reason) {
    return REASON_KEYS[reason];
}
