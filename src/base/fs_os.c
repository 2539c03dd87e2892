// SPDX-License-Identifier: MIT
// The rest of the operating system: terminal, clock, environment, signals.
//
//   fs_terminal_columns(1)   -> 120, or 0 when standard output is no terminal
//   Ctrl-C once              -> fs_interrupted() is true from then on
//   Ctrl-C twice             -> exit status 130 at once
//
// How fs_interrupted() works without a global variable: the handler installs a second handler for
// the next SIGINT, and fs_interrupted() asks the kernel which of the two is installed. That costs a
// system call of a fraction of a microsecond, so ask once a file, not once a byte. The handler is
// installed without SA_RESTART, so that a read that waits for input comes back with EINTR.
// Limit: where SIGINT is ignored from the start (a background job of a script) it stays ignored.
#define _GNU_SOURCE 1
#include "base/fs.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum { EXIT_INTERRUPTED = 130 };

bool fs_is_tty(int fd) {
    return isatty(fd) == 1;
}

uint32_t fs_terminal_columns(int fd) {
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

uint64_t fs_clock_ns(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int64_t fs_wall_ns(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool fs_random(void *out, size_t size) {
    enum { MOST = 256 }; // bytes that one call gives
    unsigned char *at = out;
    for (size_t n; size > 0; at += n, size -= n) {
        n = size < MOST ? size : MOST;
        if (getentropy(at, n) != 0) return false;
    }
    return true;
}

const char *fs_env(const char *name) {
    return getenv(name);
}

static void on_second_interrupt(int signal_number) {
    (void)signal_number;
    _exit(EXIT_INTERRUPTED);
}

static void on_first_interrupt(int signal_number) {
    int saved_errno = errno;
    struct sigaction next = {.sa_handler = on_second_interrupt};
    sigaction(signal_number, &next, NULL);
    errno = saved_errno;
}

void fs_signals_init(void) {
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL); // a file size limit: write fails with EFBIG instead
    struct sigaction now;
    struct sigaction first = {.sa_handler = on_first_interrupt};
    if (sigaction(SIGINT, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
        sigaction(SIGINT, &first, NULL);
}

bool fs_interrupted(void) {
    struct sigaction now;
    return sigaction(SIGINT, NULL, &now) == 0 && now.sa_handler == on_second_interrupt;
}
