#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fits the named weights to the readings of dev.json, and says honestly how far that carries.

    fit.py [--rules DIR] [--write]      figures with the rules as they are, fitted, and with each repository left out

At most 15 weights move: those of the criteria and the numbers of cost and inertia, each between bounds around
START. The loss is the surprise at what the readings advise (a softmax over staying and both
targets), a little of what the projects did, and a pull back to the start, because forty cases must not
bend a matrix that people are to believe. --write puts the fitted values, rounded, into matrix.json.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from figures import report, report_baselines
from model import NUMBERS, Rules, Sample, load_cases

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

SHARPNESS = 40.0  # softmax per unit of pull
HISTORY = 0.15    # weight of what a project did, beside what readers advised
PRIOR = 0.6       # cost of doubling or halving a weight
STAY = 1.5        # weight of cases where readers say stay: a wrong move does more harm than a missed one
# Where every fit starts, and is pulled back to, whatever matrix.json holds by now: the weights as they were set
# by hand before the first fit.
START = {"criterion.project_type": 3, "criterion.development_speed": 2, "criterion.performance": 2,
         "criterion.learning_curve": 0.3, "criterion.admin": 2.2, "criterion.ecosystem": 1.2,
         "criterion.api_contract": 2, "criterion.realtime": 1.2, "criterion.ai_and_data": 1.2,
         "criterion.structure": 0.6, "cost.weight": 0.3, "cost.half_days": 60, "inertia": 0.14,
         "inertia.other": 0, "forced.factor": 0.15}
CRITERION = (0.65, 1.6)  # bounds of a criterion's weight, as a factor on its start
BOUNDS = {"cost.weight": (0.2, 0.6), "cost.half_days": (20, 150), "inertia": (0.03, 0.2),
          "inertia.other": (0.0, 0.06), "forced.factor": (0.0, 0.3)}


def start_of(rules):
    return np.array([START[name] for name in rules.names], float)


def bounds_of(rules):
    low = [START[n] * CRITERION[0] if n not in BOUNDS else BOUNDS[n][0] for n in rules.names]
    high = [START[n] * CRITERION[1] if n not in BOUNDS else BOUNDS[n][1] for n in rules.names]
    return np.array(low), np.array(high)


def labels(cases):
    """For each case (weight, index of the right answer among stay, django, fastapi), from readings and history."""
    out = []
    for case in cases:
        answers = {}
        if case.advised in ("stay", "none"):
            answers[0] = STAY
        elif case.advised == "move":
            answers[1 if case.advised_target == "django" else 2] = 1.0
        did = 0 if case.outcome == "stay" else {"django": 1, "fastapi": 2}.get(case.target)
        if did is not None:
            answers[did] = answers.get(did, 0) + HISTORY
        out.append(answers)
    return out


def loss(sample, answers, weights, start):
    _, to_django, to_fastapi, _ = sample.scores(weights)
    threshold = sample.rules.numbers["threshold.migrate"]
    scores = np.stack([np.full(len(to_django), threshold), to_django, to_fastapi], axis=1) * SHARPNESS
    scores -= scores.max(axis=1, keepdims=True)
    log_share = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    total = 0.0
    for i, case in enumerate(sample.cases):
        if case.none:
            continue
        for answer, weight in answers[i].items():
            total -= weight * max(log_share[i, answer], -12.0)
    moved = np.log2(np.maximum(weights, 1e-3) / np.maximum(start, 1e-3))
    return total + PRIOR * float((moved ** 2).sum())


def fit(rules, cases, rounds=60):
    """Coordinate search with shrinking steps: slow, simple, and the same every time."""
    sample, answers = Sample(rules, cases), labels(cases)
    low, high = bounds_of(rules)
    start = start_of(rules)
    weights = np.clip(start, low, high)
    best = loss(sample, answers, weights, start)
    step = 0.4
    for _ in range(rounds):
        improved = False
        for i in range(len(weights)):
            for factor in (1 + step, 1 / (1 + step)):
                trial = weights.copy()
                trial[i] = min(max(max(trial[i], 1e-3) * factor, low[i]), high[i])
                value = loss(sample, answers, trial, start)
                if value < best - 1e-9:
                    weights, best, improved = trial, value, True
        if not improved:
            step /= 2
            if step < 0.01:
                break
    return weights


def leave_out(rules, cases):
    """Every case decided with weights that never saw its repository."""
    decisions = {}
    for repo in sorted({c.repo for c in cases}):
        weights = fit(rules, [c for c in cases if c.repo != repo])
        held = [c for c in cases if c.repo == repo]
        for case, decision in zip(held, Sample(rules, held).decide(weights)):
            decisions[case.id] = decision
    return [decisions[c.id] for c in cases]


def write(rules, weights, path):
    matrix = json.loads(path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    for criterion, value in zip(rules.criteria, weights):
        old = f'"id": "{criterion["id"]}"'
        at = text.index(old)
        key = text.index('"weight": ', at) + len('"weight": ')
        end = min(text.index(c, key) for c in ",\n")
        text = text[:key] + f"{float(f'{value:.2g}'):g}" + text[end:]
    for name, value in zip(NUMBERS, weights[len(rules.criteria):]):
        text = text.replace(f'"{name}": {json.dumps(matrix["numbers"][name])}', f'"{name}": {float(f"{value:.2g}"):g}')
    json.loads(text)
    path.write_text(text, encoding="utf-8")


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--rules", type=Path, default=ROOT / "rules")
    args.add_argument("--write", action="store_true")
    args.add_argument("--quick", action="store_true", help="without leaving repositories out")
    args = args.parse_args()
    rules = Rules(args.rules)
    cases = load_cases(HERE / "dev.json")
    print(f"{len(cases)} cases, {len(rules.names)} weights\n")
    report_baselines(cases, print)
    print("\nwith the rules as they are")
    report(cases, Sample(rules, cases).decide(rules.start))
    weights = fit(rules, cases)
    print("\nfitted to all cases")
    report(cases, Sample(rules, cases).decide(weights))
    print("  " + ", ".join(f"{n} {s:g} -> {w:.2g}" for n, s, w in zip(rules.names, start_of(rules), weights)))
    if not args.quick:
        print("\nfitted with each repository left out in turn")
        report(cases, leave_out(rules, cases))
    if args.write:
        write(rules, weights, args.rules / "matrix.json")


if __name__ == "__main__":
    main()
