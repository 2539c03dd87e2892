// SPDX-License-Identifier: MIT
// Text of one Python file → its facts: parses, walks once, reports what could not be parsed.
//
//     def f(:             facts of f's surroundings; errors: rows 0-0; problem at line 1:
//         pass            "1 place could not be parsed"
//
// Nearly all files are parsed by plain.c, the others by tree-sitter, which alone knows what to make of
// errors and of comments. Its tree never leaves this file: the walk grows its tables in scratch memory, and what is found
// is copied into arrays of the exact size, so facts cost what they hold. Lone carriage returns end
// lines for CPython but not for the grammar; they become line feeds, which moves no byte.
//
// Limits: PYTHON_NESTING_MAX, PYTHON_NODES_MAX, PYTHON_ERRORS_MAX; what they cut off is a problem.
#include "python/broken.h"
#include "python/python.h"

#include <string.h>

#include "python/plain.h"
#include "python/suppress.h"
#include "python/walk.h"

#include "base/banned.h"

const TSLanguage *tree_sitter_python(void);

struct PythonParser {
    PythonMode mode;
    TSParser *parser;
    Grammar grammar;
};

PythonParser *python_parser_new(PythonMode mode, Arena *arena) {
    PythonParser *self = arena_new(arena, PythonParser);
    self->mode = mode;
    self->parser = ts_parser_new();
    if (!ts_parser_set_language(self->parser, tree_sitter_python())) {
        BUG("the grammar's ABI is not one that the tree-sitter runtime knows");
    }
    self->grammar = grammar_new(tree_sitter_python(), arena);
    return self;
}

void python_parser_free(PythonParser *self) {
    ts_parser_delete(self->parser);
}

// --- Lines ---------------------------------------------------------------------------------------

// The text with every lone CR made an LF; the text itself if there is none.
static Str unify_lines(Str text, Arena *scratch) {
    if (!text.len || !memchr(text.ptr, '\r', text.len)) return text;
    char *copy = arena_buffer(scratch, char, text.len);
    memcpy(copy, text.ptr, text.len);
    for (uint32_t i = 0; i < text.len; i++) {
        bool is_lone = copy[i] == '\r' && (i + 1 == text.len || copy[i + 1] != '\n');
        if (is_lone) copy[i] = '\n';
    }
    return (Str){copy, text.len};
}

static uint32_t count_lines(Str text) {
    uint32_t lines = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        lines += text.ptr[i] == '\n';
    }
    return lines + (text.len && text.ptr[text.len - 1] != '\n');
}

// --- Errors --------------------------------------------------------------------------------------

// Moves to the next node in source order, into the current one only if `enter`.
static bool step(TSTreeCursor *cursor, bool enter) {
    if (enter && ts_tree_cursor_goto_first_child(cursor)) return true;
    while (!ts_tree_cursor_goto_next_sibling(cursor)) {
        if (!ts_tree_cursor_goto_parent(cursor)) return false;
    }
    return true;
}

// Collects the ranges that are errors or where a token is missing; returns how many there are.
static uint32_t collect_errors(TSNode root, Arena *arena, FileFacts *out) {
    if (!ts_node_has_error(root)) return 0;
    uint32_t count = 0;
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    bool enter = false;
    do {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        bool is_error = ts_node_is_error(node) || ts_node_is_missing(node);
        if (is_error && count++ < PYTHON_ERRORS_MAX) {
            RowRange rows = {ts_node_start_point(node).row, ts_node_end_point(node).row};
            vec_push(arena, &out->errors, rows);
        }
        enter = !is_error && ts_node_has_error(node);
    } while (step(&cursor, enter));
    ts_tree_cursor_delete(&cursor);
    return count;
}

static void add_problem(Arena *arena, FileFacts *out, ProblemKind kind, uint32_t line, Str text) {
    Problem problem = {.kind = kind, .path = STR(""), .line = line, .text = text};
    vec_push(arena, &out->problems, problem);
    out->has_errors = true;
}

// The file counts as seen and as broken; its tables are empty.
static void refuse(Arena *arena, FileFacts *out) {
    out->is_parsed = false;
    out->has_errors = true;
    add_problem(
        arena, out, PROBLEM_LIMIT, 0,
        str_fmt(arena,
                "not parsed: more than %u statements begin inside brackets that are still open",
                PYTHON_BROKEN_MAX));
}

