# SPDX-License-Identifier: MIT
"""The program from outside: exit codes, messages, outputs, and input that means no good.

Every bad input has its own test: one clear sentence on standard error (what, where), the promised exit
code, no crash, and the other files keep their results.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.environ.get("STAYORGO", "")
IS_ROOT = os.geteuid() == 0
APP = "from fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get('/')\nasync def index():\n    return {}\n"


def run(*arguments, cwd=None, env=None, stdin=b"", **more):
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("NO_COLOR", "CLICOLOR_FORCE", "TERM")}
    environment.update(env or {})
    return subprocess.run([PROGRAM, *map(os.fsdecode, arguments)], cwd=cwd, env=environment,
                          input=stdin, capture_output=True, timeout=120, **more)


class Case(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name, "project")
        self.folder.mkdir()

    def write(self, name, content=APP):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def report(self, *arguments, code=0):
        result = run("scan", "-o", "json", *arguments, self.folder)
        self.assertEqual(result.returncode, code, result.stderr)
        return json.loads(result.stdout)

    def assert_refused(self, result, *words, code=2):
        """One sentence that says what and where, the exit code, nothing on standard output."""
        message = result.stderr.decode(errors="replace")
        self.assertEqual(result.returncode, code, message)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(message.count("\n"), 1, message)
        self.assertTrue(message.startswith("stayorgo: "), message)
        for word in words:
            self.assertIn(word, message)

    def assert_problem(self, report, path, *words):
        texts = [p["text"] for p in report["problems"] if p["path"] == path]
        self.assertTrue(texts, f"no problem about {path}: {report['problems']}")
        for word in words:
            self.assertIn(word, " ".join(texts))


class Usage(Case):
    def test_help_and_version(self):
        for arguments in ([], ["--help"], ["help"], ["scan", "--help"], ["facts", "-h"]):
            result = run(*arguments)
            self.assertEqual((result.returncode, result.stderr), (0, b""))
            self.assertIn(b"sage: stayorgo", result.stdout)
            self.assertLessEqual(max(map(len, result.stdout.decode().splitlines())), 80)
        self.assertRegex(run("--version").stdout.decode(), r"^stayorgo \d+\.\d+\.\d+\n$")

    def test_wrong_words(self):
        self.assert_refused(run("scna"), "scna", "stayorgo scan PATH")
        self.assert_refused(run("scan", "--frobnicate"), "--frobnicate")
        self.assert_refused(run("scan", "-o"), "--output", "value")
        self.assert_refused(run("scan", "-o", "xml", self.folder), "xml", "text, json")
        self.assert_refused(run("scan", "-o", "json:", self.folder), "file after the colon")
        self.assert_refused(run("scan", "-j", "0", self.folder), "--jobs", "1 to 64")
        self.assert_refused(run("scan", "-jmany", self.folder), "--jobs", "many")
        self.assert_refused(run("scan", "--color=blue", self.folder), "blue", "always")
        self.assert_refused(run("scan", "--strict=yes", self.folder), "--strict", "no value")
        self.assert_refused(run("scan", "-o", "json", "-o", "text", self.folder), "two formats")

    def test_format_is_output(self):
        self.write("app.py")
        self.assertEqual(run("scan", "--format", "json", self.folder).stdout,
                         run("scan", "-o", "json", self.folder).stdout)

    def test_outputs_to_files(self):
        self.write("app.py")
        target = pathlib.Path(self.temporary.name, "report.json")
        result = run("scan", "-o", "text", "-o", f"json:{target}", self.folder)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(b"FastAPI", result.stdout)
        self.assertEqual(json.loads(target.read_text())["schema"], "stayorgo-report/1")

    def test_default_path_is_here(self):
        self.write("app.py")
        self.assertEqual(run("scan", "-o", "json", cwd=self.folder).stdout,
                         run("scan", "-o", "json", self.folder).stdout)

    def test_several_paths_give_several_reports(self):
        self.write("api/app.py")
        self.write("lib/tool.py", "import sys\n")
        result = run("scan", "-o", "json", self.folder / "api", self.folder / "lib")
        decoder, text, found = json.JSONDecoder(), result.stdout.decode(), []
        while text.strip():
            report, end = decoder.raw_decode(text.lstrip())
            found.append(report["projects"][0]["framework"])
            text = text.lstrip()[end:]
        self.assertEqual(found, ["fastapi", None])

    def test_one_bad_path_costs_the_other_nothing(self):
        self.write("api/app.py")
        result = run("scan", "-o", "json", self.folder / "missing", self.folder / "api")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"missing", result.stderr)
        self.assertEqual(json.loads(result.stdout)["projects"][0]["framework"], "fastapi")

    def test_every_bad_path_is_named(self):
        self.write("api/app.py")
        for command in (["scan", "-o", "json"], ["facts"]):
            result = run(*command, self.folder / "missing", self.folder / "api",
                         self.folder / "api/app.py", self.folder / "gone")
            self.assertEqual(result.returncode, 2)
            self.assertIn("facts", json.loads(result.stdout))
            lines = result.stderr.decode().splitlines()
            self.assertEqual(len(lines), 3, lines)
            for line, word in zip(lines, ("missing: No such", "app.py: not a folder", "gone: No such")):
                self.assertTrue(line.startswith("stayorgo: "), line)
                self.assertIn(word, line)

    def test_a_blank_line_between_two_texts(self):
        self.write("app.py")
        one = run("scan", self.folder).stdout
        self.assertEqual(run("scan", self.folder, self.folder).stdout, one + b"\n" + one)


class Roots(Case):
    def test_no_such_path(self):
        self.assert_refused(run("scan", self.folder / "nowhere"), "nowhere", "No such file or directory")

    def test_file_for_a_folder(self):
        self.assert_refused(run("scan", self.write("app.py")), "app.py", "not a folder")

    def test_empty_folder(self):
        report = self.report()
        self.assertEqual(report["verdict"]["decision"], "none")
        self.assertEqual(report["coverage"]["files"], 0)
        self.assertIn(b"no Python code", run("scan", self.folder).stdout)

    def test_no_python(self):
        self.write("README.md", "# Nothing\n")
        self.assertEqual(self.report()["verdict"]["decision"], "none")

    def test_an_application_without_routes(self):
        self.write("app.py", "from fastapi import FastAPI\napp = FastAPI()\n")
        self.assertEqual(self.report()["projects"][0]["framework"], "fastapi")

    def test_only_syntax_errors(self):
        self.write("a.py", "def (:\n")
        self.write("b.py", "class :::\n")
        report = self.report()
        self.assertEqual(report["verdict"]["decision"], "none")
        self.assertEqual(report["coverage"]["files_with_errors"], 2)
        self.assert_problem(report, "a.py")
        self.report("--strict", code=3)

    @unittest.skipIf(IS_ROOT and not shutil.which("setpriv"), "root reads everything")
    def test_unreadable_file(self):
        self.write("good.py")
        self.write("bad.py").chmod(0)
        command = [PROGRAM, "scan", "-o", "json", str(self.folder)]
        if IS_ROOT:
            for path in (self.temporary.name, self.folder):
                os.chmod(path, 0o755)
            self.addCleanup(lambda: None)
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        result = subprocess.run(command, capture_output=True, timeout=60)
        if result.returncode in (126, 127) or b"setpriv" in result.stderr:
            self.skipTest("the program cannot be run as another user here")
        self.assertEqual(result.returncode, 0, result.stderr)
        report = json.loads(result.stdout)
        self.assert_problem(report, "bad.py", "ermission")
        self.assertEqual(report["projects"][0]["framework"], "fastapi")


class Files(Case):
    def test_exactly_the_listed_files(self):
        self.write("a.py", "class A: pass\n")
        self.write("b.py", "class B: pass\n")
        listed = run("facts", "--files", "-", self.folder, stdin=b"b.py\n")
        facts = json.loads(listed.stdout)["facts"]
        self.assertEqual((facts["files"], facts["classes"]), (1, 1))

    def test_listed_files_that_are_not_there(self):
        self.write("a.py")
        result = run("scan", "-o", "json", "--files", "-", self.folder,
                     stdin=b"a.py\nmissing.py\n../outside.py\n/etc/hostname\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        paths = {p["path"] for p in json.loads(result.stdout)["problems"]}
        self.assertEqual(paths, {"missing.py", "../outside.py", "/etc/hostname"})

    def test_an_empty_list_is_nothing(self):
        self.write("a.py")
        facts = json.loads(run("facts", "--files", "-", self.folder).stdout)["facts"]
        self.assertEqual(facts["files"], 0)

    def test_list_that_is_not_there(self):
        missing = str(self.folder / "missing.txt")
        self.assert_refused(run("scan", "--files", missing, self.folder), missing)

    def test_include_and_exclude(self):
        for name in ("a.py", "deep/b.py", "deep/c.py"):
            self.write(name, "x = 1\n")
        count = lambda *a: json.loads(run("facts", *a, self.folder).stdout)["facts"]["files"]
        self.assertEqual(count("--include", "deep/**"), 2)
        self.assertEqual(count("--exclude", "deep/b.py"), 2)
        self.assertEqual(count("--include", "deep/**", "--exclude", "*c.py"), 1)

    def test_gitignore_and_no_ignore(self):
        self.write(".gitignore", "ignored/\n")
        self.write("ignored/a.py", "x = 1\n")
        self.write("b.py", "x = 1\n")
        count = lambda *a: json.loads(run("facts", *a, self.folder).stdout)["facts"]["files"]
        self.assertEqual(count(), 1)
        self.assertEqual(count("--no-ignore"), 2)


class Hostile(Case):
    def test_names(self):
        names = [b"new\nline.py", b"\x1b[31mred.py", b"caf\xe9.py", "\u202etxt.py".encode(),
                 b"::error::x.py", b"a%20b.py"]
        for name in names:
            pathlib.Path(os.fsdecode(os.fsencode(self.folder) + b"/" + name)).write_text("def (:\n")
        text = run("scan", "--color=never", self.folder).stdout
        json_text = run("scan", "-o", "json", self.folder).stdout
        for output in (text, json_text):
            output.decode("utf-8")
            self.assertNotIn(b"\x1b", output)
            self.assertNotIn("\u202e".encode(), output)
        paths = {p["path"] for p in json.loads(json_text)["problems"]}
        self.assertIn("caf%E9.py", paths)
        self.assertIn("a%2520b.py", paths)
        self.assertIn("new%0Aline.py", paths)

    def test_excerpts_are_neutral(self):
        self.write("app.py", APP.replace("'/'", "'/\x1b[2J\u202e'"))
        for output in (run("scan", self.folder).stdout, run("scan", "-o", "json", self.folder).stdout):
            self.assertNotIn(b"\x1b", output)
            self.assertNotIn("\u202e".encode(), output)

    def test_links_are_not_followed(self):
        outside = pathlib.Path(self.temporary.name, "outside")
        outside.mkdir()
        (outside / "secret.py").write_text("class Secret: pass\n")
        (self.folder / "loop").symlink_to(self.folder)
        (self.folder / "out").symlink_to(outside)
        (self.folder / "secret.py").symlink_to(outside / "secret.py")
        self.write("app.py")
        report = self.report()
        self.assertEqual(report["coverage"]["files"], 1)
        self.assertEqual(report["facts"]["classes"], 0)
        self.assertGreaterEqual(report["coverage"]["files_skipped"], 1)

    def test_fifo_does_not_hang(self):
        os.mkfifo(self.folder / "pipe.py")
        self.write("app.py")
        self.assertEqual(self.report()["coverage"]["files_parsed"], 1)
        result = run("scan", "-o", "json", "--files", "-", self.folder, stdin=b"pipe.py\n")
        self.assert_problem(json.loads(result.stdout), "pipe.py")

    def git_project(self):
        """A repository with app.py in its index and ignored.py not; the one before is gone."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.write("app.py")
        self.write("ignored.py")
        self.write(".gitignore", "ignored.py\n")
        subprocess.run(["git", "init", "-q", self.folder], check=True)
        self.git("add", ".")
        return self.folder / ".git"

    def git(self, *arguments):
        subprocess.run(["git", "-C", self.folder, "-c", "user.name=t", "-c", "user.email=t@example.org",
                        *arguments], check=True, capture_output=True)

    def test_fifos_of_a_repository_do_not_hang(self):
        def replace(name):
            (git / name).unlink(missing_ok=True)
            os.mkfifo(git / name)

        def link(name):
            os.mkfifo(git / "fifo")
            (git / name).unlink(missing_ok=True)
            (git / name).symlink_to("fifo")

        def include(key):
            os.mkfifo(git / "fifo")
            self.git("config", key, "fifo")

        damages = [(replace, name) for name in ("config", "config.worktree", "index", "HEAD", "commondir",
                                                "info/exclude", "packed-refs")]
        damages += [(link, name) for name in ("config", "index", "HEAD")]
        damages += [(include, key) for key in ("include.path", "includeIf.gitdir:**.path",
                                               "core.excludesFile", "core.attributesFile")]
        for damage, name in damages:
            with self.subTest(damage=damage.__name__, name=name):
                git = self.git_project()
                damage(name)
                report = self.report()
                self.assertEqual(report["coverage"]["files_parsed"], 1)
                self.assertEqual(len(report["problems"]), int(name == "index"))
                if name == "index":
                    self.assert_problem(report, "", "git", "index is not a regular file")

    def test_fifos_of_a_linked_work_tree_do_not_hang(self):
        for name in ("index", "HEAD", "config.worktree", "commondir", "gitdir"):
            with self.subTest(name=name):
                git = self.git_project()
                self.git("commit", "-qm", "one")
                self.git("worktree", "add", "-q", "linked")
                inside = git / "worktrees/linked" / name
                inside.unlink(missing_ok=True)
                os.mkfifo(inside)
                result = run("scan", "-o", "json", self.folder / "linked")
                self.assertEqual(json.loads(result.stdout)["coverage"]["files_parsed"], 1)

    def test_an_index_that_cannot_be_read_is_said_once(self):
        self.git_project()
        self.git("update-index", "--split-index")
        self.assertEqual(run("scan", self.folder).stdout.count(b"git repository cannot be read"), 1)
        self.assertEqual(len(self.report()["problems"]), 1)

    def test_large_file(self):
        self.write("large.py", b"x = 1\n" * (100 * 1024 * 1024 // 6))
        self.write("app.py")
        report = self.report()
        self.assert_problem(report, "large.py", "large")
        self.assertEqual(report["projects"][0]["framework"], "fastapi")

    def test_deep_nesting(self):
        self.write("deep.py", "x = " + "(" * 100000 + ")" * 100000 + "\n")
        self.write("lists.py", "x = " + "[" * 100000 + "\n")
        self.write("calls.py", "a()." * 1000 + "a()\n")
        self.write("ifs.py", "".join(" " * i + "if x:\n" for i in range(3000)))
        self.write("app.py")
        report = self.report()
        self.assertEqual(report["projects"][0]["framework"], "fastapi")
        self.assert_problem(report, "deep.py")

    def test_broken_manifests(self):
        self.write("app.py")
        self.write("pyproject.toml", "[project\nname = 'x'\ndependencies = [\n")
        self.write("package.json", "{ \"dependencies\": ")
        self.write("docker-compose.yml", "services:\n  web: [unclosed\n")
        self.write("Pipfile.lock", "\x00\x01")
        report = self.report()
        for name in ("pyproject.toml", "package.json", "docker-compose.yml", "Pipfile.lock"):
            self.assert_problem(report, name)
        self.assertEqual(report["projects"][0]["framework"], "fastapi")

    def test_encodings(self):
        self.write("latin.py", b"# -*- coding: latin-1 -*-\nclass Caf\xe9: pass\n")
        self.write("bom.py", b"\xef\xbb\xbfclass B: pass\r\n")
        self.write("bad.py", b"class C: pass\n# \xff\xfe\n")
        self.write("unknown.py", b"# coding: klingon\nclass D: pass\n")
        self.write("nul.py", b"class E: pass\n\x00\n")
        report = self.report()
        for name in ("bad.py", "unknown.py", "nul.py"):
            self.assert_problem(report, name)
        result = json.loads(run("facts", "--per-file", self.folder).stdout)
        self.assertEqual(result["files"]["latin.py"]["evidence"]["classes"], [[2, 1, "Café"]])
        self.assertEqual(result["files"]["bom.py"]["evidence"]["classes"], [[1, 1, "B"]])

    def test_environment_of_the_repository_is_not_run(self):
        marker = pathlib.Path(self.temporary.name, "ran")
        self.write("app.py")
        self.write("sitecustomize.py", f"open({str(marker)!r}, 'w')\n")
        subprocess.run(["git", "init", "-q", self.folder], check=True)
        hook = self.folder / ".git/hooks/fsmonitor"
        hook.write_text(f"#!/bin/sh\ntouch {marker}\n")
        hook.chmod(0o755)
        subprocess.run(["git", "-C", self.folder, "config", "core.fsmonitor", str(hook)], check=True)
        self.report()
        self.assertFalse(marker.exists())


class Outputs(Case):
    def setUp(self):
        super().setUp()
        self.write("app.py")

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_full_disk(self):
        self.assert_refused(run("scan", "-o", "json:/dev/full", self.folder), "/dev/full")
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PROGRAM, "scan", str(self.folder)], stdout=full,
                                    stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"standard output", result.stderr)

    def test_output_folder_that_is_not_there(self):
        target = pathlib.Path(self.temporary.name, "missing", "report.json")
        self.assert_refused(run("scan", "-o", f"json:{target}", self.folder), str(target))

    def test_closed_pipe(self):
        for name in range(300):
            self.write(f"m{name}.py", "def (:\n")
        reader, writer = os.pipe()
        os.close(reader)
        result = subprocess.run([PROGRAM, "scan", "-o", "json", str(self.folder)], stdout=writer,
                                stderr=subprocess.PIPE, timeout=60)
        os.close(writer)
        self.assertEqual((result.returncode, result.stderr), (0, b""))

    def test_interrupt(self):
        for name in range(400):
            self.write(f"m{name}.py", "x = [" + "1, " * 20000 + "]\n")
        process = subprocess.Popen([PROGRAM, "scan", "-j1", str(self.folder)],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (130, b""), err)

    def test_color(self):
        escape = b"\x1b["
        self.assertNotIn(escape, run("scan", self.folder).stdout)
        self.assertIn(escape, run("scan", "--color=always", self.folder).stdout)
        self.assertIn(escape, run("scan", self.folder, env={"CLICOLOR_FORCE": "1"}).stdout)
        both = {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}
        self.assertNotIn(escape, run("scan", self.folder, env=both).stdout)
        self.assertIn(escape, run("scan", "--color=always", self.folder, env=both).stdout)

    def test_first_line_is_the_verdict(self):
        first = run("scan", self.folder).stdout.decode().splitlines()[0]
        self.assertRegex(first, r"FastAPI")

    def test_nothing_on_standard_error(self):
        self.assertEqual(run("scan", self.folder).stderr, b"")
        self.assertRegex(run("scan", "--verbose", self.folder).stderr, rb"\d+ files, .* s\n$")


