// SPDX-License-Identifier: MIT
// How a report that was read back differs from what is decided now, and which difference moved a
// verdict.
#ifndef MODEL_RESCORED_H
#define MODEL_RESCORED_H

#include "model/report.h"

// No repository has more of anything that is counted: a larger count in a report is a mistake.
#define RESCORED_COUNT_MAX 100000000u

typedef enum ChangeKind {
    CHANGE_SET,     // a weight, by --set
    CHANGE_RULES,   // a weight, because the rules are not those of the report
    CHANGE_SIGNAL,  // a signal that these rules take for something else in this project
    CHANGE_WHAT_IF, // a count, by --what-if
    CHANGE_NO_COST, // the cost of switching is left out
    CHANGE_KIND_COUNT,
} ChangeKind;

// What one change does to the verdict about one project.
typedef struct ChangeEffect {
    bool moved;       // without it the verdict would be another: that of the next two
    Decision without; //
    Str target;       // framework id, "" unless `without` has one
    bool alone;       // it gives another verdict also when nothing else is changed
    bool together;    // no change does either, but those with this mark do it together
} ChangeEffect;

typedef struct Change {
    ChangeKind kind;
    Str name;         // of the weight or signal
    double from, to;  // value or count
    uint32_t project; // CHANGE_WHAT_IF, CHANGE_SIGNAL: the only one that it is about; else NONE
    uint32_t index;   // of the weight in the list of weights, of the signal in its project's tally
    TallySignal before;    // CHANGE_SIGNAL: how it counted
    Str text;              // CHANGE_SIGNAL: in words
    ChangeEffect *effects; // parallel to Report.projects
} Change;
typedef VEC(Change) ChangeVec;

// The verdict that the report held about one project.
typedef struct SavedVerdict {
    Decision decision;
    Str target;
    bool has_pull;
    double pull;
} SavedVerdict;

struct Rescored {
    Str version, digest; // of the program and of the rules that made the report
    ChangeVec changes;
    const SavedVerdict *before; // parallel to Report.projects
    const bool *unexplained; // parallel to Report.projects: the old verdict does not come back when
                             // all changes are taken back
    StrVec gone;             // counted or weighed then; these rules have no such thing
    StrVec lacking;          // these rules ask for it; the report has no count of it
};

#endif
