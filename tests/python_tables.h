// SPDX-License-Identifier: MIT
// Source text → one table of its facts as text, for the tests of src/python.
//
//   static const TableRow ROWS[] = {{"import a.b as c\n", "a.b as c"}};
//   expect_tables(ROWS, ARRAY_LEN(ROWS), describe_imports);
//
// Rows of a table are separated by "; ", expressions are written kind first: CALL(NAME app.get,
// STRING /).
#ifndef TESTS_PYTHON_TABLES_H
#define TESTS_PYTHON_TABLES_H

#include <criterion/criterion.h>

#include "base/buf.h"
#include "python/python.h"

typedef struct TableRow {
    const char *source;
    const char *expected;
} TableRow;

typedef void (*DescribeFn)(const FileFacts *facts, Buf *out);

static const char *const EXPR_WORDS[] = {
    [EXPR_NAME] = "NAME",
    [EXPR_ATTRIBUTE] = "ATTRIBUTE",
    [EXPR_CALL] = "CALL",
    [EXPR_KEYWORD] = "KEYWORD",
    [EXPR_STRING] = "STRING",
    [EXPR_NUMBER] = "NUMBER",
    [EXPR_CONSTANT] = "CONSTANT",
    [EXPR_LIST] = "LIST",
    [EXPR_TUPLE] = "TUPLE",
    [EXPR_SET] = "SET",
    [EXPR_DICT] = "DICT",
    [EXPR_PAIR] = "PAIR",
    [EXPR_STAR] = "STAR",
    [EXPR_DOUBLE_STAR] = "DOUBLE_STAR",
    [EXPR_BINARY] = "BINARY",
    [EXPR_SUBSCRIPT] = "SUBSCRIPT",
    [EXPR_CONDITIONAL] = "CONDITIONAL",
    [EXPR_AWAIT] = "AWAIT",
    [EXPR_LAMBDA] = "LAMBDA",
    [EXPR_NAMED] = "NAMED",
    [EXPR_OTHER] = "OTHER",
};

// Parses one file; all that it says lives in `arena`.
static inline FileFacts *table_facts(Str source, Arena *arena) {
    Arena scratch = {0};
    Intern intern = intern_new(arena);
    PythonParser *parser = python_parser_new(PYTHON_QUICK, arena);
    SourceText text = {.text = source, .encoding = STR("utf-8")};
    FileFacts *facts = arena_new(arena, FileFacts);
    python_facts(parser, &text, 0, &intern, arena, &scratch, facts);
    python_parser_free(parser);
    arena_free(&scratch);
    return facts;
}

static inline void separate(Buf *out, const char *separator) {
    if (out->len) buf_c(out, separator);
}

static inline void describe_expr(const FileFacts *facts, uint32_t index, Buf *out) {
    if (index == NONE) {
        buf_char(out, '-');
        return;
    }
    const Expr *expr = &facts->exprs.items[index];
    buf_fmt(out, "%s%s", EXPR_WORDS[expr->kind], expr->is_formatted ? " f" : "");
    if (expr->text.len) buf_fmt(out, " " STR_FMT, STR_ARG(expr->text));
    if (expr->first == NONE) return;
    buf_char(out, '(');
    for (uint32_t child = expr->first; child != NONE; child = facts->exprs.items[child].next) {
        if (child != expr->first) buf_c(out, ", ");
        describe_expr(facts, child, out);
    }
    buf_char(out, ')');
}

static inline void describe_context(uint8_t context, Buf *out) {
    static const char *const WORDS[] = {"type_checking", "try_import", "in_function", "conditional",
                                        "name_main"};
    for (uint32_t bit = 0; bit < ARRAY_LEN(WORDS); bit++) {
        if (context & (1u << bit)) buf_fmt(out, " +%s", WORDS[bit]);
    }
}

static inline void expect_tables(const TableRow *rows, uint32_t n, DescribeFn describe) {
    for (uint32_t i = 0; i < n; i++) {
        Arena arena = {0};
        FileFacts *facts = table_facts(str_from_c(rows[i].source), &arena);
        Buf text = buf_new(&arena);
        describe(facts, &text);
        cr_expect(str_eq(buf_str(&text), str_from_c(rows[i].expected)),
                  "%s\nexpected: %s\ngot:      " STR_FMT, rows[i].source, rows[i].expected,
                  STR_ARG(buf_str(&text)));
        arena_free(&arena);
    }
}

#endif
