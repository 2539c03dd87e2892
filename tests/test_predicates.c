// SPDX-License-Identifier: MIT
// Tests of the predicates: what each finds and what each option leaves out.
//
//   admin.site.register([Order, Item])   {call, expand_list}   ->   two hits, details Order and
//   Item
//
// A row is a source, a clause and the hits it must give: "line:column detail; …".
#include "match_project.h"

typedef struct Row {
    const char *source;
    Clause clause;
    const char *hits;
} Row;

// The hits of one clause in a file app.py, without the path.
static Str hits_of(Project *p, const Clause *clause) {
    FactRule fact = {.id = STR_CONST("f"), .clauses = clause, .clause_count = 1};
    Rules rules = {.facts = &fact, .fact_count = 1};
    Matches matches = match_of(p, &rules, 1);
    Buf buf = buf_new(&p->arena);
    HitList hits = matches.facts[0].hits;
    cr_assert_eq(matches.facts[0].count, hits.len);
    for (uint32_t i = 0; i < hits.len; i++)
        buf_fmt(&buf, "%s%u:%u " STR_FMT, i ? "; " : "", hits.items[i].pos.row + 1,
                hits.items[i].pos.col + 1, STR_ARG(hits.items[i].detail));
    return buf_str(&buf);
}

static void expect_rows(const Row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        ProjectFile file = {"app.py", rows[i].source};
        Project *p = project_new(&file, 1);
        project_resolve(p, 1);
        Clause clause = rows[i].clause;
        if (clause.roles == 0) clause.roles = ROLES_ALL;
        Str hits = hits_of(p, &clause);
        cr_expect(str_eq(hits, str_from_c(rows[i].hits)),
                  "row %zu:\n%s\nexpected: %s\ngot:      " STR_FMT, i, rows[i].source, rows[i].hits,
                  STR_ARG(hits));
        project_free(p);
    }
}
#define EXPECT(rows) expect_rows((rows), ARRAY_LEN(rows))

Test(predicates, import) {
    const Clause torch = {.kind = PREDICATE_IMPORT, NAMES(S("torch.*"))};
    const Clause exact = {.kind = PREDICATE_IMPORT, NAMES(S("torch"))};
    const Clause genai = {.kind = PREDICATE_IMPORT, NAMES(S("google.genai.*"))};
    const Clause in_function = {
        .kind = PREDICATE_IMPORT, .within = WITHIN_FUNCTION, NAMES(S("torch.*"))};
    const Clause both = {.kind = PREDICATE_IMPORT, NAMES(S("torch.*"), S("jax.*"))};
    const Row rows[] = {
        {"import torch\n", torch, "1:1 torch"},
        {"import torch.nn as nn\n", torch, "1:1 torch.nn"},
        {"import torchvision\n", torch, ""},
        {"from torch import nn, cuda\n", torch, "1:1 torch"},
        {"from torch.nn import *\n", torch, "1:1 torch.nn"},
        {"import torch, jax\n", both, "1:1 torch; 1:1 jax"},
        {"from .torch import nn\n", torch, ""},
        {"if TYPE_CHECKING:\n    import torch\n", torch, ""},
        {"from torch import nn\n", exact, "1:1 torch"},
        {"from torch.nn import functional\n", exact, ""},
        {"from google import genai\n", genai, "1:1 google.genai"},
        {"from google import auth\n", genai, ""},
        {"from google.genai.types import X\n", genai, "1:1 google.genai.types"},
        {"def f():\n    import torch\n", in_function, "2:5 torch"},
        {"import torch\n", in_function, ""},
    };
    EXPECT(rows);
}

