// SPDX-License-Identifier: MIT
// Tests of what is reached over calls: from handlers to places, and from places back to handlers.
#include "match_project.h"

static const ProjectFile FILES[] = {
    {"app/__init__.py", ""},
    {"app/rates.py", "import requests\n"
                     "def fetch():\n    return requests.get('u')\n"
                     "class Client:\n"
                     "    def __init__(self):\n        self.first = requests.get('i')\n"
                     "    def load(self):\n        return [fetch() for _ in 'ab']\n"
                     "class Special(Client):\n    pass\n"},
    {"app/tasks.py", "import requests\nfrom app import app\nfrom app.rates import fetch\n"
                     "@celery_task\ndef nightly():\n    requests.get('n')\n"
                     "def orphan():\n    fetch()\n"},
    {"app/views.py", "import threading\nimport requests\nfrom fastapi import FastAPI\n"
                     "from django.urls import path\nfrom django.views import View\n"
                     "from app.rates import Special, fetch\n"
                     "app = FastAPI()\n"
                     "@app.get('/a')\ndef a():\n    def inner():\n        return fetch()\n"
                     "    return inner()\n"
                     "@app.get('/b')\ndef b():\n    return Special()\n"
                     "@app.get('/c')\ndef c():\n    return c()\n"
                     "def d(request):\n    return (lambda: requests.get('d'))()\n"
                     "urlpatterns = [path('d/', guard(d))]\n"
                     "class Mixin:\n    def help(self):\n        return fetch()\n"
                     "class Page(Mixin, View):\n    def get(self, request):\n"
                     "        return self.help()\n"
                     "class Empty(View):\n    pass\n"
                     "requests.get('module')\n"},
};

#define CLAUSES(...)                                                                               \
    .clauses = (const Clause[]){__VA_ARGS__},                                                      \
    .clause_count = sizeof((const Clause[]){__VA_ARGS__}) / sizeof(Clause)
#define CALL(...) .kind = PREDICATE_CALL, .roles = ROLES_ALL, NAMES(__VA_ARGS__)
#define TAKE(...) .kind = PREDICATE_FACT, .roles = ROLES_ALL, NAMES(__VA_ARGS__)
#define ROUTE .kind = PREDICATE_DECORATOR, .roles = ROLES_ALL, NAMES(S("fastapi.FastAPI.get"))
#define VIEW .kind = PREDICATE_BASE, .roles = ROLES_ALL, NAMES(S("django.views.View"))
#define PATH CALL(S("django.urls.path"))
#define HTTP CALL(S("requests.get"))

static const FactRule FACTS[] = {
    {.id = S("routes"), CLAUSES({ROUTE})},
    {.id = S("views"), CLAUSES({VIEW})},
    {.id = S("paths"), CLAUSES({PATH})},
    {.id = S("http"), CLAUSES({HTTP})},
    {.id = S("named"),
     CLAUSES({.kind = PREDICATE_DEFINITION, .roles = ROLES_ALL, NAMES(S("orphan"), S("Page"))})},
    {.id = S("in_routes"), CLAUSES({HTTP, .reach = {[REACHED_FROM] = S("routes")}})},
    {.id = S("in_views"), CLAUSES({TAKE(S("http")), .reach = {[REACHED_FROM] = S("views")}})},
    {.id = S("in_paths"), CLAUSES({HTTP, .reach = {[REACHED_FROM] = S("paths")}})},
    {.id = S("elsewhere"), CLAUSES({HTTP, .reach = {[NOT_REACHED_FROM] = S("routes")}})},
    {.id = S("waiting"),
     CLAUSES({TAKE(S("routes"), S("views")), .reach = {[REACHES] = S("http")}})},
    {.id = S("idle"),
     CLAUSES({TAKE(S("routes"), S("views")), .reach = {[NOT_REACHES] = S("http")}})},
    {.id = S("callers"), CLAUSES({TAKE(S("named")), .reach = {[REACHES] = S("http")}})},
    {.id = S("paths_waiting"), CLAUSES({PATH, .route = true, .reach = {[REACHES] = S("http")}})},
    {.id = S("both"),
     CLAUSES({HTTP, .reach = {[REACHED_FROM] = S("routes"), [NOT_REACHED_FROM] = S("views")}})},
};

Test(reach, over_functions_classes_and_files) {
    const char *const expected[] = {
        [5] = "app/rates.py:3:12 requests.get; app/rates.py:6:22 requests.get",
        [6] = "app/rates.py:3:12 requests.get",
        [7] = "app/views.py:20:21 requests.get",
        [8] = "app/tasks.py:6:5 requests.get; app/views.py:20:21 requests.get; "
              "app/views.py:30:1 requests.get",
        [9] = "app/views.py:8:2 fastapi.FastAPI.get; app/views.py:13:2 fastapi.FastAPI.get; "
              "app/views.py:25:1 Page",
        [10] = "app/views.py:16:2 fastapi.FastAPI.get; app/views.py:28:1 Empty",
        [11] = "app/tasks.py:7:1 orphan; app/views.py:25:1 Page",
        [12] = "app/views.py:21:16 d/",
        [13] = "app/rates.py:6:22 requests.get",
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    Rules rules = {.facts = FACTS, .fact_count = ARRAY_LEN(FACTS)};
    for (uint32_t threads = 1; threads <= 3; threads += 2) {
        Matches matches = match_of(p, &rules, threads);
        for (size_t i = 5; i < ARRAY_LEN(FACTS); i++) {
            Str got = hits_text(p, matches.facts[i].hits);
            cr_expect(str_eq(got, str_from_c(expected[i])), "%s\nexpected: %s\ngot:      " STR_FMT,
                      FACTS[i].id.ptr, expected[i], STR_ARG(got));
        }
    }
    project_free(p);
}

// As many classes and methods as fit: a class asks for its own methods only.
Test(reach, wide_files_stay_cheap, .timeout = 20) {
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_c(&text, "import requests\nfrom django.views import View\n");
    for (int i = 0; i < 20000; i++)
        buf_fmt(&text, "class C%d(View):\n    def get(self): return requests.get('u')\n", i);
    buf_char(&text, '\0');
    const ProjectFile files[] = {{"wide.py", buf_str(&text).ptr}};
    Project *p = project_new(files, 1);
    project_resolve(p, 1);
    Rules rules = {.facts = FACTS, .fact_count = ARRAY_LEN(FACTS)};
    Matches matches = match_of(p, &rules, 1);
    cr_assert_eq(matches.facts[9].count, 20000);
    project_free(p);
    arena_free(&arena);
}
