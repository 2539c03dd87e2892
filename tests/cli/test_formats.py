# SPDX-License-Identifier: MIT
"""Every output format, read as its host reads it: by schemas and validators where there are any, else by
what the host documents.

Reports with findings of every state come from build/tests/sample_formats; the hostile one has text that
means no good wherever scanned text can reach a report.
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest
import urllib.parse
import xml.etree.ElementTree

import hosts
import jsonschema
import test_cli
from test_cli import Case, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("STAYORGO_BUILD", ROOT / "build"))
MULTITOOL = BUILD / "validators" / "node_modules" / "@microsoft" / "sarif-multitool-linux"
WORLDS = ("empty", "sample", "many", "hostile")
CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
EVIL = "::error::forged ##[error]forged ##vso[task.complete]forged ##teamcity[buildStop]\n"


def sample(name, world):
    result = subprocess.run([BUILD / "tests" / "sample_formats", name, world], capture_output=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout.decode("utf-8")


def names():
    """The formats that there are, from the sentence that refuses another one."""
    message = run("scan", "-o", "none", ".").stderr.decode()
    return message.strip().rsplit("there are: ", 1)[1].split(", ")


class Logs(unittest.TestCase):
    """Printed into the log of a CI host, no report gives a command but those that are meant."""

    def check(self, name, text):
        self.assertNotRegex(text, CONTROLS)
        github, azure = hosts.github(text), hosts.azure(text)
        if name == "github":
            for command in github:
                self.assertIn(command.name, ("error", "warning", "notice"))
                self.assertLessEqual(set(command.properties), {"file", "line", "endLine", "col", "endColumn", "title"})
                self.assertTrue(command.properties["title"].startswith(("stayorgo", "SOG")), command)
                self.assertLess(len(command.message), 4096)
            self.assertEqual(len(github), len(text.splitlines()))
            github = []
        if name == "azure":
            for command in azure:
                self.assertEqual(command.name, "task.logissue")
                self.assertLessEqual(set(command.properties),
                                     {"type", "sourcepath", "linenumber", "columnnumber", "code"})
            self.assertEqual(len(azure), len([line for line in text.splitlines() if line.startswith("##vso")]))
            azure = []
        self.assertEqual((github, azure, hosts.teamcity(text)), ([], [], []))

    def test_samples(self):
        for name in names():
            for world in WORLDS:
                with self.subTest(format=name, world=world):
                    self.check(name, sample(name, world))


NASTY = "a,b:c%25 ]\n::error::forged\r##[error]x"
LINES = (
    "# ::error file=x::forged", "#::add-mask::x", "# ##[error]forged ##vso[task.complete result=Failed;]x",
    "# ##teamcity[buildStatus status='FAILURE']", "# \u202eforged\u2066 \x1b[31m \x9b", "# %0A::error::x <b> ]]> & @octocat #1",
)


class HostileRepository(Case):
    """A repository that wants to be seen as more than it is: names of files and folders, its own name, and
    lines, in every format and in one run."""

    def setUp(self):
        super().setUp()
        lines = "\n".join(LINES)
        app = ("import requests\nfrom fastapi import FastAPI\napp = FastAPI()\n" + "".join(
            f"\n\n@app.get('/{number} {line[2:]}')\nasync def view{number}():\n"
            f"    return requests.get('x')  {line}\n" for number, line in enumerate(LINES)))
        self.write("pyproject.toml", '[project]\nname = ' + json.dumps(EVIL) + '\ndependencies = ["fastapi"]\n')
        for folder in ("api", NASTY, "::error::x", "##vso[task.complete]x"):
            self.write(f"{folder}/main.py", f"{lines}\n{app}")
        self.write(f"api/{NASTY}.py", f"{app}\ndef (:\n")
        with open(os.fsencode(self.folder) + b"/api/\xff\xfe.py", "w") as file:
            file.write(app + "def (:\n")

    def test_every_format(self):
        logs = Logs()
        targets = {name: pathlib.Path(self.temporary.name, name) for name in names()}
        outputs = [part for name, path in targets.items() for part in ("-o", f"{name}:{path}")]
        result = run("scan", *outputs, self.folder)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, b"", b""))
        for name, path in targets.items():
            with self.subTest(name):
                text = path.read_bytes().decode("utf-8")
                if name != "html":  # a page is no log
                    logs.check(name, text)
                if name in ("text", "markdown", "github", "azure"):
                    self.assertNotIn("\u202e", text)
                self.assertEqual(run("scan", "-o", name, self.folder).stdout.decode(), text)

    def test_paths_lead_to_the_files(self):
        problems = json.loads(run("scan", "-o", "sarif", self.folder).stdout)["runs"][0]["invocations"][0]
        uris = {location["physicalLocation"]["artifactLocation"]["uri"]
                for problem in problems["toolExecutionNotifications"] for location in problem.get("locations", [])}
        paths = {urllib.parse.unquote_to_bytes(uri) for uri in uris}
        self.assertLessEqual({os.fsencode(f"api/{NASTY}.py"), b"api/\xff\xfe.py"}, paths)
        for path in paths:
            self.assertTrue(os.path.isfile(os.fsencode(self.folder) + b"/" + path), path)


class GitHub(unittest.TestCase):
    def test_what_is_kept_is_all(self):
        for world in WORLDS:
            text = sample("github", world)
            kept = hosts.annotations(text)
            self.assertEqual(sum(map(len, kept.values())), len(text.splitlines()), world)
            self.assertTrue(kept["notice"])

    def test_the_runner_gets_back_what_was_meant(self):
        kept = hosts.annotations(sample("github", "sample"))
        self.assertEqual(kept["error"][1].properties, {
            "file": "shop/admin.py", "line": "3", "endLine": "3", "col": "5", "endColumn": "17",
            "title": "SOG101 blocking-call-in-async"})
        self.assertEqual(kept["error"][1].message, "requests.get() holds up the event loop in quote()\n"
                                                   "Await an async client, or hand it to a thread.")


class Sarif(Case):
    def setUp(self):
        super().setUp()
        if not MULTITOOL.exists():
            if os.environ.get("CI") == "true":
                self.fail("the validators are missing: ./dev test fetches them")
            self.skipTest("./dev test fetches the validators")

    def test_schema(self):
        schema = json.loads((MULTITOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        for world in sorted(set(WORLDS) - {"many"}):
            with self.subTest(world):
                validator.validate(json.loads(sample("sarif", world)))

    def test_multitool(self):
        program = MULTITOOL / "Sarif.Multitool"
        program.chmod(0o755)
        for world in sorted(set(WORLDS) - {"many"}):  # five thousand results take it minutes
            with self.subTest(world):
                path = self.write(f"{world}.sarif", sample("sarif", world))
                target = self.folder / f"{world}.out"
                result = subprocess.run(
                    [program, "validate", path, "--output", target, "--rule-kind", "Sarif;Ghas"],
                    capture_output=True, timeout=120,
                    env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
                self.assertEqual(result.returncode, 0, result.stdout.decode())
                found = json.loads(target.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
                said = {(r["ruleId"].split("/")[0], r.get("level", "warning")) for r in found}
                # The project has no address of its own that a tool could give.
                self.assertEqual(said, {("SARIF2005", "warning")}, [r["message"] for r in found][:3])
                self.assertEqual([r["message"]["id"] for r in found], ["Warning_ProvideToolnformationUri"])


class GitLab(unittest.TestCase):
    def test_code_quality(self):
        for world in WORLDS:
            with self.subTest(world):
                text = sample("gitlab", world)
                entries = json.loads(text)
                self.assertFalse(text.startswith("\ufeff"))
                prints = [entry["fingerprint"] for entry in entries]
                self.assertEqual(len(prints), len(set(prints)))
                for entry in entries:
                    self.assertIn(entry["severity"], ("info", "minor", "major", "critical", "blocker"))
                    self.assertTrue(entry["description"] and entry["check_name"])
                    self.assertFalse(entry["location"]["path"].startswith(("/", "./")))
                    self.assertGreater(entry["location"]["lines"]["begin"], 0)


class Xml(unittest.TestCase):
    def test_junit(self):
        for world in WORLDS:
            with self.subTest(world):
                suites = xml.etree.ElementTree.fromstring(sample("junit", world))
                for suite in (suites, *suites):
                    cases = list(suite.iter("testcase"))
                    self.assertEqual(suite.get("tests"), str(len(cases)))
                    self.assertEqual(suite.get("failures"), str(len(list(suite.iter("failure")))))
                self.assertGreater(len(cases), len(list(suites.iter("failure"))))
        self.assertEqual(suites.get("failures"), "1")

    def test_checkstyle(self):
        for world in WORLDS:
            with self.subTest(world):
                root = xml.etree.ElementTree.fromstring(sample("checkstyle", world))
                self.assertEqual(root.tag, "checkstyle")
                files = [file.get("name") for file in root]
                self.assertEqual(len(files), len(set(files)))
                for error in root.iter("error"):
                    self.assertIn(error.get("severity"), ("error", "warning", "info"))
                    self.assertGreater(int(error.get("line")), 0)
                    self.assertTrue(error.get("source").startswith("stayorgo.SOG"))


class Lines(unittest.TestCase):
    def test_ndjson(self):
        for world in WORLDS:
            with self.subTest(world):
                kinds = [json.loads(line)["type"] for line in sample("ndjson", world).splitlines()]
                self.assertEqual(kinds[0], "verdict")
                self.assertLessEqual(set(kinds), {"verdict", "gate", "finding", "problem"})
        self.assertEqual(kinds.count("finding"), 5)

    def test_azure_keeps_all(self):
        for world in WORLDS:
            with self.subTest(world):
                issues = [command.properties["type"] for command in hosts.azure(sample("azure", world))]
                self.assertLessEqual(max(issues.count("error"), issues.count("warning")), 10)
        self.assertEqual(issues, ["error", "error"])

    def test_azure_gets_back_what_was_meant(self):
        command = hosts.azure(sample("azure", "sample"))[1]
        self.assertEqual(command.properties, {"type": "error", "sourcepath": "shop/admin.py", "linenumber": "3",
                                              "columnnumber": "5", "code": "SOG101"})

    def test_rdjson(self):
        for world in WORLDS:
            with self.subTest(world):
                report = json.loads(sample("rdjson", world))
                self.assertEqual((report["source"]["name"], report["severity"]), ("stayorgo", "WARNING"))
                for one in report["diagnostics"]:
                    self.assertTrue(one["message"] and one["location"]["path"] and one["code"]["value"])
                    self.assertIn(one["severity"], ("ERROR", "WARNING", "INFO"))
                    for end in ("start", "end"):
                        self.assertGreater(one["location"]["range"][end]["line"], 0)


class Hosts(unittest.TestCase):
    """The readers see what they look for."""

    def test_commands_are_seen(self):
        self.assertEqual(hosts.github("  ::error file=a%2Cb,line=3::50%25%0Ax"),
                         [("error", {"file": "a,b", "line": "3"}, "50%\nx")])
        self.assertEqual([c.name for c in hosts.github("x\r::add-mask::y\nx ##[error]y\n##[warning a=b;]")],
                         ["add-mask", "error", "warning"])
        self.assertEqual(hosts.github("x ::error::y\n:: x"), [])
        self.assertEqual([c.name for c in hosts.azure("x ##vso[task.complete result=x;]y")], ["task.complete"])
        self.assertTrue(hosts.teamcity("x ##teamcity[x]"))
        self.assertEqual(len(hosts.annotations("::error::x\n" * 11)["error"]), 10)
        self.assertEqual(len(hosts.github(EVIL)), 1)


if __name__ == "__main__":
    sys.exit(test_cli.main())
