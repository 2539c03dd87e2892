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
    const Str *policy; // what the change does to configuration, decision or baseline, in sentences
    uint32_t policy_count;
} RevisionChange;

// Files of a team in its repository, below the root of the scanned tree.
#define CHANGE_DECISION_FILE ".stayorgo/decision.json"
#define CHANGE_PAGE_FILE ".stayorgo/decision.md" // the same decision for people
#define CHANGE_BASELINE_FILE ".stayorgo/baseline.json"

// What the team chooses.
typedef struct DecisionChoice {
    Str project; // root of the deployable that it is about; "": the main one
    bool is_stay;
    Str target; // framework id; "" with is_stay, or for the advice as it is
    Str reason;
    Str commit; // "" outside git
} DecisionChoice;

// What the team accepted: .stayorgo/decision.json. Report.record: NULL without one.
typedef struct DecisionRecord {
    Str root; // of the project that it is about
    Decision decision;
    Str from, target; // framework ids; target "" unless the decision has one
    Decision advised; // the verdict at that time, which flip is held against; …
    Str advised_target;
    bool has_pull;
    double pull;  // … and its pull, for drift; 0 without one
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

// One condition that is asked for.
typedef struct GateAsk {
    GateKind kind;
    uint8_t level;      // GATE_NEW_FINDING: FindingLevel from which on it counts
    bool is_configured; // it stands in the configuration, for every run there is
} GateAsk;

// What became of it.
typedef struct GateResult {
    GateKind kind;
    uint8_t level;
    bool has_failed;
    Str text; // one sentence: what was compared, and with what result
} GateResult;

// What a team wants of findings, by the ids of their rules.
typedef struct FindingLevelChoice {
    Str rule;
    uint8_t level; // FindingLevel
} FindingLevelChoice;

typedef struct FindingChoices {
    const Str *ignore;
    uint32_t ignore_count;
    const FindingLevelChoice *levels;
    uint32_t level_count;
} FindingChoices;

const char *change_gate_key(GateKind kind); // "new-finding"

#endif
