// SPDX-License-Identifier: MIT
// One deployable as JSON, and a verdict, which the whole has too.
#ifndef RENDER_PROJECT_JSON_H
#define RENDER_PROJECT_JSON_H

#include "model/report.h"
#include "render/writer.h"

void project_json(Writer *w, const Report *report, const Project *project);
void project_json_verdict(Writer *w, const Verdict *verdict);

#endif
