# SPDX-License-Identifier: MIT
"""Words that may stand in few places only: memory comes from arenas, stages do not print or exit,
threads meet in one file. A row is a pattern, where it may stand, and why.
"""
import re

import gate

PROGRAMS = ("src/main.c", "src/cli/", "src/rules/rulesgen.c")

RULES = [
    (r"\b(malloc|calloc|realloc|free|strdup|strndup)\s*\(", ("src/base/arena.c",),
     "memory comes from arenas"),
    (r"\b(printf|fprintf|vfprintf|puts|fputs|putchar|fputc|perror|fwrite)\s*\(",
     ("src/base/", *PROGRAMS), "stages do not print"),
    (r"\b(exit|_Exit|quick_exit|abort)\s*\(", ("src/base/", *PROGRAMS),
     "only the program picks exit codes"),
    (r"\b(strlen)\s*\(", ("src/base/", *PROGRAMS), "text is a Str; its length is known"),
    (r"\b(_Atomic|atomic_\w+|pthread_\w+|mtx_\w+)\b", ("src/base/", "src/run_facts.c"),
     "threads meet in base/pool.c, and in run_facts.c's count of finished files"),
    (r"\b(getenv|time|clock|rand|random)\s*\(", ("src/base/",),
     "output depends on the input alone"),
]
# In comments too: a promise without an issue is forgotten.
TODO = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))")


def check_file(path, text):
    problems = []
    for number, line in enumerate(gate.strip(text).splitlines(), 1):
        for pattern, places, why in RULES:
            match = re.search(pattern, line)
            if match and not path.startswith(places):
                problems.append(f"{path}:{number}: {match[1]}: {why}")
    for number, line in enumerate(text.splitlines(), 1):
        if TODO.search(line):
            problems.append(f"{path}:{number}: write TODO(#issue) or do it")
    return problems


def check(tree):
    return [problem for path in tree.c_files("src")
            for problem in check_file(str(path), tree.read(path))]


def self_test():
    assert check_file("src/scan/walk.c", "x = malloc(3);")
    assert not check_file("src/base/arena.c", "x = malloc(3);")
    assert not check_file("src/scan/walk.c", '// malloc(3)\ns = "free(1)"; arena_free(a);')
    assert check_file("src/judge/cost.c", "\n\n  printf (x);") == [
        "src/judge/cost.c:3: printf: stages do not print"]
    assert check_file("src/judge/cost.c", "// TODO later")
    assert not check_file("src/judge/cost.c", "// TODO(#12): later")


if __name__ == "__main__":
    gate.run(check, self_test)
