// SPDX-License-Identifier: MIT
// A part of the pipeline: what a comparison needs of a commit or an index, kept in the cache.
#ifndef RUN_SUMMARY_H
#define RUN_SUMMARY_H

#include "compare/compare.h"
#include "run.h"

// What an earlier run kept of what these options scan; NULL if there is nothing.
const CompareBase *run_summary_find(const RunOptions *options, Arena *arena);
// Keeps it, if the run is of a commit or an index and all of it could be read.
// In:     run    made with the options; its findings have no states yet
void run_summary_keep(const RunOptions *options, const Run *run, const CompareBase *summary);

#endif
