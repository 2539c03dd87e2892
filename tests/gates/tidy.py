# SPDX-License-Identifier: MIT
"""clang-tidy over the sources of src/, with the limits of .clang-tidy; some ten minutes, so among the
long tests.
"""
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gate


def tidy(path, *flags):
    """The complaints about one file, one line each."""
    done = subprocess.run(["clang-tidy", "--quiet", str(path), *flags], text=True,
                          capture_output=True)
    return [line for line in done.stdout.splitlines() if ": error: " in line or ": warning: " in line]


def compile_flags(arguments):
    """The -I, -isystem, -D and -std of a compile command: gcc's other flags mean nothing to clang.

    Without NDEBUG: an assertion says what the analyser may rely on.
    """
    flags = []
    for index, argument in enumerate(arguments):
        if argument == "-DNDEBUG":
            continue
        if argument.startswith(("-I", "-D", "-std=")):
            flags.append(argument.replace('\\"', '"'))
        elif argument == "-isystem":
            flags += [argument, arguments[index + 1]]
    return flags


def check(tree):
    commands = sorted(item for item in tree.compile_commands().items() if item[0].startswith("src/"))
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(lambda item: tidy(tree.source / item[0], "--warnings-as-errors=*", "--",
                                             *compile_flags(item[1][0])), commands)
        return sorted({line.removeprefix(f"{tree.source}/") for found in results for line in found})


def self_test():
    if not shutil.which("clang-tidy"):
        print("clang-tidy is not here")
        sys.exit(gate.SKIPPED)
    config = f"--config-file={Path(__file__).parents[2] / '.clang-tidy'}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.c"
        path.write_text("int f(int a);\nint f(int a) { return a == a; }\n")
        assert tidy(path, config, "--")
        path.write_text("int f(int a);\nint f(int a) { return a; }\n")
        assert not tidy(path, config, "--")


if __name__ == "__main__":
    gate.run(check, self_test)
