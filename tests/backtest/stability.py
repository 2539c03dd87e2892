#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scans ten projects as they were in each of the twelve months before their commit in cases.tsv.

    stability.py PROGRAM [ID]... --clones DIR

DIR/<owner>+<name> is any clone that has the history. A verdict should change only where the code gives cause: for
each change the signals are told whose part in it is the largest, with their counts before and after. Not run by
ctest: it needs the clones, and judging whether a cause is one takes a reader.
"""

import argparse
import csv
import datetime
import subprocess
import sys
import tempfile
from pathlib import Path

from collect import export, scan

HERE = Path(__file__).resolve().parent
MONTHS = 12
TOLD = 6  # signals a change
# From each framework, stayers and movers, with a year of steady work before the commit.
PROJECTS = ["stay-dj-netbox-2021", "stay-dj-healthchecks-2019", "mig-dj-fa-papermerge-core",
            "stay-fa-freqtrade-2022", "stay-fa-titiler-2022", "stay-fl-ctfd-2020", "stay-fl-redash-2019",
            "mig-fl-fa-py-ispyb", "mig-fl-fa-discord-access", "mig-aiohttp-fa-annuaire-entrepris-search-api"]


def months_before(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, 28))


def revisions(clones, row):
    """The last commit of the main line on or before the day of each month, oldest first, each once."""
    git = ["git", f"--git-dir={clones / row['repo'].replace('/', '+')}"]
    day = datetime.date.fromisoformat(row["date"])
    found = []
    for months in range(MONTHS - 1, 0, -1):
        until = f"--before={months_before(day, months)}T23:59:59Z"
        commit = subprocess.run([*git, "rev-list", "-1", "--first-parent", until, row["commit"]],
                                capture_output=True, text=True, check=True).stdout.strip()
        if commit and commit not in found:
            found.append(commit)
    return [*found, row["commit"]]


def main_project(report):
    return max(report["projects"], key=lambda p: (p["verdict"]["decision"] != "none", p["files"]), default=None)


def advice(project):
    if project is None:
        return "nothing"
    verdict = project["verdict"]
    return f"{verdict['decision']} {verdict['target'] or ''}".strip()


def causes(before, after):
    """Signals whose contributions differ most, and what else the pull is made of."""
    parts = [{s["id"]: (s["count"], s["contribution"]) for s in p["signals"]} for p in (before, after)]
    names = sorted(set(parts[0]) | set(parts[1]))
    gone = (0, 0.0)
    changes = [(abs(parts[1].get(n, gone)[1] - parts[0].get(n, gone)[1]), n) for n in names]
    told = [f"{n} {parts[0].get(n, gone)[0]} -> {parts[1].get(n, gone)[0]}" for change, n in
            sorted(changes, key=lambda c: (-c[0], c[1]))[:TOLD] if change > 0.001]
    days = [p["verdict"]["effort_days"] for p in (before, after)]
    frameworks = [p["framework"] for p in (before, after)]
    if frameworks[0] != frameworks[1]:
        told.insert(0, f"built on {frameworks[0]} -> {frameworks[1]}")
    return ", ".join([*told, f"person-days {days[0]:g} -> {days[1]:g}"])


def follow(program, clones, row):
    """The main project at each revision, oldest first: [(commit, project or None)]."""
    out = []
    for commit in revisions(clones, row):
        with tempfile.TemporaryDirectory() as folder:
            if not export(clones, {**row, "commit": commit}, Path(folder) / "tree"):
                print(f"{row['id']}: the clone lacks files of {commit}", file=sys.stderr)
                continue
            out.append((commit, main_project(scan(program, Path(folder) / "tree"))))
    return out


def show(row, followed):
    pulls = " ".join("–" if p is None or p["verdict"]["pull"] is None else f"{p['verdict']['pull']:+.3f}"
                     for _, p in followed)
    runs = []
    for _, project in followed:
        if not runs or runs[-1][0] != advice(project):
            runs.append([advice(project), 0])
        runs[-1][1] += 1
    print(f"| {row['id']} | {', then '.join(f'{text} ({n})' for text, n in runs)} | {pulls} |")
    changes = []
    for (_, before), (commit, after) in zip(followed, followed[1:]):
        if advice(before) != advice(after):
            why = causes(before, after) if before and after else "a project comes or goes"
            changes.append(f"{row['id']} at {commit[:10]}: {advice(before)} -> {advice(after)}: {why}")
    return changes


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("program")
    args.add_argument("ids", nargs="*", default=PROJECTS)
    args.add_argument("--clones", type=Path, required=True)
    args = args.parse_args()
    with (HERE / "cases.tsv").open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    print("| case | verdicts, oldest first (revisions) | pull, oldest first |\n|---|---|---|")
    changes = []
    for name in args.ids:
        changes += show(rows[name], follow(args.program, args.clones, rows[name]))
        sys.stdout.flush()
    print("", *changes, sep="\n")


if __name__ == "__main__":
    main()
