// SPDX-License-Identifier: MIT
// Tests of the command line.
//
//   --format json --files=- src  ->  outputs {json}, files "-", paths {"src"}
//
// A parse is compared as one line of text, so that a row shows all that an argument does.
#include <criterion/criterion.h>
#include <string.h>

#include "base/pool.h"
#include "cli/options.h"

enum { ARGS_MAX = 8 };

static void dump_list(Buf *out, const char *name, const StrVec *list) {
    for (uint32_t i = 0; i < list->len; i++)
        buf_fmt(out, "%s=" STR_FMT " ", name, STR_ARG(list->items[i]));
}

// All that differs from the defaults.
static Str dump(Arena *arena, const Options *o) {
    Buf out = buf_new(arena);
    for (uint32_t i = 0; i < o->outputs.len; i++) {
        buf_fmt(&out, "output=" STR_FMT ">" STR_FMT " ", STR_ARG(o->outputs.items[i].format),
                STR_ARG(o->outputs.items[i].file));
    }
    dump_list(&out, "include", &o->include);
    dump_list(&out, "exclude", &o->exclude);
    dump_list(&out, "set", &o->sets);
    dump_list(&out, "what_if", &o->what_ifs);
    dump_list(&out, "fail_on", &o->fail_on);
    const struct {
        Str text;
        const char *name;
    } texts[] = {{o->reason, "reason"}, {o->target, "target"}, {o->about, "about"}};
    for (uint32_t i = 0; i < ARRAY_LEN(texts); i++)
        if (texts[i].text.len)
            buf_fmt(&out, "%s=" STR_FMT " ", texts[i].name, STR_ARG(texts[i].text));
    if (o->files.len) buf_fmt(&out, "files=" STR_FMT " ", STR_ARG(o->files));
    if (o->rules_dir.len) buf_fmt(&out, "rules=" STR_FMT " ", STR_ARG(o->rules_dir));
    if (!str_eq(o->color, STR("auto"))) buf_fmt(&out, "color=" STR_FMT " ", STR_ARG(o->color));
    if (o->threads != pool_default_threads()) buf_fmt(&out, "threads=%u ", o->threads);
    const struct {
        bool is_set;
        const char *name;
    } switches[] = {
        {o->no_ignore, "no_ignore "}, {o->strict, "strict "},     {o->quiet, "quiet "},
        {o->verbose, "verbose "},     {o->per_file, "per_file "}, {o->help, "help "},
        {o->no_cost, "no_cost "},     {o->tree, "tree "},         {o->isolated, "isolated "},
        {o->stay, "stay "},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(switches); i++)
        if (switches[i].is_set) buf_c(&out, switches[i].name);
    dump_list(&out, "path", &o->paths);
    return str_trim(buf_str(&out));
}

static bool parse(CommandId command, const char *const args[ARGS_MAX], Arena *arena, Options *out,
                  Error *err) {
    char *argv[ARGS_MAX + 1] = {0};
    int argc = 0;
    for (; argc < ARGS_MAX && args[argc]; argc++)
        argv[argc] = (char *)(uintptr_t)args[argc];
    return options_parse(command, argc, argv, arena, out, err);
}

typedef struct Row {
    const char *args[ARGS_MAX];
    const char *want; // all that is set, or a part of the error
} Row;

static void assert_parses(CommandId command, const Row *rows, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        Arena arena = {0};
        Options options;
        Error err = {0};
        cr_assert(parse(command, rows[i].args, &arena, &options, &err), "row %u: %s", i, err.text);
        Str got = dump(&arena, &options);
        cr_assert(str_eq(got, str_from_c(rows[i].want)), "row %u: got \"" STR_FMT "\", want \"%s\"",
                  i, STR_ARG(got), rows[i].want);
        arena_free(&arena);
    }
}

static void assert_fails(CommandId command, const Row *rows, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        Arena arena = {0};
        Options options;
        Error err = {0};
        cr_assert(!parse(command, rows[i].args, &arena, &options, &err), "row %u", i);
        cr_assert_eq(err.code, ERROR_USAGE, "row %u", i);
        cr_assert(strstr(err.text, rows[i].want), "row %u: %s", i, err.text);
        arena_free(&arena);
    }
}

