// SPDX-License-Identifier: MIT
// The flat object of facts that the report and `stayorgo facts` share.
#ifndef RENDER_FACTS_JSON_H
#define RENDER_FACTS_JSON_H

#include "model/report.h"
#include "render/writer.h"

// One object: file figures, syntax facts, facts by rules, in that order; {module: count} maps last.
void facts_json_totals(Writer *w, const Report *report);

#endif
