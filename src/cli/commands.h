// SPDX-License-Identifier: MIT
// The table of commands and that of exit codes: help, completions and manual are printed from them.
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

typedef struct ExitRow {
    int code;
    const char *meaning;
} ExitRow;

const CommandRow *commands_row(CommandId command);
// COMMAND_COUNT when there is none.
CommandId commands_find(Str name);
const ExitRow *commands_exit(uint32_t index); // NULL after the last

#endif
