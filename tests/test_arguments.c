// SPDX-License-Identifier: MIT
// What parameters are given by the calls of their functions.
#include "resolve_project.h"

#include "base/banned.h"

static void expect_all(const ProjectFile *files, uint32_t file_count, const ProjectRow *rows,
                       uint32_t row_count) {
    for (uint32_t threads = 1; threads <= 4; threads += 3) {
        Project *p = project_new(files, file_count);
        project_resolve(p, threads);
        project_expect(p, rows, row_count);
        project_free(p);
    }
}
#define EXPECT_ALL(files, rows) expect_all((files), ARRAY_LEN(files), (rows), ARRAY_LEN(rows))

Test(arguments, of_functions_that_agree) {
    static const ProjectFile FILES[] = {
        {"main.py", "from fastapi import FastAPI, APIRouter\n"
                    "from more import pages, named, either, rest, kept, Shop\n"
                    "app = FastAPI()\npages(app)\npages(FastAPI())\npages(unknown)\n"
                    "named(1, router=APIRouter(), extra=app)\neither(app)\neither(APIRouter())\n"
                    "rest(*[1], app)\nrest(1, app, 2)\nkept('x')\nkept()\nkept(None)\n"},
        {"more.py",
         "from fastapi import APIRouter\nclass Shop: pass\n"
         "def pages(app): q(app.get)\n"
         "def named(number, *, router, **extra): q(router.put, number.real, extra.keys)\n"
         "def either(app): q(app.post)\n"
         "def rest(a, *many, late=None): q(many.index, late.x)\n"
         "def kept(text=''): q(text.upper)\n"
         "def alone(it): q(it.alone)\n"},
    };
    static const ProjectRow ROWS[] = {
        {"more.py", "app.get", "external fastapi.FastAPI.get"},
        {"more.py", "router.put", "external fastapi.APIRouter.put"},
        {"more.py", "number.real", "external builtins.int.real"},
        {"more.py", "extra.keys", "external builtins.dict.keys"},
        {"more.py", "app.post", "unknown parameter"},
        {"more.py", "many.index", "external builtins.tuple.index"},
        {"more.py", "late.x", "unknown parameter"},
        {"more.py", "text.upper", "external builtins.str.upper"},
        {"more.py", "it.alone", "unknown parameter"},
    };
    EXPECT_ALL(FILES, ROWS);
}

Test(arguments, of_methods_classes_and_objects) {
    static const ProjectFile FILES[] = {
        {"app.py", "from fastapi import FastAPI, APIRouter\n"
                   "class Base:\n"
                   "    def __init__(self, app):\n        self.app = app\n"
                   "    def run(self, router): q(self.app.get, router.get)\n"
                   "    @classmethod\n    def make(cls, app): return cls(app)\n"
                   "    @staticmethod\n    def plain(app): q(app.websocket)\n"
                   "    def __call__(self, scope): q(scope.lower)\n"
                   "class Child(Base):\n"
                   "    def __init__(self, app, router):\n        super().__init__(app)\n"
                   "        self.run(router)\n"
                   "child = Child(FastAPI(), APIRouter())\nBase.run(child, APIRouter())\n"
                   "Child.plain(FastAPI())\nchild.plain(FastAPI())\nchild('x')\n"},
    };
    static const ProjectRow ROWS[] = {
        {"app.py", "self.app.get", "external fastapi.FastAPI.get"},
        {"app.py", "router.get", "external fastapi.APIRouter.get"},
        {"app.py", "app.websocket", "external fastapi.FastAPI.websocket"},
        {"app.py", "scope.lower", "external builtins.str.lower"},
    };
    EXPECT_ALL(FILES, ROWS);
}

Test(arguments, say_more_than_annotations) {
    static const ProjectFile FILES[] = {
        {"app.py",
         "from typing import Any, Callable\nfrom fastapi import FastAPI\n"
         "class OwnApp(FastAPI):\n    def own(self): pass\n"
         "class Other: pass\n"
         "def same(app: FastAPI): q(app.get)\n"
         "def derived(app: FastAPI): q(app.own)\n"
         "def wrong(app: FastAPI): q(app.put)\n"
         "def any_at_all(app: Any): q(app.post)\n"
         "def call(back: Callable[[], int]): q(back)\n"
         "def of_class(it: type[FastAPI]): q(it.own)\n"
         "def done(): pass\n"
         "same(FastAPI())\nderived(OwnApp())\nwrong(Other())\nany_at_all(FastAPI())\ncall(done)\n"
         "of_class(OwnApp)\n"},
    };
    static const ProjectRow ROWS[] = {
        {"app.py", "app.get", "external fastapi.FastAPI.get"},
        {"app.py", "app.own", "function app:OwnApp.own"},
        {"app.py", "app.put", "external fastapi.FastAPI.put"},
        {"app.py", "app.post", "external fastapi.FastAPI.post"},
        {"app.py", "back", "function app:done"},
        {"app.py", "it.own", "function app:OwnApp.own"},
    };
    EXPECT_ALL(FILES, ROWS);
}

Test(arguments, go_through_two_calls_and_back) {
    static const ProjectFile FILES[] = {
        {"a.py", "from fastapi import APIRouter\nfrom b import outer, more\n"
                 "router = APIRouter()\nrouter = more(router)\nrouter = more(again=1, it=router)\n"
                 "outer(router)\nq(router.get)\n"},
        {"b.py", "def outer(router): inner(it=router)\n"
                 "def inner(it): q(it.put); last(it)\n"
                 "def last(it): q(it.last)\n"
                 "def more(it, again=None):\n    if it: return it\n    return None\n"
                 "def changed(it):\n    it = it.x\n    return it\n"},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "router.get", "external fastapi.APIRouter.get"},
        {"b.py", "it.put", "external fastapi.APIRouter.put"},
        {"b.py", "it.last", "unknown parameter"},
    };
    EXPECT_ALL(FILES, ROWS);
}

Test(arguments, in_tests_say_nothing_about_the_product) {
    static const ProjectFile FILES[] = {
        {"app.py", "def send(client): q(client.post)\n"},
        {"test_app.py", "from app import send\nimport mocks\ndef assist(other): q(other.put)\n"
                        "send(mocks.Client())\nassist(mocks.Other())\n"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    p->source.files.items[1].role = ROLE_TEST;
    project_resolve(p, 1);
    static const ProjectRow ROWS[] = {
        {"app.py", "client.post", "unknown parameter"},
        {"test_app.py", "other.put", "external mocks.Other.put"},
    };
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

// A function that calls itself, and two that call each other, end.
Test(arguments, of_functions_that_call_themselves) {
    static const ProjectFile FILES[] = {
        {"a.py", "from fastapi import FastAPI\n"
                 "def self_called(app): self_called(app); q(app.get)\n"
                 "def ping(x): return pong(x)\ndef pong(x): q(x.put); return ping(x)\n"
                 "self_called(FastAPI())\nping(FastAPI())\n"},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "app.get", "external fastapi.FastAPI.get"},
        {"a.py", "x.put", "external fastapi.FastAPI.put"},
    };
    EXPECT_ALL(FILES, ROWS);
}
