# SPDX-License-Identifier: MIT
"""What the gates share: the command line, the list of sources, the report.

A gate is a script with two functions. `check(tree)` returns the problems found in the repository, one
line each; `self_test()` asserts that the same code does find a planted fault, so that a gate can't rot
into one that passes whatever it is given. Both run every time.
"""
import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SKIPPED = 77  # what ctest takes for "not run here"


class Tree:
    """The checkout under test and the build folder beside it."""

    def __init__(self, source, build):
        self.source = Path(source)
        self.build = Path(build)

    def c_files(self, *folders, suffixes=(".c", ".h")):
        """Our C files below the folders (src and tests unless told), sorted, as paths from the root."""
        found = []
        for folder in folders or ("src", "tests"):
            for path in (self.source / folder).rglob("*"):
                if path.suffix in suffixes:
                    found.append(path.relative_to(self.source))
        return sorted(found)

    def read(self, path):
        return (self.source / path).read_text(encoding="utf-8")

    def all_files(self):
        """Every file that is or would be committed."""
        command = ["git", "-C", str(self.source), "ls-files", "-z", "-co", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, check=True).stdout
        names = (os.fsdecode(name) for name in listed.split(b"\0") if name)
        return sorted(n for n in names if (self.source / n).is_file())

    def compile_commands(self):
        """{source: (argument list, object file)} of our own compiled files."""
        commands = {}
        for entry in json.loads((self.build / "compile_commands.json").read_text()):
            arguments = entry["command"].split()
            output = Path(entry["directory"]) / arguments[arguments.index("-o") + 1]
            if "core.dir" in output.parts or "stayorgo.dir" in output.parts:
                commands[os.path.relpath(entry["file"], self.source)] = (arguments, output)
        return commands


def strip(text, strings=True):
    """C text without comments (and without the inside of strings), every line kept in place."""
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''

    def blank(match):
        token = match.group()
        if token[0] in "\"'":
            return token[0] * 2 if strings else token
        return "\n" * token.count("\n") or " "

    return re.sub(pattern, blank, text, flags=re.S)


def run(check, self_test):
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", default=Path(__file__).parents[2])
    parser.add_argument("--build", default=Path(__file__).parents[2] / "build")
    options = parser.parse_args()
    self_test()
    problems = check(Tree(options.source, options.build))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)
