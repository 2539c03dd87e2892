// SPDX-License-Identifier: MIT
// Bindings: every statement that gives a name a meaning, with kind, scope and value.
#include "python_tables.h"

#include "base/banned.h"

static const char *const BINDING_WORDS[] = {
    [BINDING_IMPORT] = "import", [BINDING_CLASS] = "class",       [BINDING_FUNCTION] = "function",
    [BINDING_PARAM] = "param",   [BINDING_ASSIGN] = "assign",     [BINDING_AUGMENT] = "augment",
    [BINDING_UNPACK] = "unpack", [BINDING_FOR] = "for",           [BINDING_WITH] = "with",
    [BINDING_EXCEPT] = "except", [BINDING_ANNOTATE] = "annotate", [BINDING_GLOBAL] = "global",
    [BINDING_DELETE] = "delete", [BINDING_MATCH] = "match",
};

static void describe_bindings(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        const Binding *binding = &facts->bindings.items[i];
        separate(out, "; ");
        buf_fmt(out, "%s " STR_FMT " %u@%u", BINDING_WORDS[binding->kind], STR_ARG(binding->name),
                binding->scope, binding->offset);
        if (binding->annotation != NONE) {
            buf_char(out, ':');
            describe_expr(facts, binding->annotation, out);
        }
        if (binding->kind >= BINDING_ASSIGN && binding->value != NONE) {
            buf_char(out, '=');
            describe_expr(facts, binding->value, out);
        }
    }
}

Test(take_assign, bindings) {
    static const TableRow ROWS[] = {
        {"x = 1\n", "assign x 0@5=NUMBER 1"},
        {"x = y = f()\n", "assign y 0@11=CALL(NAME f); assign x 0@11=CALL(NAME f)"},
        {"self.a.b = 1\n", "assign self.a.b 0@12=NUMBER 1"},
        {"f().a = 1\nx[0] = 1\n", ""},
        {"x: int\n", "annotate x 0@6:NAME int"},
        {"x: a.B = 1\n", "assign x 0@10:NAME a.B=NUMBER 1"},
        {"x += [1]\n", "augment x 0@8=LIST(NUMBER 1)"},
        {"a, (b, *c) = d\n", "unpack a 0@14=NAME d; unpack b 0@14=NAME d; unpack c 0@14=NAME d"},
        {"[a, b.c] = d\n", "unpack a 0@12=NAME d; unpack b.c 0@12=NAME d"},
        {"del a, b.c, d[0]\n", "delete a 0@16; delete b.c 0@16"},
        {"def f():\n  global a, b\n", "function f 0@11; global a 1@22; global b 1@22"},
        {"def f():\n  nonlocal a\n", "function f 0@11; global a 1@21"},
        {"class A: x = 1\n", "class A 0@9; assign x 1@14=NUMBER 1"},
        {"def f(a, *b): pass\n", "function f 0@14; param a 1@14; param b 1@14"},
        {"lambda a: a\n", "param a 1@10"},
        {"type X = int\n", "assign X 0@12=NAME int"},
        {"def f[T](): pass\n", "function f 0@12; match T 1@8"},
        {"x = (y := 1)\n", "assign y 0@11=NUMBER 1; assign x 0@12=NAMED y(NUMBER 1)"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_bindings);
}

// A loop variable binds inside the comprehension, a walrus outside it, the first iterable is read
// outside.
Test(take_assign, comprehensions) {
    static const TableRow ROWS[] = {
        {"[a for a in b]\n", "for a 1@0=NAME b"},
        {"{a: b for a, b in c}\n", "for a 1@0=NAME c; for b 1@0=NAME c"},
        {"[(x := a) for a in b]\n", "assign x 0@8=NAME a; for a 1@0=NAME b"},
        {"def f():\n  [(x := a) for a in b]\n",
         "function f 0@11; assign x 1@19=NAME a; for a 2@11=NAME b"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_bindings);
}

Test(take_assign, statements_that_bind) {
    static const TableRow ROWS[] = {
        {"for a in b: pass\n", "for a 0@10=NAME b"},
        {"for a, b.c in d: pass\n", "for a 0@15=NAME d; for b.c 0@15=NAME d"},
        {"with a() as b, c as (d, e): pass\n",
         "with b 0@13=CALL(NAME a); with d 0@26=NAME c; with e 0@26=NAME c"},
        {"with (a() as b): pass\n", "with b 0@14=CALL(NAME a)"},
        {"with (a as b, c as d): pass\n", "with b 0@12=NAME a; with d 0@20=NAME c"},
        {"try: pass\nexcept A as e: pass\n", "except e 0@23=NAME A"},
        {"try: pass\nexcept (A, B) as e: pass\n", "except e 0@28=TUPLE(NAME A, NAME B)"},
        {"match x:\n  case A(b, c=d) | [e, *f]: pass\n",
         "match b 0@19; match d 0@24; match e 0@30; match f 0@34"},
        {"match x:\n  case {'a': b, **c} as d: pass\n", "match b 0@23; match c 0@28; match d 0@34"},
        {"match x:\n  case a.B: pass\n  case _: pass\n", ""},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_bindings);
}
