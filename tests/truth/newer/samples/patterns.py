# SPDX-License-Identifier: MIT
"""match statements of every kind, and match, case, type and _ as plain names."""
import dataclasses


@dataclasses.dataclass
class Point:
    x: int
    y: int


def where(point):
    match point:
        case Point(x=0, y=0) | [0, 0]:
            import origin
        case Point(x, y) if x == y:
            def diagonal(): return x
        case [Point(), *rest] | (Point(), *rest):
            class Several:
                pass
        case {"x": int(x), **more}:
            from somewhere import more as most
        case -1 | 1.5 | 2 + 3j | "a" "b" | None | True:
            pass
        case (dataclasses.MISSING as gone) if (said := gone):
            lambda: said
        case str() | _:
            return match


def match(case):
    match = case
    match[case](case, _)
    match * case
    case.match = match
    return match


match(match)
match (where):
    case _: import last
