# SPDX-License-Identifier: MIT
"""Packs that git would never write: deltas that lead out of the pack, a chain of twenty thousand, sizes that are
not to be believed.

Each pack is made by hand here, with its index, and holds the content of one file of a commit. Whatever it holds,
the run ends in time with bounded memory: the file is a problem of the report, and a base with it one sentence.
Not tested, because libgit2 does not stand it (src/scan/gitobjects.c): deltas in a circle within one pack.
"""
import hashlib
import json
import resource
import struct
import subprocess
import zlib

import repository
from repository import Case, ENVIRONMENT, git

BLOB, OFS_DELTA, REF_DELTA = 3, 6, 7
MEMORY_BYTES = 1 << 30
SECONDS = 30


def number(value):
    """As deltas have it: seven bits a byte, the lowest first."""
    out = b""
    while value > 0x7f:
        out += bytes([value & 0x7f | 0x80])
        value >>= 7
    return out + bytes([value])


def header(kind, size):
    """Of an entry: four bits of the size, then seven each."""
    first, size = kind << 4 | size & 15, size >> 4
    out = b""
    while size:
        out += bytes([first | 0x80])
        first, size = size & 0x7f, size >> 7
    return out + bytes([first])


def distance(value):
    """Of an OFS_DELTA, as pack-format(5) has it."""
    out = bytes([value & 0x7f])
    while value > 0x7f:
        value = (value >> 7) - 1
        out = bytes([value & 0x7f | 0x80]) + out
    return out


def delta(base_size, size, commands):
    return number(base_size) + number(size) + commands


def insert(data):
    return b"".join(bytes([len(part)]) + part for part in (data[i:i + 127] for i in range(0, len(data), 127)))


def blob_id(content):
    return hashlib.sha1(b"blob %d\0" % len(content) + content).digest()


class Pack:
    """Entries one after the other; `add` gives where one begins."""

    def __init__(self):
        self.entries = []  # (id, offset, bytes)
        self.end = 12

    def add(self, name, kind, data, size=None, base=b""):
        entry = header(kind, len(data) if size is None else size) + base + zlib.compress(data)
        offset, self.end = self.end, self.end + len(entry)
        self.entries.append((name, offset, entry))
        return offset

    def write(self, repo):
        body = b"PACK" + struct.pack(">II", 2, len(self.entries)) + b"".join(e for _, _, e in self.entries)
        pack = body + hashlib.sha1(body).digest()
        rows = sorted(self.entries)
        counts = [sum(name[0] <= i for name, _, _ in rows) for i in range(256)]
        index = b"\xfftOc" + struct.pack(">I", 2) + struct.pack(">256I", *counts)
        index += b"".join(name for name, _, _ in rows)
        index += b"".join(struct.pack(">I", zlib.crc32(entry)) for _, _, entry in rows)
        index += b"".join(struct.pack(">I", offset) for _, offset, _ in rows)
        index += pack[-20:]
        index += hashlib.sha1(index).digest()
        folder = repo / ".git/objects/pack"
        folder.mkdir(exist_ok=True)
        (folder / f"pack-{pack[-20:].hex()}.pack").write_bytes(pack)
        (folder / f"pack-{pack[-20:].hex()}.idx").write_bytes(index)


