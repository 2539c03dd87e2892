// SPDX-License-Identifier: MIT
// What every file of stayorgo may rely on: fixed-width integers, a handful of macros, and the two
// ways in which a run ends without a result.
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define WARN_UNUSED __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt_index, first_arg) __attribute__((format(printf, fmt_index, first_arg)))
#define NORETURN __attribute__((noreturn))

// Index that points at nothing: "no scope", "no expression", "no file".
#define NONE UINT32_MAX

// A broken invariant of ours, never a reaction to input: prints one line and aborts.
#define BUG(msg) base_bug(__FILE__, __LINE__, (msg))
NORETURN void base_bug(const char *file, int line, const char *msg);

// No memory left: prints one line and exits with status 2, so no caller checks for NULL.
NORETURN void base_out_of_memory(void);

#endif
