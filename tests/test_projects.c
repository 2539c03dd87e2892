// SPDX-License-Identifier: MIT
// Tests of where one deployable ends and the next begins.
//
//   shop/manage.py and ai/Dockerfile + ai/main.py start an application each  ->  ". ai shop"
//
// A row is a repository as a list of paths; "!" marks a file that makes an application, and the
// role stands behind it: "t" a test, "s" a script, else application code. Wanted are the projects
// in order, each with how many production Python files it has.
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/buf.h"
#include "match/matcher.h"

enum { FILES_MAX = 24 };

typedef VEC(Hit) Hits;

typedef struct Tree {
    Arena arena;
    Source source;
    Program program;
    FrameworkMatch framework;
    Matches matches;
    ProjectMatches *projects;
    uint32_t count;
} Tree;

static void add_path(Tree *tree, Str path, Hits *entries) {
    SourceFile file = {.kind = FILE_PYTHON, .role = ROLE_APP};
    bool is_entry = str_starts(path, STR("!"));
    if (is_entry) path = str_sub(path, 1, path.len);
    Str name = path, mark = {0};
    if (str_cut(path, ' ', &name, &mark)) {
        file.role = str_eq(mark, STR("t")) ? ROLE_TEST : ROLE_SCRIPT;
    }
    file.path = name;
    if (!str_ends(name, STR(".py"))) file.kind = FILE_MANIFEST;
    if (is_entry) vec_push(&tree->arena, entries, (Hit){.file = tree->source.files.len});
    vec_push(&tree->arena, &tree->source.files, file);
}

static void tree_open(Tree *tree, const char *const *paths) {
    *tree = (Tree){.source = {.root = STR_CONST("/nowhere")}};
    Hits entries = {0};
    for (uint32_t i = 0; i < FILES_MAX && paths[i]; i++)
        add_path(tree, str_from_c(paths[i]), &entries);
    tree->framework.entry = (HitList){entries.items, entries.len};
    tree->matches.frameworks = &tree->framework;
    tree->program.source = &tree->source;
    tree->projects = projects_find(&tree->program, &tree->matches, 1, &tree->arena, &tree->count);
}

static Str roots(Tree *tree) {
    Buf buf = buf_new(&tree->arena);
    for (uint32_t i = 0; i < tree->count; i++) {
        buf_fmt(&buf, "%s" STR_FMT ":%u", i ? " " : "", STR_ARG(tree->projects[i].root),
                tree->projects[i].files);
    }
    return buf_str(&buf);
}

Test(projects, homes_are_where_something_starts_below_a_marker) {
    static const struct {
        const char *what;
        const char *paths[FILES_MAX];
        const char *want;
    } rows[] = {
        {"nothing", {"a.py"}, ".:1"},
        {"nothing at all", {0}, ".:0"},
        {"one home is the whole repository, wherever it stands",
         {"lib/x.py", "web/Dockerfile", "!web/app.py"},
         ".:2"},
        {"two homes",
         {"ai/Dockerfile", "!ai/app/main.py", "ai/app/run.py", "!shop/manage.py s",
          "shop/shop/urls.py"},
         "ai:2 shop:1"},
        {"starts without markers share the top", {"!a/app.py", "!b/app.py"}, ".:2"},
        {"a marker where nothing starts is no home",
         {"!app.py", "libs/money/pyproject.toml", "libs/money/money.py"},
         ".:2"},
        {"the top is a home beside a deeper one",
         {"!app.py", "ai/requirements.txt", "!ai/main.py", "ai/model.py"},
         ".:1 ai:2"},
        {"the deepest marker above counts",
         {"pyproject.toml", "svc/pyproject.toml", "svc/a/Dockerfile", "!svc/a/x/y/app.py",
          "svc/b/Dockerfile", "!svc/b/app.py", "svc/common.py"},
         "svc/a:2 svc/b:1"}, // common.py to the first of the largest
        {"one inside the other",
         {"svc/pyproject.toml", "!svc/app.py", "svc/in/Procfile", "!svc/in/app.py",
          "svc/in/more.py", "svc/x.py", "svc/y.py"},
         "svc:3 svc/in:2"},
        {"what starts in tests is no home", {"!app.py", "t/setup.cfg", "!t/tests/app.py t"}, ".:1"},
        {"a script starts, and is not counted",
         {"!a/manage.py s", "a/x.py", "!b/manage.py s", "b/y.py", "b/z.py"},
         "a:1 b:2"},
        {"how it is delivered is no home",
         {"a/Dockerfile", "!a/app.py", "deploy/b/Dockerfile", "!deploy/b/app.py"},
         ".:1 a:1"},
        {"requirements by any name",
         {"a/dev-requirements.in", "!a/app.py", "b/requirements-prod.txt", "!b/app.py"},
         "a:1 b:1"},
        {"similar names are no prefixes",
         {"a/Dockerfile", "!a/app.py", "ab/Dockerfile", "!ab/app.py", "ab/x.py"},
         "a:1 ab:2"},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        Tree tree;
        tree_open(&tree, rows[i].paths);
        Str got = roots(&tree);
        cr_expect(str_eq(got, str_from_c(rows[i].want)), "%s: got " STR_FMT ", want %s",
                  rows[i].what, STR_ARG(got), rows[i].want);
        arena_free(&tree.arena);
    }
}

