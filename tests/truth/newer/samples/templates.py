# SPDX-License-Identifier: MIT
"""PEP 750: template strings."""
from string.templatelib import Template

name = "x"
greeting = t"Hello {name} {t"{name!r:>{10}}"}"


def render(template: Template = t"{name}"): return [*template]


import after
