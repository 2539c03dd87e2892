// SPDX-License-Identifier: MIT
// Hits of the finding rules + report → Report.findings: places worth a person's attention. The one
// public header of this stage.
//
//   judge_report(&matches, &program, &options, arena, &report);
//   findings_make(&report, arena);       // all but Finding.text, which needs the files again
#ifndef FINDING_FINDINGS_H
#define FINDING_FINDINGS_H

#include "model/report.h"

// In:     report  judged; its record, if there is one, says which framework is being left
// Out:    report  findings, sorted by path and place
// Arena:  everything new in the report
void findings_make(Report *report, Arena *arena);

// The same for a report that was read back and decided again: what speaks for and against the verdict
// is found anew, everything else stays as it was read.
void findings_renew(Report *report, Arena *arena);

#endif
