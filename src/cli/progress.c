// SPDX-License-Identifier: MIT
// A progress bar on standard error, and the time a scan took.
//
//     parsing [##########..........] 1204/4013
//
// Nothing is drawn before half a second has passed or where standard error is no terminal, so short
// scans, hooks and logs stay clean. It is redrawn at most ten times a second and wiped at the end.
// Limits: it counts files, so one very large file makes it stand still.
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fs.h"

#include "base/banned.h"

enum { STDERR = 2, CELLS = 20 };
static const uint64_t DELAY_NS = 500000000;
static const uint64_t REDRAW_NS = 100000000;

Progress progress_start(bool quiet, bool verbose) {
    return (Progress){
        .is_shown = !quiet && fs_is_tty(STDERR),
        .is_verbose = verbose,
        .start_ns = fs_clock_ns(),
    };
}

void progress_show(void *ctx, uint32_t done, uint32_t total) {
    Progress *progress = ctx;
    if (!progress->is_shown) return;
    uint64_t now = fs_clock_ns();
    if (now - progress->start_ns < DELAY_NS || now - progress->last_ns < REDRAW_NS) return;
    progress->last_ns = now;
    progress->is_drawn = true;
    char bar[CELLS + 1];
    for (uint32_t i = 0; i < CELLS; i++) {
        bar[i] = (uint64_t)i * total < (uint64_t)done * CELLS ? '#' : '.';
    }
    bar[CELLS] = 0;
    fprintf(stderr, "\rparsing [%s] %u/%u", bar, done, total);
    fflush(stderr);
}

void progress_end(Progress *progress, bool ok, uint64_t files, uint64_t bytes) {
    if (progress->is_drawn) fprintf(stderr, "\r\x1b[K");
    if (progress->is_verbose && ok) {
        uint64_t ms = (fs_clock_ns() - progress->start_ns) / 1000000;
        fprintf(stderr,
                "stayorgo: %" PRIu64 " files, %" PRIu64 " bytes in %" PRIu64 ".%03" PRIu64 " s\n",
                files, bytes, ms / 1000, ms % 1000);
    }
    fflush(stderr);
}
