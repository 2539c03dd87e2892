# SPDX-License-Identifier: MIT
"""`stayorgo hook` in real commits: called by git itself, by pre-commit and by prek.

Each test makes a repository of its own and commits in it, as a person would. What counts is whether the
commit exists afterwards, and what was said. pre-commit and prek get the manifest of this repository, with the
program under test on PATH (the hook `stayorgo-system`).
"""

import argparse
import concurrent.futures
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "git"))
from quotes import QUOTES as GOOD, WITH_REQUESTS  # noqa: E402

TOOLS = pathlib.Path(sys.executable).parent
PROGRAM = os.environ.get("STAYORGO", "")

BAD = WITH_REQUESTS + """

@app.get("/slow")
async def slow(symbol: str):
    return requests.get("https://example.org/" + symbol).json()
"""
SILENCED = BAD.replace(".json()\n", ".json()  # stayorgo: ignore[SOG101] a script of ours\n")


class Repository:
    """A git repository in a temporary folder, and a person in front of it."""

    def __init__(self, test, folder=None):
        self.test = test
        if folder is None:
            temporary = tempfile.TemporaryDirectory()
            test.addCleanup(temporary.cleanup)
            folder = pathlib.Path(temporary.name, "project")
            folder.mkdir()
        self.folder = folder
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))},
            "HOME": test.home, "XDG_CACHE_HOME": test.home + "/cache", "PRE_COMMIT_HOME": test.home + "/pre-commit",
            "PREK_HOME": test.home + "/prek", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org", "PATH": f"{test.bin}:{TOOLS}:{os.environ['PATH']}",
        }

    def run(self, *command, ok=True, timeout=120, **more):
        done = subprocess.run([str(part) for part in command], cwd=self.folder, capture_output=True, text=True,
                              env={**self.environment, **more}, timeout=timeout)
        if ok:
            self.test.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}{done.stderr}")
        return done

    def git(self, *arguments, **more):
        return self.run("git", "-c", "protocol.file.allow=always", *arguments, **more)

    def init(self):
        self.git("init", "-q", "-b", "main")
        return self

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def head(self):
        return self.git("rev-parse", "HEAD", ok=False).stdout.strip()

    def commit(self, *arguments, passes, add=True):
        """Commits, and returns what was said."""
        before = self.head()
        if add:
            self.git("add", "-A")
        done = self.git("commit", "-m", "x", *arguments, ok=False)
        said = done.stdout + done.stderr
        self.test.assertEqual(self.head() != before, passes, said)
        return said

    def begin(self, text=GOOD):
        """A first commit that no hook sees."""
        self.write("shop/api.py", text)
        self.write("requirements.txt", "fastapi\nhttpx\nrequests\n")
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", "first")
        return self


