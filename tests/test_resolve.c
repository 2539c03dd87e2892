// SPDX-License-Identifier: MIT
// The whole stage: counts by reason, equality for any number of threads, hostile sizes.
#include "resolve_project.h"

#include <string.h>

#include "base/banned.h"

Test(resolve, counts_what_has_no_meaning) {
    static const ProjectFile FILES[] = {
        {"a.py", "from . import nothing\nimport json\njson.loads(x)\nmissing()\n"
                 "def f(p):\n    p.a()\n    for i in p: i()\n    q = p['x']\n    q()\n"
                 "@unknown_decorator\n@json.dec\ndef g(): pass\n@json.call(1)\nclass A(json.B, "
                 "Nowhere): pass\n"
                 "A.nothing()\n"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    const FileNames *names = &p->program.names[0];
    // json.loads; json.dec; json.call(); json.B; import json; A() is not called, A.nothing has a
    // root
    cr_expect_eq(names->resolved, 6);
    cr_expect_eq(names->unresolved[REASON_ATTRIBUTE], 1); // from . import nothing
    cr_expect_eq(names->unresolved[REASON_UNBOUND], 3);   // missing, unknown_decorator, Nowhere
    cr_expect_eq(names->unresolved[REASON_PARAMETER], 2); // p.a, and q, which is an item of p
    cr_expect_eq(names->unresolved[REASON_LOOP], 1);      // i
    project_free(p);
}

static bool same_target(Target a, Target b) {
    return a.kind == b.kind && a.reason == b.reason && a.file == b.file && a.index == b.index &&
           str_eq(a.name, b.name);
}

static bool same_names(const Project *a, const Project *b) {
    for (uint32_t f = 0; f < a->file_count; f++) {
        const FileNames *x = &a->program.names[f], *y = &b->program.names[f];
        if (memcmp(x->unresolved, y->unresolved, sizeof x->unresolved) != 0) return false;
        for (uint32_t e = 0; e < a->facts[f].exprs.len; e++)
            if (!same_target(x->targets[e], y->targets[e])) return false;
        for (uint32_t i = 0; i < a->facts[f].imports.len; i++)
            if (!same_target(x->imports[i], y->imports[i])) return false;
    }
    return true;
}

static const ProjectFile *many_files(Arena *arena, uint32_t n) {
    ProjectFile *files = arena_array(arena, ProjectFile, n);
    for (uint32_t i = 0; i < n; i++) {
        Str path = str_fmt(arena, "m%04u.py", i);
        Str text =
            str_fmt(arena,
                    "from m%04u import *\nfrom m%04u import f%u as g\nclass C%u(C%u): x = g()\n"
                    "def f%u(): return C%u().x\nf%u().run(C%u)\n",
                    (i + 1) % n, (i * 7 + 3) % n, (i * 7 + 3) % n, i, (i + 1) % n, i, i, i, i / 2);
        files[i] = (ProjectFile){str_to_c(arena, path), str_to_c(arena, text)};
    }
    return files;
}

Test(resolve, the_number_of_threads_changes_nothing) {
    enum { FILES = 300 };
    Arena arena = {0};
    const ProjectFile *files = many_files(&arena, FILES);
    Project *one = project_new(files, FILES);
    Project *eight = project_new(files, FILES);
    project_resolve(one, 1);
    project_resolve(eight, 8);
    cr_expect(same_names(one, eight));
    project_free(one);
    project_free(eight);
    arena_free(&arena);
}

Test(resolve, nothing_to_resolve) {
    Project *p = project_new(NULL, 0);
    project_resolve(p, 4);
    cr_expect_eq(p->program.file_count, 0);
    project_free(p);
}

// Rebinding and branching that a careless resolver would follow exponentially or quadratically.
Test(resolve, hostile_sizes) {
    enum { ROWS = 20000 };
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_c(&text, "import lib\nx = lib.A()\n");
    for (uint32_t i = 0; i < ROWS; i++)
        buf_fmt(&text, "x = x.m(x, x)\nif x: y = y or x or y\n");
    buf_c(&text, "x.end()\n");
    for (uint32_t i = 0; i < ROWS; i++)
        buf_c(&text, "a.b.");
    buf_c(&text, "c()\n");
    const ProjectFile files[] = {{"a.py", str_to_c(&arena, buf_str(&text))}};
    Project *p = project_new(files, 1);
    project_resolve(p, 1);
    cr_expect(p->program.names[0].resolved > 0);
    project_free(p);
    arena_free(&arena);
}
