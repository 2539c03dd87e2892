// SPDX-License-Identifier: MIT
// Which directories could be carved out as a service, while the rest stays.
#ifndef JUDGE_SPLIT_H
#define JUDGE_SPLIT_H

#include "model/report.h"

// Fills the cuts of project->tally; whether one of them holds is for decide() to say.
void split_measure(const Report *report, const ProjectMatches *found, Arena *arena,
                   Project *project);

#endif
