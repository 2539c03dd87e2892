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

#include "model/endpoint.h"
#include "model/finding.h"
#include "model/matches.h"
#include "model/tally.h"

enum {
    REPORT_EVIDENCE_MAX = 20, // places kept for one signal; its count says how many there are
    REPORT_NAMES_MAX = 3,     // names kept for one signal
};

typedef struct Evidence {
    uint32_t file; // index into Source.files
    Pos pos;
    Str detail; // what was matched
    Str text;   // the line, trimmed; filled last, "" if it cannot be read any more
} Evidence;

typedef struct SignalResult {
    const SignalRule *rule;
    uint32_t count;
    uint32_t size;       // how many things its half grows with, 0 without `per`
    SignalKind kind;     // after kind_on
    double points;       // ≥ 0, see above; 0 for investments
    double contribution; // signed share of the criterion's contribution; 0 for investments
    double effort_days;  // likely person-days that all of it costs on the way to project->effort.to
    Evidence *evidence;  // the most telling places first: files with most hits, one a file
    uint32_t evidence_count;
    Str names[REPORT_NAMES_MAX]; // what was found, distinct, in the order of the code
    uint32_t name_count;
    uint32_t names_total; // distinct ones in all
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
    uint32_t routes;      // endpoints that it serves, production only
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

// One line of the bill for moving.
typedef struct EffortLine {
    const EffortRule *rule;
    uint32_t count;
    double low, likely, high; // person-days: P10, P50, P90
    Str text;                 // "23 page templates"
} EffortLine;

// What moving to one side would cost.
typedef struct Effort {
    Str to;                  // title of the framework, "" when the cost is left out
    const EffortLine *lines; // dearest first
    uint32_t line_count;
    double low, likely, high;  // person-days
    const EffortLine *carries; // what needs no rewriting
    uint32_t carry_count;
    const EffortLine *blockers; // in use, and without an equivalent there
    uint32_t blocker_count;
    const EffortLine *due; // what staying costs too; taken off the sum
    uint32_t due_count;
    Str assumption; // what the days rest on, in words
} Effort;

// Something to do, whatever the verdict: a stay has work too.
typedef struct AdviceLine {
    const AdviceRule *rule;
    Str text;
    const SignalResult *signal; // where; NULL if nowhere in particular
} AdviceLine;

// How often the same decision comes out when all weights are drawn anew.
typedef struct Robustness {
    uint32_t trials;                  // 0: not tried
    uint32_t decided[DECISION_COUNT]; // trials by decision; a move to the other target is a migrate
    uint32_t kept;                    // same decision and same target
} Robustness;

// A smallest change of one signal, or of two, that gives another decision.
typedef struct Flip {
    const SignalRule *signal;
    uint32_t from, to;
    const SignalRule *also; // of a pair; NULL for a single change
    uint32_t also_from, also_to;
    Decision decision;
    Str target; // framework id, "" unless the decision has one
    Str text;   // "with 3 customised admin classes instead of 41: migrate to FastAPI"
} Flip;

// A second framework that serves beside the base.
typedef enum HybridKind {
    HYBRID_NOT,
    HYBRID_UNDER, // one serves the routes, the other gives models and admin beneath
    HYBRID_BOTH,  // both serve routes: a migration on its way, or two applications on purpose
    HYBRID_KIND_COUNT,
} HybridKind;

typedef struct Hybrid {
    HybridKind kind;
    const FrameworkUse *second; // NULL without one
    Str text;                   // what the report says about it, "" without one
} Hybrid;

typedef struct Project {
    Str root; // directory relative to the repository, "." for all of it
    Str name;
    Str profile;            // what it is, in counts: "41 Django models, 9 forms"; may be ""
    uint32_t files;         // production Python files
    const Matches *matches; // NULL in a report that was read back
    Tally tally;
    const FrameworkUse *base;       // what it is built on; NULL if nothing
    const FrameworkRule *apart;     // imported, in use or not; NULL if none is
    const FrameworkUse *frameworks; // all in use, the base first
    uint32_t framework_count;
    Hybrid hybrid;
    CriterionResult *criteria; // parallel to rules->criteria
    uint32_t criterion_count;
    SignalResult *signals; // those with a count, strongest contribution first
    uint32_t signal_count;
    Effort effort; // of moving where the verdict goes, or would go
    Robustness robustness;
    const Flip *flips; // smallest first
    uint32_t flip_count;
    const AdviceLine *advice; // in the order of doing
    uint32_t advice_count;
    Verdict verdict;
} Project;

typedef struct Coverage {
    uint32_t listed; // files of all kinds
    uint32_t files, files_parsed, files_with_errors, stubs, notebooks, templates;
    uint64_t lines, bytes;
    uint32_t by_role[ROLE_COUNT]; // Python files and notebooks
    uint64_t names_resolved, names_unresolved;
    uint64_t unresolved[REASON_COUNT];
    uint32_t criteria_speaking, criteria;
    uint32_t files_skipped;
} Coverage;

// One entry of `facts` in a report that was read back.
typedef struct SavedFact {
    Str key;
    uint64_t count;
    const Map *modules; // counts by module; NULL: it is a count
} SavedFact;

typedef struct Rescored Rescored;             // model/rescored.h
typedef struct RevisionChange RevisionChange; // model/change.h
typedef struct DecisionRecord DecisionRecord;
typedef struct GateResult GateResult;

typedef struct Report {
    const Source *source;
    const Program *program;
    const Rules *rules;
    const Matches *matches; // of the whole; NULL in a report that was read back
    const SavedFact *facts; // in place of `matches`
    uint32_t fact_count;
    Str name; // that a manifest in the root gives the package, "" without one
    Coverage coverage;
    Project *projects;
    uint32_t project_count;
    uint32_t main;             // the project that the verdict of the whole is taken from
    Verdict verdict;           // of the whole
    const Rescored *rescored;  // what differs from the report that was read back; NULL: nothing
    const Endpoint *endpoints; // of the product, sorted by path of the file and place
    uint32_t endpoint_count;
    Finding *findings; // sorted by path and place; those of the base alone come last
    uint32_t finding_count;
    const RevisionChange *change; // since the base revision; NULL: nothing was compared
    const DecisionRecord *record; // what the team accepted; NULL without one
    const GateResult *gates;      // those that were asked for
    uint32_t gate_count;
    ProblemVec problems; // of scan and of all files, sorted by path and line
} Report;

const char *report_decision_key(Decision decision);    // "stay"
const char *report_none_key(NoneReason reason);        // "plugin", "" when there is one to decide
const char *report_kind_key(SignalKind kind);          // "need"
double report_number(const Rules *rules, NumberId id); // of matrix.json
double report_share(TallyShare share, double of_none); // part/whole; `of_none` when the whole is 0
// The signal's kind where `base` is the present framework, which may be NULL; false when the signal
// does not apply there. What `second`, which may be NULL, brings along is no need either.
bool report_kind(const SignalRule *rule, const FrameworkRule *base, const FrameworkRule *second,
                 SignalKind *out);
// The framework that serves beside the base, or above or beneath it; NULL if there is none.
const FrameworkUse *report_second(const Rules *rules, const Project *project);
uint32_t report_criterion(const Rules *rules, Str id); // index; the rules have it

#endif
