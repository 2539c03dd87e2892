// SPDX-License-Identifier: MIT
// What moved between a base revision and what was scanned, what the team decided, and what a gate
// makes of both. Part of the report, so every format can show it.
#ifndef MODEL_CHANGE_H
#define MODEL_CHANGE_H

#include "model/report.h"

// One count that moved.
typedef struct CountMove {
    Str id; // of a fact, or of a signal
    Str title;
    uint64_t from, to;
} CountMove;

// A project's verdict then and now. Projects are known again by their root.
typedef struct VerdictMove {
    Str root;
    bool is_new, is_gone;
    Decision from, to; // DECISION_NONE where there is none
    Str from_target, to_target;
    double from_pull, to_pull; // 0 without a pull
    const CountMove *signals;  // largest effect on the pull first
    uint32_t signal_count;
} VerdictMove;

// Report.change: NULL when nothing was compared.
typedef struct RevisionChange {
    Str base;   // as the user named it: "origin/main"
    Str commit; // full hexadecimal id of the commit that was analysed: the merge base
    const CountMove *facts;
    uint32_t fact_count;
    const VerdictMove *verdicts; // one a project, in the order of Report.projects, gone ones last
    uint32_t verdict_count;
    uint32_t findings_new, findings_fixed, findings_unchanged; // suppressed ones are in none
} RevisionChange;

// What the team accepted: .stayorgo/decision.json. Report.record: NULL without one.
typedef struct DecisionRecord {
    Str root; // of the project that it is about
    Decision decision;
    Str from, target; // framework ids; target "" unless the decision has one
    double pull;
    Str evidence; // digest of what the verdict rested on
    Str rules;    // digest of the rules
    Str commit;   // "" outside git
    Str reason;
    bool against_advice; // the team chose another way than was recommended
    bool is_first;       // it is not in the base: this change brings it
} DecisionRecord;

typedef enum GateKind {
    GATE_FLIP,
    GATE_DRIFT,
    GATE_NEW_FINDING,
    GATE_UNDECIDED,
    GATE_COUNT,
} GateKind;

// One condition that was asked for.
typedef struct GateResult {
    GateKind kind;
    uint8_t level; // GATE_NEW_FINDING: FindingLevel from which on it counts
    bool has_failed;
    Str text; // one sentence: what was compared, and with what result
} GateResult;

const char *change_gate_key(GateKind kind); // "new-finding"

#endif
