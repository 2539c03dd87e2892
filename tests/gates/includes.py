# SPDX-License-Identifier: MIT
"""Who may include whom: stages never include each other, and each library has one door.

The star is the architecture; this table is the wall that keeps it one.
"""
import re
from collections import Counter
from pathlib import Path

import gate

STAGES = ["scan", "python", "resolve", "rules", "match", "judge", "finding", "compare", "reread", "record", "render", "store"]

# Folder of src/ -> folders it may include ("" stands for the files directly in src/).
MAY_INCLUDE = {
    "base": {"base"},
    "model": {"model", "base"},
    **{stage: {stage, "model", "base"} for stage in STAGES},
    "cli": {"cli", "model", "base", ""},
    "wasm": {"wasm", "model", "base", ""},
}
# The pipeline sees one public header of each stage, the program only what stands above the stages.
MAY_INCLUDE_FILES = {
    "src/run.c": {"model", "base", "", *STAGES},
    "src/run_answer.c": {"model", "base", "", *STAGES},
    "src/run_cache.c": {"model", "base", "", *STAGES},
    "src/run_facts.c": {"model", "base", "", *STAGES},
    "src/run_answer.h": {"model", "base", ""},
    "src/run_key.c": {"model", "base", "", *STAGES},
    "src/run_key.h": {"model", "base", ""},
    "src/run_summary.c": {"model", "base", "", *STAGES},
    "src/run_summary.h": {"model", "base", "", "compare"},
    "src/run_facts.h": {"model", "base", "", "store"},
    "src/run_past.c": {"model", "base", "", *STAGES},
    "src/run_rescore.c": {"model", "base", "", *STAGES},
    "src/run.h": {"model", "base"},
    "src/wasm/page_judge.c": {"wasm", "model", "base", "", *STAGES},
    "src/main.c": {"cli", "model", "base", ""},
}

RUN_HEADERS = ("run.h", "run_answer.h", "run_facts.h", "run_key.h", "run_summary.h")

# Header -> where it may be included. Everything else in <> that is not below is the system's.
DOORS = {
    "tree_sitter/api.h": ["src/python/", "src/scan/toml.c"],
    "git2.h": ["src/scan/"],
    "git2/": ["src/scan/"],
    "yaml.h": ["src/scan/"],
    "zlib.h": ["src/scan/gitloose.c"],
    "sqlite3.h": ["src/store/", "tests/"],
    "jansson.h": ["src/base/jsonio.c"],
    "xxhash.h": ["src/base/", "src/store/"],
    "criterion/": ["tests/"],
    "stdatomic.h": ["src/base/", "src/run_facts.c", "tests/"],
}
# Standard C that does not reach the operating system.
PLAIN_C = {"assert", "ctype", "errno", "float", "inttypes", "limits", "math", "stdalign", "stdarg",
           "stdbool", "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "string"}
SYSTEM_DOORS = ["src/base/", "tests/"]


def includes(text):
    """(line, '<' or '"', header) of each include."""
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line)
        if match:
            yield number, match[1], match[2]


def bracket_fault(path, header):
    for door, places in DOORS.items():
        if header.startswith(door):
            return None if path.startswith(tuple(places)) else f"only in {' and '.join(places)}"
    if header.removesuffix(".h") in PLAIN_C or path.startswith(tuple(SYSTEM_DOORS)):
        return None
    return "headers of the operating system only in src/base/"


def quoted_fault(path, header):
    if path.startswith("tests/"):
        return None
    parts = Path(path).parts
    allowed = MAY_INCLUDE_FILES.get(path) or MAY_INCLUDE.get(parts[1] if len(parts) > 2 else None)
    if allowed is None:
        return "no rule for this file: add one to tests/gates/includes.py"
    folder = str(Path(header).parent)
    if folder == ".":
        known = header == "version.h" or (header in RUN_HEADERS and "" in allowed)
        return None if known else "write the path from src/"
    return None if folder in allowed else f"{parts[1]} must not include {folder}/"


def check_file(path, text):
    problems = []
    stage_headers = Counter()
    for number, bracket, header in includes(text):
        fault = bracket_fault(path, header) if bracket == "<" else quoted_fault(path, header)
        if fault:
            problems.append(f"{path}:{number}: {header}: {fault}")
        stage_headers[Path(header).parent.name] += 1
    if path in ("src/run.c", "src/run_answer.c", "src/run_facts.c", "src/run_past.c", "src/run_rescore.c"):
        problems += [f"{path}: one header of {stage}/ is enough, not {stage_headers[stage]}"
                     for stage in STAGES if stage_headers[stage] > 1]
    return problems


def check(tree):
    return [problem for path in tree.c_files()
            for problem in check_file(str(path), tree.read(path))]


def self_test():
    bad = {
        "src/match/match.c": '#include "resolve/resolve.h"',
        "src/base/str.c": '#include "model/facts.h"',
        "src/judge/tally.c": "#include <tree_sitter/api.h>",
        "src/scan/walk.c": "#include <dirent.h>",
        "src/render/out_json.c": "#include <jansson.h>",
        "src/cli/scan.c": '#include "scan/scan.h"',
        "src/model/facts.c": '#include "facts.h"',
        "src/run.c": '#include "scan/scan.h"\n#include "scan/walk.h"',
    }
    good = {
        "src/match/match.c": '#include "model/rules.h"\n#include <string.h>\n#include "match/index.h"',
        "src/base/fs.c": "#include <dirent.h>",
        "src/python/parse.c": "#include <tree_sitter/api.h>",
        "src/run.c": '#include "scan/scan.h"\n#include "judge/judge.h"',
        "src/cli/scan.c": '#include "run.h"',
    }
    for path, text in bad.items():
        assert check_file(path, text), path
    for path, text in good.items():
        assert not check_file(path, text), path


if __name__ == "__main__":
    gate.run(check, self_test)
