// SPDX-License-Identifier: MIT
// Tests of matching as a whole: entries, roles, counts, conditions, frameworks, and what is not
// code.
//
//   {fact: ["models"]} in a signal, roles production   ->   the hits of the fact outside tests/
//
// One small repository serves most tests; the rules are literals.
#include "match/matcher.h"
#include "match_project.h"

extern const Rules rules_builtin; // rules/rules.h brings another Project along

static const ProjectFile FILES[] = {
    {"Dockerfile", NULL},
    {"requirements-dev.txt", NULL},
    {"requirements.txt", NULL},
    {"shop/__init__.py", ""},
    {"shop/models.py", "import torch\nfrom django.db import models\n"
                       "class Base(models.Model):\n    name = models.CharField()\n"
                       "    class Meta:\n        abstract = True\n"
                       "class Order(Base):\n    total = models.CharField()\n"
                       "class Mixin:\n    note = models.CharField()\n"},
    {"shop/torch_tools.py", "import torch, torch.nn\nfrom torch import nn\nimport shop\n"},
    {"shop/urls.py", "from django.urls import path\n"
                     "urlpatterns = [path('admin/x/', a), path('api/', b)]\n"},
    {"tests/test_models.py", "from django.db import models\nimport torch\n"
                             "class Fake(models.Model): pass\nasync def f():\n    await g()\n"},
};

// Roles as scan would give them; one dependency of each kind; two commands.
static Project *shop_new(void) {
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    p->source.files.items[7].role = ROLE_TEST;
    const Dependency dependencies[] = {
        {.name = S("django"), .group = DEPENDENCY_LOCKED, .file = 2, .pos = {4, 0}},
        {.name = S("django"), .group = DEPENDENCY_MAIN, .file = 2, .pos = {1, 0}},
        {.name = S("django"), .group = DEPENDENCY_DEV, .file = 1, .pos = {0, 0}},
    };
    for (size_t i = 0; i < ARRAY_LEN(dependencies); i++)
        vec_push(&p->arena, &p->source.dependencies, dependencies[i]);
    Command command = {.text = S("/venv/bin/gunicorn -k uvicorn.workers.UvicornWorker shop.asgi")};
    vec_push(&p->arena, &p->source.commands, command);
    Package package = {.file = 2};
    vec_push(&p->arena, &package.classifiers, STR("Framework :: Django"));
    vec_push(&p->arena, &package.classifiers, STR("Framework :: Django :: 5.0"));
    vec_push(&p->arena, &p->source.packages, package);
    project_resolve(p, 1);
    return p;
}

#define CLAUSES(...)                                                                               \
    .clauses = (const Clause[]){__VA_ARGS__},                                                      \
    .clause_count = sizeof((const Clause[]){__VA_ARGS__}) / sizeof(Clause)
#define BASE_MODEL .kind = PREDICATE_BASE, NAMES(S("django.db.models.Model"))

static void expect_text(Str got, const char *expected, const char *what) {
    cr_expect(str_eq(got, str_from_c(expected)), "%s\nexpected: %s\ngot:      " STR_FMT, what,
              expected, STR_ARG(got));
}

typedef struct FactRow {
    FactRule fact;
    uint32_t count;
    const char *hits;
} FactRow;

static void expect_facts(const FactRow *rows, size_t count) {
    Project *p = shop_new();
    for (size_t i = 0; i < count; i++) {
        Rules rules = {.facts = &rows[i].fact, .fact_count = 1};
        Matches matches = match_of(p, &rules, 1);
        cr_expect_eq(matches.facts[0].count, rows[i].count, "row %zu: %u", i,
                     matches.facts[0].count);
        expect_text(hits_text(p, matches.facts[0].hits), rows[i].hits, "facts");
    }
    project_free(p);
}

