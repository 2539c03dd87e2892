// SPDX-License-Identifier: MIT
// What the commands share: options → runs over each PATH, and bytes → where they belong.
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/command.h"

// Both get the ctx of session_each. Recall takes an earlier answer in place of a report, if it is whole.
typedef bool (*SessionRecall)(void *ctx, const RunAnswer *answer, Arena *arena);
typedef void (*SessionRemember)(void *ctx, const RunAnswer *answer);

typedef struct Session {
    Arena arena;
    const Options *options;
    const Rules *rules;       // of --rules, or the built-in ones
    SessionRecall recall;     // of `each`, which takes reports; NULL: every report is made anew
    SessionRemember remember; // what `each` made of the last report
    bool is_gated;            // records and gates of the team count
    bool is_decided;          // of its records only what it decided
    bool is_lenient;          // without anything to compare with, no finding is new
    bool is_hook;             // new findings close a gate without being asked for
    bool keeps_rules; // a configuration may not bring others, because ids were looked up in these
    RunSnapshots *snapshots; // of git, opened with the session
    RunCache *cache;         // NULL until something is scanned
    Str base_commit;         // the merge base, if it is known already
    const Str *only;         // --files, NULL if not given
    uint32_t only_count;
    bool line_hashes; // findings need theirs
} Session;

// Reads the rules and the list of files. Free with session_close, also after an error.
bool session_open(const Options *options, Session *out, Error *err) WARN_UNUSED;
void session_close(Session *session);

typedef void (*SessionEach)(void *ctx, const Report *report);
// Scans each PATH in turn ("." without any) and hands its report to `each`. A path that cannot be
// scanned costs the others nothing and becomes one of outcome->failures. False when interrupted.
bool session_each(Session *session, SessionEach each, void *ctx, Outcome *outcome,
                  Error *err) WARN_UNUSED;

// Writes to a file, or to standard output for "".
bool session_write(Str file, Str bytes, Outcome *outcome, Error *err) WARN_UNUSED;

#endif
