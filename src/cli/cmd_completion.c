// SPDX-License-Identifier: MIT
// stayorgo completion SHELL: what completes command lines in bash, zsh or fish.
//
//     source <(stayorgo completion bash)
//     stayorgo completion zsh > ~/.zfunc/_stayorgo
//     stayorgo completion ids                          every id that explain takes, one a line
//
// The scripts ask for `ids` themselves.
// Adding a shell: see cli/complete.h.
// Limits: the ids are those of the built-in rules, or of --rules DIR.
#include "cli/complete.h"
#include "cli/nearest.h"
#include "cli/session.h"

#include "base/banned.h"

typedef struct Shell {
    const char *name;
    void (*print)(Buf *out);
} Shell;

static const Shell SHELLS[] = {
    {"bash", complete_bash_print},
    {"zsh", complete_zsh_print},
    {"fish", complete_fish_print},
};

static bool print_ids(const Options *options, Buf *out, Error *err) {
    const Rules *rules;
    if (!run_rules(options->rules_dir, out->arena, &rules, err)) return false;
    nearest_list(rules, out);
    return true;
}

static bool print_shell(Str name, Buf *out, Error *err) {
    for (uint32_t i = 0; i < ARRAY_LEN(SHELLS); i++) {
        if (!str_eq(name, str_from_c(SHELLS[i].name))) continue;
        SHELLS[i].print(out);
        return true;
    }
    return error_set(err, ERROR_USAGE,
                     "there is no completion for \"" STR_FMT "\"; there is for bash, zsh and fish",
                     STR_ARG(name));
}

bool cmd_completion(const Options *options, Outcome *outcome, Error *err) {
    if (options->paths.len != 1)
        return error_set(err, ERROR_USAGE,
                         "completion takes one word: the name of a shell (bash, zsh, fish) or ids");
    Str name = options->paths.items[0];
    bool wants_ids = str_eq(name, STR("ids"));
    if (options->rules_dir.len && !wants_ids)
        return error_set(err, ERROR_USAGE, "--rules goes with \"completion ids\"");
    Buf out = buf_new(outcome->arena);
    bool ok = wants_ids ? print_ids(options, &out, err) : print_shell(name, &out, err);
    return ok && session_write((Str){0}, buf_str(&out), outcome, err);
}
