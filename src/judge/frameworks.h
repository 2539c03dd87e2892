// SPDX-License-Identifier: MIT
// Which web frameworks a repository uses, and which one it is built on.
#ifndef JUDGE_FRAMEWORKS_H
#define JUDGE_FRAMEWORKS_H

#include "model/report.h"

// Fills project->frameworks (used ones, the base first) and project->base (NULL without one).
void frameworks_judge(const Report *report, Arena *arena, Project *project);

// The framework that the base would be left for, given which side fits: SIDE_DJANGO → "django" …
Str frameworks_side_id(FrameworkSide side);
// True for a repository that extends frameworks or is a library: it is not itself deployed.
bool frameworks_is_library(const Report *report, const Project *project);

#endif
