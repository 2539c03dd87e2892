# SPDX-License-Identifier: MIT
"""except*, parenthesised with, positional-only parameters, decorators that are any expression."""
import asyncio
from contextlib import ExitStack, nullcontext

buttons = [lambda view: view]


@buttons[0]
def pressed(a, /, b, *, c): ...


@(lambda view: view)
class Pressed(*[object], **{}): ...


async def wait():
    try:
        async with asyncio.timeout(1), (nullcontext()) as both:
            import inside
    except* (OSError, ValueError) as group:
        from group import handler
    except* EOFError:
        def late(): ...
    else:
        class Else: ...
    finally:
        import finally_ as end


with (
    ExitStack() as one,
    ExitStack() as two,
):
    def both(*args: *tuple[int]): return [*args, *(x async for x in wait())]

while (line := input()):
    global_ = [y := 1, y**2]
    for first, *rest in [*buttons], *buttons: import loop
