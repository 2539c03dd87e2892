# SPDX-License-Identifier: MIT
from fastapi import APIRouter

router = APIRouter()


@router.get("")
async def list_orders():
    return []


@router.post("/")
def create_order():
    return {}


@router.get("/{order_id}/items", response_model=None)
async def items(order_id: int):
    return []


@router.put("/{order_id}")
@router.patch("/{order_id}")
def change(order_id: int):
    return {}
