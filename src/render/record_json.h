// SPDX-License-Identifier: MIT
// What the team decided, and what the gates made of the report, as JSON.
#ifndef RENDER_RECORD_JSON_H
#define RENDER_RECORD_JSON_H

#include "model/change.h"
#include "render/writer.h"

// The keys "record" and "gates"; neither without what it is about.
void record_json(Writer *w, const Report *report);

#endif
