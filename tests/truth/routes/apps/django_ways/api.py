# SPDX-License-Identifier: MIT
from ninja import NinjaAPI, Router

from .api_more import more_router

api = NinjaAPI()
router = Router()
api.add_router("/more/", more_router)
api.add_router("/late/", "django_ways.api_late.router")


@api.get("/add")
def add(request, a: int):
    return a


@router.post("/things", tags=["x"])
async def things(request):
    return {}


@api.api_operation(["POST", "PATCH"], "/both")
def both(request):
    return {}


api.add_router("/things/", router)