Test(match, facts_over_files) {
    const FactRow rows[] = {
        {{CLAUSES({BASE_MODEL, .roles = ROLES_ALL})},
         3,
         "shop/models.py:3:1 Base; shop/models.py:7:1 Order; tests/test_models.py:3:1 Fake"},
        {{CLAUSES({BASE_MODEL, .roles = ROLES_PRODUCTION})},
         2,
         "shop/models.py:3:1 Base; shop/models.py:7:1 Order"},
        {{CLAUSES({BASE_MODEL, .roles = ROLES_ALL, .no_tests = true})},
         2,
         "shop/models.py:3:1 Base; shop/models.py:7:1 Order"},
        {{.count_by = COUNT_FILES, CLAUSES({BASE_MODEL, .roles = ROLES_ALL})},
         2,
         "shop/models.py:3:1 Base; shop/models.py:7:1 Order; tests/test_models.py:3:1 Fake"},
        {{.count_by = COUNT_NAMES,
          CLAUSES({.kind = PREDICATE_IMPORT, .roles = ROLES_PRODUCTION, NAMES(S("torch.*"))})},
         2,
         "shop/models.py:1:1 torch; shop/torch_tools.py:1:1 torch; shop/torch_tools.py:1:1 "
         "torch.nn; "
         "shop/torch_tools.py:2:1 torch"},
        {{CLAUSES({BASE_MODEL, .roles = ROLES_ALL, .not_in = S("docs/*|tests/*")})},
         2,
         "shop/models.py:3:1 Base; shop/models.py:7:1 Order"},
        // Places outside functions count each, those inside one function once.
        {{.count_by = COUNT_FUNCTIONS,
          CLAUSES({.kind = PREDICATE_CALL, .roles = ROLES_ALL, NAMES(S("?"))},
                  {.kind = PREDICATE_FIELD, .roles = ROLES_ALL, NAMES(S("django.*"))},
                  {.kind = PREDICATE_SYNTAX,
                   .roles = ROLES_ALL,
                   NAMES(S("await_expressions"), S("async_functions"))})},
         5,
         "shop/models.py:4:12 name; shop/models.py:8:13 total; shop/models.py:10:12 note; "
         "tests/test_models.py:4:1 f; tests/test_models.py:5:5; tests/test_models.py:5:11 g"},
        // The repository has a module of this name, so it is not somebody else's.
        {{CLAUSES({.kind = PREDICATE_IMPORT,
                   .roles = ROLES_ALL,
                   .third_party = true,
                   NAMES(S("shop.*"))})},
         0,
         ""},
        {{CLAUSES({.kind = PREDICATE_IMPORT, .roles = ROLES_ALL, NAMES(S("shop.*"))})},
         1,
         "shop/torch_tools.py:3:1 shop"},
        // A place counts once, however many patterns and clauses match it.
        {{CLAUSES({BASE_MODEL, .roles = ROLE_BIT(ROLE_TEST)},
                  {.kind = PREDICATE_BASE,
                   .roles = ROLE_BIT(ROLE_TEST),
                   NAMES(S("django.db.*"), S("django.*"))},
                  {.kind = PREDICATE_DEFINITION, .roles = ROLE_BIT(ROLE_TEST), NAMES(S("Fake"))})},
         1,
         "tests/test_models.py:3:1 Fake"},
    };
    expect_facts(rows, ARRAY_LEN(rows));
}

