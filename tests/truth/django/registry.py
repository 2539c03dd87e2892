# SPDX-License-Identifier: MIT
"""What a running Django has registered for one package: the truth that `stayorgo facts` is compared with.

    registry.py PACKAGE FOLDER < {"apps": ["taggit"], "settings": {…}}

Runs in a Python that has Django and the package; FOLDER is the package's folder. Prints

    {"models": {"concrete": [["models.py", "Tag"]], "proxy": [], "abstract": [["models.py", "TagBase"]]},
     "registrations": [["admin.py", "Tag"]],
     "registrable": ["Tag", "User", …],        all models of the process that are not abstract
     "not_imported": {"contrib/x.py": "ModuleNotFoundError: No module named 'x'"}}

Models are every subclass of django.db.models.Model that a module of the package defines, whether or not it
can be swapped out; a class made inside a function is left out, as one made for a many-to-many field is.
To reach them all, every module of the package is imported after django.setup(), tests and migrations aside; what
cannot be imported is named. A registration is a model of some site's _registry, in the file that called
AdminSite.register.
"""

import importlib
import json
import os
import pathlib
import sys

NOT_IMPORTED = {"tests", "test", "migrations", "management", "conftest", "testing"}
CONTRIB = ("admin auth contenttypes sessions messages sites staticfiles humanize sitemaps syndication"
           " flatpages redirects").split()


def configure(wanted):
    from django.conf import settings

    contrib = ["django.contrib." + name for name in CONTRIB]
    values = {
        "INSTALLED_APPS": [*contrib, *(app for app in wanted["apps"] if app not in contrib)],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        "SECRET_KEY": "not a secret", "SITE_ID": 1, "USE_TZ": True, "ROOT_URLCONF": "none",
        "LANGUAGE_CODE": "en", "LANGUAGES": [["en", "English"]],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField", "STATIC_URL": "/static/", "MEDIA_ROOT": "/nowhere",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
        "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                       "OPTIONS": {"context_processors": ["django.template.context_processors.request"]}}],
        **wanted.get("settings", {}),
    }
    if "oscar.config.Shop" in values["INSTALLED_APPS"]:
        from oscar import defaults
        values = {**{k: v for k, v in vars(defaults).items() if k.isupper()}, **values}
    settings.configure(**values)


class Recorder:
    """Notes which file registers a model with an AdminSite."""

    def __init__(self):
        from django.contrib.admin import sites

        self.calls = []  # (site, model, file)
        self.original = sites.AdminSite.register
        self.own = str(pathlib.Path(sites.__file__).parent)
        recorder = self

        def register(site, model_or_iterable, *arguments, **options):
            file = recorder.caller()
            before = set(site._registry)
            result = recorder.original(site, model_or_iterable, *arguments, **options)
            recorder.calls += [(site, model, file) for model in site._registry if model not in before]
            return result

        sites.AdminSite.register = register

    def caller(self):
        frame = sys._getframe(2)
        while frame and frame.f_code.co_filename in (self.own + "/sites.py", self.own + "/decorators.py", __file__):
            frame = frame.f_back
        return frame.f_code.co_filename if frame else ""

    def standing(self):
        """What is still registered, by the call that came last."""
        last = {(id(site), model): (model, file) for site, model, file in self.calls if model in site._registry}
        return list(last.values())


def modules_of(package, folder):
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        if NOT_IMPORTED.isdisjoint(parts) and all(part.isidentifier() for part in parts):
            yield path, ".".join([package, *(parts[:-1] if parts[-1] == "__init__" else parts)])


def import_all(package, folder):
    failed = {}
    for path, name in modules_of(package, folder):
        try:
            importlib.import_module(name)
        except BaseException as error:  # modules may do anything at import, exit too
            failed[str(path.relative_to(folder))] = f"{type(error).__name__}: {str(error).splitlines()[:1]}"
    return failed


def note_class_statements():
    """{model: the module that its class statement stands in}: some set __module__ afterwards."""
    from django.db.models.base import ModelBase

    modules, make = {}, ModelBase.__new__

    def new(meta, name, bases, attrs, **options):
        module = attrs.get("__module__")
        model = make(meta, name, bases, attrs, **options)
        modules.setdefault(model, module)
        return model

    ModelBase.__new__ = new
    return modules


def all_models():
    from django.db.models import Model

    todo, seen = [Model], set()
    while todo:
        for model in todo.pop().__subclasses__():
            if model not in seen:
                seen.add(model)
                todo.append(model)
    return seen


def kinds_of(model):
    meta = model._meta
    yield "abstract" if meta.abstract else "proxy" if meta.proxy else "concrete"
    if not meta.managed:
        yield "unmanaged"
    if meta.swappable:
        yield "swappable"


def file_of(module_name, folder):
    module = sys.modules.get(module_name)
    path = pathlib.Path(getattr(module, "__file__", None) or "/")
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else None


def main():
    package, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    answer = os.dup(1)
    os.dup2(2, 1)  # what the packages print is not our answer
    wanted = json.load(sys.stdin)
    if "module" in wanted:
        os.environ["DJANGO_SETTINGS_MODULE"] = wanted["module"]
    else:
        configure(wanted)
    recorder = Recorder()
    import django
    modules = note_class_statements()
    django.setup()
    failed = import_all(package, folder)
    registrations = sorted({(str(pathlib.Path(file).relative_to(folder)), model.__name__)
                            for model, file in recorder.standing() if pathlib.Path(file).is_relative_to(folder)})
    models = {kind: set() for kind in ("concrete", "proxy", "abstract", "unmanaged", "swappable")}
    for model in all_models():
        file = file_of(modules.get(model, model.__module__), folder)
        if file and "<locals>" not in model.__qualname__ and not model._meta.auto_created:
            for kind in kinds_of(model):
                models[kind].add((file, model.__qualname__))
    result = {"models": {kind: sorted(found) for kind, found in models.items()},
              "registrations": registrations,
              "registrable": sorted({model.__name__ for model in modules if not model._meta.abstract}), "not_imported": failed}
    os.write(answer, json.dumps(result).encode())


if __name__ == "__main__":
    main()
