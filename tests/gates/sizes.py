# SPDX-License-Identifier: MIT
"""Files and functions stay short enough to be read at one sitting.

Above the limit of the style guide a line is printed; above the hard limit the gate fails, unless the
file or function stands in the table below with a reason. Relies on the format gate: a function's
signature begins at column 0, and its closing brace stands there alone.
"""
import re

import gate

FILE_LINES, FILE_LINES_HARD = 400, 600
FUNCTION_LINES, FUNCTION_LINES_HARD = 60, 80
PARAMETERS_HARD = 7

# "file" or "file:function" -> why it may be longer.
LONG_WITH_REASON = {
}


def functions(text):
    """(name, line, number of lines, number of parameters) of each function definition."""
    lines = gate.strip(text).splitlines()
    start = None
    for number, line in enumerate(lines):
        if line == "}" and start is not None:
            signature = " ".join(lines[start:number]).split("{")[0]
            match = re.search(r"(\w+)\s*\((.*)\)", signature)
            if match:
                yield match[1], start + 1, number - start + 1, match[2].count(",") + 1
            start = None
        elif re.match(r"\w.*\(", line) and not line.rstrip().endswith(";"):
            start = number
        elif line.startswith(("}", "#")):
            start = None


def check_file(path, text):
    """(problems, notes)"""
    problems, notes = [], []

    def judge(key, where, what, size, limit, hard):
        if size > hard and key not in LONG_WITH_REASON:
            problems.append(f"{where}: {what} {size}, the hard limit is {hard}")
        elif size > limit:
            notes.append(f"{where}: note: {what} {size}, aim for {limit}")

    judge(path, path, "lines:", len(text.splitlines()), FILE_LINES, FILE_LINES_HARD)
    for name, line, length, parameters in functions(text):
        where = f"{path}:{line}"
        judge(f"{path}:{name}", where, f"lines of {name}:", length, FUNCTION_LINES,
              FUNCTION_LINES_HARD)
        judge(f"{path}:{name}", where, f"parameters of {name}:", parameters, PARAMETERS_HARD,
              PARAMETERS_HARD)
    return problems, notes


def check(tree):
    problems = []
    for path in tree.c_files():
        found, notes = check_file(str(path), tree.read(path))
        problems += found
        print(*notes, sep="\n", end="\n" if notes else "")
    return problems


def self_test():
    short = "static int f(int a,\n             int b) {\n    return a + b;\n}\n"
    assert list(functions(short)) == [("f", 1, 4, 2)]
    assert list(functions("static const T t[] = {\n    {f(1)},\n};\nint g(void);\n")) == []
    long = "int f(void) {\n" + "    a();\n" * FUNCTION_LINES_HARD + "}\n"
    assert check_file("a.c", long)[0]
    assert not check_file("a.c", short)[0]
    assert check_file("a.c", "int f(" + ", ".join(f"int a{i}" for i in range(9)) + ") {\n}\n")[0]
    assert check_file("a.c", "// x\n" * (FILE_LINES_HARD + 1))[0]
    assert check_file("a.c", "// x\n" * (FILE_LINES + 1))[1]


if __name__ == "__main__":
    gate.run(check, self_test)
