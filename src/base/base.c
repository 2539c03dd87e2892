// SPDX-License-Identifier: MIT
// The two ways a run ends without a result: a broken invariant of ours and no memory left.
//
//   BUG("no such kind")       -> "stayorgo: bug at file.c:12: no such kind", abort
//   base_out_of_memory()      -> "stayorgo: out of memory", exit status 2
//
// Out of memory is written with write() and leaves with _exit(): stdio and exit handlers may want
// memory themselves. Everything else that goes wrong is an Error or a Problem, never one of these.
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/banned.h"

NORETURN void base_bug(const char *file, int line, const char *msg) {
    fprintf(stderr, "stayorgo: bug at %s:%d: %s\n", file, line, msg);
    abort();
}

NORETURN void base_out_of_memory(void) {
    static const char line[] = "stayorgo: out of memory\n";
    ssize_t written = write(STDERR_FILENO, line, sizeof(line) - 1);
    (void)written; // nothing is left to do about a failure
    _exit(2);
}
