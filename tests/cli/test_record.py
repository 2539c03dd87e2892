# SPDX-License-Identifier: MIT
"""Decisions, baselines and gates from outside: what is written, what a later run makes of it, and that a
hostile tree gains nothing.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

import test_cli
from jsonschema import Draft202012Validator
from test_cli import Case, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHOP = ROOT / "fixtures/django_saas_admin/input"
DECISION, PAGE, BASELINE = (f".stayorgo/{name}" for name in ("decision.json", "decision.md", "baseline.json"))


def schema(name):
    return Draft202012Validator(json.loads((ROOT / f"rules/schema/{name}.schema.json").read_text()))


class Shop(Case):
    def setUp(self):
        super().setUp()
        shutil.copytree(SHOP, self.folder, dirs_exist_ok=True)

    def decide(self, *arguments):
        result = run("decide", *arguments, self.folder)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertEqual(result.stdout.decode().split(), [DECISION, PAGE])
        return json.loads((self.folder / DECISION).read_text())

    def gates(self, asked, code, *arguments):
        report = self.report("--fail-on", asked, *arguments, code=code)
        return {gate["gate"]: gate for gate in report["gates"]}


class Record(Shop):
    def test_the_advice_is_accepted(self):
        record = self.decide("--reason", "Staff live in the admin.")
        schema("decision").validate(record)
        self.assertEqual((record["decision"], record["from"], record["target"]), ("stay", "django", None))
        self.assertFalse(record["against_advice"])
        page = (self.folder / PAGE).read_text()
        for heading in ("# Stay on Django\n", "## Context", "## Decision", "## Evidence", "## Consequences",
                        "## Cost", "## How to revisit it"):
            self.assertIn(heading, page)
        self.assertIn("Staff live in the admin.", page)
        self.assertIn("`booking/admin.py:", page)

    def test_the_same_input_gives_the_same_bytes(self):
        self.decide("--reason", "r")
        first = [(self.folder / name).read_bytes() for name in (DECISION, PAGE)]
        self.decide("--reason", "r", "-j1")
        self.assertEqual(first, [(self.folder / name).read_bytes() for name in (DECISION, PAGE)])
        self.assertEqual(sorted(os.listdir(self.folder / ".stayorgo")), ["decision.json", "decision.md"])

    def test_the_team_goes_another_way(self):
        record = self.decide("--target", "fastapi", "--reason", "We <b> | want\nasync `now`")
        self.assertTrue(record["against_advice"])
        self.assertEqual((record["decision"], record["target"]), ("migrate", "fastapi"))
        self.assertEqual(record["advice"]["decision"], "stay")
        page = (self.folder / PAGE).read_text()
        self.assertIn("another way than the advice, which was: Stay on Django", page)
        self.assertNotIn("<b>", page)
        self.assertEqual(self.gates("flip,drift", 0)["flip"]["failed"], False)
        report = self.report()
        self.assertEqual(report["record"]["decision"], "migrate")
        schema("report").validate(report)

    def test_what_decide_refuses(self):
        for arguments, *words in (
                ([], "--reason"), (["--reason", " "], "--reason"),
                (["--reason", "r", "--stay", "--target", "fastapi"], "exclude each other"),
                (["--reason", "r", "--target", "fastap"], "did you mean fastapi"),
                (["--reason", "r", "--target", "django"], "built on django already"),
                (["--reason", "r", "--project", "nowhere"], "nowhere"),
        ):
            self.assert_refused(run("decide", *arguments, self.folder), *words)
        self.assertFalse((self.folder / ".stayorgo").exists())

    def test_gates_fire_when_the_code_says_something_else(self):
        gates = self.gates("flip,drift,undecided", 0)
        self.assertIn("there is no .stayorgo/decision.json", gates["flip"]["text"])
        self.decide("--reason", "r")
        gates = self.gates("flip,drift", 0)
        self.assertEqual([gate["failed"] for gate in gates.values()], [False, False])
        for path in self.folder.rglob("admin.py"):
            path.unlink()
        self.assertIn("moved by", self.gates("drift", 0)["drift"]["text"])
        self.write("stayorgo.toml", "[gate]\ndrift = 0.01\n")
        self.assertTrue(self.gates("drift", 1)["drift"]["failed"])
        self.write("stayorgo.toml", 'fail-on = ["drift"]\n[gate]\ndrift = 0.01\n')
        self.assertEqual(run("scan", self.folder).returncode, 1)
        self.assertEqual(run("scan", "--isolated", self.folder).returncode, 0)
        self.assertEqual(run("scan", "--fail-on", "undecided", self.folder).returncode, 0)
        for path in self.folder.rglob("*.py"):
            path.unlink()
        self.assertTrue(self.gates("flip", 1)["flip"]["failed"])

    def test_the_text_shows_gates(self):
        self.decide("--reason", "Staff live in the admin.")
        text = run("scan", "--fail-on", "flip", self.folder).stdout.decode()
        self.assertIn("The team decided: stay on Django. Reason: Staff live in the admin.", text)
        self.assertIn("flip passed: the verdict is still: stay", text)

    def test_new_findings_need_a_past(self):
        self.assert_refused(run("scan", "--fail-on", "new-finding", self.folder), "--base", "stayorgo baseline")
        result = run("baseline", self.folder)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertIn(BASELINE.encode(), result.stdout)
        schema("baseline").validate(json.loads((self.folder / BASELINE).read_text()))
        self.assertFalse(self.gates("new-finding", 0)["new-finding"]["failed"])

    def test_routes_of_what_is_left_are_told(self):
        self.assertEqual([f for f in self.report()["findings"] if f["rule"] == "SOG301"], [])
        self.decide("--target", "fastapi", "--reason", "r")
        run("baseline", self.folder)
        urls = self.folder / "booking/urls.py"
        text = urls.read_text()
        urls.write_text(text.replace("urlpatterns = [", "urlpatterns = [\n    path('late/', views.calendar_page),", 1))
        self.assertNotEqual(urls.read_text(), text)
        gate = self.gates("new-finding:note", 1)["new-finding"]
        self.assertTrue(gate["failed"])
        self.assertIn("1 new finding of level note or above, such as SOG301 in booking/urls.py:", gate["text"])
        found = [f for f in self.report()["findings"] if f["rule"] == "SOG301"]
        self.assertGreater(len(found), 1)
        self.assertEqual([(f["path"], f["level"]) for f in found if f["state"] == "new"],
                         [("booking/urls.py", "warning")])
        self.assertIn("the decision is to move to FastAPI", found[0]["message"])

    def test_evidence_is_neither_new_nor_in_a_baseline(self):
        run("baseline", self.folder)
        entries = json.loads((self.folder / BASELINE).read_text())["findings"]
        self.assertEqual([e for e in entries if e["rule"].startswith("SOG4")], [])
        (self.folder / "booking/admin.py").unlink()  # other evidence from now on
        evidence = [f for f in self.report()["findings"] if f["rule"].startswith("SOG4")]
        self.assertGreater(len(evidence), 0)
        self.assertEqual([f for f in evidence if "state" in f], [])
        self.assertFalse(self.gates("new-finding:note", 0)["new-finding"]["failed"])

    def test_a_broken_record_is_no_open_gate(self):
        self.decide("--reason", "r")
        self.write(DECISION, '{"format": "stayorgo-decision/9"}')
        self.assert_refused(run("scan", self.folder), DECISION, "stayorgo-decision/1")
        self.assertEqual(run("facts", self.folder).returncode, 0)
        self.decide("--reason", "again")
        self.write(BASELINE, "[")
        self.assert_refused(run("scan", self.folder), BASELINE)
        run("baseline", self.folder)
        self.report()

    def test_wrong_gates(self):
        for asked, *words in (("flop", "did you mean flip?"), ("flip,", "--fail-on takes"),
                              ("new-finding:fatal", "note, warning or error"), ("flip:error", "takes no level")):
            self.assert_refused(run("scan", "--fail-on", asked, self.folder), *words)
        self.write("stayorgo.toml", '\nfail-on = ["drif"]\n')
        self.assert_refused(run("scan", self.folder), "stayorgo.toml:2: `fail-on` takes", "did you mean drift?")
        self.write("stayorgo.toml", '[findings]\nignore = ["SOG999"]\n')
        self.assert_refused(run("scan", self.folder), "stayorgo.toml:2", "SOG999")

    def test_links_lead_nowhere(self):
        outside = pathlib.Path(self.temporary.name, "outside")
        outside.mkdir()
        (self.folder / ".stayorgo").symlink_to(outside)
        for command in (["decide", "--reason", "r"], ["baseline"]):
            self.assert_refused(run(*command, self.folder), "symbolic link")
        self.assertEqual(list(outside.iterdir()), [])
        self.assert_refused(run("scan", self.folder), "symbolic link")
        (self.folder / ".stayorgo").unlink()
        victim = pathlib.Path(self.temporary.name, "victim")
        victim.write_text("safe")
        (self.folder / ".stayorgo").mkdir()
        (self.folder / DECISION).symlink_to(victim)
        self.assert_refused(run("decide", "--reason", "r", self.folder), "symbolic link")
        self.assertEqual(victim.read_text(), "safe")


class Base(Shop):
    """With a base the team's words of the base count, and the report says what the change does to them."""

    def git(self, *arguments):
        settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        done = subprocess.run(["git", *settings, *arguments], cwd=self.folder, env=environment, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def setUp(self):
        super().setUp()
        self.git("init", "-q", "-b", "main")
        self.commit()

    def test_the_team_s_words_are_those_of_the_base(self):
        self.decide("--reason", "then")
        self.write("stayorgo.toml", 'fail-on = ["drift"]\n[gate]\ndrift = 0.01\n')
        report = self.report("--base", "HEAD", "--fail-on", "flip")
        self.assertTrue(report["record"]["is_first"])
        self.assertIn("new with this change", report["gates"][0]["text"])
        self.assertEqual(report["change"]["policy"], [
            "stayorgo.toml is new with this change; it counts from the next one on"])
        self.commit()
        for path in self.folder.rglob("admin.py"):
            path.unlink()
        run("decide", "--reason", "now", self.folder)
        self.write("stayorgo.toml", "# another one\n")
        report = self.report("--base", "HEAD", code=1)
        self.assertEqual(report["record"]["reason"], "then")
        self.assertEqual([gate["failed"] for gate in report["gates"]], [True])
        self.assertEqual(report["change"]["policy"], [
            ".stayorgo/decision.json is another one than in the base, which counts",
            "stayorgo.toml is another one than in the base, which counts"])
        schema("report").validate(report)
        text = run("scan", "--base", "HEAD", self.folder).stdout.decode()
        self.assertIn("stayorgo.toml is another one than in the base, which counts.", text)
        (self.folder / "stayorgo.toml").unlink()
        self.assertIn("stayorgo.toml is gone with this change; that of the base still counts",
                      self.report("--base", "HEAD", code=1)["change"]["policy"])

    def test_a_saved_report_keeps_record_and_gates(self):
        self.decide("--reason", "r")
        self.commit()
        saved = pathlib.Path(self.temporary.name, "report.json")
        run("scan", "--base", "HEAD", "--fail-on", "flip,drift,new-finding", "-o", f"json:{saved}", self.folder)
        again = run("rescore", saved, "-o", "json")
        self.assertEqual(again.stdout, saved.read_bytes())
        other = json.loads(run("rescore", saved, "-o", "json", "--set", "inertia=0.5").stdout)
        self.assertNotIn("gates", other)
        self.assertEqual(other["record"]["reason"], "r")


if __name__ == "__main__":
    sys.exit(test_cli.main())
