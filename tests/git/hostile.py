# SPDX-License-Identifier: MIT
"""Repositories that mean no good, or are broken: one sentence, the promised exit code, no waiting, and
never a report that quietly says something else.
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
import zlib

import repository
from repository import APP, Case, git, run

FLIPS = 40
BOTH = (["--revision", "HEAD"], ["--staged"])


class Elsewhere(Case):
    """What a scanned folder says must not make us read somebody else's repository."""

    def setUp(self):
        super().setUp()
        self.secret = self.folder / "secret"
        self.secret.mkdir()
        git(self.secret, "init", "-q")
        self.commit("secret.py", "PASSWORD = 'x'\n", folder=self.secret)
        git(self.secret, "worktree", "add", "-q", self.folder / "linked")
        self.evil = self.folder / "evil"
        self.evil.mkdir()
        self.write("app.py", folder=self.evil)

    def assert_left_alone(self, words):
        for options in (*BOTH, ["--base", "HEAD"]):
            message = self.refused(*options, folder=self.evil, words=words)
            self.assertNotIn("PASSWORD", message)

    def test_a_file_that_names_it(self):
        targets = [self.secret / ".git", "../secret/.git", self.secret / ".git/worktrees/linked", self.secret]
        for target in targets:
            with self.subTest(target=target):
                self.write(".git", f"gitdir: {target}\n", folder=self.evil)
                self.assert_left_alone(["cannot be read"])
                report = self.report(folder=self.evil)
                self.assertEqual([p["kind"] for p in report["problems"]], ["git"])
                self.assertEqual(report["coverage"]["files"], 1)

    def test_a_link_to_it(self):
        (self.evil / ".git").symlink_to(self.secret / ".git")
        self.assert_left_alone(["does not point back"])

    def test_a_folder_that_shares_it(self):
        git(self.evil, "init", "-q")
        self.write(".git/commondir", f"{self.secret}/.git\n", folder=self.evil)
        self.assert_left_alone(["does not point back"])
        self.write("app.py", folder=self.evil)
        self.assertEqual([p["kind"] for p in self.report(folder=self.evil)["problems"]], ["git"])

    def test_a_bare_one_that_shares_it(self):
        shutil.rmtree(self.evil)
        git(self.folder, "init", "-q", "--bare", self.evil)
        self.write("commondir", f"{self.secret}/.git\n", folder=self.evil)
        self.refused("--revision", "HEAD", folder=self.evil, words=["does not point back"])

    def test_objects_that_are_elsewhere(self):
        git(self.evil, "init", "-q")
        head = git(self.secret, "rev-parse", "HEAD")
        self.write(".git/refs/heads/main", head + "\n", folder=self.evil)
        objects = self.evil / ".git/objects"
        for how in ("alternates", "link", "folder link"):
            with self.subTest(how=how):
                shutil.rmtree(objects)
                if how == "link":
                    objects.symlink_to(self.secret / ".git/objects")
                else:
                    (objects / "info").mkdir(parents=True)
                if how == "alternates":
                    self.write(".git/objects/info/alternates", f"{self.secret}/.git/objects\n", folder=self.evil)
                if how == "folder link":
                    (objects / head[:2]).symlink_to(self.secret / ".git/objects" / head[:2])
                self.refused("--revision", "HEAD", folder=self.evil)
                if objects.is_symlink():
                    objects.unlink()
                    objects.mkdir()

    def test_references_that_are_elsewhere(self):
        git(self.evil, "init", "-q")
        commit = self.commit(folder=self.evil)
        (self.evil / ".git/refs/heads/link").symlink_to(self.secret / ".git/refs/heads/main")
        self.write(".git/refs/heads/far", "ref: ../../../../secret/.git/refs/heads/main\n", folder=self.evil)
        for name in ("link", "far", "../../secret/.git/HEAD"):
            self.refused("--revision", name, folder=self.evil, words=["no revision"])
        self.assertTrue(self.json("--revision", commit, folder=self.evil))


class Waiting(Case):
    """Nothing that is opened may be a FIFO; the runs have a time limit."""

    def test_fifos(self):
        commit = self.commit("app.py")
        blob = git(self.repo, "rev-parse", "HEAD:app.py")
        inside = self.repo / ".git"
        whole = {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()}
        places = ["HEAD", "refs/heads/main", "packed-refs", "shallow", "config", "index", "objects/info/alternates",
                  "objects/pack/pack-1.idx", "objects/pack/multi-pack-index", f"objects/{blob[:2]}/{blob[2:]}",
                  f"objects/{commit[:2]}/{commit[2:]}", "commondir", "gitdir"]
        for name in places:
            with self.subTest(name=name):
                path = inside / name
                path.unlink(missing_ok=True)
                os.mkfifo(path)
                for options in (["--revision", commit], ["--revision", "main"], *BOTH, ["--base", "HEAD"]):
                    result = run("scan", "-o", "json", *options, self.repo)
                    self.assertIn(result.returncode, (0, 2), result.stderr)
                    self.assertEqual(result.returncode == 2, result.stdout == b"")
                path.unlink()
                if path in whole:
                    path.write_bytes(whole[path])


