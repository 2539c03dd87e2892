// SPDX-License-Identifier: MIT
// The ledger of endpoints as JSON.
#ifndef RENDER_ROUTES_JSON_H
#define RENDER_ROUTES_JSON_H

#include "model/report.h"
#include "render/writer.h"

// An array with one object a route, in the order of the report.
void routes_json(Writer *w, const Report *report);

#endif
