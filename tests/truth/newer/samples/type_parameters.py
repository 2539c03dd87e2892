# SPDX-License-Identifier: MIT
"""PEP 695 and 696: type parameters, their bounds and defaults, type statements."""
from collections.abc import Callable
from typing import overload


type Alias = int | str
type Pair[A, B = int] = tuple[A, B]
type Late = "Node[int]"


class Node[T]:
    def map[U](self, turn: Callable[[T], U]) -> "Node[U]":
        class Local[V: (int, str)]:
            value: V

        return Node[U]()

    async def wait[*Ts, **P](self, *items: *Ts, **more: P.kwargs) -> None:
        def inner[X = int](x: X) -> X:
            return x


class Leaf[T: Node[int] = Node[int], *Ts = *tuple[int, ...], **P = [int, str]](Node[T]):
    @overload
    def read(self, at: int) -> T: ...
    @overload
    def read(self, at: str) -> T: ...
    def read(self, at): return at


def type(match, case=1, type=2): return match


type = type(type)
print(type)
