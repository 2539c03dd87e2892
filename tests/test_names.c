// SPDX-License-Identifier: MIT
// What names mean at their place: scopes, positions, conditions, imports, attributes.
//
// Each test is a small project and a table of names with their meanings; the last use of a name in
// a file is the one that is asked about.
#include "resolve_project.h"

#include "base/banned.h"

Test(names, imports_lead_through_the_project) {
    static const ProjectFile FILES[] = {
        {"app.py", "import os.path\nimport numpy as np\nimport shop.models as m\nimport shop\n"
                   "from shop import Order, engine, Missing\nfrom shop.models import Line as L\n"
                   "f(os.path.join, np.array, m.Order, shop.models, shop.Order, Order, engine, L, "
                   "Missing)\n"},
        {"shop/__init__.py", "from .models import *\nfrom .sql.core import engine\n"},
        {"shop/models.py", "from django.db import models\nclass Order(models.Model): pass\n"
                           "class Line: pass\n_private = 1\n"},
        {"shop/sql/__init__.py", ""},
        {"shop/sql/core.py",
         "from sqlalchemy import create_engine\nfrom ..models import Line\nfrom ...x import y\n"
         "engine = create_engine('')\nf(Line, y)\n"},
    };
    static const ProjectRow ROWS[] = {
        {"app.py", "os.path.join", "external os.path.join"},
        {"app.py", "np.array", "external numpy.array"},
        {"app.py", "m.Order", "class shop.models:Order"},
        {"app.py", "shop.models", "module shop/models.py"},
        {"app.py", "shop.Order", "class shop.models:Order"},
        {"app.py", "Order", "class shop.models:Order"},
        {"app.py", "engine", "instance sqlalchemy.create_engine"},
        {"app.py", "L", "class shop.models:Line"},
        {"app.py", "Missing", "unknown attribute"},
        {"shop/models.py", "models.Model", "external django.db.models.Model"},
        {"shop/sql/core.py", "Line", "class shop.models:Line"},
        {"shop/sql/core.py", "y", "unknown missing_module"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(names, position_decides_outside_functions) {
    static const ProjectFile FILES[] = {
        {"a.py", "from lib import User\nbefore(User)\nclass User(User): pass\n"
                 "def f(): return inside(User.objects)\nUser = other.User\n"},
        {"b.py", "import one as x\nclass A:\n    import two as x\n    direct(x.d)\n"
                 "    def m(self): return inner(x.i)\n    y = [x.c for _ in z]\n"},
        {"c.py", "import one as x\ndef f(x=x.default):\n    return x.param\n"
                 "def g():\n    global x\n    import two as x\ndef h():\n    q(x.later)\n"
                 "def outer():\n    import three as n\n    def inner():\n        nonlocal n\n      "
                 "  import four as n\n"
                 "    q(n.local)\nlam = lambda x: q(x.lam)\n"},
        {"d.py", "q(Later.early)\nclass Later: early = fastapi.App()\nimport fastapi\n"},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "User", "external lib.User"},
        {"b.py", "x.d", "external two.d"},
        {"b.py", "x.i", "external one.i"},
        {"b.py", "x.c", "external one.c"},
        {"c.py", "x.default", "external one.default"},
        {"c.py", "x.later", "external two.later"},
        {"c.py", "n.local", "external four.local"},
        {"c.py", "x.lam", "unknown parameter"},
        {"d.py", "Later.early", "instance fastapi.App"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(names, conditional_definitions) {
    static const ProjectFile FILES[] = {
        {"a.py",
         "try:\n    from fast import json\nexcept ImportError:\n    import json\nq(json.loads)\n"},
        {"b.py",
         "try:\n    from fast import Thing\nexcept ImportError:\n    Thing = None\nq(Thing.x)\n"},
        {"c.py", "if x:\n    from one import A\nelse:\n    A = unknown()\nq(A.x)\n"},
        {"d.py",
         "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from one import A, B\nelse:\n"
         "    A = object\nq(A)\nq(B)\n"},
        {"e.py", "client = None\ndef start():\n    global client\n    client = redis.Redis()\n"
                 "def use():\n    client.get('x')\nimport redis\n"},
        {"f.py", "x = lib.A()\nx += 1\nq(x.a)\nimport lib\ndel x\n"},
        {"g.py", "if x:\n    from one import A\nelse:\n    class A: pass\nq(A.x)\n"
                 "app = lib.App()\nif x:\n    app = lib.Other(app)\nq(app.x)\nimport lib\n"},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "json.loads", "external fast.json.loads"},
        {"b.py", "Thing.x", "external fast.Thing.x"},
        {"c.py", "A.x", "external one.A.x"},
        {"d.py", "A", "builtin object"},
        {"d.py", "B", "external one.B"},
        {"e.py", "client.get", "external redis.Redis.get"},
        {"g.py", "A.x", "external one.A.x"},
        {"g.py", "app.x", "external lib.Other.x"},
        {"f.py", "x.a", "external lib.A.a"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(names, star_imports) {
    static const ProjectFile FILES[] = {
        {"base.py",
         "from deep import *\n__all__ = ['Public', '_listed', 'Deep']\nclass Public: pass\n"
         "class Hidden: pass\nclass _listed: pass\n"},
        {"checked.py",
         "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from use import Deep\n"},
        {"computed.py",
         "import base\n__all__ = ['X'] + base.__all__\nclass X: pass\nclass Y: pass\n"},
        {"cycle1.py", "from cycle2 import *\nq(Nowhere)\n"},
        {"cycle2.py", "from cycle1 import *\n"},
        {"deep.py", "class Deep: pass\n"},
        {"external.py", "from tkinter import *\nq(Frame)\nq(len)\n"},
        {"two.py", "from tkinter import *\nfrom turtle import *\nq(Frame)\n"},
        {"use.py", "from base import *\nfrom computed import *\nfrom checked import *\nq(Public, "
                   "Hidden, _listed, Deep, X, Y)\n"},
    };
    static const ProjectRow ROWS[] = {
        {"use.py", "Public", "class base:Public"},
        {"use.py", "Hidden", "unknown unbound"},
        {"use.py", "_listed", "class base:_listed"},
        {"use.py", "Deep", "class deep:Deep"},
        {"use.py", "X", "class computed:X"},
        {"use.py", "Y", "class computed:Y"},
        {"external.py", "Frame", "external tkinter.Frame"},
        {"external.py", "len", "builtin len"},
        {"two.py", "Frame", "unknown star_import"},
        {"cycle1.py", "Nowhere", "unknown unbound"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(names, cycles_and_long_chains_end) {
    static const ProjectFile FILES[] = {
        {"a.py", "from b import x\nq(x)\n"},
        {"b.py", "from a import x\n"},
        {"c.py", "y = y.z\nq(y.a)\nz = w\nw = z\nq(z.a)\ndef f(): return g()\ndef g(): return "
                 "f()\nq(f().a)\n"},
        {"d.py", "x = lib.A()\n"
                 "x = x.b()\nx = x.b()\nx = x.b()\nx = x.b()\nx = x.b()\nx = x.b()\nx = x.b()\n"
                 "q(x.end)\nimport lib\n"},
        {"pkg/__init__.py", "from . import app\nfrom pkg import other\nq(app, other)\n"},
        {"pkg/app.py", "app = 1\n"},
        {"pkg/other.py", ""},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "x", "unknown depth"},
        {"d.py", "x.end", "external lib.A.b.b.b.b.b.b.b.end"},
        {"pkg/__init__.py", "app", "module pkg/app.py"},
        {"pkg/__init__.py", "other", "module pkg/other.py"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

// Modules of a package that import from the package which star-imports them all: the last one
// merely has the name from there, another one defines it.
Test(names, a_cycle_of_star_imports_leads_to_the_definition) {
    static const ProjectFile FILES[] = {
        {"app.py", "from shop.models import Base\nq(Base)\n"},
        {"shop/__init__.py", ""},
        {"shop/models/__init__.py", "from .base import *\nfrom .order import *\n"},
        {"shop/models/base.py", "class Base: ...\n"},
        {"shop/models/order.py", "from shop.models import Base\nq(Base)\n"},
    };
    static const ProjectRow ROWS[] = {
        {"app.py", "Base", "class shop.models.base:Base"},
        {"shop/models/order.py", "Base", "class shop.models.base:Base"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}

Test(names, aliases_give_canonical_names) {
    static const ProjectFile FILES[] = {
        {"a.py", "from django.db.models.base import Model\nfrom django.core import urlresolvers\n"
                 "import django.core.urlresolvers as u\nfrom django.db import models\n"
                 "q(Model, urlresolvers.reverse, u.resolve, models.base.Model)\n"},
    };
    static const KnownAlias ALIASES[] = {
        {STR_CONST("django.core.urlresolvers.*"), STR_CONST("django.urls.*")},
        {STR_CONST("django.db.models.base.Model"), STR_CONST("django.db.models.Model")},
    };
    static const ProjectRow ROWS[] = {
        {"a.py", "Model", "external django.db.models.Model"},
        {"a.py", "urlresolvers.reverse", "external django.urls.reverse"},
        {"a.py", "u.resolve", "external django.urls.resolve"},
        {"a.py", "models.base.Model", "external django.db.models.Model"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    p->names.aliases = ALIASES;
    p->names.alias_count = ARRAY_LEN(ALIASES);
    project_resolve(p, 1);
    PROJECT_EXPECT(p, ROWS);
    project_free(p);
}
