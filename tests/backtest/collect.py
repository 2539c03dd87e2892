#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scans the cases of cases.tsv and keeps what their decisions rest on: counts, no code.

    collect.py PROGRAM SNAPSHOTS [--clones DIR]     writes dev.json beside this file

SNAPSHOTS/<id> is the tree of the case's commit. With --clones, a missing one is exported first from the
git directory DIR/<owner>+<name> (any clone that has the commit). Cases without a snapshot are named, and left
as they were in dev.json. What the projects did, and what readings advised, stands in cases.tsv alone.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from model import case_of_report

HERE = Path(__file__).resolve().parent


def within(member, folder):
    """Of a tree that a clone has: everything but links that lead out of it, which no scan follows anyway."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def export(clones, row, target):
    git = clones / row["repo"].replace("/", "+")
    if not git.exists():
        return False
    with subprocess.Popen(["git", f"--git-dir={git}", "archive", row["commit"]], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as archive:
        target.mkdir(parents=True)
        try:
            with tarfile.open(fileobj=archive.stdout, mode="r|") as tar:
                tar.extractall(target, filter=within)
        except tarfile.TarError:
            pass  # git says why: its exit status is not 0
        archive.stdout.read()
    if archive.returncode != 0:
        shutil.rmtree(target)
    return archive.returncode == 0


def scan(program, folder):
    run = subprocess.run([program, "scan", "-o", "json", str(folder)], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{folder}: {run.stderr.decode(errors='replace').strip()}")
    return json.loads(run.stdout)


def record_of(case):
    record = {k: v for k, v in vars(case).items() if k != "known"}
    record["signals"] = {k: n if not size else [n, size] for k, (n, size) in sorted(case.signals.items())}
    return record


def write(cases):
    """A line a count, so that a change of the rules is read as one; cuts, which nobody reads, a line each."""
    text = []
    for case in cases:
        body = json.dumps({k: v for k, v in case.items() if k != "cuts"}, indent=1)
        cuts = ",\n  ".join(json.dumps(cut) for cut in case["cuts"])
        text.append(f'{body[:-2]},\n "cuts": [{cuts}]\n}}')
    return '{"cases": [\n' + ",\n".join(text) + "\n]}\n"


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("program")
    args.add_argument("snapshots", type=Path)
    args.add_argument("--clones", type=Path)
    args = args.parse_args()
    out = HERE / "dev.json"
    old = {c["id"]: c for c in json.loads(out.read_text(encoding="utf-8"))["cases"]} if out.exists() else {}
    cases, missing = [], []
    with (HERE / "cases.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        folder = args.snapshots / row["id"]
        if not folder.exists() and not (args.clones and export(args.clones, row, folder)):
            missing.append(row["id"])
            if row["id"] in old:
                cases.append(old[row["id"]])
            continue
        cases.append(record_of(case_of_report(scan(args.program, folder), row["id"])))
    out.write_text(write(cases), encoding="utf-8")
    print(f"{len(cases)} cases, {len(missing)} without a snapshot: {' '.join(missing)}")


if __name__ == "__main__":
    main()
