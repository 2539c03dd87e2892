// SPDX-License-Identifier: MIT
// What moved since a base revision, as JSON.
#ifndef RENDER_CHANGE_JSON_H
#define RENDER_CHANGE_JSON_H

#include "model/change.h"
#include "render/writer.h"

// The key "change" and its object; nothing when nothing was compared.
void change_json(Writer *w, const Report *report);

#endif
