# SPDX-License-Identifier: MIT
"""Golden tests: one folder a case under fixtures/, input/ beside expected.json and expected.txt.

    fixtures/django_saas_admin/input/…     a small whole project
    fixtures/django_saas_admin/args        optional: more arguments for the scan, one a line
    fixtures/django_saas_admin/expected.json   what matters of the report: verdict, facts, signals, problems
    fixtures/django_saas_admin/expected.txt    the report as a person sees it

Each input is copied out of the checkout first, so that neither git nor the checkout's place matters. The
bytes must be the same with one thread and eight, from another folder, in another locale and in another
place, and the JSON must satisfy rules/schema/report.schema.json. UPDATE_GOLDEN=1 rewrites the expected
files; read the difference before committing it. Cases under fixtures/known/ are answered wrongly today: they
fail when they come right, so that they are moved.
"""

import argparse
import difflib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"


def scan(program, arguments, folder, locale="C", jobs=1, path="."):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": locale}
    for key, value in os.environ.items():
        if key.endswith("SAN_OPTIONS"):
            environment[key] = value
    result = subprocess.run(
        [program, "scan", f"-j{jobs}", "--color=never", *arguments, path],
        cwd=folder, env=environment, capture_output=True, timeout=120)
    if result.returncode != 0:
        raise AssertionError(f"exit {result.returncode}: {result.stderr.decode(errors='replace')}")
    if result.stderr:
        raise AssertionError(f"standard error: {result.stderr.decode(errors='replace')}")
    return result.stdout


def projection(report):
    """What of a report a golden file holds: the decisions and the counts, not the weights."""
    verdict = report["verdict"]
    project = report["projects"][0]
    return {
        "decision": verdict["decision"],
        "from": verdict["from"],
        "target": verdict["target"],
        "best_fit": verdict["best_fit"],
        "frameworks": {f["id"]: f["files"] for f in project["frameworks"]},
        "roles": {k: v for k, v in report["coverage"]["roles"].items() if v},
        "unresolved": {k: v for k, v in report["coverage"]["unresolved"].items() if v},
        "facts": {k: v for k, v in report["facts"].items() if v},
        "signals": {s["id"]: s["count"] for s in sorted(project["signals"], key=lambda s: s["id"])},
        "problems": [f"{p['path']}:{p['line']}: {p['text']}" for p in report["problems"]],
    }


def check_same_bytes(program, arguments, folder, elsewhere, expected):
    variants = {
        "eight threads": lambda: scan(program, arguments, folder, jobs=8),
        "another locale": lambda: scan(program, arguments, folder, locale="tr_TR.UTF-8"),
        "another working directory": lambda: scan(program, arguments, "/", path=str(folder)),
        "another place": lambda: scan(program, arguments, elsewhere),
    }
    for name, run in variants.items():
        if run() != expected:
            raise AssertionError(f"other bytes with {name}")


def check_schema(report):
    import jsonschema
    schema = json.loads((ROOT / "rules/schema/report.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(report)


def compare(file, actual):
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    if actual == expected:
        return
    if UPDATE:
        file.write_text(actual, encoding="utf-8")
        return
    difference = difflib.unified_diff(expected.splitlines(), actual.splitlines(),
                                      f"{file.name} (expected)", "actual", lineterm="")
    raise AssertionError("\n".join(list(difference)[:60]))


def run_case(program, case):
    extra = (case / "args").read_text().split("\n") if (case / "args").exists() else []
    extra = [argument for argument in extra if argument]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary, "first")
        elsewhere = pathlib.Path(temporary, "a", "second place")
        for copy in (folder, elsewhere):
            # Git keeps no empty folders, so a case without any file may have no input/.
            shutil.copytree(case / "input", copy, symlinks=True) if (case / "input").exists() else copy.mkdir(parents=True)
        raw = scan(program, ["-o", "json", *extra], folder)
        text = scan(program, ["-o", "text", *extra], folder)
        check_same_bytes(program, ["-o", "json", *extra], folder, elsewhere, raw)
        check_same_bytes(program, ["-o", "text", *extra], folder, elsewhere, text)
    report = json.loads(raw)
    check_schema(report)
    too_wide = [line for line in text.decode().splitlines() if len(line) > 80]
    if too_wide:
        raise AssertionError(f"wider than 80 columns: {too_wide[0]!r}")
    compare(case / "expected.json",
            json.dumps(projection(report), indent=2, ensure_ascii=False) + "\n")
    compare(case / "expected.txt", text.decode())


README_CASE = FIXTURES / "django_saas_admin"


def check_readme():
    """The report that the README shows is the one that is printed."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, _, rest = text.partition("```\nStay on Django:")
    shown, _, tail = rest.partition("```\n")
    expected = (README_CASE / "expected.txt").read_text(encoding="utf-8")
    if "Stay on Django:" + shown == expected:
        return
    if UPDATE and rest:
        readme.write_text(head + "```\n" + expected + "```\n" + tail, encoding="utf-8")
        return
    raise AssertionError(f"the report shown is not that of {README_CASE.name}")


def cases(names):
    found = [p for p in sorted(FIXTURES.iterdir()) if p.is_dir() and p.name != "known"]
    known = FIXTURES / "known"
    if known.is_dir():
        found += sorted(p for p in known.iterdir() if p.is_dir())
    return [p for p in found if not names or p.name in names]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", required=True)
    parser.add_argument("--min-cases", type=int, default=0)
    parser.add_argument("case", nargs="*")
    options = parser.parse_args()
    failed = passed = 0
    for case in cases(options.case):
        is_known = case.parent.name == "known"
        try:
            run_case(options.stayorgo, case)
            ok, why = True, "comes right now: move it out of known/"
        except (AssertionError, OSError, ValueError, KeyError, subprocess.TimeoutExpired) as error:
            ok, why = False, str(error)
        except Exception as error:  # jsonschema.ValidationError, where jsonschema is there
            ok, why = False, f"{type(error).__name__}: {error}"[:2000]
        if ok != is_known:
            passed += 1
        else:
            failed += 1
            print(f"FAILED {case.relative_to(FIXTURES)}: {why}\n")
    if not options.case:
        try:
            check_readme()
        except AssertionError as error:
            failed += 1
            print(f"FAILED README.md: {error}\n")
    if passed < options.min_cases:
        failed += 1
        print(f"FAILED: {passed} cases passed, {options.min_cases} are asked for")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
