# SPDX-License-Identifier: MIT
"""Programs, files and sleeps in async functions, and what looks like them."""

import io
import os
import pathlib
import subprocess
import time
from pathlib import Path
from subprocess import check_output
from time import sleep as pause

import anyio
import trio

NOWAIT = os.P_NOWAIT
HERE = Path("here")


async def programs(command):
    subprocess.run(command)
    subprocess.Popen(command)
    check_output(command)
    subprocess.getstatusoutput(command)
    os.system(command)
    os.popen(command)
    os.posix_spawn(command, [], {})
    os.spawnl(os.P_WAIT, command)
    os.spawnlp(NOWAIT, command)
    os.spawnve(1, command, [], {})
    os.wait()
    os.waitpid(1, 0)
    os.spawn(command)
    os.environ.get("spawnl")
    process = subprocess.Popen(command)
    process.communicate()
    process.wait()


async def files(name):
    open(name)
    io.open(name)
    io.open_code(name)
    with open(name) as one, HERE.open() as two:
        one.write(two.read())
    Path(name).read_text()
    pathlib.Path(name).write_bytes(b"")
    path = Path(name)
    path.open()
    (left, right) = (Path("left"), Path("right"))
    left.open()
    right.read_bytes()
    chosen: Path = name
    chosen.write_text("")

    async def inside():
        path.open()

    return inside


async def sleeps():
    time.sleep(1)
    pause(1)
    await anyio.sleep(1)
    await trio.sleep(1)


async def look_alikes(name):
    def open(name):
        return name

    open(name)
    async with await anyio.open_file(name) as one:
        await one.read()
    await anyio.Path(name).read_text()
    await trio.Path(name).read_text()

    class Door:
        def open(self):
            return self

    Door().open()
    return [time.sleep for _ in range(3)]


async def on_startup():
    time.sleep(1)


async def main():
    open("settings")


def plain(command):
    time.sleep(1)
    subprocess.run(command)
    return open(command)