static void report(const Walk *w, uint32_t cut, uint32_t errors, Arena *arena, FileFacts *out) {
    if (errors) {
        Str text = errors == 1 ? STR("1 place could not be parsed")
                               : str_fmt(arena, "%u places could not be parsed", errors);
        add_problem(arena, out, PROBLEM_SYNTAX, out->errors.items[0].first_row + 1, text);
    }
    if (w->nesting_line) {
        Str text =
            str_fmt(arena, "code nested deeper than %u levels is left out", PYTHON_NESTING_MAX);
        add_problem(arena, out, PROBLEM_NESTING, w->nesting_line, text);
    }
    if (cut != NONE) {
        Str text = str_fmt(arena, "the file has more than %u syntax nodes; the rest is left out",
                           PYTHON_NODES_MAX);
        add_problem(arena, out, PROBLEM_LIMIT, walk_pos_at(w, cut).row + 1, text);
    }
}

// --- Facts ---------------------------------------------------------------------------------------

static void *copy_of(Arena *arena, const void *items, uint32_t len, size_t item_size) {
    void *copy = arena_alloc_buffer(arena, len, item_size, _Alignof(max_align_t));
    return len > 0 ? memcpy(copy, items, len * item_size) : copy;
}

// Copies a table from scratch into an array of its exact size.
#define KEEP(arena, v)                                                                             \
    ((v)->items = copy_of((arena), (v)->items, (v)->len, sizeof(*(v)->items)), (v)->cap = (v)->len)

// What is called may lie too deep to be kept; then nobody can say what the call is.
static void drop_hollow_calls(FileFacts *facts) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        Expr *expr = &facts->exprs.items[facts->calls.items[i].expr];
        if (expr->first == NONE)
            expr->kind = EXPR_OTHER;
        else
            facts->calls.items[kept++] = facts->calls.items[i];
    }
    facts->calls.len = kept;
}

static void keep_tables(Arena *arena, FileFacts *facts) {
    KEEP(arena, &facts->facts);
    KEEP(arena, &facts->scopes);
    KEEP(arena, &facts->exprs);
    KEEP(arena, &facts->imports);
    KEEP(arena, &facts->classes);
    KEEP(arena, &facts->functions);
    KEEP(arena, &facts->params);
    KEEP(arena, &facts->decorators);
    KEEP(arena, &facts->calls);
    KEEP(arena, &facts->bindings);
    KEEP(arena, &facts->returns);
    KEEP(arena, &facts->errors);
    KEEP(arena, &facts->suppressions);
}

// By tree-sitter; false if the text would keep it busy for ever.
static bool parse_in_full(const PythonParser *self, Walk *w, Tree *tree, uint32_t *errors) {
    if (broken_statements(w->text) > PYTHON_BROKEN_MAX) return false;
    TSTree *parsed = ts_parser_parse_string(self->parser, NULL, w->text.ptr, w->text.len);
    TSNode root = ts_tree_root_node(parsed);
    *tree = tree_from_root(root, &self->grammar, w->scratch);
    *errors = collect_errors(root, w->scratch, w->facts);
    if (suppress_is_mentioned(w->text)) suppress_collect(root, &self->grammar, w);
    ts_tree_delete(parsed);
    return true;
}

static bool parse_quickly(const PythonParser *self, const Walk *w, Tree *tree) {
    return self->mode == PYTHON_QUICK && !suppress_is_mentioned(w->text) &&
           plain_parse(w->text, w->scratch, tree);
}

void python_facts(PythonParser *self, const SourceText *source, uint32_t file, Intern *intern,
                  Arena *arena, Arena *scratch, FileFacts *out) {
    ArenaMark mark = arena_mark(scratch);
    Str text = unify_lines(source->text, scratch);
    *out =
        (FileFacts){.file = file, .is_parsed = true, .lines = count_lines(text), .bytes = text.len};
    Tree tree;
    uint32_t errors = 0;
    Position position = position_new(text, scratch);
    Walk walk = {
        .position = &position, .text = text, .facts = out, .scratch = scratch, .intern = intern};
    if (!parse_quickly(self, &walk, &tree) && !parse_in_full(self, &walk, &tree, &errors)) {
        refuse(arena, out);
        arena_rewind(scratch, mark);
        return;
    }
    walk.nodes = tree.nodes.items;
    walk_module(&walk);
    drop_hollow_calls(out);
    keep_tables(arena, out);
    report(&walk, tree.cut, errors, arena, out);
    arena_rewind(scratch, mark);
}
