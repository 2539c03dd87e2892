# SPDX-License-Identifier: MIT
"""The decision once more, in Python with numpy, so that fitting can ask it a hundred thousand times.

    rules = Rules.load(Path("rules"))
    case = Case(base="flask", signals={"api.json_by_hand": (33, 0)}, days={"django": 12, "fastapi": 9})
    pull, target = decide(rules, [case], rules.start)

It must not drift from src/judge/decide.c: `check.py` compares both on every fixture. Cuts are left out: a
split is counted as a move wherever it is compared with a reading.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# What is fitted: the weights of the criteria and the numbers that hold a project where it is.
NUMBERS = ["cost.weight", "cost.half_days", "inertia", "inertia.other", "forced.factor"]


@dataclass
class Case:
    id: str = ""
    repo: str = ""
    base: str = ""
    none: str = ""
    signals: dict = field(default_factory=dict)  # id -> (count, size)
    days: dict = field(default_factory=dict)  # "django", "fastapi" -> person-days
    files: int = 0
    outcome: str = ""  # what the project did
    target: str = ""
    advised: str = ""  # what the readings said: stay, move, none
    advised_target: str = ""


class Rules:
    def __init__(self, folder):
        matrix = json.loads((folder / "matrix.json").read_text(encoding="utf-8"))
        self.criteria = matrix["criteria"]
        self.numbers = matrix["numbers"]
        self.signals = [s for path in sorted((folder / "signals").glob("*.json"))
                        for s in json.loads(path.read_text(encoding="utf-8"))["signals"]]
        self.sides = {f["id"]: f["side"] for f in (json.loads(p.read_text(encoding="utf-8"))
                                                   for p in sorted((folder / "frameworks").glob("*.json")))}
        self.criterion = {c["id"]: i for i, c in enumerate(self.criteria)}
        self.names = [f"criterion.{c['id']}" for c in self.criteria] + NUMBERS
        self.start = np.array([c["weight"] for c in self.criteria] + [self.numbers[n] for n in NUMBERS], float)

    def kind(self, signal, base):
        kind = signal["kind"]
        return signal.get("kind_on", {}).get(base or "none", kind)

    def points(self, case, criteria_count):
        """Needs and forced points by criterion and side: [criterion][need django, need fastapi, forced d, forced f]."""
        out = np.zeros((criteria_count, 4))
        for signal in self.signals:
            count, size = case.signals.get(signal["id"], (0, 0))
            kind = self.kind(signal, case.base)
            if not count or kind not in ("need", "forced"):
                continue
            strength = signal["strength"]
            half = strength["half"] + strength.get("share", 0) * size
            points = strength["weight"] * abs(signal["lean"]) * (count / (count + half))
            column = (0 if signal["lean"] < 0 else 1) + (2 if kind == "forced" else 0)
            out[self.criterion[signal["criterion"]], column] += points
        return out


class Sample:
    """Cases as arrays, so that one call decides all of them."""

    def __init__(self, rules, cases):
        self.rules, self.cases = rules, cases
        count = len(rules.criteria)
        self.points = np.stack([rules.points(c, count) for c in cases])  # case, criterion, 4
        self.half = np.array([c["half"] for c in rules.criteria], float)
        self.days = np.array([[c.days.get("django", 0), c.days.get("fastapi", 0)] for c in cases], float)
        self.side = np.array([rules.sides.get(c.base, "other") for c in cases])

    def scores(self, weights):
        """Pull towards Django, pull towards FastAPI (-inf where the project already is), and the evidence."""
        count = len(self.rules.criteria)
        criteria = weights[:count]
        cost_weight, cost_half, inertia, inertia_other, forced = weights[count:]
        django = self.points[:, :, 0] + forced * self.points[:, :, 2]
        fastapi = self.points[:, :, 1] + forced * self.points[:, :, 3]
        divisor = django + fastapi + self.half
        fit = (criteria * (fastapi - django) / divisor).sum(1) / criteria.sum()
        evidence = (criteria * (fastapi + django) / divisor).sum(1) / criteria.sum()
        cost = cost_weight * self.days / (self.days + cost_half)
        held = np.where(self.side == "other", inertia_other, inertia)
        to_django = np.where(self.side == "django", -np.inf, -fit - cost[:, 0] - held)
        to_fastapi = np.where(self.side == "fastapi", -np.inf, fit - cost[:, 1] - held)
        return fit, to_django, to_fastapi, evidence

    def decide(self, weights):
        """[(decision, target, pull)] as the program would say it."""
        fit, to_django, to_fastapi, evidence = self.scores(weights)
        numbers = self.rules.numbers
        out = []
        for i, case in enumerate(self.cases):
            side = self.side[i]
            target = {"django": "fastapi", "fastapi": "django"}.get(side, "django" if fit[i] < 0 else "fastapi")
            pull = float(to_django[i] if target == "django" else to_fastapi[i])
            if case.none:
                out.append(("none", "", None))
            elif evidence[i] < numbers["threshold.evidence"]:
                out.append(("undecided", "", pull))
            elif pull > numbers["threshold.migrate"]:
                out.append(("migrate", target, pull))
            else:
                out.append(("stay", "", pull))
        return out


def load_cases(path):
    cases = []
    for row in json.loads(path.read_text(encoding="utf-8"))["cases"]:
        row = dict(row)
        row["signals"] = {k: tuple(v) if isinstance(v, list) else (v, 0) for k, v in row["signals"].items()}
        cases.append(Case(**row))
    return cases


def case_of_report(report, **known):
    """The main project of a JSON report as a case."""
    project = max(report["projects"], key=lambda p: (p["verdict"]["decision"] != "none", p["files"]))
    return Case(base=project["framework"] or "", none=project["basis"]["none"] or "",
                signals={s["id"]: (s["count"], s.get("size", 0)) for s in project["signals"]},
                days=project["basis"]["days"], files=project["files"], **known)
