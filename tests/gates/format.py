# SPDX-License-Identifier: MIT
"""clang-format decides how the code looks; `./dev fmt` makes it so."""
import re
import shutil
import subprocess
import sys

import gate

# Other versions format a few things differently.
VERSION = 14


def check_text(command, text):
    done = subprocess.run([*command, "--dry-run", "-Werror", "--style=file"], input=text, text=True,
                          capture_output=True)
    return done.returncode != 0


def clang_format():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        if shutil.which(name):
            shown = subprocess.run([name, "--version"], capture_output=True, text=True).stdout
            if re.search(rf"version {VERSION}\.", shown):
                return name
    print(f"clang-format {VERSION} is not here")
    sys.exit(gate.SKIPPED)


def check(tree):
    paths = [str(tree.source / path) for path in tree.c_files()]
    if not paths:
        return []
    done = subprocess.run([clang_format(), "--dry-run", "-Werror", *paths], text=True,
                          capture_output=True)
    lines = [line for line in done.stderr.splitlines() if "error:" in line]
    unformatted = sorted({line.split(":")[0] for line in lines})
    return [f"{path}: run ./dev fmt" for path in unformatted] if done.returncode else []


def self_test():
    command = [clang_format(), "--assume-filename=tests/gates/self.c"]
    assert check_text(command, "int  f( void ){return 1;}\n")
    assert not check_text(command, "int f(void) {\n    return 1;\n}\n")


if __name__ == "__main__":
    gate.run(check, self_test)
