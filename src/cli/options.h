// SPDX-License-Identifier: MIT
// The command line as data: one row a flag, from which parsing, --help, completions and the manual
// are made.
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"

typedef enum CommandId {
    COMMAND_SCAN,
    COMMAND_FACTS,
    COMMAND_ROUTES,
    COMMAND_EXPLAIN,
    COMMAND_RULES,
    COMMAND_RESCORE,
    COMMAND_CONFIG,
    COMMAND_INIT,
    COMMAND_HOOK,
    COMMAND_CI,
    COMMAND_DECIDE,
    COMMAND_BASELINE,
    COMMAND_COMPLETION,
    COMMAND_MAN,
    COMMAND_CACHE,
    COMMAND_COUNT,
} CommandId;

#define OPTIONS_DRIFT 0.1 // how far the pull may move unless told

typedef struct Output {
    Str format; // "json"
    Str file;   // "" is standard output
} Output;

typedef struct Options {
    StrVec paths;
    VEC(Output) outputs;
    StrVec include, exclude;
    StrVec sets, what_ifs; // "WEIGHT=X", "SIGNAL=N"
    Str files;             // list of files, "-" is standard input, "" if not given
    Str rules_dir;         // "" is the built-in set
    Str color;             // auto, always, never
    uint32_t threads;
    Str base;     // compare with this commit, "" if not given
    Str revision; // scan what this commit holds, "" if not given
    Str fixtures; // rules check: folder of projects, "" if not given
    bool staged, no_ignore, no_cache, full_parse, strict, quiet, verbose, per_file, no_cost, tree,
        here, claims, help;
    StrVec fail_on;            // gates: "flip", "new-finding:error", "flip,drift"
    double drift;              // how far the pull may move
    StrVec ignores;            // rules of findings; from the configuration only
    Str reason, target, about; // decide: why, where to, which deployable; "" if not given
    bool isolated;             // the configuration of the repository does not count
    bool stay;                 // decide: the team stays
} Options;

// Parses the arguments after the command's name.
// In:     argv borrowed; it must outlive the options
// Arena:  lists
// Errors: unknown option, missing or malformed value: one sentence that names the option
bool options_parse(CommandId command, int argc, char **argv, Arena *arena, Options *out,
                   Error *err) WARN_UNUSED;

// The flags of one command as lines of at most 80 columns.
void options_help(CommandId command, Buf *out);

// One flag as completions and the manual tell it.
typedef struct OptionRow {
    const char *name;
    char letter;          // 0 if none
    const char *argument; // NULL for a switch
    const char *help;
    const char *choices; // the values there are, separated by spaces; NULL: no list of them
    bool is_format;      // the value is or begins with the name of an output format
    bool is_repeatable;
} OptionRow;

// The flags of one command in the order of --help; false behind the last.
bool options_row(CommandId command, uint32_t index, OptionRow *out);

#endif