class Damage(Case):
    def setUp(self):
        super().setUp()
        for i in range(30):
            self.write(f"pkg/m{i}.py", APP + "".join(f"x{j} = {j * i}\n" for j in range(40)))
        self.commit("app.py")
        self.numbered(3)
        self.cache = {"XDG_CACHE_HOME": str(self.folder / "none")}
        (self.folder / "none").write_text("no folder, so nothing is kept")
        self.expected = self.json("--revision", "HEAD", env=self.cache)

    def assert_honest(self, *options):
        """The report as it should be, or one that says what is missing, or a sentence."""
        result = run("scan", "-o", "json", *options, self.repo, env=self.cache)
        self.assertIn(result.returncode, (0, 2), result.stderr)
        if result.returncode:
            self.assertEqual((result.stdout, result.stderr.count(b"\n")), (b"", 1))
            return "refused"
        report = json.loads(result.stdout)
        if report["problems"]:
            return "problem"
        self.assertEqual(result.stdout, self.expected)
        return "whole"

    def test_flipped_bytes(self):
        for state in ("packed", "loose"):
            if state == "packed":
                git(self.repo, "repack", "-q", "-a", "-d", "-f")
                files = sorted((self.repo / ".git/objects/pack").iterdir())
            else:
                pack = next((self.repo / ".git/objects/pack").glob("*.pack")).read_bytes()
                for path in (self.repo / ".git/objects/pack").iterdir():
                    path.unlink()
                git(self.repo, "unpack-objects", "-q", stdin=pack)
                files = sorted(p for p in (self.repo / ".git/objects").rglob("*") if p.is_file())
            draw, seen = random.Random(5), set()
            for _ in range(FLIPS):
                path = draw.choice([f for f in files if f.stat().st_size])
                path.chmod(0o644)
                data = path.read_bytes()
                at = draw.randrange(len(data))
                kind = draw.choice(["flip", "flip", "cut", "zero"])
                broken = {"flip": data[:at] + bytes([data[at] ^ 1 << draw.randrange(8)]) + data[at + 1:],
                          "cut": data[:at], "zero": data[:at] + bytes(len(data) - at)}[kind]
                path.write_bytes(broken)
                with self.subTest(file=path.name, at=at, kind=kind):
                    seen.add(self.assert_honest("--revision", "HEAD"))
                path.write_bytes(data)
            self.assertGreater(len(seen), 1, seen)
            self.assertEqual(self.json("--revision", "HEAD", env=self.cache), self.expected)

    def test_content_under_another_name(self):
        one = git(self.repo, "rev-parse", "HEAD:app.py")
        other = git(self.repo, "rev-parse", "HEAD:pkg/m1.py")
        objects = self.repo / ".git/objects"
        path = objects / one[:2] / one[2:]
        path.chmod(0o644)
        path.write_bytes((objects / other[:2] / other[2:]).read_bytes())
        self.assertEqual(self.assert_honest("--revision", "HEAD"), "problem")
        self.refused("--base", "HEAD", "--no-cache", words=["cannot be read", "app.py"])

    def test_what_only_the_cache_knows(self):
        self.cache = {"XDG_CACHE_HOME": str(self.folder / "cache")}
        self.assertEqual(self.assert_honest("--revision", "HEAD"), "whole")
        for name, how in (("HEAD:app.py", "problem"), ("HEAD:pkg/m7.py", "whole")):
            which = git(self.repo, "rev-parse", name)
            path = self.repo / ".git/objects" / which[:2] / which[2:]
            kept = path.read_bytes()
            path.unlink()
            self.assertIn(self.assert_honest("--revision", "HEAD"), (how, "problem"))
            path.write_bytes(kept)

    def test_missing_objects(self):
        for name, how in (("HEAD^{commit}", "refused"), ("HEAD^{tree}", "refused"), ("HEAD:pkg", "refused"),
                          ("HEAD:app.py", "problem"), ("HEAD~1", "whole")):
            with self.subTest(name=name):
                which = git(self.repo, "rev-parse", name)
                path = self.repo / ".git/objects" / which[:2] / which[2:]
                kept = path.read_bytes()
                path.unlink()
                self.assertEqual(self.assert_honest("--revision", "HEAD"), how)
                path.write_bytes(kept)


def loose(repo, kind, content):
    """Writes an object that git itself would refuse; its id."""
    data = f"{kind} {len(content)}\0".encode() + content
    name = hashlib.sha1(data).hexdigest()
    path = repo / ".git/objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(zlib.compress(data))
    return name


