# SPDX-License-Identifier: MIT
"""``python -m stayorgo``: the program, with the arguments and the exit status of the program."""

import os
import sys

from stayorgo._program import program

if __name__ == "__main__":
    os.execv(program(), ["stayorgo", *sys.argv[1:]])
