#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the rules to the figures that were reached: level.json, on the counts of dev.json.

    level.py               the rules as they are
    level.py --left-out    weights fitted anew with each repository left out in turn

A figure below its level fails. One above it is told with the line for level.json: raise the level, so that it
is kept; never lower it to let a change pass, but say in the commit why the change is worth it.
"""

import argparse
import json
import math
import sys
from pathlib import Path

from figures import report
from fit import leave_out
from model import Rules, Sample, load_cases

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LESS_IS_BETTER = ("false_moves", "false_moves_unanimous", "wrong_targets")


def kept_digits(name, value):
    """As written in level.json: counts as they are, shares to two digits, because the third is one pair of cases."""
    return value if isinstance(value, int) else math.floor(value * 100) / 100


def compare(level, figures):
    """(lines on what fell, the level that could be written instead)."""
    fell, better = [], dict(level)
    for name, value in figures.items():
        value = kept_digits(name, value)
        sign = -1 if name in LESS_IS_BETTER else 1
        if sign * value < sign * level[name]:
            fell.append(f"{name} is {value}, the level is {level[name]}")
        elif value != level[name]:
            better[name] = value
    return fell, better


def unknown_signals(rules, cases):
    known = {s["id"] for s in rules.signals}
    return sorted({name for case in cases for name in case.signals} - known)


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--stayorgo", metavar="PROGRAM", help="not needed: the counts are those of dev.json")
    args.add_argument("--rules", type=Path, default=ROOT / "rules")
    args.add_argument("--left-out", action="store_true")
    args = args.parse_args()
    rules, cases = Rules(args.rules), load_cases(HERE / "dev.json")
    unknown = unknown_signals(rules, cases)
    if unknown:
        sys.exit(f"dev.json counts signals that the rules do not have; collect.py counts anew: {' '.join(unknown)}")
    decisions = leave_out(rules, cases) if args.left_out else Sample(rules, cases).decide(rules.start)
    figures = report(cases, decisions)
    kind = "left_out" if args.left_out else "as_is"
    level = json.loads((HERE / "level.json").read_text(encoding="utf-8"))[kind]
    if level.keys() != figures.keys():
        reached = {name: kept_digits(name, value) for name, value in figures.items()}
        sys.exit(f"level.json must have these figures: \"{kind}\": {json.dumps(reached)}")
    fell, better = compare(level, figures)
    for line in fell:
        print(f"below the level: {line}")
    if better != level:
        print(f"above the level; level.json may say: \"{kind}\": {json.dumps(better)}")
    sys.exit(bool(fell))


if __name__ == "__main__":
    main()