Test(projects, every_file_has_one_owner) {
    static const char *const PATHS[FILES_MAX] = {
        "README.md",     "libs/money.py", "!small/app.py", "small/Dockerfile",   "small/t.py t",
        "!wide/main.py", "wide/a.py",     "wide/b.py",     "wide/pyproject.toml"};
    static const uint32_t OWNERS[] = {1, 1, 0, 0, 0, 1, 1, 1, 1};
    Tree tree;
    tree_open(&tree, PATHS);
    cr_assert_eq(tree.count, 2);
    for (uint32_t p = 0; p < tree.count; p++) {
        cr_assert_eq(tree.projects[p].index, p);
        for (uint32_t f = 0; f < ARRAY_LEN(OWNERS); f++)
            cr_assert_eq(tree.projects[p].owner[f], OWNERS[f], "%s", PATHS[f]);
    }
    cr_assert_eq(tree.projects[0].files, 1, "tests are not counted");
    cr_assert_eq(tree.projects[1].files, 4, "what is below no home goes to the largest");
    arena_free(&tree.arena);
}

Test(projects, the_manifest_in_the_root_names_it) {
    static const char *const PATHS[FILES_MAX] = {"!a/app.py", "a/pyproject.toml", "a/x/setup.py",
                                                 "!b/app.py", "b/Dockerfile"};
    Tree tree;
    tree_open(&tree, PATHS);
    vec_push(&tree.arena, &tree.source.packages, (Package){.file = 2, .name = STR("inner")});
    vec_push(&tree.arena, &tree.source.packages, (Package){.file = 1, .name = STR("a-shop")});
    tree.projects = projects_find(&tree.program, &tree.matches, 1, &tree.arena, &tree.count);
    cr_assert(str_eq(tree.projects[0].name, STR("a-shop")));
    cr_assert_eq(tree.projects[1].name.len, 0);
    arena_free(&tree.arena);
}

Test(projects, there_is_a_most) {
    enum { MANY = 200 };
    static char paths[2 * MANY][16];
    Tree tree = {0};
    Hits entries = {0};
    for (uint32_t i = 0; i < MANY; i++) {
        int a = snprintf(paths[2 * i], sizeof paths[0], "%03u/Procfile", i);
        int b = snprintf(paths[2 * i + 1], sizeof paths[0], "!%03u/app.py", i);
        cr_assert(a > 0 && b > 0);
        add_path(&tree, str_from_c(paths[2 * i]), &entries);
        add_path(&tree, str_from_c(paths[2 * i + 1]), &entries);
    }
    tree.framework.entry = (HitList){entries.items, entries.len};
    tree.matches.frameworks = &tree.framework;
    tree.program.source = &tree.source;
    tree.projects = projects_find(&tree.program, &tree.matches, 1, &tree.arena, &tree.count);
    uint32_t files = 0;
    for (uint32_t i = 0; i < tree.count; i++)
        files += tree.projects[i].files;
    cr_assert_eq(tree.count, 64);
    cr_assert_eq(files, MANY, "nothing is lost");
    arena_free(&tree.arena);
}
