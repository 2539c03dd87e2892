// SPDX-License-Identifier: MIT
// The sections of the Markdown report that are about this change rather than about the code: gates,
// what changed since a base, findings. Each writes nothing where it has nothing to say.
#ifndef RENDER_MARKDOWN_CHANGE_H
#define RENDER_MARKDOWN_CHANGE_H

#include "base/buf.h"
#include "model/format.h"

void markdown_change_gates(const Report *report, Buf *out);
void markdown_change_moves(const Report *report, Buf *out);
// Errors and warnings; with a base only what is new.
void markdown_change_findings(const Report *report, const RenderStyle *style, Buf *out);

#endif
