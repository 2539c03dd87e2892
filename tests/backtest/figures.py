# SPDX-License-Identifier: MIT
"""How well decisions agree with readings and with history, in the figures that a reader can check."""

import random


def is_move(decision):
    return decision in ("migrate", "split")


def agrees(case, decision, target):
    """With the majority of the readings. Where they see nothing to migrate, staying is no harm."""
    if case.advised == "move":
        return is_move(decision) and (not case.advised_target or target == case.advised_target)
    return not is_move(decision)


def balanced_accuracy(pairs):
    """Mean of the shares that are right among movers and among stayers; None without both."""
    shares = []
    for label in (True, False):
        right = [said == label for said, is_so in pairs if is_so == label]
        if not right:
            return None
        shares.append(sum(right) / len(right))
    return sum(shares) / 2


def auc(scored):
    """Chance that a mover has a higher score than a stayer; ties count half."""
    movers = [s for s, label in scored if label]
    stayers = [s for s, label in scored if not label]
    if not movers or not stayers:
        return None
    wins = sum((m > s) + (m == s) / 2 for m in movers for s in stayers)
    return wins / (len(movers) * len(stayers))


def bootstrap(values, statistic, rounds=2000, seed=1):
    """5 % and 95 % of the statistic over resampled cases."""
    rng = random.Random(seed)
    found = []
    for _ in range(rounds):
        value = statistic([rng.choice(values) for _ in values])
        if value is not None:
            found.append(value)
    found.sort()
    return (found[len(found) // 20], found[-(len(found) // 20) - 1]) if found else (None, None)


def show(value):
    return "   –" if value is None else f"{value * 100:4.0f} %"


SMALL = 200  # own Python files


def group_of(case):
    return case.base if case.base in ("django", "fastapi", "flask") else "others"


def report(cases, decisions, out=print):
    """Prints all figures and returns those that continuous integration keeps a level of."""
    rows = [(c, d, t, p) for c, (d, t, p) in zip(cases, decisions)]
    read = [r for r in rows if r[0].advised]
    right = [agrees(c, d, t) for c, d, t, _ in read]
    low, high = bootstrap(right, lambda sample: sum(sample) / len(sample))
    out(f"readings: {sum(right)} of {len(read)} agree, {show(sum(right) / len(read))} "
        f"(90 % interval {show(low)} to {show(high)})")
    false_moves = [c.id for c, d, _, _ in read if c.advised != "move" and is_move(d)]
    out(f"  moves where the readings say stay: {len(false_moves)} {' '.join(false_moves)}")
    for (case, decision, target, pull), ok in zip(read, right):
        if not ok:
            said = f"{decision} {target}".strip()
            wanted = f"{case.advised} {case.advised_target}".strip()
            out(f"  wrong: {case.id}: {said}, pull {pull if pull is None else round(pull, 3)}; readings: {wanted}")
    known = [r for r in rows if r[1] != "none"]
    moved = [(is_move(d), c.outcome == "migrate") for c, d, _, _ in known]
    stayers = [not said for said, is_so in moved if not is_so]
    out(f"history: kept {sum(stayers)} of {len(stayers)} that stayed, {show(sum(stayers) / len(stayers))}")
    scored = [(p, c.outcome == "migrate") for c, _, _, p in known if p is not None]
    low, high = bootstrap(scored, auc)
    large = auc([(-(c.files + (1000 if c.base == "django" else 0)), c.outcome == "migrate") for c, *_ in known])
    out(f"  AUC of pull {auc(scored):.2f} (90 % interval {low:.2f} to {high:.2f}); large or Django stays: {large:.2f}")
    for name in ("django", "fastapi", "flask", "others"):
        group = [(is_move(d), c.outcome == "migrate") for c, d, _, _ in known if group_of(c) == name]
        out(f"  from {name:8} {len(group):3} cases, balanced accuracy {show(balanced_accuracy(group))}")
    small = [(c, d, t, p) for c, d, t, p in known if c.files < SMALL]
    pairs = [(is_move(d), c.outcome == "migrate") for c, d, _, _ in small]
    small_auc = auc([(p, c.outcome == "migrate") for c, _, _, p in small if p is not None])
    out(f"  below {SMALL} own files: {len(small)} cases, balanced accuracy {show(balanced_accuracy(pairs))}, "
        f"AUC {small_auc:.2f}")
    left = [(c, t) for c, d, t, _ in known
            if c.outcome == "migrate" and group_of(c) in ("flask", "others") and is_move(d)
            and c.target in ("django", "fastapi")]
    shares = [[t == c.target for c, t in left if c.target == side] for side in ("django", "fastapi")]
    direction = sum(sum(s) / len(s) for s in shares if s) / max(1, sum(bool(s) for s in shares))
    out(f"  direction of {len(left)} that left Flask or others and were told to: {show(direction)} balanced")
    naive = [("migrate" if group_of(c) in ("flask", "others") else "stay") for c in cases]
    naive_right = [agrees(c, n, c.advised_target if n == "migrate" else "") for c, n in zip(cases, naive) if c.advised]
    out("baselines against the readings: always stay "
        f"{show(sum(c.advised != 'move' for c, *_ in read) / len(read))}, "
        f"Django and FastAPI stay, others move (target given) {show(sum(naive_right) / len(naive_right))}")
    return {"agree": sum(right), "false_moves": len(false_moves), "kept": sum(stayers), "auc": auc(scored),
            "direction": direction}
