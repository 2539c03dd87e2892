# SPDX-License-Identifier: MIT
from fastapi import APIRouter, FastAPI


class Service:
    def __init__(self):
        self.router = APIRouter()
        self.router.add_api_route("/status", self.status, methods=["GET"])
        self.register()

    def register(self):
        @self.router.get("/inner")
        async def inner():
            return {}

    async def status(self):
        return {}


class OwnApp(FastAPI):
    pass


own = OwnApp(openapi_url=None)


@own.get("/own")
def own_page():
    return {}
