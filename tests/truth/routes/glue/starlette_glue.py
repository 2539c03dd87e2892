# SPDX-License-Identifier: MIT
"""Applications that need arguments."""


def notebooks():
    from marimo._server.main import create_starlette_app

    return create_starlette_app(base_url="")
