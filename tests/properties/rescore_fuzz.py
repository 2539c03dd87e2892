# SPDX-License-Identifier: MIT
"""Saved reports that mean no good: reports of fixtures, broken at random places, given to `rescore`.

    {"count": 41}   ─►   {"count": null}, {"count": 1e300}, {"count": -1}, no "count" at all, half a file

Whatever it is given, the program ends with 0 and a report, or with 2 and one sentence; never otherwise. In a
sanitized build the sanitizers watch. The seed is fixed: a failure can be had again.
"""

import argparse
import copy
import json
import os
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ["django_saas_admin", "flask_pages_login", "django_inference_carve", "monorepo_three_services", "empty"]
VALUES = [None, True, 0, 1, -1, 2**31, 2**32, 2**53, 10**30, 1e300, -1e300, 0.5, "", "x", "\0", "\u202e", "%00",
          "a" * 70000, [], [[]], {}, {"a": 1}, [0] * 3000, "stay", "django", "need"]
WEIGHTS = ["inertia=0", "admin=3", "scale.cost_days=1000", "admin.customised.half=0.0001"]
MIN_READ = 20


def places(value, path=()):
    """The way to every value of a document."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield from places(child, (*path, key))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def mutate(document, chance):
    """The document with one to three values replaced, removed, doubled or moved."""
    document = copy.deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        path = chance.choice([place for place in places(document) if place])
        parent, key = at(document, path[:-1]), path[-1]
        what = chance.randrange(5)
        if what == 0:
            del parent[key]
        elif what == 1 and isinstance(parent, list):
            parent.insert(key, copy.deepcopy(parent[key]))
        elif what == 2 and isinstance(parent[key], int):
            parent[key] = parent[key] * chance.choice([2, 1000, 10**6]) + chance.choice([0, 1, -1])
        elif what == 3:
            other = chance.choice([place for place in places(document) if place])
            parent[key] = copy.deepcopy(at(document, other))
        else:
            parent[key] = chance.choice(VALUES)
    return json.dumps(document).encode()


def damage(text, chance):
    """The bytes cut short, with a piece changed, or with a piece twice."""
    text = bytearray(text)
    at_byte = chance.randrange(len(text))
    what = chance.randrange(4)
    if what == 0:
        return bytes(text[:at_byte])
    if what == 1:
        text[at_byte] = chance.randrange(256)
        return bytes(text)
    end = at_byte + chance.randrange(200)
    return bytes(text[:end] + text[at_byte:] if what == 2 else text[:at_byte] + text[end:])


def complaint(program, text, arguments):
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=1:exitcode=99", "UBSAN_OPTIONS": "exitcode=99"}
    result = subprocess.run([program, "rescore", "-", *arguments], input=text, capture_output=True, timeout=120,
                            env=environment)
    error = result.stderr.decode(errors="replace")
    if result.returncode == 0 and not error and result.stdout:
        return None, True
    if result.returncode == 2 and error.startswith("stayorgo: ") and error.count("\n") == 1 and not result.stdout:
        return None, False
    return f"status {result.returncode}, {len(result.stdout)} bytes\n{error[:2000]}", False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stayorgo", required=True)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the reports that failed")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = [subprocess.run([options.stayorgo, "scan", "-q", ROOT / "fixtures" / case / "input", "-o", "json"],
                            capture_output=True, check=True).stdout for case in CASES]
    documents = [json.loads(text) for text in texts]
    failed = read = 0
    for number in range(options.runs):
        nth = chance.randrange(len(CASES))
        broken = mutate(documents[nth], chance) if chance.random() < 0.8 else damage(texts[nth], chance)
        arguments = chance.choice([["-o", "text"], ["-o", "json"], ["--explain=tree"]])
        arguments += ["--set", chance.choice(WEIGHTS)] if chance.random() < 0.5 else []
        arguments += ["--what-if", "admin.customised=7"] if chance.random() < 0.3 else []
        arguments += ["--no-cost"] if chance.random() < 0.2 else []
        found, is_read = complaint(options.stayorgo, broken, arguments)
        read += is_read
        if found:
            failed += 1
            print(f"run {number} of seed {options.seed}: {arguments}: {found}")
            if options.keep:
                (options.keep / f"{options.seed}-{number}.json").write_bytes(broken)
    print(f"{options.runs} reports, {read} of them decided again, {failed} failed")
    return 1 if failed or read < options.runs // MIN_READ or read == options.runs else 0


if __name__ == "__main__":
    sys.exit(main())