class Crafted(Case):
    CONTENT = b"from fastapi import FastAPI\napp = FastAPI()\n"

    def setUp(self):
        super().setUp()
        self.commit("kept.py")
        self.base = self.commit("app.py", self.CONTENT)
        self.commit("app.py", self.CONTENT + b"# another\n")
        self.name = blob_id(self.CONTENT)
        (self.repo / ".git/objects" / self.name.hex()[:2] / self.name.hex()[2:]).unlink()

    def limited(self, *arguments):
        def limit():
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
        return subprocess.run([repository.PROGRAM, *map(str, arguments), self.repo], env=ENVIRONMENT, timeout=SECONDS,
                              preexec_fn=limit, capture_output=True)

    def assert_whole(self):
        done = self.limited("scan", "-o", "json", "--no-cache", "--revision", self.base)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(json.loads(done.stdout)["problems"], [])

    def assert_told(self):
        """The whole content, or a problem."""
        done = self.limited("scan", "-o", "json", "--no-cache", "--revision", self.base)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        report = json.loads(done.stdout)
        self.assertIn([problem["path"] for problem in report["problems"]], ([], ["app.py"]))
        if not report["problems"]:
            self.assertEqual(report["facts"]["bytes"], len(repository.APP) + len(self.CONTENT))

    def assert_refused(self):
        done = self.limited("scan", "-o", "json", "--no-cache", "--revision", self.base)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual([problem["path"] for problem in json.loads(done.stdout)["problems"]], ["app.py"])
        done = self.limited("scan", "--no-cache", "--base", self.base)
        self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr)
        self.assertEqual(done.stderr.count(b"\n"), 1)
        self.assertIn(b"app.py", done.stderr)

    def test_plain(self):
        pack = Pack()
        pack.add(self.name, BLOB, self.CONTENT)
        pack.write(self.repo)
        self.assertEqual(git(self.repo, "cat-file", "blob", self.name.hex()), self.CONTENT.decode().rstrip("\n"))
        self.assert_whole()

    def test_a_delta(self):
        pack = Pack()
        pack.add(blob_id(b"x"), BLOB, b"x")
        pack.add(self.name, REF_DELTA, delta(1, len(self.CONTENT), insert(self.CONTENT)), base=blob_id(b"x"))
        pack.write(self.repo)
        self.assert_whole()

    def test_a_circle_through_two_packs(self):
        other = blob_id(b"other")
        data = delta(len(self.CONTENT), len(self.CONTENT), insert(self.CONTENT))
        for name, base in ((self.name, other), (other, self.name)):
            pack = Pack()
            pack.add(name, REF_DELTA, data, base=base)
            pack.write(self.repo)
        self.assert_refused()

    def test_an_offset_of_nothing_and_beyond_the_beginning(self):
        for back in (0, 1 << 40):
            pack = Pack()
            pack.add(self.name, OFS_DELTA, delta(1, 1, insert(b"x")), base=distance(back))
            pack.write(self.repo)
        self.assert_refused()

    def chain(self, length, last):
        """A plain content, and so many deltas, each of the one before, that all give the same."""
        pack = Pack()
        size = len(self.CONTENT)
        before = pack.add(blob_id(b"first"), BLOB, self.CONTENT)
        copy = bytes([0x90, size])
        for i in range(length):
            name = last if i + 1 == length else blob_id(b"%d" % i)
            before = pack.add(name, OFS_DELTA, delta(size, size, copy), base=distance(pack.end - before))
        pack.write(self.repo)

    def test_a_chain_as_git_makes_it(self):
        self.chain(50, self.name)
        self.assert_whole()

    def test_a_chain_of_twenty_thousand(self):
        self.chain(20_000, self.name)
        self.assert_told()

    def test_sizes_that_are_not_true(self):
        huge = 1 << 36
        first = blob_id(b"first")
        for data in (delta(1, huge, insert(b"x")), delta(huge, 5, insert(b"xxxxx")),
                     delta(1, huge, b"\xff\xff\xff\xff\xff\xff\xff\xff")):
            with self.subTest(data=data[:12]):
                for path in (self.repo / ".git/objects/pack").glob("*"):
                    path.unlink()
                pack = Pack()
                pack.add(first, BLOB, b"x")
                pack.add(self.name, REF_DELTA, data, base=first)
                pack.write(self.repo)
                self.assert_refused()

    def test_a_content_that_grows_a_thousandfold(self):
        """Each delta gives 100 times what its base holds: what is asked for is small, what it comes from is not."""
        pack, size, before = Pack(), 1 << 20, None
        before = pack.add(blob_id(b"seed"), BLOB, bytes(size))
        for step in range(3):
            copy = b"".join(bytes([0xc0, 16]) for _ in range(128))  # 128 copies of 1 MB from the start
            data = delta(size, 128 << 20, copy)
            before = pack.add(blob_id(b"big%d" % step), OFS_DELTA, data, base=distance(pack.end - before))
            size = 128 << 20
        data = delta(size, len(self.CONTENT), insert(self.CONTENT))
        pack.add(self.name, OFS_DELTA, data, base=distance(pack.end - before))
        pack.write(self.repo)
        self.assert_told()


if __name__ == "__main__":
    repository.main("__main__")
