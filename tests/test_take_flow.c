// SPDX-License-Identifier: MIT
// Context of statements (told by an import under them), the facts about async, and returns.
#include "python_tables.h"

#include "base/banned.h"

static void describe_contexts(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->imports.len; i++) {
        separate(out, "; ");
        buf_str_add(out, facts->imports.items[i].module);
        describe_context(facts->imports.items[i].context, out);
    }
}

static void describe_async(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->facts.len; i++) {
        const Fact *fact = &facts->facts.items[i];
        if (fact->kind < FACT_AWAIT || fact->kind > FACT_ASYNC_COMPREHENSION) continue;
        separate(out, "; ");
        buf_fmt(out, "%s %u:%u in %u", facts_key(fact->kind), fact->pos.row, fact->pos.col,
                fact->scope);
    }
}

static void describe_returns(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->returns.len; i++) {
        separate(out, "; ");
        buf_fmt(out, "%u ", facts->returns.items[i].scope);
        describe_expr(facts, facts->returns.items[i].expr, out);
    }
}

Test(take_flow, type_checking) {
    static const TableRow ROWS[] = {
        {"if TYPE_CHECKING: import a\nelse: import b\n",
         "a +type_checking +conditional; b +conditional"},
        {"if t.TYPE_CHECKING: import a\n", "a +type_checking +conditional"},
        {"if (TYPE_CHECKING): import a\n", "a +type_checking +conditional"},
        {"if not TYPE_CHECKING: import a\nelse: import b\n",
         "a +conditional; b +type_checking +conditional"},
        {"if x: import a\nelif TYPE_CHECKING: import b\nelse: import c\n",
         "a +conditional; b +type_checking +conditional; c +conditional"},
        {"if not TYPE_CHECKING: import a\nelif x: import b\nelse: import c\n",
         "a +conditional; b +type_checking +conditional; c +type_checking +conditional"},
        {"if TYPE_CHECKING or x: import a\n", "a +conditional"},
        {"if TYPE_CHECKING:\n  def f(): import a\n", "a +type_checking +in_function"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_contexts);
}

Test(take_flow, guarded_imports) {
    static const TableRow ROWS[] = {
        {"try: import a\nexcept ImportError: import b\n",
         "a +try_import +conditional; b +try_import +conditional"},
        {"try: import a\nexcept (X, ModuleNotFoundError) as e: import b\n",
         "a +try_import +conditional; b +try_import +conditional"},
        {"try: import a\nexcept: pass\n", "a +try_import +conditional"},
        {"try: import a\nexcept ValueError: import b\n", "a +conditional; b +conditional"},
        {"try: import a\nexcept ImportError: pass\nelse: import b\nfinally: import c\n",
         "a +try_import +conditional; b +conditional; c +conditional"},
        {"try: import a\nfinally: pass\n", "a +conditional"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_contexts);
}

Test(take_flow, other_contexts) {
    static const TableRow ROWS[] = {
        {"if __name__ == '__main__': import a\nelse: import b\n",
         "a +conditional +name_main; b +conditional"},
        {"if \"__main__\" == __name__: import a\n", "a +conditional +name_main"},
        {"if __name__ != '__main__': import a\n", "a +conditional"},
        {"for x in y: import a\nelse: import b\n", "a +conditional; b +conditional"},
        {"while x: import a\n", "a +conditional"},
        {"with x: import a\n", "a"},
        {"match x:\n  case 1: import a\n", "a +conditional"},
        {"if x:\n  class A: import a\n", "a"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_contexts);
}

Test(take_flow, async_facts) {
    static const TableRow ROWS[] = {
        {"async def f():\n  await x\n  async with a: pass\n  async for b in c: pass\n",
         "await_expressions 1:2 in 1; async_with 2:2 in 1; async_for 3:2 in 1"},
        {"async def f():\n  [a async for a, b in c]\n", "async_comprehensions 1:15 in 2"},
        {"async def f():\n  for a in b: pass\n  with c: pass\n  [d for d in e]\n", ""},
        {"async def f():\n  (x for a in b async for c in d)\n", "async_comprehensions 1:26 in 2"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_async);
}

Test(take_flow, returns) {
    static const TableRow ROWS[] = {
        {"def f():\n  return\n", "1 -"},
        {"def f():\n  return g(1)\n", "1 CALL(NAME g, NUMBER 1)"},
        {"def f():\n  return a, b\n", "1 TUPLE(NAME a, NAME b)"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_returns);
}
