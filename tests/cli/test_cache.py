# SPDX-License-Identifier: MIT
"""The cache from outside: it changes no byte of any output, whatever happens to it and to the files; and what has
not changed is not read again.
"""

import argparse
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
PROGRAM = os.environ.get("STAYORGO", "")
IS_ROOT = os.geteuid() == 0
SETTLED = 0.2  # seconds after which a file's stamp is relied on, and then some
APP = "from fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get('/')\nasync def index():\n    return {}\n"


# Says which files a program opens: the one door to them is openat (src/base/fs_fd.c).
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
int openat(int dir, const char *name, int flags, ...) {
    static int (*real)(int, const char *, int, ...);
    if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat");
    va_list args;
    va_start(args, flags);
    int mode = va_arg(args, int);
    va_end(args);
    FILE *log = fopen(getenv("OPENED"), "a");
    if (log) {
        fprintf(log, "%s\n", name);
        fclose(log);
    }
    return real(dir, name, flags, mode);
}
"""


class Case(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.place = pathlib.Path(self.temporary.name)
        self.folder = self.place / "project"
        self.folder.mkdir()
        self.cache = self.place / "cache"

    def run_program(self, *arguments, program=None, env=None, **more):
        environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(self.cache), **(env or {})}
        return subprocess.run([program or PROGRAM, *map(os.fsdecode, arguments)], env=environment, capture_output=True,
                              timeout=300, check=False, **more)

    def output(self, *arguments, **more):
        result = self.run_program(*arguments, **more)
        self.assertEqual((result.returncode, result.stderr), (0, b""), arguments)
        return result.stdout

    def scan(self, *arguments, **more):
        return self.output("scan", "-o", "json", *arguments, self.folder, **more)

    def facts(self, *arguments, **more):
        return self.output("facts", "--per-file", *arguments, self.folder, **more)

    def truth(self):
        return self.facts("--no-cache")

    def write(self, name, content=APP):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def fill(self, name="django_saas_admin"):
        shutil.copytree(FIXTURES / name / "input", self.folder, dirs_exist_ok=True)
        time.sleep(SETTLED)

    @property
    def database(self):
        return self.cache / "stayorgo/facts-1.sqlite"

    def count(self, kind):
        with sqlite3.connect(self.database) as connection:
            return connection.execute("SELECT count(*) FROM entry WHERE kind = ?", [kind]).fetchone()[0]


FACTS = 1


class Sameness(Case):
    def test_every_fixture_cold_and_warm(self):
        folders = sorted(path for path in FIXTURES.rglob("input") if path.is_dir())
        self.assertGreater(len(folders), 40)
        report = self.place / "report.json"
        for folder in folders:
            seen = []
            for more in (["--no-cache"], ["-j8"], ["-j1"]):
                text = self.output("scan", "--color=never", "-o", "text", "-o", f"json:{report}", *more, folder)
                facts = self.output("facts", "--per-file", *more, folder)
                seen.append((text, report.read_bytes(), facts))
            self.assertEqual(seen[0], seen[1], f"{folder}: cold")
            self.assertEqual(seen[0], seen[2], f"{folder}: warm")

    def test_all_fixtures_as_one_repository(self):
        first = self.output("scan", "-o", "json", "--no-cache", FIXTURES)
        for name in ("cold", "warm"):
            self.assertEqual(self.output("scan", "-o", "json", FIXTURES), first, name)

    def test_two_roots_with_the_same_content(self):
        self.fill()
        cold = self.facts()
        facts = self.count(FACTS)
        shutil.copytree(self.folder, self.place / "other")
        self.assertEqual(self.output("facts", "--per-file", self.place / "other"), cold)
        self.assertEqual(self.count(FACTS), facts, "the same content is kept once")

    def test_parts_of_a_tree(self):
        self.fill()
        self.write("b.py", "x = 1\n")
        listed = self.place / "list"
        listed.write_text("b.py\n")
        time.sleep(SETTLED)
        ways = [["--files", listed], ["--include", "booking/**"], ["--exclude", "booking"], []]
        for arguments in [*ways, *reversed(ways)]:
            self.assertEqual(self.facts(*arguments), self.facts("--no-cache", *arguments), arguments)

    def test_notebooks_and_scripts_of_the_same_bytes(self):
        notebook = json.dumps({"cells": [{"cell_type": "code", "source": "import fastapi\n%time x()\n"}],
                               "metadata": {}, "nbformat": 4})
        self.write("a.ipynb", notebook)
        self.write("a.py", notebook)
        self.write("broken.ipynb", "{")
        self.write("latin.py", b"# coding: latin-1\nname = '\xe9'\n")
        self.write("nul.py", b"x = 1\0\n")
        self.write("encoding.py", b"# coding: nonsense\n")
        self.write("syntax.py", "def f(:\n")
        for _ in range(3):
            self.assertEqual(self.facts(), self.truth())
            self.assertEqual(self.scan(), self.scan("--no-cache"))
            time.sleep(SETTLED)


class Changes(Case):
    def setUp(self):
        super().setUp()
        self.fill()
        self.assertEqual(self.facts(), self.truth())

    def replace(self, path, old, new, by_rename):
        """Another content of the same size and the same time of change."""
        before, content = path.stat(), path.read_bytes()
        self.assertEqual(len(old), len(new))
        self.assertIn(old, content)
        target = path.with_suffix(".new") if by_rename else path
        target.write_bytes(content.replace(old, new))
        os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
        if by_rename:
            target.rename(path)
        after = path.stat()
        self.assertEqual((before.st_size, before.st_mtime_ns), (after.st_size, after.st_mtime_ns))

    def test_a_planted_file_of_the_same_size_and_time(self):
        path = self.write("planted.py", "class Alpha: pass\n")
        time.sleep(SETTLED)
        self.assertIn(b"Alpha", self.facts())
        for by_rename, old, new in ((False, b"Alpha", b"Bravo"), (True, b"Bravo", b"Delta")):
            self.replace(path, old, new, by_rename)
            found = self.facts()
            self.assertIn(new, found)
            self.assertNotIn(old, found)
            self.assertEqual(found, self.truth())
            time.sleep(SETTLED)

    def test_changed_again_within_a_tick(self):
        names = [b"A%04d" % i for i in range(40)]
        path = self.write("racy.py", b"class %s: pass\n" % names[0])
        for old, new in zip(names, names[1:]):
            self.assertIn(old, self.facts())
            self.replace(path, old, new, by_rename=False)
            self.assertIn(new, self.facts())

    def test_files_from_the_future(self):
        path = self.write("later.py", "class Alpha: pass\n")
        os.utime(path, (time.time() + 86400,) * 2)
        for old, new in ((b"Alpha", b"Bravo"), (b"Bravo", b"Delta")):
            self.assertIn(old, self.facts())
            self.replace(path, old, new, by_rename=False)
            self.assertIn(new, self.facts())

    def test_changed_while_it_is_read(self):
        path = self.write("moving.py")
        stop = threading.Event()

        def rewrite():
            while not stop.is_set():
                path.write_text(APP + f"class C{random.randrange(10**6):06}: pass\n" * random.randrange(300))
        writer = threading.Thread(target=rewrite)
        writer.start()
        try:
            for _ in range(15):
                self.facts()
        finally:
            stop.set()
            writer.join()
        self.assertEqual(self.facts(), self.truth())

    def test_added_removed_renamed(self):
        self.write("new.py", "class New: pass\n")
        self.assertEqual(self.facts(), self.truth())
        (self.folder / "new.py").rename(self.folder / "newer.py")
        self.assertEqual(self.facts(), self.truth())
        (self.folder / "newer.py").unlink()
        self.assertEqual(self.facts(), self.truth())

    @unittest.skipIf(IS_ROOT, "root may read everything")
    def test_what_became_unreadable_is_a_problem_again(self):
        (self.folder / "manage.py").chmod(0)
        self.assertEqual(self.facts(), self.truth())


class Sparing(Case):
    def setUp(self):
        super().setUp()
        source, self.shim = self.place / "shim.c", self.place / "shim.so"
        source.write_text(SHIM)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", self.shim, source, "-ldl"], check=True)
        self.fill()

    def opened(self, *arguments, endings=(".py",)):
        """How often a run opens each file."""
        log = self.place / "opened"
        log.unlink(missing_ok=True)
        self.output(*arguments, self.folder, env={"LD_PRELOAD": str(self.shim), "OPENED": str(log)})
        return Counter(name for name in log.read_text().splitlines() if name.endswith(endings))

    def test_of_an_unchanged_folder_nothing_is_opened(self):
        def opened(*arguments):
            return self.opened(*arguments, endings=(".py", "requirements.txt"))
        everything = {path.name for path in self.folder.rglob("*.py")} | {"requirements.txt"}
        self.assertTrue((self.folder / "requirements.txt").exists())
        self.assertEqual(set(opened("scan")), everything)
        self.assertEqual(opened("scan"), Counter())
        self.assertLess(len(opened("scan", "-o", "json")), len(everything))  # what is shown, and manifests
        self.assertEqual(opened("scan", "-o", "json"), Counter())
        self.assertEqual(opened("scan"), Counter())
        self.assertEqual(set(opened("scan", "--no-cache")), everything)

    def test_what_has_changed_is_read_for_its_facts(self):
        everything = Counter(path.name for path in self.folder.rglob("*.py"))
        shown = self.opened("facts", "--per-file") - everything  # opened again for the lines shown of them
        self.assertEqual(self.opened("facts", "--per-file"), shown)
        self.write("new_one.py", "import sys\n")
        time.sleep(SETTLED)
        self.assertEqual(self.opened("facts", "--per-file"), shown + Counter(["new_one.py"]))
        self.assertEqual(self.opened("facts", "--per-file"), shown)


class Answers(Case):
    def check(self, *arguments, code=0, **more):
        """The same with the cache as without, three times."""
        run = [self.run_program("scan", *arguments, self.folder, **more) for _ in range(3)]
        run.append(self.run_program("scan", "--no-cache", *arguments, self.folder, **more))
        for one in run:
            self.assertEqual((one.returncode, one.stdout, one.stderr), (code, run[-1].stdout, b""), arguments)
        return run[-1].stdout

    def test_each_look_is_another_answer(self):
        self.fill()
        formats = [word.split()[0] for word in self.output("scan", "--help").decode().split("Formats:")[1].splitlines()
                   if word.startswith("  ") and not word.startswith("    ")]
        self.assertIn("json", formats)
        looks = [["-o", name] for name in formats]
        looks += [["--color=always"], ["--no-cost"], ["--explain=tree"], ["--include", "booking/**"], ["-j8"],
                  ["--set", "inertia=0.9"], ["--rules", ROOT / "rules"], ["--strict"], ["--isolated"]]
        for look in [*looks, *reversed(looks)]:
            self.check(*look)

    def test_exit_codes_are_kept(self):
        self.fill()
        self.check("--strict")
        self.write("broken.py", "def f(:\n")
        time.sleep(SETTLED)
        self.check("--strict", code=3)
        self.check("--strict", "-o", "json", code=3)

    def test_what_is_said_on_the_side_is_kept(self):
        self.fill()
        said = [self.run_program("scan", "-v", self.folder).stderr.split(b" in ")[0] for _ in range(2)]
        self.assertEqual(said[0], said[1])
        self.assertIn(b" files, ", said[0])

    def test_several_paths(self):
        self.fill()
        other = FIXTURES / "fastapi_flat_200/input"
        for paths in ((self.folder, other), (other, self.folder), (other, other)):
            wanted = self.output("scan", "--no-cache", *paths)
            for _ in range(2):
                self.assertEqual(self.output("scan", *paths), wanted)

    def test_whatever_the_report_depends_on(self):
        self.fill()
        git = ["git", "-C", str(self.folder), "-c", "user.name=t", "-c", "user.email=t@example.org"]
        decision = {"schema": "nonsense"}

        def write(name, text):
            return lambda: self.write(name, text)
        steps = [
            write("requirements.txt", "django\nfastapi\n"),
            write("templates/page.html", "<p>"),
            write("notes.txt", "only its name counts"),
            write(".gitignore", "rentals/\n"),
            write("stayorgo.toml", "exclude = ['accounts/**']\n"),
            write("stayorgo.toml", "[weights]\ninertia = 0.9\n"),
            lambda: (self.folder / "stayorgo.toml").unlink(),
            lambda: subprocess.run([*git, "init", "-q"], check=True),
            lambda: subprocess.run([*git, "add", "."], check=True),
            lambda: (self.folder / "manage.py").unlink(),
            lambda: shutil.move(self.folder / "booking", self.folder / "tests"),
        ]
        for step in steps:
            step()
            self.check("-o", "json")
            time.sleep(SETTLED)
            self.check("-o", "json")
        self.write(".stayorgo/decision.json", json.dumps(decision))
        for _ in range(2):
            self.assertEqual(self.run_program("scan", self.folder).returncode, 2)

    def test_a_decision_counts_at_once(self):
        self.fill()
        self.check("-o", "json")
        subprocess.run([PROGRAM, "decide", "--reason", "we know it", str(self.folder)], check=True, capture_output=True,
                       env={"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(self.cache)}, cwd=self.folder)
        self.assertTrue((self.folder / ".stayorgo/decision.json").exists())
        self.assertIn(b"we know it", self.check("-o", "json"))

    def test_changed_again_within_a_tick(self):
        self.fill()
        target = self.folder / "booking/models.py"
        text = target.read_text() + "class Z%04d(models.Model): pass\n"
        for number in range(25):
            target.write_text(text % number)
            if number % 5 == 4:
                time.sleep(SETTLED)
            found = self.scan()
            os.utime(target, ns=(1, 1))
            self.assertEqual(found, self.scan("--no-cache"))
            self.assertEqual(found, self.scan())


class Command(Case):
    def test_stats_dir_and_clear(self):
        self.fill()
        place = f"{self.cache}/stayorgo\n"
        self.assertEqual(self.output("cache", "dir").decode(), place)
        self.assertIn("0 MB of at most 500 MB: facts of 0 files", self.output("cache", "stats").decode())
        self.assertEqual(self.output("cache", "clear"), b"")
        self.assertFalse(self.cache.exists(), "asking makes no cache")
        self.scan()
        said = self.output("cache", "stats").decode()
        self.assertEqual(said, place + f"1 MB of at most 500 MB: facts of {self.count(FACTS)} files, "
                                       "the state of 1 folder, 2 texts of answers\n")
        self.assertEqual(self.output("cache", "clear"), b"")
        self.assertLess(self.database.stat().st_size, 20000)
        self.assertIn("facts of 0 files", self.output("cache", "stats").decode())
        self.assertEqual(self.scan(), self.scan("--no-cache"))
        self.assertGreater(self.count(FACTS), 5)

    def test_refusals(self):
        for words in ([], ["nonsense"], ["clear", "stats"]):
            result = self.run_program("cache", *words)
            self.assertEqual((result.returncode, result.stdout), (2, b""))
            self.assertIn("cache clear", result.stderr.decode())
        result = self.run_program("cache", "dir", env={"XDG_CACHE_HOME": "relative"})
        self.assertEqual(result.returncode, 2)
        self.assertIn("XDG_CACHE_HOME", result.stderr.decode())

    def test_clear_while_another_run_holds_it(self):
        self.fill()
        self.scan()
        connection = sqlite3.connect(self.database)
        connection.execute("BEGIN EXCLUSIVE")
        result = self.run_program("cache", "clear")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stderr.decode().count("\n"), 1)
        connection.close()
        self.assertGreater(self.count(FACTS), 5)

    def test_clear_mends_what_is_damaged(self):
        self.fill()
        self.scan()
        self.database.write_bytes(b"no database" * 5000)
        self.assertEqual(self.output("cache", "clear"), b"")
        self.assertEqual(self.scan(), self.scan("--no-cache"))
        self.assertGreater(self.count(FACTS), 5)


class Accidents(Case):
    def setUp(self):
        super().setUp()
        self.fill()
        self.wanted = self.scan("--no-cache")

    def test_no_cache_leaves_nothing_behind(self):
        self.assertFalse(self.cache.exists())
        self.scan()
        self.assertTrue(self.database.exists())

    def test_damage(self):
        chance = random.Random(5)
        self.assertEqual(self.scan(), self.wanted)
        for _ in range(25):
            with open(self.database, "r+b") as file:
                size = file.seek(0, os.SEEK_END)
                for _ in range(chance.choice([1, 10, 300])):
                    file.seek(chance.randrange(size))
                    file.write(bytes([chance.randrange(256)]))
            self.assertEqual(self.scan(), self.wanted)
        for content in (b"", b"not a database" * 1000, self.database.read_bytes()[:20000]):
            self.database.write_bytes(content)
            self.assertEqual(self.scan(), self.wanted)
            self.assertEqual(self.scan(), self.wanted)

    def test_killed_at_any_time(self):
        whole = self.output("scan", "-o", "json", "--no-cache", FIXTURES)
        environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(self.cache)}
        for step in range(24):
            with subprocess.Popen([PROGRAM, "scan", "-o", "json", FIXTURES], env=environment,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                time.sleep(step * 0.012)
                process.send_signal(signal.SIGKILL)
            if step % 8 == 7:
                self.assertEqual(self.output("scan", "-o", "json", FIXTURES), whole)
                shutil.rmtree(self.cache)
        self.assertEqual(self.output("scan", "-o", "json", FIXTURES), whole)

    def test_many_at_once(self):
        environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(self.cache)}
        for _ in range(3):
            runs = [subprocess.Popen([PROGRAM, "scan", "-o", "json", self.folder], env=environment,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
            for run in runs:
                self.assertEqual(run.communicate(timeout=120), (self.wanted, b""))
        self.assertEqual(self.scan(), self.wanted)

    def test_a_cache_that_cannot_be_used_is_one_quiet_sentence(self):
        self.cache.write_text("a file, not a folder")
        self.assertEqual(self.scan(), self.wanted)
        result = self.run_program("scan", "-o", "json", "-v", self.folder)
        self.assertEqual((result.returncode, result.stdout), (0, self.wanted))
        self.assertEqual(result.stderr.decode().count("the cache is not used: "), 1)

    def test_no_home_at_all(self):
        result = subprocess.run([PROGRAM, "scan", "-o", "json", self.folder], env={}, capture_output=True,
                                timeout=60, check=False)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, self.wanted, b""))

    def test_home_behind_a_link(self):
        home = self.place / "home"
        home.mkdir()
        (self.place / "link").symlink_to(home)
        environment = {"HOME": str(self.place / "link"), "XDG_CACHE_HOME": "relative"}
        self.assertEqual(self.scan(env=environment, cwd=self.place), self.wanted)
        self.assertTrue((home / ".cache/stayorgo/facts-1.sqlite").exists())
        self.assertFalse((self.place / "relative").exists())
        self.assertEqual(self.scan(env=environment), self.wanted)

    def test_a_full_disk(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
        for _ in range(2):
            self.assertEqual(self.scan(preexec_fn=limit), self.wanted)
        self.assertEqual(self.scan(), self.wanted)

    @unittest.skipIf(IS_ROOT, "root may write everywhere")
    def test_a_folder_that_cannot_be_written_to(self):
        self.scan()
        before = self.database.read_bytes()
        self.database.chmod(0o400)
        (self.cache / "stayorgo").chmod(0o500)
        self.write("new.py")
        result = self.scan()
        (self.cache / "stayorgo").chmod(0o700)
        self.assertEqual(result, self.scan("--no-cache"))
        self.assertEqual(self.database.read_bytes(), before)

    def test_two_versions_side_by_side(self):
        program = pathlib.Path(PROGRAM).read_bytes()
        generated = (pathlib.Path(os.environ["STAYORGO_BUILD"]) / "generated/store_version.c").read_text()
        digests = [word for word in generated.replace('"', " ").split() if len(word) == 64]
        self.assertEqual(len(digests), 2)
        for digest in digests:
            self.assertEqual(program.count(digest.encode()), 1)
            program = program.replace(digest.encode(), digest[::-1].encode())
        other = self.place / "other"
        other.write_bytes(program)
        other.chmod(0o755)
        self.scan()
        facts = self.count(FACTS)
        for path in (str(other), PROGRAM, str(other)):
            self.assertEqual(self.scan(program=path), self.wanted)
            self.assertEqual(self.count(FACTS), 2 * facts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", default=PROGRAM)
    options, rest = parser.parse_known_args()
    globals()["PROGRAM"] = os.path.abspath(options.stayorgo)
    result = unittest.main(argv=[sys.argv[0], *rest], exit=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad - len(result.skipped)} passed, {bad} failed")
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
