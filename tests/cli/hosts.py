# SPDX-License-Identifier: MIT
"""What CI hosts make of a log, as they document it: the commands that they would carry out.

    github("::error file=a.py,line=3::x%0Ay")   [Command("error", {"file": "a.py", "line": "3"}, "x\\ny")]
    azure("##vso[task.logissue type=error;]x")  [Command("task.logissue", {"type": "error"}, "x")]

GitHub's runner takes "::name properties::message" at the start of a line, after blanks, and the older
"##[name properties]message" anywhere in one. Azure's agent takes "##vso[area.event properties]message"
anywhere, and its log shows "##[name]" as a heading. TeamCity takes "##teamcity[…]" anywhere.
"""

import re
from collections import namedtuple

Command = namedtuple("Command", "name properties message")

# What the runner registers, or acts upon while it reads a log.
GITHUB = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "set-output", "save-state", "set-env",
          "add-path", "echo", "stop-commands", "add-matcher", "remove-matcher", "internal-set-repo-path", "command",
          "section"}
GITHUB_CAP = 10  # annotations of a level a step


def lines(log):
    """A log is cut at every kind of line break that a host's reader knows."""
    return re.split("\r\n|\n|\r", log)


def unescape(text, pairs):
    for written, meant in pairs:
        text = text.replace(written, meant)
    return text


MESSAGE = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
LEGACY = (("%0D", "\r"), ("%0A", "\n"), ("%3B", ";"), ("%5D", "]"))


def properties(text, separator, pairs):
    found = {}
    for part in filter(None, (part.strip() for part in text.split(separator))):
        key, equals, value = part.partition("=")
        if equals:
            found[key] = unescape(value, pairs)
    return found


def github_line(line):
    start = line.lstrip()
    if start.startswith("::"):
        head, end, message = start[2:].partition("::")
        name, _, rest = head.partition(" ")
        # A name that is not registered may be the token that ends stop-commands, so it counts as well.
        if end and name:
            return Command(name, properties(rest, ",", PROPERTY), unescape(message, MESSAGE))
    return bracketed(line, "##[")


def bracketed(line, prefix):
    at = line.find(prefix)
    end = line.find("]", at)
    if at < 0 or end < 0:
        return None
    name, _, rest = line[at + len(prefix):end].partition(" ")
    return Command(name, properties(rest, ";", LEGACY), unescape(line[end + 1:], LEGACY)) if name else None


def github(log):
    return [command for command in map(github_line, lines(log)) if command]


def azure(log):
    return [command for line in lines(log)
            for command in (bracketed(line, "##vso["), bracketed(line, "##[")) if command]


def teamcity(log):
    return [line for line in lines(log) if "##teamcity[" in line]


def annotations(log):
    """What GitHub keeps of a step's annotations: the first of each level."""
    kept = {"error": [], "warning": [], "notice": []}
    for command in github(log):
        if command.name in kept and len(kept[command.name]) < GITHUB_CAP:
            kept[command.name].append(command)
    return kept
