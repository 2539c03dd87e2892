# SPDX-License-Identifier: MIT
"""What GitHub's runner does with a step, as its documentation and its sources say it, as far as we use it.

    step = run_step("echo ::notice::hello", cwd=..., env=...)
    step.annotations["notice"]      the first ten of the level; step.dropped counts the others
    step.outputs, step.summary      read from the files that GITHUB_OUTPUT and GITHUB_STEP_SUMMARY name

    action = Action("action.yml").run(inputs, github, workspace, env)
    action.outputs, action.failed, action.used      a composite action, its bash steps really run

Actions that steps `use` are not fetched: a test says how each ended.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import namedtuple

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import hosts  # noqa: E402

SUMMARY_BYTES = 1024 * 1024  # above it the upload of the whole summary fails
MESSAGE_CHARACTERS = 4096
LEVELS = ("error", "warning", "notice")


class Invalid(Exception):
    """What makes the runner fail a step."""


def file_values(text):
    """The key and value pairs of a file command."""
    values, lines = {}, text.split("\n")
    if lines[-1] == "":
        lines.pop()
    lines = iter(line.removesuffix("\r") for line in lines)
    for line in lines:
        if not line:
            continue
        equals, heredoc = line.find("="), line.find("<<")
        if equals >= 0 and (heredoc < 0 or equals < heredoc):
            name, value = line[:equals], line[equals + 1:]
        elif heredoc >= 0:
            name, delimiter = line[:heredoc], line[heredoc + 2:]
            if not delimiter:
                raise Invalid(f"Invalid format '{line}'")
            found = []
            for more in lines:
                if more == delimiter:
                    break
                found.append(more)
            else:
                raise Invalid(f"Matching delimiter not found '{delimiter}'")
            value = "\n".join(found)
        else:
            raise Invalid(f"Invalid format '{line}'")
        if not name:
            raise Invalid(f"Invalid format '{line}'. Name must not be empty")
        values[name] = value
    return values


class Step:
    """A command that was run as a step: what the host makes of it."""

    def __init__(self, done, outputs, summary):
        self.code, self.stdout, self.stderr = done.returncode, done.stdout.decode(), done.stderr.decode()
        # The runner reads both streams.
        self.commands = hosts.github(self.stdout) + hosts.github(self.stderr)
        self.annotations, self.dropped = {level: [] for level in LEVELS}, 0
        for command in self.commands:
            if command.name not in LEVELS:
                continue
            if len(self.annotations[command.name]) == hosts.GITHUB_CAP or len(command.message) > MESSAGE_CHARACTERS:
                self.dropped += 1
            else:
                self.annotations[command.name].append(command)
        self.outputs = file_values(outputs)
        if len(summary) > SUMMARY_BYTES:
            raise Invalid("the summary is too large")
        self.summary = summary.decode("utf-8")


def run_step(command, cwd, env, timeout=120):
    """Runs a script as `shell: bash` does, or a list of arguments as they are."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: pathlib.Path(folder, name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.touch()
        # A test that names one itself, or none, gets what it wants.
        names = {name: str(path) for name, path in files.items() if name not in env}
        if isinstance(command, str):
            script = pathlib.Path(folder, "script.sh")
            script.write_text(command)
            command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        environment = {name: value for name, value in {**env, **names}.items() if value is not None}
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, timeout=timeout,
                              stdin=subprocess.DEVNULL)
        return Step(done, files["GITHUB_OUTPUT"].read_text("utf-8"), files["GITHUB_STEP_SUMMARY"].read_bytes())


# --- Expressions ----------------------------------------------------------------------------------

TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<sign>&&|\|\||==|!=|!|\(|\))|(?P<name>[A-Za-z_][\w.-]*))")


def truthy(value):
    return value not in (None, False, "", 0)


def equal(left, right):
    """Loosely: null is the empty text, and case does not count."""
    left, right = ("" if v is None else v for v in (left, right))
    return left.lower() == right.lower() if isinstance(left, str) and isinstance(right, str) else left == right


