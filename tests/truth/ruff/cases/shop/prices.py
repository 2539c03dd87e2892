# SPDX-License-Identifier: MIT
"""HTTP calls in async functions: functions, clients by construction and by annotation, look-alikes."""

from typing import Optional
import urllib.request as web

import httpx
import requests
import requests as http
import urllib3
from requests import post as send


async def functions(url):
    requests.get(url)
    http.put(url)
    send(url, json={})
    print(requests.head(requests.options(url).url))
    httpx.delete(url)
    urllib3.request("GET", url)
    web.urlopen(url)
    fetch = requests.get
    return requests.foo, requests.codes, fetch


async def made_here(url):
    client = httpx.Client()
    client.patch(url)
    client.build_request("GET", url)
    client.close()
    with httpx.Client() as other:
        return other.get(url)


async def annotated(one: httpx.Client, two: httpx.Client | None, three: Optional[httpx.Client], four: "httpx.Client"):
    one.send(None)
    two.request("GET", "/")
    three.stream("GET", "/")
    four.get("/")


async def sessions(url):
    session = requests.Session()
    session.get(url)
    pool = urllib3.PoolManager()
    return pool.request("GET", url)


async def look_alikes(url, client: httpx.AsyncClient):
    prices = {}
    prices.get(url)

    def get(url):
        return requests.get(url)

    await client.get(url)
    async with httpx.AsyncClient() as other:
        await other.post(url)
    return lambda: requests.get(url)


async def through(url):
    return plain(url)


def plain(url):
    client = httpx.Client()
    client.get(url)
    return requests.get(url)
