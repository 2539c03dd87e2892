// SPDX-License-Identifier: MIT
// Classes, functions, parameters, lambdas and decorators.
#include "python_tables.h"

#include "base/banned.h"

static void describe_classes(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->classes.len; i++) {
        const Class *class = &facts->classes.items[i];
        separate(out, "; ");
        buf_str_add(out, class->qualified_name);
        for (uint32_t a = class->arguments; a != NONE; a = facts->exprs.items[a].next) {
            buf_char(out, ' ');
            describe_expr(facts, a, out);
        }
        describe_context(class->context, out);
        buf_fmt(out, " @%u:%u-%u", class->pos.row, class->pos.col, class->end_row);
    }
}

static void describe_params(const FileFacts *facts, const Function *function, Buf *out) {
    for (uint32_t i = 0; i < function->param_count; i++) {
        const Param *param = &facts->params.items[function->first_param + i];
        buf_c(out, i ? ", " : "");
        buf_repeat(out, STR("*"), param->stars);
        buf_str_add(out, param->name);
        if (param->annotation != NONE) {
            buf_char(out, ':');
            describe_expr(facts, param->annotation, out);
        }
        if (param->value != NONE) {
            buf_char(out, '=');
            describe_expr(facts, param->value, out);
        }
    }
}

static void describe_functions(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->functions.len; i++) {
        const Function *function = &facts->functions.items[i];
        separate(out, "; ");
        buf_fmt(out, "%s" STR_FMT "(", function->is_async ? "async " : "",
                STR_ARG(function->qualified_name));
        describe_params(facts, function, out);
        buf_char(out, ')');
        if (function->returns != NONE) {
            buf_c(out, " -> ");
            describe_expr(facts, function->returns, out);
        }
        if (function->is_generator) buf_c(out, " generator");
        describe_context(function->context, out);
    }
}

static void describe_decorators(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        const Decorator *decorator = &facts->decorators.items[i];
        Str target = decorator->on_class ? facts->classes.items[decorator->target].qualified_name
                                         : facts->functions.items[decorator->target].qualified_name;
        separate(out, "; ");
        buf_fmt(out, "@%u:%u ", decorator->pos.row, decorator->pos.col);
        describe_expr(facts, decorator->expr, out);
        buf_fmt(out, " on " STR_FMT, STR_ARG(target));
    }
}

static void describe_def_facts(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->facts.len; i++) {
        const Fact *fact = &facts->facts.items[i];
        separate(out, "; ");
        buf_fmt(out, "%s %u:%u " STR_FMT, facts_key(fact->kind), fact->pos.row, fact->pos.col,
                STR_ARG(fact->detail));
    }
}

Test(take_def, classes) {
    static const TableRow ROWS[] = {
        {"class A: pass\n", "A @0:0-0"},
        {"class A():\n  x = 1\n", "A @0:0-1"},
        {"class A(b.C, D[int], metaclass=M, **kw): pass\n",
         "A NAME b.C SUBSCRIPT(NAME D, NAME int) KEYWORD metaclass(NAME M) DOUBLE_STAR(NAME kw) "
         "@0:0-0"},
        {"class A:\n  class B:\n    class C: pass\n", "A @0:0-2; A.B @1:2-2; A.B.C @2:4-2"},
        {"def f():\n  class A: pass\n", "f.<locals>.A +in_function @1:2-1"},
        {"@d\nclass A: pass\n", "A @1:0-1"},
        {"if x:\n  class A:\n    class B: pass\n", "A +conditional @1:2-2; A.B @2:4-2"},
        {"class A[T](B[T]): pass\n", "A SUBSCRIPT(NAME B, NAME T) @0:0-0"},
        {"class A(f(1)): pass\n", "A CALL(NAME f, NUMBER 1) @0:0-0"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_classes);
}

Test(take_def, functions) {
    static const TableRow ROWS[] = {
        {"def f(): pass\n", "f()"},
        {"async def f(): pass\n", "async f()"},
        {"def f(a, b=1, *c, d, e=2, **g): pass\n", "f(a, b=NUMBER 1, *c, d, e=NUMBER 2, **g)"},
        {"def f(a, /, b, *, c): pass\n", "f(a, b, c)"},
        {"def f(a: int, b: 'X' = None, *c: int, **d: str) -> List[int]: pass\n",
         "f(a:NAME int, b:STRING X=CONSTANT None, *c:NAME int, **d:NAME str) -> SUBSCRIPT(NAME "
         "List, NAME int)"},
        {"def f(a=lambda q, r=1: q, b=2): pass\n", "f(a=LAMBDA(NAME q), b=NUMBER 2)"},
        {"def f():\n  yield 1\n", "f() generator"},
        {"def f():\n  def g():\n    yield\n", "f(); f.<locals>.g() generator +in_function"},
        {"def f():\n  x = [(yield) for a in b]\n", "f() generator"},
        {"def f():\n  lambda: (yield)\n", "f()"},
        {"class A:\n  def m(self): pass\n", "A.m(self)"},
        {"def f[T: int, *A](x: T): pass\n", "f(x:NAME T)"},
        {"if x:\n  def f():\n    def g(): pass\n", "f() +conditional; f.<locals>.g() +in_function"},
        {"try:\n  def f(): pass\nexcept ImportError: pass\n", "f() +try_import +conditional"},
        {"def f(x) -> a.B | None: pass\n", "f(x) -> BINARY |(NAME a.B, CONSTANT None)"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_functions);
}

Test(take_def, decorators) {
    static const TableRow ROWS[] = {
        {"@a\ndef f(): pass\n", "@0:1 NAME a on f"},
        {"@a.b\n@c(1)\nclass A: pass\n", "@0:1 NAME a.b on A; @1:1 CALL(NAME c, NUMBER 1) on A"},
        {"@a\nclass A:\n  @b\n  def m(self): pass\n", "@0:1 NAME a on A; @2:3 NAME b on A.m"},
        {"@ (a)\ndef f(): pass\n", "@0:3 NAME a on f"},
        {"@a\ndef f():\n  @b\n  def g(): pass\n@c\ndef h(): pass\n",
         "@0:1 NAME a on f; @2:3 NAME b on f.<locals>.g; @4:1 NAME c on h"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_decorators);
}

Test(take_def, facts) {
    static const TableRow ROWS[] = {
        {"class A:\n  def m(self, x: int): pass\n",
         "classes 0:0 A; functions 1:2 A.m; parameters 1:14 x; parameters_annotated 1:14 x; "
         "functions_annotated 1:2 A.m"},
        {"class A:\n  def m(x, self): pass\n",
         "classes 0:0 A; functions 1:2 A.m; parameters 1:8 x; parameters 1:11 self"},
        {"def f(self): pass\n", "functions 0:0 f; parameters 0:6 self"},
        {"async def f() -> int: pass\n",
         "functions 0:0 f; async_functions 0:0 f; functions_annotated 0:0 f"},
        {"@a.b(1)\ndef f(*args): pass\n",
         "decorators 0:1 a.b; functions 1:0 f; parameters 1:7 args"},
        {"@a[0]\ndef f(): pass\n", "decorators 0:1 ; functions 1:0 f"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_def_facts);
}
