# SPDX-License-Identifier: MIT
import ninja

more_router = ninja.Router()


@more_router.delete("/{name}")
def remove(request, name: str):
    return None
