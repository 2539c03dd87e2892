# SPDX-License-Identifier: MIT
import fastapi
from fastapi import status

router = fastapi.APIRouter(prefix="/users")
__all__ = ["router"]


@router.delete("/{name}", status_code=status.HTTP_204_NO_CONTENT)
async def remove(name: str):
    return None


@router.head("/{name}")
def exists(name: str):
    return None


@router.options("/{name}")
def allowed(name: str):
    return None
