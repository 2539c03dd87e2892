// SPDX-License-Identifier: MIT
// Where reports go: one buffer for each output, written when all reports are in.
//
//   Sinks sinks;
//   if (!sinks_open(options, &arena, &sinks, err)) return false;
//   sinks_add(&sinks, &report);                         // once a report
//   return sinks_write(&sinks, outcome, err);
#ifndef CLI_SINKS_H
#define CLI_SINKS_H

#include "cli/session.h"

typedef struct Sink {
    const RenderFormat *format;
    Str file; // "" is standard output
    Buf buf;
    RenderStyle style;
    size_t last; // where the last report begins in buf
} Sink;

typedef struct Sinks {
    Sink *items;
    uint32_t len;
    uint32_t reports;
    bool has_hashes; // a format shows Finding.line_hash
} Sinks;

// The outputs that the options name; text on standard output when they name none.
// Errors: an unknown format, two formats that would go to the same place
bool sinks_open(const Options *options, Arena *arena, Sinks *out, Error *err) WARN_UNUSED;

// Appends the report to every output. The first parameter is the Sinks: it is a SessionEach.
void sinks_add(void *ctx, const Report *report);

// What an earlier run rendered for each output, appended in place of a report; false, and nothing
// appended, if one of them is not there. A SessionRecall.
bool sinks_recall(void *ctx, const RunAnswer *answer, Arena *arena);
// Keeps what the last report was rendered to. A SessionRemember.
void sinks_remember(void *ctx, const RunAnswer *answer);

// Writes all outputs; nothing when there was no report.
bool sinks_write(const Sinks *sinks, Outcome *outcome, Error *err) WARN_UNUSED;

#endif
