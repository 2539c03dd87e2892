// SPDX-License-Identifier: MIT
// The findings of a report as JSON, member "findings".
#ifndef RENDER_FINDINGS_JSON_H
#define RENDER_FINDINGS_JSON_H

#include "render/render.h"
#include "render/writer.h"

void findings_json(Writer *w, const Report *report);

#endif
