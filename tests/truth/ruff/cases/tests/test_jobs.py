# SPDX-License-Identifier: MIT
"""A test may block: nobody else waits."""

import time


async def test_poll():
    time.sleep(1)
