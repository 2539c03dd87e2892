// SPDX-License-Identifier: MIT
// A tally whose counts may be changed: what if there were 3 customised admin classes, not 41?
//
//   WhatIf what = whatif_of(rules, &project->tally, &arena);
//   whatif_set(&what, signal, 3);                   // and again, for a second signal
//   decide(rules, &weights, &what.tally, &outcome);
//   whatif_reset(&what);
#ifndef JUDGE_WHATIF_H
#define JUDGE_WHATIF_H

#include "model/report.h"

typedef struct WhatIf {
    const Rules *rules;
    const Tally *original;     // borrowed
    Tally tally;               // the changed one; everything that changes is its own
    TallyCut *cuts;            // of `tally`
    uint32_t **inside;         // of `cuts`
    uint32_t *efforts;         // of `tally`
    const SignalRule **priced; // parallel to rules->efforts: the signal it prices; NULL: a fact
    uint32_t row;              // signal that the next two are about
    bool *shares_signal;       // parallel to tally.signals: counts the same things
    bool *shares_effort;       // parallel to rules->efforts
} WhatIf;

// In:     tally  borrowed
WhatIf whatif_of(const Rules *rules, const Tally *tally, Arena *arena);

// Changes the count of tally.signals[index], and of all that counts the same things.
void whatif_set(WhatIf *what, uint32_t index, uint32_t count);

// Two signals count the same things, so that one cannot change without the other.
bool whatif_shares(WhatIf *what, uint32_t a, uint32_t b);

// All counts as in the original.
void whatif_reset(WhatIf *what);

#endif
