# SPDX-License-Identifier: MIT
"""PEP 758: several exceptions without parentheses; PEP 649: annotations of names that come later."""
import json


def read(text: Later) -> Later:
    try:
        import fast
        return fast.loads(text)
    except ImportError, ValueError:
        from slow import loads
        return loads(text)
    except KeyError, json.JSONDecodeError, OSError:
        def again(): return read(text)
    finally:
        class Closed: ...


async def group():
    try:
        import inner
    except* OSError, EOFError:
        import other


class Later: ...
