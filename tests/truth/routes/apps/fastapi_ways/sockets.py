# SPDX-License-Identifier: MIT
from fastapi import APIRouter, FastAPI, WebSocket

router = APIRouter()


@router.websocket("/ws")
async def socket(socket: WebSocket):
    await socket.accept()


async def other(socket: WebSocket):
    await socket.accept()


def add_sockets(app: FastAPI) -> None:
    app.add_api_websocket_route("/other", other)
