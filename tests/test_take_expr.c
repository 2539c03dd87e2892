// SPDX-License-Identifier: MIT
// Expressions as the right side of an assignment, and the calls in a file.
#include "python_tables.h"

#include "base/banned.h"

// The value of the last assignment.
static void describe_value(const FileFacts *facts, Buf *out) {
    uint32_t value = NONE;
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        if (facts->bindings.items[i].kind == BINDING_ASSIGN) value = facts->bindings.items[i].value;
    }
    describe_expr(facts, value, out);
}

static void describe_calls(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = &facts->calls.items[i];
        separate(out, "; ");
        buf_fmt(out, "%u%s%s ", call->scope, call->is_awaited ? " awaited" : "",
                call->is_decorator ? " decorator" : "");
        describe_expr(facts, call->expr, out);
    }
}

// Names and calls that nothing refers to.
static void describe_pool(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->exprs.len; i++) {
        const Expr *expr = &facts->exprs.items[i];
        separate(out, "; ");
        buf_fmt(out, "%s " STR_FMT, EXPR_WORDS[expr->kind], STR_ARG(expr->text));
    }
}

Test(take_expr, values) {
    static const TableRow ROWS[] = {
        {"x = a.b.c\n", "NAME a.b.c"},
        {"x = (a\n  .b  # why\n  .c)\n", "NAME a.b.c"},
        {"x = f(1).y.z\n", "ATTRIBUTE y.z(CALL(NAME f, NUMBER 1))"},
        {"x = 'a'.join(y)\n", "CALL(ATTRIBUTE join(STRING a), NAME y)"},
        {"x = f(a, *b, k=1, **c)\n",
         "CALL(NAME f, NAME a, STAR(NAME b), KEYWORD k(NUMBER 1), DOUBLE_STAR(NAME c))"},
        {"x = f(a for a in b)\n", "CALL(NAME f, OTHER(NAME a, NAME b))"},
        {"x = 'a' \"b\" r'''c'''\n", "STRING abc"},
        {"x = f'a{b}c{d(1)!r:>{w}}'\n", "STRING f ac(NAME b, CALL(NAME d, NUMBER 1), NAME w)"},
        {"x = 'a' f'{b}'\n", "STRING f a(NAME b)"},
        {"x = b'a'\n", "CONSTANT a"},
        {"x = -1, 2.5, True, None, ...\n",
         "TUPLE(NUMBER -1, NUMBER 2.5, CONSTANT True, CONSTANT None, CONSTANT ...)"},
        {"x = [a, *b, ('c',)]\n", "LIST(NAME a, STAR(NAME b), TUPLE(STRING c))"},
        {"x = {a, b}\n", "SET(NAME a, NAME b)"},
        {"x = {'a': 1, **b}\n", "DICT(PAIR(STRING a, NUMBER 1), DOUBLE_STAR(NAME b))"},
        {"x = a + b + [c]\n", "BINARY +(BINARY +(NAME a, NAME b), LIST(NAME c))"},
        {"x = a or b and c\n", "BINARY or(NAME a, BINARY and(NAME b, NAME c))"},
        {"x = a[1, b:c]\n", "SUBSCRIPT(NAME a, NUMBER 1, OTHER(NAME b, NAME c))"},
        {"x = a if f() else b\n", "CONDITIONAL(NAME a, NAME b)"},
        {"x = await f()\n", "AWAIT(CALL(NAME f))"},
        {"x = lambda a, b=1: a\n", "LAMBDA(NAME a)"},
        {"y = (x := f())\n", "NAMED x(CALL(NAME f))"},
        {"x = not a == b\n", "OTHER(OTHER(NAME a, NAME b))"},
        {"x = [f(a) for a in b if c]\n", "OTHER(CALL(NAME f, NAME a), NAME b, OTHER(NAME c))"},
        {"x = (((a)))\n", "NAME a"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_value);
}

Test(take_expr, each_call_once) {
    static const TableRow ROWS[] = {
        {"f(g(1))\n", "0 CALL(NAME f, CALL(NAME g, NUMBER 1)); 0 CALL(NAME g, NUMBER 1)"},
        {"await f(g())\n", "0 awaited CALL(NAME f, CALL(NAME g)); 0 CALL(NAME g)"},
        {"await (f())\n", "0 awaited CALL(NAME f)"},
        {"await x[f()]\n", "0 CALL(NAME f)"},
        {"@f(1)\ndef g(): pass\n", "0 decorator CALL(NAME f, NUMBER 1)"},
        {"@f.x[g()]\ndef h(): pass\n", "0 CALL(NAME g)"},
        {"def f(a=g()):\n  h()\n", "0 CALL(NAME g); 1 CALL(NAME h)"},
        {"x[f()] = y\n", "0 CALL(NAME f)"},
        {"f'{g()}'\n", "0 CALL(NAME g)"},
        {"[f() for a in g()]\n", "1 CALL(NAME f); 0 CALL(NAME g)"},
        {"if f(): pass\nelif g(): pass\nwhile h(): pass\n",
         "0 CALL(NAME f); 0 CALL(NAME g); 0 CALL(NAME h)"},
        {"a = lambda: f()\n", "1 CALL(NAME f)"},
        {"print 'x', f()\n", ""},
        {"exec f\n", ""},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_calls);
}

Test(take_expr, what_nothing_refers_to) {
    static const TableRow ROWS[] = {
        {"'''a docstring'''\n", ""},
        {"if a.b == 1: pass\n", "NAME a.b"},
        {"raise Http404\n", "NAME Http404"},
        {"a, b.c = 1\n", "NUMBER 1"},
        {"a if b else c\n", "NAME a; NAME b; NAME c"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_pool);
}

static uint32_t children_of(const FileFacts *facts, uint32_t expr) {
    uint32_t count = 0;
    for (uint32_t c = facts->exprs.items[expr].first; c != NONE; c = facts->exprs.items[c].next) {
        count++;
    }
    return count;
}

static uint32_t depth_of(const FileFacts *facts, uint32_t expr) {
    uint32_t deepest = 0;
    for (uint32_t c = facts->exprs.items[expr].first; c != NONE; c = facts->exprs.items[c].next) {
        uint32_t depth = depth_of(facts, c);
        if (depth > deepest) deepest = depth;
    }
    return deepest + 1;
}

// A list is cut at 4096 items, a sum of thousands of terms stays shallow; calls in both are all
// counted.
Test(take_expr, limits) {
    Arena arena = {0};
    Buf list = buf_new(&arena);
    buf_c(&list, "x = [");
    buf_repeat(&list, STR("f(), a, "), 3000);
    buf_c(&list, "]\n");
    FileFacts *facts = table_facts(buf_str(&list), &arena);
    cr_expect_eq(children_of(facts, facts->bindings.items[0].value), 4096);
    cr_expect_eq(facts->calls.len, 3000);

    Buf sum = buf_new(&arena);
    buf_c(&sum, "x = f()");
    buf_repeat(&sum, STR(" + f()"), 20000);
    buf_c(&sum, "\n");
    facts = table_facts(buf_str(&sum), &arena);
    cr_expect_eq(facts->calls.len, 20001);
    cr_expect_lt(depth_of(facts, facts->bindings.items[0].value), PYTHON_NESTING_MAX);
    cr_expect_eq(facts->problems.len, 0);

    Buf text = buf_new(&arena);
    buf_c(&text, "x = 'a");
    buf_repeat(&text, STR("\xC3\xA4"), 1000);
    buf_c(&text, "'\n");
    facts = table_facts(buf_str(&text), &arena);
    Str value = facts->exprs.items[facts->bindings.items[0].value].text;
    cr_expect_eq(value.len, EXPR_TEXT_MAX - 1, "cut between characters, not inside one");
    cr_expect(str_is_utf8(value));
    arena_free(&arena);
}
