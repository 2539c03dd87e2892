# SPDX-License-Identifier: MIT
"""SQLAlchemy models, bases and tables of real packages: ours against SQLAlchemy's own.

    compare.py --stayorgo PROGRAM [--only NAME] [--verbose]

For every row of packages.json the package is imported in its environment (ask.py), and its folder is
given to `stayorgo facts --per-file`. Equal means: in every file that could be imported the same
mapped classes by qualified name, the same bases and core tables by line. A difference must stand in
exceptions.json with its reason; one that no longer occurs fails, and so do more than 2 %.
"""

import argparse
import ast
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import venvs  # noqa: E402

EXCEPTIONS_MAX = 0.02
KINDS = ("models", "bases", "tables")


def ask(python, row):
    """What SQLAlchemy says."""
    command = [python, HERE / "ask.py", row["import"], *row.get("skip", [])]
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    if "path" in row:
        environment["PYTHONPATH"] = str(HERE / row["path"])
    folder = venvs.FOLDER / "work"
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(c) for c in command], capture_output=True, text=True, env=environment, cwd=folder
    )
    if done.returncode != 0 or not done.stdout:
        sys.exit(f"{row['name']}: asking failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


def facts(stayorgo, folder):
    done = subprocess.run(
        [stayorgo, "facts", "--per-file", "--no-ignore", "-q", folder], capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"stayorgo facts {folder}: {done.stderr}")
    return json.loads(done.stdout)["files"]


def function_lines(path):
    """Lines inside functions: what stands there need not have run."""
    tree = ast.parse(path.read_bytes())
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    lines = set()
    for node in ast.walk(tree):
        if isinstance(node, functions):
            body = node.body if isinstance(node.body, list) else [node.body]
            lines.update(range(body[0].lineno, node.end_lineno + 1))
    return lines


def our_answer(files, folder, imported):
    """The same three sets as the authority's: (file, qualified name or line)."""
    ours = {kind: set() for kind in KINDS}
    for path in imported:
        evidence = files.get(path, {}).get("evidence", {})
        hits = evidence.get("sqlalchemy_models", []) + evidence.get("sqlmodel_tables", [])
        ours["models"] |= {(path, detail) for _, _, detail in hits}
        bases = evidence.get("sqlalchemy_bases", [])
        tables = evidence.get("sqlalchemy_core_tables", [])
        if bases or tables:
            inside = function_lines(folder / path)
            ours["bases"] |= {(path, line) for line, _, _ in bases if line not in inside}
            ours["tables"] |= {(path, line) for line, _, _ in tables if line not in inside}
    return ours


def compare(row, theirs, ours):
    """Differences as (kind, where, side), and how many there are to find."""
    differences, total = [], 0
    for kind in KINDS:
        known = {(path, v) for path, values in theirs[kind].items() for v in values}
        total += len(known)
        missed, invented = known - ours[kind], ours[kind] - known
        differences += [(kind, f"{path}:{v}", "missed") for path, v in sorted(missed)]
        differences += [(kind, f"{path}:{v}", "invented") for path, v in sorted(invented)]
    return differences, total


def exceptions_of(name):
    rows = json.loads((HERE / "exceptions.json").read_text())
    return {(e["kind"], e["where"], e["side"]): e["reason"] for e in rows if e["package"] == name}


def check(row, stayorgo, verbose):
    python = venvs.python_of(row["venv"], HERE / f"requirements-{row['venv'].split('-')[1]}.txt")
    parent = HERE / row["path"] if "path" in row else venvs.site_packages(python)
    folder = parent / row["import"].split(".")[0]
    theirs = ask(python, row)
    ours = our_answer(facts(stayorgo, folder), folder, theirs["imported"])
    differences, total = compare(row, theirs, ours)
    known = exceptions_of(row["name"])
    bad = [d for d in differences if d not in known]
    gone = [d for d in known if d not in differences]
    counts = [sum(len(v) for v in theirs[kind].values()) for kind in KINDS]
    print(
        f"{row['name']:28} {theirs['version']:8}"
        + "".join(f"{n:7}" for n in counts)
        + f"{len(differences) - len(bad):7}{len(bad):7}{len(theirs['failed']):7}"
    )
    for kind, where, side in bad:
        print(f"    {side}: {kind} {where}")
    for kind, where, side in gone:
        print(f"    no longer an exception: {side} {kind} {where}")
    if verbose:
        for module, error in theirs["failed"].items():
            print(f"    not imported: {module}: {error}")
    too_few = row["at_least"] > sum(counts)
    if too_few:
        print(f"    only {sum(counts)} found, expected {row['at_least']}: was it imported?")
    return len(bad) + len(gone) + too_few, len(known), total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", required=True)
    parser.add_argument("--packages", default="packages.json")
    parser.add_argument("--only", action="append")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    rows = json.loads((HERE / options.packages).read_text())
    rows = [r for r in rows if not options.only or r["name"] in options.only]
    print(f"{'package':28} {'library':8} models  bases tables except    bad unread")
    bad = exceptions = total = 0
    for row in rows:
        b, e, t = check(row, options.stayorgo, options.verbose)
        bad, exceptions, total = bad + b, exceptions + e, total + t
    print(f"{total} models, bases and tables; {exceptions} exceptions; {bad} wrong")
    if exceptions > EXCEPTIONS_MAX * total:
        sys.exit(f"more than {EXCEPTIONS_MAX:.0%} exceptions")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
