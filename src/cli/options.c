// SPDX-License-Identifier: MIT
// The command line as data: one row a flag, from which parsing and --help are made.
//
//     --format json --files=- src     ─►  Options{outputs: [json], files: "-", paths: ["src"]}
//
// Long options take `--name value` or `--name=value`, short ones `-o value` or `-ovalue`; `--` ends
// them. getopt_long would do for parsing, but not for --help, and it reorders argv.
// Adding a flag: one row in FLAGS, one field in Options. Completions take what its argument is from
// the words of cli/usage.c (FILE, DIR, …) or from CHOICES.
// Limits: no abbreviations of long options, no bundling of short ones.
#include "cli/options.h"

#include "base/pool.h"

#include "base/banned.h"

typedef enum FlagKind {
    FLAG_SWITCH,
    FLAG_TEXT,
    FLAG_LIST,
    FLAG_OUTPUT,
    FLAG_THREADS,
    FLAG_COLOR,
    FLAG_TREE
} FlagKind;

enum {
    IN_SCAN = 1u << COMMAND_SCAN | 1u << COMMAND_CI, // the latter is a scan that is told less
    IN_FACTS = 1u << COMMAND_FACTS,
    IN_ROUTES = 1u << COMMAND_ROUTES,
    IN_EXPLAIN = 1u << COMMAND_EXPLAIN,
    IN_RULES = 1u << COMMAND_RULES,
    IN_RESCORE = 1u << COMMAND_RESCORE,
    IN_CONFIG = 1u << COMMAND_CONFIG,
    IN_REPOSITORY = IN_SCAN | IN_FACTS | IN_ROUTES | IN_EXPLAIN, // what looks at one
    IN_REPORT = IN_SCAN | IN_RESCORE,                            // what prints a verdict
    IN_INIT = 1u << COMMAND_INIT,
    IN_HOOK = 1u << COMMAND_HOOK,
    IN_DECIDE = 1u << COMMAND_DECIDE,
    IN_BASELINE = 1u << COMMAND_BASELINE,
    IN_RECORD = IN_DECIDE | IN_BASELINE, // what writes a record
    IN_COMPLETION = 1u << COMMAND_COMPLETION,
    IN_MAN = 1u << COMMAND_MAN,
    IN_CACHE = 1u << COMMAND_CACHE,
    IN_CONFIGURED = IN_REPOSITORY | IN_CONFIG | IN_RECORD | IN_HOOK, // what reads a configuration
    IN_ALL = IN_CONFIGURED | IN_RULES | IN_RESCORE,
};

typedef struct Flag {
    const char *name;
    char letter; // 0 if none
    FlagKind kind;
    uint32_t commands;
    size_t offset; // of the field in Options
    const char *argument;
    const char *help;
} Flag;

