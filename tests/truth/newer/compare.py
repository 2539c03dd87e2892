# SPDX-License-Identifier: MIT
"""Syntax that is newer than the interpreter of the tests, or older: names as we find them, against libcst.

    compare.py --stayorgo PROGRAM

truth/syntax compares with CPython's ast, but only what that CPython parses. Here the authority for each file of
samples/ is libcst, which knows Python up to 3.14; for what it does not parse it is old.json, recorded from the
ast of the Python that did (2.7). Classes and functions must agree in line and qualified name, imports in line
and module. A file in PROBLEMS is said to have parts that could not be parsed, although its names agree; that
must be so, and of no other file that libcst parses.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import venvs  # noqa: E402

PROBLEMS = {"type_parameters.py": "the grammar does not know defaults of type parameters (PEP 696)"}
KEYS = {"classes": "classes", "functions": "functions", "imports": "imports_absolute"}


def ask(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


def theirs(paths):
    python = venvs.python_of("newer", HERE / "requirements.txt")
    old = json.loads((HERE / "old.json").read_text())
    for path, names in ask([python, HERE / "names.py", *paths]).items():
        name = Path(path).name
        if (names is None) != (name in old):
            sys.exit(f"{name}: libcst {'cannot parse it' if names is None else 'parses it now'}: mend old.json")
        yield name, names or old[name], names is not None


def ours(program, folder):
    files = ask([program, "facts", "--per-file", "--quiet", "--no-ignore", folder])["files"]
    problems = ask([program, "scan", "--quiet", "--format", "json", "--no-ignore", folder])["problems"]
    found = {}
    for name, file in files.items():
        places = {key: file["evidence"].get(fact, []) for key, fact in KEYS.items()}
        found[name] = {key: sorted([line, detail] for line, _, detail in hits) for key, hits in places.items()}
    return found, {problem["path"] for problem in problems}


def differences(name, left, right):
    for key in KEYS:
        for place in left[key]:
            if place not in right[key]:
                yield f"{name}:{place[0]}: {key}: {place[1]} is missing"
        for place in right[key]:
            if place not in left[key]:
                yield f"{name}:{place[0]}: {key}: {place[1]} is not there"
        if len(left[key]) != len(right[key]):
            yield f"{name}: {len(right[key])} {key}, there are {len(left[key])}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", required=True)
    options = parser.parse_args()
    samples = sorted((HERE / "samples").glob("*.py"))
    found, broken = ours(options.stayorgo, HERE / "samples")
    bad, compared = [], 0
    for name, names, is_new in theirs(samples):
        bad += differences(name, names, found[name])
        compared += sum(len(places) for places in names.values())
        if is_new and (name in broken) != (name in PROBLEMS):
            bad.append(f"{name}: parts {'could not' if name in broken else 'can'} be parsed")
    for line in bad:
        print(line)
    print(f"{compared} names in {len(samples)} files; {len(bad)} differences")
    sys.exit(1 if bad or compared < 60 else 0)


if __name__ == "__main__":
    main()
