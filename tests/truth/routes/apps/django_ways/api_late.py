# SPDX-License-Identifier: MIT
from ninja.router import Router

router = Router()


@router.put("/late")
async def late(request):
    return None
