# SPDX-License-Identifier: MIT
"""rules/schema/report.schema.json → bindings/python/stayorgo/report.py, the classes of a report.

    python3 bindings/python/report_types.py             prints them
    python3 bindings/python/report_types.py --write     rewrites the file

An object with properties becomes a frozen dataclass, called after its definition or its path
(`Project`, `ProjectEffort`); one without becomes a mapping, an array a tuple. What is not required is None
when it is not there. The test golden/python holds the file to the schema.
"""
import json
import keyword
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parents[1] / "rules/schema/report.schema.json"
TARGET = HERE / "stayorgo/report.py"
HEAD = '''# SPDX-License-Identifier: MIT
"""The classes of a report. Made from rules/schema/report.schema.json by report_types.py: change that.

Words of Python get a final underscore: ``verdict.from_``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Optional, Union
'''
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def pascal(key):
    return "".join(part.capitalize() for part in key.split("_"))


def singular(key):
    if key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-1] if key.endswith("s") and not key.endswith(("ss", "basis")) else key


def union(types):
    types = list(dict.fromkeys(types))
    rest = [t for t in types if t != "None"]
    if not rest:
        return "None"
    inner = rest[0] if len(rest) == 1 else f"Union[{', '.join(rest)}]"
    return f"Optional[{inner}]" if "None" in types else inner


class Maker:
    def __init__(self, schema):
        self.schema = schema
        self.classes = {}  # name -> text, in the order of being whole: parts first

    def hint(self, node, name):
        """The annotation of a schema; makes the classes that it needs. `name` is for one of them."""
        if "$ref" in node:
            key = node["$ref"].removeprefix("#/$defs/")
            return self.hint(self.schema["$defs"][key], pascal(key))
        if "const" in node:
            return f"Literal[{node['const']!r}]"
        if "enum" in node:
            values = [v for v in node["enum"] if v is not None]
            text = f"Literal[{', '.join(map(repr, values))}]"
            return union([text, "None"]) if None in node["enum"] else text
        for key in ("oneOf", "anyOf"):
            if key in node:
                return union([self.hint(part, name) for part in node[key]])
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        return union([self.of_kind(kind, node, name) for kind in kinds])

    def of_kind(self, kind, node, name):
        if kind == "array":
            return f"tuple[{self.hint(node['items'], name)}, ...]"
        if kind != "object":
            return PLAIN[kind]
        if "properties" in node:
            return self.dataclass(node, name)
        return f"Mapping[str, {self.hint(node['additionalProperties'], name)}]"

    def dataclass(self, node, name):
        if name in self.classes:
            return name
        required = node.get("required", [])
        fields = []
        for key, part in node["properties"].items():
            child = ("" if name == "Report" else name) + pascal(singular(key) if "items" in part else key)
            hint = self.hint(part, child)
            if key not in required:
                hint = hint if hint.startswith("Optional") else f"Optional[{hint}]"
            fields.append((key not in required, key, hint, part.get("description")))
        lines = [f"\n\n@dataclass(frozen=True)\nclass {name}:"]
        if "description" in node:
            lines.append(f'    """{sentence(node["description"])}"""\n')
        for is_optional, key, hint, description in sorted(fields, key=lambda row: row[0]):
            field = key + "_" if keyword.iskeyword(key) else key
            options = (["default=None"] if is_optional else []) + \
                ([f'metadata={{"key": {key!r}}}'] if field != key else [])
            default = f" = field({', '.join(options)})" if field != key else " = None" if is_optional else ""
            lines.append(f"    {field}: {hint}{default}" + (f"  # {description}" if description else ""))
        self.classes[name] = "\n".join(lines)
        return name


def sentence(text):
    text = text[0].upper() + text[1:]
    return text if text.endswith(".") else text + "."


def generate():
    maker = Maker(json.loads(SCHEMA.read_text(encoding="utf-8")))
    maker.dataclass(maker.schema, "Report")
    return HEAD + "\n".join(maker.classes.values()) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        TARGET.write_text(generate(), encoding="utf-8")
    else:
        sys.stdout.write(generate())
