// SPDX-License-Identifier: MIT
// Which web frameworks a repository uses, and which one it is built on.
#ifndef JUDGE_FRAMEWORKS_H
#define JUDGE_FRAMEWORKS_H

#include "model/report.h"

// Fills project->frameworks (those in use, the base first) and project->base (NULL without one).
void frameworks_judge(const Report *report, Arena *arena, Project *project);

// The id of the framework that stands for a side of the matrix: "django" or "fastapi". SIDE_OTHER
// has none and must not be asked for.
Str frameworks_side_id(FrameworkSide side);
// True for a repository that extends frameworks or is a library: it is not itself deployed.
bool frameworks_is_library(const Report *report, const Project *project);

#endif
