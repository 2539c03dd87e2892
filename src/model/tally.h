// SPDX-License-Identifier: MIT
// All that the decision about one project rests on, as plain counts: no files, no names, no text.
//
//   matches ──► Tally ──► decide() ──► Outcome
//                 ▲           │ again and again: with other weights (robustness), with other counts
//   saved report ─┘           ▼ (counterfactuals), from a saved report (rescore)
//
// A Tally is small and is copied freely; whoever asks "what if" changes a count in a copy.
#ifndef MODEL_TALLY_H
#define MODEL_TALLY_H

#include "model/rules.h"

enum { TALLY_CRITERIA_MAX = 32, TALLY_CUTS_MAX = 4 };

// Why there is nothing to migrate.
typedef enum NoneReason {
    NONE_NOT,        // there is something to decide
    NONE_NO_CODE,    // no Python file
    NONE_NO_WEB,     // no web framework
    NONE_ONLY_APART, // a web framework only in tests, examples, docs or tools
    NONE_LIBRARY,    // is meant to be installed, and starts no application
    NONE_PLUGIN,     // extends a web framework
    NONE_TEMPLATE,   // projects are made from it
    NONE_COUNT,
} NoneReason;

// One signal that applies to the project's present framework, also when nothing was found.
typedef struct TallySignal {
    uint32_t rule;      // index into rules->signals
    uint32_t criterion; // index into rules->criteria
    uint8_t kind;       // SignalKind, after kind_on
    uint32_t count;
    uint32_t size; // how many things its half grows with; 0 unless the rule says so
} TallySignal;

// A directory that may be carved out.
typedef struct TallyCut {
    Str directory;
    const uint32_t *inside; // parallel to Tally.signals: how many of `count` are in it
    uint32_t files;         // production Python files in it
    uint32_t imports_in;    // imports from the rest of the product into it
    uint32_t imports_out;   // and from it into the rest
    bool is_separate;       // it has an entry point of its own, or what only it imports is heavy
} TallyCut;

// So many of so many.
typedef struct TallyShare {
    uint64_t part, whole;
} TallyShare;

typedef struct Tally {
    const FrameworkRule *base;   // what it is built on; NULL if nothing
    const FrameworkRule *second; // what serves beside it (report_second); NULL if nothing
    NoneReason none;
    TallySignal *signals; // in the order of the rules
    uint32_t signal_count;
    const TallySignal *idle; // counted, but without a say where `base` is the present framework
    uint32_t idle_count;
    const TallyCut *cuts; // the most promising first
    uint32_t cut_count;
    const uint32_t *efforts; // counts parallel to rules->efforts; NULL: the cost is left out
    bool is_untested;        // no test: what a move costs is less certain
    double days[SIDE_OTHER]; // likely person-days of moving to Django, to FastAPI
    TallyShare parsed;       // files that were parsed
    TallyShare resolved;     // names that have a meaning
} Tally;

#endif