// Files that are no Python have only their place and what they declare or run.
Test(match, facts_over_other_files) {
    const FactRow rows[] = {
        {{CLAUSES(
             {.kind = PREDICATE_FILE, .roles = ROLES_ALL, NAMES(S("shop/*.py"), S("Docker*"))})},
         5,
         "Dockerfile:1:1; shop/__init__.py:1:1; shop/models.py:1:1; shop/torch_tools.py:1:1; "
         "shop/urls.py:1:1"},
        {{CLAUSES({.kind = PREDICATE_DEPENDENCY, .roles = ROLES_ALL, NAMES(S("django"))})},
         3,
         "requirements-dev.txt:1:1 django; requirements.txt:2:1 django; requirements.txt:5:1 "
         "django"},
        {{CLAUSES({.kind = PREDICATE_DEPENDENCY,
                   .roles = ROLES_ALL,
                   .direct_only = true,
                   NAMES(S("django"))})},
         1,
         "requirements.txt:2:1 django"},
        {{CLAUSES({.kind = PREDICATE_COMMAND,
                   .roles = ROLES_ALL,
                   NAMES(S("gunicorn"), S("*UvicornWorker"))})},
         1,
         "Dockerfile:1:1 /venv/bin/gunicorn -k uvicorn.workers.UvicornWorker shop.asgi"},
        {{CLAUSES({.kind = PREDICATE_COMMAND,
                   .roles = ROLES_ALL,
                   NAMES(S("-k uvicorn.*"), S("shop.asgi -*"))})},
         1,
         "Dockerfile:1:1 /venv/bin/gunicorn -k uvicorn.workers.UvicornWorker shop.asgi"},
        {{CLAUSES(
             {.kind = PREDICATE_CLASSIFIER, .roles = ROLES_ALL, NAMES(S("Framework :: Django*"))})},
         2,
         "requirements.txt:1:1 Framework :: Django; requirements.txt:1:1 Framework :: Django :: "
         "5.0"},
    };
    expect_facts(rows, ARRAY_LEN(rows));
}

Test(match, facts_build_on_facts) {
    const FactRule facts[] = {
        {.id = S("abstract"),
         CLAUSES({BASE_MODEL, .roles = ROLES_ALL,
                  ATTRS({.path = S("Meta.abstract"), .value = S("True")})})},
        {.id = S("concrete"),
         CLAUSES({BASE_MODEL, .roles = ROLES_ALL,
                  ATTRS({.path = S("Meta.abstract"), .value = S("True"), .negated = true})})},
        {.id = S("models"),
         CLAUSES(
             {.kind = PREDICATE_FACT, .roles = ROLES_ALL, NAMES(S("abstract"), S("concrete"))})},
        {.id = S("fields"),
         CLAUSES({.kind = PREDICATE_FIELD,
                  .roles = ROLES_ALL,
                  .class_in = S("models"),
                  NAMES(S("django.db.models.*"))})},
        {.id = S("concrete_fields"),
         CLAUSES({.kind = PREDICATE_FIELD,
                  .roles = ROLES_ALL,
                  .class_in = S("concrete"),
                  NAMES(S("django.db.models.*"))})},
        {.id = S("all_fields"),
         CLAUSES({.kind = PREDICATE_FIELD, .roles = ROLES_ALL, NAMES(S("django.db.models.*"))})},
        {.id = S("named"),
         CLAUSES({.kind = PREDICATE_DEFINITION,
                  .roles = ROLES_ALL,
                  .class_in = S("concrete"),
                  NAMES(S("*"))})},
        {.id = S("no_tests"),
         CLAUSES(
             {.kind = PREDICATE_FACT, .roles = ROLES_ALL, .no_tests = true, NAMES(S("models"))})},
        {.id = S("not_fakes"),
         CLAUSES({.kind = PREDICATE_FACT,
                  .roles = ROLES_ALL,
                  .not_named = S("Fak*|Ord"),
                  .not_in = S("shop/mod?"),
                  NAMES(S("models"))})},
    };
    const char *const expected[] = {
        "shop/models.py:3:1 Base",
        "shop/models.py:7:1 Order; tests/test_models.py:3:1 Fake",
        "shop/models.py:3:1 Base; shop/models.py:7:1 Order; tests/test_models.py:3:1 Fake",
        "shop/models.py:4:12 name; shop/models.py:8:13 total",
        "shop/models.py:8:13 total",
        "shop/models.py:4:12 name; shop/models.py:8:13 total; shop/models.py:10:12 note",
        "shop/models.py:7:1 Order; tests/test_models.py:3:1 Fake",
        "shop/models.py:3:1 Base; shop/models.py:7:1 Order",
        "shop/models.py:3:1 Base; shop/models.py:7:1 Order",
    };
    Project *p = shop_new();
    Rules rules = {.facts = facts, .fact_count = ARRAY_LEN(facts)};
    Matches matches = match_of(p, &rules, 1);
    for (size_t i = 0; i < ARRAY_LEN(facts); i++)
        expect_text(hits_text(p, matches.facts[i].hits), expected[i], facts[i].id.ptr);
    project_free(p);
}

