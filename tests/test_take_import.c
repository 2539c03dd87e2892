// SPDX-License-Identifier: MIT
// Import statements: the rows they give in imports, and the facts that count them.
#include "python_tables.h"

#include "base/banned.h"

static void describe_imports(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->imports.len; i++) {
        const Import *import = &facts->imports.items[i];
        separate(out, "; ");
        buf_fmt(out, "%u: ", import->statement);
        buf_repeat(out, STR("."), import->level);
        buf_str_add(out, import->module);
        if (import->is_from) buf_fmt(out, " import " STR_FMT, STR_ARG(import->name));
        if (import->is_star) buf_char(out, '*');
        if (import->alias.len) buf_fmt(out, " as " STR_FMT, STR_ARG(import->alias));
        describe_context(import->context, out);
    }
}

static void describe_import_facts(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->facts.len; i++) {
        const Fact *fact = &facts->facts.items[i];
        if (fact->kind < FACT_IMPORT_ABSOLUTE) continue;
        separate(out, "; ");
        buf_fmt(out, "%s " STR_FMT, facts_key(fact->kind), STR_ARG(fact->detail));
    }
}

static void describe_bound(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        const Binding *binding = &facts->bindings.items[i];
        separate(out, "; ");
        buf_fmt(out, STR_FMT " = %u", STR_ARG(binding->name), binding->value);
    }
}

Test(take_import, rows) {
    static const TableRow ROWS[] = {
        {"import a\n", "0: a"},
        {"import a.b, c as d\n", "0: a.b; 0: c as d"},
        {"import a\nimport b\n", "0: a; 1: b"},
        {"from m import x\n", "0: m import x"},
        {"from m import x as y, z\n", "0: m import x as y; 0: m import z"},
        {"from m import (x, # why\n  y,)\n", "0: m import x; 0: m import y"},
        {"from . import x\n", "0: . import x"},
        {"from ...m.n import x\n", "0: ...m.n import x"},
        {"from . . m import x\n", "0: ..m import x"},
        {"from m import *\n", "0: m import *"},
        {"from .m import *\n", "0: .m import *"},
        {"from __future__ import annotations as a\n", "0: __future__ import annotations as a"},
        {"import a . b\n", "0: a.b"},
        {"import \\\n  a\n", "0: a"},
        {"if x: import a\n", "0: a +conditional"},
        {"def f():\n  import a\n", "0: a +in_function"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_imports);
}

Test(take_import, facts) {
    static const TableRow ROWS[] = {
        {"import a, b\n", "imports_absolute a; imports_absolute b"},
        {"from m.n import x, y\n", "imports_absolute m.n"},
        {"from .. import x, y\n", "relative_imports .."},
        {"from ..m import *\n", "relative_imports ..m"},
        {"from __future__ import annotations\n", "imports_absolute __future__"},
        {"def f():\n  import a\n", "imports_absolute a; imports_in_functions a"},
        {"def f():\n  class A:\n    from . import a\n",
         "relative_imports .; imports_in_functions ."},
        {"if TYPE_CHECKING:\n  import a\n  from . import b\n",
         "imports_type_checking a; relative_imports_type_checking ."},
        {"def f():\n  if TYPE_CHECKING:\n    import a\n", "imports_type_checking a"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_import_facts);
}

Test(take_import, bindings) {
    static const TableRow ROWS[] = {
        {"import a.b\n", "a = 0"},
        {"import a.b as c\n", "c = 0"},
        {"from m import x, y as z\n", "x = 0; z = 1"},
        {"from m import *\n", "* = 0"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_bound);
}
