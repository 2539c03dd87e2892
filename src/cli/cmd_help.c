// SPDX-License-Identifier: MIT
// Help for the program and for one command, printed from the tables of commands, flags and formats.
//
//     stayorgo --help          the commands
//     stayorgo scan --help     its flags and the formats
//
// Nothing is written here that a table knows, so help cannot go out of date.
// Limits: English only; 80 columns.
#include "cli/cmd_help.h"

#include "base/banned.h"

void cmd_help_program(const CommandRow *rows, uint32_t count, Buf *out) {
    buf_c(out, "stayorgo: stay on the framework you are on, or migrate, Django or FastAPI?\n"
               "It reads a Python repository (it never runs it) and answers from what it finds.\n\n"
               "Usage: stayorgo COMMAND [OPTION]... [PATH]...\n\nCommands:\n");
    for (uint32_t i = 0; i < count; i++) {
        buf_fmt(out, "  %-8s %s\n", rows[i].name, rows[i].summary);
    }
    buf_c(out, "\n`stayorgo COMMAND --help` shows the options of a command.\n\n"
               "Exit status: 0 for any verdict, 1 a gate failed, 2 usage, configuration or\n"
               "output error, 3 problems under --strict, 130 interrupted.\n");
}

void cmd_help_command(const CommandRow *row, CommandId command, Buf *out) {
    buf_fmt(out, "Usage: stayorgo %s\n\n%s\n\nOptions:\n", row->usage, row->summary);
    options_help(command, out);
    if (command != COMMAND_SCAN) return;
    buf_c(out, "\nFormats:\n");
    for (uint32_t i = 0; run_format(i); i++) {
        buf_fmt(out, "  %-8.*s " STR_FMT "\n", (int)run_format(i)->name.len,
                run_format(i)->name.ptr, STR_ARG(run_format(i)->summary));
    }
}
