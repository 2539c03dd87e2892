# SPDX-License-Identifier: MIT
from dataclasses import dataclass, field

from fastapi import APIRouter, FastAPI


class OwnRouter(APIRouter):
    def add_api_route(self, path, endpoint, **options):
        super().add_api_route(path, endpoint, **options)


class Pages:
    def __init__(self, app: FastAPI):
        self.router = OwnRouter()
        self.router.add_api_route("/wrapped", self.page, methods=["GET"])
        app.include_router(self.router)

    async def page(self):
        return {}


@dataclass
class Tiles:
    router: APIRouter = field(default_factory=APIRouter)

    def __post_init__(self):
        @self.router.get("/tiles")
        def tiles():
            return {}