Test(match, signals_and_conditions) {
    const FactRule facts[] = {{.id = S("models"), CLAUSES({BASE_MODEL, .roles = ROLES_ALL})}};
#define MODELS_OF(set) CLAUSES({.kind = PREDICATE_FACT, .roles = (set), NAMES(S("models"))})
#define WHEN(...)                                                                                  \
    .when = (const Condition[]){__VA_ARGS__},                                                      \
    .when_count = sizeof((const Condition[]){__VA_ARGS__}) / sizeof(Condition)
    const SignalRule signals[] = {
        {.id = S("production"), MODELS_OF(ROLES_PRODUCTION)},
        {.id = S("tests"), MODELS_OF(ROLE_BIT(ROLE_TEST))},
        {.id = S("enough"), MODELS_OF(ROLES_ALL), WHEN({S("models"), 3, 3})},
        {.id = S("too_few"), MODELS_OF(ROLES_ALL), WHEN({S("models"), 4, UINT32_MAX})},
        {.id = S("too_many"), MODELS_OF(ROLES_ALL), WHEN({S("models"), 0, 2})},
        {.id = S("syntax"), MODELS_OF(ROLES_ALL), WHEN({S("await_expressions"), 1, 1})},
        {.id = S("chain"), MODELS_OF(ROLES_ALL), WHEN({S("enough"), 1, 9}, {S("too_few"), 0, 0})},
        {.id = S("broken"), MODELS_OF(ROLES_ALL), WHEN({S("enough"), 1, 9}, {S("too_few"), 1, 9})},
    };
    const uint32_t counts[] = {2, 1, 3, 0, 0, 3, 3, 0};
    Project *p = shop_new();
    Rules rules = {.facts = facts,
                   .fact_count = ARRAY_LEN(facts),
                   .signals = signals,
                   .signal_count = ARRAY_LEN(signals)};
    Matches matches = match_of(p, &rules, 1);
    for (size_t i = 0; i < ARRAY_LEN(signals); i++)
        cr_expect_eq(matches.signals[i].count, counts[i], "%s: %u", signals[i].id.ptr,
                     matches.signals[i].count);
    project_free(p);
}

Test(match, routes_have_paths) {
    const FactRule facts[] = {
        {.id = S("paths"),
         CLAUSES({.kind = PREDICATE_CALL,
                  .roles = ROLES_ALL,
                  .route = true,
                  NAMES(S("django.urls.path"))})},
        {.id = S("admin"),
         CLAUSES({.kind = PREDICATE_ROUTE_STRING,
                  .roles = ROLES_ALL,
                  NAMES(S("admin/*"), S("*/admin/*"))})},
    };
    Project *p = shop_new();
    Rules rules = {.facts = facts, .fact_count = ARRAY_LEN(facts)};
    Matches matches = match_of(p, &rules, 1);
    expect_text(hits_text(p, matches.facts[0].hits),
                "shop/urls.py:2:16 admin/x/; shop/urls.py:2:37 api/", "routes");
    expect_text(hits_text(p, matches.facts[1].hits), "shop/urls.py:2:16 admin/x/", "route_string");
    project_free(p);
}

