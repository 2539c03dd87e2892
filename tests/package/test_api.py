# SPDX-License-Identifier: MIT
"""The Python package in bindings/python over the program of the build folder.

    UPDATE_GOLDEN=1 ctest -R golden     writes the classes of a report anew when the schema has changed
"""
import argparse
import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import types
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINDINGS = ROOT / "bindings/python"
sys.path.insert(0, str(BINDINGS))

import report_types  # noqa: E402
import stayorgo  # noqa: E402

PROJECTS = sorted(path.parent for path in (ROOT / "fixtures").glob("*/input"))
DEMO = ROOT / "fixtures/django_saas_admin/input"


def as_json(value):
    """What a report was read from, of the keys that its classes know and that were there."""
    if dataclasses.is_dataclass(value):
        pairs = ((f.metadata.get("key", f.name), getattr(value, f.name), f) for f in dataclasses.fields(value))
        return {key: as_json(item) for key, item, f in pairs
                if not (item is None and f.default is None)}
    if isinstance(value, (dict, types.MappingProxyType)):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, tuple) else value


def without_nulls(document):
    """Not there and null are one for what may be missing."""
    if isinstance(document, dict):
        return {key: without_nulls(item) for key, item in document.items() if item is not None}
    return [without_nulls(item) for item in document] if isinstance(document, list) else document


def printed(*arguments):
    return subprocess.run([os.environ["STAYORGO"], *arguments], capture_output=True, check=True).stdout


class Api(unittest.TestCase):
    def test_the_classes_are_those_of_the_schema(self):
        text = report_types.generate()
        if os.environ.get("UPDATE_GOLDEN"):
            report_types.TARGET.write_text(text, encoding="utf-8")
        self.assertEqual(report_types.TARGET.read_text(encoding="utf-8"), text,
                         "rules/schema/report.schema.json has changed: "
                         "python3 bindings/python/report_types.py --write")

    def test_nothing_of_a_report_is_lost(self):
        self.assertGreater(len(PROJECTS), 40)
        for project in PROJECTS[::5]:
            document = json.loads(printed("scan", "-o", "json", str(project / "input")))
            report = stayorgo.from_json(document)
            self.assertEqual(without_nulls(as_json(report)), without_nulls(document), project.name)

    def test_scan(self):
        report = stayorgo.scan(DEMO)
        self.assertEqual(report, stayorgo.from_json(printed("scan", "-o", "json", str(DEMO))))
        self.assertEqual((report.verdict.decision, report.verdict.from_), ("stay", "django"))
        self.assertIsInstance(report.projects[0].signals[0].evidence[0].line, int)
        self.assertIsInstance(report.verdict.confidence, float)
        self.assertLess(stayorgo.scan(DEMO, ["--exclude", "booking/**"]).repository.files, report.repository.files)

    def test_a_report_cannot_be_changed(self):
        report = stayorgo.scan(DEMO)
        with self.assertRaises(dataclasses.FrozenInstanceError):
            report.verdict.decision = "migrate"
        with self.assertRaises(TypeError):
            report.facts["files"] = 1

    def test_errors_are_the_sentences_of_the_program(self):
        with self.assertRaises(stayorgo.StayorgoError) as caught:
            stayorgo.scan("/no/such/folder")
        self.assertEqual(caught.exception.status, 2)
        self.assertIn("/no/such/folder", str(caught.exception))
        with self.assertRaises(stayorgo.StayorgoError):
            stayorgo.scan(DEMO, ["--frobnicate"])
        for document in ("[]", "{}", '{"schema": "other/1"}'):
            with self.assertRaises(stayorgo.StayorgoError):
                stayorgo.from_json(document)

    def test_an_option_cannot_be_smuggled_in_as_a_path(self):
        with self.assertRaises(stayorgo.StayorgoError) as caught:
            stayorgo.scan("--help")
        self.assertIn("--help", str(caught.exception))

    def test_keys_of_a_newer_program_are_left_out(self):
        document = json.loads(printed("scan", "-o", "json", str(DEMO)))
        document["verdict"]["mood"] = "cheerful"
        self.assertEqual(stayorgo.from_json(document).verdict.decision, "stay")

    def test_module(self):
        env = {**os.environ, "PYTHONPATH": str(BINDINGS)}
        result = subprocess.run([sys.executable, "-m", "stayorgo", "scan", "/no/such/folder"], env=env,
                                capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertRegex(result.stderr, r"^stayorgo: .*/no/such/folder.*\n$")
        self.assertTrue((BINDINGS / "stayorgo/py.typed").is_file())


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
