// SPDX-License-Identifier: MIT
// Statements that begin inside open brackets, and the files that are refused for having too many.
#include <criterion/criterion.h>

#include "base/buf.h"
#include "python/broken.h"
#include "python/python.h"

Test(broken, counts_only_statements_inside_brackets) {
    static const struct {
        const char *text;
        uint32_t want;
    } rows[] = {
        {"", 0},
        {"def f(\ndef f(\ndef f(\n", 2},
        {"from x import (\nimport y\n", 1},
        {"def f(\n    a,\n    b,\n):\n    pass\n\ndef g(): pass\n", 0},
        {"x = ':('\ndef f(): pass\n", 0},
        {"x = ''' ( \n'''\ndef f(): pass\n", 0},
        {"x = 'a\\'('\ndef f(): pass\n", 0},
        {"# (\ndef f(): pass\n", 0},
        {"x = [\n  # it's (\n  definition,\n  imports,\n]\n", 0},
        {"x = 'unterminated (\ndef f(): pass\n", 0},
    };
    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert_eq(broken_statements(str_from_c(rows[i].text)), rows[i].want, "row %u", i);
    }
}

Test(broken, too_many_are_refused_at_once) {
    Arena arena = {0};
    Arena scratch = {0};
    Intern intern = intern_new(&arena);
    PythonParser *parser = python_parser_new(PYTHON_FULL, &arena);
    Buf text = buf_new(&arena);
    buf_repeat(&text, STR("def f(\n"), 200000);
    FileFacts facts;
    python_facts(parser, &(SourceText){.text = buf_str(&text)}, 0, &intern, &arena, &scratch,
                 &facts);
    cr_assert_not(facts.is_parsed);
    cr_assert(facts.has_errors);
    cr_assert_eq(facts.problems.len, 1);
    cr_assert_eq(facts.problems.items[0].kind, PROBLEM_LIMIT);
    python_parser_free(parser);
    arena_free(&scratch);
    arena_free(&arena);
}
