// SPDX-License-Identifier: MIT
// Which web frameworks a project uses, and which one it is built on.
#ifndef JUDGE_FRAMEWORKS_H
#define JUDGE_FRAMEWORKS_H

#include "model/report.h"

// Fills project->frameworks (those in use, the base first), project->base (NULL without one),
// project->apart, and base and none of its tally.
void frameworks_judge(const Report *report, const ProjectMatches *found, Arena *arena,
                      Project *project);

#endif