Test(options, each_flag_of_scan) {
    static const Row rows[] = {
        {{NULL}, ""},
        {{"--output", "json"}, "output=json>"},
        {{"--output=json:r.json"}, "output=json>r.json"},
        {{"-o", "text"}, "output=text>"},
        {{"-otext"}, "output=text>"},
        {{"-ojson:a:b"}, "output=json>a:b"},
        {{"--format", "json"}, "output=json>"},
        {{"--format=json"}, "output=json>"},
        {{"-o", "text", "-ojson:r.json"}, "output=text> output=json>r.json"},
        {{"--files", "list"}, "files=list"},
        {{"--files=-"}, "files=-"},
        {{"--files", "-"}, "files=-"},
        {{"--include", "*.py"}, "include=*.py"},
        {{"--include=a", "--include", "b"}, "include=a include=b"},
        {{"--exclude", "docs/**"}, "exclude=docs/**"},
        {{"--exclude=a=b"}, "exclude=a=b"},
        {{"--no-ignore"}, "no_ignore"},
        {{"--no-cost"}, "no_cost"},
        {{"--fail-on", "flip,drift", "--fail-on=undecided"},
         "fail_on=flip,drift fail_on=undecided"},
        {{"--explain=tree"}, "tree"},
        {{"--explain", "tree"}, "tree"},
        {{"--rules", "dir"}, "rules=dir"},
        {{"--rules=dir"}, "rules=dir"},
        {{"--jobs", "63"}, "threads=63"},
        {{"--jobs=63"}, "threads=63"},
        {{"-j63"}, "threads=63"},
        {{"-j", "63"}, "threads=63"},
        {{"-j", "0063"}, "threads=63"},
        {{"--strict"}, "strict"},
        {{"--color", "always"}, "color=always"},
        {{"--color=never"}, "color=never"},
        {{"--color=always", "--color=auto"}, ""},
        {{"--quiet"}, "quiet"},
        {{"-q"}, "quiet"},
        {{"--verbose"}, "verbose"},
        {{"-v"}, "verbose"},
        {{"--help"}, "help"},
        {{"-h"}, "help"},
    };
    assert_parses(COMMAND_SCAN, rows, ARRAY_LEN(rows));
}

Test(options, paths_and_the_end_of_options) {
    static const Row rows[] = {
        {{"."}, "path=."},
        {{"a", "-q", "b"}, "quiet path=a path=b"},
        {{"-"}, "path=-"},
        {{""}, "path="},
        {{"--", "-q", "--"}, "path=-q path=--"},
        {{"a", "--", "--help"}, "path=a path=--help"},
        {{"--files", "--", "a"}, "files=-- path=a"}, // a value is a value
        {{"-o", "-q"}, "output=-q>"},
    };
    assert_parses(COMMAND_SCAN, rows, ARRAY_LEN(rows));
}

Test(options, each_command_has_its_own) {
    static const Row facts[] = {
        {{"--per-file"}, "per_file"},
        {{"-j63", "--strict", "--no-ignore", "a"}, "threads=63 no_ignore strict path=a"},
    };
    static const Row not_facts[] = {
        {{"-o", "json"}, "-o"}, {{"--format=json"}, "--format"}, {{"--color=never"}, "--color"}};
    static const Row rescore[] = {
        {{"--set", "inertia=0", "--set=admin=2", "r.json"},
         "set=inertia=0 set=admin=2 path=r.json"},
        {{"--what-if=a:b=3", "--no-cost", "-"}, "what_if=a:b=3 no_cost path=-"},
        {{"-ojson", "--rules=dir"}, "output=json> rules=dir"},
    };
    static const Row not_rescore[] = {
        {{"--jobs=2"}, "--jobs"}, {{"--files=x"}, "--files"}, {{"--set="}, "--set"}};
    static const Row not_scan[] = {{{"--per-file"}, "--per-file"},
                                   {{"--what-if=a=1"}, "--what-if"}};
    static const Row config[] = {
        {{"--isolated", "--set=a=1", "--exclude=b", "api"}, "exclude=b set=a=1 isolated path=api"}};
    static const Row decide[] = {{{"--reason", "a b", "--target=fastapi", "--project=x", "."},
                                  "reason=a b target=fastapi about=x path=."},
                                 {{"--stay", "-j63"}, "threads=63 stay"}};
    static const Row not_baseline[] = {{{"--reason=a"}, "--reason"},
                                       {{"--fail-on=a"}, "--fail-on"}};
    static const Row not_config[] = {{{"--files=x"}, "--files"}, {{"-j2"}, "-j2"}};
    assert_parses(COMMAND_RESCORE, rescore, ARRAY_LEN(rescore));
    assert_fails(COMMAND_RESCORE, not_rescore, ARRAY_LEN(not_rescore));
    assert_parses(COMMAND_FACTS, facts, ARRAY_LEN(facts));
    assert_fails(COMMAND_FACTS, not_facts, ARRAY_LEN(not_facts));
    assert_fails(COMMAND_SCAN, not_scan, ARRAY_LEN(not_scan));
    assert_parses(COMMAND_CONFIG, config, ARRAY_LEN(config));
    assert_parses(COMMAND_DECIDE, decide, ARRAY_LEN(decide));
    assert_fails(COMMAND_BASELINE, not_baseline, ARRAY_LEN(not_baseline));
    assert_fails(COMMAND_CONFIG, not_config, ARRAY_LEN(not_config));
}

