# SPDX-License-Identifier: MIT
"""Where the program is, and how it is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from typing import Optional


class StayorgoError(Exception):
    """The program refused: its sentence, and its exit status as ``status``."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def _places() -> Iterator[str]:
    """Where pip may have put the program: with this package, or with ``--user`` or ``--target``."""
    yield sysconfig.get_path("scripts")
    yield os.path.dirname(sys.executable)
    yield sysconfig.get_path("scripts", f"{os.name}_user")
    package = os.path.dirname(os.path.abspath(__file__))
    yield os.path.join(os.path.dirname(package), "bin")


def program() -> str:
    """The path of the program: ``$STAYORGO``, the one installed with this package, or the one on PATH."""
    named = os.environ.get("STAYORGO")
    if named:
        return named
    for place in _places():
        path = os.path.join(place, "stayorgo")
        if os.access(path, os.X_OK):
            return path
    found = shutil.which("stayorgo")
    if found is None:
        raise StayorgoError("the program stayorgo was not found beside Python, nor on PATH", 2)
    return found


def run(arguments: Sequence[str], timeout: Optional[float]) -> bytes:
    """What the program prints. Raises StayorgoError unless its exit status is 0."""
    done = subprocess.run([program(), *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=timeout, check=False)
    if done.returncode != 0:
        message = done.stderr.decode("utf-8", "replace").strip()
        message = message[len("stayorgo: "):] if message.startswith("stayorgo: ") else message
        raise StayorgoError(message or f"stayorgo ended with status {done.returncode}", done.returncode)
    return done.stdout
