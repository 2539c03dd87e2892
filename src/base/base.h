// SPDX-License-Identifier: MIT
// What every file of stayorgo may rely on: fixed-width integers, a handful of macros, and a list
// of C functions that are banned because a bounded or arena-based twin exists in base/.
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

// The machine has no memory left: prints one line and exits with status 2, so no caller checks
// NULL.
NORETURN void base_out_of_memory(void);

#endif
