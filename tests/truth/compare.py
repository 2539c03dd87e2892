# SPDX-License-Identifier: MIT
"""Compares the syntax facts of stayorgo with CPython's ast, file by file, place by place.

    compare.py --stayorgo PROGRAM [FOLDER...]    default: tests and fixtures of this repository
    compare.py --stayorgo PROGRAM --stdlib       the running interpreter's standard library
    compare.py --stayorgo PROGRAM --pypi         large packages, downloaded into a throw-away folder

Every file that CPython can parse must agree in every key of facts.def, with line, column and detail. Exits 1
and prints the differences if one does not.
"""

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import unicodedata
import warnings
import zipfile
from pathlib import Path

import ast_facts

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = (
    "django==5.1.4",
    "sqlalchemy==2.0.36",
    "twisted==24.11.0",
    "sympy==1.13.3",
    "homeassistant==2024.3.3",
    "fastapi==0.115.6",
)
SHOWN = 10  # differences printed for one key of one file

# Files that CPython parses and that are known to differ: end of the path, and why.
KNOWN = {
    "test/test_compile.py": "a name after a dot at the start of a line that is indented less than its"
    " block, inside brackets: the grammar ends the block there",
    "test/test_future_stmt/badsyntax_future8.py": "from __future__ import *: parsed, but never legal",
}


def known_reason(path):
    return next((why for end, why in KNOWN.items() if path.endswith(end)), None)


def normalised(places):
    """CPython's ast gives identifiers in NFKC, stayorgo gives them as written."""
    return sorted((line, column, unicodedata.normalize("NFKC", detail))
                  for line, column, detail in places)


def same(key, ours, theirs, has_fstrings):
    ours, theirs = normalised(ours), normalised(theirs)
    if ours == theirs:
        return True
    # Inside f-strings CPython before 3.12 reports places that are not in the file.
    inside_fstring = key in ("await_expressions", "async_comprehensions")
    old = sys.version_info < (3, 12)
    return old and has_fstrings and inside_fstring and len(ours) == len(theirs)


def differences(path, ours, theirs):
    found = []
    for key in ast_facts.KEYS:
        mine, right = ours["evidence"].get(key, []), theirs["evidence"][key]
        if not same(key, mine, right, theirs["has_fstrings"]):
            mine, right = normalised(mine), normalised(right)
            only_mine = [place for place in mine if place not in right][:SHOWN]
            only_right = [place for place in right if place not in mine][:SHOWN]
            found.append(f"{path}: {key}: {len(mine)}, not {len(right)};"
                         f" only stayorgo {only_mine}; only CPython {only_right}")
        elif ours.get(key, 0) != len(right):
            found.append(f"{path}: {key}: count {ours.get(key, 0)} for {len(right)} places")
    return found


def facts_of(program, root, paths):
    done = subprocess.run([program, "facts", "--per-file", "--quiet", "--files", "-", str(root)],
                          input="\n".join(paths) + "\n", capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"stayorgo exited with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)["files"]


def compare(program, root):
    """Returns (files compared, files that CPython cannot parse, differences)."""
    paths = ast_facts.python_files(root)
    if not paths:
        return 0, 0, [f"{root}: no Python files"]
    ours = facts_of(program, root, paths)
    compared, unparsable, found = 0, 0, []
    for path in paths:
        theirs = ast_facts.facts_of_file(os.path.join(root, path))
        if theirs is None:
            unparsable += 1
            continue
        compared += 1
        if path not in ours:
            found.append(f"{path}: no facts")
            continue
        different = differences(path, ours[path], theirs)
        reason = known_reason(path)
        if different and reason:
            print(f"known to differ: {path}: {reason}")
        else:
            found += different
    return compared, unparsable, found


def download(folder):
    """Downloads and unpacks PACKAGES; returns their folders."""
    roots = []
    for package in PACKAGES:
        target = Path(folder) / package.replace("==", "-")
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                        "--only-binary", ":all:", "--dest", str(target), package], check=True)
        for wheel in target.glob("*.whl"):
            zipfile.ZipFile(wheel).extractall(target / "source")
        roots.append(target / "source")
    return roots


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stayorgo", default=os.environ.get("STAYORGO", "build/stayorgo"))
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--pypi", action="store_true")
    parser.add_argument("folders", nargs="*")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)

    with tempfile.TemporaryDirectory() as folder:
        roots = [Path(root) for root in options.folders]
        roots += [Path(sysconfig.get_path("stdlib"))] if options.stdlib else []
        roots += download(folder) if options.pypi else []
        failed = False
        for root in roots or [REPOSITORY / "tests", REPOSITORY / "fixtures"]:
            compared, unparsable, found = compare(options.stayorgo, root)
            print(f"{root.parent.name}/{root.name}: {compared} files compared, {unparsable} that"
                  f" CPython cannot parse, {len(found)} differences")
            for line in found:
                print(line)
            failed = failed or bool(found) or compared == 0
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
