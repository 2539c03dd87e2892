# SPDX-License-Identifier: MIT
"""PEP 701: f-strings in f-strings with the same quotes, comments, backslashes, lines; PEP 750."""
names = ["a", "b"]
shown = f"{", ".join(names)} {f"{f"{1 + 1}"}"} {names[0]!r:>{len(f"{names}")}} {{no}}"
lines = f"{
    "\n".join(names)  # the last of them
    + ''.join(name for name in names if name != "}")
}"
nested = f"""{f'''{f"{f'{names=}'}"}'''}"""
walrus = f"{(width := 10):{width}.{width}} {(lambda: 1 if names else 2)}"
raw = rf"\d{{2}}{names}\{names}" fr"{names!s}"


def after(): return f"{(lambda x: f"{x:{"x"}}")(1)}"


class Says(str):
    def __format__(self, spec=f"{'{'}{'}'}"): return f'{self!s:{spec}}'


import os.path as after_the_strings
