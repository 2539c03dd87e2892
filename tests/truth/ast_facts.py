# SPDX-License-Identifier: MIT
"""Syntax facts of Python files by CPython's own parser, in the shape of `stayorgo facts --per-file`.

    ast_facts.py ROOT [FILE...]      FILE: paths relative to ROOT, default: every *.py under it

Prints {"facts": {key: total}, "files": {path: {key: count, "evidence": {key: [[line, column, detail]]}}}}.
Keys and their meaning are those of src/model/facts.def. Lines and columns are 1-based, columns count
Unicode code points. Files that CPython cannot parse are left out.
"""

import ast
import json
import os
import sys
import tokenize
import warnings

KEYS = (
    "classes functions functions_annotated parameters parameters_annotated decorators"
    " async_functions await_expressions async_for async_with async_comprehensions"
    " imports_absolute relative_imports imports_in_functions"
    " imports_type_checking relative_imports_type_checking"
).split()

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def is_type_checking(test):
    if isinstance(test, ast.Name):
        return test.id == "TYPE_CHECKING"
    return isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING" and dotted(test) != ""


def dotted(node):
    """a.b.c for a plain chain of names, else ""."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join(reversed(parts + [node.id])) if isinstance(node, ast.Name) else ""


class Facts(ast.NodeVisitor):
    def __init__(self, source):
        self.source_lines = split_lines(source)
        self.evidence = {key: [] for key in KEYS}
        self.scopes = []  # (kind, qualified name) of the definitions around
        self.in_type_checking = False

    # --- Recording

    def add(self, key, node, detail=""):
        line = self.source_lines[node.lineno - 1]
        column = len(line[: node.col_offset].decode("utf-8"))
        self.evidence[key].append([node.lineno, column + 1, detail])

    def qualified(self, name):
        for kind, prefix in reversed(self.scopes):
            if kind == "class":
                return prefix + "." + name
            if kind == "function":
                return prefix + ".<locals>." + name
        return name

    def in_function(self):
        return any(kind in ("function", "lambda") for kind, _ in self.scopes)

    def visit_all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    # --- Definitions

    def visit_ClassDef(self, node):
        self.decorators(node)
        name = self.qualified(node.name)
        self.add("classes", node, name)
        self.visit_all(node.bases)
        self.visit_all(node.keywords)
        self.scopes.append(("class", name))
        self.visit_all(node.body)
        self.scopes.pop()

    def function(self, node):
        self.decorators(node)
        name = self.qualified(node.name)
        self.add("functions", node, name)
        if isinstance(node, ast.AsyncFunctionDef):
            self.add("async_functions", node, name)
        self.parameters(node)
        arguments = all_arguments(node.args)
        if node.returns or any(a.annotation for a in arguments):
            self.add("functions_annotated", node, name)
        self.visit(node.args)
        self.visit_all([node.returns])
        self.scopes.append(("function", name))
        self.visit_all(node.body)
        self.scopes.pop()

    visit_FunctionDef = function
    visit_AsyncFunctionDef = function

    def parameters(self, node):
        is_method = bool(self.scopes) and self.scopes[-1][0] == "class"
        for i, argument in enumerate(all_arguments(node.args)):
            if is_method and i == 0 and argument.arg in ("self", "cls"):
                continue
            self.add("parameters", argument, argument.arg)
            if argument.annotation:
                self.add("parameters_annotated", argument, argument.arg)

    def decorators(self, node):
        for decorator in node.decorator_list:
            self.visit(decorator)
            named = decorator
            while isinstance(named, ast.Call):
                named = named.func
            self.add("decorators", decorator, dotted(named))

    def visit_Lambda(self, node):
        self.visit(node.args)
        self.scopes.append(("lambda", ""))
        self.visit(node.body)
        self.scopes.pop()

    # --- async

    def visit_Await(self, node):
        self.add("await_expressions", node)
        self.generic_visit(node)

    def visit_AsyncFor(self, node):
        self.add("async_for", node)
        self.generic_visit(node)

    def visit_AsyncWith(self, node):
        self.add("async_with", node)
        self.generic_visit(node)

    def visit_comprehension(self, node):
        if node.is_async:
            self.add("async_comprehensions", node.target)
        self.generic_visit(node)

    # --- Imports

    def visit_If(self, node):
        test, negated = node.test, False
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test, negated = test.operand, True
        flag = is_type_checking(test)
        outside = self.in_type_checking
        self.visit(node.test)
        self.in_type_checking = outside or (flag and not negated)
        self.visit_all(node.body)
        self.in_type_checking = outside or (flag and negated)
        self.visit_all(node.orelse)
        self.in_type_checking = outside

    def imported(self, node, relative, detail):
        if self.in_type_checking:
            key = "relative_imports_type_checking" if relative else "imports_type_checking"
            self.add(key, node, detail)
            return
        self.add("relative_imports" if relative else "imports_absolute", node, detail)
        if self.in_function():
            self.add("imports_in_functions", node, detail)

    def visit_Import(self, node):
        for alias in node.names:
            self.imported(node, False, alias.name)

    def visit_ImportFrom(self, node):
        self.imported(node, node.level > 0, "." * node.level + (node.module or ""))


def all_arguments(args):
    found = args.posonlyargs + args.args
    found += [args.vararg] if args.vararg else []
    found += args.kwonlyargs
    return found + ([args.kwarg] if args.kwarg else [])


def split_lines(source):
    """Lines as the tokenizer counts them: LF, CRLF and lone CR end one, nothing else does."""
    return source.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8").split(b"\n")


def facts_of_file(path):
    """{key: count, "evidence": …}, or None for a file that CPython cannot parse."""
    try:
        with tokenize.open(path) as file:
            source = file.read()
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (SyntaxError, ValueError, UnicodeDecodeError, RecursionError, MemoryError):
        return None
    facts = Facts(source)
    facts.visit(tree)
    for found in facts.evidence.values():
        found.sort()
    entry = {key: len(facts.evidence[key]) for key in KEYS}
    entry["lines"] = count_lines(source)
    entry["has_fstrings"] = any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))
    entry["evidence"] = facts.evidence
    return entry


def count_lines(source):
    lines = split_lines(source)
    return len(lines) - (lines[-1] == b"")


def python_files(root):
    found = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        found += [
            os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            for name in names
            if name.endswith(".py")
        ]
    return sorted(found)


def facts_of_tree(root, paths=None):
    files = {}
    for path in python_files(root) if paths is None else paths:
        entry = facts_of_file(os.path.join(root, path))
        if entry is not None:
            files[path] = entry
    totals = {key: sum(entry[key] for entry in files.values()) for key in KEYS + ["lines"]}
    return {"facts": totals, "files": files}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    json.dump(facts_of_tree(sys.argv[1], sys.argv[2:] or None), sys.stdout)


if __name__ == "__main__":
    main()
