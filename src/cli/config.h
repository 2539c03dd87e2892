// SPDX-License-Identifier: MIT
// The configuration of a repository: the keys there are, and what counts of them and of the command
// line.
//
//   Config config;
//   if (!config_load(options, &place, &arena, &config, err)) return false;
//   use(&config.options);          // as if the file had been typed in front of the command line
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "cli/gateask.h"
#include "cli/options.h"
#include "run.h"

typedef enum ConfigKey {
    CONFIG_EXCLUDE,
    CONFIG_INCLUDE,
    CONFIG_RULES,
    CONFIG_NO_COST,
    CONFIG_FAIL_ON,
    CONFIG_DRIFT,
    CONFIG_IGNORE,
    CONFIG_LEVELS,
    CONFIG_WEIGHTS,
    CONFIG_KEY_COUNT,
} ConfigKey;

typedef enum ConfigType {
    CONFIG_LIST,   // of texts
    CONFIG_TEXT,   //
    CONFIG_SWITCH, // true or false
    CONFIG_NUMBER, // 0 or more
    CONFIG_TABLE,  // any number of keys with a number each
    CONFIG_WORDS,  // any number of keys with a text each
} ConfigType;

typedef struct ConfigRow {
    const char *name; // "exclude"; of a table the part before the dot
    ConfigType type;
    size_t offset;       // of the field in Options; of a table unused
    const char *example; // a value for `stayorgo init`, as TOML
    const char *doc;     // one sentence
} ConfigRow;

// One key of a table.
typedef struct ConfigEntry {
    Str name, value;
    uint32_t line;
} ConfigEntry;
typedef VEC(ConfigEntry) ConfigEntryVec;

typedef struct Config {
    Settings settings;                // as read; nothing with --isolated
    Options options;                  // what counts
    uint32_t lines[CONFIG_KEY_COUNT]; // where the file sets it, if that counts; else 0
    ConfigEntryVec tables[CONFIG_KEY_COUNT];
    GateAskVec asks; // of fail-on
} Config;

const ConfigRow *config_row(ConfigKey key);

// Reads the configuration of what is scanned and lays it under the options: what the command line says wins,
// and keys of a table add up.
// In:     options  borrowed
// Errors: what is no TOML; an unknown key, a value of the wrong kind: with file and line
bool config_load(const Options *options, const RunPlace *place, Arena *arena, Config *out,
                 Error *err) WARN_UNUSED;

// What the team wants of findings. Errors: a rule that is not among these, a level that is none
bool config_findings(const Config *config, const Rules *rules, Arena *arena, FindingChoices *out,
                     Error *err) WARN_UNUSED;

// Where the options want a repository to be read.
RunPlace config_place(const Options *options, Str root);

// The rules to scan it with: `rules` unless the configuration names others, with its weights and
// those of --set.
bool config_rules(const Config *config, const RunPlace *place, const Rules *rules, Arena *arena,
                  const Rules **out, Error *err) WARN_UNUSED;

#endif
