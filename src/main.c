// SPDX-License-Identifier: MIT
// argv → command table → exit code: the only place that picks exit codes and prints errors.
//
//     stayorgo scan .       row "scan" of cli/commands.c, cmd_scan(); exit 0 whatever the verdict
//     stayorgo scan /none   one sentence on standard error, exit 2
//
// Exit codes: 0 for any verdict, 1 a gate failed (`rules`), 2 usage, configuration
// or output error, 3 problems under --strict, 130 on SIGINT. A closed pipe is 0 and silent:
// `stayorgo scan . | head -1`.
// Adding a command: see cli/commands.c.
#include <stdio.h>

#include "base/fs.h"
#include "base/jsonio.h"
#include "cli/cmd_help.h"
#include "cli/commands.h"
#include "version.h"

#include "base/banned.h"

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_PROBLEMS = 3, EXIT_INTERRUPTED = 130 };

// A sentence may name what was scanned, and a CI host looks for commands on standard error too.
static void complain(Str sentence) {
    Arena scratch = {0};
    Buf safe = buf_new(&scratch);
    buf_safe(&safe, sentence);
    fprintf(stderr, "stayorgo: " STR_FMT "\n", STR_ARG(buf_str(&safe)));
    arena_free(&scratch);
}

static int fail(const Error *err) {
    if (err->code == ERROR_INTERRUPTED) return EXIT_INTERRUPTED;
    complain(str_from_c(err->text));
    return EXIT_USAGE;
}

static int fail_paths(const Outcome *outcome) {
    for (uint32_t i = 0; i < outcome->failures.len; i++)
        complain(outcome->failures.items[i]);
    return EXIT_USAGE;
}

static int print(Str text) {
    if (fs_write_stdout(text) != FS_WRITE_FAILED) return EXIT_OK;
    fprintf(stderr, "stayorgo: cannot write to standard output (is the disk full?)\n");
    return EXIT_USAGE;
}

static int run_command(CommandId command, int argc, char **argv, Arena *arena) {
    Options options;
    Outcome outcome = {.arena = arena};
    Error err = {0};
    if (!options_parse(command, argc, argv, arena, &options, &err)) return fail(&err);
    if (options.help) {
        Buf help = buf_new(arena);
        cmd_help_command(command, &help);
        return print(buf_str(&help));
    }
    if (!commands_row(command)->run(&options, &outcome, &err)) return fail(&err);
    if (outcome.failures.len > 0) return fail_paths(&outcome);
    if (outcome.has_mistakes) return EXIT_USAGE;
    if (outcome.has_failed) return EXIT_FAILED;
    return options.strict && outcome.has_problems && !outcome.closed_pipe ? EXIT_PROBLEMS : EXIT_OK;
}

static int dispatch(int argc, char **argv, Arena *arena) {
    Str name = argc > 1 ? str_from_c(argv[1]) : STR("--help");
    CommandId command = commands_find(name);
    if (command != COMMAND_COUNT) return run_command(command, argc - 2, argv + 2, arena);
    if (str_eq(name, STR("--version")) || str_eq(name, STR("version"))) {
        return print(STR("stayorgo " STAYORGO_VERSION "\n"));
    }
    if (str_eq(name, STR("--help")) || str_eq(name, STR("-h")) || str_eq(name, STR("help"))) {
        Buf help = buf_new(arena);
        cmd_help_program(&help);
        return print(buf_str(&help));
    }
    Error err = {0};
    (void)error_set(&err, ERROR_USAGE,
                    "there is no command \"" STR_FMT "\"; try: stayorgo scan PATH", STR_ARG(name));
    return fail(&err);
}

int main(int argc, char **argv) {
    fs_signals_init();
    jsonio_init();
    Arena arena = {0};
    int code = dispatch(argc, argv, &arena);
    arena_free(&arena);
    return code;
}
