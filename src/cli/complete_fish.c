// SPDX-License-Identifier: MIT
// Completion for fish.
//
//     stayorgo sc<TAB>         scan  (Say whether …)
//     stayorgo rules <TAB>     list  check  test
//     stayorgo explain ad<TAB> admin.actions …
//
// How: one line `complete` for each command, flag and verb; a condition says for which command it is.
// fish completes `-o json:re` only as far as the format: a value is one word there.
// Limits: options before the command are not completed.
#include "cli/complete.h"

#include "base/banned.h"

static const char HEAD[] =
    "# fish completion for stayorgo, printed by: stayorgo completion fish\n"
    "\n"
    "# Whether the command is the first word, and any of the others stands among what follows it.\n"
    "function __stayorgo_at\n"
    "    set -l words (commandline -opc)\n"
    "    set -l command $argv[1]\n"
    "    set -e argv[1]\n"
    "    test (count $words) -gt 1; and test \"$words[2]\" = $command; or return 1\n"
    "    test (count $argv) -eq 0; and return\n"
    "    for word in $words[3..-1]\n"
    "        contains -- $word $argv; and return\n"
    "    end\n"
    "    return 1\n"
    "end\n"
    "\n"
    "complete -c stayorgo -f\n"
    "complete -c stayorgo -n 'test (count (commandline -opc)) -eq 1' -l help -d 'show the "
    "commands'\n"
    "complete -c stayorgo -n 'test (count (commandline -opc)) -eq 1' -l version"
    " -d 'show the version'\n";

static const char *const ACTIONS[] = {
    [OPERAND_NONE] = NULL,
    [OPERAND_FILE] = "-F",
    [OPERAND_FOLDER] = "-a '(__fish_complete_directories)'",
    [OPERAND_ID] = "-a '(stayorgo completion ids 2>/dev/null)'",
};

static void described(const char *text, Buf *out) {
    buf_c(out, " -d '");
    complete_escape(str_from_c(text), STR("\\'"), out);
    buf_c(out, "'\n");
}

static void flag(CommandId command, const OptionRow *row, Buf *out) {
    buf_fmt(out, "complete -c stayorgo -n '__stayorgo_at %s' -l %s", commands_row(command)->name,
            row->name);
    if (row->letter) buf_fmt(out, " -s %c", row->letter);
    if (row->argument) {
        Buf words = buf_new(out->arena);
        complete_values(row, &words);
        OperandKind kind = usage_operand(str_from_c(row->argument));
        if (words.len > 0)
            buf_fmt(out, " -x -a '" STR_FMT "'", STR_ARG(buf_str(&words)));
        else if (kind == OPERAND_FILE)
            buf_c(out, " -r -F");
        else
            buf_fmt(out, " -x%s%s", ACTIONS[kind] ? " " : "", ACTIONS[kind] ? ACTIONS[kind] : "");
    }
    described(row->help, out);
}

static void operands(CommandId command, Buf *out) {
    const char *name = commands_row(command)->name;
    UsageFormVec forms = {0};
    usage_forms(commands_row(command)->usage, out->arena, &forms);
    if (complete_has_verbs(&forms)) {
        Buf verbs = buf_new(out->arena);
        complete_verbs(&forms, &verbs);
        Str list = buf_str(&verbs);
        buf_fmt(out,
                "complete -c stayorgo -n '__stayorgo_at %s; and not __stayorgo_at %s " STR_FMT
                "' -a '" STR_FMT "'\n",
                name, name, STR_ARG(list), STR_ARG(list));
    }
    for (uint32_t i = 0; i < forms.len; i++) {
        const UsageForm *form = &forms.items[i];
        OperandKind kinds[] = {form->first, form->rest};
        for (uint32_t n = 0; n < ARRAY_LEN(kinds); n++) {
            if (!ACTIONS[kinds[n]] || (n > 0 && kinds[n] == kinds[0])) continue;
            buf_fmt(out, "complete -c stayorgo -n '__stayorgo_at %s%s" STR_FMT "' %s\n", name,
                    form->verb.len ? " " : "", STR_ARG(form->verb), ACTIONS[kinds[n]]);
        }
    }
}

void complete_fish_print(Buf *out) {
    buf_c(out, HEAD);
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        const CommandRow *row = commands_row((CommandId)i);
        buf_fmt(out, "\ncomplete -c stayorgo -n 'test (count (commandline -opc)) -eq 1' -a %s",
                row->name);
        described(row->summary, out);
        operands((CommandId)i, out);
        OptionRow option;
        for (uint32_t n = 0; options_row((CommandId)i, n, &option); n++)
            flag((CommandId)i, &option, out);
    }
}
