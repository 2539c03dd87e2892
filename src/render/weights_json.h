// SPDX-License-Identifier: MIT
// The weights that a report was decided with.
#ifndef RENDER_WEIGHTS_JSON_H
#define RENDER_WEIGHTS_JSON_H

#include "model/rules.h"
#include "render/writer.h"

// An object of groups: {"numbers": {"inertia": [0.14]}, "criteria": {"admin": [2.2, 3]}, …}.
void weights_json(Writer *w, const Rules *rules);

#endif
