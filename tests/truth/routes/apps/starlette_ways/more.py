# SPDX-License-Identifier: MIT
import starlette.routing as r
from starlette.responses import PlainTextResponse


async def added(request):
    return PlainTextResponse("added")


def listed(request):
    return PlainTextResponse("listed")


routes = [r.Route("/listed", listed, name="listed")]