class Rescore(Case):
    """A saved report, decided again; every mistake is one sentence."""

    def setUp(self):
        super().setUp()
        self.write("app.py")
        self.saved = pathlib.Path(self.temporary.name, "report.json")
        self.assertEqual(run("scan", "-o", f"json:{self.saved}", self.folder).returncode, 0)

    def rescore(self, *arguments, **more):
        return run("rescore", self.saved, *arguments, **more)

    def test_the_same_report(self):
        self.assertEqual(self.rescore("-o", "json").stdout, self.saved.read_bytes())
        self.assertEqual(self.rescore().stdout, run("scan", self.folder).stdout)
        self.assertEqual(run("rescore", "-", "-o", "json", stdin=self.saved.read_bytes()).stdout,
                         self.saved.read_bytes())

    def test_needs_no_code(self):
        shutil.rmtree(self.folder)
        self.assertEqual(self.rescore("-o", "json").stdout, self.saved.read_bytes())

    def test_several_reports(self):
        both = self.rescore(self.saved, "-o", "json").stdout
        self.assertEqual(both, self.saved.read_bytes() * 2)
        missing = run("rescore", self.saved, self.folder / "missing.json", "-o", "json")
        self.assertEqual((missing.returncode, missing.stdout), (2, self.saved.read_bytes()))

    def test_a_change_is_told(self):
        text = self.rescore("--set", "threshold.evidence=0").stdout.decode()
        self.assertIn("Decided again\n  The verdict was: undecided. It is now: stay (pull ", text)
        self.assertRegex(text, r"threshold.evidence 0.\d+ → 0: without it: undecided")
        report = json.loads(self.rescore("--set", "threshold.evidence=0", "-o", "json").stdout)
        change = report["rescored"]["changes"][0]
        self.assertEqual((change["kind"], change["to"]), ("set", 0))
        self.assertTrue(change["effects"][0]["moved"])

    def test_a_what_if_is_told_and_not_decided_again(self):
        what_if = self.rescore("--what-if", "age.django_names=40", "-o", "json")
        self.assert_refused(what_if, "age.django_names has no say", "FastAPI")
        what_if = self.rescore("--what-if", "pages.rendered=40", "-o", "json").stdout
        change = json.loads(what_if)["rescored"]["changes"][0]
        self.assertEqual((change["kind"], change["name"], change["to"]), ("what_if", "pages.rendered", 40))
        self.assert_refused(run("rescore", "-", stdin=what_if), "--what-if", "made from")

    def test_the_account(self):
        text = run("scan", "--explain=tree", self.folder).stdout.decode()
        self.assertRegex(text, r"\nAccount\n(.*\n)+ +-?\d\.\d{6}  pull towards Django: ")
        self.assertEqual(self.rescore("--explain=tree").stdout.decode(), text)
        self.assertNotIn("\nAccount\n", run("scan", self.folder).stdout.decode())
        self.assertIn("cost: left out", run("scan", "--explain=tree", "--no-cost", self.folder).stdout.decode())
        self.assert_refused(run("scan", "--explain=tree", "-o", "json", self.folder), "--explain=tree", "-o text")
        self.assert_refused(run("scan", "--explain=bush", self.folder), "bush", "tree")

    def test_no_cost(self):
        report = json.loads(run("scan", "--no-cost", "-o", "json", self.folder).stdout)
        self.assertIsNone(report["projects"][0]["basis"]["efforts"])
        self.assertIsNone(report["projects"][0]["effort"]["to"])
        self.assertEqual(report["verdict"]["cost"], 0)
        self.assertTrue([note for note in report["verdict"]["notes"] if "left out" in note])
        self.assertNotIn(b"What moving would cost", run("scan", "--no-cost", self.folder).stdout)

    def test_wrong_words(self):
        self.assert_refused(run("rescore"), "REPORT.json")
        self.assert_refused(self.rescore("--set", "inertai=1"), "inertai", "did you mean inertia?")
        self.assert_refused(self.rescore("--set", "admin.customized=1"), "admin.customised.weight")
        self.assert_refused(self.rescore("--set", "zzzzzzzzz=1"), "zzzzzzzzz", "matrix.json")
        self.assert_refused(self.rescore("--set", "inertia"), "--set", "NAME=NUMBER")
        self.assert_refused(self.rescore("--set", "=1"), "NAME=NUMBER")
        for value in ("x", "1e999", "0x10", "--1", "1,5", "[1]", "null"):
            self.assert_refused(self.rescore("--set", f"inertia={value}"), "inertia", value, "no number")
        self.assert_refused(self.rescore("--set", "admin.half=0"), "admin.half", "above 0")
        self.assert_refused(self.rescore("--set", "admin.customised.lean=2"), "from -1 to 1")
        self.assert_refused(self.rescore("--set", "framework.entry=2"), "framework.entry", "scan")
        self.assert_refused(self.rescore("--what-if", "pages.render=1"), "did you mean pages.rendered")
        for value in ("-1", "1.5", "100000001", "99999999999999999999", "x"):
            self.assert_refused(self.rescore("--what-if", f"pages.rendered={value}"), "whole number", value)
        self.assert_refused(self.rescore("--what-if", "shop:pages.rendered=1"), "no project", "shop")

    def test_no_report(self):
        self.assert_refused(run("rescore", self.folder / "missing.json"), "missing.json")
        self.assert_refused(run("rescore", self.folder), str(self.folder))
        for text in (b"", b"{}", b"[]", b"null", b"3", b'{"schema": null}'):
            self.assert_refused(run("rescore", "-", stdin=text), "-:")
        self.assert_refused(run("rescore", "-", stdin=b'{"schema": "stayorgo-report/2"}'), "stayorgo-report/1")
        text = self.saved.read_bytes()
        for end in (10, len(text) // 2, len(text) - 3):
            self.assert_refused(run("rescore", "-", stdin=text[:end]), "line")

    def test_values_that_mean_no_good(self):
        def broken(change):
            report = json.loads(self.saved.read_bytes())
            change(report["projects"][0], report)
            return run("rescore", "-", stdin=json.dumps(report).encode())
        self.assert_refused(broken(lambda p, r: p["signals"][0].update(count=None)), "signals[0].count")
        self.assert_refused(broken(lambda p, r: p["signals"][0].update(count=10**30)), "line", "too big")
        self.assert_refused(broken(lambda p, r: p["signals"].append(p["signals"][0])), "twice")
        self.assert_refused(broken(lambda p, r: r["projects"].append(p)), "root", "twice")
        self.assert_refused(broken(lambda p, r: r["projects"].clear()), "at least one project")
        self.assert_refused(broken(lambda p, r: p["basis"].pop("counted")), "counted")
        self.assert_refused(broken(lambda p, r: p.update(framework=None)), "framework")
        self.assert_refused(broken(lambda p, r: p["frameworks"].clear()), "first of")


class RuleFiles(Case):
    """--rules DIR: every mistake is named with file and key path."""

    def setUp(self):
        super().setUp()
        self.write("app.py")
        self.rules = pathlib.Path(self.temporary.name, "rules")
        shutil.copytree(pathlib.Path(__file__).resolve().parents[2] / "rules", self.rules)

    def edit(self, name, change):
        path = self.rules / name
        data = json.loads(path.read_text())
        change(data)
        path.write_text(json.dumps(data))

    def signals_file(self):
        return sorted((self.rules / "signals").glob("*.json"))[0].relative_to(self.rules)

    def refused(self, *words):
        self.assert_refused(run("scan", "--rules", self.rules, self.folder), *words)

    def test_the_same_rules_give_the_same_report(self):
        built_in = run("scan", "-o", "json", self.folder)
        own = run("scan", "-o", "json", "--rules", self.rules, self.folder)
        self.assertEqual(own.returncode, 0, own.stderr)
        self.assertEqual(built_in.stdout, own.stdout)

    def test_no_such_folder(self):
        missing = self.rules / "missing"
        self.assert_refused(run("scan", "--rules", missing, self.folder), str(missing))

    def test_a_fifo_is_no_rule_file(self):
        for name in ("names.json", self.signals_file()):
            text = (self.rules / name).read_text()
            (self.rules / name).unlink()
            os.mkfifo(self.rules / name)
            self.refused(str(name), "not a regular file")
            (self.rules / name).unlink()
            (self.rules / name).write_text(text)

    def test_not_json(self):
        (self.rules / self.signals_file()).write_text("{")
        self.refused(str(self.signals_file()), "line")

    def test_unknown_key(self):
        self.edit(self.signals_file(), lambda d: d["signals"][0].update(colour="red"))
        self.refused(str(self.signals_file()), "signals[0]", "colour")

    def test_wrong_type(self):
        self.edit(self.signals_file(), lambda d: d["signals"][0].update(lean="left"))
        self.refused(str(self.signals_file()), "signals[0].lean")

    def test_lean_out_of_range(self):
        self.edit(self.signals_file(), lambda d: d["signals"][0].update(lean=2))
        self.refused("signals[0].lean")

    def test_duplicate_id(self):
        self.edit(self.signals_file(), lambda d: d["signals"].append(d["signals"][0]))
        self.refused(str(self.signals_file()), json.loads(
            (self.rules / self.signals_file()).read_text())["signals"][0]["id"])

    def test_dangling_criterion(self):
        self.edit(self.signals_file(), lambda d: d["signals"][0].update(criterion="nonsense"))
        self.refused("signals[0].criterion", "nonsense")

    def test_missing_number(self):
        self.edit("matrix.json", lambda d: d["numbers"].pop("inertia"))
        self.refused("matrix.json", "inertia")

    def test_weights_are_data(self):
        self.edit("matrix.json", lambda d: d["numbers"].update({"threshold.evidence": 0.99}))
        result = run("scan", "-o", "json", "--rules", self.rules, self.folder)
        self.assertEqual(json.loads(result.stdout)["verdict"]["decision"], "undecided")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", default=PROGRAM)
    options, rest = parser.parse_known_args()
    globals()["PROGRAM"] = options.stayorgo
    program = unittest.main(argv=[sys.argv[0], *rest], exit=False)
    result = program.result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad - len(result.skipped)} passed, {bad} failed")
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
