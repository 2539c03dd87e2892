# SPDX-License-Identifier: MIT
"""What a saved report must give when it is decided again, on every fixture and on all of them at once.

    scan -o json ─► report.json ─► rescore                      the same bytes, as JSON and as text
                                   rescore --rules DIR          what scan --rules DIR gives
                                   rescore --what-if SIGNAL=N   the verdict that its counterfactual promises
                                   rescore --set WEIGHT=X       the verdict of rules that say so; what moved it

DIR holds rules in which every weight is drawn anew, so that verdicts move and the report has to say why.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
MIN_CASES = 50
MIN_MOVED = 3
DRAWS = 2


def run(program, *arguments, stdin=b""):
    result = subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, timeout=120,
                            env={**os.environ, "LC_ALL": "C"})
    if result.returncode != 0 or result.stderr:
        raise AssertionError(f"{arguments}: exit {result.returncode}: {result.stderr.decode(errors='replace')}")
    return result.stdout


def scan(program, folder, *arguments):
    return run(program, "scan", "-q", folder, *arguments)


def rescore(program, report, *arguments):
    return run(program, "rescore", "-", *arguments, stdin=report)


def validate(report):
    import jsonschema
    schema = json.loads((ROOT / "rules/schema/report.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(report)


def without_rescored(text):
    report = json.loads(text)
    report.pop("rescored", None)
    return report


def decided(project):
    return project["verdict"]["decision"], project["verdict"]["target"]


def check_same(program, folder, report, counts):
    assert rescore(program, report, "-o", "json") == report, "not the same JSON"
    assert rescore(program, report) == scan(program, folder), "not the same text"
    cheap = rescore(program, report, "--no-cost", "-o", "json")
    fresh = scan(program, folder, "--no-cost", "-o", "json")
    assert without_rescored(cheap) == json.loads(fresh), "not the same without the cost"
    assert rescore(program, fresh, "--no-cost", "-o", "json") == fresh, "not the same report without the cost"


def check_counterfactuals(program, folder, report, counts):
    if folder == FIXTURES:
        return  # each of its projects is a case of its own
    for project in json.loads(report)["projects"]:
        for flip in project["counterfactuals"]:
            changes = [change for change in (flip["change"], flip["and"]) if change]
            asked = [f"{project['root']}:{change['signal']}={change['to']}" for change in changes]
            text = rescore(program, report, *[f"--what-if={one}" for one in asked], "-o", "json")
            after = json.loads(text)
            found = next(p for p in after["projects"] if p["root"] == project["root"])
            assert decided(found) == (flip["decision"], flip["target"]), f"{asked}: {decided(found)}"
            moved = [c["name"] for c in after["rescored"]["changes"] for e in c["effects"] if e["moved"]]
            assert moved == [change["signal"] for change in changes], f"{asked}: moved by {moved}"
            others = [(p["root"], decided(p)) for p in json.loads(report)["projects"] if p["root"] != project["root"]]
            assert others == [(p["root"], decided(p)) for p in after["projects"] if p["root"] != project["root"]]
            validate(after)
            counts["counterfactuals"] += 1


def drawn_rules(folder, seed):
    """The rules with weights drawn anew: criteria, signals, prices and numbers."""
    chance = random.Random(seed)
    shutil.copytree(ROOT / "rules", folder, ignore=shutil.ignore_patterns("schema", "*.md"))
    draw = lambda value: round(value * chance.choice([1, 1, 0.2, 0.5, 2, 5]), 4)
    effort = json.loads((folder / "effort.json").read_text())
    effort["scale"]["cost_days"]["value"] = draw(effort["scale"]["cost_days"]["value"])
    (folder / "effort.json").write_text(json.dumps(effort))
    for path in [folder / "matrix.json", *sorted((folder / "signals").glob("*.json"))]:
        rules = json.loads(path.read_text())
        for entry in rules.get("criteria", []) + rules.get("signals", []):
            strength = entry.get("strength", entry)  # of a criterion in the entry itself
            for key in sorted({"weight", "half"} & strength.keys()):  # investments have none
                strength[key] = draw(strength[key])
        if "numbers" in rules:
            for name in ("cost.weight", "inertia", "inertia.other", "threshold.migrate", "forced.factor"):
                rules["numbers"][name] = draw(rules["numbers"][name])
        path.write_text(json.dumps(rules))
    return folder


def check_rules(program, folder, report, counts):
    for rules in counts["rules"]:
        fresh = scan(program, folder, "--rules", rules, "-o", "json")
        again = rescore(program, report, "--rules", rules, "-o", "json")
        assert without_rescored(again) == json.loads(fresh), "not what a scan with these rules gives"
        rescored = json.loads(again)["rescored"]
        validate(json.loads(again))
        assert not rescored["gone"] and not rescored["lacking"], rescored
        assert rescore(program, fresh, "--rules", rules, "-o", "json") == fresh
        for verdict in rescored["verdicts"]:
            assert verdict["explained"], verdict
            if (verdict["before"], verdict["before_target"]) == (verdict["decision"], verdict["target"]):
                continue
            counts["moved"] += 1
            effects = [e for c in rescored["changes"] for e in c["effects"] if e["root"] == verdict["root"]]
            assert any(e["moved"] or e["alone"] or e["together"] for e in effects), verdict
            counts["together"] += any(e["together"] for e in effects)
        assert b"\nDecided again\n" in rescore(program, report, "--rules", rules)


def check_set(program, folder, report, counts):
    """A weight that is set is a weight of the rules."""
    before = {p["root"]: p["verdict"] for p in json.loads(report)["projects"]}
    after = json.loads(rescore(program, report, "--set", "inertia=-2", "--set", "inertia.other=-2",
                               "--set", "cost.weight=0", "--set", "threshold.evidence=0", "-o", "json"))
    validate(after)
    for project in after["projects"]:
        if project["verdict"]["decision"] == "none":
            continue
        assert project["verdict"]["decision"] in ("migrate", "split"), project["verdict"]
        counts["set"] += before[project["root"]]["decision"] != project["verdict"]["decision"]
    names = [change["name"] for change in after["rescored"]["changes"]]
    assert sorted(names) == ["cost.weight", "inertia", "inertia.other", "threshold.evidence"], names


CHECKS = [check_same, check_counterfactuals, check_rules, check_set]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stayorgo", required=True)
    options = parser.parse_args()
    folders = [FIXTURES, *sorted(path for path in FIXTURES.rglob("input") if path.is_dir())]
    failed, counts = [], {"counterfactuals": 0, "moved": 0, "together": 0, "set": 0}
    with tempfile.TemporaryDirectory() as temporary:
        counts["rules"] = [drawn_rules(pathlib.Path(temporary, str(seed)), seed) for seed in range(DRAWS)]
        for folder in folders:
            report = scan(options.stayorgo, folder, "-o", "json")
            for check in CHECKS:
                try:
                    check(options.stayorgo, folder, report, counts)
                except AssertionError as error:
                    failed.append(f"{folder.relative_to(ROOT)}: {check.__name__}: {error}")
    del counts["rules"]
    print(*failed, sep="\n")
    print(f"{len(folders)} cases, {len(failed)} failed; {counts}")
    del counts["together"]  # how often no single weight does it is for the weights to say
    is_empty = len(folders) < MIN_CASES or min(counts.values()) < MIN_MOVED
    return 1 if failed or is_empty else 0


if __name__ == "__main__":
    sys.exit(main())
