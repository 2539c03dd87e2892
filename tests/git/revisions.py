# SPDX-License-Identifier: MIT
"""--revision and --staged: the same bytes as a scan of what git itself checks out.

The authority is git: a linked work tree of the revision, `git checkout-index` of the index, `git
rev-parse` for names. Nothing in the repository or its work tree may change.
"""
import json
import pathlib
import shutil
import threading

import repository
from repository import APP, Case, git

FIXTURES = pathlib.Path("fixtures")
EVERY = 6  # of the fixtures; all of them take a minute


def listing(folder):
    """Every file with its content and time, so that a change would be seen."""
    return {str(p): (p.lstat().st_mtime_ns, p.read_bytes() if p.is_file() and not p.is_symlink() else b"")
            for p in sorted(folder.rglob("*"))}


class Fixtures(Case):
    def test_a_history_of_fixtures(self):
        inputs = sorted(p for p in FIXTURES.glob("*/input") if p.is_dir())[::EVERY]
        commits = []
        for source in inputs:
            for path in self.repo.iterdir():
                if path.name != ".git":
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            shutil.copytree(source, self.repo, symlinks=True, dirs_exist_ok=True)
            commits.append(self.commit())
        git(self.repo, "gc", "-q")
        self.assertGreater(len(commits), 8)
        for commit, source in zip(commits, inputs):
            with self.subTest(fixture=source.parent.name):
                tree = self.checkout(commit)
                self.assertEqual(self.json("--revision", commit), self.json(folder=tree))
                self.assertEqual(self.json("--staged", folder=tree), self.json(folder=tree))


