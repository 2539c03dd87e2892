#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""model.py decides as the program does: on every fixture, and with weights and counts changed at random.

    scan -o json ─► report.json ─► rescore --set WEIGHT=X … --what-if SIGNAL=N …
                                     │                        │
                             its verdict, target, pull   ==   model.py's, with rules changed alike

Else the figures of the backtest would be those of another program. Changes are drawn with a fixed seed; a pull
may differ by what six decimals cannot say.
"""

import argparse
import copy
import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from model import Rules, Sample, case_of_project

ROOT = Path(__file__).resolve().parents[2]
DRAWS = 6         # perturbations a fixture
MIN_CHECKED = 300  # projects decided twice; fewer would mean that fixtures were not found
MIN_MOVED = 20     # perturbed projects whose decision is not that of the scan, or nothing is tried
ROUNDING = 0.5e-6 + 1e-9
FIXED = "framework."  # what a project is built on was settled by the scan
COUNTS = (0, 1, 2, 3, 5, 8, 20, 60, 400)


def run(program, *arguments, text=None):
    result = subprocess.run([program, *arguments], input=text, capture_output=True, check=False)
    if result.returncode != 0:
        raise AssertionError(f"{arguments}: {result.stderr.decode(errors='replace').strip()}")
    return result.stdout


def places(rules):
    """name for --set -> (the dict that holds the weight, its key, the most that it may be)."""
    out = {name: (rules.numbers, name, 1e6) for name in rules.numbers if not name.startswith(FIXED)}
    out["threshold.split_share"] = (rules.numbers, "threshold.split_share", 1)
    for criterion in rules.criteria:
        out[f"{criterion['id']}.weight"] = (criterion, "weight", 1e6)
        out[f"{criterion['id']}.half"] = (criterion, "half", 1e6)
    for signal in rules.signals:
        out[f"{signal['id']}.weight"] = (signal["strength"], "weight", 1e6)
        out[f"{signal['id']}.half"] = (signal["strength"], "half", 1e6)
        out[f"{signal['id']}.lean"] = (signal, "lean", 1)
        if "share" in signal["strength"]:
            out[f"{signal['id']}.share"] = (signal["strength"], "share", 1e6)
    return out


def draw(rules, projects, rng, splits):
    """Some weights of what was found, and some counts of whatever has a say, at random. With `splits` almost
    any cut holds, or splits would hardly come up."""
    rules = copy.deepcopy(rules)
    known = places(rules)
    found = {s["id"] for p in projects for s in p["signals"]}
    near = [n for n in known if n.rpartition(".")[0] in found or known[n][0] is rules.numbers
            or any(known[n][0] is c for c in rules.criteria)]
    sets, counts = {}, {}
    if splits:
        sets = {"threshold.split_need": 0.1, "threshold.split_share": 0.5}
        rules.numbers.update(sets)
    for name in rng.sample(near, rng.randint(1, min(8, len(near)))):
        holder, key, most = known[name]
        value = holder[key] * rng.choice((0.1, 0.5, 0.9, 1.5, 3, 8))
        value = round(max(-1.0, min(value, most)), 6)
        if value == 0:
            continue
        holder[key] = value
        sets[name] = value
    for _ in range(rng.randint(0, 4)):
        project = rng.choice(projects)
        here = {s["id"] for s in project["signals"]}
        speaking = [s["id"] for s in rules.signals if rules.kind(s, case_of_project(project)) != "ignore"
                    and (s["id"] in here or rng.random() < 0.2)]
        if speaking:
            counts[f"{project['root']}:{rng.choice(speaking)}"] = rng.choice(COUNTS)
    return rules, sets, counts


def differences(rules, report, where):
    """Sentences on what model.py decides otherwise than this report."""
    cases = [case_of_project(project) for project in report["projects"]]
    if not cases:
        return []
    out = []
    for project, (decision, target, pull, _) in zip(report["projects"], Sample(rules, cases).decide(rules.start)):
        said = project["verdict"]
        same = (decision, target) == (said["decision"], said["target"] or "")
        same = same and (pull is None) == (said["pull"] is None)
        if same and pull is not None:
            same = abs(pull - said["pull"]) <= ROUNDING
        if not same:
            out.append(f"{where} {project['root']}: the program says {said['decision']} {said['target']} "
                       f"{said['pull']}, model.py {decision} {target} {pull}")
    return out


def check_fixture(program, rules, folder, seed):
    rng = random.Random(f"{seed} {folder.name}")
    text = run(program, "scan", "-q", "-o", "json", str(folder / "input"))
    scanned = json.loads(text)
    problems = differences(rules, scanned, folder.name)
    checked, moved, used = len(scanned["projects"]), 0, set()
    for i in range(DRAWS if scanned["projects"] else 0):
        changed, sets, counts = draw(rules, scanned["projects"], rng, splits=i % 2)
        arguments = [f"--set={name}={value!r}" for name, value in sets.items()]
        arguments += [f"--what-if={name}={count}" for name, count in counts.items()]
        report = json.loads(run(program, "rescore", "-", "-o", "json", *arguments, text=text))
        problems += differences(changed, report, f"{folder.name} {' '.join(arguments)}")
        checked += len(report["projects"])
        moved += sum(a["verdict"]["decision"] != b["verdict"]["decision"]
                     for a, b in zip(scanned["projects"], report["projects"]))
        used.update(p["verdict"]["decision"] for p in report["projects"])
    return problems, checked, moved, used


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--stayorgo", required=True, metavar="PROGRAM")
    args.add_argument("--rules", type=Path, default=ROOT / "rules")
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    rules = Rules(args.rules)
    folders = sorted(p.parent for p in (ROOT / "fixtures").glob("*/input"))
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda f: check_fixture(args.stayorgo, rules, f, args.seed), folders))
    problems = [line for result in results for line in result[0]]
    checked, moved = sum(r[1] for r in results), sum(r[2] for r in results)
    decisions = sorted(set().union(*(r[3] for r in results)))
    if checked < MIN_CHECKED or moved < MIN_MOVED:
        problems.append(f"too little was tried: {checked} projects, {moved} with another decision")
    if len(decisions) < 5:
        problems.append(f"not every decision came up: only {', '.join(decisions)}")
    print("\n".join(problems) or f"{checked} projects decided alike, {moved} of them otherwise than scanned")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
