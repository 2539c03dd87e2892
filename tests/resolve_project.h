// SPDX-License-Identifier: MIT
// A project in a table, for tests of resolve: sources go through python_facts and resolve_program,
// and meanings come back as text.
//
//   static const ProjectFile FILES[] = {{"app.py", "from fastapi import FastAPI\napp =
//   FastAPI()\napp.get\n"}}; Project *p = project_new(FILES, ARRAY_LEN(FILES)); project_resolve(p,
//   1); project_meaning(p, "app.py", "app.get")      "external fastapi.FastAPI.get"
#ifndef TESTS_RESOLVE_PROJECT_H
#define TESTS_RESOLVE_PROJECT_H

#include <criterion/criterion.h>

#include "base/buf.h"
#include "python/python.h"
#include "resolve/resolve.h"

typedef struct ProjectFile {
    const char *path, *text; // text NULL: a file that is not Python
} ProjectFile;

typedef struct Project {
    Arena arena;
    Source source;
    FileFacts *facts;
    uint32_t file_count;
    KnownNames names;
    Program program;
} Project;

static inline void project_parse(Project *p, const ProjectFile *files, uint32_t n) {
    Intern intern = intern_new(&p->arena);
    PythonParser *parser = python_parser_new(PYTHON_QUICK, &p->arena);
    p->facts = arena_array(&p->arena, FileFacts, n);
    for (uint32_t i = 0; i < n; i++) {
        Str path = str_from_c(files[i].path);
        vec_push(&p->arena, &p->source.files, (SourceFile){.path = path, .kind = FILE_PYTHON});
        if (!files[i].text) continue;
        Arena scratch = {0};
        SourceText text = {.text = str_from_c(files[i].text), .encoding = STR("utf-8")};
        FileFacts *facts = &p->facts[p->file_count++];
        python_facts(parser, &text, i, &intern, &p->arena, &scratch, facts);
        arena_free(&scratch);
    }
    python_parser_free(parser);
}

// Files must be sorted by path.
static inline Project *project_new(const ProjectFile *files, uint32_t n) {
    Arena arena = {0};
    Project *p = arena_new(&arena, Project);
    p->arena = arena;
    project_parse(p, files, n);
    return p;
}

static inline void project_depend(Project *p, const char *distribution) {
    vec_push(&p->arena, &p->source.dependencies, (Dependency){.name = str_from_c(distribution)});
}

static inline void project_resolve(Project *p, uint32_t threads) {
    resolve_program(&p->source, p->facts, p->file_count, &p->names, threads, &p->arena,
                    &p->program);
}

static inline void project_free(Project *p) {
    Arena arena = p->arena;
    arena_free(&arena);
}

static inline uint32_t project_file(const Project *p, const char *path) {
    for (uint32_t f = 0; f < p->file_count; f++)
        if (str_eq(p->source.files.items[p->facts[f].file].path, str_from_c(path))) return f;
    cr_assert(false, "no file %s", path);
    return NONE;
}

static inline Str project_describe(Project *p, Target target) {
    static const char *const KINDS[] = {"none",  "external", "instance", "module",  "package",
                                        "class", "function", "object",   "builtin", "unknown"};
    Buf buf = buf_new(&p->arena);
    buf_fmt(&buf, "%s", KINDS[target.kind]);
    const FileFacts *facts = &p->facts[target.file];
    switch ((TargetKind)target.kind) {
    case TARGET_EXTERNAL:
    case TARGET_INSTANCE:
    case TARGET_PACKAGE:
    case TARGET_BUILTIN: buf_fmt(&buf, " " STR_FMT, STR_ARG(target.name)); break;
    case TARGET_MODULE:
        buf_fmt(&buf, " " STR_FMT, STR_ARG(p->source.files.items[facts->file].path));
        break;
    case TARGET_CLASS:
    case TARGET_OBJECT:
    case TARGET_FUNCTION: {
        Str name = target.kind == TARGET_FUNCTION
                       ? facts->functions.items[target.index].qualified_name
                       : facts->classes.items[target.index].qualified_name;
        Str module = p->program.modules[target.file];
        buf_fmt(&buf, " " STR_FMT ":" STR_FMT, STR_ARG(module), STR_ARG(name));
        break;
    }
    case TARGET_UNKNOWN: buf_fmt(&buf, " %s", program_reason_key(target.reason)); break;
    case TARGET_NONE: break;
    }
    return buf_str(&buf);
}

// The meaning of the last expression of the file with this text.
static inline Str project_meaning(Project *p, const char *path, const char *text) {
    uint32_t f = project_file(p, path);
    const FileFacts *facts = &p->facts[f];
    for (uint32_t e = facts->exprs.len; e > 0; e--) {
        const Expr *expr = &facts->exprs.items[e - 1];
        bool is_name = expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE;
        if (is_name && str_eq(expr->text, str_from_c(text)))
            return project_describe(p, p->program.names[f].targets[e - 1]);
    }
    return STR("not an expression");
}

// The meaning of the value of the last binding of `name`, as a call or whatever stands there.
static inline const ClassInfo *project_class(const Project *p, const char *path, const char *name) {
    uint32_t f = project_file(p, path);
    for (uint32_t c = p->facts[f].classes.len; c > 0; c--)
        if (str_eq(p->facts[f].classes.items[c - 1].qualified_name, str_from_c(name)))
            return &p->program.classes[p->program.first_class[f] + c - 1];
    cr_assert(false, "no class %s", name);
    return NULL;
}

// "root, root < ancestor, ancestor ?unresolved"
static inline Str project_ancestry(Project *p, const char *path, const char *name) {
    const ClassInfo *info = project_class(p, path, name);
    Buf buf = buf_new(&p->arena);
    for (uint32_t i = 0; i < info->root_count; i++)
        buf_fmt(&buf, "%s" STR_FMT, i ? ", " : "", STR_ARG(info->roots[i]));
    for (uint32_t i = 0; i < info->ancestor_count; i++) {
        const ClassInfo *above = &p->program.classes[info->ancestors[i]];
        Str above_name = p->facts[above->file].classes.items[above->index].qualified_name;
        buf_fmt(&buf, "%s" STR_FMT, i ? ", " : " < ", STR_ARG(above_name));
    }
    if (info->unresolved_bases) buf_fmt(&buf, " ?%u", info->unresolved_bases);
    return buf_str(&buf);
}

// A row of a test: what is asked, and what must come back.
typedef struct ProjectRow {
    const char *path, *text, *meaning;
} ProjectRow;

static inline void project_expect(Project *p, const ProjectRow *rows, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        Str meaning = project_meaning(p, rows[i].path, rows[i].text);
        cr_expect(str_eq(meaning, str_from_c(rows[i].meaning)), "%s: %s is %s, not " STR_FMT,
                  rows[i].path, rows[i].text, rows[i].meaning, STR_ARG(meaning));
    }
}

#define PROJECT_EXPECT(p, rows) project_expect((p), (rows), ARRAY_LEN(rows))

#endif
