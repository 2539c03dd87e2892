// SPDX-License-Identifier: MIT
// What values are: instances, calls, attributes of self, parameters, annotations, context managers.
#include "resolve_project.h"

#include "base/banned.h"

Test(values, instances_and_factories) {
    static const ProjectFile FILES[] = {
        {"app.py",
         "from fastapi import FastAPI, APIRouter\nfrom make import create, create_typed, Shop, "
         "maybe, loop\n"
         "app = FastAPI()\nmade = create()\ntyped = create_typed()\nshop = Shop.open()\n"
         "either = maybe() or APIRouter()\npick = FastAPI() if x else None\nq(loop().a)\n"
         "@app.get('/')\nasync def f(): await app.state.run(made.post, typed.put, shop.sell)\n"
         "q(either.get, pick.get)\nsession = db.sessionmaker()\nq(session().query)\nimport db\n"
         "@app.task\ndef job(): pass\njob.delay()\nq('x'.join, [].append, str.upper, super)\n"},
        {"make.py", "import fastapi\ndef create():\n    app = fastapi.FastAPI()\n    app.title = "
                    "1\n    return app\n"
                    "def create_typed(x) -> 'fastapi.FastAPI': return x\n"
                    "class Shop:\n    @classmethod\n    def open(cls): return cls()\n    def "
                    "sell(self): pass\n"
                    "def maybe(): return None\ndef loop(): return loop()\n"},
    };
    static const ProjectRow ROWS[] = {
        {"app.py", "app.get", "external fastapi.FastAPI.get"},
        {"app.py", "made.post", "external fastapi.FastAPI.post"},
        {"app.py", "typed.put", "external fastapi.FastAPI.put"},
        {"app.py", "shop.sell", "function make:Shop.sell"},
        {"app.py", "either.get", "external fastapi.APIRouter.get"},
        {"app.py", "pick.get", "external fastapi.FastAPI.get"},
        {"app.py", "app.state.run", "external fastapi.FastAPI.state.run"},
        {"app.py", "query", "external db.sessionmaker.__call__.query"},
        {"app.py", "job.delay", "external fastapi.FastAPI.task.delay"},
        {"app.py", "join", "external builtins.str.join"},
        {"app.py", "append", "external builtins.list.append"},
        {"app.py", "str.upper", "external builtins.str.upper"},
        {"app.py", "super", "builtin super"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(values, self_and_class_attributes) {
    static const ProjectFile FILES[] = {
        {"a.py",
         "from fastapi import FastAPI, APIRouter\n"
         "class Base:\n    inherited = APIRouter()\n    def hook(self): pass\n"
         "class App(Base, FastAPI):\n    shared = APIRouter()\n    later: APIRouter\n"
         "    def __init__(self):\n        self.router = APIRouter()\n        "
         "super().__init__(super().hook)\n"
         "    @property\n    def prop(self): return APIRouter()\n"
         "    def build(self):\n        q(self.router.get, self.shared.put, self.later.post)\n"
         "        q(self.inherited.get, self.prop.delete, self.hook, self.add_route, self.build)\n"
         "        def inner(): q(self.router.inner)\n"
         "    @staticmethod\n    def s(self): self.static()\n"
         "app = App()\nq(app.websocket, App.include, app.router.x, type(app).shared.z)\n"
         "class Plain: pass\nq(Plain.nothing, Plain().__class__)\n"},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "self.router.get", "external fastapi.APIRouter.get"},
        {"a.py", "self.shared.put", "external fastapi.APIRouter.put"},
        {"a.py", "self.later.post", "external fastapi.APIRouter.post"},
        {"a.py", "self.inherited.get", "external fastapi.APIRouter.get"},
        {"a.py", "self.prop.delete", "external fastapi.APIRouter.delete"},
        {"a.py", "self.hook", "function a:Base.hook"},
        {"a.py", "self.add_route", "external fastapi.FastAPI.add_route"},
        {"a.py", "self.build", "function a:App.build"},
        {"a.py", "self.router.inner", "external fastapi.APIRouter.inner"},
        {"a.py", "self.static", "unknown parameter"},
        {"a.py", "__init__", "external fastapi.FastAPI.__init__"},
        {"a.py", "hook", "function a:Base.hook"},
        {"a.py", "app.websocket", "external fastapi.FastAPI.websocket"},
        {"a.py", "App.include", "external fastapi.FastAPI.include"},
        {"a.py", "app.router.x", "external fastapi.APIRouter.x"},
        {"a.py", "shared.z", "external fastapi.APIRouter.z"},
        {"a.py", "Plain.nothing", "unknown attribute"},
        {"a.py", "__class__", "class a:Plain"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(values, annotations) {
    static const ProjectFile FILES[] = {
        {"a.py", "from __future__ import annotations\n"
                 "from typing import Optional, Annotated, Type, Union, Any, TypeVar, "
                 "Iterator\nfrom db import Session\n"
                 "Dep = Annotated[Session, 1]\nT = TypeVar('T', bound='User')\n"
                 "def f(a: Session, b: Optional[Session], c: Annotated[Session, 2], d: Session | "
                 "None, e: 'Session',\n"
                 "      g: 'Optional[User]', h: Union[None, Session], i: Dep, j: Type[User], k: "
                 "Any, l, m: T,\n"
                 "      *args: int, n: 'None | User' = None, o=Session(), **kw):\n"
                 "    q(a.x, b.x, c.x, d.x, e.x, g.run, h.x, i.x, j.run, k.x, l.x, m.run, "
                 "args.count, n.run, o.x, kw.get)\n"
                 "class User:\n    def run(self): pass\n    def me(self) -> Self: pass\n"
                 "from typing import Self\nvalue: Session = make()\nq(value.y, User().me().run)\n"
                 "def rows() -> Iterator[User]: yield 1\nfor row in rows(): q(row.run)\n"
                 "users: list[User] = []\nfor u in users: q(u.run)\n"},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "a.x", "external db.Session.x"},
        {"a.py", "b.x", "external db.Session.x"},
        {"a.py", "c.x", "external db.Session.x"},
        {"a.py", "d.x", "external db.Session.x"},
        {"a.py", "e.x", "external db.Session.x"},
        {"a.py", "g.run", "function a:User.run"},
        {"a.py", "h.x", "external db.Session.x"},
        {"a.py", "i.x", "external db.Session.x"},
        {"a.py", "j.run", "function a:User.run"},
        {"a.py", "k.x", "unknown parameter"},
        {"a.py", "l.x", "unknown parameter"},
        {"a.py", "m.run", "function a:User.run"},
        {"a.py", "args.count", "external builtins.tuple.count"},
        {"a.py", "n.run", "function a:User.run"},
        {"a.py", "o.x", "external db.Session.x"},
        {"a.py", "kw.get", "external builtins.dict.get"},
        {"a.py", "value.y", "external db.Session.y"},
        {"a.py", "run", "function a:User.run"},
        {"a.py", "row.run", "function a:User.run"},
        {"a.py", "u.run", "function a:User.run"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(values, context_managers) {
    static const ProjectFile FILES[] = {
        {"a.py",
         "import requests, contextlib\nfrom typing import AsyncGenerator\n"
         "class Own:\n    def __enter__(self): return self\n    def go(self): pass\n"
         "@contextlib.asynccontextmanager\nasync def session() -> AsyncGenerator[Own, None]:\n    "
         "yield Own()\n"
         "async def f():\n"
         "    with requests.Session() as s: s.get(1)\n    with Own() as o: o.go()\n"
         "    async with session() as t: t.go()\n    with open('x') as fh: fh.read()\n"
         "    try: pass\n    except requests.Error as e: e.code()\n    a, b = pair()\n    a.x()\n"},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "s.get", "external requests.Session.get"},
        {"a.py", "o.go", "function a:Own.go"},
        {"a.py", "t.go", "function a:Own.go"},
        {"a.py", "fh.read", "external builtins.open.read"},
        {"a.py", "e.code", "external requests.Error.code"},
        {"a.py", "a.x", "unknown loop_variable"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}
