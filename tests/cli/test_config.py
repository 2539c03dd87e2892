# SPDX-License-Identifier: MIT
"""The configuration of a repository from outside: what counts, where it comes from, what is refused.

A configuration comes with the scanned code, so what it may name is tested as well: nothing outside.
"""

import json
import pathlib
import shutil
import sys
import tomllib
import unittest

import test_cli
from jsonschema import Draft202012Validator
from test_cli import Case, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/config.schema.json").read_text(encoding="utf-8"))
DJANGO = "from django.db import models\n\n\nclass Order(models.Model):\n    pass\n"


class Config(Case):
    def shown(self, *arguments):
        """{line without its origin: origin}, and the output as the TOML that it is."""
        result = run("config", *arguments, self.folder)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        text = result.stdout.decode()
        lines = (line.rpartition("# ") for line in text.splitlines() if not line.startswith("# "))
        return {setting.strip(): origin for setting, _, origin in lines}, tomllib.loads(text)

    def test_values_and_where_they_come_from(self):
        self.write("stayorgo.toml", 'exclude = ["old", "b"]\nno-cost = true\n[weights]\ninertia = 0.05\n')
        shown, values = self.shown()
        self.assertEqual(shown['exclude = ["old", "b"]'], "stayorgo.toml:1")
        self.assertEqual(shown["no-cost = true"], "stayorgo.toml:2")
        self.assertEqual(shown["weights.inertia = 0.05"], "stayorgo.toml:4")
        self.assertEqual(shown["include = []"], "default")
        self.assertEqual(values["exclude"], ["old", "b"])
        shown, _ = self.shown("--exclude", "c", "--set", "admin.weight=2")
        self.assertEqual(shown['exclude = ["c"]'], "command line")
        self.assertEqual(shown["weights.admin.weight = 2"], "command line")
        shown, values = self.shown("--isolated")
        self.assertEqual({origin for origin in shown.values()}, {"default"})
        self.assertEqual(values["exclude"], [])

    def test_the_first_file_counts_alone(self):
        self.write("pyproject.toml", "[project]\nname = 'a'\n[tool.stayorgo]\nexclude = ['x']\n")
        self.assertEqual(self.shown()[0]['exclude = ["x"]'], "pyproject.toml:4")
        self.write("stayorgo.toml", "no-cost = true\n")
        shown, _ = self.shown()
        self.assertEqual(shown["exclude = []"], "default")
        self.assertEqual(shown["no-cost = true"], "stayorgo.toml:1")

    def test_it_counts_for_a_scan(self):
        self.write("main.py")
        self.write("old/models.py", DJANGO)
        self.assertEqual(self.report()["coverage"]["files"], 2)
        self.write("stayorgo.toml", 'exclude = ["old"]\n[weights]\ninertia = 0.5\n')
        report = self.report()
        self.assertEqual(report["coverage"]["files"], 1)
        self.assertEqual(report["weights"]["numbers"]["inertia"], [0.5])
        self.assertEqual(self.report("--set", "inertia=0.25")["weights"]["numbers"]["inertia"], [0.25])
        self.assertEqual(self.report("--exclude", "main.py")["coverage"]["files"], 1)
        isolated = self.report("--isolated")
        self.assertEqual(isolated["coverage"]["files"], 2)
        self.assertNotEqual(isolated["weights"]["numbers"]["inertia"], [0.5])

    def test_rules_of_the_repository(self):
        self.write("main.py")
        shutil.copytree(ROOT / "rules", self.folder / "tools/rules")
        self.write("stayorgo.toml", 'rules = "./tools/rules"\n')
        self.report()
        names = self.folder / "tools/rules/names.json"
        names.write_text('{"aliases": 3}')
        self.assert_refused(run("scan", self.folder), "tools/rules/names.json")
        names.unlink()
        names.symlink_to(ROOT / "rules/names.json")
        self.assert_refused(run("scan", self.folder), "tools/rules/names.json", "symbolic link")
        self.report("--rules", ROOT / "rules")  # the command line wins

    def test_mistakes_have_their_place(self):
        for text, *words in (
                ('\nexlude = ["a"]', "unknown key `exlude` in stayorgo.toml:2; did you mean `exclude`?"),
                ("[gates]\n", "unknown key `gates` in stayorgo.toml:1"),
                ("exclude.a = 1", "unknown key `exclude.a` in stayorgo.toml:1"),
                ('exclude = "a"', "stayorgo.toml:1: `exclude` takes a list of texts"),
                ('exclude = [""]', "stayorgo.toml:1: `exclude` takes a list of texts"),
                ("no-cost = 1", "`no-cost` takes true or false"),
                ("weights = 1", "`weights` takes a table"),
                ('[weights]\ninertia = "1"', "stayorgo.toml:2: `weights.inertia` takes a number"),
                ("[weights]\ninerti = 1", 'stayorgo.toml:2: there is no weight "inerti"; did you mean inertia'),
                ("[weights]\ninertia = inf", 'stayorgo.toml:2: weight inertia: "inf" is no number'),
                ("[weights]\n'admin.half' = -1", "stayorgo.toml:2: admin.half must be above 0"),
                ('rules = ""', "`rules` takes a text"),
                ('rules = "../elsewhere"', "stayorgo.toml:1: `rules` takes a folder inside"),
                ('rules = "/etc"', "stayorgo.toml:1: `rules` takes a folder inside"),
                ('rules = "a/./b"', "stayorgo.toml:1: `rules` takes a folder inside"),
                ('rules = "none"', "none: no such file or folder"),
                ("exclude = [", "stayorgo.toml:1: not valid TOML here"),
                ('output = "json:/etc/passwd"', "unknown key `output`"),
                ('"\\u001b[2J" = 1', "\\x1B[2J"),
        ):
            with self.subTest(text=text):
                self.write("stayorgo.toml", text + "\n")
                for command in ("scan", "config", "facts"):
                    self.assert_refused(run(command, self.folder), *words)
                self.assertEqual(run("scan", "--isolated", self.folder).returncode, 0)

    def test_one_path_costs_no_other_its_report(self):
        self.write("a/main.py")
        self.write("b/main.py")
        self.write("a/stayorgo.toml", "nope = 1\n")
        result = run("scan", self.folder / "a", self.folder / "b")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"nope", result.stderr)
        self.assertIn(b"FastAPI", result.stdout)

    def test_explain_keeps_the_rules_it_was_asked_about(self):
        self.write("main.py")
        self.write("stayorgo.toml", 'rules = "none"\nexclude = ["main.py"]\n')
        result = run("explain", "admin.actions", "--here", self.folder)
        self.assertEqual((result.returncode, result.stderr), (0, b""))

    def test_the_schema_knows_the_same_keys(self):
        Draft202012Validator.check_schema(SCHEMA)
        check = Draft202012Validator(SCHEMA).is_valid
        result = run("config", self.folder).stdout.decode()
        keys = {line.removeprefix("# ").split(" = ")[0] for line in result.splitlines() if " = " in line}
        tables = {"weights", "findings.levels"}
        listed = {f"{name}.{key}" if row.get("properties") else name
                  for name, row in SCHEMA["properties"].items()
                  for key in row.get("properties", [name])}
        self.assertEqual(listed - tables, keys)
        good = 'exclude = ["a"]\nrules = "a/b"\nno-cost = true\n[weights]\ninertia = 1\nadmin.half = 2\n'
        self.assertTrue(check(tomllib.loads(good)))
        for bad in ("exlude = []", 'exclude = "a"', 'rules = "../a"', 'rules = "/a"', "no-cost = 1",
                    '[weights]\na = "b"', "exclude = ['']"):
            self.assertFalse(check(tomllib.loads(bad)), bad)


if __name__ == "__main__":
    sys.exit(test_cli.main())
