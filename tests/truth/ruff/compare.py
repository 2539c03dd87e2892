# SPDX-License-Identifier: MIT
"""Blocking calls in async functions, against ruff (ASYNC210, 212, 220, 221, 222, 230, 251).

    compare.py --stayorgo PROGRAM           our cases and all packages of packages.json
    compare.py --stayorgo PROGRAM --small   our cases and the packages that are quickly there

Compared are the lines of SOG101 to SOG104 with those of ruff's rules. Where the two differ, a class of
differences.json must say why: one that no class covers fails, and so does a class that covers nothing. The packages are
wheels from PyPI, pinned, unpacked into the build folder and never run.
"""

import argparse
import ast
import fnmatch
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import venvs  # noqa: E402

CODES = "ASYNC210,ASYNC212,ASYNC220,ASYNC221,ASYNC222,ASYNC230,ASYNC251"
RULES = ("SOG101", "SOG102", "SOG103", "SOG104")
KEYS = {"side", "why", "way", "roles", "code", "line", "in_rule", "inside_rule", "places"}


def ask(command, codes=(0,)):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


def theirs(ruff, root):
    found = ask([ruff, "check", "--isolated", "--no-cache", "--ignore-noqa", "--no-respect-gitignore", "--select", CODES,
                 "--output-format", "json", root], codes=(0, 1))
    return {(str(Path(it["filename"]).relative_to(root)), it["location"]["row"]) for it in found}


def ours(program, root):
    """{(path, line): findings there}"""
    found = {}
    for it in ask([program, "scan", "--quiet", "--no-ignore", "-o", "json", root])["findings"]:
        if it["rule"] in RULES:
            found.setdefault((it["path"], it["line"]), []).append(it)
    return found


def unpacked(package):
    """The folder of a package's wheel."""
    folder = venvs.FOLDER / "ruff-packages" / package["name"]
    stamp = folder.with_suffix(".sha256")
    wanted = hashlib.sha256(package["requirement"].encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheel"
    venvs.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest",
               wheels, package["requirement"]])
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    shutil.rmtree(wheels)
    stamp.write_text(wanted)
    return folder


class Place:
    """One line on which only one of the two found something."""

    def __init__(self, package, root, place, side, findings, roles):
        self.name = f"{package}:{place[0]}:{place[1]}"
        self.side, self.findings, self.path = side, findings, place[0]
        self.role = roles.get(place[0], "")
        text = (root / place[0]).read_text(errors="replace")
        self.line = text.split("\n")[place[1] - 1].strip()
        self.functions = functions_around(text, place[1])

    def __str__(self):
        who = "only ruff" if self.side == "ruff" else "only " + ", ".join(it["rule"] for it in self.findings)
        return f"{self.name}: {who}: {self.line[:90]}"

    def code(self):
        return [it["message"].split("(")[0] for it in self.findings]


def functions_around(text, line):
    return [node.name for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.lineno <= line <= node.end_lineno]


def quiet_places():
    """Globs of functions and of files in which our rules do not look: those of SOG102, the same in all of them."""
    for rule in json.loads((HERE.parents[2] / "rules/findings/loop.json").read_text())["findings"]:
        if rule["id"] == "SOG102":
            clause = rule["match"][0]
            return clause["not_inside"].split("|"), clause["not_in"].split("|")
    sys.exit("there is no SOG102")


def any_fits(globs, texts):
    return any(fnmatch.fnmatchcase(text, glob) for text in texts for glob in globs)


def covers(reason, place, quiet):
    functions, files = quiet
    if reason["side"] != place.side or place.name not in reason.get("places", [place.name]):
        return False
    return ((not reason.get("way") or all(it["steps"] for it in place.findings))
            and ("roles" not in reason or place.role in reason["roles"])
            and ("code" not in reason or any_fits(reason["code"], place.code()))
            and ("line" not in reason or any_fits(reason["line"], [place.line]))
            and (not reason.get("in_rule") or any_fits(files, [place.path]))
            and (not reason.get("inside_rule") or any_fits(functions, place.functions)))


def compare(program, ruff, package, root):
    """(lines of both, places of one)"""
    left, right = ours(program, root), theirs(ruff, root)
    files = ask([program, "facts", "--per-file", "--quiet", "--no-ignore", root])["files"]
    roles = {path: file["role"] for path, file in files.items()}
    only = [Place(package, root, at, "ruff", [], roles) for at in sorted(right - set(left))]
    only += [Place(package, root, at, "stayorgo", left[at], roles) for at in sorted(set(left) - right)]
    return len(right & set(left)), only


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", required=True)
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    ruff = venvs.python_of("ruff", HERE / "requirements.txt").parent / "ruff"
    reasons, quiet = json.loads((HERE / "differences.json").read_text()), quiet_places()
    packages = [it for it in json.loads((HERE / "packages.json").read_text()) if it.get("small") or not options.small]
    roots = [("cases", HERE / "cases", 33)] + [(it["name"], unpacked(it), it["at_least"]) for it in packages]
    bad = [f"differences.json: unknown key in {reason['why']!r}" for reason in reasons if set(reason) - KEYS]
    used = {reason["why"]: 0 for reason in reasons}
    for name, root, at_least in roots:
        both, only = compare(options.stayorgo, ruff, name, root)
        print(f"{name}: {both} lines of both, {len(only)} of one")
        if both < at_least:
            bad.append(f"{name}: {both} lines of both, expected {at_least} at least")
        for place in only:
            reason = next((it for it in reasons if covers(it, place, quiet)), None)
            if reason:
                used[reason["why"]] += 1
            else:
                bad.append(str(place))
    for why, count in used.items():
        print(f"{count:5}  {why}")
    if not options.small:
        bad += [f"differences.json: nothing differs any more because: {why}" for why, count in used.items() if not count]
    print("\n".join(bad))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
