# SPDX-License-Identifier: MIT
"""The route table of a running application.

    ask.py PACKAGE MODULE:ATTRIBUTE...     the application, or a call without arguments: make()
    ask.py PACKAGE django:SETTINGS         the URL configuration, routers and ninja APIs of a project

Prints {"routes": [{"view", "methods", "path", "async", "kind"}], "imported": [file]}. `path` is full,
`view` the dotted name of the function or class behind it, `imported` relative to PACKAGE's folder.
"""

import importlib
import inspect
import json
import os
import re
import sys


def definition(view):
    """The function or class that somebody wrote, below decorators, partials and as_view()."""
    for _ in range(20):
        for inner in ("view_class", "cls", "func", "__func__", "__wrapped__"):
            found = getattr(view, inner, None)
            if found is not None and not inspect.isclass(view):
                view = found
                break
        else:
            break
    return view if hasattr(view, "__qualname__") else type(view)


def row(view, methods, path, kind):
    view = definition(view)
    names = sorted(set(methods or ()) - {"HEAD", "OPTIONS"}) or sorted(methods or ())
    return {
        "view": f"{view.__module__}.{view.__qualname__}",
        "methods": " ".join(names),
        "path": path,
        "async": inspect.iscoroutinefunction(view),
        "kind": kind,
    }


# --- Frameworks ----------------------------------------------------------------------------------


def starlette_rows(routes, prefix=""):
    for route in routes:
        if getattr(route, "starlette_route", None) is not None:  # FastAPI: included, but not its own
            route = route.starlette_route
        kind = type(getattr(route, "original_route", route)).__name__
        path = prefix + (getattr(route, "path", "") or "")
        inner = getattr(route, "routes", None)
        if hasattr(route, "effective_candidates"):  # FastAPI: an included router, prefixes joined
            yield from starlette_rows(route.effective_candidates(), prefix)
        elif inner is not None:
            yield from starlette_rows(inner, path)
        elif "WebSocket" in kind:
            yield row(route.endpoint, ["WEBSOCKET"], path, kind)
        elif hasattr(route, "endpoint"):
            yield row(route.endpoint, route.methods, path, kind)


def flask_rows(app):
    for rule in app.url_map.iter_rules():
        yield row(app.view_functions[rule.endpoint], rule.methods, rule.rule, "flask")


def django_rows(patterns, prefix=""):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from django_rows(pattern.url_patterns, path)
        elif getattr(pattern.callback, "actions", None):
            yield from rest_rows(pattern.callback, path)
        elif ninja_view(pattern.callback):
            for operation in ninja_view(pattern.callback).operations:
                yield row(operation.view_func, operation.methods, path, "ninja")
        else:
            yield row(pattern.callback, (), path, "django")


def ninja_view(callback):
    """django-ninja's view of one path is a closure over it."""
    view = inspect.getclosurevars(callback).nonlocals.get("self") if inspect.isfunction(callback) else None
    return view if hasattr(view, "operations") else None


def rest_rows(callback, path):
    """A view set stands at the path of its list, an action of its own where it is called."""
    path = re.sub(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>", r"{\1\2}", path)
    path = path.replace("^", "").replace("$", "").rstrip("/")
    if "{format}" in path:
        return
    for method, action in callback.actions.items():
        function = getattr(callback.cls, action)
        if hasattr(function, "mapping"):
            yield row(function, [method.upper()], path, "rest")
        else:
            yield row(callback.cls, (), re.sub(r"/\{\w+\}$", "", path), "rest")


def django_project(settings):
    import django
    from django.urls import get_resolver

    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    django.setup()
    yield from django_rows(get_resolver().url_patterns)


def rows_of(target):
    module, attribute = target.split(":")
    if module == "django":
        return list(django_project(attribute))
    app = importlib.import_module(module)
    for part in attribute.removesuffix("()").split("."):
        app = getattr(app, part)
    if attribute.endswith("()"):
        app = app()
    return list(flask_rows(app) if hasattr(app, "url_map") else starlette_rows(app.routes))


def main():
    package, targets = sys.argv[1], sys.argv[2:]
    real_out, sys.stdout = sys.stdout, sys.stderr
    sys.path.insert(0, os.getcwd())
    sys.argv = sys.argv[:1]
    routes = [row for target in targets for row in rows_of(target)]
    root = os.path.abspath(list(importlib.import_module(package).__path__)[0])
    paths = (getattr(m, "__file__", None) for m in list(sys.modules.values()))
    imported = {os.path.relpath(p, root) for p in paths if p and p.startswith(root + os.sep)}
    json.dump({"routes": routes, "imported": sorted(imported)}, real_out, indent=1)
    real_out.flush()
    os._exit(0)  # applications leave threads behind


if __name__ == "__main__":
    main()
