# SPDX-License-Identifier: MIT
"""Classes, functions and imports of files as libcst reads them. Run inside the environment that has it.

    names.py FILE...     {FILE: {"classes": [[line, "Outer.Inner"]], "functions": …, "imports": [[line, "module"]]}}

A file that libcst cannot parse has null.
"""

import json
import sys
from pathlib import Path

import libcst
from libcst.metadata import MetadataWrapper, PositionProvider


def dotted(node):
    return dotted(node.value) + "." + node.attr.value if isinstance(node, libcst.Attribute) else node.value


class Names(libcst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self):
        super().__init__()
        self.around = []
        self.found = {"classes": [], "functions": [], "imports": []}

    def line(self, node):
        return self.get_metadata(PositionProvider, node).start.line

    def visit_ClassDef(self, node):
        self.found["classes"].append([self.line(node.name), "".join(self.around) + node.name.value])
        self.around.append(node.name.value + ".")

    def visit_FunctionDef(self, node):
        self.found["functions"].append([self.line(node.name), "".join(self.around) + node.name.value])
        self.around.append(node.name.value + ".<locals>.")

    def leave_ClassDef(self, original_node):
        self.around.pop()

    def leave_FunctionDef(self, original_node):
        self.around.pop()

    def visit_Import(self, node):
        self.found["imports"] += [[self.line(node), dotted(alias.name)] for alias in node.names]

    def visit_ImportFrom(self, node):
        if not node.relative:  # one, whatever number of names
            self.found["imports"].append([self.line(node), dotted(node.module)])


def read(path):
    try:
        module = libcst.parse_module(Path(path).read_bytes())
    except libcst.ParserSyntaxError:
        return None
    names = Names()
    MetadataWrapper(module, unsafe_skip_copy=True).visit(names)
    return {key: sorted(places) for key, places in names.found.items()}


if __name__ == "__main__":
    print(json.dumps({path: read(path) for path in sys.argv[1:]}))
