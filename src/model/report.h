// SPDX-License-Identifier: MIT
// What stayorgo answers, before it is turned into bytes. Made by judge, read by render.
//
// Points flow one way, and every sum is exact:
//
//   signal     points = weight · |lean| · count/(count + half)     needs; forced ones times a factor
//   criterion  django = Σ points of signals with lean < 0, fastapi = Σ of the others
//              lean = (fastapi − django)/(fastapi + django)
//              evidence = (fastapi + django)/(fastapi + django + half)
//              contribution = weight · evidence · lean = Σ contributions of its signals
//   fit        Σ contributions / Σ weights of all criteria         −1 Django … +1 FastAPI
//   pull       fit towards the other side − cost − inertia         > 0 draws away
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "model/matches.h"

enum { REPORT_EVIDENCE_MAX = 20 }; // places kept for one signal; its count says how many there are

typedef struct Evidence {
    uint32_t file; // index into Source.files
    Pos pos;
    Str detail; // what was matched
    Str text;   // the line, trimmed; filled last, "" if it cannot be read any more
} Evidence;

typedef struct SignalResult {
    const SignalRule *rule;
    uint32_t count;
    SignalKind kind;     // after kind_on
    double points;       // ≥ 0, see above; 0 for investments
    double contribution; // signed share of the criterion's contribution; 0 for investments
    double effort_days;  // investments: person-days for all of it
    Evidence *evidence;  // the most telling places first: files with most hits, one a file
    uint32_t evidence_count;
} SignalResult;

typedef struct CriterionResult {
    const CriterionRule *rule;
    double django, fastapi; // points
    double lean;            // −1…+1, 0 without evidence
    double evidence;        // 0…1
    double contribution;
    uint32_t signals; // how many speak
} CriterionResult;

typedef struct FrameworkUse {
    const FrameworkRule *rule;
    uint32_t files;       // production files that import it
    uint32_t files_other; // tests, docs, examples …
    uint32_t entries;     // places that make or start an application, production only
    uint32_t declared;    // direct dependencies
    uint32_t plugin;      // signs of a plug-in
    double score;
    Evidence first; // where it was seen first; file NONE if nowhere
} FrameworkUse;

typedef enum Decision {
    DECISION_STAY,
    DECISION_MIGRATE,
    DECISION_SPLIT,
    DECISION_UNDECIDED,
    DECISION_NONE,
    DECISION_COUNT,
} Decision;

typedef struct ReportReason {
    const SignalResult *signal;
    Str text; // "41 models are registered in the admin"
} ReportReason;

typedef struct Verdict {
    Decision decision;
    Str from;     // framework id, "" without one
    Str target;   // where to, "" unless the decision is to migrate or split
    Str best_fit; // "django", "fastapi", or "" when the evidence does not say
    bool has_pull;
    double pull;       // −1…1, > 0 draws away from `from`
    double fit;        // −1 Django … +1 FastAPI
    double margin;     // 0…1: distance to the next best verdict
    double confidence; // 0…1: how much of the code and of the matrix speaks
    double effort_days;
    double cost;                 // 0…1: what rewriting that takes away from the pull
    Str headline;                // one sentence in plain words
    Str bottleneck;              // what decides this project, "" if nothing does
    const ReportReason *reasons; // for the verdict, strongest first
    uint32_t reason_count;
    const ReportReason *against;
    uint32_t against_count;
    const Str *notes; // what was not looked at, what the code cannot tell
    uint32_t note_count;
    const Str *carve; // split: directories to carve out
    uint32_t carve_count;
} Verdict;

typedef struct Project {
    Str root; // directory relative to the repository, "." for all of it
    Str name;
    const FrameworkUse *base;       // what it is built on; NULL if nothing
    const FrameworkUse *frameworks; // all in use, the base first
    uint32_t framework_count;
    CriterionResult *criteria; // parallel to rules->criteria
    uint32_t criterion_count;
    SignalResult *signals; // those with a count, strongest contribution first
    uint32_t signal_count;
    Verdict verdict;
} Project;

typedef struct Coverage {
    uint32_t files, files_parsed, files_with_errors, stubs, notebooks, templates;
    uint64_t lines, bytes;
    uint32_t by_role[ROLE_COUNT]; // Python files and notebooks
    uint64_t names_resolved, names_unresolved;
    uint64_t unresolved[REASON_COUNT];
    uint32_t criteria_speaking, criteria;
    uint32_t files_skipped;
} Coverage;

typedef struct Report {
    const Source *source;
    const Program *program;
    const Rules *rules;
    const Matches *matches;
    Str name; // that a manifest in the root gives the package, "" without one
    Coverage coverage;
    Project *projects;
    uint32_t project_count;
    Verdict verdict;     // of the whole
    ProblemVec problems; // of scan and of all files, sorted by path and line
} Report;

const char *report_decision_key(Decision decision); // "stay"
double report_number(const Rules *rules,
                     const char *key); // of matrix.json; BUG if missing (rules are checked)

#endif