class Case(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.home = temporary.name
        self.bin = os.path.join(self.home, "bin")
        os.mkdir(self.bin)
        os.symlink(PROGRAM, os.path.join(self.bin, "stayorgo"))

    def assert_told(self, said, *words):
        lines = said[said.index("stayorgo: "):].splitlines()
        told = [line for line in lines if line.startswith(("stayorgo: ", "  ", "Why: "))]
        self.assertLessEqual(len(told), 8, said)
        for word in words:
            self.assertIn(word, said)

    def assert_silent(self, said):
        self.assertNotIn("stayorgo: ", said)
        self.assertNotIn("Why: ", said)


class ByGit:
    """git calls the program itself."""

    def install(self, repository):
        hooks = pathlib.Path(repository.git("rev-parse", "--git-path", "hooks").stdout.strip())
        hooks = repository.folder / hooks
        hooks.mkdir(exist_ok=True)
        for name in ("pre-commit", "pre-merge-commit"):
            (hooks / name).write_text("#!/bin/sh\nexec stayorgo hook\n")
            (hooks / name).chmod(0o755)
        return repository


class ByManager:
    """A manager of hooks calls it, as its manifest says."""

    def manifest(self):
        """The manifest in a repository of its own, and the commit that a configuration pins."""
        folder = pathlib.Path(self.home, "manifest")
        folder.mkdir()
        repository = Repository(self, folder).init()
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
        repository.git("add", "-A")
        repository.git("commit", "-q", "-m", "manifest")
        return folder, repository.head()

    def install(self, repository):
        folder, commit = self.manifest()
        repository.write(".pre-commit-config.yaml", f"repos:\n  - repo: {folder}\n    rev: {commit}\n    hooks:\n"
                                                    "      - id: stayorgo-system\n")
        repository.git("add", "-A")
        repository.git("commit", "-q", "-m", "hook")
        repository.run(self.MANAGER, "install", "--hook-type", "pre-commit", "--hook-type", "pre-merge-commit")
        return repository


class Commits:
    """What every way of being called has in common."""

    def ready(self, text=GOOD):
        return self.install(Repository(self).init().begin(text))

    def test_a_commit_that_brings_nothing_passes_in_silence(self):
        repository = self.ready(BAD)
        repository.write("README.md", "# Shop\n")
        self.assert_silent(repository.commit(passes=True))
        repository.write("shop/prices.py", "def price():\n    return 1\n")
        self.assert_silent(repository.commit(passes=True))

    def test_a_new_finding_stops_the_commit(self):
        repository = self.ready()
        repository.write("shop/api.py", BAD)
        said = repository.commit(passes=False)
        self.assert_told(said, "stayorgo: 1 new finding in what is committed", "shop/api.py:16 error: ", "(SOG101)",
                         "stayorgo explain SOG101", "# stayorgo: ignore[SOG101]")
        repository.write("shop/api.py", SILENCED)
        self.assert_silent(repository.commit(passes=True))

    def test_what_is_not_staged_does_not_count(self):
        repository = self.ready()
        repository.write("shop/api.py", BAD)
        repository.write("README.md", "x")
        repository.git("add", "README.md")
        self.assert_silent(repository.commit(passes=True, add=False))
        repository.git("add", "shop/api.py")
        repository.write("shop/api.py", GOOD)
        self.assert_told(repository.commit(passes=False, add=False), "SOG101")
        self.assertEqual((repository.folder / "shop/api.py").read_text(), GOOD)

    def test_parts_of_a_file_are_staged(self):
        repository = self.ready()
        repository.write("shop/api.py", GOOD + "\n\ndef helper():\n    return 1\n")
        repository.git("add", "shop/api.py")
        repository.write("shop/api.py", BAD)
        self.assert_silent(repository.commit(passes=True, add=False))
        self.assertEqual((repository.folder / "shop/api.py").read_text(), BAD)

    def test_what_only_moves_is_not_new(self):
        repository = self.ready(BAD)
        repository.git("mv", "shop", "store")
        self.assert_silent(repository.commit(passes=True))
        repository.write("store/api.py", "# A comment.\n\n" + BAD)
        self.assert_silent(repository.commit(passes=True))

    def test_deleting_can_close_a_gate(self):
        repository = Repository(self).init()
        shutil.copytree(ROOT / "fixtures/django_saas_admin/input", repository.folder, dirs_exist_ok=True)
        repository.write("stayorgo.toml", 'fail-on = ["drift"]\n[gate]\ndrift = 0.01\n')
        repository.begin("")
        repository.run("stayorgo", "decide", "--reason", "r")
        repository.git("add", "-A")
        repository.git("commit", "-q", "--no-verify", "-m", "decided")
        self.install(repository)
        repository.git("rm", "-q", "booking/admin.py")
        said = repository.commit(passes=False)
        self.assert_told(said, "stayorgo: 1 gate that failed", "drift failed: the pull moved by")
        repository.git("reset", "-q", "--hard")
        repository.git("rm", "-q", "shop/api.py")
        self.assert_silent(repository.commit(passes=True))

    def test_a_change_cannot_loosen_its_own_gate(self):
        repository = self.ready()
        repository.write("shop/api.py", BAD)
        repository.write("stayorgo.toml", 'exclude = ["shop"]\n[findings]\nignore = ["SOG101"]\n')
        repository.run("stayorgo", "baseline", "--isolated")
        self.assert_told(repository.commit(passes=False), "SOG101")

    def test_a_merge_is_held_against_its_first_parent(self):
        repository = self.ready()
        repository.git("switch", "-q", "-c", "other")
        repository.write("shop/api.py", BAD)
        repository.git("commit", "-q", "--no-verify", "-am", "bad")
        repository.git("switch", "-q", "main")
        repository.write("README.md", "x")
        repository.commit(passes=True)
        before = repository.head()
        done = repository.git("merge", "--no-edit", "other", ok=False)
        self.assertEqual(repository.head(), before)
        self.assert_told(done.stdout + done.stderr, "SOG101")
        repository.git("merge", "--abort", ok=False)
        repository.git("reset", "-q", "--hard")
        # From the other side it is nothing new.
        repository.git("switch", "-q", "other")
        repository.git("merge", "--no-edit", "main")

    def test_in_a_linked_work_tree(self):
        repository = self.ready()
        folder = pathlib.Path(self.home, "linked")
        repository.git("worktree", "add", "-q", "-b", "linked", folder)
        linked = Repository(self, folder)
        linked.write("shop/api.py", BAD)
        self.assert_told(linked.commit(passes=False), "SOG101")
        linked.write("shop/api.py", GOOD + "# x\n")
        self.assert_silent(linked.commit(passes=True))

    def test_in_a_submodule_and_around_one(self):
        library = Repository(self).init().begin()
        outer = self.install(Repository(self).init().begin())
        outer.git("submodule", "--quiet", "add", str(library.folder), "library")
        self.assert_silent(outer.commit(passes=True))
        inner = Repository(self, outer.folder / "library")
        if isinstance(self, ByGit):
            self.install(inner)
        inner.write("shop/api.py", BAD)
        if isinstance(self, ByGit):
            self.assert_told(inner.commit(passes=False), "SOG101")
        inner.git("commit", "-q", "--no-verify", "-am", "bad")
        self.assert_silent(outer.commit(passes=True))  # the outer repository holds no file of it

    def test_the_first_commit(self):
        repository = self.install(Repository(self).init()) if isinstance(self, ByGit) else None
        if repository is None:
            self.skipTest("the configuration of the manager is a commit")
        repository.write("shop/api.py", BAD)
        said = repository.commit(passes=True)
        self.assert_told(said, "the first commit has nothing to be compared with", "the 1 finding in it stops nothing",
                         "stayorgo scan --staged")
        self.assertEqual(said.count("stayorgo: "), 1)
        repository.write("shop/api.py", BAD + "# x\n")
        self.assert_silent(repository.commit(passes=True))

    def test_the_first_commit_without_findings(self):
        repository = Repository(self).init()
        if isinstance(self, ByGit):
            self.install(repository)
        repository.write("shop/api.py", GOOD)
        self.assertEqual(repository.run("stayorgo", "hook").stdout, "")
        repository.git("add", "-A")
        for _ in range(2):
            self.assertEqual(repository.run("stayorgo", "hook").stdout, "")
        repository.write("shop/api.py", BAD)
        repository.git("add", "-A")
        repository.run("stayorgo", "baseline")
        repository.git("add", "-A")
        self.assertEqual(repository.run("stayorgo", "hook").stdout, "", "the team lives with it")


class Git(ByGit, Commits, Case):
    def test_commits_of_some_files_have_an_index_of_their_own(self):
        repository = self.ready()
        repository.write("shop/api.py", BAD)
        repository.write("README.md", "x")
        repository.git("add", "-A")
        self.assert_silent(repository.commit("README.md", passes=True, add=False))
        self.assert_told(repository.commit("shop/api.py", passes=False, add=False), "SOG101")
        repository.git("reset", "-q")
        self.assert_told(repository.commit("-a", passes=False, add=False), "SOG101")

    def test_many_findings_fit_into_eight_lines(self):
        repository = self.ready()
        for i in range(12):
            repository.write(f"shop/part{i}.py", BAD.replace("slow", f"slow{i}"))
        said = repository.commit(passes=False)
        self.assert_told(said, "12 new findings", "… and 7 more: stayorgo scan --staged --base HEAD")
        self.assertEqual(len(said.strip().splitlines()), 8, said)

    def test_hostile_names_forge_nothing(self):
        repository = self.ready()
        repository.write("shop/a\x1b[2J::error::b.py", BAD)
        said = repository.commit(passes=False)
        self.assertNotIn("\x1b", said)
        self.assertNotIn("::error::", said)
        self.assertIn("shop/a%1B[2J:%3Aerror:%3Ab.py", said)

    def test_an_index_elsewhere_is_not_read(self):
        repository = self.ready()
        shutil.copy(repository.folder / ".git/index", self.home + "/index")
        done = repository.run("stayorgo", "hook", ok=False, GIT_INDEX_FILE=self.home + "/index")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("outside of the git folder", done.stderr)

    def test_outside_of_git(self):
        folder = pathlib.Path(self.home, "plain")
        folder.mkdir()
        done = Repository(self, folder).run("stayorgo", "hook", ok=False)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_a_push_compares_two_commits(self):
        repository = self.ready()
        before = repository.head()
        repository.write("shop/api.py", BAD)
        repository.git("commit", "-q", "--no-verify", "-am", "bad")
        refs = {"PRE_COMMIT_FROM_REF": before, "PRE_COMMIT_TO_REF": "HEAD"}
        done = repository.run("stayorgo", "hook", ok=False, **refs)
        self.assertEqual(done.returncode, 1)
        self.assert_told(done.stdout, "SOG101")
        refs["PRE_COMMIT_FROM_REF"] = repository.head()
        self.assertEqual(repository.run("stayorgo", "hook", **refs).stdout, "")

    def cached(self, statement, *values):
        with sqlite3.connect(self.home + "/cache/stayorgo/facts-1.sqlite") as connection:
            return connection.execute(statement, values).fetchall()

    def hook(self, repository, **more):
        done = repository.run("stayorgo", "hook", ok=False, **more)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def test_what_was_asked_before_is_answered_from_the_cache(self):
        repository = self.ready()
        for text, code in ((BAD, 1), (GOOD + "# x\n", 0), (SILENCED, 0), (BAD + "# y\n", 1)):
            repository.write("shop/api.py", text)
            repository.git("add", "-A")
            without = self.hook(repository, XDG_CACHE_HOME="/dev/null/none")
            self.assertEqual(without[0], code, without[1])
            self.assertEqual(self.hook(repository), without)
            self.assertGreater(self.cached("SELECT count(*) FROM entry WHERE kind = 1"), [(0,)])
            self.cached("DELETE FROM entry WHERE kind = 1")
            self.assertEqual(self.hook(repository), without)
            self.assertEqual(self.cached("SELECT count(*) FROM entry WHERE kind = 1"), [(0,)], "nothing was parsed")
            self.cached("UPDATE entry SET bytes = substr(bytes, 1, 20) WHERE kind = 2")
            self.assertEqual(self.hook(repository), without)

    def test_what_it_is_held_against_is_part_of_the_question(self):
        repository = self.ready()
        repository.write("shop/api.py", BAD)
        repository.git("add", "-A")
        self.assertEqual(self.hook(repository)[0], 1)
        repository.git("commit", "-q", "--no-verify", "-m", "bad")
        self.assertEqual(self.hook(repository), (0, ""))
        repository.git("reset", "-q", "--soft", "HEAD~1")  # the same index, another commit
        self.assertEqual(self.hook(repository)[0], 1)
        for text, code in (("fail-on = ['new-finding:error']\n", 1), ("[findings]\nignore = ['SOG101']\n", 0)):
            repository.git("reset", "-q", "--hard")
            repository.write("stayorgo.toml", text)
            repository.git("add", "-A")
            repository.git("commit", "-q", "--no-verify", "-m", "settings")
            repository.write("shop/api.py", BAD)
            repository.git("add", "-A")
            for _ in range(2):
                self.assertEqual(self.hook(repository)[0], code)

    def test_at_the_same_time(self):
        repository = self.ready()
        repository.write("shop/api.py", BAD)
        repository.git("add", "-A")
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            runs = list(pool.map(lambda _: repository.run("stayorgo", "hook", ok=False), range(8)))
        self.assertEqual({(run.returncode, run.stdout, run.stderr) for run in runs},
                         {(1, runs[0].stdout, "")})
        self.assert_told(runs[0].stdout, "SOG101")


class PreCommit(ByManager, Commits, Case):
    MANAGER = "pre-commit"

    def test_the_manifest_is_valid(self):
        Repository(self).init().run("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")


class Prek(ByManager, Commits, Case):
    MANAGER = "prek"

    def test_the_manifest_is_valid(self):
        Repository(self).init().run("prek", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")


class Init(ByGit, Case):
    def test_it_writes_what_works(self):
        repository = Repository(self).init().begin()
        said = repository.run("stayorgo", "init").stdout
        for file in ("stayorgo.toml", ".pre-commit-config.yaml", ".github/workflows/stayorgo.yml"):
            self.assertIn(f"{file}: written", said)
        repository.run("pre-commit", "validate-config")
        repository.commit(passes=True)
        repository.run("pre-commit", "install")
        repository.write("shop/api.py", BAD)
        self.assert_told(repository.commit(passes=False), "SOG101")

    def test_it_overwrites_nothing(self):
        repository = Repository(self).init().begin()
        repository.write("stayorgo.toml", "no-cost = true\n")
        repository.write(".pre-commit-config.yaml", "repos: []\n")
        repository.write(".gitlab-ci.yml", "a: {}\n")
        said = repository.run("stayorgo", "init").stdout
        self.assertIn("stayorgo.toml: is there, left as it is", said)
        self.assertIn(".pre-commit-config.yaml: is there, left as it is; add below `repos:`", said)
        self.assertIn("        entry: stayorgo hook", said)
        self.assertIn(".gitlab-ci.yml: is there, left as it is; add", said)
        self.assertFalse((repository.folder / ".github").exists())
        self.assertEqual((repository.folder / "stayorgo.toml").read_text(), "no-cost = true\n")
        self.assertEqual((repository.folder / ".pre-commit-config.yaml").read_text(), "repos: []\n")

    def test_every_line_of_the_configuration_works(self):
        repository = Repository(self).init().begin()
        repository.run("stayorgo", "init")
        path = repository.folder / "stayorgo.toml"
        text = path.read_text()
        lines = [line[2:] if " = " in line and line.startswith("# ") else line for line in text.splitlines()]
        (repository.folder / "tools").mkdir()
        shutil.copytree(ROOT / "rules", repository.folder / "tools/stayorgo-rules")
        path.write_text("\n".join(lines))
        shown = repository.run("stayorgo", "config").stdout
        self.assertNotIn("# default", shown)

    def test_a_second_run_does_nothing(self):
        repository = Repository(self).init().begin()
        repository.run("stayorgo", "init")
        before = {p: p.read_bytes() for p in repository.folder.rglob("*") if p.is_file()}
        said = repository.run("stayorgo", "init").stdout
        self.assertNotIn("written", said)
        self.assertEqual(before, {p: p.read_bytes() for p in repository.folder.rglob("*") if p.is_file()})


def main():
    global PROGRAM
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", default=PROGRAM)
    options, rest = parser.parse_known_args()
    PROGRAM = os.path.abspath(options.stayorgo)
    result = unittest.main(argv=[sys.argv[0], *rest], exit=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad - len(result.skipped)} passed, {bad} failed")
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