static const Flag FLAGS[] = {
    {"output", 'o', FLAG_OUTPUT, IN_REPORT | IN_RULES | IN_ROUTES, offsetof(Options, outputs),
     "FORMAT[:FILE]", "write the report in this format, to FILE or to standard output; repeatable"},
    {"format", 0, FLAG_OUTPUT, IN_REPORT | IN_RULES | IN_ROUTES, offsetof(Options, outputs),
     "FORMAT", "the same as -o FORMAT"},
    {"set", 0, FLAG_LIST, IN_REPORT | IN_CONFIG | IN_RECORD, offsetof(Options, sets), "WEIGHT=X",
     "decide with this weight, such as inertia=0.2 or admin.weight=1; repeatable"},
    {"what-if", 0, FLAG_LIST, IN_RESCORE, offsetof(Options, what_ifs), "SIGNAL=N",
     "decide as if the signal were counted N times (PROJECT:SIGNAL=N for one of several); "
     "repeatable"},
    {"explain", 0, FLAG_TREE, IN_REPORT, offsetof(Options, tree), "tree",
     "with the text, the account of the verdict: every figure down to lines of code"},
    {"no-cost", 0, FLAG_SWITCH, IN_REPORT | IN_CONFIG | IN_RECORD, offsetof(Options, no_cost), NULL,
     "leave out what switching would cost"},
    {"fail-on", 0, FLAG_LIST, IN_SCAN | IN_CONFIG | IN_HOOK, offsetof(Options, fail_on), "GATE",
     "exit with 1 when the verdict differs from the team's record (flip), its pull has moved "
     "(drift), there are new findings (new-finding[:LEVEL]), or the code does not decide it "
     "(undecided); repeatable"},
    {"reason", 0, FLAG_TEXT, IN_DECIDE, offsetof(Options, reason), "TEXT",
     "why the team decides so"},
    {"target", 0, FLAG_TEXT, IN_DECIDE, offsetof(Options, target), "FRAMEWORK",
     "the team moves to this framework, whatever the advice"},
    {"stay", 0, FLAG_SWITCH, IN_DECIDE, offsetof(Options, stay), NULL,
     "the team stays, whatever the advice"},
    {"project", 0, FLAG_TEXT, IN_DECIDE, offsetof(Options, about), "ROOT",
     "the deployable that it is about (default: the one that the whole verdict is taken from)"},
    {"per-file", 0, FLAG_SWITCH, IN_FACTS, offsetof(Options, per_file), NULL,
     "also the facts of each file, with places"},
    {"here", 0, FLAG_SWITCH, IN_EXPLAIN, offsetof(Options, here), NULL,
     "also what it finds in PATH (default: this folder)"},
    {"claims", 0, FLAG_SWITCH, IN_RULES, offsetof(Options, claims), NULL,
     "list: by the claims that signals stand for"},
    {"fixtures", 0, FLAG_TEXT, IN_RULES, offsetof(Options, fixtures), "DIR",
     "check: name the rules that find nothing in any DIR/*/input"},
    {"files", 0, FLAG_TEXT, IN_REPOSITORY, offsetof(Options, files), "FILE",
     "look at exactly the files listed in FILE (- is standard input), one path a line, relative to "
     "PATH"},
    {"base", 0, FLAG_TEXT, IN_SCAN, offsetof(Options, base), "REV",
     "compare with this git commit: with its merge base with HEAD, or with --revision"},
    {"revision", 0, FLAG_TEXT, IN_REPOSITORY, offsetof(Options, revision), "REV",
     "look at what this git commit holds in PATH instead of at its files"},
    {"staged", 0, FLAG_SWITCH, IN_REPOSITORY, offsetof(Options, staged), NULL,
     "look at what is staged in git, as the next commit would have it"},
    {"include", 0, FLAG_LIST, IN_CONFIGURED, offsetof(Options, include), "GLOB",
     "only files whose path matches; repeatable"},
    {"exclude", 0, FLAG_LIST, IN_CONFIGURED, offsetof(Options, exclude), "GLOB",
     "no files whose path matches; repeatable"},
    {"no-ignore", 0, FLAG_SWITCH, IN_REPOSITORY | IN_RECORD, offsetof(Options, no_ignore), NULL,
     "also files that .gitignore leaves out"},
    {"no-cache", 0, FLAG_SWITCH, IN_REPOSITORY | IN_RECORD, offsetof(Options, no_cache), NULL,
     "read and parse every file, and keep nothing for the next time"},
    {"full-parse", 0, FLAG_SWITCH, IN_REPOSITORY, offsetof(Options, full_parse), NULL,
     "parse every file with tree-sitter: slower, with the same facts"},
    {"rules", 0, FLAG_TEXT, IN_ALL | IN_COMPLETION, offsetof(Options, rules_dir), "DIR",
     "use the rules in DIR instead of the built-in ones"},
    {"isolated", 0, FLAG_SWITCH, IN_CONFIGURED, offsetof(Options, isolated), NULL,
     "as if there were no stayorgo.toml and no [tool.stayorgo] in pyproject.toml"},
    {"jobs", 'j', FLAG_THREADS, IN_REPOSITORY | IN_RECORD | IN_HOOK, offsetof(Options, threads),
     "N", "threads; the output does not depend on it (default: all cores)"},
    {"strict", 0, FLAG_SWITCH, IN_SCAN | IN_FACTS | IN_ROUTES | IN_RULES, offsetof(Options, strict),
     NULL, "exit with 3 when there are problems, such as files that could not be parsed"},
    {"color", 0, FLAG_COLOR, IN_REPORT | IN_ROUTES | IN_EXPLAIN | IN_RULES,
     offsetof(Options, color), "WHEN", "auto, always or never (also: NO_COLOR, CLICOLOR_FORCE)"},
    {"quiet", 'q', FLAG_SWITCH, IN_REPOSITORY | IN_RECORD, offsetof(Options, quiet), NULL,
     "no progress on a terminal"},
    {"verbose", 'v', FLAG_SWITCH, IN_REPOSITORY, offsetof(Options, verbose), NULL,
     "say on standard error how long it took"},
    {"help", 'h', FLAG_SWITCH, IN_ALL | IN_COMPLETION | IN_MAN | IN_CACHE | IN_INIT,
     offsetof(Options, help), NULL, "show this"},
};