class Expression:
    """!, &&, ||, ==, !=, parentheses, texts, contexts and the functions without arguments."""

    def __init__(self, text, contexts, functions):
        self.tokens, self.contexts, self.functions = [], contexts, functions
        at = 0
        while at < len(text.rstrip()):
            match = TOKEN.match(text, at)
            if not match:
                raise Invalid(f"cannot read the expression at: {text[at:]}")
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()

    def take(self, *signs):
        if self.tokens and self.tokens[0][0] == "sign" and self.tokens[0][1] in signs:
            return self.tokens.pop(0)[1]
        return None

    def value(self):
        value = self.any()
        if self.tokens:
            raise Invalid(f"more than an expression: {self.tokens}")
        return value

    def any(self):
        left = self.all()
        while self.take("||"):
            right = self.all()
            left = left if truthy(left) else right
        return left

    def all(self):
        left = self.compare()
        while self.take("&&"):
            right = self.compare()
            left = right if truthy(left) else left
        return left

    def compare(self):
        left = self.one()
        while sign := self.take("==", "!="):
            left = equal(left, self.one()) == (sign == "==")
        return left

    def one(self):
        if self.take("!"):
            return not truthy(self.one())
        if self.take("("):
            value = self.any()
            if not self.take(")"):
                raise Invalid("a parenthesis is open")
            return value
        kind, text = self.tokens.pop(0)
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if self.take("("):
            if not self.take(")"):
                raise Invalid(f"{text}() takes no arguments here")
            return self.functions[text]()
        value = self.contexts
        for part in text.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value


def expand(text, contexts, functions):
    """A text with its ${{ }} replaced."""
    def one(match):
        value = Expression(match[1], contexts, functions).value()
        return "" if value is None else str(value)
    return re.sub(r"\$\{\{(.*?)\}\}", one, str(text))


# --- Composite actions ----------------------------------------------------------------------------

Used = namedtuple("Used", "action inputs")


class Action:
    """One run of a composite action."""

    def __init__(self, path, folder=None):
        self.path = pathlib.Path(path)
        self.folder = folder or self.path.parent
        self.data = yaml.safe_load(self.path.read_text())
        self.failed, self.steps, self.used, self.context = False, {}, [], {}

    def holds(self, text, contexts):
        functions = {"cancelled": lambda: False, "always": lambda: True, "success": lambda: not self.failed,
                     "failure": lambda: self.failed}
        text = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", str(text).strip(), flags=re.S)
        value = truthy(Expression(text, contexts, functions).value())
        # Without a function about the state a step has to wait for success.
        return value if re.search(r"\b(cancelled|always|success|failure)\(\)", text) else value and not self.failed

    def run(self, inputs, github, workspace, env, uses="success"):
        """Runs all steps. `uses`: how an action that a step uses ends."""
        unknown = set(inputs) - set(self.data["inputs"])
        if unknown:
            raise Invalid(f"unexpected inputs {unknown}")
        given = {name: str(inputs.get(name, row.get("default", ""))) for name, row in self.data["inputs"].items()}
        contexts = {"inputs": given, "github": github, "steps": {}}
        for number, step in enumerate(self.data["runs"]["steps"]):
            name = step.get("id", f"step-{number}")
            outcome, outputs = "skipped", {}
            if self.holds(step.get("if", "success()"), contexts):
                outcome, outputs = self.run_one(step, name, contexts, workspace, env, uses)
            contexts["steps"][name] = {"outcome": outcome, "outputs": outputs}
            self.failed = self.failed or (outcome == "failure" and not step.get("continue-on-error"))
        self.outputs = {name: expand(row["value"], contexts, {}) for name, row in self.data["outputs"].items()}
        self.context = contexts
        return self

    def run_one(self, step, name, contexts, workspace, env, uses):
        if "uses" in step:
            inputs = {key: expand(value, contexts, {}) for key, value in step.get("with", {}).items()}
            self.used.append(Used(step["uses"], inputs))
            return uses, {}
        if step["shell"] != "bash":
            raise Invalid(f"shell {step['shell']}")
        variables = {key: expand(value, contexts, {}) for key, value in step.get("env", {}).items()}
        done = run_step(expand(step["run"], contexts, {}), workspace,
                        {**env, "GITHUB_ACTION_PATH": str(self.folder), **variables})
        self.steps[name] = done
        return ("failure" if done.code else "success"), done.outputs

    @property
    def annotations(self):
        """All steps of a composite action have the caps of the one step that calls it."""
        return {level: [c for step in self.steps.values() for c in step.annotations[level]][:hosts.GITHUB_CAP]
                for level in LEVELS}
