# SPDX-License-Identifier: MIT
"""Every file opens as the style guide asks: the licence tag first, then, in a .c of src/, an essay of
at least five comment lines (a test says what it is for in one); every .c of src/ includes
"base/banned.h" last.
"""
import re

import gate

ESSAY_LINES = {"src": 5, "tests": 1}
TAG = "// SPDX-License-Identifier: MIT"


def check_file(path, text):
    lines = text.splitlines()
    problems = []
    if not lines or lines[0] != TAG:
        problems.append(f"{path}:1: the first line must be {TAG}")
    if path.endswith(".c"):
        essay = 0
        while essay + 1 < len(lines) and lines[essay + 1].startswith("//"):
            essay += 1
        wanted = ESSAY_LINES[path.split("/")[0]]
        if essay < wanted:
            problems.append(f"{path}:2: opens with {essay} comment lines, not {wanted}: what, "
                            "input -> output, how and why, limits")
        # A .def is a list that is included where it is used.
        included = re.findall(r'^#include\s*[<"]([^>"]+\.h)[>"]', text, flags=re.M)
        if path.startswith("src/") and (not included or included[-1] != "base/banned.h"):
            problems.append(f'{path}: the last include must be "base/banned.h"')
    return problems


def check(tree):
    return [problem for path in tree.c_files()
            for problem in check_file(str(path), tree.read(path))]


def self_test():
    good = TAG + "\n" + "// a\n" * 5 + '#include "base/banned.h"\nint x;\n'
    assert not check_file("src/base/a.c", good)
    assert check_file("src/base/a.c", good.replace(TAG, "// none"))
    assert check_file("src/base/a.c", good.replace("// a\n" * 5, "// a\n" * 3))
    assert not check_file("tests/test_a.c", TAG + "\n// a\n")
    assert check_file("src/base/a.c", good.replace("int x", '#include <stdio.h>\nint x'))
    assert not check_file("src/base/a.c", good + '#include "model/facts.def"\n')
    assert check_file("src/base/a.h", "#ifndef A\n")


if __name__ == "__main__":
    gate.run(check, self_test)
