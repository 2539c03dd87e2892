# SPDX-License-Identifier: MIT
"""How well decisions agree with readings and with history, in the figures that a reader can check.

    figures = report(cases, decisions)     prints all of them; the dict is what level.json keeps

Every case counts in every figure that is about it: one that the program calls no web project, or undecided,
was not told to move. Intervals come from resampling repositories, not cases, because two snapshots of one
project are no two witnesses. All is grouped by what cases.tsv says a project was built on, not by what the
program took it for.
"""

import random
from dataclasses import dataclass

from model import Case, Decided

SMALL = 200  # own Python files
ROUNDS = 2000
FRAMEWORKS = ("django", "fastapi", "flask", "others")
SIDES = ("django", "fastapi")
TO_FASTAPI = "the same, and always to FastAPI"
SAID = ("stay", "undecided", "none", "django", "fastapi")


@dataclass
class Row:
    case: Case
    said: Decided

    @property
    def is_told_to_move(self):
        return self.said.decision in ("migrate", "split")

    @property
    def has_moved(self):
        return self.case.known["outcome"] == "migrate"

    @property
    def before(self):
        before = self.case.known["before"]
        return before if before in FRAMEWORKS else "others"

    @property
    def is_small(self):
        return self.case.files < SMALL

    @property
    def is_unanimous(self):
        verdicts = {reading.split(":")[0] for reading in self.case.known["readings"].split()}
        return len(verdicts) == 1

    @property
    def agrees(self):
        """With most readings: the same verdict, and the same target."""
        if self.case.advised == "move":
            return self.is_told_to_move and self.said.target == self.case.advised_target
        return self.said.decision == self.case.advised

    @property
    def is_false_move(self):
        return self.case.advised in ("stay", "none") and self.is_told_to_move

    @property
    def column(self):
        return self.said.target if self.is_told_to_move else self.said.decision


def share(hits):
    hits = list(hits)
    return sum(hits) / len(hits) if hits else None


def balanced_accuracy(rows):
    """Mean of the shares that are right among movers and among stayers; None without both."""
    shares = [share(r.is_told_to_move == label for r in rows if r.has_moved == label) for label in (True, False)]
    return None if None in shares else sum(shares) / 2


def auc(scored):
    """Chance that a mover has a higher score than a stayer; ties count half. Of (score, has moved)."""
    movers = [s for s, label in scored if label]
    stayers = [s for s, label in scored if not label]
    if not movers or not stayers:
        return None
    wins = sum((m > s) + (m == s) / 2 for m in movers for s in stayers)
    return wins / (len(movers) * len(stayers))


def pull_auc(rows):
    """What is no web project has no pull: it would be the last to be told to move."""
    return auc([(-1 if r.said.pull is None else r.said.pull, r.has_moved) for r in rows])


def direction(rows):
    """Of those that left Flask or others for one of the two: mean of the shares named right for each."""
    left = leavers(rows)
    shares = [share(r.said.toward == side for r in left if r.case.target == side) for side in SIDES]
    return None if None in shares else sum(shares) / 2


def leavers(rows):
    return [r for r in rows if r.has_moved and r.before in ("flask", "others") and r.case.target in SIDES]


