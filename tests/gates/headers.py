# SPDX-License-Identifier: MIT
"""Every header compiles alone, and twice in one file: it includes what it needs and has a guard."""
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gate

FLAGS = ["-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-x", "c", "-"]


def check_header(header, include_folders):
    """`header` is written as an #include from src/ would be."""
    text = f'#include "{header}"\n#include "{header}"\nextern int not_empty;\n'
    done = subprocess.run(["cc", *include_folders, *FLAGS], input=text, text=True,
                          capture_output=True)
    if done.returncode == 0:
        return []
    return [f"{header}: does not compile alone:\n{done.stderr}"]


def include_flags(tree):
    """The -I, -isystem and -D of the real build."""
    flags = [f"-I{tree.source / 'src'}"]
    for arguments, _ in tree.compile_commands().values():
        for index, argument in enumerate(arguments):
            if argument == "-isystem":
                flags += ["-isystem", arguments[index + 1]]
            elif argument.startswith("-DSTAYORGO"):
                flags.append(argument.replace('\\"', '"'))
        break
    return flags


def check(tree):
    flags = include_flags(tree)
    headers = [str(path.relative_to("src")) for path in tree.c_files("src", suffixes=(".h",))]
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(lambda header: check_header(header, flags), headers)
    return [problem for result in results for problem in result]


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        cases = {
            "good.h": "#ifndef GOOD_H\n#define GOOD_H\n#include <stdint.h>\nstruct G { uint8_t a; };\n#endif\n",
            "needs.h": "#ifndef NEEDS_H\n#define NEEDS_H\nstruct N { uint8_t a; };\n#endif\n",
            "guard.h": "struct U { int a; };\n",
        }
        for name, text in cases.items():
            (Path(folder) / name).write_text(text)
            assert bool(check_header(name, [f"-I{folder}"])) == (name != "good.h"), name


if __name__ == "__main__":
    gate.run(check, self_test)
