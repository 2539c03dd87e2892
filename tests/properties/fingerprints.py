# SPDX-License-Identifier: MIT
"""Findings are known again: their fingerprints are unique in a report, and stay as they are when lines move, code
is broken and quoted otherwise, and folders are renamed; another call gives another one.

    fingerprints.py --stayorgo PROGRAM
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

CALLS = ["time.sleep(1)", "requests.get('https://a.example/x', timeout=5)", "requests.post(URL, json={'a': [1, 2]})",
         "subprocess.run(['ls', '-l'])", "open('a.txt')"]
OTHERWISE = ["time.sleep(\n        1)", "requests.get(  # slow\n        \"https://a.example/x\",\n        timeout=5,\n    )",
             "(requests.post(URL,\n        json={\"a\": [1,\n        2]}))", "subprocess.run([\"ls\", \"-l\"])", "open(\"a.txt\")"]
HEAD = "import requests\nimport subprocess\nimport time\n\nURL = 'u'\n\n"


def source(random_, picks, otherwise, moved):
    text = HEAD
    for number, calls in enumerate(picks):
        text += "\n" * random_.randrange(1, 6) + "# moved\n" * random_.randrange(3) if moved else "\n"
        text += f"async def f{number}():\n"
        for call in calls:
            text += "\n" * random_.randrange(3) if moved else ""
            text += f"    {(OTHERWISE if otherwise else CALLS)[call]}\n"
    return text


def prints(program, files):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            place = pathlib.Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        result = subprocess.run([program, "scan", "-q", "-o", "json", folder], capture_output=True, timeout=60, check=True)
    found = [f["fingerprint"] for f in json.loads(result.stdout)["findings"] if f["rule"].startswith("SOG1")]
    assert len(set(found)) == len(found), "two findings of a report have one fingerprint"
    return set(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", required=True)
    program = str(pathlib.Path(parser.parse_args().stayorgo).resolve())
    for seed in range(12):
        r = random.Random(seed)
        picks = [[r.randrange(len(CALLS)) for _ in range(r.randrange(1, 5))] for _ in range(4)]
        plain, twin = source(r, picks, False, False), source(r, picks, False, False)
        before = prints(program, {"shop/a.py": plain, "shop/b.py": twin})
        assert len(before) == 2 * sum(map(len, picks)), f"seed {seed}: {len(before)} findings"
        for name, files in {
                "moved lines": {"shop/a.py": source(r, picks, False, True), "shop/b.py": twin},
                "another layout": {"shop/a.py": source(r, picks, True, True), "shop/b.py": source(r, picks, True, False)},
                "another folder": {"store/web/a.py": plain, "alpha/b.py": twin}}.items():
            assert prints(program, files) == before, f"seed {seed}: {name} changed a fingerprint"
        other = prints(program, {"shop/a.py": plain.replace("(1)", "(2)") + "async def g():\n    time.sleep(3)\n",
                                 "shop/b.py": twin})
        assert other != before, f"seed {seed}: another call was not noticed"
    print("12 random projects: fingerprints are unique and stay")


if __name__ == "__main__":
    sys.exit(main())
