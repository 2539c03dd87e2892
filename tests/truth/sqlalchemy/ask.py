# SPDX-License-Identifier: MIT
"""What SQLAlchemy itself knows after importing a package: mapped classes, bases, tables.

    ask.py PACKAGE [SKIP...]      SKIP: globs of module names that are not imported

Runs under the Python of a virtual environment, with SQLAlchemy 1.4 or 2.0. Prints
{"models": {file: [qualified name]}, "bases": {file: [line]}, "tables": {file: [line]},
"imported": [file], "failed": {module: error}, "version": "2.0.44"}; lines are those of the call,
decorator or class in the source.

The mapped classes are those of every registry's mappers; bases and tables are caught when they
are made, because neither remembers its line. Files are relative to the folder of the outermost package
of PACKAGE. Left out: classes mapped imperatively, which have no declarative base, and what stands
in a function.
"""

import fnmatch
import gc
import importlib
import inspect
import json
import os
import pkgutil
import sys

import sqlalchemy
from sqlalchemy import Table, orm
from sqlalchemy.orm.decl_api import DeclarativeMeta

SITE = os.path.dirname(os.path.dirname(sqlalchemy.__file__))
LIBRARY = tuple(os.path.join(SITE, name, "") for name in ("sqlalchemy", "flask_sqlalchemy"))


def is_library(code):
    return code.co_filename.startswith(LIBRARY) or code.co_filename == "<string>"  # made by exec


def places_outside():
    """The (file, line) that called into SQLAlchemy, and whether its declarative part lies between."""
    frame = sys._getframe(2)
    through_orm = False
    while frame and is_library(frame.f_code):
        through_orm |= os.sep + "orm" + os.sep in frame.f_code.co_filename
        frame = frame.f_back
    return (frame.f_code.co_filename, frame.f_lineno), frame, through_orm


class Watch:
    """Records where bases and tables are made."""

    def __init__(self):
        self.bases, self.tables, self.imperative, self.decorated = set(), set(), set(), set()
        self.watch_tables()
        self.watch_bases()

    def watch_tables(self):
        original = Table.__new__

        def made(cls, *args, **kwargs):
            place, frame, through_orm = places_outside()
            if len(args) > 1 and not through_orm and not in_function(frame):
                self.tables.add(place)
            return original(cls, *args, **kwargs)

        Table.__new__ = made

    def watch_bases(self):
        generate, imperatively = orm.registry.generate_base, orm.registry.map_imperatively

        def generated(registry, *args, **kwargs):
            place, frame, _ = places_outside()
            if sys._getframe(1).f_code.co_name == "decorate":  # as_declarative: the class it is on
                self.decorated.add(kwargs["cls"])
            elif not in_function(frame) and not is_flask(sys._getframe(1)):
                self.bases.add(place)  # SQLAlchemy() of Flask-SQLAlchemy is an extension, not a base
            return generate(registry, *args, **kwargs)

        def mapped(registry, class_, *args, **kwargs):
            self.imperative.add(class_)
            return imperatively(registry, class_, *args, **kwargs)

        orm.registry.generate_base = generated
        orm.registry.map_imperatively = mapped


def is_flask(frame):
    while frame and is_library(frame.f_code):
        if frame.f_code.co_filename.startswith(LIBRARY[1]):
            return True
        frame = frame.f_back
    return False


def in_function(frame):
    return bool(frame.f_code.co_flags & inspect.CO_NEWLOCALS) and frame.f_code.co_name != "<module>"


def import_all(package, skip):
    failed = {}

    def attempt(name):
        try:
            return importlib.import_module(name)
        except BaseException as error:  # a module may do anything, sys.exit() included
            failed[name] = f"{type(error).__name__}: {error}"[:200]

    def walk(module):
        for info in pkgutil.iter_modules(module.__path__, module.__name__ + "."):
            if any(fnmatch.fnmatch(info.name, glob) for glob in skip):
                continue
            child = attempt(info.name)
            if child and info.ispkg:
                walk(child)

    top = attempt(package)
    if top is None:
        raise SystemExit(f"{package}: {failed[package]}")
    walk(top)
    return failed


def mapped_classes():
    """Of every registry, those that wait for their tables to be read from a database included."""
    found = set()
    for thing in gc.get_objects():
        if issubclass(type(thing), orm.registry):
            found.update(manager.class_ for manager in list(thing._managers))
    return found


def is_base(cls):
    """A base that is written as a class: DeclarativeBase (2.0), or DeclarativeMeta by hand."""
    roots = [getattr(orm, name, None) for name in ("DeclarativeBase", "DeclarativeBaseNoMeta")]
    if any(root in cls.__bases__ for root in roots):
        return True
    return isinstance(cls, DeclarativeMeta) and isinstance(vars(cls).get("registry"), orm.registry)


def base_classes():
    found = [c for c in gc.get_objects() if isinstance(c, type) and is_base(c)]
    return {c for c in found if c.__module__ in sys.modules and "<locals>" not in c.__qualname__}


def class_line(cls):
    """Line of the class statement itself, below its decorators; None when there is none."""
    try:
        lines, first = inspect.getsourcelines(cls)
    except OSError:
        return None
    for offset, line in enumerate(lines):
        if line.lstrip().startswith("class "):
            return first + offset
    return first


def main():
    package, skip = sys.argv[1], sys.argv[2:]
    sys.argv = sys.argv[:1]
    sys.path.insert(0, os.getcwd())
    real_out, sys.stdout = sys.stdout, sys.stderr
    watch = Watch()
    failed = import_all(package, skip)
    root = os.path.dirname(os.path.abspath(sys.modules[package.split(".")[0]].__file__))

    def relative(path):
        inside = path.startswith(root + os.sep)
        return os.path.relpath(path, root) if inside else None

    def file_of(cls):
        module = sys.modules.get(cls.__module__)
        path = getattr(module, "__file__", None)
        return relative(path) if path else None

    def by_file(pairs):
        out = {}
        for path, value in pairs:
            if path:
                out.setdefault(path, []).append(value)
        return {path: sorted(values) for path, values in sorted(out.items())}

    models = [c for c in mapped_classes() - watch.imperative if "<locals>" not in c.__qualname__]
    bases = [(relative(path), line) for path, line in watch.bases]
    bases += [(file_of(c), class_line(c)) for c in base_classes() | watch.decorated if class_line(c)]
    imported = (getattr(m, "__file__", None) for m in list(sys.modules.values()))
    answer = {
        "version": sqlalchemy.__version__,
        "models": by_file((file_of(c), c.__qualname__) for c in models),
        "bases": by_file(bases),
        "tables": by_file((relative(path), line) for path, line in watch.tables),
        "imported": sorted({relative(p) for p in imported if p and relative(p)}),
        "failed": failed,
    }
    json.dump(answer, real_out, indent=1)
    real_out.flush()
    os._exit(0)  # packages leave threads behind


if __name__ == "__main__":
    main()
