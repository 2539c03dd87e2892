// SPDX-License-Identifier: MIT
// Completion for zsh: a function for $fpath, named _stayorgo.
//
//     stayorgo sc<TAB>             scan
//     stayorgo scan --<TAB>        the options with their help
//     stayorgo scan -o json:<TAB>  files
//
// How: one call of _arguments for the program, one for each command, with a specification for each
// flag: '*'{-o+,--output=}'[help]:FORMAT:action'.
// Limits: needs compinit, as every such function.
#include "cli/complete.h"

#include "base/banned.h"

static const char HEAD[] =
    "#compdef stayorgo\n"
    "# zsh completion for stayorgo, printed by: stayorgo completion zsh\n"
    "\n"
    "_stayorgo_ids() {\n"
    "    local -a ids\n"
    "    ids=(${(f)\"$(_call_program ids stayorgo completion ids 2>/dev/null)\"})\n"
    "    compadd \"$@\" -a ids\n"
    "}\n"
    "\n"
    "_stayorgo_formats() {\n"
    "    if compset -P '*:'; then\n"
    "        _files\n"
    "    else\n"
    "        compadd -- \"$@\"\n"
    "    fi\n"
    "}\n";

static const char TAIL[] = "\n"
                           "if [[ $funcstack[1] == _stayorgo ]]; then\n"
                           "    _stayorgo \"$@\"\n"
                           "else\n"
                           "    compdef _stayorgo stayorgo\n"
                           "fi\n";

static const char *const ACTIONS[] = {
    [OPERAND_NONE] = " ",
    [OPERAND_FILE] = "_files",
    [OPERAND_FOLDER] = "_files -/",
    [OPERAND_ID] = "_stayorgo_ids",
};

// Text inside single quotes; `special` is what the place around it takes apart.
static void quoted(Str text, Str special, Buf *out) {
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'')
            buf_c(out, "'\\''");
        else
            complete_escape(str_sub(text, i, i + 1), special, out);
    }
}

static void value(const OptionRow *row, Buf *out) {
    buf_char(out, ':');
    quoted(str_from_c(row->argument), STR("\\:"), out);
    Buf words = buf_new(out->arena);
    complete_values(row, &words);
    if (row->is_format) // a file may stand behind it
        buf_fmt(out, ": _stayorgo_formats " STR_FMT, STR_ARG(buf_str(&words)));
    else if (words.len > 0)
        buf_fmt(out, ":(" STR_FMT ")", STR_ARG(buf_str(&words)));
    else
        buf_fmt(out, ":%s", ACTIONS[usage_operand(str_from_c(row->argument))]);
}

static void flag(const OptionRow *row, Buf *out) {
    const char *assign = row->argument ? "=" : "", *glued = row->argument ? "+" : "";
    buf_c(out, "            ");
    if (row->is_repeatable)
        buf_c(out, "'*'");
    else if (row->letter)
        buf_fmt(out, "'(-%c --%s)'", row->letter, row->name);
    if (row->letter)
        buf_fmt(out, "{-%c%s,--%s%s}'[", row->letter, glued, row->name, assign);
    else
        buf_fmt(out, "--%s%s'[", row->name, assign);
    quoted(str_from_c(row->help), STR("\\[]:$`"), out);
    buf_char(out, ']');
    if (row->argument) value(row, out);
    buf_c(out, "' \\\n");
}

static void operands(const UsageFormVec *forms, Buf *out) {
    if (!complete_has_verbs(forms)) {
        buf_fmt(out, "            '1: :%s' '*: :%s'\n", ACTIONS[forms->items[0].first],
                ACTIONS[forms->items[0].rest]);
        return;
    }
    Buf verbs = buf_new(out->arena);
    complete_verbs(forms, &verbs);
    buf_fmt(out, "            '1: :(" STR_FMT ")' '2: :->first' '*: :->rest'\n",
            STR_ARG(buf_str(&verbs)));
    buf_c(out, "        case $line[1]-$state in\n");
    for (uint32_t i = 0; i < forms->len; i++) {
        const UsageForm *form = &forms->items[i];
        if (form->first != OPERAND_NONE)
            buf_fmt(out, "        " STR_FMT "-first) %s ;;\n", STR_ARG(form->verb),
                    ACTIONS[form->first]);
        if (form->rest != OPERAND_NONE)
            buf_fmt(out, "        " STR_FMT "-rest) %s ;;\n", STR_ARG(form->verb),
                    ACTIONS[form->rest]);
    }
    buf_c(out, "        esac\n");
}

static void command_arm(CommandId command, Buf *out) {
    UsageFormVec forms = {0};
    usage_forms(commands_row(command)->usage, out->arena, &forms);
    buf_fmt(out, "    %s)\n        _arguments -s -S \\\n", commands_row(command)->name);
    OptionRow row;
    for (uint32_t i = 0; options_row(command, i, &row); i++)
        flag(&row, out);
    operands(&forms, out);
    buf_c(out, "        ;;\n");
}

void complete_zsh_print(Buf *out) {
    buf_c(out, HEAD);
    buf_c(out, "\n_stayorgo() {\n"
               "    local curcontext=$curcontext state state_descr\n"
               "    local -a line commands\n"
               "    typeset -A opt_args\n"
               "    commands=(\n");
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        const CommandRow *row = commands_row((CommandId)i);
        buf_fmt(out, "        '%s:", row->name);
        quoted(str_from_c(row->summary), STR("\\:"), out);
        buf_c(out, "'\n");
    }
    buf_c(
        out,
        "    )\n"
        "    _arguments -C '(- *)--help[show the commands]' '(- *)--version[show the version]' \\\n"
        "        '1: :->command' '*:: :->argument' && return\n"
        "    if [[ $state == command ]]; then\n"
        "        _describe -t commands command commands\n"
        "        return\n"
        "    fi\n"
        "    case $words[1] in\n");
    for (uint32_t i = 0; i < COMMAND_COUNT; i++)
        command_arm((CommandId)i, out);
    buf_c(out, "    esac\n}\n");
    buf_c(out, TAIL);
}
