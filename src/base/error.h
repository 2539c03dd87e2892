// SPDX-License-Identifier: MIT
// What stops a run: one clear sentence with what, where and what to do. The first error wins.
// Functions that can fail return bool, take `Error *err` last, carry WARN_UNUSED and write no
// output on failure. A single bad file is not an Error but a Problem (model/source.h).
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/base.h"

typedef enum ErrorCode {
    ERROR_NONE,
    ERROR_USAGE,       // the command line
    ERROR_INPUT,       // no such folder, unreadable list
    ERROR_RULES,       // a rule file
    ERROR_OUTPUT,      // cannot write
    ERROR_INTERRUPTED, // SIGINT
} ErrorCode;

typedef struct Error {
    ErrorCode code;
    char text[1024]; // NUL-terminated UTF-8, no line end; scanned bytes in it are made safe
} Error;

// Fills `err` unless it is filled already; returns false, so `return error_set(err, …)` reads well.
bool error_set(Error *err, ErrorCode code, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
