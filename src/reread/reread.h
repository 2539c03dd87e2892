// SPDX-License-Identifier: MIT
// A saved report (stayorgo-report/1) → a Report whose projects have their tallies, so that it can be
// decided again. The one public header of this stage.
//
//   Reread saved;
//   if (!reread_report(&input, &arena, &saved, err)) return false;
//   saved.report …                     // judge fills in the rest
#ifndef REREAD_REREAD_H
#define REREAD_REREAD_H

#include "base/error.h"
#include "model/rescored.h"

typedef struct RereadInput {
    Str text;           // JSON
    Str file;           // named in errors
    const Rules *rules; // to decide with; the report may have been made with others
} RereadInput;

// Its parts point at each other, so it stays where it was made.
typedef struct Reread {
    Report report;         // but for what judge_whole() fills in
    Source source;         // only the files that places point at
    Rescored rescored;     // but for the changes that have a weight, and what they do
    const double *weights; // that the report was decided with, parallel to the list of weights
    const bool *has_weight;
} Reread;

// In:     input  its text may be freed afterwards; the rules are borrowed by the report
// Arena:  everything else
// Errors: what is no report of ours, or contradicts itself: file, key path, one sentence
bool reread_report(const RereadInput *input, Arena *arena, Reread *out, Error *err) WARN_UNUSED;

// Appends to saved->rescored.changes every weight of its rules, which may have been changed since,
// that the report was not decided with.
// In:     is_set  parallel to the list of weights: somebody asked for it; the others are the rules'
void reread_changes(Reread *saved, const bool *is_set, Arena *arena);

#endif
