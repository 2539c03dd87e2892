# SPDX-License-Identifier: MIT
"""Who runs in the bench: whole processes over one folder, their output thrown away.

Each does what it is for, over the same files: ctags lists definitions, ast-grep looks for one pattern, ruff checks one
group of rules, ripgrep searches for two words, CPython parses and walks its syntax tree. None of them does what
stayorgo does; they say what reading, searching or parsing these files costs on the same machine.

Adding one: a row in TOOLS, and its package in `dev`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, NamedTuple

HERE = Path(__file__).resolve().parent

AST_WALK = """
import ast, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    try:
        for node in ast.walk(ast.parse(path.read_bytes())):
            pass
    except (SyntaxError, ValueError):
        pass
"""


class Tool(NamedTuple):
    name: str
    title: str
    command: Callable  # (Bench, folder) → arguments
    is_ours: bool = False


class Bench(NamedTuple):
    stayorgo: str
    has_cache: bool
    python: str
    ruff: str
    ast_grep: str


def ours(*more, cold=True):
    def command(bench, folder):
        options = ["--no-cache"] if cold and bench.has_cache else []
        return [bench.stayorgo, "scan", "--quiet", "--no-ignore", "-o", "json", *options, *more, folder]
    return command


TOOLS = (
    Tool("stayorgo", "stayorgo", ours(), True),
    Tool("warm", "stayorgo, warm cache", ours(cold=False), True),
    Tool("one", "stayorgo, one thread", ours("--jobs", "1"), True),
    Tool("full", "stayorgo --full-parse", ours("--full-parse"), True),
    Tool("full_one", "stayorgo --full-parse, one thread", ours("--full-parse", "--jobs", "1"), True),
    Tool("ripgrep", "ripgrep -c 'async def'",
         lambda bench, folder: ["rg", "--no-ignore", "-tpy", "-c", "async def", folder]),
    Tool("ctags", "universal-ctags",
         lambda bench, folder: ["ctags", "--options=NONE", "--languages=Python", "--sort=no", "-R", "-f", "-",
                                folder]),
    Tool("ruff", "ruff --select ASYNC",
         lambda bench, folder: [bench.ruff, "check", "--isolated", "--select", "ASYNC", "--no-cache",
                                "--no-respect-gitignore", "--exit-zero", "--quiet", folder]),
    Tool("ast_grep", "ast-grep, one rule",
         lambda bench, folder: [bench.ast_grep, "scan", "--no-ignore", "vcs", "--rule", str(HERE / "rule.yml"),
                                "--json=stream", folder]),
    Tool("cpython", "CPython ast.walk",
         lambda bench, folder: [bench.python, "-c", AST_WALK, folder]),
)


def find(stayorgo, folder):
    """Where everything is. `folder`: of the bench, with node_modules/ and venv/ in it."""
    help_text = subprocess.run([stayorgo, "scan", "--help"], capture_output=True, text=True, check=True).stdout
    ast_grep = next(iter((folder / "node_modules").glob("@ast-grep/cli-*/ast-grep")), None)
    return Bench(stayorgo=stayorgo,
                 has_cache="--no-cache" in help_text,
                 python=sys.executable,
                 ruff=shutil.which(str(folder / "venv" / "bin" / "ruff")) or "",
                 ast_grep=str(ast_grep or ""))


def chosen(bench, names):
    """The tools of these names that are there; the warm run only if there is a cache."""
    tools = [tool for tool in TOOLS if not names or tool.name in names]
    if not bench.has_cache:
        tools = [tool for tool in tools if tool.name != "warm"]
    return tools


def environment(folder):
    """The same for all; the cache of stayorgo lies in the bench's folder."""
    return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "LC_ALL": "C.UTF-8"}
