// SPDX-License-Identifier: MIT
// The gates that are asked for, from --fail-on and from the configuration.
#ifndef CLI_GATEASK_H
#define CLI_GATEASK_H

#include "base/error.h"
#include "model/change.h"

typedef VEC(GateAsk) GateAskVec;

// "flip,new-finding:error": appends one a name; one that is there already is not doubled.
// In:     where   what the list belongs to, for the sentence: "--fail-on"
// Errors: ERROR_USAGE for an unknown gate or level, with what may have been meant
bool gateask_parse(Str text, Str where, Arena *arena, GateAskVec *out, Error *err) WARN_UNUSED;

// "error" → LEVEL_ERROR; false when it is no level.
bool gateask_level(Str name, uint8_t *out);

#endif