Test(options, errors_name_the_option) {
    static const Row rows[] = {
        {{"--nope"}, "--nope"},
        {{"--nope=3"}, "--nope=3"},
        {{"-x"}, "-x"},
        {{"---"}, "---"},
        {{"--=x"}, "--=x"},
        {{"--outpu", "json"}, "--outpu"}, // no abbreviations
        {{"--quiet=yes"}, "--quiet takes no value"},
        {{"--strict="}, "--strict takes no value"},
        {{"-qv"}, "--quiet takes no value"},
        {{"--output"}, "--output needs a value"},
        {{"-o"}, "--output needs a value"},
        {{"--format"}, "--format needs a value"},
        {{"--files"}, "--files needs a value"},
        {{"--rules"}, "--rules needs a value"},
        {{"--include"}, "--include needs a value"},
        {{"--exclude"}, "--exclude needs a value"},
        {{"-j"}, "--jobs needs a value"},
        {{"--color"}, "--color needs a value"},
        {{"--output=json:"}, "--output"},
        {{"--format", "json:"}, "--format"},
        {{"--output="}, "--output"},
        {{"--format="}, "--format"},
        {{"--output=:file"}, "--output"},
        {{"--files="}, "--files"},
        {{"--rules", ""}, "--rules"},
        {{"--include="}, "--include"},
        {{"--exclude", ""}, "--exclude"},
        {{"--jobs="}, "--jobs"},
        {{"-j0"}, "--jobs"},
        {{"-j-1"}, "--jobs"},
        {{"-j65"}, "--jobs"},
        {{"-j", "4294967297"}, "--jobs"},
        {{"-j1x"}, "--jobs"},
        {{"--jobs= 1"}, "--jobs"},
        {{"--explain="}, "--explain"},
        {{"--explain", "forest"}, "\"forest\""},
        {{"--color="}, "--color"},
        {{"--color", "blue"}, "\"blue\""},
        {{"-q", "--nope", "--worse"}, "--nope"}, // the first error
        {{"--n\x1b[2J"}, "--n\\x1B[2J"},         // harmless on a terminal
    };
    assert_fails(COMMAND_SCAN, rows, ARRAY_LEN(rows));
}

