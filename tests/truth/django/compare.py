# SPDX-License-Identifier: MIT
"""Django models and admin registrations as we count them, against those of a running Django.

    compare.py --stayorgo PROGRAM --django 5.2 [--apps taggit,waffle]
    compare.py --stayorgo PROGRAM --recorded       our own patterns against shopfront.json, without Django

Installs requirements-5.2.txt into a virtual environment below the build folder, asks Django for the registry
of every package of apps.json (registry.py, one process a package), scans the package's folder, and compares
names: concrete, proxy, abstract, unmanaged and swappable models, and models registered in the admin, each by the file
it stands in.

Every difference must be listed in exceptions.json with its reason and the line of source that proves it, which is
looked for; an exception that does not occur any more is an error, and so are more than 2 % of them (a model that
differs in two ways, concrete and unmanaged, is one). unresolved.json holds the
share of names without a meaning in some packages: it may fall, never rise. UPDATE_RECORDED=1 writes it, and what
Django registers for shopfront, anew.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("concrete", "proxy", "abstract", "unmanaged", "swappable")
COUNTED = ("concrete", "proxy", "abstract", "admin")  # unmanaged and swappable models are among these
TESTS = {"tests", "test", "migrations"}
NOT_COMPARED = {"management", "conftest.py", "testing"}
EXCEPTIONS_MAX = 0.02
OWN = "shopfront"  # our own package of patterns, beside this file
RECORD = HERE / "shopfront.json"


def fail(text):
    sys.exit(f"compare.py: {text}")


# --- The two sides ---------------------------------------------------------------------------------------------

def make_venv(version):
    """A Python with the pinned packages; made once, made anew when the pins change."""
    build = pathlib.Path(os.environ.get("STAYORGO_BUILD", HERE.parents[2] / "build"))
    folder = build / "truth-venvs" / f"django-{version}"
    python = folder / "bin" / "python"
    wanted = HERE / f"requirements-{version}.txt"
    installed = folder / "requirements.txt"
    if not installed.exists() or installed.read_bytes() != wanted.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                        "-r", wanted], check=True)
        installed.write_bytes(wanted.read_bytes())
    return python


def theirs(python, package, folder, wanted):
    result = subprocess.run([python, HERE / "registry.py", package, folder], input=json.dumps(wanted).encode(),
                            capture_output=True, timeout=300,
                            env={**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"})
    if result.returncode != 0:
        lines = result.stderr.decode(errors="replace").strip().splitlines()
        fail(f"{package}: Django does not start: {lines[-1] if lines else result.returncode}")
    answer = json.loads(result.stdout)
    names = {kind: {tuple(pair) for pair in answer["models"][kind]} for kind in KINDS}
    names["admin"] = {tuple(pair) for pair in answer["registrations"]}
    names["registrable"] = set(answer["registrable"])
    return names, answer["not_imported"]


def is_compared(path):
    return (TESTS | NOT_COMPARED).isdisjoint(path.split("/"))


def ours(program, folder):
    result = subprocess.run([program, "facts", "--per-file", folder], capture_output=True, check=True, timeout=300)
    names = {kind: set() for kind in (*KINDS, "admin")}
    for path, file in json.loads(result.stdout)["files"].items():
        if not is_compared(path):
            continue
        for kind in KINDS:
            names[kind] |= {(path, hit[2]) for hit in file["evidence"].get(f"django_models_{kind}", [])}
        names["admin"] |= {(path, hit[2].split(".")[-1]) for hit in file["evidence"].get("admin_registrations", [])}
    return names


def unresolved(program, folder):
    """Share of names without a meaning, by reason."""
    result = subprocess.run([program, "scan", "--format", "json", folder], capture_output=True, check=True, timeout=300)
    coverage = json.loads(result.stdout)["coverage"]
    missing = {reason: count for reason, count in coverage["unresolved"].items() if count}
    total = coverage["names_resolved"] + coverage["names_unresolved"]
    return {reason: round(count / total, 4) for reason, count in missing.items()} if total else {}


# --- Comparing -------------------------------------------------------------------------------------------------

def same_case(left, right):
    """get_model("shop", "order") is Order: Django does not heed the case there."""
    spelled = {(path, name.lower()): name for path, name in left["admin"]}
    right["admin"] = {(path, spelled.get((path, name.lower()), name)) for path, name in right["admin"]}


def pair_variables(left, right):
    """site.register(get_user_model()), site.register(application_model): the settings say which model that is,
    so such a registration, which bears no name of a model that can be registered, stands for one of the same file
    that we miss."""
    paired = 0
    for path, name in sorted(right["admin"] - left["admin"]):
        missing = sorted(pair for pair in left["admin"] - right["admin"] if pair[0] == path)
        if missing and name not in left["registrable"]:
            right["admin"] = right["admin"] - {(path, name)} | {missing[0]}
            paired += 1
    return paired


def differences(package, left, right):
    """("taggit", "concrete", "models.py", "Tag", "missing" or "extra"): seen from us."""
    found = set()
    for kind in (*KINDS, "admin"):
        found |= {(package, kind, *name, "missing") for name in left[kind] - right[kind]}
        found |= {(package, kind, *name, "extra") for name in right[kind] - left[kind]}
    return found


def read_exceptions(version, packages):
    listed = json.loads((HERE / "exceptions.json").read_text())["exceptions"]
    chosen = {}
    for entry in listed:
        for key in ("app", "kind", "file", "model", "side", "reason", "authority"):
            if not isinstance(entry.get(key), str) or not entry[key]:
                fail(f"exceptions.json: an entry without {key}: {entry}")
        if entry["app"] in packages and version in entry.get("django", [version]):
            chosen[tuple(entry[key] for key in ("app", "kind", "file", "model", "side"))] = entry
    return chosen


class Comparison:
    def __init__(self, options):
        self.options = options
        self.python = make_venv(options.django)
        self.site = next((self.python.parent.parent / "lib").glob("python3.*")) / "site-packages"
        apps = json.loads((HERE / "apps.json").read_text())
        chosen = options.apps.split(",") if options.apps else [
            package for package, wanted in apps.items() if options.django in wanted.get("django", [options.django])]
        self.apps = {package: apps[package] for package in chosen}
        self.exceptions = read_exceptions(options.django, self.apps)
        self.found = set()
        self.by_number = 0  # registrations whose model only the settings know
        self.rows = []

    def folder(self, package):
        if package == OWN:
            return HERE / OWN
        return self.site.joinpath(*package.split("."))

    def one(self, package):
        left, not_imported = theirs(self.python, package, self.folder(package), self.apps[package])
        return package, left, not_imported, ours(self.options.stayorgo, self.folder(package))

    def run(self):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for package, left, not_imported, right in pool.map(self.one, self.apps):
                same_case(left, right)
                self.by_number += pair_variables(left, right)
                found = differences(package, left, right)
                if package == OWN:
                    self.compare_record(left)
                if self.options.verbose:
                    for path, reason in not_imported.items():
                        print(f"  {package}: {path} was not imported: {reason}")
                self.found |= found
                known = sum(difference in self.exceptions for difference in found)
                sizes = ({kind: len(side[kind]) for kind in (*KINDS, "admin")} for side in (left, right))
                self.rows.append((package, *sizes, known, len(found) - known))

    def compare_record(self, left):
        record = {kind: sorted(map(list, left[kind])) for kind in (*KINDS, "admin")}
        record["registrable"] = sorted(left["registrable"])
        text = json.dumps(record, indent=1) + "\n"
        if os.environ.get("UPDATE_RECORDED") == "1":
            RECORD.write_text(text)
        elif RECORD.read_text() != text:
            fail(f"{RECORD.name} is not what Django {self.options.django} registers")

    def print_table(self):
        print(f"Django {self.options.django}: concrete/proxy/abstract/unmanaged/swappable models and registrations")
        print(f"{'app':28} {'theirs':>20} {'ours':>20} {'exceptions':>10} {'wrong':>6}")
        totals = [collections.Counter(), collections.Counter()]
        for package, left, right, known, wrong in self.rows:
            shown = ["/".join(str(side[kind]) for kind in (*KINDS, "admin")) for side in (left, right)]
            print(f"{package:28} {shown[0]:>20} {shown[1]:>20} {known:>10} {wrong:>6}")
            totals[0].update(left)
            totals[1].update(right)
        shown = ["/".join(str(side[kind]) for kind in (*KINDS, "admin")) for side in totals]
        print(f"{'all ' + str(len(self.rows)):28} {shown[0]:>20} {shown[1]:>20}"
              f" {sum(row[3] for row in self.rows):>10} {sum(row[4] for row in self.rows):>6}")
        print(f"{self.by_number} registrations are of models that only the settings know: compared by number")
        return sum(totals[0][kind] for kind in COUNTED)

    def problems(self, total):
        for difference in sorted(self.found - set(self.exceptions)):
            yield "{}: {} {}:{} is {}".format(*difference)
        for exception in sorted(set(self.exceptions) - self.found):
            yield "{}: {} {}:{} is no longer {}: remove the exception".format(*exception)
        for difference, exception in sorted(self.exceptions.items()):
            path, text = exception["authority"].split(": ", 1)
            if text not in (self.folder(exception["app"]) / path).read_text():
                yield "{}: {} {}:{}: ".format(*difference) + f"{path} does not say any more: {text}"
        different = {(package, kind == "admin", *name) for package, kind, *name in self.exceptions}
        print(f"{len(different)} exceptions to {total} models and registrations")
        if len(different) > EXCEPTIONS_MAX * total:
            yield f"{len(different)} exceptions to {total} names are more than {EXCEPTIONS_MAX:.0%}"

    def compare_unresolved(self):
        path = HERE / "unresolved.json"
        recorded = json.loads(path.read_text())
        before = recorded[self.options.django]
        now = {package: unresolved(self.options.stayorgo, self.folder(package)) for package in before}
        for package, shares in now.items():
            old, new = sum(before[package].values()), sum(shares.values())
            print(f"{package:28} {new:7.2%} of names unresolved (recorded {old:.2%}):",
                  ", ".join(f"{reason} {share:.2%}" for reason, share in shares.items()))
            if new > old and os.environ.get("UPDATE_RECORDED") != "1":
                yield f"{package}: {new:.2%} of the names are unresolved, recorded are {old:.2%}"
        if os.environ.get("UPDATE_RECORDED") == "1":
            recorded[self.options.django] = now
            path.write_text(json.dumps(recorded, indent=2) + "\n")


def compare_with_record(program):
    record = json.loads(RECORD.read_text())
    left = {kind: {tuple(pair) for pair in record[kind]} for kind in (*KINDS, "admin")}
    left["registrable"] = set(record["registrable"])
    right = ours(program, HERE / OWN)
    same_case(left, right)
    pair_variables(left, right)
    found = differences(OWN, left, right)
    for difference in sorted(found):
        print("{}: {} {}:{} is {}".format(*difference))
    print(f"{sum(len(left[kind]) for kind in (*KINDS, 'admin'))} names of {OWN} compared, {len(found)} differ")
    return 1 if found else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stayorgo", required=True)
    parser.add_argument("--django", help="4.2 or 5.2")
    parser.add_argument("--recorded", action="store_true", help="compare our own patterns with the record of them")
    parser.add_argument("--apps", help="only these packages, separated by commas; shares are not compared then")
    parser.add_argument("--verbose", action="store_true", help="name the modules that could not be imported")
    options = parser.parse_args()
    if options.recorded:
        sys.exit(compare_with_record(options.stayorgo))
    if not options.django:
        parser.error("--django or --recorded must be given")
    comparison = Comparison(options)
    comparison.run()
    problems = list(comparison.problems(comparison.print_table()))
    if not comparison.options.apps:
        problems += comparison.compare_unresolved()
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
