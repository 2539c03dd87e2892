# SPDX-License-Identifier: MIT
"""The wheel and the source distribution as users install them: real pip, uvx, pipx and pre-commit, in clean
environments, without a library's headers or archives in sight.

It runs `./dev wheel` first, so it takes minutes.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "fixtures/fastapi_llm_sse/input"
SIZE_MAX = 3 << 20
# What pip must not need: these fetch or make what a source distribution brings along.
WITHOUT_NODE = {"npm", "npx", "node", "nodejs"}
TYPED = """
import stayorgo
report: stayorgo.Report = stayorgo.scan(".")
decision: str = report.verdict.decision
lines: list[int] = [e.line for p in report.projects for s in p.signals for e in s.evidence]
"""


def run(*arguments, **more):
    return subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=1800, **more)


def must(*arguments, **more):
    result = run(*arguments, **more)
    assert result.returncode == 0, f"{arguments}\n{result.stdout[-4000:]}{result.stderr[-4000:]}"
    return result.stdout


class Wheel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        made = must(ROOT / "dev", "wheel").split()
        (cls.wheel,) = (pathlib.Path(line) for line in made if line.endswith(".whl"))
        (cls.sdist,) = (pathlib.Path(line) for line in made if line.endswith(".tar.gz"))
        cls.tools = cls.environment("tools", "-r", ROOT / "tests/package/requirements.txt")
        cls.clean = cls.environment("clean", cls.wheel)
        cls.expected = must(cls.program(), "scan", DEMO)

    @classmethod
    def environment(cls, name, *packages):
        """A virtual environment; its bin folder."""
        folder = cls.folder / name
        must(sys.executable, "-m", "venv", folder)
        if packages:
            must(folder / "bin/pip", "install", "--quiet", *packages)
        return folder / "bin"

    @staticmethod
    def program():
        return os.environ["STAYORGO"]

    def bare(self, **more):
        """An environment where no library can be found to build with."""
        return {**os.environ, "PKG_CONFIG_PATH": "", "PKG_CONFIG_LIBDIR": str(self.folder / "nothing"), **more}

    def test_tag_and_size(self):
        self.assertRegex(self.wheel.name, r"^stayorgo-\d+\.\d+\.\d+-py3-none-manylinux_2_\d+_\w+\.whl$")
        print(f"{self.wheel.name}: {self.wheel.stat().st_size} bytes; "
              f"{self.sdist.name}: {self.sdist.stat().st_size} bytes")
        self.assertLess(self.wheel.stat().st_size, SIZE_MAX)

    def test_the_program_needs_the_c_library_alone(self):
        needed = re.findall(r"NEEDED.*\[(.*)\]", must("readelf", "-d", self.clean / "stayorgo"))
        self.assertTrue(needed)
        self.assertLessEqual(set(needed), {"libc.so.6", "libm.so.6"})

    def test_licences_of_what_is_linked_are_there(self):
        with zipfile.ZipFile(self.wheel) as wheel:
            names = " ".join(wheel.namelist())
        for library in ("libgit2", "libjansson", "libyaml", "libxxhash", "libsqlite3"):
            self.assertIn(f"licences/{library}", names)

    def test_twine_finds_nothing(self):
        said = must(self.tools / "twine", "check", "--strict", self.wheel, self.sdist)
        self.assertEqual(said.count("PASSED"), 2, said)

    def test_command_module_and_interface(self):
        env = self.bare(PATH=str(self.clean))
        self.assertEqual(must(self.clean / "stayorgo", "scan", DEMO, env=env), self.expected)
        self.assertEqual(must(self.clean / "python", "-m", "stayorgo", "scan", DEMO, env=env), self.expected)
        code = f"import stayorgo; print(stayorgo.scan({str(DEMO)!r}).verdict.decision)"
        self.assertEqual(must(self.clean / "python", "-c", code, env=env, cwd=self.folder).strip(), "stay")
        git = "import stayorgo; print(stayorgo.scan('.').repository.git)"
        self.assertEqual(must(self.clean / "python", "-c", git, env=env, cwd=ROOT).strip(), "True")

    def test_types(self):
        script = self.folder / "typed.py"
        script.write_text(TYPED)
        must(self.tools / "mypy", "--strict", "--python-executable", self.clean / "python", script,
             cwd=self.folder)
        must(self.tools / "mypy", "--strict", ROOT / "bindings/python/stayorgo", cwd=self.folder)

    def test_uvx_and_pipx(self):
        env = {**os.environ, "UV_CACHE_DIR": str(self.folder / "uv"), "PIPX_HOME": str(self.folder / "pipx"),
               "PIPX_DEFAULT_PYTHON": sys.executable}
        self.assertEqual(must(self.tools / "uvx", "--from", self.wheel, "stayorgo", "scan", DEMO, env=env),
                         self.expected)
        self.assertEqual(must(self.tools / "pipx", "run", "--spec", self.wheel, "stayorgo", "scan", DEMO,
                              env=env), self.expected)

    def test_source_distribution_builds_without_node(self):
        tools = self.folder / "path"
        tools.mkdir()
        for folder in os.environ["PATH"].split(":"):
            for path in pathlib.Path(folder).iterdir() if os.path.isdir(folder) else ():
                link = tools / path.name
                if path.name not in WITHOUT_NODE and not link.is_symlink():
                    link.symlink_to(path)
        bin_folder = self.environment("from_source")
        must(bin_folder / "pip", "install", "--quiet", self.sdist, env={**os.environ, "PATH": str(tools)})
        self.assertEqual(must(bin_folder / "stayorgo", "scan", DEMO), self.expected)

    def test_pre_commit_installs_the_hook_from_a_clone(self):
        """What pre-commit does with a repository of hooks: clone it, `pip install .`, run the entry."""
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        hooks, project = self.folder / "hooks", self.folder / "project"
        must(*git, "clone", "--quiet", ROOT, hooks)
        must(*git, "init", "--quiet", project)
        shutil.copytree(DEMO, project, dirs_exist_ok=True)
        revision = must(*git, "rev-parse", "HEAD", cwd=hooks).strip()
        (project / ".pre-commit-config.yaml").write_text(
            f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks: [{{id: stayorgo}}]\n")
        must(*git, "add", "--all", cwd=project)
        home = self.folder / "pre-commit"
        env = {**os.environ, "PRE_COMMIT_HOME": str(home)}
        must(self.tools / "pre-commit", "install-hooks", cwd=project, env=env)
        (program,) = home.glob("repo*/py_env*/bin/stayorgo")
        self.assertEqual(must(program, "scan", DEMO), self.expected)
        self.assertIn("Passed", must(self.tools / "pre-commit", "run", "--all-files", cwd=project, env=env))

    def test_what_is_missing_is_named_in_a_sentence_each(self):
        result = run(self.clean / "pip", "wheel", "--no-deps", "--wheel-dir", self.folder / "none", self.sdist,
                     env=self.bare())
        said = result.stdout + result.stderr
        self.assertNotEqual(result.returncode, 0)
        for package in ("libjansson-dev", "libgit2-dev", "libyaml-dev", "libxxhash-dev", "libsqlite3-dev"):
            self.assertRegex(said, rf"The library \S+ is missing: apt-get install {package} ")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", default=os.environ.get("STAYORGO"))
    options, rest = parser.parse_known_args()
    os.environ["STAYORGO"] = os.path.abspath(options.stayorgo)
    result = unittest.main(argv=[sys.argv[0], *rest], exit=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"{max(result.testsRun - bad, 0)} passed, {bad} failed")
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