Test(options, help_lists_every_flag_in_80_columns) {
    static const char *const FLAGS[COMMAND_COUNT][32] = {
        [COMMAND_RESCORE] = {"-o, --output FORMAT[:FILE]", "--format FORMAT", "--set WEIGHT=X",
                             "--what-if SIGNAL=N", "--no-cost", "--explain tree", "--rules DIR",
                             "--color WHEN", "-h, --help"},
        [COMMAND_SCAN] = {"-o, --output FORMAT[:FILE]",
                          "--format FORMAT",
                          "--files FILE",
                          "--revision REV",
                          "--base REV",
                          "--staged",
                          "--include GLOB",
                          "--exclude GLOB",
                          "--no-ignore",
                          "--no-cache",
                          "--full-parse",
                          "--rules DIR",
                          "-j, --jobs N",
                          "--strict",
                          "--color WHEN",
                          "-q, --quiet",
                          "--no-cost",
                          "--explain tree",
                          "--set WEIGHT=X",
                          "--isolated",
                          "--fail-on GATE",
                          "-v, --verbose",
                          "-h, --help"},
        [COMMAND_FACTS] = {"--per-file", "--files FILE", "--revision REV", "--staged",
                           "--include GLOB", "--exclude GLOB", "--no-ignore", "--no-cache",
                           "--full-parse", "--rules DIR", "-j, --jobs N", "--strict", "-q, --quiet",
                           "--isolated", "-v, --verbose", "-h, --help"},
        [COMMAND_ROUTES] = {"-o, --output FORMAT[:FILE]", "--format FORMAT", "--files FILE",
                            "--revision REV", "--staged", "--include GLOB", "--exclude GLOB",
                            "--no-ignore", "--no-cache", "--full-parse", "--rules DIR",
                            "-j, --jobs N", "--strict", "--color WHEN", "-q, --quiet", "--isolated",
                            "-v, --verbose", "-h, --help"},
        [COMMAND_EXPLAIN] = {"--here", "--files FILE", "--revision REV", "--staged",
                             "--include GLOB", "--exclude GLOB", "--no-ignore", "--no-cache",
                             "--full-parse", "--rules DIR", "-j, --jobs N", "--color WHEN",
                             "-q, --quiet", "--isolated", "-v, --verbose", "-h, --help"},
        [COMMAND_CONFIG] = {"--set WEIGHT=X", "--fail-on GATE", "--no-cost", "--include GLOB",
                            "--exclude GLOB", "--rules DIR", "--isolated", "-h, --help"},
        [COMMAND_INIT] = {"-h, --help"},
        [COMMAND_HOOK] = {"--fail-on GATE", "--include GLOB", "--exclude GLOB", "--rules DIR",
                          "--isolated", "-j, --jobs N", "-h, --help"},
        [COMMAND_DECIDE] = {"--reason TEXT", "--target FRAMEWORK", "--stay", "--project ROOT",
                            "--set WEIGHT=X", "--no-cost", "--include GLOB", "--exclude GLOB",
                            "--no-ignore", "--no-cache", "--rules DIR", "--isolated",
                            "-j, --jobs N", "-q, --quiet", "-h, --help"},
        [COMMAND_BASELINE] = {"--set WEIGHT=X", "--no-cost", "--include GLOB", "--exclude GLOB",
                              "--no-ignore", "--no-cache", "--rules DIR", "--isolated",
                              "-j, --jobs N", "-q, --quiet", "-h, --help"},
        [COMMAND_RULES] = {"-o, --output FORMAT[:FILE]", "--format FORMAT", "--claims",
                           "--fixtures DIR", "--rules DIR", "--strict", "--color WHEN",
                           "-h, --help"},
        [COMMAND_COMPLETION] = {"--rules DIR", "-h, --help"},
        [COMMAND_MAN] = {"-h, --help"},
        [COMMAND_CACHE] = {"-h, --help"},
    };
    Arena arena = {0};
    for (uint32_t c = 0; c < COMMAND_COUNT; c++) {
        const char *const *known = FLAGS[c == COMMAND_CI ? COMMAND_SCAN : c]; // a scan
        Buf buf = buf_new(&arena);
        options_help((CommandId)c, &buf);
        Str text = buf_str(&buf), line;
        uint32_t flags = 0;
        for (; known[flags]; flags++)
            cr_assert_neq(str_find_str(text, str_from_c(known[flags])), NONE, "%s", known[flags]);
        while (str_next_line(&text, &line)) {
            cr_assert_leq(line.len, 80, STR_FMT, STR_ARG(line));
            cr_assert(!str_ends(line, STR(" ")), STR_FMT, STR_ARG(line));
            if (!str_starts(line, STR("         "))) flags--;
        }
        cr_assert_eq(flags, 0, "a flag more than this test knows");
    }
    arena_free(&arena);
}

// What completions and the manual are printed from is what --help says, flag by flag.
Test(options, rows_are_those_of_help) {
    Arena arena = {0};
    for (uint32_t c = 0; c < COMMAND_COUNT; c++) {
        Buf help = buf_new(&arena);
        options_help((CommandId)c, &help);
        OptionRow row;
        for (uint32_t i = 0; options_row((CommandId)c, i, &row); i++) {
            Str head = row.argument ? str_fmt(&arena, "--%s %s", row.name, row.argument)
                                    : str_fmt(&arena, "--%s", row.name);
            uint32_t at = str_find_str(buf_str(&help), head);
            cr_assert_neq(at, NONE, "%u: %s", c, row.name);
        }
    }
    OptionRow color = {0};
    for (uint32_t i = 0; options_row(COMMAND_SCAN, i, &color); i++)
        if (str_eq(str_from_c(color.name), STR("color"))) break;
    cr_assert_str_eq(color.choices, "auto always never");
    arena_free(&arena);
}
