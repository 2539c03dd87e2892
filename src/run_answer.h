// SPDX-License-Identifier: MIT
// A part of the pipeline: whether the whole answer of an earlier run is still right.
#ifndef RUN_ANSWER_H
#define RUN_ANSWER_H

#include "run.h"

// The bytes of the records as they are before they are read, "" if there is to be no answer anyway.
Str run_answer_records(const RunOptions *options, Arena *arena);

// Before anything else, of a commit or an index in brief: what run_answer_recall does of a folder.
// In:     run   where it will be scanned, if there is no answer; only is_recalled is set
// Out:    what to keep the answer by, for run->answer; NULL if it must not be kept
const RunAnswer *run_answer_recall_early(const RunOptions *options, Arena *arena, Run *run);

// After run_facts_read: finds out what the answer depends on, and asks options->recall for it. True if
// that had it: then no stage need run, and run->is_recalled is set.
bool run_answer_recall(const RunOptions *options, Run *run);

#endif
