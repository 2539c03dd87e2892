// SPDX-License-Identifier: MIT
// A progress bar on standard error, and the time a scan took.
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "base/base.h"

typedef struct Progress {
    bool is_shown;   // standard error is a terminal and nobody asked for quiet
    bool is_verbose; // say the time at the end
    bool is_drawn;
    uint64_t start_ns, last_ns;
} Progress;

Progress progress_start(bool quiet, bool verbose);
void progress_show(void *progress, uint32_t done, uint32_t total);
// Says the time if that was asked for and the run was `ok`.
void progress_end(Progress *progress, bool ok, uint64_t files, uint64_t bytes);

#endif
