// SPDX-License-Identifier: MIT
// A part of the pipeline: the facts of all files, from the cache where it has them, else parsed.
//
//   run_facts_take(&options, &run);        // run.source is there; gives run.facts
//   …
//   run_facts_keep(&options, &run);        // what was parsed goes into the cache
#ifndef RUN_FACTS_H
#define RUN_FACTS_H

#include "run.h"
#include "store/store.h"

// One file that is parsed, beside its facts in RunFacts.
typedef struct RunFile {
    StoreKey content; // none if it could not be read, or without a cache
    FsStamp stamp;    // of what has that content; all zero if it is not to be relied on
    Str packed;       // facts for the cache; "" if it has them
    bool has_facts;
} RunFile;

typedef struct RunFacts {
    uint32_t count;
    const uint32_t *order; // slot → index into source.files
    FileFacts *facts;      // by slot
    RunFile *files;        // by slot
    StoreFileVec tree;     // what the cache knew of the folder
} RunFacts;

void run_facts_take(const RunOptions *options, Run *run);
void run_facts_keep(const RunOptions *options, const Run *run);

#endif