// The values that flags of a kind take, where there is a list of them.
static const char *const CHOICES[] = {
    [FLAG_COLOR] = "auto always never",
    [FLAG_TREE] = "tree",
};

static const Flag *find_long(CommandId command, Str name) {
    for (uint32_t i = 0; i < ARRAY_LEN(FLAGS); i++) {
        if ((FLAGS[i].commands & (1u << command)) && str_eq(str_from_c(FLAGS[i].name), name)) {
            return &FLAGS[i];
        }
    }
    return NULL;
}

static const Flag *find_short(CommandId command, char letter) {
    for (uint32_t i = 0; i < ARRAY_LEN(FLAGS); i++) {
        if ((FLAGS[i].commands & (1u << command)) && FLAGS[i].letter == letter) return &FLAGS[i];
    }
    return NULL;
}

static bool parse_threads(Str text, uint32_t *out, Error *err) {
    uint32_t n = 0;
    bool is_number = text.len > 0 && text.len <= 4;
    for (uint32_t i = 0; is_number && i < text.len; i++) {
        is_number = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    if (!is_number || n == 0 || n > POOL_MAX_THREADS) {
        return error_set(err, ERROR_USAGE,
                         "--jobs takes a number from 1 to %d, not \"" STR_FMT "\"",
                         POOL_MAX_THREADS, STR_ARG(text));
    }
    *out = n;
    return true;
}

static bool is_choice(FlagKind kind, Str text) {
    Str rest = str_from_c(CHOICES[kind]), choice;
    while (str_cut(rest, ' ', &choice, &rest) || choice.len)
        if (str_eq(text, choice)) return true;
    return false;
}

static bool parse_color(Str text, Str *out, Error *err) {
    if (!is_choice(FLAG_COLOR, text)) {
        return error_set(err, ERROR_USAGE,
                         "--color takes auto, always or never, not \"" STR_FMT "\"", STR_ARG(text));
    }
    *out = text;
    return true;
}

static bool parse_tree(Str text, bool *out, Error *err) {
    *out = is_choice(FLAG_TREE, text);
    return *out ||
           error_set(err, ERROR_USAGE, "--explain takes tree, not \"" STR_FMT "\"", STR_ARG(text));
}

static bool parse_output(const Flag *flag, Str text, Output *out, Error *err) {
    bool has_colon = str_cut(text, ':', &out->format, &out->file);
    if (out->format.len == 0) {
        return error_set(err, ERROR_USAGE, "--%s \"" STR_FMT "\" names no format", flag->name,
                         STR_ARG(text));
    }
    if (has_colon && out->file.len == 0) {
        return error_set(err, ERROR_USAGE, "--%s \"" STR_FMT "\" names no file after the colon",
                         flag->name, STR_ARG(text));
    }
    return true;
}

static bool apply(const Flag *flag, Str value, Arena *arena, Options *out, Error *err) {
    void *field = (char *)out + flag->offset;
    Output output;
    if (value.len == 0 && (flag->kind == FLAG_TEXT || flag->kind == FLAG_LIST)) {
        return error_set(err, ERROR_USAGE, "--%s takes a %s, not an empty text", flag->name,
                         flag->argument);
    }
    switch (flag->kind) {
    case FLAG_SWITCH: *(bool *)field = true; return true;
    case FLAG_TEXT: *(Str *)field = value; return true;
    case FLAG_LIST: vec_push(arena, (StrVec *)field, value); return true;
    case FLAG_OUTPUT:
        if (!parse_output(flag, value, &output, err)) return false;
        vec_push(arena, &out->outputs, output);
        return true;
    case FLAG_THREADS: return parse_threads(value, field, err);
    case FLAG_TREE: return parse_tree(value, field, err);
    case FLAG_COLOR: return parse_color(value, field, err);
    }
    BUG("a kind of flag without a way to apply it");
}

typedef struct Args {
    CommandId command;
    int argc;
    char **argv;
    int next;
} Args;

// Splits one option argument into its flag and, if it is attached, its value.
static bool read_flag(const Args *args, Str arg, const Flag **flag, Str *value, bool *has_value,
                      Error *err) {
    if (str_starts(arg, STR("--"))) {
        Str name;
        *has_value = str_cut(str_sub(arg, 2, arg.len), '=', &name, value);
        *flag = find_long(args->command, name);
    } else {
        *flag = find_short(args->command, arg.ptr[1]);
        *value = str_sub(arg, 2, arg.len);
        *has_value = value->len > 0;
    }
    if (*flag == NULL) {
        return error_set(err, ERROR_USAGE,
                         "unknown option " STR_FMT "; --help lists those there are", STR_ARG(arg));
    }
    if (*has_value && (*flag)->kind == FLAG_SWITCH) {
        return error_set(err, ERROR_USAGE, "option --%s takes no value", (*flag)->name);
    }
    return true;
}

static bool parse_option(Args *args, Str arg, Arena *arena, Options *out, Error *err) {
    const Flag *flag;
    Str value;
    bool has_value;
    if (!read_flag(args, arg, &flag, &value, &has_value, err)) return false;
    if (flag->kind != FLAG_SWITCH && !has_value) {
        if (args->next >= args->argc) {
            return error_set(err, ERROR_USAGE, "option --%s needs a value: %s", flag->name,
                             flag->argument);
        }
        value = str_from_c(args->argv[args->next++]);
    }
    return apply(flag, value, arena, out, err);
}

bool options_parse(CommandId command, int argc, char **argv, Arena *arena, Options *out,
                   Error *err) {
    *out =
        (Options){.color = STR("auto"), .threads = pool_default_threads(), .drift = OPTIONS_DRIFT};
    Args args = {.command = command, .argc = argc, .argv = argv};
    bool options_end = false;
    while (args.next < argc) {
        Str arg = str_from_c(argv[args.next++]);
        if (!options_end && str_eq(arg, STR("--"))) {
            options_end = true;
        } else if (!options_end && arg.len > 1 && arg.ptr[0] == '-') {
            if (!parse_option(&args, arg, arena, out, err)) return false;
        } else {
            vec_push(arena, &out->paths, arg);
        }
    }
    return true;
}

// "  -j, --jobs N" and the help, from column 28 on, wrapped.
static void help_row(const Flag *flag, Buf *out) {
    enum { HELP_COLUMN = 28, COLUMNS = 80 };
    Buf head = buf_new(out->arena);
    if (flag->letter) {
        buf_fmt(&head, "  -%c, --%s", flag->letter, flag->name);
    } else {
        buf_fmt(&head, "      --%s", flag->name);
    }
    if (flag->argument) buf_fmt(&head, " %s", flag->argument);
    buf_str_add(out, buf_str(&head));
    uint32_t column = buf_str(&head).len;
    Str text = str_from_c(flag->help);
    if (column + 2 > HELP_COLUMN) column = COLUMNS; // the head is too long: help starts below
    while (text.len) {
        Str word;
        str_cut(text, ' ', &word, &text);
        if (column + 1 + word.len > COLUMNS) {
            buf_char(out, '\n');
            column = 0;
        }
        buf_repeat(out, STR(" "), column < HELP_COLUMN ? HELP_COLUMN - column : 1);
        column = (column < HELP_COLUMN ? HELP_COLUMN : column + 1) + word.len;
        buf_str_add(out, word);
    }
    buf_char(out, '\n');
}

void options_help(CommandId command, Buf *out) {
    for (uint32_t i = 0; i < ARRAY_LEN(FLAGS); i++) {
        if (FLAGS[i].commands & (1u << command)) help_row(&FLAGS[i], out);
    }
}

bool options_row(CommandId command, uint32_t index, OptionRow *out) {
    for (uint32_t i = 0; i < ARRAY_LEN(FLAGS); i++) {
        const Flag *flag = &FLAGS[i];
        if (!(flag->commands & (1u << command)) || index-- > 0) continue;
        *out = (OptionRow){
            .name = flag->name,
            .letter = flag->letter,
            .argument = flag->argument,
            .help = flag->help,
            .choices = flag->kind < ARRAY_LEN(CHOICES) ? CHOICES[flag->kind] : NULL,
            .is_format = flag->kind == FLAG_OUTPUT,
            .is_repeatable = flag->kind == FLAG_LIST || flag->kind == FLAG_OUTPUT,
        };
        return true;
    }
    return false;
}
