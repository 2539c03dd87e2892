// SPDX-License-Identifier: MIT
// How a report differs from the one that it was made from, as JSON.
#ifndef RENDER_RESCORED_JSON_H
#define RENDER_RESCORED_JSON_H

#include "model/rescored.h"
#include "render/writer.h"

// The key "rescored" and its object; nothing when the report is no other than the one read back.
void rescored_json(Writer *w, const Report *report);

#endif