Test(match, frameworks) {
    const Clause spread = {.kind = PREDICATE_IMPORT, .roles = ROLES_ALL, NAMES(S("torch.*"))};
    const Clause entry = {.kind = PREDICATE_CALL, .roles = ROLES_ALL, NAMES(S("django.urls.path"))};
    const Clause declared = {
        .kind = PREDICATE_DEPENDENCY, .roles = ROLES_ALL, .direct_only = true, NAMES(S("django"))};
    const Clause plugin = {
        .kind = PREDICATE_CLASSIFIER, .roles = ROLES_ALL, NAMES(S("Framework :: Django"))};
    const FrameworkRule framework = {.spread = &spread,
                                     .spread_count = 1,
                                     .entry = &entry,
                                     .entry_count = 1,
                                     .declared = &declared,
                                     .declared_count = 1,
                                     .plugin = &plugin,
                                     .plugin_count = 1};
    Project *p = shop_new();
    Rules rules = {.frameworks = &framework, .framework_count = 1};
    Matches matches = match_of(p, &rules, 1);
    const FrameworkMatch *found = &matches.frameworks[0];
    expect_text(hits_text(p, found->spread),
                "shop/models.py:1:1 torch; shop/torch_tools.py:1:1 torch; "
                "tests/test_models.py:2:1 torch",
                "one hit a file");
    expect_text(hits_text(p, found->entry),
                "shop/urls.py:2:16 django.urls.path; shop/urls.py:2:37 django.urls.path", "entry");
    expect_text(hits_text(p, found->declared), "requirements.txt:2:1 django", "declared");
    expect_text(hits_text(p, found->plugin), "requirements.txt:1:1 Framework :: Django", "plugin");
    project_free(p);
}

static uint32_t value_of(const Map *map, Str key) {
    uint32_t value = 0;
    map_get(map, key, &value);
    return value;
}

Test(match, totals) {
    const FactRule facts[] = {
        {.id = S("ml"),
         .as_modules = true,
         CLAUSES({.kind = PREDICATE_IMPORT,
                  .roles = ROLES_ALL,
                  NAMES(S("torch.*"), S("torch.nn.*"), S("django.db.*"))})},
    };
    Project *p = shop_new();
    Rules rules = {.facts = facts, .fact_count = 1};
    Matches matches = match_of(p, &rules, 1);
    cr_expect_eq(matches.syntax[FACT_CLASS], 5);
    cr_expect_eq(matches.syntax[FACT_AWAIT], 1);
    cr_expect_eq(value_of(&matches.imports_top_level, STR("torch")), 5);
    cr_expect_eq(value_of(&matches.imports_top_level, STR("shop")), 1);
    // The longest pattern that matches an import is its module.
    cr_expect_eq(value_of(&matches.modules[0], STR("torch")), 3);
    cr_expect_eq(value_of(&matches.modules[0], STR("torch.nn")), 2);
    cr_expect_eq(value_of(&matches.modules[0], STR("django.db")), 2);
    cr_expect_eq(matches.facts[0].count, 7);
    project_free(p);
}

Test(match, threads_do_not_matter) {
    enum { FILE_COUNT = 300 };
    static ProjectFile files[FILE_COUNT];
    static char paths[FILE_COUNT][16];
    for (uint32_t i = 0; i < FILE_COUNT; i++) {
        paths[i][0] = (char)('a' + i / 100);
        paths[i][1] = (char)('a' + i / 10 % 10);
        paths[i][2] = (char)('a' + i % 10);
        files[i] = (ProjectFile){paths[i], "import torch\ntorch.load('x')\n\n"};
    }
    const FactRule fact = {
        CLAUSES({.kind = PREDICATE_IMPORT, .roles = ROLES_ALL, NAMES(S("torch.*"))},
                {.kind = PREDICATE_CALL, .roles = ROLES_ALL, NAMES(S("torch.*"))},
                {.kind = PREDICATE_FILE, .roles = ROLES_ALL, NAMES(S("a*"))})};
    Project *p = project_new(files, FILE_COUNT);
    project_resolve(p, 1);
    Rules rules = {.facts = &fact, .fact_count = 1};
    Matches one = match_of(p, &rules, 1), eight = match_of(p, &rules, 8);
    cr_assert_eq(one.facts[0].count, 2 * FILE_COUNT, "%u", one.facts[0].count);
    cr_assert(str_eq(hits_text(p, one.facts[0].hits), hits_text(p, eight.facts[0].hits)));
    project_free(p);
}

