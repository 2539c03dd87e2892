# SPDX-License-Identifier: MIT
"""Temporary git repositories for the tests, made by git itself, and the program run over them.

git runs without system and user configuration, with a fixed clock and author, so that ids are the same
everywhere.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ.get("STAYORGO", "")
APP = "from fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get('/')\nasync def index():\n    return {}\n"
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith("GIT_") and k not in ("NO_COLOR", "TERM")},
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C",
    "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org",
    "GIT_COMMITTER_DATE": "1700000000 +0000",
}
SETTINGS = ["-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-c", "core.autocrlf=false",
            "-c", "advice.detachedHead=false"]


def git(folder, *arguments, stdin=None, env=None, check=True):
    """Standard output of a git command, without the line end."""
    command = ["git", *SETTINGS, *map(os.fsdecode, arguments)]
    result = subprocess.run(command, cwd=folder, env={**ENVIRONMENT, **(env or {})}, input=stdin,
                            capture_output=True, timeout=60)
    if check and result.returncode:
        raise AssertionError(f"{command}: {result.stderr.decode(errors='replace')}")
    return result.stdout.decode(errors="surrogateescape").rstrip("\n")


def run(*arguments, cwd=None, env=None):
    return subprocess.run([PROGRAM, *map(os.fsdecode, arguments)], cwd=cwd,
                          env={**ENVIRONMENT, **(env or {})}, capture_output=True, timeout=60)


class Case(unittest.TestCase):
    """A test with a temporary folder, and a repository `self.repo` in it."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name).resolve()
        self.repo = self.folder / "repo"
        self.repo.mkdir()
        git(self.repo, "init", "-q")

    def write(self, name, content=APP, folder=None):
        path = (folder or self.repo) / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def commit(self, name=None, content=APP, folder=None):
        """Writes a file, commits everything; the id of the commit."""
        folder = folder or self.repo
        if name:
            self.write(name, content, folder)
        git(folder, "add", "-A", "-f")
        git(folder, "commit", "-q", "--allow-empty", "-m", "one")
        return git(folder, "rev-parse", "HEAD")

    def numbered(self, n):
        """A commit whose report is like no other's: n routes."""
        routes = "".join(f"\n\n@app.get('/{i}')\ndef route_{i}():\n    return {i}\n" for i in range(n))
        return self.commit("app.py", "from fastapi import FastAPI\n\napp = FastAPI()\n" + routes)

    def json(self, *arguments, folder=None, **more):
        """The report's bytes."""
        result = run("scan", "-o", "json", *arguments, folder or self.repo, **more)
        self.assertEqual((result.returncode, result.stderr), (0, b""), arguments)
        return result.stdout

    def report(self, *arguments, **more):
        return json.loads(self.json(*arguments, **more))

    def refused(self, *arguments, words=(), folder=None, code=2):
        """One sentence on standard error that holds the words, nothing on standard output."""
        result = run("scan", "-o", "json", *arguments, folder or self.repo)
        message = result.stderr.decode(errors="replace")
        self.assertEqual(result.returncode, code, message)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(message.count("\n"), 1, message)
        self.assertTrue(message.startswith("stayorgo: "), message)
        for word in words:
            self.assertIn(word, message)
        return message

    def checkout(self, revision="HEAD", folder=None):
        """A linked work tree of the revision: what a person would have before them."""
        target = self.folder / f"tree-{len(list(self.folder.iterdir()))}"
        git(folder or self.repo, "worktree", "add", "-q", "--detach", target, revision)
        return target


def main(module):
    """Runs the test cases of a module; `--stayorgo PROGRAM` as every script test has it."""
    arguments = [a for i, a in enumerate(sys.argv)
                 if a != "--stayorgo" and (i == 0 or sys.argv[i - 1] != "--stayorgo")]
    result = unittest.main(module=module, argv=arguments, exit=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad - len(result.skipped)} passed, {bad} failed")
    sys.exit(1 if bad or not result.testsRun else 0)
