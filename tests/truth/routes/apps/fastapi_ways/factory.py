# SPDX-License-Identifier: MIT
from fastapi import FastAPI, APIRouter


def make_router() -> APIRouter:
    return APIRouter(prefix="/made")


made = make_router()


@made.get("/page")
async def page():
    return {}


def create_app():
    app = FastAPI(openapi_url=None)

    @app.get("/inside")
    def inside():
        return {}

    add_more(app)
    app.include_router(made)
    return app


def add_more(app: FastAPI):
    @app.post("/more")
    async def more():
        return {}