def entry(mode, name, which):
    return mode + b" " + name + b"\0" + bytes.fromhex(which)


class Crafted(Case):
    def setUp(self):
        super().setUp()
        self.commit("app.py")
        self.blob = git(self.repo, "rev-parse", "HEAD:app.py")

    def revision(self, tree, head=b""):
        content = head or f"tree {tree}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nx\n".encode()
        return loose(self.repo, "commit", content)

    def test_names_that_no_folder_can_hold(self):
        inner = loose(self.repo, "tree", entry(b"100644", b"x.py", self.blob))
        tree = loose(self.repo, "tree", b"".join([
            entry(b"100644", b"..", self.blob), entry(b"40000", b".", inner), entry(b"40000", b"..", inner),
            entry(b"40000", b".git", inner), entry(b"100644", b"/etc/x.py", self.blob),
            entry(b"100644", b"a/../../b.py", self.blob), entry(b"100644", b"", self.blob),
            entry(b"100644", b"app.py", self.blob), entry(b"100644", b"app.py", self.blob),
            entry(b"40000", b"app.py", inner), entry(b"777777", b"odd.py", self.blob)]))
        report = self.report("--revision", self.revision(tree))
        self.assertGreaterEqual(report["coverage"]["files"], 2)
        self.assertNotIn("..", json.dumps(report["problems"]))

    def test_trees_that_end_early(self):
        whole = entry(b"100644", b"app.py", self.blob)
        for content in (whole[:-1], whole + b"100644", whole + b"100644 b.py", whole + b"100644 b.py\0123", b"x" * 99,
                        entry(b"zz", b"worse.py", self.blob)):
            run_ = run("scan", "-o", "json", "--revision", self.revision(loose(self.repo, "tree", content)), self.repo)
            self.assertEqual((run_.returncode, run_.stdout), (2, b""), content)
            self.assertIn(b"damaged", run_.stderr)

    def test_a_tree_that_holds_itself_many_times_over(self):
        tree = loose(self.repo, "tree", entry(b"100644", b"f.py", self.blob))
        for _ in range(12):
            tree = loose(self.repo, "tree", b"".join(entry(b"40000", b"%d" % i, tree) for i in range(10)))
        self.refused("--revision", self.revision(tree), words=["200000 folders"])

    def test_a_deep_tree(self):
        tree = loose(self.repo, "tree", entry(b"100644", b"f.py", self.blob))
        for depth in range(1500):
            tree = loose(self.repo, "tree", entry(b"40000", b"d", tree))
            if depth == 200:
                shallow = tree
        self.refused("--revision", self.revision(tree), words=["more than 1000 deep"])
        self.assertEqual([p["kind"] for p in self.report("--revision", self.revision(shallow))["problems"]], ["limit"])

    def test_commits(self):
        tree = git(self.repo, "rev-parse", "HEAD^{tree}")
        for head, words in ((b"\n", "no tree"), (b"parent " + tree.encode() + b"\n\n", "no tree"),
                            (b"tree zz\n\n", "no tree"), (f"tree {self.blob}\n\n".encode(), "something else")):
            self.refused("--revision", self.revision(tree, head), words=[words])
        # Odd times do no harm.
        odd = self.revision(tree, f"tree {tree}\ncommitter x {'9' * 40} +\n\n".encode())
        self.assertEqual(self.json("--revision", odd), self.json())
        tag = loose(self.repo, "tag", f"object {tree}\ntype tree\ntag x\n\n".encode())
        self.refused("--revision", tag, words=["no commit"])
        tag = loose(self.repo, "tag", b"nonsense")
        self.refused("--revision", tag, words=["no commit"])

    def test_a_size_that_is_not_true(self):
        for claim in (1, 1 << 40):
            data = f"blob {claim}\0".encode() + b"x" * 100
            name = hashlib.sha1(data).hexdigest()
            path = self.repo / ".git/objects" / name[:2] / name[2:]
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(data))
            tree = loose(self.repo, "tree", entry(b"100644", b"a.py", name))
            problems = self.report("--revision", self.revision(tree))["problems"]
            self.assertEqual([p["path"] for p in problems], ["a.py"])

    def test_packed_references(self):
        commit = git(self.repo, "rev-parse", "HEAD")
        self.write(".git/packed-refs", b"# pack-refs with: x\n^" + commit.encode() + b"\n" + b"\xff" * 99 + b"\n"
                   + commit.encode() + b" refs/tags/good\n" + b"0 refs/tags/bad\n")
        self.assertEqual(self.json("--revision", "good"), self.json())
        self.refused("--revision", "bad", words=["no revision"])

    def test_words_that_move_the_cursor(self):
        message = self.refused("--revision", "\x1b[2Jx\u202e", words=["no revision"])
        self.assertNotIn("\x1b", message)
        self.assertNotIn("\u202e", message)


if __name__ == "__main__":
    repository.main("__main__")
