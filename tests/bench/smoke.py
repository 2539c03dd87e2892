# SPDX-License-Identifier: MIT
"""Does the bench still work? A tiny corpus, one round, nothing fetched, and not a word about how long it took.

    smoke.py --stayorgo build/stayorgo
"""

import argparse
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.dont_write_bytecode = True

import chart
import corpus
import measure

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY / "fixtures" / "django_saas_admin" / "input"
TOOLS = ("stayorgo", "one", "full", "full_one", "cpython")
SIZES = (5, 40)  # fewer than the corpus has, and more


def expect(is_so, what):
    if not is_so:
        sys.exit(f"bench: {what}")


def check_run(program, folder):
    runs = folder / "runs.json"
    command = [sys.executable, str(REPOSITORY / "tests" / "bench" / "bench.py"), "--stayorgo", program,
               "--folder", str(folder), "--corpora", str(CORPUS), "--rounds", "2", "--tools", ",".join(TOOLS),
               "--growth", ",".join(map(str, SIZES)), "--json", str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"exited with {done.returncode}: {done.stderr}")
    rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    expect(len(rows) == 2 + len(TOOLS) + 1 + 2 + len(SIZES), f"unexpected tables:\n{done.stdout}")
    expect(all(line.count("|") in (3, 7) for line in rows), f"broken tables:\n{done.stdout}")
    results = json.loads(runs.read_text(encoding="utf-8"))[CORPUS.name]
    expect(set(results) == set(TOOLS) and all(len(each) == 2 for each in results.values()), "runs are missing")
    expect(all(cpu > 0 and peak > 0 for each in results.values() for _, cpu, peak in each), "empty runs")


def check_growth(program, folder):
    """Every copy is a package of its own, and all of them parse."""
    base = corpus.measure("tiny", CORPUS)
    grown = corpus.grow(base, 2 * base.files, folder)
    expect(grown.files == 2 * base.files, f"{grown.files} files, not {2 * base.files}")
    packages = {path.parts[0] for path in (file.relative_to(CORPUS) for file in CORPUS.rglob("*.py"))}
    wanted = {f"{name.stem}_{copy:04}{name.suffix}" for name in map(Path, packages) for copy in (0, 1)}
    found = {path.name for path in grown.path.iterdir()}
    expect(found == wanted, f"copies of {packages} are {found}")
    done = subprocess.run([program, "facts", "--quiet", str(grown.path)], capture_output=True, text=True, check=True)
    facts = json.loads(done.stdout)["facts"]
    expect(facts["files_parsed"] == grown.files and facts["files_with_errors"] == 0, f"{facts}")


def check_numbers():
    runs = {"a": [measure.Run(1, 1, 1), measure.Run(9, 1, 1), measure.Run(2, 1, 3)],
            "b": [measure.Run(2, 1, 1), measure.Run(3, 1, 1), measure.Run(4, 1, 1)]}
    expect(measure.median(runs["a"]) == 2 and measure.median(runs["a"], "peak") == 1, "wrong medians")
    expect(measure.ratio(runs, "a", "b") == 0.5, "wrong ratio")
    ElementTree.fromstring(chart.bars("a < b", [("stay & go", 1.5, True), ("other", 0.0, False)], "2 cores"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stayorgo", default="build/stayorgo")
    program = str(Path(parser.parse_args().stayorgo).resolve())
    check_numbers()
    with tempfile.TemporaryDirectory() as folder:
        check_run(program, Path(folder))
        check_growth(program, Path(folder))


if __name__ == "__main__":
    main()
