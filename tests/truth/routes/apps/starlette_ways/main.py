# SPDX-License-Identifier: MIT
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, Router, WebSocketRoute

from . import more


async def home(request):
    return PlainTextResponse("home")


def slow(request):
    return PlainTextResponse("slow")


class Page(HTTPEndpoint):
    async def get(self, request):
        return PlainTextResponse("page")


async def socket(websocket):
    await websocket.accept()


inner = Router(routes=[Route("/deep", endpoint=home)])
routes = [
    Route("/", home),
    Route("/slow", endpoint=slow, methods=["POST"]),
    Route("/page", Page),
    WebSocketRoute("/ws", socket),
    Mount("/more", routes=more.routes),
    Mount("/inner", app=inner),
]
app = Starlette(routes=routes)
app.add_route("/added", more.added, methods=["GET"])
