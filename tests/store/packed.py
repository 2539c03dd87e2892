# SPDX-License-Identifier: MIT
"""Facts that were packed for the cache and unpacked are the same, and damaged ones do no harm
(build/tests/packed).

    packed.py [--damage N] [FOLDER...]    default: tests and fixtures of this repository
    packed.py --stdlib                    the running interpreter's library with its tests
"""
import argparse
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def check(tool, root, damage):
    """Problems, as lines."""
    paths = [str(path) for path in sorted(root.rglob("*.py")) if "\n" not in str(path)]
    done = subprocess.run([tool, str(damage)], input="\n".join(paths) + "\n", capture_output=True,
                          text=True, check=False)
    print(f"{root.name}: {done.stdout.strip()}")
    counts = re.search(r"(\d+) files, 0 differ; (\d+) damaged, (\d+) of them pass", done.stdout)
    if done.returncode or not counts:
        return [f"{root}: status {done.returncode}\n{done.stderr[:4000]}"]
    files, damaged, passed = map(int, counts.groups())
    if files < 50:
        return [f"{root}: only {files} files"]
    # What is damaged in a letter or a line number passes; a length or an index does not.
    return [f"{root}: {passed} of {damaged} damaged ones pass"] if passed > 0.8 * damaged else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stayorgo", default=os.environ.get("STAYORGO", "build/stayorgo"))
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--damage", type=int, default=5)
    parser.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args()
    tool = str(Path(options.stayorgo).parent / "tests" / "packed")
    roots = options.folders or [REPOSITORY / "tests", REPOSITORY / "fixtures"]
    if options.stdlib:
        roots = [Path(sysconfig.get_path("stdlib"))]
    problems = [problem for root in roots for problem in check(tool, root, options.damage)]
    print(*problems, sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
