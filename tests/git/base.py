# SPDX-License-Identifier: MIT
"""--base: what moved, held against two plain scans; the merge base, held against git's own.

What a base cannot be read from is one sentence and exit 2, never a comparison with nothing.
"""
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess

import repository
from repository import APP, Case, git, run

FIXTURES = pathlib.Path("fixtures")
PAIRS = 40


def moved(then, now):
    """The counts of two reports that differ."""
    return {key: (then["facts"][key], value) for key, value in now["facts"].items()
            if isinstance(value, int) and then["facts"][key] != value and key not in ("files_parsed", "bytes",
                                                                                      "files_with_errors")}


def signals(project):
    return {s["id"]: s["count"] for s in project["signals"]}


class Comparison(Case):
    def assert_change(self, report, then, now):
        change = report["change"]
        self.assertEqual({f["id"]: (f["from"], f["to"]) for f in change["facts"]}, moved(then, now))
        old = {p["root"]: p for p in then["projects"]}
        new = {p["root"]: p for p in now["projects"]}
        self.assertEqual([v["root"] for v in change["verdicts"]],
                         list(new) + [root for root in old if root not in new])
        for move in change["verdicts"]:
            before, after = old.get(move["root"]), new.get(move["root"])
            self.assertEqual(move["state"], "new" if not before else "gone" if not after else "kept")
            for side, project in (("from", before), ("to", after)):
                verdict = project["verdict"] if project else {"decision": "none", "target": None, "pull": 0}
                self.assertEqual(move[side], {k: verdict[k] or (0 if k == "pull" else None) for k in move[side]})
            counts = (signals(before) if before else {}, signals(after) if after else {})
            self.assertEqual({s["id"]: (s["from"], s["to"]) for s in move["signals"]},
                             {i: (counts[0].get(i, 0), counts[1].get(i, 0)) for i in sorted({*counts[0], *counts[1]})
                              if counts[0].get(i, 0) != counts[1].get(i, 0)})
        without = {k: v for k, v in report.items() if k not in ("change", "findings")}
        self.assertEqual(without, {k: v for k, v in now.items() if k != "findings"})

    def replace(self, source):
        for path in self.repo.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(source, self.repo, symlinks=True, dirs_exist_ok=True)

    def test_against_two_scans(self):
        names = ["fastapi_microservice", "fastapi_crud_auth", "monorepo_three_services", "hollow_django",
                 "monorepo_shared_lib", "empty", "fastapi_pages_sessions"]
        reports, commits = [], []
        for name in names:
            self.replace(FIXTURES / name / "input")
            commits.append(self.commit())
            reports.append(self.report())
        for i in range(1, len(names)):
            for then, now in ((i - 1, i), (0, i)):
                with self.subTest(then=names[then], now=names[now]):
                    report = self.report("--base", commits[then], "--revision", commits[now])
                    self.assertEqual(report["change"]["commit"], commits[then])
                    self.assert_change(report, reports[then], reports[now])
        self.write("more.py")
        self.assert_change(self.report("--base", "HEAD"), reports[-1], self.report())
        git(self.repo, "add", "more.py")
        self.write("more.py", "import torch\n")
        self.assert_change(self.report("--base", "HEAD", "--staged"), reports[-1], self.report("--staged"))

    def test_nothing_moved(self):
        self.commit("app.py")
        change = self.report("--base", "HEAD")["change"]
        self.assertEqual(change["facts"], [])
        self.assertEqual([(v["state"], v["signals"], v["from"] == v["to"]) for v in change["verdicts"]],
                         [("kept", [], True)])
        self.assertEqual(change["findings"]["new"] + change["findings"]["fixed"], 0)

    def test_one_folder(self):
        first = self.commit("api/app.py")
        self.commit("web/app.py", "import flask\n")
        inside = self.report("--base", first, folder=self.repo / "api")
        self.assertEqual(inside["change"]["facts"], [])
        new = self.report("--base", first, folder=self.repo / "web")["change"]
        self.assertEqual([f["from"] for f in new["facts"] if f["id"] == "files"], [0])

    def test_filters_hold_for_both(self):
        first = self.commit("app.py")
        self.commit("old.py", "import flask\n")
        change = self.report("--base", first, "--exclude", "old.py")["change"]
        self.assertEqual(change["facts"], [])

    def test_in_words(self):
        first = self.commit("app.py")
        self.numbered(9)
        text = run("scan", "--base", first, self.repo).stdout.decode()
        self.assertIn(f"What changed\n  Since {first[:12]}: ", text)
        named = run("scan", "--base", "HEAD~1", self.repo).stdout.decode()
        self.assertIn(f"What changed\n  Since HEAD~1 ({first[:12]}): ", named)
        self.assertIn(", was ", text)
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()))
        markdown = run("scan", "-o", "markdown", "--base", first, self.repo).stdout.decode()
        self.assertIn("### What changed", markdown)

    def test_decided_again(self):
        first = self.commit("app.py")
        self.numbered(9)
        report = self.json("--base", first)
        saved = self.folder / "report.json"
        saved.write_bytes(report)
        again = run("rescore", saved, "-o", "json")
        self.assertEqual((again.returncode, again.stdout), (0, report))
        self.assertIn(b"What changed", run("rescore", saved).stdout)
        # With other weights the verdicts are others than those that were compared.
        other = json.loads(run("rescore", saved, "-o", "json", "--set", "inertia=0.5").stdout)
        self.assertIn("rescored", other)
        self.assertNotIn("change", other)
        for broken in ({"base": 1}, {"commit": None}, {"facts": [{}]}, {"verdicts": [{"root": "."}]}, {"findings": []}):
            value = json.loads(report)
            value["change"].update(broken)
            saved.write_text(json.dumps(value))
            result = run("rescore", saved)
            self.assertEqual((result.returncode, result.stdout), (2, b""), broken)

    def test_the_schema(self):
        import jsonschema
        first = self.commit("app.py")
        self.numbered(9)
        schema = json.loads(pathlib.Path("rules/schema/report.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(self.report("--base", first))

    def test_several_paths(self):
        self.commit("app.py")
        other = self.folder / "plain"
        other.mkdir()
        result = run("scan", "-o", "json", "--base", "HEAD", self.repo, other)
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"not in a git repository", result.stderr)
        self.assertIn("change", json.loads(result.stdout))


class Cache(Case):
    """What the cache knows by a blob's id is not read again, and never anything else."""

    def setUp(self):
        super().setUp()
        self.env = {"XDG_CACHE_HOME": str(self.folder / "cache")}

    def remove(self, commit, path):
        blob = git(self.repo, "rev-parse", f"{commit}:{path}")
        (self.repo / ".git/objects" / blob[:2] / blob[2:]).unlink()

    def test_the_same_bytes(self):
        first = self.numbered(3)
        self.write("other.py", "import torch\n")
        self.commit("bad.py", "x = [\n")
        for options in (["--base", first], ["--staged"], ["--revision", "HEAD"], ["--staged", "--base", "HEAD~1"]):
            expected = self.json("--no-cache", *options)
            for state in ("cold", "warm"):
                with self.subTest(options=options, state=state):
                    self.assertEqual(self.json(*options, env=self.env), expected)

    def test_a_base_that_is_known_is_not_read(self):
        first = self.numbered(3)
        self.numbered(5)
        expected = self.json("--base", first, env=self.env)
        self.remove(first, "app.py")
        self.assertEqual(self.json("--base", first, env=self.env), expected)
        self.refused("--base", first, "--no-cache", words=["cannot be read", "app.py"])

    def test_a_file_of_the_folder_serves_the_base(self):
        first = self.numbered(3)
        self.json(env=self.env)
        self.write("more.py")
        expected = self.json("--no-cache", "--base", first)
        self.assertEqual(self.json("--base", first, env=self.env), expected)

    def test_what_is_not_of_its_id_is_not_kept(self):
        first = self.numbered(3)
        second = self.numbered(5)
        expected = self.json("--no-cache", "--base", first)
        objects = self.repo / ".git/objects"
        one, two = (git(self.repo, "rev-parse", f"{c}:app.py") for c in (first, second))
        path = objects / one[:2] / one[2:]
        kept = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes((objects / two[:2] / two[2:]).read_bytes())
        result = run("scan", "--base", first, self.repo, env=self.env)
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        path.write_bytes(kept)
        self.assertEqual(self.json("--base", first, env=self.env), expected)


class Known(Case):
    """A base that was scanned before is not resolved and matched again, and nobody can tell from the report."""

    FACTS, TEXT = 1, 2
    BLOCKING = APP + "\n\n@app.get('/b')\nasync def b():\n    return requests.get('https://example.org')\n"

    def setUp(self):
        super().setUp()
        self.env = {"XDG_CACHE_HOME": str(self.folder / "cache")}
        self.commit("requirements.txt", "fastapi\nrequests\n")
        self.first = self.commit("app.py", "import requests\n" + self.BLOCKING)
        self.second = self.commit("more.py", "import torch\n" + APP)

    def check(self, *options):
        """The same with the cache as without it."""
        expected = self.json("--no-cache", *options)
        for state in ("first", "second", "third"):
            with self.subTest(options=options, state=state):
                self.assertEqual(self.json(*options, env=self.env), expected)
        return json.loads(expected)

    def change_cache(self, statement, *values):
        with sqlite3.connect(self.folder / "cache/stayorgo/facts-1.sqlite") as connection:
            return connection.execute(statement, values).fetchall()

    def forget_facts_and_contents(self, commit):
        """So that nobody could scan the commit any more."""
        self.change_cache("DELETE FROM entry WHERE kind = ?", self.FACTS)
        for line in git(self.repo, "ls-tree", "-r", commit).splitlines():
            blob = line.split()[2]
            (self.repo / ".git/objects" / blob[:2] / blob[2:]).unlink()

    def test_once_as_a_base(self):
        git(self.repo, "rm", "-q", "app.py")
        expected = self.check("--base", self.first)
        self.assertGreater(expected["change"]["findings"]["fixed"], 0)
        self.forget_facts_and_contents(self.first)
        self.assertEqual(self.report("--base", self.first, env=self.env), expected)
        self.refused("--base", self.first, "--no-cache", words=["cannot be read"])

    def test_what_was_staged_is_the_next_base(self):
        self.write("app.py", APP)
        git(self.repo, "add", "app.py")
        self.json("--staged", env=self.env)
        self.commit()
        self.write("other.py", "import requests\n" + self.BLOCKING)
        expected = self.report("--no-cache", "--base", "HEAD")
        self.forget_facts_and_contents("HEAD")
        self.assertEqual(self.report("--base", "HEAD", env=self.env), expected)

    def test_whatever_it_depends_on(self):
        def settings(text):
            return lambda: self.commit("stayorgo.toml", text)

        def decide(choice):
            def step():
                result = run("decide", choice, "--reason", "we know it", self.repo)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.commit()
            return step
        flask = "import flask\napp = flask.Flask(__name__)\n\n\n@app.route('/')\ndef index():\n    return ''\n"
        self.write("web.py", flask)
        steps = [lambda: self.commit(), settings("no-cost = true\n"), settings("exclude = ['more.py']\n"),
                 settings("[findings]\nignore = ['SOG101']\n"), settings("[findings.levels]\nSOG101 = 'note'\n"),
                 settings("[weights]\ninertia = 0.9\n"), settings(""), decide("--target=django"), decide("--stay")]
        for step in steps:
            step()
            for base in (self.first, self.second, "HEAD"):
                for options in ([], ["--no-cost"], ["--include", "app.py"], ["--exclude", "app.py"], ["--isolated"]):
                    with self.subTest(base=base, options=options):
                        arguments = ["--base", base, "--revision", "HEAD", *options]
                        self.assertEqual(self.json(*arguments, env=self.env), self.json("--no-cache", *arguments))

    def test_other_formats_know_more_of_a_finding(self):
        git(self.repo, "rm", "-q", "app.py")
        for name in ("json", "sarif", "json", "gitlab", "github"):
            said = [run("scan", "-o", name, "--base", self.first, self.repo, *more, env=self.env)
                    for more in (["--no-cache"], [], [])]
            self.assertEqual({(one.returncode, one.stdout) for one in said}, {(0, said[0].stdout)}, name)

    def test_what_is_damaged_is_not_believed(self):
        options = ["--base", self.first, "--revision", self.second]
        expected = self.json("--no-cache", *options)
        self.assertEqual(self.json(*options, env=self.env), expected)
        draw = random.Random(3)
        for way in range(12):
            rows = self.change_cache("SELECT id, bytes FROM entry WHERE kind = ?", self.TEXT)
            self.assertGreater(len(rows), 1)
            for key, content in rows:
                at = draw.randrange(len(content))
                broken = [content[:at], content[:at] + bytes([content[at] ^ 1]) + content[at + 1:],
                          draw.choice(rows)[1] + b"x"][way % 3]
                self.change_cache("UPDATE entry SET bytes = ? WHERE id = ?", broken, key)
            with self.subTest(way=way):
                self.assertEqual(self.json(*options, env=self.env), expected)
            # And what was put in its place is right again.
            self.assertEqual(self.json(*options, env=self.env), expected)

    def test_it_is_part_of_the_cache(self):
        self.json("--revision", self.first, env=self.env)
        said = run("cache", "stats", env=self.env).stdout.decode()
        self.assertRegex(said, r"\b1 text of an answer")
        self.assertEqual(run("cache", "clear", env=self.env).returncode, 0)
        self.assertRegex(run("cache", "stats", env=self.env).stdout.decode(), r"\b0 texts of answers")


class MergeBase(Case):
    def base(self, one, two, **more):
        return self.report("--base", one, "--revision", two, **more)["change"]["commit"]

    def history(self, seed, is_skewed):
        """A random history; clocks may run backwards."""
        draw, commits = random.Random(seed), []
        self.write("app.py")
        git(self.repo, "add", "-A")
        tree = git(self.repo, "write-tree")
        for i in range(30):
            near = commits[-5:-1] or commits  # not the last one, so that lines cross
            parents = draw.sample(near, min(len(near), draw.choice([1, 2, 2])))
            seconds = 1_700_000_000 + (draw.randrange(3000) if is_skewed else i * 60)
            date = {"GIT_COMMITTER_DATE": f"{seconds} +0000", "GIT_AUTHOR_DATE": f"{seconds} +0000"}
            arguments = [word for parent in parents for word in ("-p", parent)]
            commits.append(git(self.repo, "commit-tree", tree, "-m", str(i), *arguments, env=date))
        git(self.repo, "update-ref", "refs/heads/main", commits[-1])
        return commits

    def test_as_git_finds_it(self):
        several = 0
        for is_skewed in (False, True):
            commits = self.history(7 + is_skewed, is_skewed)
            draw = random.Random(3)
            for _ in range(PAIRS // 2):
                at = draw.randrange(4, len(commits) - 3)
                one, two = draw.sample(commits[at:at + 3], 2)
                every = git(self.repo, "merge-base", "--all", one, two).split()
                several += len(every) > 1
                with self.subTest(one=one, two=two, is_skewed=is_skewed):
                    self.assertIn(self.base(one, two), every)
                    if not is_skewed:
                        self.assertEqual(self.base(one, two), git(self.repo, "merge-base", one, two))
        self.assertGreater(several, 2, "no history crosses")

    def test_head_is_the_other_side(self):
        fork = self.numbered(1)
        git(self.repo, "branch", "topic")
        self.numbered(2)
        git(self.repo, "checkout", "-q", "topic")
        self.numbered(5)
        self.assertEqual(self.report("--base", "main")["change"]["commit"], fork)
        self.assertEqual(self.report("--base", "main", "--staged")["change"]["commit"], fork)
        self.assertEqual(self.report("--base", "main")["change"]["base"], "main")
        git(self.repo, "merge", "-q", "-s", "ours", "-m", "m", "main")
        self.assertEqual(self.report("--base", "main")["change"]["commit"], git(self.repo, "rev-parse", "main"))

    def test_shallow(self):
        commits = [self.numbered(n) for n in range(1, 6)]
        git(self.repo, "tag", "old", commits[0])
        clone = self.folder / "clone"
        git(self.folder, "clone", "-q", "--depth", "2", f"file://{self.repo}", clone)
        # At the very end of what is there.
        self.assertEqual(self.report("--base", "HEAD~1", folder=clone)["change"]["commit"], commits[3])
        self.refused("--base", "HEAD~2", folder=clone, words=["shallow", "--deepen", "fetch-depth: 0"])
        # Both sides are there, what they share is not.
        git(clone, "fetch", "-q", "--depth", "1", "origin", "tag", "old")
        self.refused("--base", "old", folder=clone, words=["no common commit", "shallow", "fetch-depth: 0"])

    def test_unrelated(self):
        self.numbered(1)
        git(self.repo, "checkout", "-q", "--orphan", "other")
        self.numbered(2)
        self.refused("--base", "main", words=["no common commit"])

    def test_what_is_no_base(self):
        self.numbered(1)
        self.refused("--base", "nope", words=["no revision \"nope\"", "fetch"])
        self.refused("--base", "main", "--revision", "nope", words=["no revision \"nope\""])
        plain = self.folder / "plain"
        plain.mkdir()
        self.refused("--base", "main", folder=plain, words=["not in a git repository"])

    def test_before_the_first_commit(self):
        commit = self.numbered(1)
        git(self.repo, "symbolic-ref", "HEAD", "refs/heads/unborn")
        self.assertEqual(self.report("--base", "main")["change"]["commit"], commit)
        self.refused("--base", "HEAD", words=["no revision"])

    def test_holes_in_the_base(self):
        self.commit("kept.py")
        first = self.commit("app.py", "import flask\n")
        blob = git(self.repo, "rev-parse", "HEAD:app.py")
        self.commit("app.py", APP)
        path = self.repo / ".git/objects" / blob[:2] / blob[2:]
        path.chmod(0o644)
        path.unlink()
        self.refused("--base", first, words=["1 of the files", "base", "app.py"])
        self.assertIn("problems", self.report("--revision", first))


if __name__ == "__main__":
    repository.main("__main__")
