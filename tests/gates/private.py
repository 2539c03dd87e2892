# SPDX-License-Identifier: MIT
"""Nothing of the machine that a file was written on gets into the repository: no home directories, no
checkout paths, no addresses of package registries (a lock file pins by hash, not by place).
"""
import re

import gate

# Split so that this file does not find itself.
EVERYWHERE = [
    r"registry\.npm" r"js",
    r"python" r"hosted\.org",
    r"\bpypi" r"\.org",
    r"(deb|security)\.deb" r"ian\.org",
    r"\bcrates" r"\.io\b",
    r"proxy\.gol" r"ang\.org",
    r'"resol' r'ved": *"',
    r"/wo" r"rk/(main|shared|\.)",
]
# A fixture may well be a Dockerfile with a home directory.
OUTSIDE_FIXTURES = [
    r"(?<![\w$}.])/ro" r"ot/\w",
    r"(?<![\w$}.])/ho" r"me/\w",
    r"(?<![\w$}.])/Us" r"ers/\w",
    r"C:\\Us" r"ers",
    r"/tmp/bui" r"ld-",
]


def check_file(path, data):
    patterns = EVERYWHERE + ([] if path.startswith("fixtures/") else OUTSIDE_FIXTURES)
    problems = []
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        for pattern in patterns:
            if re.search(pattern, line):
                problems.append(f"{path}:{number}: matches {pattern}")
    return problems


def check(tree):
    return [problem for path in tree.all_files()
            for problem in check_file(path, (tree.source / path).read_bytes())]


def self_test():
    home = b"see /ho" + b"me/ann/notes\n"
    assert check_file("README.md", home)
    assert not check_file("fixtures/docker/input/Dockerfile", home)
    assert check_file("fixtures/a/input/Pipfile", b"url = https://pypi" + b".org/simple")
    assert not check_file("README.md", b"https://example.org/home/page\n./home/x\n")


if __name__ == "__main__":
    gate.run(check, self_test)