Test(predicates, call) {
    const Clause get = {.kind = PREDICATE_CALL, NAMES(S("requests.*"))};
    const Clause in_async = {
        .kind = PREDICATE_CALL, .within = WITHIN_ASYNC, NAMES(S("requests.*"), S("open"))};
    const Clause in_sync = {.kind = PREDICATE_CALL, .within = WITHIN_SYNC, NAMES(S("open"))};
    const Clause awaited = {.kind = PREDICATE_CALL, .awaited = true, NAMES(S("httpx.get"))};
    const Clause unknown = {.kind = PREDICATE_CALL, NAMES(S("?"))};
    const Clause parameter = {.kind = PREDICATE_CALL, NAMES(S("?parameter"))};
    const Row rows[] = {
        {"import requests\nrequests.get('x')\n", get, "2:1 requests.get"},
        {"from requests import get as g\ng('x')\n", get, "2:1 requests.get"},
        {"import requests\nrequests.get\n", get, ""},
        {"import requests\ns = requests.Session()\ns.get('x')\n", get,
         "2:5 requests.Session; 3:1 requests.Session.get"},
        {"import requests as r\nasync def f():\n    r.get('')\n    open('x')\ndef g():\n"
         "    open('y')\n",
         in_async, "3:5 requests.get; 4:5 open"},
        {"async def f():\n    def g():\n        open('x')\n    return lambda: open('y')\n",
         in_async, ""},
        {"async def f():\n    def g():\n        open('x')\nopen('z')\n", in_sync, "3:9 open"},
        {"import httpx\nasync def f():\n    httpx.get('a')\n    await httpx.get('b')\n", awaited,
         "4:11 httpx.get"},
        {"nowhere.to_be_found()\nlen([])\n", unknown, "1:1 nowhere.to_be_found"},
        {"nowhere()\ndef f(x):\n    x.y()\n", parameter, "3:5 x.y"},
    };
    EXPECT(rows);
}

Test(predicates, arguments_of_calls) {
#define PATH .kind = PREDICATE_CALL, NAMES(S("django.urls.path"))
#define FROM "from django.urls import path, include\n"
    const Clause two = {PATH, .min_args = 2};
    const Clause named = {PATH, .keyword = S("name")};
    const Clause shop = {PATH, .keyword = S("name"), .keyword_value = S("shop")};
    const Clause first = {PATH, .first_arg = S("|api/*")};
    const Clause number = {PATH, .first_arg = S("400|42?")};
    const Clause no_api = {PATH, .not_string_arg = S("api/*|x")};
    const Clause includes = {PATH, .argument = S("django.urls.include")};
    const Clause patterns = {PATH, .target_glob = S("urlpatterns")};
    const Clause route = {PATH, .route = true};
    const Row rows[] = {
        {FROM "path('a')\npath('a', b)\npath('a', b=b)\npath(*x, b)\n", two,
         "3:1 django.urls.path; 5:1 django.urls.path"},
        {FROM "path('a')\npath('a', name=n)\n", named, "3:1 django.urls.path"},
        {FROM "path('a', name='x')\npath('a', name='shop')\npath('a', name=shop)\n", shop,
         "3:1 django.urls.path"},
        {FROM "path('')\npath('api/v1/x')\npath('x')\npath(x)\npath(route='api/')\n", first,
         "2:1 django.urls.path; 3:1 django.urls.path; 6:1 django.urls.path"},
        {FROM "path(400)\npath(404)\npath(422, 'x')\npath('400')\n", number,
         "2:1 django.urls.path; 4:1 django.urls.path; 5:1 django.urls.path"},
        {FROM "path('a', 'x')\npath('api/')\npath('b', k='x')\npath('b', y)\npath('xy')\n", no_api,
         "5:1 django.urls.path; 6:1 django.urls.path"},
        {FROM "path('a', include('b'))\npath('a', view=include('b'))\npath('a', include)\n",
         includes, "2:1 django.urls.path; 4:1 django.urls.path"},
        {FROM "urlpatterns = [path('a')] + [path('b', [path('c')])]\nurlpatterns += [path('d')]\n"
              "urlpatterns.append(path('e'))\nx = [path('f')]\nprint(path('g'))\n",
         patterns,
         "2:16 django.urls.path; 2:30 django.urls.path; 2:41 django.urls.path; "
         "3:17 django.urls.path; 4:20 django.urls.path"},
        {FROM "path('a/<int:x>')\npath(x)\n", route, "2:1 a/<int:x>; 3:1 "},
    };
    EXPECT(rows);
}