// A file that names a long list, or assigns one value, again and again costs no more than it is
// long.
Test(match, hostile_files_stay_cheap) {
    enum { REPEATS = 3000 };
    Arena arena = {0};
    Buf lists = buf_new(&arena), chain = buf_new(&arena);
    buf_c(&lists, "from a import f\nL = [");
    for (uint32_t i = 0; i < REPEATS; i++)
        buf_c(&lists, "x,");
    buf_c(&lists, "]\n");
    for (uint32_t i = 0; i < REPEATS; i++) {
        buf_c(&lists, "f(L)\n");
        if (i % 10 == 0) buf_c(&chain, "APPS = "); // the parser follows no more than 400
    }
    buf_c(&chain, "[");
    for (uint32_t i = 0; i < REPEATS; i++)
        buf_c(&chain, "'a',");
    buf_c(&chain, "]\n");
    const ProjectFile files[] = {{"chain.py", str_to_c(&arena, buf_str(&chain))},
                                 {"lists.py", str_to_c(&arena, buf_str(&lists))}};
    const FactRule facts[] = {
        {CLAUSES(
            {.kind = PREDICATE_CALL, .roles = ROLES_ALL, .expand_list = true, NAMES(S("a.f"))})},
        {CLAUSES({.kind = PREDICATE_SETTING_VALUE, .roles = ROLES_ALL, NAMES(S("APPS=a"))})}};
    Project *p = project_new(files, ARRAY_LEN(files));
    project_resolve(p, 1);
    Rules rules = {.facts = facts, .fact_count = ARRAY_LEN(facts)};
    Matches matches = match_of(p, &rules, 1);
    cr_expect_eq(matches.facts[0].count, MATCH_ITEMS_MAX, "%u", matches.facts[0].count);
    cr_expect_eq(matches.facts[1].count, REPEATS, "the strings of the chain are seen");
    project_free(p);
    arena_free(&arena);
}

static Str nested(Arena *arena, const char *open, uint32_t times, const char *inside,
                  const char *close) {
    Buf text = buf_new(arena);
    for (uint32_t i = 0; i < times; i++)
        buf_c(&text, open);
    buf_c(&text, inside);
    for (uint32_t i = 0; i < times; i++)
        buf_c(&text, close);
    return buf_str(&text);
}

// Somewhere in here a call is the last thing that is kept, and what it calls is not.
Test(match, calls_at_the_limit_of_nesting_do_no_harm) {
    enum { FEWEST = 60, MOST = 206 };
    static const char *const WAYS[][2] = {{"f(", ")"}, {"(q := ", ")"}, {"-", ""}, {"x[", "]"}};
    Arena arena = {0};
    ProjectFile files[MOST - FEWEST];
    for (uint32_t w = 0; w < ARRAY_LEN(WAYS); w++) {
        for (uint32_t n = FEWEST; n < MOST; n++) {
            Str call = nested(&arena, WAYS[w][0], n, "x := path('a', view(b()), include(c()))",
                              WAYS[w][1]);
            Buf text = buf_new(&arena);
            buf_fmt(&text,
                    "from django.urls import path, include\nfrom fastapi import FastAPI\n"
                    "app = FastAPI()\nclass C:\n    y = " STR_FMT "\n@app.get(" STR_FMT
                    ")\ndef v(a=" STR_FMT "): return " STR_FMT "\nurlpatterns = [path('', " STR_FMT
                    ")]\n",
                    STR_ARG(call), STR_ARG(call), STR_ARG(call), STR_ARG(call), STR_ARG(call));
            files[n - FEWEST] =
                (ProjectFile){str_fmt(&arena, "m%u.py", n).ptr, str_to_c(&arena, buf_str(&text))};
        }
        Project *p = project_new(files, ARRAY_LEN(files));
        project_resolve(p, 1);
        Matches matches = match_of(p, &rules_builtin, 1);
        cr_expect_geq(matches.route_count, ARRAY_LEN(files));
        project_free(p);
    }
    arena_free(&arena);
}

Test(match, nothing_to_match) {
    Project *p = project_new(FILES, 0);
    project_resolve(p, 1);
    Rules rules = {0};
    Matches matches = match_of(p, &rules, 4);
    cr_assert_eq(matches.syntax[FACT_CLASS], 0);
    cr_assert_eq(matches.imports_top_level.len, 0);
    project_free(p);
}
