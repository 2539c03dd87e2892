// SPDX-License-Identifier: MIT
// One file as a whole: lines, positions, syntax errors and limits.
#include "python_tables.h"

#include "python/position.h"

#include "base/banned.h"

Test(python, lines_as_cpython_counts_them) {
    static const struct {
        const char *source;
        uint32_t lines;
    } ROWS[] = {
        {"", 0},           {"\n", 1},     {"x", 1},        {"x\n", 1},      {"x\ny", 2},
        {"x\r\ny\r\n", 2}, {"x\ry\r", 2}, {"x\r\n\ry", 3}, {"'\f\v'\n", 1}, {"\xE2\x80\xA8\n", 1},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        Arena arena = {0};
        FileFacts *facts = table_facts(str_from_c(ROWS[i].source), &arena);
        cr_expect_eq(facts->lines, ROWS[i].lines, "row %u: %u", i, facts->lines);
        arena_free(&arena);
    }
}

static void describe_functions(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->functions.len; i++) {
        const Function *function = &facts->functions.items[i];
        separate(out, "; ");
        buf_fmt(out, STR_FMT " %u:%u", STR_ARG(function->name), function->pos.row,
                function->pos.col);
    }
}

static void describe_errors(const FileFacts *facts, Buf *out) {
    describe_functions(facts, out);
    for (uint32_t i = 0; i < facts->errors.len; i++) {
        const RowRange *rows = &facts->errors.items[i];
        separate(out, "; ");
        buf_fmt(out, "rows %u-%u", rows->first_row, rows->last_row);
    }
    for (uint32_t i = 0; i < facts->problems.len; i++) {
        const Problem *problem = &facts->problems.items[i];
        separate(out, "; ");
        buf_fmt(out, "line %u: " STR_FMT, problem->line, STR_ARG(problem->text));
    }
}

