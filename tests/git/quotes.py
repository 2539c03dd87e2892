# SPDX-License-Identifier: MIT
"""A small application without a fault, as text, for tests that add one in a commit or a pull request."""

QUOTES = """\
import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/quote")
async def quote(symbol: str):
    async with httpx.AsyncClient() as client:
        return (await client.get("https://example.org/" + symbol)).json()
"""
WITH_REQUESTS = QUOTES.replace("import httpx\n", "import httpx\nimport requests\n")
