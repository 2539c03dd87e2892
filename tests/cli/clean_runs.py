# SPDX-License-Identifier: MIT
"""The program, watched: over every fixture, and over all of them as one repository, it ends with a
status it chose and nothing that watches it complains. In a sanitized build the sanitizers watch, leaks
included (Criterion hides leaks, a plain process does not); with `--under valgrind`, valgrind does.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
VALGRIND = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
            "--errors-for-leak-kinds=definite,possible", "--fair-sched=yes"]
STATUSES = (0, 3)
COMPLAINT = re.compile(r"Sanitizer|runtime error:|^==\d+==", flags=re.M)
ARGUMENTS = [
    ["scan", "-j8", "--explain=tree"],
    ["scan", "-j8", "--format", "json"],
    ["facts", "-j8", "--per-file"],
]


RULES = [
    ["explain", "admin.actions", "--here", str(FIXTURES / "django_saas_admin/input")],
    ["explain", "stay.queue", "--rules", str(ROOT / "rules")],
    ["rules", "list", "--claims"],
    ["rules", "test", "admin.actions", "async.blocking_hidden"],
    ["rules", "check", str(ROOT / "rules")],
]


def broken_rules(folder):
    """A copy of the rules with a mistake in each file of signals."""
    shutil.copytree(ROOT / "rules", folder)
    for path in folder.glob("signals/*.json"):
        path.write_text(path.read_text().replace('"lean": ', '"lean": 7', 1))
    return str(folder)


def complaints(command, statuses=STATUSES):
    """None, or what is wrong with this run."""
    # Exit codes of their own, so that no status of the program is mistaken for one of theirs.
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=1:exitcode=99",
                   "TSAN_OPTIONS": "exitcode=99:halt_on_error=0", "LSAN_OPTIONS": "exitcode=99"}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=600)
    errors = done.stderr.decode("utf-8", "replace")
    if done.returncode not in statuses or COMPLAINT.search(errors):
        return f"{' '.join(command)}: status {done.returncode}\n{errors[:4000]}"
    return None


def self_test():
    """A watched program that misbehaves is seen to."""
    assert complaints(["sh", "-c", "exit 99"])
    assert complaints(["sh", "-c", "echo 'x.c:1: runtime error: overflow' >&2"])
    assert complaints(["sh", "-c", "kill -SEGV $$"])
    assert not complaints(["true"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", required=True)
    parser.add_argument("--under", choices=["valgrind"])
    options = parser.parse_args()
    self_test()
    watcher = VALGRIND if options.under else []
    roots = [FIXTURES, *sorted(path for path in FIXTURES.rglob("input") if path.is_dir())]
    runs = [[*watcher, options.stayorgo, *arguments, str(root)]
            for root in roots for arguments in ARGUMENTS]
    runs += [[*watcher, options.stayorgo, *arguments] for arguments in RULES]
    failed = [found for found in map(complaints, runs) if found]
    with tempfile.TemporaryDirectory() as folder:
        check = [*watcher, options.stayorgo, "rules", "check", broken_rules(Path(folder, "rules"))]
        failed += filter(None, [complaints(check, statuses=(2,))])
    print(*failed, sep="\n")
    print(f"{len(runs) + 1} runs, {len(failed)} failed")
    return 1 if failed or len(roots) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
