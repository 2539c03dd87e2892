# SPDX-License-Identifier: MIT
"""Golden tests: one folder a case under fixtures/, input/ beside expected.json and expected.txt.

    fixtures/django_saas_admin/input/…     a small whole project
    fixtures/django_saas_admin/args        optional: more arguments for the scan, one a line
    fixtures/django_saas_admin/claims.json     written by hand: what must hold whatever the weights are
    fixtures/django_saas_admin/expected.json   what matters of the report: verdict, facts, signals, problems
    fixtures/django_saas_admin/expected.txt    the report as a person sees it
    fixtures/django_saas_admin/expected.md     optional: the same as Markdown; made where it exists

Each input is copied out of the checkout first, so that neither git nor the checkout's place matters. The
bytes must be the same with one thread and eight, from another folder, in another locale and in another
place, and the JSON must satisfy rules/schema/report.schema.json. UPDATE_GOLDEN=1 rewrites the expected
files; read the difference before committing it. Nothing rewrites the claims (their form is CLAIMS below):
they are checked against every fresh report first, so a report that breaks them is never recorded.

Cases under fixtures/known/ are answered wrongly today. They have input/, claims.json and a why.md, but no
expected report: all but the claims must hold, and the claims must not. When they do, move the case up.
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



def one_or_more(*values):
    return {"oneOf": [{"enum": values}, {"type": "array", "items": {"enum": values}, "minItems": 2}]}


TEXTS = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
COUNT = {"type": "integer", "minimum": 0}
BUILT = {"from": {"type": ["string", "null"]},
         "decision": one_or_more("stay", "migrate", "split", "undecided", "none"),
         "target": one_or_more("django", "fastapi", None)}
CLAIMS = {
    "type": "object",
    "required": ["about", "decision"],
    "additionalProperties": False,
    "properties": {
        "about": {"type": "string", "minLength": 20, "description": "what kind of project this is, and why it is a case"},
        **BUILT,
        "best_fit": one_or_more("django", "fastapi", None),
        "carve": {**TEXTS, "description": "split: the directories to carve out"},
        "projects": {**TEXTS, "description": "roots of the deployables, when there are several"},
        "verdicts": {"description": "of single deployables, by root", "type": "object",
                     "additionalProperties": {"type": "object", "additionalProperties": False, "properties": BUILT}},
        "signals": {"description": "counts over all projects: exact, or within min and max", "type": "object",
                    "additionalProperties": {"oneOf": [COUNT, {
                        "type": "object", "additionalProperties": False, "minProperties": 1,
                        "properties": {"min": COUNT, "max": COUNT}}]}},
        "facts": {"type": "object", "additionalProperties": COUNT, "minProperties": 1,
                  "description": "counts of facts"},
        "evidence": {"description": "what counts for a fact: details, sorted", "type": "object",
                     "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "full_paths": {"type": "array", "items": {"type": "string"},
                       "description": "full paths of all routes, sorted; \"\" where none is known"},
        "silent": {**TEXTS, "description": "signals that must not be there"},
        "findings": {**TEXTS, "description": "\"RULE path:line\" that must be found"},
        "headline_has": {**TEXTS, "description": "words of the headline, in any case; a|b is one of them"},
        "text_has": {**TEXTS, "description": "the same for the whole report, as it is printed"},
    },
}


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


def facts_of(program, arguments, folder):
    result = subprocess.run([program, "facts", "--per-file", *arguments, "."], cwd=folder, capture_output=True, timeout=120)
    if result.returncode != 0:
        raise AssertionError(f"facts: exit {result.returncode}: {result.stderr.decode(errors='replace')}")
    return json.loads(result.stdout)


def counts_of(projects):
    counts = {}
    for signal in (signal for project in projects for signal in project["signals"]):
        counts[signal["id"]] = counts.get(signal["id"], 0) + signal["count"]
    return dict(sorted(counts.items()))


def projection(report):
    """What of a report a golden file holds: the decisions and the counts, not the weights."""
    verdict = report["verdict"]
    project, *others = report["projects"]
    several = [{"root": p["root"], "from": p["verdict"]["from"], "decision": p["verdict"]["decision"],
                "target": p["verdict"]["target"], "frameworks": {f["id"]: f["files"] for f in p["frameworks"]},
                "signals": counts_of([p])} for p in report["projects"]]
    return {
        "decision": verdict["decision"],
        "from": verdict["from"],
        "target": verdict["target"],
        "best_fit": verdict["best_fit"],
        **({} if others else {"frameworks": {f["id"]: f["files"] for f in project["frameworks"]}}),
        "roles": {k: v for k, v in report["coverage"]["roles"].items() if v},
        "unresolved": {k: v for k, v in report["coverage"]["unresolved"].items() if v},
        "facts": {k: v for k, v in report["facts"].items() if v},
        **({"projects": several} if others else {"signals": counts_of([project])}),
        "findings": [f"{f['rule']} {f['path']}:{f['line']}" for f in report["findings"]],
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


class ClaimError(AssertionError):
    pass


def read_claims(case):
    import jsonschema
    if not (case / "claims.json").exists():
        raise AssertionError("claims.json is missing: write by hand what must hold here (CLAIMS in run_golden.py)")
    claims = json.loads((case / "claims.json").read_text(encoding="utf-8"))
    for error in jsonschema.Draft202012Validator(CLAIMS).iter_errors(claims):
        raise AssertionError(f"claims.json: {error.json_path}: {error.message}")
    strange = {*claims.get("signals", {}), *claims.get("silent", [])} - signal_ids()
    if strange:
        raise AssertionError(f"claims.json: no such signal: {', '.join(sorted(strange))}")
    return claims


def signal_ids():
    files = (ROOT / "rules/signals").glob("*.json")
    return {entry["id"] for file in files for entry in json.loads(file.read_text(encoding="utf-8"))["signals"]}


def broken_verdict(claims, verdict, where=""):
    for key in ("decision", "from", "target", "best_fit", "carve"):
        if key not in claims:
            continue
        claimed, actual = claims[key], verdict.get(key)
        one_of = claimed if isinstance(claimed, list) and key != "carve" else [claimed]
        if actual not in one_of:
            yield f"{where}{key} is {actual!r}, claimed is {' or '.join(map(repr, one_of))}"


def broken_counts(claims, projects):
    counts = counts_of(projects)
    for name, claimed in claims.get("signals", {}).items():
        actual = counts.get(name, 0)
        limits = {"min": claimed, "max": claimed} if isinstance(claimed, int) else claimed
        if not limits.get("min", 0) <= actual <= limits.get("max", actual):
            yield f"signal {name} counts {actual}, claimed is {claimed}"
    for name in claims.get("silent", []):
        if name in counts:
            yield f"signal {name} counts {counts[name]}, and should be silent"


def broken_claims(claims, report, text):
    verdict, projects = report["verdict"], report["projects"]
    yield from broken_verdict(claims, verdict)
    roots = [project["root"] for project in projects]
    if "projects" in claims and sorted(claims["projects"]) != sorted(roots):
        yield f"projects are {sorted(roots)}, claimed are {sorted(claims['projects'])}"
    for root, claimed in claims.get("verdicts", {}).items():
        if root in roots:
            yield from broken_verdict(claimed, projects[roots.index(root)]["verdict"], f"{root}: ")
        else:
            yield f"there is no project {root!r}"
    yield from broken_counts(claims, projects)
    for words in claims.get("headline_has", []):
        if lacks(verdict["headline"], words):
            yield f"headline lacks {words!r}: {verdict['headline']!r}"
    found = {f"{f['rule']} {f['path']}:{f['line']}" for f in report["findings"]}
    for wanted in claims.get("findings", []):
        if wanted not in found:
            yield f"no finding {wanted}"
    for words in claims.get("text_has", []):
        if lacks(text, words):
            yield f"the printed report lacks {words!r}"


def broken_facts(claims, counts, files):
    for name, claimed in claims.get("facts", {}).items():
        if counts.get(name) != claimed:
            yield f"fact {name} counts {counts.get(name)}, claimed is {claimed}"
    for name, claimed in claims.get("evidence", {}).items():
        actual = sorted(hit[2] for file in files.values() for hit in file["evidence"].get(name, []))
        if actual != claimed:
            yield f"fact {name} finds {actual}, claimed is {claimed}"
    routes = [route for file in files.values() for route in file.get("routes", [])]
    paths = sorted({path for route in routes for path in (route["full_path"], *route.get("other_paths", []))})
    if paths != claims.get("full_paths", paths):
        yield f"full paths are {paths}, claimed are {claims['full_paths']}"


def lacks(text, words):
    """Whether none of the words divided by | is in the text; line breaks and case do not matter."""
    text = " ".join(text.lower().split())
    return not any(word in text for word in words.lower().split("|"))


def check_claims(claims, report, text, facts):
    broken = list(broken_claims(claims, report, text))
    broken += broken_facts(claims, report["facts"], facts["files"])
    if broken:
        raise ClaimError("claims.json: " + "\n             ".join(broken))


def run_case(program, case, is_known):
    claims = read_claims(case)
    if is_known and not (case / "why.md").read_text(encoding="utf-8").strip():
        raise AssertionError("why.md says nothing")
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
        facts = facts_of(program, extra, folder)
        check_same_bytes(program, ["-o", "json", *extra], folder, elsewhere, raw)
        check_same_bytes(program, ["-o", "text", *extra], folder, elsewhere, text)
        markdown = scan(program, ["-o", "markdown", *extra], folder)
        check_same_bytes(program, ["-o", "markdown", *extra], folder, elsewhere, markdown)
    report = json.loads(raw)
    check_schema(report)
    too_wide = [line for line in text.decode().splitlines() if len(line) > 80]
    if too_wide:
        raise AssertionError(f"wider than 80 columns: {too_wide[0]!r}")
    check_claims(claims, report, text.decode(), facts)
    if not is_known:
        compare(case / "expected.json",
                json.dumps(projection(report), indent=2, ensure_ascii=False) + "\n")
        compare(case / "expected.txt", text.decode())
        if (case / "expected.md").exists():
            compare(case / "expected.md", markdown.decode())


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
            run_case(options.stayorgo, case, is_known)
            ok, why = not is_known, "comes right now: promote it, out of known/"
        except ClaimError as error:
            ok, why = is_known, str(error)
        except (AssertionError, OSError, ValueError, KeyError, subprocess.TimeoutExpired) as error:
            ok, why = False, str(error)
        except Exception as error:  # jsonschema.ValidationError, where jsonschema is there
            ok, why = False, f"{type(error).__name__}: {error}"[:2000]
        if ok:
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
