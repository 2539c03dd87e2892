// SPDX-License-Identifier: MIT
// Help for the program and for one command.
#ifndef CLI_CMD_HELP_H
#define CLI_CMD_HELP_H

#include "cli/command.h"

void cmd_help_program(Buf *out);
void cmd_help_command(CommandId command, Buf *out);

#endif
