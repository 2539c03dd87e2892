# SPDX-License-Identifier: MIT
"""Times of whole processes, in turns, so that what else happens on the machine hits all alike.

    runs = measure.rounds(commands, 7, environment)      # {name: [Run(seconds, cpu, peak), …]}
    measure.ratio(runs, "stayorgo", "ctags")             # median over the rounds of the quotient in one round
"""

import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple


class Run(NamedTuple):
    seconds: float  # wall
    cpu: float  # seconds of processor time, user and system
    peak: float  # MB of resident memory, at most


def once(command, environment):
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: nothing found, or something
        sys.exit(f"{command[0]} exited with {process.returncode}: {errors.decode(errors='replace')[:500]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rounds(commands, count, environment):
    """Every command once a round, the first of a round another one each time; before that once for the page cache."""
    names = list(commands)
    runs = {name: [] for name in names}
    for name in names:
        once(commands[name], environment)
    for turn in range(count):
        for i in range(len(names)):
            name = names[(turn + i) % len(names)]
            runs[name].append(once(commands[name], environment))
    return runs


def median(runs, field="seconds"):
    return statistics.median(getattr(run, field) for run in runs)


def ratio(runs, name, other):
    return statistics.median(a.seconds / b.seconds for a, b in zip(runs[name], runs[other]))
