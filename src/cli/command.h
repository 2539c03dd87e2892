// SPDX-License-Identifier: MIT
// The commands of the program, one file each. A command does its work and says how it went; only
// main turns that into an exit code.
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"
#include "run.h"

typedef struct Outcome {
    Arena *arena;      // borrowed
    StrVec failures;   // one sentence for each PATH that could not be scanned
    bool has_problems; // some file could not be used in full
    bool has_failed;   // a gate failed: an example that does not hold
    bool has_mistakes; // the rules are wrong: a configuration error, told on standard output
    bool closed_pipe;  // nobody reads standard output any more
} Outcome;

typedef struct CommandRow {
    const char *name;
    const char *usage;
    const char *summary;
    bool (*run)(const Options *options, Outcome *outcome, Error *err);
} CommandRow;

bool cmd_scan(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_rescore(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_facts(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_routes(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_explain(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_completion(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_man(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_baseline(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_decide(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_cache(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_ci(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_hook(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_init(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_config(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;
bool cmd_rules(const Options *options, Outcome *outcome, Error *err) WARN_UNUSED;

#endif
