// SPDX-License-Identifier: MIT
// What the environment of a CI job says: which host it is, what to compare with, where reports belong.
//
//   CiJob job;
//   cihost_read(&arena, &job);       // job.host "GitHub Actions", job.bases {refs/remotes/origin/main}
#ifndef CLI_CIHOST_H
#define CLI_CIHOST_H

#include "cli/options.h"
#include "model/format.h"

// Something to compare with.
typedef struct CiBase {
    Str revision; // as git knows it
    Str name;     // as people do: "main"
} CiBase;

typedef struct CiJob {
    const char *host;    // "GitHub Actions"
    Str log;             // format of what the host reads in the log: "github"; "" for none
    const char *event;   // "pull request"; "" for any other run
    bool is_known;       // the host is one of ours
    bool needs_base;     // without one of the bases the job has failed
    VEC(CiBase) bases;   // the first that is in the clone counts
    RenderOrigin origin; // without the revision, which the clone knows better, and what hangs on it
    const char
        *files; // between the address of the repository and a revision: "/blob/"; NULL: no pages
    const Output *outputs;
    uint32_t output_count;
    Str summary, values; // files of the host for Markdown, and for NAME=VALUE lines; "" for none
} CiJob;

// Reads the environment, and the file that describes a GitHub event. All of it is text that others may
// have chosen: it is to be shown and looked up, and no more.
// Arena:  what is made; the rest views the environment
// Errors: none; what is not there or makes no sense is left out
void cihost_read(Arena *arena, CiJob *out);

#endif
