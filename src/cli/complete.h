// SPDX-License-Identifier: MIT
// What completes command lines in a shell: a script for each, printed from the tables of commands,
// flags and formats.
//
// Adding a shell: a file complete_<shell>.c, its declaration here, a row in SHELLS of cmd_completion.c,
// its name in the usage of the command.
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/commands.h"
#include "cli/usage.h"

void complete_bash_print(Buf *out);
void complete_zsh_print(Buf *out);
void complete_fish_print(Buf *out);

// What they share. Lists are separated by spaces.
void complete_commands(Buf *out);
// The values that an option takes, nothing where there is no list of them.
void complete_values(const OptionRow *row, Buf *out);
void complete_verbs(const UsageFormVec *forms, Buf *out);
// Whether the command begins with one of a list of verbs.
bool complete_has_verbs(const UsageFormVec *forms);
// Appends `text` with a backslash before each of `special`.
void complete_escape(Str text, Str special, Buf *out);

#endif
