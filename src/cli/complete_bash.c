// SPDX-License-Identifier: MIT
// Completion for bash.
//
//     stayorgo rules te<TAB>          test
//     stayorgo scan --format=m<TAB>   markdown
//     stayorgo scan -o json:re<TAB>   report.json
//
// The script has one table for each thing that depends on the command (its options, those that take a
// value, what a value or operand is), then one function that finds out where the cursor stands.
// Readline breaks words at = and :, so `--format=m` comes as three words and `json:re` as three; a file
// name is left to readline, which knows about quoting. Nothing of the package bash-completion is used.
// Limits: bash 4; options before the command and a value glued to a letter (-ojson) are not completed.
#include "cli/complete.h"

#include "base/banned.h"

static const char HEAD[] =
    "# bash completion for stayorgo, printed by: stayorgo completion bash\n"
    "\n"
    "_stayorgo_words() {\n"
    "    compopt +o default 2>/dev/null\n"
    "    COMPREPLY=($(compgen -W \"$1\" -- \"$cur\"))\n"
    "}\n"
    "\n"
    "_stayorgo_is() {\n"
    "    case $1 in\n"
    "    file) ;;\n"
    "    folder) compopt +o default -o dirnames 2>/dev/null ;;\n"
    "    id) _stayorgo_words \"$(\"${COMP_WORDS[0]}\" completion ids 2>/dev/null)\" ;;\n"
    "    *) compopt +o default 2>/dev/null ;;\n"
    "    esac\n"
    "}\n";

static const char TAIL[] =
    "\n"
    "_stayorgo() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]-}\n"
    "    local options='' valued='' verbs='' verb='' pending='' word count=0 i\n"
    "    COMPREPLY=()\n"
    "    if ((COMP_CWORD == 1)); then\n"
    "        _stayorgo_words \"$_stayorgo_commands --help --version\"\n"
    "        return\n"
    "    fi\n"
    "    _stayorgo_command \"$command\" || return\n"
    "    for ((i = 2; i < COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [[ $word == : ]]; then\n"
    "            pending=:\n"
    "        elif [[ $word == = ]]; then\n"
    "            : # --option = value: the option still waits\n"
    "        elif [[ $pending ]]; then\n"
    "            pending=''\n"
    "        elif [[ $word == -* ]]; then\n"
    "            if [[ \" $valued \" == *\" $word \"* ]]; then pending=$word; fi\n"
    "        elif [[ $verbs && ! $verb ]]; then\n"
    "            verb=$word\n"
    "        else\n"
    "            count=1\n"
    "        fi\n"
    "    done\n"
    "    if [[ $cur == : ]]; then pending=:; fi\n"
    "    if [[ $cur == = ]]; then cur=''; fi\n"
    "    if [[ $pending == : ]]; then\n"
    "        return # the file behind json:\n"
    "    elif [[ $pending ]]; then\n"
    "        _stayorgo_value \"$command $pending\"\n"
    "    elif [[ $cur == -* ]]; then\n"
    "        _stayorgo_words \"$options\"\n"
    "    elif [[ $verbs && ! $verb ]]; then\n"
    "        _stayorgo_words \"$verbs\"\n"
    "    else\n"
    "        _stayorgo_operand \"$command $verb $count\"\n"
    "    fi\n"
    "}\n"
    "\n"
    "complete -o default -F _stayorgo stayorgo\n";

static const char *const KINDS[] = {
    [OPERAND_NONE] = "none",
    [OPERAND_FILE] = "file",
    [OPERAND_FOLDER] = "folder",
    [OPERAND_ID] = "id",
};

static void add_flag(const OptionRow *row, Buf *out) {
    buf_fmt(out, "%s--%s", out->len ? " " : "", row->name);
    if (row->letter) buf_fmt(out, " -%c", row->letter);
}

// `scan) options='…' valued='…' verbs='…' ;;`
static void command_arm(CommandId command, Buf *out) {
    Buf options = buf_new(out->arena), valued = buf_new(out->arena), verbs = buf_new(out->arena);
    OptionRow row;
    for (uint32_t i = 0; options_row(command, i, &row); i++) {
        add_flag(&row, &options);
        if (row.argument) add_flag(&row, &valued);
    }
    UsageFormVec forms = {0};
    usage_forms(commands_row(command)->usage, out->arena, &forms);
    complete_verbs(&forms, &verbs);
    buf_fmt(out, "    %s)\n        options='" STR_FMT "'\n        valued='" STR_FMT "'\n",
            commands_row(command)->name, STR_ARG(buf_str(&options)), STR_ARG(buf_str(&valued)));
    buf_fmt(out, "        verbs='" STR_FMT "'\n        ;;\n", STR_ARG(buf_str(&verbs)));
}

// `'scan --color') _stayorgo_words 'auto always never' ;;`
static void value_arms(CommandId command, Buf *out) {
    const char *name = commands_row(command)->name;
    OptionRow row;
    for (uint32_t i = 0; options_row(command, i, &row); i++) {
        if (!row.argument) continue;
        buf_fmt(out, "    '%s --%s'", name, row.name);
        if (row.letter) buf_fmt(out, " | '%s -%c'", name, row.letter);
        Buf words = buf_new(out->arena);
        complete_values(&row, &words);
        if (words.len > 0)
            buf_fmt(out, ") _stayorgo_words '" STR_FMT "' ;;\n", STR_ARG(buf_str(&words)));
        else
            buf_fmt(out, ") _stayorgo_is %s ;;\n", KINDS[usage_operand(str_from_c(row.argument))]);
    }
}

// `'rules check 0') _stayorgo_is folder ;;`
static void operand_arms(CommandId command, Buf *out) {
    UsageFormVec forms = {0};
    usage_forms(commands_row(command)->usage, out->arena, &forms);
    for (uint32_t i = 0; i < forms.len; i++) {
        const UsageForm *form = &forms.items[i];
        for (uint32_t n = 0; n < 2; n++)
            buf_fmt(out, "    '%s " STR_FMT " %u') _stayorgo_is %s ;;\n",
                    commands_row(command)->name, STR_ARG(form->verb), n,
                    KINDS[n ? form->rest : form->first]);
    }
}

static void function(const char *name, void (*arms)(CommandId command, Buf *out),
                     const char *otherwise, Buf *out) {
    buf_fmt(out, "\n%s() {\n    case $1 in\n", name);
    for (uint32_t i = 0; i < COMMAND_COUNT; i++)
        arms((CommandId)i, out);
    buf_fmt(out, "    *) %s ;;\n    esac\n}\n", otherwise);
}

void complete_bash_print(Buf *out) {
    Buf commands = buf_new(out->arena);
    complete_commands(&commands);
    buf_c(out, HEAD);
    buf_fmt(out, "\n_stayorgo_commands='" STR_FMT "'\n", STR_ARG(buf_str(&commands)));
    function("_stayorgo_command", command_arm, "return 1", out);
    function("_stayorgo_value", value_arms, "_stayorgo_is none", out);
    function("_stayorgo_operand", operand_arms, "_stayorgo_is none", out);
    buf_c(out, TAIL);
}
