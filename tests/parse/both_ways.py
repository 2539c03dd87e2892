# SPDX-License-Identifier: MIT
"""The quick parser against tree-sitter over whole folders: every field of every file's facts
(build/tests/both_ways), and what `stayorgo facts --per-file` prints with and without --full-parse.

    both_ways.py --stayorgo PROGRAM [FOLDER...]    default: tests and fixtures of this repository
    both_ways.py --stayorgo PROGRAM --stdlib       the running interpreter's library with its tests
    both_ways.py --stayorgo PROGRAM --pypi         the packages of tests/truth/compare.py

Exits 1 if anything differs, or if so few files are parsed quickly that the quick parser must be broken.
"""

import argparse
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests" / "truth"))
import compare  # noqa: E402

QUICK_SHARE = 0.8  # of the files, at least


def facts_differ(program, root):
    command = [program, "facts", "--per-file", "--quiet", "--no-ignore", str(root)]
    quick, full = (subprocess.run(command + more, capture_output=True, check=True).stdout
                   for more in ([], ["--full-parse"]))
    return quick != full


def check(program, tool, root):
    """Problems, as lines."""
    paths = [str(path) for path in sorted(root.rglob("*.py")) if "\n" not in str(path)]
    done = subprocess.run([tool], input="\n".join(paths) + "\n", capture_output=True, text=True,
                          check=False)
    print(f"{root.parent.name}/{root.name}: {done.stdout.strip()}")
    counts = re.search(r"(\d+) files .*, (\d+) of them", done.stdout)
    problems = [f"{root}: facts differ"] if done.returncode else []
    if not counts or int(counts[2]) < QUICK_SHARE * int(counts[1]):
        problems.append(f"{root}: too few files are parsed quickly")
    if facts_differ(program, root):
        problems.append(f"{root}: stayorgo facts differs with --full-parse")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stayorgo", default=os.environ.get("STAYORGO", "build/stayorgo"))
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--pypi", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args()
    tool = str(Path(options.stayorgo).parent / "tests" / "both_ways")

    with tempfile.TemporaryDirectory() as folder:
        roots = list(options.folders)
        roots += [Path(sysconfig.get_path("stdlib"))] if options.stdlib else []
        roots += compare.download(folder) if options.pypi else []
        problems = []
        for root in roots or [REPOSITORY / "tests", REPOSITORY / "fixtures"]:
            problems += check(options.stayorgo, tool, root)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
