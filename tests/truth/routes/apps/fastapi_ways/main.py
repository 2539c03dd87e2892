# SPDX-License-Identifier: MIT
from fastapi import FastAPI

from . import orders
from .classes import Service
from .factory import create_app
from .nested import api_router as v1
from .sockets import add_sockets, router as socket_router
from .wrapped import Pages, Tiles

app = FastAPI(title="Ways", openapi_url=None)
app.include_router(orders.router, prefix="/orders", tags=["orders"])
app.include_router(v1, prefix="/v1")
app.include_router(router=socket_router)
app.include_router(Service().router, prefix="/service")
add_sockets(app)
Pages(app)
app.include_router(Tiles().router)
app.mount("/sub", create_app())


@app.get("/")
def root():
    return {}


@app.api_route("/both", methods=["GET", "POST"])
async def both():
    return {}


@app.get("/first")
@app.get("/second")
async def two_paths():
    return {}


def plain():
    return {}


async def plain_async():
    return {}


app.add_api_route("/plain", plain, methods=["GET"])
app.add_api_route(path="/plain_async", endpoint=plain_async, methods=["DELETE"])


@app.router.get("/of_router")
def of_router():
    return {}
