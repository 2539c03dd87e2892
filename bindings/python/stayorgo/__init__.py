# SPDX-License-Identifier: MIT
"""Django or FastAPI: stay, or migrate?

>>> import stayorgo
>>> report = stayorgo.scan("path/of/a/repository")
>>> report.verdict.decision, report.verdict.headline
('stay', 'Stay on Django: 6 admin classes are tailored to the staff's work.')

A thin interface: it runs the program that comes with this package and reads its JSON. What is in a report
says ``rules/schema/report.schema.json``, from which the classes of :mod:`stayorgo.report` are made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any, Optional, Union

from stayorgo._program import StayorgoError, run
from stayorgo._read import read
from stayorgo.report import Report

__all__ = ["Report", "StayorgoError", "from_json", "scan"]


def scan(path: Union[str, "os.PathLike[str]"] = ".", options: Sequence[str] = (),
         *, timeout: Optional[float] = None) -> Report:
    """The report about the repository at ``path``, which is read and never imported or run.

    ``options`` are those of ``stayorgo scan``, such as ``["--exclude", "docs/**"]``. After ``timeout``
    seconds subprocess.TimeoutExpired is raised.
    """
    return from_json(run(["scan", "-q", "-o", "json", *options, "--", os.fspath(path)], timeout))


def from_json(document: Union[str, bytes, dict[str, Any]]) -> Report:
    """A report that ``stayorgo scan -o json`` has printed, as text or already read."""
    data = document if isinstance(document, dict) else json.loads(document)
    if not isinstance(data, dict) or data.get("schema") != "stayorgo-report/1":
        raise StayorgoError("this is not a report of stayorgo", 2)
    return read(Report, data)