Test(predicates, registrations) {
#define REGISTER .kind = PREDICATE_CALL, NAMES(S("django.contrib.admin.site.register"))
#define ADMIN "from django.contrib import admin\nfrom m import A, B\nreg = admin.site.register\n"
    const Clause lists = {REGISTER, .expand_list = true};
    const Clause loops = {REGISTER, .argument = S("?loop_variable")};
    const Clause decorated = {.kind = PREDICATE_DECORATOR,
                              .per_argument = true,
                              NAMES(S("django.contrib.admin.register"))};
    const Row rows[] = {
        {ADMIN "admin.site.register(A)\nadmin.site.register((A, B), X)\n", lists,
         "4:1 A; 5:1 A; 5:1 B"},
        {ADMIN "ALL = [A, B]\nadmin.site.register(ALL)\n", lists, "5:1 A; 5:1 B"},
        {ADMIN "for m in [A, B]:\n    admin.site.register(m)\n", lists, "5:5 m"},
        {ADMIN "for m in [A, B]:\n    admin.site.register(m)\nadmin.site.register(A)\n", loops,
         "5:5 django.contrib.admin.site.register"},
        {ADMIN "admin.site.register([])\n", lists, ""},
        {ADMIN "admin.site.register(get_model('shop', 'Order'))\n"
               "admin.site.register(apps.get_model('shop.Item'))\n"
               "admin.site.register(auth.get_user_model(), X)\n",
         lists, "4:1 Order; 5:1 Item; 6:1 get_user_model"},
        {ADMIN "@admin.register(A, B, site=s)\nclass X: pass\n@admin.register(A)\nclass Y: pass\n",
         decorated, "4:2 A; 4:2 B; 6:2 A"},
    };
    EXPECT(rows);
}

Test(predicates, decorator) {
    const Clause task = {.kind = PREDICATE_DECORATOR, NAMES(S("celery.shared_task"))};
    const Clause get = {
        .kind = PREDICATE_DECORATOR, .route = true, NAMES(S("fastapi.FastAPI.get"))};
    const Clause on_async = {
        .kind = PREDICATE_DECORATOR, .on_async = true, NAMES(S("fastapi.FastAPI.*"))};
    const Clause unknown = {
        .kind = PREDICATE_DECORATOR, .route = true, .first_arg = S("|/*"), NAMES(S("?"))};
    const Row rows[] = {
        {"from celery import shared_task\n@shared_task\ndef a(): pass\n@shared_task(bind=True)\n"
         "def b(): pass\n",
         task, "2:2 celery.shared_task; 4:2 celery.shared_task"},
        {"from fastapi import FastAPI\napp = FastAPI()\n@app.get('/a')\ndef a(): pass\n"
         "@app.post('/b')\ndef b(): pass\n",
         get, "3:2 /a"},
        {"from fastapi import FastAPI\napp = FastAPI()\n@app.get('/a')\ndef a(): pass\n"
         "@app.post('/b')\nasync def b(): pass\n",
         on_async, "5:2 fastapi.FastAPI.post"},
        {"@lost.get('/a')\ndef a(): pass\n@lost.get('')\ndef b(): pass\n@lost.get('c')\n"
         "def c(): pass\n",
         unknown, "1:2 /a; 3:2 "},
    };
    EXPECT(rows);
}

