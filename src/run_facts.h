// SPDX-License-Identifier: MIT
// A part of the pipeline: the facts of all files, from the cache where it has them, else parsed.
//
//   run_facts_read(&options, &run);        // reads what has changed; the content of each file is known
//   run_facts_fetch(&run);                 // the facts of the others: run.facts->items is whole
//   …                                      // or run_facts_skip(&run): no facts are needed after all
//   run_facts_keep(&options, &run);        // what was parsed goes into the cache
#ifndef RUN_FACTS_H
#define RUN_FACTS_H

#include "run.h"
#include "store/store.h"

// One file that is read: parsed, or a manifest.
typedef struct RunFile {
    StoreKey content; // none if it could not be read, or without a cache
    FsStamp stamp;    // of what has that content; all zero if it is not to be relied on
    Str packed;       // facts for the cache; "" if it has them
    bool has_facts;   // or needs none any more
    bool is_named;    // the cache knows its content by the id that git has for it
} RunFile;

typedef struct RunFacts {
    uint32_t count;        // files that are parsed: they have the first slots
    uint32_t file_count;   // those and manifests
    const uint32_t *order; // slot → index into source.files
    FileFacts *items;      // by slot
    RunFile *files;        // by slot; of manifests only with a cache
    StoreFileVec tree;     // what the cache knew of the folder
    struct RunJob *job;    // the work
} RunFacts;

void run_facts_read(const RunOptions *options, Run *run);
void run_facts_fetch(Run *run);
void run_facts_skip(Run *run);
void run_facts_keep(const RunOptions *options, const Run *run);

#endif
