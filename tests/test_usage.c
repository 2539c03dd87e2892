// SPDX-License-Identifier: MIT
// What usage lines say about operands: each row is a line and its forms as one line of text.
#include <criterion/criterion.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/usage.h"

static const char *const KINDS[] = {"none", "file", "folder", "id"};

static Str dump(Arena *arena, const char *usage) {
    UsageFormVec forms = {0};
    usage_forms(usage, arena, &forms);
    Buf out = buf_new(arena);
    for (uint32_t i = 0; i < forms.len; i++)
        buf_fmt(&out, "%s" STR_FMT ":%s,%s", i ? " " : "", STR_ARG(forms.items[i].verb),
                KINDS[forms.items[i].first], KINDS[forms.items[i].rest]);
    return buf_str(&out);
}

Test(usage, forms) {
    static const struct {
        const char *usage, *want;
    } ROWS[] = {
        {"scan [OPTION]... [PATH]...", ":file,file"},
        {"explain [OPTION]... ID [PATH]", ":id,file"},
        {"rescore [OPTION]... REPORT.json...", ":file,file"},
        {"rules list | check [DIR] | test [ID]... [OPTION]...",
         "list:none,none check:folder,none test:id,id"},
        {"man [program | rules]", "program:none,none rules:none,none"},
        {"stop", ":none,none"},
        {"wait N", ":none,none"},
        {"wait --for=PATH", ":none,none"},
    };
    Arena arena = {0};
    for (uint32_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        Str got = dump(&arena, ROWS[i].usage);
        cr_assert(str_eq(got, str_from_c(ROWS[i].want)), "row %u: got \"" STR_FMT "\"", i,
                  STR_ARG(got));
    }
    arena_free(&arena);
}

// A usage line begins with the name of its command, and either all forms have a verb or there is one.
Test(usage, every_command) {
    Arena arena = {0};
    for (uint32_t c = 0; c < COMMAND_COUNT; c++) {
        const CommandRow *row = commands_row((CommandId)c);
        Str name, rest;
        str_cut(str_from_c(row->usage), ' ', &name, &rest);
        cr_assert(str_eq(name, str_from_c(row->name)), "%s", row->usage);
        UsageFormVec forms = {0};
        usage_forms(row->usage, &arena, &forms);
        for (uint32_t i = 0; i < forms.len; i++)
            cr_assert(forms.len == 1 || forms.items[i].verb.len > 0, "%s", row->usage);
    }
    arena_free(&arena);
}
