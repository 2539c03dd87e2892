# SPDX-License-Identifier: MIT
"""The account that --explain=tree prints adds up, on every fixture and on all of them at once.

    -0.510277  pull towards FastAPI: stay …
    -0.249560    fit …                                    the three below it are -0.510277, to the last digit
    -0.097325      Project type: 3.633113 points for Django …     so are the points, and the days of the cost

Parsed from the text as it is printed, and held against the JSON of the same scan.
"""

import argparse
import pathlib
import json
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
MIN_CASES = 50
MIN_SUMS = 500
EASY_SPLITS = ["threshold.split_need=0.1", "threshold.split_share=0.5", "threshold.evidence=0"]
TEXT_COLUMN, STEP = 14, 2
NODE = re.compile(r" {2,}(-?\d+\.\d{6})  ( *)(\S.*)$")


class Node:
    def __init__(self, units, depth, text):
        self.units, self.depth, self.text, self.children = units, depth, text, []


def units(text):
    return int(text.replace(".", ""))


def parse(lines):
    """The roots, with the lines of a text that was wrapped put together."""
    roots, way = [], []
    for line in lines:
        match = NODE.match(line)
        if match:
            node = Node(units(match[1]), len(match[2]) // STEP, match[3])
            del way[node.depth:]
            (way[-1].children if way else roots).append(node)
            way.append(node)
        elif way and re.match(" " * (TEXT_COLUMN + STEP * way[-1].depth) + r"\S", line):
            way[-1].text += " " + line.strip()
    return roots


def points(node, side):
    return sum(units(found) for found in re.findall(rf"(\d+\.\d{{6}}) (?:points )?for {side}\b", node.text))


def check(node, counts):
    for child in node.children:
        check(child, counts)
    if not node.children:
        return
    counts["sums"] += 1
    assert sum(child.units for child in node.children) == node.units, node.text
    if " points for Django, " in node.text and node.depth == 2:
        for side in ("Django", "FastAPI"):
            assert sum(points(child, side) for child in node.children) == points(node, side), node.text
            counts["points"] += 1
    cost = re.match(r"cost of (\d+\.\d{6}) person-days", node.text)
    if cost:
        days = sum(units(child.text.split(" ")[0]) for child in node.children)
        assert days == units(cost[1]), node.text
        counts["costs"] += 1


def of_json(number):
    """As the account prints it."""
    return f"{number:.6f}" if number else "0.000000"


def check_account(text, saved, counts):
    account = text[text.index("\nAccount\n"):text.index("\nLooked at\n")]
    roots = parse(account.splitlines())
    for root in roots:
        check(root, counts)
    pulls = [root for root in roots if root.text.startswith("pull towards ")]
    projects = [p for p in json.loads(saved)["projects"] if p["verdict"]["pull"] is not None]
    assert len(pulls) == len(projects)
    for pull, project in zip(pulls, projects):
        assert pull.units == units(of_json(project["verdict"]["pull"])), pull.text
        fit = next(child for child in pull.children if child.text.startswith("fit"))
        assert abs(abs(fit.units) - abs(units(of_json(project["verdict"]["fit"])))) <= 1, fit.text
        assert len(fit.children) == sum(c["weight"] > 0 for c in project["criteria"])
        shown = sum(len(criterion.children) for criterion in fit.children)
        assert shown == sum(s["contribution"] != 0 for s in project["signals"]), "a signal is not shown"
        assert f": {project['verdict']['decision']}" in pull.text
        counts["pulls"] += 1
    every = json.loads(saved)["projects"]
    splits = sum(project["verdict"]["decision"] == "split" for project in every)
    assert len(roots) == 2 * len(every) + 2 * splits, "a cut is not shown, or one that is none"
    counts["splits"] += splits


def check_case(program, folder, counts):
    def run(*arguments, stdin=b""):
        return subprocess.run([program, *arguments], input=stdin, capture_output=True, check=True).stdout.decode()

    text, saved = run("scan", "-q", folder, "--explain=tree"), run("scan", "-q", folder, "-o", "json")
    again = ["rescore", "-", *(word for weight in EASY_SPLITS for word in ("--set", weight))]
    assert run("rescore", "-", "--explain=tree", stdin=saved.encode()) == text, "rescore prints another account"
    check_account(text, saved, counts)
    check_account(run(*again, "--explain=tree", stdin=saved.encode()),
                  run(*again, "-o", "json", stdin=saved.encode()), counts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stayorgo", required=True)
    options = parser.parse_args()
    folders = [FIXTURES, *sorted(path for path in FIXTURES.rglob("input") if path.is_dir())]
    failed, counts = [], {"sums": 0, "points": 0, "costs": 0, "pulls": 0, "splits": 0}
    for folder in folders:
        try:
            check_case(options.stayorgo, folder, counts)
        except AssertionError as error:
            failed.append(f"{folder.relative_to(ROOT)}: {error}")
    print(*failed, sep="\n")
    print(f"{len(folders)} cases, {len(failed)} failed; {counts}")
    is_empty = len(folders) < MIN_CASES or counts["sums"] < MIN_SUMS or not all(counts.values())
    return 1 if failed or is_empty else 0


if __name__ == "__main__":
    sys.exit(main())
