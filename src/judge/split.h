// SPDX-License-Identifier: MIT
// Is there a package that could be carved out as a service, while the rest stays?
#ifndef JUDGE_SPLIT_H
#define JUDGE_SPLIT_H

#include "model/report.h"

// The directory that holds nearly all places which speak for the other side and hardly any that
// speak for the present one. False when there is none, or either side has too little to say.
bool split_find(const Report *report, const Project *project, FrameworkSide present, Arena *arena,
                Str *out_directory);

#endif
