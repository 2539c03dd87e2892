# SPDX-License-Identifier: MIT
"""The decision once more, in Python with numpy, so that fitting can ask it a hundred thousand times.

    rules = Rules.load(Path("rules"))
    case = Case(base="flask", signals={"api.json_by_hand": (33, 0)}, days={"django": 12, "fastapi": 9})
    Sample(rules, [case]).decide(rules.start) == [Decided("migrate", "fastapi", 0.03, "fastapi")]

It must not drift from src/judge/decide.c: `check.py` compares both on every fixture. What a move costs is
taken from the report, in person-days, and not priced again.
"""

import csv
import json
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

# What is fitted: the weights of the criteria and the numbers that hold a project where it is.
NUMBERS = ["cost.weight", "cost.half_days", "inertia", "inertia.other", "forced.factor"]


@dataclass
class Case:
    # What the program counted, kept in dev.json:
    id: str = ""
    base: str = ""  # the framework that it is built on
    second: str = ""  # another one that serves beside it
    none: str = ""
    files: int = 0  # own Python files, tests among them
    signals: dict = field(default_factory=dict)  # id -> (count, size)
    days: dict = field(default_factory=dict)  # "django", "fastapi" -> person-days
    cuts: list = field(default_factory=list)  # for each directory that may be carved out: id -> count inside
    known: dict = field(default_factory=dict)  # the row of cases.tsv

    @property
    def repo(self):
        return self.known["repo"]

    @property
    def outcome(self):
        """What the project did: stay or migrate, and where to."""
        return self.known["outcome"]

    @property
    def target(self):
        return self.known["target"]

    @property
    def advised(self):
        """What most readings said: stay, move or none; empty if nobody read it."""
        return self.known["advised"]

    @property
    def advised_target(self):
        return self.known["advised_target"]


class Decided(NamedTuple):
    decision: str  # as the program says it
    target: str    # of a move, else empty
    pull: float    # None for what is no web project
    toward: str    # where a move would go, also where the advice is to stay


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

    @property
    def start(self):
        return np.array([c["weight"] for c in self.criteria] + [self.numbers[n] for n in NUMBERS], float)

    def kind(self, signal, case):
        """What a second framework brings along is no need either."""
        on = signal.get("kind_on", {})
        kind = on.get(case.base or "none", signal["kind"])
        return "forced" if kind == "need" and on.get(case.second) == "forced" else kind

    def weighed(self, case):
        """(signal, its kind here, its points before the factor of forced ones) of all that has a say."""
        for signal in self.signals:
            count, size = case.signals.get(signal["id"], (0, 0))
            kind = self.kind(signal, case)
            if not count or kind not in ("need", "forced"):
                continue
            strength = signal["strength"]
            half = strength["half"] + strength.get("share", 0) * size
            yield signal, kind, strength["weight"] * abs(signal["lean"]) * (count / (count + half))

    def points(self, case):
        """By criterion: [need Django, need FastAPI, forced Django, forced FastAPI]."""
        out = np.zeros((len(self.criteria), 4))
        for signal, kind, points in self.weighed(case):
            column = (0 if signal["lean"] < 0 else 1) + (2 if kind == "forced" else 0)
            out[self.criterion[signal["criterion"]], column] += points
        return out

    def is_cut(self, case):
        """Whether a service can be carved out: only needs say so, so no fitted weight has a part in it."""
        if self.sides.get(case.base) != "django":
            return False
        share, need = self.numbers["threshold.split_share"], self.numbers["threshold.split_need"]
        parts = []  # (is the product's, points, places in each cut by count)
        for signal, kind, points in self.weighed(case):
            separable = self.criteria[self.criterion[signal["criterion"]]].get("separable", False)
            if kind == "need" and (signal["lean"] < 0 or separable):
                parts.append((signal["lean"] < 0, points, case.signals[signal["id"]][0], signal["id"]))
        product = sum(points for ours, points, _, _ in parts if ours)
        service = sum(points for ours, points, _, _ in parts if not ours)
        if product < need or service < need:
            return False
        for cut in case.cuts:
            inside = [sum(points * cut.get(name, 0) / count for ours, points, count, name in parts if ours == mine)
                      for mine in (True, False)]
            if inside[1] >= share * service and inside[0] <= (1 - share) * product:
                return True
        return False


class Sample:
    """Cases as arrays, so that one call decides all of them."""

    def __init__(self, rules, cases):
        self.rules, self.cases = rules, cases
        self.points = np.stack([rules.points(c) for c in cases])  # case, criterion, 4
        self.cut = [rules.is_cut(c) for c in cases]
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
        """A Decided for each case."""
        fit, to_django, to_fastapi, evidence = self.scores(weights)
        numbers = self.rules.numbers
        out = []
        for i, case in enumerate(self.cases):
            toward = {"django": "fastapi", "fastapi": "django"}.get(self.side[i], "django" if fit[i] < 0 else "fastapi")
            pull = float(np.clip(to_django[i] if toward == "django" else to_fastapi[i], -1, 1))
            if case.none:
                out.append(Decided("none", "", None, toward))
            elif evidence[i] < numbers["threshold.evidence"]:
                out.append(Decided("undecided", "", pull, toward))
            elif self.cut[i]:
                out.append(Decided("split", toward, pull, toward))
            elif pull > numbers["threshold.migrate"]:
                out.append(Decided("migrate", toward, pull, toward))
            else:
                out.append(Decided("stay", "", pull, toward))
        return out


def load_cases(path):
    """The cases of dev.json, with the rows of cases.tsv beside it."""
    with (path.parent / "cases.tsv").open(encoding="utf-8") as file:
        known = {row["id"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    cases = []
    for row in json.loads(path.read_text(encoding="utf-8"))["cases"]:
        row = dict(row)
        row["signals"] = {k: tuple(v) if isinstance(v, list) else (v, 0) for k, v in row["signals"].items()}
        cases.append(Case(**row, known=known[row["id"]]))
    return cases


def case_of_project(project, id=""):
    return Case(id=id, base=project["framework"] or "", second=(project["hybrid"] or {}).get("with", ""),
                none=project["basis"]["none"] or "",
                files=project["files"],
                signals={s["id"]: (s["count"], s.get("size", 0)) for s in project["signals"]},
                days=project["basis"]["days"], cuts=[cut["inside"] for cut in project["basis"]["cuts"]])


def case_of_report(report, id=""):
    """The main project of a JSON report as a case."""
    project = max(report["projects"], key=lambda p: (p["verdict"]["decision"] != "none", p["files"]))
    return case_of_project(project, id)
