// SPDX-License-Identifier: MIT
// What is kept of the base, and the parts of the comparison. Private to src/compare/.
#ifndef COMPARE_COMPARE_PARTS_H
#define COMPARE_COMPARE_PARTS_H

#include "compare/compare.h"

// A signal of the base's, as far as it is compared.
typedef struct KeptSignal {
    const SignalRule *rule;
    uint32_t count;
    double contribution; // to the fit, as in SignalResult
    double effort_days;
} KeptSignal;

typedef struct KeptProject {
    Str root;
    Decision decision;
    Str target;
    double pull; // 0 without one
    const KeptSignal *signals;
    uint32_t signal_count;
} KeptProject;

struct CompareBase {
    const uint64_t *facts; // counts; of the same facts in the same order for every report
    uint32_t fact_count;
    const KeptProject *projects;
    uint32_t project_count;
    const Finding *findings; // files are NONE, no steps
    uint32_t finding_count;
    const Str *finding_roots; // of their projects, parallel to findings
};

// compare_counts.c
uint32_t compare_counts_number(const Rules *rules); // of facts
void compare_counts_keep(const Report *report, Arena *arena, CompareBase *out);
void compare_counts_facts(const CompareBase *base, const Report *report, Arena *arena,
                          RevisionChange *out);
void compare_counts_verdicts(const CompareBase *base, const Report *report, Arena *arena,
                             RevisionChange *out);
// compare_findings.c
void compare_findings_keep(const Report *report, Arena *arena, CompareBase *out);
void compare_findings(const CompareBase *base, Report *report, Arena *arena, RevisionChange *out);

#endif
