// SPDX-License-Identifier: MIT
// The words of findings.
//
//     finding_level_key(LEVEL_WARNING)   ─►  "warning"
//
// Limits: words only; findings are made in the stage `finding`.
#include "model/finding.h"

#include "base/banned.h"

const char *finding_level_key(FindingLevel level) {
    static const char *const KEYS[] = {"note", "warning", "error"};
    _Static_assert(ARRAY_LEN(KEYS) == FINDING_LEVEL_COUNT, "one key a level");
    return KEYS[level];
}

const char *finding_state_key(FindingState state) {
    static const char *const KEYS[] = {"", "new", "unchanged", "fixed"};
    _Static_assert(ARRAY_LEN(KEYS) == FINDING_STATE_COUNT, "one key a state");
    return KEYS[state];
}
