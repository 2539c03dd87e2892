// SPDX-License-Identifier: MIT
// Tests of notebooks: joining code cells, and the lines that only IPython understands.
#include <criterion/criterion.h>

#include "base/jsonio.h"
#include "scan/magic.h"
#include "scan/notebook.h"

Test(notebook, joins_code_cells) {
    static const struct {
        const char *json, *code;
    } rows[] = {
        {"{\"cells\": []}", ""},
        {"{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"import a\\n\", \"b\"]},"
         "{\"cell_type\": \"markdown\", \"source\": \"# title\"},"
         "{\"cell_type\": \"code\", \"source\": \"c = 1\\n\"}]}",
         "import a\nb\nc = 1\n"},
        {"{\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"input\": [\"x\"]}]}]}", "x\n"},
        {"{\"metadata\": {\"kernelspec\": {\"language\": \"R\"}}, \"cells\":"
         "[{\"cell_type\": \"code\", \"source\": \"x <- 1\"}]}",
         ""},
        {"{\"metadata\": {\"language_info\": {\"name\": \"python\"}}, \"cells\":"
         "[{\"cell_type\": \"code\", \"source\": \"x\"}]}",
         "x\n"},
        {"{\"cells\": [1, null, {\"cell_type\": \"code\"}, {\"cell_type\": \"code\","
         "\"source\": [1, \"y\"]}, {\"cell_type\": \"code\", \"source\": {}}]}",
         "y\n"},
        {"\xEF\xBB\xBF{\"cells\": [{\"cell_type\": \"code\", \"source\": \"'caf\\u00e9'\"}]}",
         "'café'\n"},
    };
    jsonio_init();
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        SourceText text;
        Problem problem = {0};
        cr_assert(notebook_decode(str_from_c(rows[i].json), &arena, &text, &problem), "row %zu", i);
        cr_assert(str_eq(text.text, str_from_c(rows[i].code)), "row %zu: " STR_FMT, i,
                  STR_ARG(text.text));
        cr_assert_eq(problem.text.len, 0);
    }
    arena_free(&arena);
}

Test(notebook, malformed_is_a_problem) {
    static const struct {
        const char *json, *text;
    } rows[] = {
        {"", "not valid JSON"},
        {"{\"cells\": [", "not valid JSON"},
        {"{\"cells\": [\"\xFF\"]}", "not valid JSON"},
        {"[]", "not a notebook: it has no list of cells"},
        {"{\"cells\": 1}", "not a notebook: it has no list of cells"},
        {"{\"worksheets\": {}}", "not a notebook: it has no list of cells"},
    };
    jsonio_init();
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        SourceText text;
        Problem problem = {0};
        cr_assert(!notebook_decode(str_from_c(rows[i].json), &arena, &text, &problem));
        cr_assert_eq(problem.kind, PROBLEM_MANIFEST);
        cr_assert(str_starts(problem.text, str_from_c(rows[i].text)), "row %zu: " STR_FMT, i,
                  STR_ARG(problem.text));
    }
    Buf deep = buf_new(&arena);
    buf_repeat(&deep, STR("["), 100000);
    SourceText text;
    Problem problem = {0};
    cr_assert(!notebook_decode(buf_str(&deep), &arena, &text, &problem));
    arena_free(&arena);
}

Test(notebook, magics_are_replaced_line_by_line) {
    static const struct {
        const char *cell, *code;
    } rows[] = {
        {"%matplotlib inline\nimport a", "pass\nimport a\n"},
        {"!pip install \\\n    fastapi \\\n    x\na", "pass\n\n\na\n"},
        {"if a:\n    !ls\n    %time b()", "if a:\n    pass\n    pass\n"},
        {"files = !ls -l\na, b = %magic x", "files = None\na, b = None\n"},
        {"a = 1\nb != c\na = b % c", "a = 1\nb != c\na = b % c\n"},
        {"a?\n?a\na.b??\n*int*?\na", "pass\npass\npass\npass\na\n"},
        {"%%bash\nls\nimport x", "\n\n\n"},
        {"\n%%bash\nls", "\n\n\n"},
        {"%%time\nimport x\n%who", "\nimport x\npass\n"},
        {"x\n%%bash\ny", "x\npass\ny\n"},
        {"f(a\n  % b)\n%who", "f(a\n  % b)\npass\n"},
        {"s = '''\n%not\n!one\n'''\n!ls", "s = '''\n%not\n!one\n'''\npass\n"},
        {"s = \"(\"  # [\n!ls", "s = \"(\"  # [\npass\n"},
        {"a = b \\\n  % c\n!ls", "a = b \\\n  % c\npass\n"},
        {"a = 'it\\'s ('\n!ls", "a = 'it\\'s ('\npass\n"},
        {"a = 'open\n!ls", "a = 'open\npass\n"},
        {"# a comment \\\n!ls", "# a comment \\\npass\n"},
        {")]}\n!ls", ")]}\npass\n"},
        {"", ""},
        {"a\r\n%b\r\n", "a\npass\n"},
    };
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Buf code = buf_new(&arena);
        magic_replace(str_from_c(rows[i].cell), &code);
        cr_assert(str_eq(buf_str(&code), str_from_c(rows[i].code)), "row %zu:\n" STR_FMT, i,
                  STR_ARG(buf_str(&code)));
    }
    arena_free(&arena);
}