Test(predicates, decorator_over_what_waits) {
    const Clause something = {
        .kind = PREDICATE_DECORATOR, .awaits = AWAITS_SOMETHING, NAMES(S("web.get"))};
    const Clause nothing = {
        .kind = PREDICATE_DECORATOR, .awaits = AWAITS_NOTHING, NAMES(S("web.get"))};
#define WEB "import web\n@web.get\n"
    const struct {
        const char *source;
        bool waits;
    } rows[] = {
        {WEB "async def f():\n    return await g()\n", true},
        {WEB "async def f():\n    async with g(): pass\n", true},
        {WEB "async def f():\n    async for x in g(): pass\n", true},
        {WEB "async def f():\n    return [x async for x in g()]\n", true},
        {WEB "async def f():\n    return g()\n", false},
        {WEB "def f():\n    return g()\n", false},
        {WEB "async def f():\n    async def inner(): await g()\n", false},
        {WEB "async def f(): pass\nasync def g(): await h()\n", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const Row both[] = {
            {rows[i].source, something, rows[i].waits ? "2:2 web.get" : ""},
            {rows[i].source, nothing, rows[i].waits ? "" : "2:2 web.get"},
        };
        EXPECT(both);
    }
    const Row on_class[] = {{WEB "class F: pass\n", nothing, ""}};
    EXPECT(on_class);
}

Test(predicates, decorator_over_what_returns) {
    const Clause typed = {.kind = PREDICATE_DECORATOR, .returns = true, NAMES(S("web.get"))};
    const Row rows[] = {
        {WEB "def f() -> int: ...\n", typed, "2:2 web.get"},
        {WEB "def f(x: int): ...\n", typed, ""},
        {WEB "class F: ...\n", typed, ""},
    };
    EXPECT(rows);
}

Test(predicates, attribute) {
    const Clause staff = {.kind = PREDICATE_ATTRIBUTE, NAMES(S("is_staff"), S("request.query"))};
    const Row rows[] = {
        {"def f(user):\n    return user.is_staff\n", staff, "2:12 user.is_staff"},
        {"x = me().is_staff\n", staff, "1:5 is_staff"},
        {"a.request.query.get('x')\n", staff, "1:1 a.request.query.get"},
        {"request.query\n", staff, "1:1 request.query"},
        {"a.is_staff.is_staff\n", staff, "1:1 a.is_staff.is_staff"},
        {"x = f().request.query\n", staff, "1:5 request.query"},
        {"is_staff\nis_staff.x\nquery.request\nself.query\nf(is_staff=1)\n'x.is_staff'\n", staff,
         ""},
    };
    EXPECT(rows);
}

Test(predicates, string) {
    const Clause sql = {.kind = PREDICATE_STRING, NAMES(S("SELECT * FROM *"), S("DROP TABLE *"))};
    const Row rows[] = {
        {"c.execute('SELECT a FROM b')\n", sql, "1:11 "},
        {"Q = '''\n  SELECT a FROM b\n  '''\n", sql, "1:5 "},
        {"Q = f'SELECT {x} FROM b'\n", sql, "1:5 "},
        {"def f():\n    'SELECT a FROM b'\n    return 'the SELECT a FROM b'\n", sql, ""},
    };
    EXPECT(rows);
}

Test(predicates, reference) {
    const Clause urls = {.kind = PREDICATE_REFERENCE, NAMES(S("django.contrib.admin.site.urls"))};
    const Row rows[] = {
        {"from django.contrib import admin\npath('admin/', admin.site.urls)\n", urls,
         "2:16 django.contrib.admin.site.urls"},
        {"from django.contrib import admin\nx = [('admin', admin.site.urls)]\n", urls,
         "2:16 django.contrib.admin.site.urls"},
    };
    EXPECT(rows);
}

Test(predicates, base) {
#define BASE .kind = PREDICATE_BASE, NAMES(S("django.db.models.Model"))
#define MODELS "from django.db import models\n"
    const Clause any = {BASE}, direct = {BASE, .base_at = BASE_DIRECT};
    const Clause inherited = {BASE, .base_at = BASE_INHERITED}, local = {BASE, .local_only = true};
    const Clause unknown = {.kind = PREDICATE_BASE, NAMES(S("?"))};
    const Clause table = {.kind = PREDICATE_BASE,
                          .keyword = S("table"),
                          .keyword_value = S("True"),
                          NAMES(S("sqlmodel.SQLModel"))};
    const Row rows[] = {
        {MODELS "class A(models.Model):\n    class B(models.Model): pass\nclass C(A): pass\n", any,
         "2:1 A; 3:5 A.B; 4:1 C"},
        {MODELS "class A(models.Model): pass\nclass C(A): pass\n", direct, "2:1 A"},
        {MODELS "class A(models.Model): pass\nclass C(A): pass\n", inherited, "3:1 C"},
        {MODELS "def f():\n    class A(models.Model): pass\nclass B(models.Model): pass\n", any,
         "4:1 B"},
        {MODELS "def f():\n    class A(models.Model): pass\nclass B(models.Model): pass\n", local,
         "3:5 f.<locals>.A"},
        {MODELS "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
                "    class A(models.Model): pass\nelse:\n    class A(models.Model): pass\n",
         any, "6:5 A"},
        {"class A(Lost): pass\nclass B(A): pass\nclass C: pass\n", unknown, "1:1 A; 2:1 B"},
        {"from sqlmodel import SQLModel\nclass A(SQLModel): pass\nclass B(SQLModel, table=True):\n"
         "    pass\nclass C(SQLModel, table=False): pass\n",
         table, "3:1 B"},
    };
    EXPECT(rows);
}

Test(predicates, class_bodies) {
#define ABSTRACT(not_) ATTRS({.path = S("Meta.abstract"), .value = S("True"), .negated = not_})
    const Clause abstract = {BASE, ABSTRACT(false)}, concrete = {BASE, ABSTRACT(true)};
    const Clause table = {
        .kind = PREDICATE_DEFINITION, NAMES(S("*")), ATTRS({.path = S("__tablename__")})};
    // What a computed value is, nobody knows: it was not written to be the default.
    const Clause proxy = {BASE,
                          ATTRS({.path = S("Meta.proxy")},
                                {.path = S("Meta.proxy"), .value = S("False"), .negated = true})};
    const char *defaults = MODELS "class Meta0:\n    abstract = True\n"
                                  "class A(models.Model):\n    class Meta(Meta0): pass\n"
                                  "class B(A): pass\n"
                                  "class C(A):\n    class Meta(A.Meta): pass\n"
                                  "class D(models.Model):\n    class Meta: abstract = False\n";
    const Row rows[] = {
        {MODELS
         "class A(models.Model):\n    class Meta:\n        abstract = True\nclass B(A): pass\n",
         abstract, "2:1 A"},
        {defaults, abstract, "4:1 A"},
        {defaults, concrete, "6:1 B; 7:1 C; 9:1 D"},
        {MODELS "class A(models.Model):\n    class Meta:\n        abstract = True\n"
                "        abstract = False\n",
         abstract, ""},
        {MODELS "class A(models.Model):\n    Meta = 3\n", abstract, ""},
        {MODELS "class A(models.Model):\n    class Meta: abstract = 'a' not in APPS\n", concrete,
         "2:1 A"},
        {MODELS "class A(models.Model):\n    class Meta: proxy = 'a' in APPS\n"
                "class B(models.Model):\n    class Meta: proxy = False\n"
                "class C(models.Model):\n    class Meta: proxy = True\n",
         proxy, "2:1 A; 6:1 C"},
        {"class A:\n    __tablename__ = 'a'\nclass B:\n    __tablename__: str\ndef f(): pass\n",
         table, "1:1 A"},
    };
    EXPECT(rows);
}

Test(predicates, field) {
    const Clause any = {.kind = PREDICATE_FIELD, NAMES(S("django.db.models.CharField"))};
    const Row rows[] = {
        {MODELS
         "class A(models.Model):\n    a = models.CharField()\n    b: str = models.CharField(c)\n"
         "    def f(self):\n        c = models.CharField()\n    d = [models.CharField()]\n"
         "e = models.CharField()\n",
         any, "3:9 a; 4:14 b"},
    };
    EXPECT(rows);
}

Test(predicates, settings) {
    const Clause caches = {.kind = PREDICATE_SETTING, NAMES(S("CACHES"), S("DEBUG"))};
    const Clause apps = {.kind = PREDICATE_SETTING_VALUE, NAMES(S("INSTALLED_APPS=*"))};
    const Clause wagtail = {.kind = PREDICATE_SETTING_VALUE, NAMES(S("INSTALLED_APPS=wagtail.*"))};
    const Clause exact = {.kind = PREDICATE_SETTING_VALUE, NAMES(S("INSTALLED_APPS=wagtail"))};
    const Clause own = {
        .kind = PREDICATE_SETTING_VALUE, .own_module = true, NAMES(S("INSTALLED_APPS=*"))};
    const Row rows[] = {
        {"CACHES = {}\ncaches = {}\nclass Dev:\n    DEBUG = True\ndef f():\n    DEBUG = 1\n",
         caches, "1:1 CACHES; 4:5 DEBUG"},
        {"INSTALLED_APPS = ['a', *MORE, 'b'] + ('c',)\nINSTALLED_APPS += ['d']\n"
         "INSTALLED_APPS.append('e')\nINSTALLED_APPS.insert(0, 'f')\nINSTALLED_APPS.extend(['g'])\n"
         "INSTALLED_APPS.remove('h')\nOTHER = ['i']\nif X:\n    INSTALLED_APPS += [f'{x}', 'j']\n",
         apps, "1:19 a; 1:31 b; 1:39 c; 2:20 d; 3:23 e; 4:26 f; 5:24 g; 9:32 j"},
        {"INSTALLED_APPS = ['wagtail', 'wagtail.admin', 'wagtailmenus']\n", wagtail,
         "1:19 wagtail; 1:30 wagtail.admin"},
        {"INSTALLED_APPS = ['wagtail', 'wagtail.admin', 'wagtailmenus']\n", exact, "1:19 wagtail"},
        {"INSTALLED_APPS = ['app', 'app.apps.AppConfig', 'apple', 'app.x']\n", own,
         "1:19 app; 1:26 app"},
    };
    EXPECT(rows);
}

Test(predicates, definition) {
    const Clause user = {.kind = PREDICATE_DEFINITION, NAMES(S("get_current_*"), S("User"))};
    const Clause local = {
        .kind = PREDICATE_DEFINITION, .within = WITHIN_FUNCTION, NAMES(S("*user*"))};
    const Clause made = {.kind = PREDICATE_DEFINITION,
                         .not_named = S("create_app|create_*token"),
                         NAMES(S("create_*"))};
    const Clause tested = {
        .kind = PREDICATE_DEFINITION, .parameter = S("client|*_client"), NAMES(S("test_*"))};
    const Row rows[] = {
        {"def test_a(db, api_client): pass\ndef test_b(db): pass\nclass test_c: pass\n", tested,
         "1:1 test_a"},
        {"def create_app(): pass\ndef create_apple(): pass\ndef create_id_token(): pass\n", made,
         "2:1 create_apple"},
        {"class create_app: pass\nclass create_order: pass\n", made, "2:1 create_order"},
        {"class User:\n    def get_current_user(self): pass\ndef get_user(): pass\n", user,
         "1:1 User; 2:5 User.get_current_user"},
        {"def f():\n    def user(): pass\ndef user(): pass\n", local, "2:5 f.<locals>.user"},
    };
    EXPECT(rows);
}

Test(predicates, syntax) {
    const Clause imports = {.kind = PREDICATE_SYNTAX, NAMES(S("imports_absolute"))};
    const Clause awaits = {.kind = PREDICATE_SYNTAX, NAMES(S("await_expressions"))};
    const Row rows[] = {
        {"import a, b\nfrom c import d\nfrom .e import f\n", imports, "1:1 a; 1:1 b; 2:1 c"},
        {"async def f():\n    await g()\n", awaits, "2:5 "},
    };
    EXPECT(rows);
}
