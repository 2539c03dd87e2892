# SPDX-License-Identifier: MIT
"""Routes of running applications: ours against the frameworks' own route tables.

    compare.py --stayorgo PROGRAM [--packages FILE] [--only NAME] [--verbose]

For every row of the packages file its applications are imported in their environment (ask.py), and the
package's folder is given to `stayorgo facts --per-file`. In the files that were imported, each route
of the table whose view is the package's own must be found with the same view, methods, async and full
path (a path that is computed may be the end of it); and each route that we find must be in the table.
Methods that are not written are the framework's default. A difference must stand in exceptions.json with its
reason; one that no longer occurs fails, and so do more than 2 %.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import venvs  # noqa: E402

EXCEPTIONS_MAX = 0.02


def ask(python, row):
    command = [python, HERE / "ask.py", row["import"], *row["apps"]]
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    environment.update(row.get("environment", {}))
    own = row.get("path", row.get("glue"))
    if own:
        environment["PYTHONPATH"] = str(HERE / own)
    folder = venvs.FOLDER / "work"
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(c) for c in command], capture_output=True, text=True, env=environment, cwd=folder
    )
    if done.returncode != 0 or not done.stdout:
        sys.exit(f"{row['name']}: asking failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


def facts(stayorgo, folder):
    """Facts of each file by its path below `folder`. A namespace package is scanned from above."""
    command = [stayorgo, "facts", "--per-file", "--no-ignore", "-q"]
    is_namespace = not (folder / "__init__.py").exists()
    top = folder.parent if is_namespace else folder
    paths = "\n".join(str(path.relative_to(top)) for path in sorted(folder.rglob("*.py")))
    if is_namespace:
        command += ["--files", "-"]
    done = subprocess.run([*command, top], input=paths, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"stayorgo facts {folder}: {done.stderr}")
    files = json.loads(done.stdout)["files"]
    return {str((top / path).relative_to(folder)): value for path, value in files.items()}


def module_of(package, path):
    parts = [package, *path.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def names_of_view(package, path, view):
    """What the table may call a view: here, elsewhere, or as it is written at the end of a name."""
    module = module_of(package, path)
    return {view, f"{module}.{view}", f"{package}.{view}"}


def is_same_view(names, written, theirs):
    return theirs in names or theirs.endswith("." + written.split(".")[-1])


def same_methods(ours, theirs):
    """Default methods are not written."""
    if not ours or not theirs:
        return True
    clean = set(ours.upper().split()) - {"HEAD", "OPTIONS"} or set(ours.upper().split())
    return clean == set(theirs.split())


def fits_own_path(ours, full):
    """The path is the end of the full one, or of its twin with a slash more, which some routers add.
    Of an f-string only the literal parts are known."""
    if ours["formatted"] and ours["path"] in full:
        return True
    return full.endswith(ours["path"]) or full.removesuffix("/").endswith(ours["path"])


def plain_path(path):
    """<name> and {name} are the same, and so is a slash more at the end."""
    return re.sub(r"<(\w+)>", r"{\1}", path).rstrip("/")


def pattern_of(path):
    """${name} stands for what only a run can tell, which may be nothing: then a slash goes with it."""
    parts = re.split(r"/?\$\{[^}]*\}/?", plain_path(path))
    return ".*".join(re.escape(part) for part in parts) + "/?"


def fits_path(ours, full, is_whole):
    """One of our full paths is it; where the package is mounted from outside, the end of it."""
    known = [ours["full_path"], *ours.get("other_paths", [])]
    if not any(known):
        return fits_own_path(ours, full)
    wanted = plain_path(full)
    before = "" if is_whole else ".*"
    return any(re.fullmatch(before + pattern_of(path), wanted) for path in known)


def is_same(package, ours, theirs, is_whole):
    names = names_of_view(package, ours["file"], ours["view"])
    return (
        is_same_view(names, ours["view"], theirs["view"])
        and same_methods(ours["methods"], theirs["methods"])
        and fits_path(ours, theirs["path"], is_whole)
        and (ours["async"] == theirs["async"] or not theirs["view"] in names)
    )


def routes_of(files, folder, imported):
    rows = []
    for path in imported:
        routes = files.get(path, {}).get("routes", [])
        lines = (folder / path).read_text(errors="replace").splitlines() if routes else []
        for route in routes:
            head = " ".join(lines[route["line"] - 1 : route["line"] + 2])
            formatted = re.search(r"\bf[\"']", head) is not None
            rows.append(dict(route, file=path, formatted=formatted))
    return rows


def is_container(route, files):
    """An include or a mount: another list of routes stands where the view would. Or a helper that
    registers what it is given: neither path nor view is written there."""
    if not route["path"] and not route["view"]:
        return True
    evidence = files[route["file"]]["evidence"]
    keys = ("django_path_includes", "route_mounts")
    return route["view"].endswith(".urls") or any(route["line"] == line for key in keys for line, _, _ in evidence.get(key, []))


def compare(row, theirs, files, folder):
    package = row["import"].split(".")[0]
    ours = [r for r in routes_of(files, folder, theirs["imported"]) if not is_container(r, files)]
    table = [r for r in theirs["routes"] if r["view"].split(".")[0] == package]
    by_last = {}
    for route in theirs["routes"]:
        by_last.setdefault(route["view"].split(".")[-1], []).append(route)
    found, differences = set(), []
    for route in ours:
        last = route["view"].split(".")[-1]
        same = [t for t in by_last.get(last, []) if is_same(package, route, t, "glue" not in row)]
        found.update(id(t) for t in same)
        if not same:
            path = route["full_path"] or route["path"]
            differences.append((f"{route['file']}: {route['methods']} {path} "
                                f"{route['view']}{' async' if route['async'] else ''}", "invented"))
    for route in table:
        if id(route) not in found:
            differences.append((f"{route['methods']} {route['path']} {route['view']}"
                                f"{' async' if route['async'] else ''}", "missed"))
    return sorted(set(differences)), len(table), len(ours)


def check(row, options):
    requirements = HERE / f"requirements-{row['venv'].removeprefix('routes-')}.txt"
    python = venvs.python_of(row["venv"], requirements)
    parent = HERE / row["path"] if "path" in row else venvs.site_packages(python)
    folder = parent / row["import"].split(".")[0]
    files = facts(options.stayorgo, folder)
    differences, table, ours = compare(row, ask(python, row), files, folder)
    exceptions = json.loads((HERE / "exceptions.json").read_text())
    known = {(e["where"], e["side"]) for e in exceptions if e["package"] == row["name"]}
    bad = [d for d in differences if d not in known]
    gone = [d for d in known if d not in differences]
    print(f"{row['name']:28}{table:7}{ours:7}{len(differences) - len(bad):7}{len(bad):7}")
    for where, side in bad:
        print(f"    {side}: {where}")
    for where, side in gone:
        print(f"    no longer an exception: {side}: {where}")
    too_few = table < row["at_least"]
    if too_few:
        print(f"    only {table} routes, expected {row['at_least']}: is it the right application?")
    return len(bad) + len(gone) + too_few, len(known), table


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", required=True)
    parser.add_argument("--packages", default="packages.json")
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    rows = json.loads((HERE / options.packages).read_text())
    rows = [r for r in rows if not options.only or r["name"] in options.only]
    print(f"{'application':28}  table   ours except    bad")
    bad = exceptions = total = 0
    for row in rows:
        b, e, t = check(row, options)
        bad, exceptions, total = bad + b, exceptions + e, total + t
    print(f"{total} routes; {exceptions} exceptions; {bad} wrong")
    if exceptions > EXCEPTIONS_MAX * total:
        sys.exit(f"more than {EXCEPTIONS_MAX:.0%} exceptions")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
