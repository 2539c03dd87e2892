// SPDX-License-Identifier: MIT
// Help for the program and for one command, printed from the tables of commands, flags and formats.
//
//     stayorgo --help          the commands
//     stayorgo scan --help     its flags and the formats
//
// Nothing is written here that a table knows, so help cannot go out of date.
// Limits: English only; 80 columns.
#include "cli/cmd_help.h"

#include "cli/commands.h"

#include "base/banned.h"

enum { COLUMNS = 80 };

// "Exit status: 0 for any verdict, 1 a gate failed, …" in lines.
static void exit_codes(Buf *out) {
    Buf line = buf_new(out->arena);
    buf_c(&line, "Exit status:");
    const ExitRow *row;
    for (uint32_t i = 0; (row = commands_exit(i)); i++) {
        const char *end = commands_exit(i + 1) ? "," : ".";
        buf_fmt(&line, " %d %s%s%s", row->code, i ? "" : "for ", row->meaning, end);
    }
    Str rest = buf_str(&line);
    uint32_t column = 0;
    while (rest.len) {
        Str word;
        str_cut(rest, ' ', &word, &rest);
        bool fits = column + 1 + word.len <= COLUMNS;
        if (column) buf_char(out, fits ? ' ' : '\n');
        column = column && fits ? column + 1 + word.len : word.len;
        buf_str_add(out, word);
    }
    buf_char(out, '\n');
}

void cmd_help_program(Buf *out) {
    buf_c(out, "stayorgo: stay on the framework you are on, or migrate, Django or FastAPI?\n"
               "It reads a Python repository (it never runs it) and answers from what it finds.\n\n"
               "Usage: stayorgo COMMAND [OPTION]... [PATH]...\n\nCommands:\n");
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        const CommandRow *row = commands_row((CommandId)i);
        buf_fmt(out, "  %-10s %s\n", row->name, row->summary);
    }
    buf_c(out, "\n`stayorgo COMMAND --help` shows the options of a command.\n\n");
    exit_codes(out);
}

void cmd_help_command(CommandId command, Buf *out) {
    const CommandRow *row = commands_row(command);
    buf_fmt(out, "Usage: stayorgo %s\n\n%s\n\nOptions:\n", row->usage, row->summary);
    options_help(command, out);
    if (command != COMMAND_SCAN) return;
    buf_c(out, "\nFormats:\n");
    for (uint32_t i = 0; run_format(i); i++) {
        buf_fmt(out, "  %-10.*s " STR_FMT "\n", (int)run_format(i)->name.len,
                run_format(i)->name.ptr, STR_ARG(run_format(i)->summary));
    }
}
