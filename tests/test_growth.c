// SPDX-License-Identifier: MIT
// The work of resolving a file does not depend on how many files there are.
//
// A project is made up in which everything leads everywhere: packages that re-export packages, star
// imports, classes on classes of other files, a cycle in every package, functions that all call one
// and the same, parameters that go through calls. What is compared are counted steps, not time.
#include "resolve_project.h"

#include "base/banned.h"

enum { SMALL = 1000, LARGE = 16000, PACKAGE = 20, TOLERANCE_PERCENT = 30 };

static const char *module_text(Arena *arena, uint32_t i, uint32_t n) {
    uint32_t far = (i * 7919u + 13u) % n, package = i / PACKAGE, next = i - i % PACKAGE;
    next += (i + 1) % PACKAGE; // the last of a package leads to its first
    Buf text = buf_new(arena);
    buf_fmt(&text, "import app\nfrom app import shared\nfrom p%05u import *\n", far / PACKAGE);
    buf_fmt(&text, "from p%05u.m%06u import C%u as Far, f%u as far\n", far / PACKAGE, far, far,
            far);
    buf_fmt(&text, "from p%05u.m%06u import C%u as Next\n", package, next, next);
    if (i % PACKAGE == 0)
        buf_fmt(&text, "class C%u(Far):\n", i);
    else
        buf_fmt(&text, "from p%05u.m%06u import C%u as Base\nclass C%u(Base):\n", package, i - 1,
                i - 1, i);
    buf_fmt(&text, "    def __init__(self, other): self.other = other\n"
                   "    def run(self): return self.other.run()\n");
    buf_fmt(&text,
            "def f%u(it, more=None):\n    it.run()\n    return far(it)\n"
            "made = C%u(Far(app.engine))\nmade.other.run()\nf%u(made)\n"
            "shared(made).run()\nNext(made).run()\nC%u_unknown(made)\n",
            i, i, i, far);
    return str_to_c(arena, buf_str(&text));
}

static const char *package_text(Arena *arena, uint32_t package, uint32_t n) {
    Buf text = buf_new(arena);
    for (uint32_t i = package * PACKAGE; i < (package + 1) * PACKAGE && i < n; i += 5)
        buf_fmt(&text, "from .m%06u import *\n", i);
    buf_fmt(&text, "from p%05u import *\n", (package * 31 + 7) % (n / PACKAGE));
    return str_to_c(arena, buf_str(&text));
}

static ProjectFile *make_project(Arena *arena, uint32_t n, uint32_t *count) {
    ProjectFile *files = arena_array(arena, ProjectFile, n + n / PACKAGE + 1);
    *count = 0;
    files[(*count)++] = (ProjectFile){
        "app.py", "import lib\nengine = lib.Engine()\ndef shared(it): it.run(); return it\n"};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t package = i / PACKAGE;
        if (i % PACKAGE == 0)
            files[(*count)++] = (ProjectFile){
                str_fmt(arena, "p%05u/__init__.py%c", package, 0).ptr,
                package_text(arena, package, n),
            };
        files[(*count)++] = (ProjectFile){
            str_fmt(arena, "p%05u/m%06u.py%c", package, i, 0).ptr,
            module_text(arena, i, n),
        };
    }
    return files;
}

// Steps in a hundred files.
static uint64_t steps_of(uint32_t n, uint32_t threads) {
    Arena arena = {0};
    uint32_t count;
    const ProjectFile *files = make_project(&arena, n, &count);
    Project *p = project_new(files, count);
    project_resolve(p, threads);
    uint64_t steps = p->program.steps, resolved = 0;
    for (uint32_t f = 0; f < count; f++)
        resolved += p->program.names[f].resolved;
    cr_expect(resolved > 5 * (uint64_t)n, "hardly anything is resolved");
    project_free(p);
    arena_free(&arena);
    return steps * 100 / count;
}

Test(growth, work_a_file_stays_the_same) {
    uint64_t small = steps_of(SMALL, 2), large = steps_of(LARGE, 2);
    cr_expect(small > 1000, "only %llu steps in a hundred files", (unsigned long long)small);
    cr_expect(large * 100 <= small * (100 + TOLERANCE_PERCENT) &&
                  small * 100 <= large * (100 + TOLERANCE_PERCENT),
              "steps in a hundred files: %llu of %u, %llu of %u", (unsigned long long)small, SMALL,
              (unsigned long long)large, LARGE);
}

Test(growth, threads_take_the_same_steps) {
    cr_expect_eq(steps_of(SMALL, 1), steps_of(SMALL, 8));
}
