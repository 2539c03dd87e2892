// SPDX-License-Identifier: MIT
// The tables of FileFacts, field by field: what there is to pack.
//
//   Call {expr 7, scope 2, is_awaited true, …}   -> columns: INDEX of exprs 8, INDEX of scopes 3, PLAIN 1
//
// How: packing and unpacking are loops over these rows, so a field is written down once. Fields are
// columns because those of a kind are alike: most columns need a byte a value, many nothing at all.
//
// Limits: what is no table stands in LayoutHead. The path of a problem is left out: it is the file's.
// Adding a field to a struct of facts.h: its row here (tests/gates/stored.py finds one that lacks it).
#include "store/layout.h"

#include "base/banned.h"

#define PLAIN(T, field, max)                                                                       \
    { offsetof(T, field), sizeof(((T *)0)->field), LAYOUT_PLAIN, (max) }
#define NUMBER(T, field) PLAIN(T, field, UINT32_MAX)
#define BOOL(T, field) PLAIN(T, field, 1)
#define INDEX(T, field, table)                                                                     \
    { offsetof(T, field), sizeof(((T *)0)->field), LAYOUT_INDEX, LAYOUT_##table }
#define LATER(T, field)                                                                            \
    { offsetof(T, field), sizeof(((T *)0)->field), LAYOUT_LATER, 0 }
#define STEP(T, field)                                                                             \
    { offsetof(T, field), sizeof(((T *)0)->field), LAYOUT_STEP, 0 }
#define TEXT(T, field)                                                                             \
    { offsetof(T, field), 4, LAYOUT_TEXT, 0 }
#define POS(T) STEP(T, pos.row), NUMBER(T, pos.col)

static const LayoutField FACT_FIELDS[] = {
    PLAIN(Fact, kind, FACT_COUNT - 1),
    INDEX(Fact, scope, SCOPES),
    POS(Fact),
    TEXT(Fact, detail),
};

static const LayoutField SCOPE_FIELDS[] = {
    PLAIN(Scope, kind, SCOPE_COMPREHENSION), BOOL(Scope, is_async), INDEX(Scope, parent, SCOPES),
    INDEX(Scope, def, TABLE_COUNT), // of which table is told by kind
};

static const LayoutField EXPR_FIELDS[] = {
    PLAIN(Expr, kind, EXPR_OTHER),
    BOOL(Expr, is_formatted),
    NUMBER(Expr, text_before),
    INDEX(Expr, scope, SCOPES),
    LATER(Expr, first),
    LATER(Expr, next),
    STEP(Expr, offset),
    POS(Expr),
    TEXT(Expr, text),
};

static const LayoutField IMPORT_FIELDS[] = {
    TEXT(Import, module),    NUMBER(Import, level),
    BOOL(Import, is_from),   BOOL(Import, is_star),
    TEXT(Import, name),      TEXT(Import, alias),
    NUMBER(Import, context), INDEX(Import, scope, SCOPES),
    STEP(Import, statement), POS(Import),
};

static const LayoutField CLASS_FIELDS[] = {
    TEXT(Class, name),
    TEXT(Class, qualified_name),
    INDEX(Class, scope, SCOPES),
    INDEX(Class, body, SCOPES),
    INDEX(Class, arguments, EXPRS),
    NUMBER(Class, context),
    POS(Class),
    STEP(Class, end_row),
};

static const LayoutField FUNCTION_FIELDS[] = {
    TEXT(Function, name),
    TEXT(Function, qualified_name),
    BOOL(Function, is_async),
    BOOL(Function, is_generator),
    INDEX(Function, scope, SCOPES),
    INDEX(Function, body, SCOPES),
    STEP(Function, first_param),
    NUMBER(Function, param_count),
    INDEX(Function, returns, EXPRS),
    NUMBER(Function, context),
    POS(Function),
};

static const LayoutField PARAM_FIELDS[] = {
    TEXT(Param, name),
    INDEX(Param, annotation, EXPRS),
    INDEX(Param, value, EXPRS),
    PLAIN(Param, stars, 2),
};

static const LayoutField DECORATOR_FIELDS[] = {
    INDEX(Decorator, expr, EXPRS),         BOOL(Decorator, on_class),
    INDEX(Decorator, target, TABLE_COUNT), // of which table is told by on_class
    INDEX(Decorator, scope, SCOPES),       POS(Decorator),
};

static const LayoutField CALL_FIELDS[] = {
    INDEX(Call, expr, EXPRS),
    INDEX(Call, scope, SCOPES),
    BOOL(Call, is_awaited),
    BOOL(Call, is_decorator),
};

static const LayoutField BINDING_FIELDS[] = {
    PLAIN(Binding, kind, BINDING_MATCH),
    NUMBER(Binding, context),
    TEXT(Binding, name),
    INDEX(Binding, scope, SCOPES),
    INDEX(Binding, value, TABLE_COUNT), // of which table is told by kind
    INDEX(Binding, annotation, EXPRS),
    STEP(Binding, offset),
    POS(Binding),
};

static const LayoutField RETURN_FIELDS[] = {
    INDEX(Return, expr, EXPRS),
    INDEX(Return, scope, SCOPES),
};

static const LayoutField ROW_RANGE_FIELDS[] = {
    STEP(RowRange, first_row),
    STEP(RowRange, last_row),
};

static const LayoutField SUPPRESSION_FIELDS[] = {
    TEXT(Suppression, ids),      TEXT(Suppression, reason), STEP(Suppression, first_row),
    STEP(Suppression, last_row), POS(Suppression),
};

static const LayoutField PROBLEM_FIELDS[] = {
    PLAIN(Problem, kind, PROBLEM_KIND_COUNT - 1),
    NUMBER(Problem, line),
    TEXT(Problem, text),
};

#define TABLE(vec, fields)                                                                         \
    { offsetof(FileFacts, vec), sizeof(*((FileFacts *)0)->vec.items), fields, ARRAY_LEN(fields) }

const LayoutTable layout_tables[LAYOUT_TABLE_COUNT] = {
    [LAYOUT_FACTS] = TABLE(facts, FACT_FIELDS),
    [LAYOUT_SCOPES] = TABLE(scopes, SCOPE_FIELDS),
    [LAYOUT_EXPRS] = TABLE(exprs, EXPR_FIELDS),
    [LAYOUT_IMPORTS] = TABLE(imports, IMPORT_FIELDS),
    [LAYOUT_CLASSES] = TABLE(classes, CLASS_FIELDS),
    [LAYOUT_FUNCTIONS] = TABLE(functions, FUNCTION_FIELDS),
    [LAYOUT_PARAMS] = TABLE(params, PARAM_FIELDS),
    [LAYOUT_DECORATORS] = TABLE(decorators, DECORATOR_FIELDS),
    [LAYOUT_CALLS] = TABLE(calls, CALL_FIELDS),
    [LAYOUT_BINDINGS] = TABLE(bindings, BINDING_FIELDS),
    [LAYOUT_RETURNS] = TABLE(returns, RETURN_FIELDS),
    [LAYOUT_ERRORS] = TABLE(errors, ROW_RANGE_FIELDS),
    [LAYOUT_SUPPRESSIONS] = TABLE(suppressions, SUPPRESSION_FIELDS),
    [LAYOUT_PROBLEMS] = TABLE(problems, PROBLEM_FIELDS),
};
_Static_assert(offsetof(FileFacts, facts.len) - offsetof(FileFacts, facts) ==
                   offsetof(LayoutVec, len),
               "a LayoutVec is like any VEC");
