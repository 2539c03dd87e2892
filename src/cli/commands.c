// SPDX-License-Identifier: MIT
// The table of commands and that of exit codes.
//
//     commands_row(COMMAND_SCAN)->run(&options, &outcome, &err)
//     commands_find(STR("scan"))  ─►  COMMAND_SCAN
//
// Adding a command: a file cli/cmd_<name>.c, its declaration in cli/command.h, its id in
// cli/options.h, one row here. Completions read the usage: words in lower case are to be typed, words
// in capitals stand for something (cli/usage.c).
// Limits: English only.
#include "cli/commands.h"

#include "base/banned.h"

static const CommandRow COMMANDS[] = {
    [COMMAND_SCAN] = {"scan", "scan [OPTION]... [PATH]...",
                      "Say whether to stay on the present framework or to move, and why.",
                      cmd_scan},
    [COMMAND_FACTS] = {"facts", "facts [OPTION]... [PATH]...",
                       "Print what was counted, as JSON, without a verdict.", cmd_facts},
    [COMMAND_ROUTES] = {"routes", "routes [OPTION]... [PATH]...",
                        "List every endpoint: path, view, and what it touches.", cmd_routes},
    [COMMAND_EXPLAIN] = {"explain", "explain [OPTION]... ID [PATH]",
                         "Say what a rule is: a signal, fact, price, advice, …, by its id.",
                         cmd_explain},
    [COMMAND_RULES] = {"rules", "rules list | check [DIR] | test [ID]... [OPTION]...",
                       "For authors of rules: list them, check them, test their examples.",
                       cmd_rules},
    [COMMAND_RESCORE] = {"rescore", "rescore [OPTION]... REPORT.json...",
                         "Decide a saved report again: other rules, weights or counts.",
                         cmd_rescore},
    [COMMAND_COMPLETION] = {"completion", "completion bash | zsh | fish | ids [OPTION]...",
                            "Print what completes command lines in a shell; all ids.",
                            cmd_completion},
    [COMMAND_MAN] = {"man", "man program | rules", "Print a page of the manual, for man -l -.",
                     cmd_man},
    [COMMAND_CACHE] = {"cache", "cache stats | clear | dir",
                       "Say what earlier runs have left behind, or drop it.", cmd_cache},
    [COMMAND_CONFIG] = {"config", "config [OPTION]... [PATH]",
                        "Show every setting, and where its value comes from.", cmd_config},
    [COMMAND_INIT] = {"init", "init [PATH]",
                      "Write a configuration, the hook and a CI job; overwrites nothing.",
                      cmd_init},
    [COMMAND_HOOK] = {"hook", "hook [OPTION]... [PATH]",
                      "For pre-commit: say what a commit brings, and nothing else.", cmd_hook},
    [COMMAND_CI] = {"ci", "ci [OPTION]... [PATH]",
                    "A scan in a CI job: host, formats and base as its environment says.", cmd_ci},
    [COMMAND_DECIDE] = {"decide", "decide [OPTION]... --reason TEXT [PATH]",
                        "Write down what the team decided, for later runs and for people.",
                        cmd_decide},
    [COMMAND_BASELINE] = {"baseline", "baseline [OPTION]... [PATH]",
                          "Write down today's findings: only others are new from then on.",
                          cmd_baseline},
};
_Static_assert(ARRAY_LEN(COMMANDS) == COMMAND_COUNT, "one row a command");

static const ExitRow EXITS[] = {
    {0, "any verdict"},
    {1, "a gate failed"},
    {2, "usage, configuration or output error"},
    {3, "problems under --strict"},
    {130, "interrupted"},
};

const CommandRow *commands_row(CommandId command) {
    return &COMMANDS[command];
}

CommandId commands_find(Str name) {
    uint32_t i = 0;
    while (i < COMMAND_COUNT && !str_eq(name, str_from_c(COMMANDS[i].name)))
        i++;
    return (CommandId)i;
}

const ExitRow *commands_exit(uint32_t index) {
    return index < ARRAY_LEN(EXITS) ? &EXITS[index] : NULL;
}
