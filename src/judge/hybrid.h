// SPDX-License-Identifier: MIT
// Whether a second framework serves beside the one a project is built on.
#ifndef JUDGE_HYBRID_H
#define JUDGE_HYBRID_H

#include "model/report.h"

// Fills project->hybrid from its frameworks.
void hybrid_judge(const Rules *rules, Arena *arena, Project *project);

#endif
