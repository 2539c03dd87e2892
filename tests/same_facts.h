// SPDX-License-Identifier: MIT
// Are two files' facts the same in every field? The strings may come from different tables.
//
//   const char *table = same_facts(&quick, &full);   // NULL, or where they differ
#ifndef TESTS_SAME_FACTS_H
#define TESTS_SAME_FACTS_H

#include "base/arena.h"
#include "python/python.h"

// The rows of one table, as far as both have it; `x` and `y` are a row of each.
#define SAME_ROWS(Type, table, condition)                                                          \
    if (a->table.len != b->table.len) return #table;                                               \
    for (uint32_t i = 0; i < a->table.len; i++) {                                                  \
        const Type *x = &a->table.items[i];                                                        \
        const Type *y = &b->table.items[i];                                                        \
        if (!(condition)) return #table;                                                           \
    }
#define SAME(field) (x->field == y->field)
#define SAME_STR(field) str_eq(x->field, y->field)
#define SAME_POS(field) (x->field.row == y->field.row && x->field.col == y->field.col)

static inline const char *same_facts(const FileFacts *a, const FileFacts *b) {
    bool is_same = a->file == b->file && a->is_parsed == b->is_parsed &&
                   a->has_errors == b->has_errors && a->lines == b->lines && a->bytes == b->bytes;
    if (!is_same) return "file";
    for (uint32_t kind = 0; kind < FACT_COUNT; kind++) {
        if (a->counts[kind] != b->counts[kind]) return "counts";
    }
    SAME_ROWS(Fact, facts, SAME(kind) && SAME(scope) && SAME_POS(pos) && SAME_STR(detail))
    SAME_ROWS(Scope, scopes, SAME(kind) && SAME(is_async) && SAME(parent) && SAME(def))
    SAME_ROWS(Expr, exprs,
              SAME(kind) && SAME(is_formatted) && SAME(text_before) && SAME(scope) && SAME(first) &&
                  SAME(next) && SAME(offset) && SAME_POS(pos) && SAME_STR(text))
    SAME_ROWS(Import, imports,
              SAME_STR(module) && SAME(level) && SAME(is_from) && SAME(is_star) && SAME_STR(name) &&
                  SAME_STR(alias) && SAME(context) && SAME(scope) && SAME(statement) &&
                  SAME_POS(pos))
    SAME_ROWS(Class, classes,
              SAME_STR(name) && SAME_STR(qualified_name) && SAME(scope) && SAME(body) &&
                  SAME(arguments) && SAME(context) && SAME_POS(pos) && SAME(end_row))
    SAME_ROWS(Function, functions,
              SAME_STR(name) && SAME_STR(qualified_name) && SAME(is_async) && SAME(is_generator) &&
                  SAME(scope) && SAME(body) && SAME(first_param) && SAME(param_count) &&
                  SAME(returns) && SAME(context) && SAME_POS(pos))
    SAME_ROWS(Param, params, SAME_STR(name) && SAME(annotation) && SAME(value) && SAME(stars))
    SAME_ROWS(Decorator, decorators,
              SAME(expr) && SAME(on_class) && SAME(target) && SAME(scope) && SAME_POS(pos))
    SAME_ROWS(Call, calls, SAME(expr) && SAME(scope) && SAME(is_awaited) && SAME(is_decorator))
    SAME_ROWS(Binding, bindings,
              SAME(kind) && SAME(context) && SAME_STR(name) && SAME(scope) && SAME(value) &&
                  SAME(annotation) && SAME(offset) && SAME_POS(pos))
    SAME_ROWS(Return, returns, SAME(expr) && SAME(scope))
    SAME_ROWS(RowRange, errors, SAME(first_row) && SAME(last_row))
    SAME_ROWS(Suppression, suppressions,
              SAME_STR(ids) && SAME_STR(reason) && SAME(first_row) && SAME(last_row) &&
                  SAME_POS(pos))
    SAME_ROWS(Problem, problems, SAME(kind) && SAME_STR(path) && SAME(line) && SAME_STR(text))
    return NULL;
}

// The facts of one text by both ways; returns where they differ, NULL if nowhere.
typedef struct BothWays {
    Arena arena, scratch;
    PythonParser *quick, *full;
} BothWays;

static inline void both_ways_init(BothWays *self) {
    self->quick = python_parser_new(PYTHON_QUICK, &self->arena);
    self->full = python_parser_new(PYTHON_FULL, &self->arena);
}

static inline void both_ways_free(BothWays *self) {
    python_parser_free(self->quick);
    python_parser_free(self->full);
    arena_free(&self->scratch);
    arena_free(&self->arena);
}

static inline const char *both_ways(BothWays *self, Str text) {
    ArenaMark mark = arena_mark(&self->scratch);
    Arena arena = {0};
    SourceText source = {.text = text, .encoding = STR("utf-8")};
    Intern intern = intern_new(&arena);
    FileFacts quick;
    FileFacts full;
    python_facts(self->quick, &source, 0, &intern, &arena, &self->scratch, &quick);
    python_facts(self->full, &source, 0, &intern, &arena, &self->scratch, &full);
    const char *difference = same_facts(&quick, &full);
    arena_free(&arena);
    arena_rewind(&self->scratch, mark);
    return difference;
}

#endif