def interval(rows, statistic):
    """5 % and 95 % of the statistic over resampled repositories; None where it cannot be computed."""
    rng = random.Random(1)
    groups = {}
    for row in rows:
        groups.setdefault(row.case.repo, []).append(row)
    groups = list(groups.values())
    found = []
    for _ in range(ROUNDS):
        value = statistic([row for _ in groups for row in rng.choice(groups)]) if groups else None
        if value is not None:
            found.append(value)
    found.sort()
    return (found[len(found) // 20], found[-(len(found) // 20) - 1]) if found else (None, None)


# --- Words and tables ----------------------------------------------------------------------------


def percent(value):
    return "  –  " if value is None else f"{value * 100:3.0f} %"


def ranged(rows, statistic, form=percent):
    low, high = interval(rows, statistic)
    return f"{form(statistic(rows))} ({form(low).strip()} to {form(high).strip()})"


def two_digits(value):
    return " –  " if value is None else f"{value:.2f}"


def table(title, rows, labels, label_of, out):
    out(f"  {title:22}" + "".join(f"{'-> ' + s if s in SIDES else s:>12}" for s in SAID))
    for label in labels:
        here = [r for r in rows if label_of(r) == label]
        if here:
            out(f"    {label:20}" + "".join(f"{sum(r.column == s for r in here) or '.':>12}" for s in SAID))


def outcome_of(row):
    return "stayed" if not row.has_moved else f"-> {row.case.target}"


def advice_of(row):
    return f"{row.case.advised} {row.case.advised_target}".strip()


# --- Against the readings ------------------------------------------------------------------------


def report_readings(rows, out):
    read = [r for r in rows if r.case.advised]
    sure = [r for r in read if r.is_unanimous]
    agree = lambda sample: share(r.agrees for r in sample)
    lenient = sum(r.agrees or r.said.decision == "undecided" and r.case.advised == "stay" for r in read)
    out(f"readings: {sum(r.agrees for r in read)} of {len(read)} agree, {ranged(read, agree)} "
        f"({lenient} if undecided were a stay); where all three are of one mind "
        f"{sum(r.agrees for r in sure)} of {len(sure)}")
    false = [r for r in read if r.is_false_move]
    out(f"  told to move where most readings say stay: {len(false)}, where all do: "
        f"{sum(r.is_unanimous for r in false)}")
    both = [r for r in read if r.case.advised == "move" and r.is_told_to_move]
    targets = sum(r.said.target == r.case.advised_target for r in both)
    out(f"  target right: {targets} of the {len(both)} that both would move")
    table("advised / said", read, sorted({advice_of(r) for r in read}), advice_of, out)
    for r in read:
        if not r.agrees:
            pull = "" if r.said.pull is None else f", pull {r.said.pull:+.3f}"
            out(f"  wrong: {r.case.id}: {f'{r.said.decision} {r.said.target}'.strip()}{pull}; "
                f"readings: {r.case.known['readings']}")
    return {"agree": sum(r.agrees for r in read), "agree_unanimous": sum(r.agrees for r in sure),
            "false_moves": len(false), "false_moves_unanimous": sum(r.is_unanimous for r in false),
            "wrong_targets": len(both) - targets}


# --- Against history -----------------------------------------------------------------------------


def report_group(name, rows, out):
    moved = [r for r in rows if r.has_moved]
    stayed = [r for r in rows if not r.has_moved]
    out(f"    {name:10}{len(rows):6}{sum(r.is_told_to_move for r in moved):6} of {len(moved):<3}"
        f"{sum(not r.is_told_to_move for r in stayed):5} of {len(stayed):<4}"
        f"{ranged(rows, balanced_accuracy):24}{ranged(rows, pull_auc, two_digits)}")


def report_history(rows, out):
    small = [r for r in rows if r.is_small]
    for title, part in (("history", rows), (f"history, below {SMALL} own Python files", small)):
        out(f"{title} (90 % intervals)")
        out("    from       cases  told of movers  kept  balanced accuracy       AUC of pull")
        for name in FRAMEWORKS:
            report_group(name, [r for r in part if r.before == name], out)
        report_group("all", part, out)
    outcomes = ["stayed", "-> django", "-> fastapi", "-> hybrid", "-> flask"]
    table("did / said", rows, outcomes, outcome_of, out)
    left = leavers(rows)
    told = [r for r in left if r.is_told_to_move]
    out(f"  direction of the {len(left)} that left Flask or others for one of the two: "
        f"{ranged(rows, direction)} balanced, {sum(r.said.toward == r.case.target for r in left)} of {len(left)}; "
        f"of the {len(told)} told to move {percent(direction(told)).strip()}")
    taken = [r for r in rows if not r.case.base or r.case.base not in r.case.known["before"].replace(".", "")]
    out(f"  taken for something else than what they were built on: "
        f"{', '.join(f'{r.case.id} ({r.case.base or None})' for r in taken) or 'none'}")
    return {"kept": sum(not r.is_told_to_move for r in rows if not r.has_moved),
            "balanced": balanced_accuracy(rows), "balanced_small": balanced_accuracy(small),
            "auc": pull_auc(rows), "auc_small": pull_auc(small), "direction": direction(rows)}


# --- Baselines -----------------------------------------------------------------------------------


def ranks(values):
    order = sorted(values)
    return [order.index(v) + order.count(v) / 2 for v in values]


def by_rule(cases, moves, target=None):
    """What a rule says that only knows whom to move. Without `target` the right one is given to it."""
    return [Row(c, Decided("migrate", target or c.advised_target, None, "") if m else Decided("stay", "", None, ""))
            for c, m in zip(cases, moves)]


def report_baselines(cases, out):
    rows = by_rule(cases, [False] * len(cases))
    others = [r.before in ("flask", "others") for r in rows]
    sizes = ranks([c.files for c in cases])
    dates = ranks([-int(c.known["date"].replace("-", "")) for c in cases])
    scores = {"large stays": sizes, "large or old stays (ranks of size and date)":
              [s + d for s, d in zip(sizes, dates)],
              "large or Django stays": [s + len(cases) * (r.before == "django") for s, r in zip(sizes, rows)]}
    rules = {"always stay": [False] * len(cases),
             "Django and FastAPI stay, others move": others,
             TO_FASTAPI: others}
    for name, score in scores.items():
        # The cut that agrees best with the readings, found on the same cases: as good as such a rule can look.
        cuts = [[s < cut for s in score] for cut in sorted(score)]
        rules[name] = max(cuts, key=lambda moves: sum(r.agrees for r in by_rule(cases, moves) if r.case.advised))
    out("baselines: the right target given to them, cuts the best on these cases")
    out(f"    {'':46}readings  balanced  below {SMALL}  AUC")
    for name, moves in rules.items():
        said = by_rule(cases, moves, "fastapi" if name == TO_FASTAPI else None)
        score = [-s for s in scores[name]] if name in scores else moves
        out(f"    {name:46}{percent(share(r.agrees for r in said if r.case.advised)):>8}"
            f"{percent(balanced_accuracy(said)):>10}{percent(balanced_accuracy([r for r in said if r.is_small])):>11}"
            f"{two_digits(auc([(s, r.has_moved) for s, r in zip(score, said)])):>6}")


def report(cases, decisions, out=print):
    """Prints all figures and returns those that continuous integration keeps a level of."""
    rows = [Row(c, d) for c, d in zip(cases, decisions)]
    return {**report_readings(rows, out), **report_history(rows, out)}