class Trees(Case):
    """Everything that a tree can hold."""

    def make(self):
        self.write("a.py")
        self.write("a/b.py")
        self.write("a-b/c.py")
        self.write("a0/c.py", "import torch\n")
        self.write("a.b/c.py", "x = [\n")
        self.write("empty.py", "")
        self.write("latin.py", b"# -*- coding: latin-1 -*-\nx = '\xe9'\n")
        self.write("bad.py", b"x = '\xff'\n")
        self.write(b"caf\xe9/b.py")
        self.write("sp ace/q\"uo'te.py")
        self.write("crlf.py", "import os\r\n\r\nimport requests\r\n")
        self.write("requirements.txt", b"\xff\xfe" + "django>=4.2\n".encode("utf-16-le"))
        self.write("web/requirements/base.txt", "fastapi\n")
        self.write("Procfile", "web: gunicorn shop.wsgi\n")
        self.write("n.ipynb", json.dumps({"cells": [{"cell_type": "code", "source": ["import torch\n"]}]}))
        self.write("venv/pyvenv.cfg", "home = /usr\n")
        self.write("venv/lib/x.py")
        self.write("node_modules/x/y.py")
        self.write("templates/page.html", "<p>")
        self.write(".gitignore", "*.log\nignored.py\nbuild/\n")
        self.write("ignored.py")
        self.write("build/lib.py")
        self.write("large.py", b"#" * (16 << 20) + b"x")
        self.write("d/" * 70 + "deep.py")
        (self.repo / "link.py").symlink_to("a.py")
        (self.repo / "folder_link").symlink_to("a")
        (self.repo / "script").write_text("#!/bin/sh\n")
        (self.repo / "script").chmod(0o755)
        lib = self.folder / "lib"
        lib.mkdir()
        git(lib, "init", "-q")
        self.commit("lib.py", folder=lib)
        git(self.repo, "submodule", "--quiet", "add", lib, "lib")
        return self.commit()

    def test_as_checked_out(self):
        commit = self.make()
        tree = self.checkout()
        expected = self.json(folder=tree)
        self.assertEqual(self.json("--revision", commit), expected)
        self.assertEqual(self.json("--staged"), expected)
        for options in (["--include", "a/**"], ["--exclude", "a*"], ["--no-ignore"]):
            self.assertEqual(self.json("--revision", commit, *options), self.json(*options, folder=tree))
        self.assertGreater(json.loads(expected)["coverage"]["files_skipped"], 2)

    def test_one_folder_of_it(self):
        self.make()
        tree = self.checkout()
        for below in ("a", "web", "web/requirements", "sp ace", "build", "venv"):
            with self.subTest(folder=below):
                self.assertEqual(self.json("--revision", "HEAD", folder=self.repo / below),
                                 self.json(folder=tree / below))
                self.assertEqual(self.json("--staged", folder=self.repo / below),
                                 self.json(folder=tree / below))

    def test_named_files(self):
        self.make()
        tree = self.checkout()
        listed = self.folder / "list"
        listed.write_text("a.py\n./a//b.py\nlink.py\ngone.py\na\n../x.py\nscript\nfolder_link\n")
        self.assertEqual(self.json("--revision", "HEAD", "--files", listed),
                         self.json("--files", listed, folder=tree))

    def test_the_index_as_git_writes_it_out(self):
        self.make()
        self.write("a.py", "import torch\n")
        git(self.repo, "add", "a.py")
        self.write("a.py", "import flask\n")  # partially staged
        self.write("untracked.py")
        git(self.repo, "rm", "-q", "--cached", "a/b.py")
        git(self.repo, "mv", "a0", "a1")
        target = self.folder / "out"
        target.mkdir()
        git(target, "init", "-q")
        git(self.repo, "checkout-index", "-a", f"--prefix={target}/")
        # A plain folder would apply .gitignore to files that git tracks.
        git(target, "add", "-A", "-f")
        staged, out = json.loads(self.json("--staged")), json.loads(self.json(folder=target))
        # checkout-index makes no folder for a submodule.
        self.assertEqual(staged["coverage"].pop("files_skipped"), out["coverage"].pop("files_skipped") + 1)
        self.assertEqual(staged, out)

    def test_a_folder_that_the_revision_lacks(self):
        self.commit("app.py")
        self.write("new/app.py")
        self.assertEqual(self.report("--revision", "HEAD", folder=self.repo / "new")["coverage"]["files"], 0)

    def test_nothing_is_touched(self):
        commit = self.make()
        self.write("a.py", "import flask\n")
        before = listing(self.repo)
        for options in (["--revision", commit], ["--staged"], []):
            self.json(*options)
        self.assertEqual(listing(self.repo), before)

    def test_threads_make_no_difference(self):
        self.make()
        for i in range(200):
            self.write(f"many/m{i}.py", APP + f"x = {i}\n")
        self.commit()
        expected = self.json("--revision", "HEAD", "-j1")
        for packed in (False, True):
            if packed:
                git(self.repo, "gc", "-q")
            self.assertEqual(self.json("--revision", "HEAD", "-j16"), expected)

    def test_several_at_once(self):
        self.make()
        expected, found = self.json("--revision", "HEAD"), []
        workers = [threading.Thread(target=lambda: found.append(self.json("--revision", "HEAD")))
                   for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.assertEqual(found, [expected] * 4)

    def test_filters_and_line_ends(self):
        self.write(".gitattributes", "*.py filter=shout text eol=crlf\n")
        git(self.repo, "config", "filter.shout.clean", "touch ran; cat")
        git(self.repo, "config", "filter.shout.smudge", "touch ran; cat")
        self.commit("app.py")
        ran = self.repo / "ran"
        ran.unlink(missing_ok=True)
        tree = self.checkout()
        self.assertIn(b"\r\n", (tree / "app.py").read_bytes())
        for name in ("ran", "../ran"):
            (tree / name).unlink(missing_ok=True)
        here, there = self.report("--revision", "HEAD"), self.report(folder=tree)
        self.assertFalse(ran.exists() or (tree / "ran").exists())
        # As committed: fewer bytes, the same places.
        self.assertLess(here["facts"].pop("bytes"), there["facts"].pop("bytes"))
        self.assertEqual(here, there)


class Names(Case):
    def test_as_rev_parse(self):
        commits = [self.numbered(n) for n in range(1, 4)]
        git(self.repo, "tag", "light", commits[0])
        git(self.repo, "tag", "-a", "-m", "x", "heavy", commits[1])
        git(self.repo, "tag", "-a", "-m", "x", "nested", "heavy")
        git(self.repo, "branch", "topic/one", commits[0])
        git(self.repo, "tag", "both", commits[0])
        git(self.repo, "branch", "both", commits[1])
        git(self.repo, "update-ref", "refs/remotes/origin/main", commits[1])
        git(self.repo, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
        git(self.repo, "update-ref", "refs/odd/place", commits[0])
        git(self.repo, "checkout", "-q", "-b", "side", commits[0])
        self.numbered(7)
        git(self.repo, "merge", "-q", "-s", "ours", "-m", "m", "main")
        git(self.repo, "update-ref", "refs/heads/" + commits[0], commits[2])  # a name like an id
        names = ["HEAD", "@", "main", "heads/main", "refs/heads/main", "light", "heavy", "nested", "tags/heavy",
                 "topic/one", "both", "origin/main", "origin", "refs/odd/place", "odd/place", "main~", "main~2",
                 "main^", "main^^", "HEAD^2", "HEAD^2~1", "HEAD~0", "heavy^{}", "nested^{commit}", "heavy~1",
                 "HEAD^0", "@~1", commits[0], commits[0][:7], commits[1][:4] + commits[1][4:12],
                 commits[2].upper(), "ORIG_HEAD"]
        git(self.repo, "update-ref", "ORIG_HEAD", commits[1])
        for state in ("loose", "packed"):
            if state == "packed":
                git(self.repo, "pack-refs", "--all")
                git(self.repo, "gc", "-q")
            seen = {}
            for name in names:
                with self.subTest(name=name, state=state):
                    full = git(self.repo, "rev-parse", name + "^{commit}")
                    if full not in seen:
                        seen[full] = self.json("--revision", full)
                    self.assertEqual(self.json("--revision", name), seen[full])
            self.assertGreater(len(set(seen.values())), 3)

    def test_what_is_no_revision(self):
        commit = self.numbered(1)
        tree = git(self.repo, "rev-parse", "HEAD^{tree}")
        git(self.repo, "symbolic-ref", "refs/heads/round", "refs/heads/trip")
        git(self.repo, "symbolic-ref", "refs/heads/trip", "refs/heads/round")
        self.write(".git/refs/heads/broken", "nonsense\n")
        for name in ("nope", "main~9", "main^2", "main^{tree}", "main:app.py", "@{1}", ":/one", "main~x", "..",
                     "../../HEAD", "round", "broken", "config", "-", "0" * 40, "f" * 40, commit[:3], "main^x"):
            with self.subTest(name=name):
                self.refused(f"--revision={name}", words=[name, "no revision", "fetch"])
        self.refused("--revision", tree, words=["is no commit"])
        self.refused("--revision", "main", "--staged", words=["exclude each other"])

    def test_before_the_first_commit(self):
        self.write("app.py")
        self.refused("--revision", "HEAD", words=["no revision"])
        self.assertEqual(self.report("--staged")["coverage"]["files"], 0)
        git(self.repo, "add", "app.py")
        self.assertEqual(self.json("--staged"), self.json())

    def test_no_repository(self):
        plain = self.folder / "plain"
        plain.mkdir()
        for options in (["--revision", "HEAD"], ["--staged"]):
            self.refused(*options, folder=plain, words=["plain", "not in a git repository"])
        self.refused("--revision", "HEAD", folder=plain / "missing", words=["missing"])


class Shapes(Case):
    """Every way in which a repository can lie on a disk."""

    def test_bare(self):
        self.numbered(2)
        bare = self.folder / "bare.git"
        git(self.repo, "clone", "-q", "--bare", ".", bare)
        expected = self.json("--revision", "HEAD")
        self.assertEqual(self.json("--revision", "main", folder=bare), expected)
        self.assertEqual(self.json("--revision", "main", folder=self.repo / ".git"), expected)
        self.refused("--staged", folder=bare, words=["bare", "no index"])
        git(bare, "worktree", "add", "-q", self.folder / "linked", "main")
        self.assertEqual(self.json("--revision", "main", folder=self.folder / "linked"), expected)
        self.assertEqual(self.json("--staged", folder=self.folder / "linked"), expected)

    def test_linked_work_tree(self):
        self.numbered(1)
        tree = self.checkout()
        self.numbered(2)
        self.write("app.py", "import torch\n", folder=tree)
        git(tree, "add", "app.py")
        self.assertEqual(self.json("--staged", folder=tree), self.json(folder=tree))
        self.assertNotEqual(self.json("--staged", folder=tree), self.json("--staged"))
        # HEAD is its own, branches are shared.
        self.assertEqual(self.json("--revision", "HEAD", folder=tree), self.json("--revision", "main~1"))
        self.assertEqual(self.json("--revision", "main", folder=tree), self.json("--revision", "HEAD"))

    def test_submodule(self):
        lib = self.folder / "lib"
        lib.mkdir()
        git(lib, "init", "-q")
        self.commit("lib.py", folder=lib)
        git(self.repo, "submodule", "--quiet", "add", lib, "vendor/lib")
        self.commit()
        inside = self.repo / "vendor/lib"
        self.assertEqual(self.json("--revision", "HEAD", folder=inside), self.json("--revision", "HEAD", folder=lib))
        self.assertEqual(self.json("--staged", folder=inside), self.json(folder=inside))
        # Known by its place alone, too.
        git(inside, "config", "--unset", "core.worktree")
        self.assertEqual(self.json("--revision", "HEAD", folder=inside), self.json("--revision", "HEAD", folder=lib))

    def test_shallow(self):
        commits = [self.numbered(n) for n in range(1, 5)]
        clone = self.folder / "clone"
        git(self.folder, "clone", "-q", "--depth", "2", f"file://{self.repo}", clone)
        self.assertEqual(self.json("--revision", "HEAD~1", folder=clone), self.json("--revision", commits[2]))
        for name in ("HEAD~2", commits[0], "v1"):
            self.refused("--revision", name, folder=clone, words=[name, "shallow", "--deepen", "fetch-depth: 0"])

    def test_partial(self):
        self.numbered(1)
        self.numbered(2)
        git(self.repo, "config", "uploadpack.allowFilter", "true")
        clone = self.folder / "clone"
        git(self.folder, "clone", "-q", "--filter=tree:0", f"file://{self.repo}", clone)
        self.refused("--revision", "HEAD~1", folder=clone, words=["missing", "partial"])

    def test_sparse(self):
        self.write("a/app.py")
        self.write("b/app.py", "import flask\n")
        self.commit()
        expected = self.json()
        git(self.repo, "sparse-checkout", "set", "a")
        self.assertFalse((self.repo / "b").exists())
        self.assertEqual(self.json("--revision", "HEAD"), expected)
        self.assertEqual(self.json("--staged"), expected)

    def test_intention_to_add(self):
        self.commit("app.py")
        expected = self.json("--staged")
        self.write("new.py", "import flask\n")
        git(self.repo, "add", "-N", "new.py")
        self.assertEqual(self.json("--staged"), expected)

    def test_the_index_that_git_names(self):
        self.commit("app.py", "import flask\n")
        expected = self.json()
        shutil.copy(self.repo / ".git/index", self.repo / ".git/next-index-1.lock")
        self.write("app.py", "import torch\n")
        git(self.repo, "add", "app.py")
        name = {"GIT_INDEX_FILE": str(self.repo / ".git/next-index-1.lock")}
        self.assertEqual(self.json("--staged", env=name), expected)
        self.assertNotEqual(self.json("--staged"), expected)
        result = repository.run("scan", "--staged", self.repo, env={"GIT_INDEX_FILE": "/elsewhere/other"})
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        self.assertIn(b"outside of the git folder", result.stderr)

    def test_conflict(self):
        self.commit("app.py", "import one\n")
        git(self.repo, "checkout", "-q", "-b", "other")
        self.commit("app.py", "import flask\n")
        git(self.repo, "checkout", "-q", "main")
        ours = self.commit("app.py", "import torch\n")
        git(self.repo, "merge", "other", check=False)
        report, expected = self.report("--staged"), self.report("--revision", ours)
        problem = report.pop("problems")
        self.assertEqual([(p["path"], p["kind"]) for p in problem], [("app.py", "git")])
        self.assertIn("in conflict", problem[0]["text"])
        del expected["problems"]
        self.assertEqual(report, expected)

    def test_borrowed_objects(self):
        self.numbered(1)
        clone = self.folder / "clone"
        git(self.folder, "clone", "-q", "--shared", self.repo, clone)
        self.refused("--revision", "HEAD", folder=clone, words=["borrows objects", "repack"])
        # Inside the repository they are its own.
        inner = self.repo / ".git/inner"
        (self.repo / ".git/objects").rename(inner)
        (self.repo / ".git/objects/info").mkdir(parents=True)
        self.write(".git/objects/info/alternates", "# ours\n../inner\n")
        self.assertEqual(self.json("--revision", "HEAD"), self.json())

    def test_sha256(self):
        other = self.folder / "sha"
        other.mkdir()
        git(other, "init", "-q", "--object-format=sha256")
        self.commit("app.py", folder=other)
        for options in (["--revision", "HEAD"], ["--staged"]):
            self.refused(*options, folder=other, words=["cannot be read", "SHA-256"])

    def test_index_that_is_not_understood(self):
        self.commit("app.py")
        git(self.repo, "update-index", "--split-index")
        self.refused("--staged", words=["index cannot be read"])
        self.assertEqual(self.report("--revision", "HEAD")["coverage"]["files"], 1)

    def test_reftable(self):
        self.commit("app.py")
        git(self.repo, "config", "extensions.refStorage", "reftable")
        shutil.rmtree(self.repo / ".git/refs/heads")
        self.refused("--revision", "main", words=["reftable", "id"])


if __name__ == "__main__":
    repository.main("__main__")
