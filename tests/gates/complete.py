# SPDX-License-Identifier: MIT
"""Nothing is forgotten: every source is compiled, every unit test is run, no two files share a stem
(exported names carry it), and the README names every folder of src/.
"""
import re
from collections import defaultdict
from pathlib import Path

import gate

# Programs of their own, not part of the library.
PROGRAMS = {"src/rules/rulesgen.c", "src/rules/rulesgen_lean.c", "src/rules/rulesgen_parts.c",
            "src/wasm/jansson.c", "src/wasm/page_judge.c"}


def uncompiled(sources, compiled):
    return [f"{path}: not in CMakeLists.txt" for path in sources
            if path not in compiled and path not in PROGRAMS]


def unlisted_tests(tests, cmake_text):
    block = re.search(r"set\(UNIT_TESTS(.*?)\)", cmake_text, flags=re.S)
    listed = set(block[1].split()) if block else set()
    return [f"{path}: not in UNIT_TESTS of CMakeLists.txt" for path in tests
            if Path(path).stem.removeprefix("test_") not in listed]


def shared_stems(sources):
    by_stem = defaultdict(list)
    for path in sources:
        by_stem[Path(path).stem].append(path)
    return [f"{' and '.join(paths)} share a stem" for paths in by_stem.values() if len(paths) > 1]


def unnamed_folders(folders, readme):
    return [f"README.md: src/{folder}/ is not named" for folder in folders
            if not re.search(rf"\b{folder}/", readme)]


def check(tree):
    sources = [str(path) for path in tree.c_files("src", suffixes=(".c",))]
    tests = [str(path) for path in tree.c_files("tests", suffixes=(".c",))
             if path.name.startswith("test_")]
    folders = sorted({path.parts[1] for path in tree.c_files("src") if len(path.parts) > 2})
    readme = tree.source / "README.md"
    return (uncompiled(sources, tree.compile_commands())
            + unlisted_tests(tests, tree.read("CMakeLists.txt"))
            + shared_stems(sources)
            + unnamed_folders(folders, readme.read_text() if readme.exists() else ""))


def self_test():
    assert uncompiled(["src/scan/walk.c"], {}) and not uncompiled(["a.c"], {"a.c": None})
    assert unlisted_tests(["tests/test_walk.c"], "set(UNIT_TESTS\n  role\n)")
    assert not unlisted_tests(["tests/test_walk.c"], "set(UNIT_TESTS\n  walk\n)")
    assert shared_stems(["src/scan/a.c", "src/python/a.c", "src/python/b.c"])
    assert unnamed_folders(["scan"], "`src/` and scanning") and not unnamed_folders(["scan"], "scan/")


if __name__ == "__main__":
    gate.run(check, self_test)
