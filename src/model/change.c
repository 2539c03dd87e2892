// SPDX-License-Identifier: MIT
// The words of gates.
//
//     change_gate_key(GATE_NEW_FINDING)   ─►  "new-finding"
//
// Limits: words only; what a gate compares is in the stage that asks it.
#include "model/change.h"

#include "base/banned.h"

const char *change_gate_key(GateKind kind) {
    static const char *const KEYS[] = {"flip", "drift", "new-finding", "undecided"};
    _Static_assert(ARRAY_LEN(KEYS) == GATE_COUNT, "one key a gate");
    return KEYS[kind];
}
