// SPDX-License-Identifier: MIT
// Classes and all their bases: across files, from calls, by rules, in cycles.
#include "resolve_project.h"

#include "base/banned.h"

typedef struct Row {
    const char *name, *ancestry;
} Row;

static void expect(Project *p, const char *path, const Row *rows, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        Str ancestry = project_ancestry(p, path, rows[i].name);
        cr_expect(str_eq(ancestry, str_from_c(rows[i].ancestry)), "%s: \"%s\", not \"" STR_FMT "\"",
                  rows[i].name, rows[i].ancestry, STR_ARG(ancestry));
    }
}

Test(ancestry, closes_over_the_project) {
    static const ProjectFile FILES[] = {
        {"base/__init__.py", "from .models import Stamped as S\n"},
        {"base/models.py", "from django.db import models\nclass Stamped(models.Model): pass\n"},
        {"shop.py",
         "from base import S\nfrom django.contrib.auth.models import AbstractUser\nimport enum\n"
         "class Log: pass\nclass Order(Log, S): pass\nclass Special(Order): pass\n"
         "class User(AbstractUser): pass\nclass Lost(nowhere.Base, S): pass\nclass Below(Lost): "
         "pass\n"
         "class Error(ValueError, object): pass\n"
         "class B: pass\nclass C(B): pass\nclass D(B): pass\nclass E(C, D): pass\n"
         "class Outer:\n    class Inner(S): pass\nclass FromInner(Outer.Inner): pass\n"
         "class Sub(Outer): pass\nclass FromSub(Sub.Inner): pass\n"},
    };
    static const Str MODEL[] = {STR_CONST("django.db.models.Model")};
    static const KnownClass CLASSES[] = {
        {STR_CONST("django.contrib.auth.models.AbstractUser"), MODEL, ARRAY_LEN(MODEL)},
    };
    static const Row ROWS[] = {
        {"Log", ""},
        {"Order", "django.db.models.Model < Log, Stamped"},
        {"Special", "django.db.models.Model < Order, Log, Stamped"},
        {"User", "django.contrib.auth.models.AbstractUser, django.db.models.Model"},
        {"Lost", "django.db.models.Model < Stamped ?1"},
        {"Below", "django.db.models.Model < Lost, Stamped ?1"},
        {"Error", "builtins.ValueError"},
        {"E", " < C, D, B"},
        {"Outer.Inner", "django.db.models.Model < Stamped"},
        {"FromInner", "django.db.models.Model < Outer.Inner, Stamped"},
        {"FromSub", "django.db.models.Model < Outer.Inner, Stamped"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    p->names.classes = CLASSES;
    p->names.class_count = ARRAY_LEN(CLASSES);
    project_resolve(p, 1);
    expect(p, "shop.py", ROWS, ARRAY_LEN(ROWS));
    project_free(p);
}

Test(ancestry, bases_that_are_not_plain_names) {
    static const ProjectFile FILES[] = {
        {"a.py",
         "import six, abc\nfrom typing import Generic, TypeVar\nfrom sqlalchemy.orm import "
         "declarative_base\n"
         "from lib import A, B\nT = TypeVar('T')\nBase = declarative_base()\nBASES = (A, B)\n"
         "class Meta(type): pass\nclass Table(Base): pass\nclass Six(six.with_metaclass(Meta, A, "
         "B)): pass\n"
         "class Repo(Generic[T], metaclass=abc.ABCMeta): pass\nclass Users(Repo[int]): pass\n"
         "class Either(A if x else B): pass\nclass Star(*BASES): pass\n"
         "def factory():\n    class Made(A): pass\n    return Made\nclass FromFactory(factory()): "
         "pass\n"
         "class Item(things['x']): pass\n"},
        {"b.py", "try:\n    from lib import Base\nexcept ImportError:\n    class Base: pass\n"
                 "class X(Base): pass\nfrom lib import User\nclass User(User): pass\nclass "
                 "Admin(User): pass\n"},
        {"c.py", "import lib\nfrom typing import TYPE_CHECKING\nif lib.swapped():\n"
                 "    from own.models import OwnPage as Page\nelse:\n"
                 "    from lib.models import Page\nclass Blog(Page): pass\n"
                 "if TYPE_CHECKING:\n    from lib.typed import Base\nelse:\n"
                 "    Base = lib.base()\nclass Row(Base): pass\n"},
        {"compat.py", "try:\n    from fast.models import Row\nexcept ImportError:\n"
                      "    from slow.models import Row\n"},
        {"d.py", "from compat import Row\nfrom lib import A, B\nEither = A if x else B\n"
                 "class Fast(Row): pass\nclass Chosen(Either): pass\n"},
    };
    static const Row D[] = {{"Fast", "fast.models.Row, slow.models.Row"},
                            {"Chosen", "lib.A, lib.B"}};
    static const Row A[] = {
        {"Table", "sqlalchemy.orm.declarative_base"},
        {"Six", "lib.A, lib.B"},
        {"Repo", "typing.Generic"},
        {"Users", "typing.Generic < Repo"},
        {"Either", "lib.A, lib.B"},
        {"Star", "lib.A, lib.B"},
        {"FromFactory", "lib.A < factory.<locals>.Made"},
        {"Item", " ?1"},
    };
    static const Row C[] = {{"Blog", "own.models.OwnPage, lib.models.Page"}, {"Row", "lib.base"}};
    static const Row B[] = {
        {"X", "lib.Base < Base"}, {"User", "lib.User"}, {"Admin", "lib.User < User"}};
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    expect(p, "a.py", A, ARRAY_LEN(A));
    expect(p, "b.py", B, ARRAY_LEN(B));
    expect(p, "c.py", C, ARRAY_LEN(C));
    expect(p, "d.py", D, ARRAY_LEN(D));
    project_free(p);
}

Test(ancestry, cycles_and_towers_end) {
    static const ProjectFile CYCLE[] = {
        {"a.py", "from b import B\nclass A(B): pass\nclass Self(Self): pass\n"},
        {"b.py", "from a import A\nclass B(A): pass\n"},
    };
    static const Row ROWS[] = {{"A", " < B"}, {"Self", " ?1"}};
    Project *p = project_new(CYCLE, ARRAY_LEN(CYCLE));
    project_resolve(p, 1);
    expect(p, "a.py", ROWS, ARRAY_LEN(ROWS));
    project_free(p);

    // Each class derives from the one before: too many for recursion without a limit.
    enum { CLASSES = 20000 };
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_c(&text, "class C0: pass\n");
    for (uint32_t i = 1; i < CLASSES; i++)
        buf_fmt(&text, "class C%u(C%u): pass\n", i, i - 1);
    const ProjectFile tower[] = {{"a.py", str_to_c(&arena, buf_str(&text))}};
    p = project_new(tower, 1);
    project_resolve(p, 1);
    cr_expect(project_class(p, "a.py", "C100")->ancestor_count == 100);
    cr_expect(project_class(p, "a.py", "C19999")->unresolved_bases > 0);
    project_free(p);
    arena_free(&arena);
}

// What the rules say of "NAME()" is what NAME makes of a class, as its decorator or its metaclass.
Test(ancestry, classes_made_by_decorators_and_metaclasses) {
    static const ProjectFile FILES[] = {
        {"a.py", "from sqlalchemy.orm import as_declarative, registry, DeclarativeMeta\n"
                 "import dataclasses\nreg = registry()\n"
                 "@as_declarative()\nclass Base: pass\nclass Street(Base): pass\n"
                 "@reg.mapped\n@dataclasses.dataclass\nclass Nail: pass\n"
                 "class ByHand(metaclass=DeclarativeMeta): pass\nclass Lamp(ByHand): pass\n"
                 "class OwnMeta(DeclarativeMeta): pass\n@dataclasses.dataclass\nclass Plain: pass\n"
                 "@lost\nclass Lost: pass\n"},
    };
    static const Str BASE[] = {STR_CONST("lib.Base")}, MAPPED[] = {STR_CONST("lib.Mapped")};
    static const KnownClass CLASSES[] = {
        {STR_CONST("sqlalchemy.orm.DeclarativeMeta()"), BASE, ARRAY_LEN(BASE)},
        {STR_CONST("sqlalchemy.orm.as_declarative()"), BASE, ARRAY_LEN(BASE)},
        {STR_CONST("sqlalchemy.orm.registry.mapped()"), MAPPED, ARRAY_LEN(MAPPED)},
    };
    static const Row ROWS[] = {
        {"Base", "lib.Base"},
        {"Street", "lib.Base < Base"},
        {"Nail", "lib.Mapped"},
        {"ByHand", "lib.Base"},
        {"Lamp", "lib.Base < ByHand"},
        {"OwnMeta", "sqlalchemy.orm.DeclarativeMeta"},
        {"Plain", ""},
        {"Lost", ""},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    p->names.classes = CLASSES;
    p->names.class_count = ARRAY_LEN(CLASSES);
    project_resolve(p, 1);
    expect(p, "a.py", ROWS, ARRAY_LEN(ROWS));
    project_free(p);
}
