// SPDX-License-Identifier: MIT
// The one sentence that a report opens with.
#ifndef JUDGE_HEADLINE_H
#define JUDGE_HEADLINE_H

#include "model/report.h"

// In:  project  with everything but its headline
Str headline_of(const Report *report, const Project *project, Arena *arena);

#endif