Test(python, positions_are_code_points) {
    static const TableRow ROWS[] = {
        {"\nif x: \n  def f(): pass\n", "f 2:2"},
        {"\xC3\xA4 = 1\ndef \xC3\xA4(): pass\n", "\xC3\xA4 1:0"},
        {"class \xC3\xA4\xF0\x9F\x90\x8D: pass\nclass A:\r\n  def f(): pass\r\n", "f 2:2"},
        {"x = 1\rdef f(): pass\r", "f 1:0"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_functions);
}

// Against a count from the start of the line, at every byte of lines longer than one block.
static void check_positions(Position *position, uint32_t from, uint32_t step) {
    uint32_t row = 0;
    uint32_t start = 0;
    for (uint32_t i = 0; i < position->text.len; i++) {
        Str before = str_sub(position->text, start, i);
        if (i >= from && (i - from) % step == 0 && str_is_utf8(before)) {
            Pos pos = position_of(position, i);
            cr_expect_eq(pos.row, row, "byte %u: row %u", i, pos.row);
            cr_expect_eq(pos.col, str_code_points(before), "byte %u: %u", i, pos.col);
        }
        if (position->text.ptr[i] == '\n') {
            row++;
            start = i + 1;
        }
    }
}

Test(python, position_agrees_with_counting) {
    static const char *const LINES[] = {"a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x90\x8D", "plain text "};
    for (uint32_t which = 0; which < ARRAY_LEN(LINES); which++) {
        Arena arena = {0};
        Buf text = buf_new(&arena);
        for (uint32_t line = 0; line < 9; line++) {
            buf_repeat(&text, str_from_c(LINES[which]), line * 7);
            buf_c(&text, "\n");
        }
        Position position = position_new(buf_str(&text), &arena);
        check_positions(&position, 0, 1);
        check_positions(&position, 0, 301); // rows left out, and back at the start
        check_positions(&position, 200, 97);
        arena_free(&arena);
    }
}

Test(python, intact_parts_of_a_broken_file) {
    static const TableRow ROWS[] = {
        {"def f(): pass\nx = = 1\ndef g(): pass\n",
         "f 0:0; g 2:0; rows 1-1; line 2: 1 place could not be parsed"},
        {"def f(): pass\nx = = 1\ny = 2\nz = = 1\ndef g(): pass\n",
         "f 0:0; g 4:0; rows 1-1; rows 3-3; line 2: 2 places could not be parsed"},
        {"print 'python 2'\ndef f(): pass\n", "f 1:0"},
        {"class A:\n  x = = 1\n  def g(self): pass\n",
         "g 2:2; rows 1-1; line 2: 1 place could not be parsed"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_errors);
}

// 100,000 of anything inside each other: one problem, no crash, and what stands after it is found.
Test(python, nesting_is_bounded) {
    static const struct {
        const char *open, *middle, *close;
    } ROWS[] = {
        {"(", "1", ")"},           {"[", "", "]"},        {"{1:", "1", "}"},  {"f(", "", ")"},
        {"not ", "1", ""},         {"lambda: ", "1", ""}, {"x = ", "1", ""},  {"-", "1", ""},
        {"a if b else ", "1", ""}, {"", "a()", ".b()"},   {"", "a()", "[0]"}, {"", "a", " ** b"},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        Arena arena = {0};
        Buf text = buf_new(&arena);
        buf_c(&text, "y = ");
        buf_repeat(&text, str_from_c(ROWS[i].open), 100000);
        buf_c(&text, ROWS[i].middle);
        buf_repeat(&text, str_from_c(ROWS[i].close), 100000);
        buf_c(&text, "\ndef f(): pass\n");
        FileFacts *facts = table_facts(buf_str(&text), &arena);
        cr_expect(facts->has_errors);
        cr_expect_eq(facts->problems.len, 1);
        cr_expect_eq(facts->problems.items[0].kind, PROBLEM_NESTING, "row %u", i);
        cr_expect_eq(facts->problems.items[0].line, 1);
        cr_expect_eq(facts->functions.len, 1);
        arena_free(&arena);
    }
}

Test(python, unclosed_brackets) {
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_repeat(&text, STR("("), 100000);
    FileFacts *facts = table_facts(buf_str(&text), &arena);
    cr_expect(facts->has_errors);
    cr_expect_eq(facts->problems.items[0].kind, PROBLEM_SYNTAX);
    arena_free(&arena);
}

Test(python, error_ranges_are_capped) {
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_repeat(&text, STR("x = = 1\ny = 2\n"), 150);
    FileFacts *facts = table_facts(buf_str(&text), &arena);
    cr_expect_eq(facts->errors.len, PYTHON_ERRORS_MAX);
    cr_expect(str_eq(facts->problems.items[0].text, STR("150 places could not be parsed")));
    arena_free(&arena);
}

// More than PYTHON_NODES_MAX nodes: the facts before the end stay.
Test(python, nodes_are_bounded) {
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_c(&text, "def f(): pass\n");
    buf_repeat(&text, STR("a;a;a;a;a;a;a;a;\n"), PYTHON_NODES_MAX / 24);
    FileFacts *facts = table_facts(buf_str(&text), &arena);
    cr_expect_eq(facts->functions.len, 1);
    cr_assert_eq(facts->problems.len, 1);
    cr_expect_eq(facts->problems.items[0].kind, PROBLEM_LIMIT);
    arena_free(&arena);
}

// Every index that a table holds lies inside the table it points into, children stand after
// parents.
Test(python, indices_are_sound) {
    static const char SOURCE[] = "import a\n@a.b(1)\nclass A(a.B):\n  x: int = f'{a}'\n"
                                 "  async def m(self, y=lambda z: z, *w):\n"
                                 "    return [await g(q) async for q in y if q]\n";
    Arena arena = {0};
    FileFacts *f = table_facts(str_from_c(SOURCE), &arena);
    for (uint32_t i = 0; i < f->exprs.len; i++) {
        const Expr *expr = &f->exprs.items[i];
        cr_expect(expr->first == NONE || (expr->first > i && expr->first < f->exprs.len));
        cr_expect(expr->next == NONE || (expr->next > i && expr->next < f->exprs.len));
        cr_expect_lt(expr->scope, f->scopes.len);
        cr_expect_lt(expr->offset, sizeof SOURCE);
    }
    for (uint32_t i = 1; i < f->scopes.len; i++) {
        cr_expect_lt(f->scopes.items[i].parent, i);
    }
    uint32_t total = 0;
    for (uint32_t kind = 0; kind < FACT_COUNT; kind++) {
        total += f->counts[kind];
    }
    cr_expect_eq(total, f->facts.len);
    arena_free(&arena);
}
