// SPDX-License-Identifier: MIT
// A part of the pipeline: whether the whole answer of an earlier run is still right.
#ifndef RUN_ANSWER_H
#define RUN_ANSWER_H

#include "run.h"

// The bytes of the records as they are before they are read, "" if there is to be no answer anyway.
Str run_answer_records(const RunOptions *options, Arena *arena);

// After run_facts_read: finds out what the answer depends on, and asks options->recall for it. True if
// that had it: then no stage need run, and run->is_recalled is set.
bool run_answer_recall(const RunOptions *options, Run *run);

#endif
