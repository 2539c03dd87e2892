// SPDX-License-Identifier: MIT
// What a team leaves in its repository for later runs: the decision it took, the findings it lives
// with; and the gates that hold a report against both. The one public header of this stage.
//
//   Records records;
//   if (!record_read(root, arena, &records, err)) …
//   report.record = records.decision;
//   record_baseline(&report, &records, arena);           // once findings are there
//   if (!record_gates(&report, &options, arena, err)) …
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/buf.h"
#include "base/fs.h"
#include "model/change.h"
#include "model/setting.h"

#define RECORD_BYTES_MAX (32u << 20)

typedef struct Records {
    const DecisionRecord *decision; // NULL without one
    bool has_baseline;
    const Str *fingerprints; // of the baseline, sorted; equal ones stand beside each other
    uint32_t fingerprint_count;
} Records;

// Reads both records. Neither has to be there.
// Arena:  everything in out
// Errors: a file that cannot be read, a link, JSON of another shape: with the file's name
bool record_read(const FsRoot *root, Arena *arena, Records *out, Error *err) WARN_UNUSED;
// The decision alone, into what is in `out` already.
bool record_read_decision(const FsRoot *root, Arena *arena, Records *out, Error *err) WARN_UNUSED;

// Errors: no such project, nothing to decide, an undecided verdict taken as it is, a target that is
//         the present framework
bool record_decide(const Report *report, const DecisionChoice *choice, Arena *arena,
                   DecisionRecord *out, Error *err) WARN_UNUSED;

// The bytes of the two files.
void record_write_decision(const DecisionRecord *record, Buf *out);
void record_write_baseline(const Report *report, Buf *out);

// Drops findings of ignored rules and gives others the level that the team chose.
void record_levels(Report *report, const FindingChoices *choices, Arena *arena);

// What a change does to the files of the team, one sentence a file; the decision that is first is
// told with the record. With a base, those of the base count.
void record_policy(const FsRoot *base, const FsRoot *now, Arena *arena, StrVec *out);
// The same for a configuration, which is known by what it sets.
void record_policy_settings(const Settings *base, const Settings *now, Arena *arena, StrVec *out);

// Gives each finding that has no state yet, or is new, its state against the baseline: what is in it
// is unchanged, the rest new. Nothing without a baseline. Corrects the counts of report->change.
void record_baseline(Report *report, const Records *records, Arena *arena);

typedef struct GateOptions {
    const GateAsk *asks;
    uint32_t ask_count;
    double drift;      // how far the pull may move
    bool has_baseline; // findings were held against one
} GateOptions;

// Fills report->gates, in the order of the asks.
// Errors: new findings are asked for, and there is nothing that they could be new against
bool record_gates(Report *report, const GateOptions *options, Arena *arena, Error *err) WARN_UNUSED;

#endif
