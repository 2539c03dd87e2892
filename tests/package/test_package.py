# SPDX-License-Identifier: MIT
"""The Debian package and the archive: made of the build folder, checked by lintian, installed into a root
of their own, and run from there.
"""
import argparse
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("STAYORGO_BUILD", ROOT / "build"))
DEMO = ROOT / "fixtures/fastapi_llm_sse/input"
FILES = {"bin/stayorgo", "share/man/man1/stayorgo.1.gz", "share/man/man5/stayorgo-rules.5.gz",
         "share/bash-completion/completions/stayorgo", "share/fish/vendor_completions.d/stayorgo.fish",
         "share/doc/stayorgo/copyright", "share/doc/stayorgo/changelog.gz",
         "share/doc/stayorgo/CHANGELOG.md.gz"}


def run(*arguments, **more):
    return subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=300, **more)


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        made = run("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", cls.folder / "work",
                   "-D", f"CPACK_OUTPUT_FILE_PREFIX={cls.folder}", cwd=cls.folder)
        assert made.returncode == 0, made.stdout + made.stderr
        (cls.deb,) = cls.folder.glob("*.deb")
        (cls.archive,) = cls.folder.glob("*.tar.gz")

    def runs(self, program):
        version = run(program, "--version")
        self.assertRegex(version.stdout, r"^stayorgo \d+\.\d+\.\d+\n$", version.stderr)
        scan = run(program, "scan", DEMO)
        self.assertIn("FastAPI", scan.stdout)
        self.assertEqual(scan.stdout, run(BUILD / "stayorgo", "scan", DEMO).stdout)

    def names(self, prefix):
        return {str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file()}

    def test_debian_package(self):
        root = self.folder / "root"
        root.mkdir()
        if os.geteuid() == 0:  # into a database of its own, as dpkg -i does it
            (root / "var/lib/dpkg").mkdir(parents=True)
            (root / "var/lib/dpkg/status").write_text("")
            installed = run("dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless",
                            "--install", self.deb)
            self.assertEqual(installed.returncode, 0, installed.stdout + installed.stderr)
            self.assertIn("/usr/bin/stayorgo", run("dpkg", f"--root={root}", "-L", "stayorgo").stdout)
        else:
            self.assertEqual(run("dpkg", "-x", self.deb, root).returncode, 0)
        self.assertLessEqual(FILES | {"share/zsh/vendor-completions/_stayorgo"}, self.names(root / "usr"))
        self.runs(root / "usr/bin/stayorgo")

    def test_dependencies_are_those_of_the_program(self):
        depends = run("dpkg-deb", "-f", self.deb, "Depends").stdout
        for library in ("libc6", "libgit2-", "libjansson4", "libyaml-0-2", "libsqlite3-0"):
            self.assertIn(library, depends)
        self.assertEqual(run("dpkg-deb", "-f", self.deb, "Package", "Version").stdout.split(),
                         ["Package:", "stayorgo", "Version:", run(BUILD / "stayorgo", "--version").stdout.split()[1]])

    def test_lintian_finds_no_error(self):
        self.assertTrue(shutil.which("lintian"), "lintian is missing: apt-get install lintian")
        result = run("lintian", "--allow-root", "--fail-on", "error", self.deb)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_archive(self):
        with tarfile.open(self.archive) as archive:
            owners = {(m.uid, m.gid, m.mode & 0o022) for m in archive}
            archive.extractall(self.folder / "archive")
        self.assertEqual(owners, {(0, 0, 0)} if os.geteuid() == 0 else owners)
        (prefix,) = (self.folder / "archive").iterdir()
        self.assertLessEqual(FILES | {"share/zsh/site-functions/_stayorgo"}, self.names(prefix))
        self.runs(prefix / "bin/stayorgo")
        for page, arguments in (("man1/stayorgo.1.gz", ["man", "program"]),
                                ("man5/stayorgo-rules.5.gz", ["man", "rules"])):
            text = gzip.decompress((prefix / "share/man" / page).read_bytes()).decode()
            self.assertEqual(text, run(BUILD / "stayorgo", *arguments).stdout)

    def test_changelog_knows_the_version(self):
        version = run(BUILD / "stayorgo", "--version").stdout.split()[1]
        day = re.search(r"STAYORGO_RELEASED ([\d-]+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertIn(f"## [{version}] - {day}\n", (ROOT / "CHANGELOG.md").read_text())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo")
    _, rest = parser.parse_known_args()
    result = unittest.main(argv=[sys.argv[0], *rest], exit=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"{max(result.testsRun - bad, 0)} passed, {bad} failed")
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
