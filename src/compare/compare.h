// SPDX-License-Identifier: MIT
// Two reports of one project, then and now → what moved. The one public header of this stage.
//
//   const CompareBase *base = compare_keep(&then, arena);    // `then` may be freed now
//   compare_reports(base, STR("origin/main"), commit, arena, &now);
//   now.change …                                             // and the states of now.findings
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "model/change.h"

// What a comparison needs of the first report: counts, verdicts, findings.
typedef struct CompareBase CompareBase;

// Arena:  all that is kept; of the report only its rules have to outlive it
const CompareBase *compare_keep(const Report *report, Arena *arena);

// The same as bytes, for later runs of the same program with the same rules, and back.
// Arena:  what is returned
// Errors: NULL for bytes that compare_pack did not make of these rules: nothing outside them was read
Str compare_pack(const CompareBase *base, const Rules *rules, Arena *arena);
const CompareBase *compare_unpack(Str bytes, const Rules *rules, Arena *arena);

// In:     base    kept of a report with the same rules and options
//         name    of the base as the user gave it; commit: its full id. Borrowed
// Out:    report  change; findings with states, those that only the base has at the end
// Arena:  both
void compare_reports(const CompareBase *base, Str name, Str commit, Arena *arena, Report *report);

#endif
