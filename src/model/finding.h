// SPDX-License-Identifier: MIT
// Places worth a person's attention. Made by the stage `finding` from what match found and judge
// decided, read by render and by the gates.
//
//     async def quote(symbol):
//         return requests.get(URL, …)      SOG101 error, symbol "shop.prices.quote"
//
// A finding is known again by its fingerprint: its rule, the definition around it, its code without
// layout, and its number among equals; no path and no line, so a moved line, a reformatted file or a
// renamed folder leaves it as it is.
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include "model/rules.h"

enum { FINDING_FINGERPRINT = 32 }; // hexadecimal digits

// Against the base revision or the baseline.
typedef enum FindingState {
    FINDING_PLAIN, // nothing to hold it against
    FINDING_NEW,
    FINDING_UNCHANGED,
    FINDING_FIXED, // only in the base: its place is there, and `file` is NONE
    FINDING_STATE_COUNT,
} FindingState;

// One step of the way from the place to what it is about: "quote() calls fetch()".
typedef struct FindingStep {
    uint32_t file; // index into Source.files
    Pos pos;
    Str text; // what happens there
} FindingStep;

typedef struct Finding {
    const FindingRule *rule;
    uint8_t level;    // FindingLevel; the rule's, unless something speaks for less
    uint32_t project; // index into Report.projects
    uint32_t file;    // index into Source.files; NONE if only the base has it
    Str path;         // of the file, raw bytes
    Pos pos, end;     // end: one past its last code point, on the row of pos
    Str symbol;       // qualified name of the definition around it, with its module; "" for none
    Str message;      // one sentence in plain words
    Str text;         // the line, trimmed; "" if it cannot be read any more
    const FindingStep *steps; // from the place on; none: the place itself is it
    uint32_t step_count;
    char fingerprint[FINDING_FINGERPRINT + 1];
    Str line_hash; // of its line, as GitHub computes it; "" unless a format asked for it
    uint8_t state; // FindingState
    bool is_suppressed;
    Str reason; // why it is suppressed, as written; "" without one
} Finding;

// Whether it shows what the verdict rests on (SOG4xx). Such a place moves when the decision does, so it is
// never new, unchanged or fixed, is in no baseline, closes no gate, and is listed behind everything else.
bool finding_is_evidence(const FindingRule *rule);
// Whether a baseline lists it: it stands in the code, is not suppressed, and is no evidence.
bool finding_is_listed(const Finding *finding);

// The order "most important first", for all that shows only some: what is not suppressed, what is no
// evidence, then level, new before the rest, weight of the rule, place. Below 0 when `a` comes first; never 0 for two
// findings of one report. finding_rank_pointers: the same for qsort over `const Finding *`.
int finding_rank(const Finding *a, const Finding *b);
int finding_rank_pointers(const void *a, const void *b);

const char *finding_level_key(FindingLevel level); // "warning"
const char *finding_state_key(FindingState state); // "new", "" for plain

#endif
