# SPDX-License-Identifier: MIT
"""The tools of rule authors from outside: `rules list`, `rules check`, `rules test`, `explain`.

Each kind of mistake is made on purpose in a copy of rules/, and must be told with its place; the copy as
it is must pass.
"""

import json
import pathlib
import shutil
import sys
import unittest

import test_cli
from test_cli import Case, run

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Rules(Case):
    """A copy of the rules with two signals of our own, which the tests break."""

    FACT = {"id": "t_calls", "title": "calls", "match": [{"call": ["shed.lock.*"]}]}
    SIGNAL = {
        "id": "t.locks", "title": "Locks", "why": "Because.", "say": ["one lock", "{n} locks"],
        "claims": [7], "kind": "need", "criterion": "structure", "lean": -0.5,
        "strength": {"weight": 1, "half": 2}, "match": [{"fact": ["t_calls"]}],
        "examples": [{"count": 1, "files": {"shop/views.py": ["import shed", "shed.lock.take()"]}},
                     {"count": 0, "why": "another shed", "files": {"shop/views.py": [
                         "from garden import shed", "shed.lock.take()"]}}],
    }

    def setUp(self):
        super().setUp()
        self.rules = pathlib.Path(self.temporary.name, "rules")
        shutil.copytree(ROOT / "rules", self.rules)
        self.own(facts=[self.FACT], signals=[self.SIGNAL])

    def own(self, facts=(), signals=()):
        if facts:
            (self.rules / "facts/zz_own.json").write_text(json.dumps({"facts": list(facts)}))
        if signals:
            (self.rules / "signals/zz_own.json").write_text(json.dumps({"signals": list(signals)}))

    def change(self, **keys):
        self.own(signals=[{**self.SIGNAL, **keys}])

    def check(self, *arguments, code):
        """(mistakes, remarks), each a list of sentences."""
        result = run("rules", "check", self.rules, *arguments)
        self.assertEqual((result.returncode, result.stderr), (code, b""))
        found = {"mistake": [], "remark": []}
        current = None
        *lines, blank, _ = ["", *result.stdout.decode().splitlines()]
        self.assertEqual(blank, "")
        for line in lines[1:]:
            word, _, rest = line.partition(" ")
            if word:
                current = found[word]
                current.append(rest.strip())
            else:
                current[-1] += " " + line.strip()
        return found["mistake"], found["remark"]

    def mistake(self, *words):
        """Exactly one mistake, with all the words; remarks wait until it is mended."""
        mistakes, _ = self.check(code=2)
        self.assertEqual(len(mistakes), 1, mistakes)
        for word in words:
            self.assertIn(word, mistakes[0])

    def remarks(self, *arguments):
        mistakes, remarks = self.check(*arguments, code=0)
        self.assertEqual(mistakes, [])
        return [text for text in remarks if "t.locks" in text or "t_calls" in text or "u.locks" in text]


class Check(Rules):
    def test_our_own_rules(self):
        result = run("rules", "check")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertIn(b"0 mistakes", result.stdout)
        self.assertEqual(self.remarks(), [])

    def test_every_mistake_is_told(self):
        self.own(facts=[{**self.FACT, "match": [{"calls": ["a"]}, {"call": ["a..b"]}]}],
                 signals=[{**self.SIGNAL, "lean": 2}, {**self.SIGNAL, "id": "t.two", "colour": 1},
                          {**self.SIGNAL, "id": "t.three", "criterion": "taste"}])
        mistakes, remarks = self.check(code=2)
        wanted = [("facts/zz_own.json: at facts[0].match[0]:", "calls"),
                  ("facts/zz_own.json: at facts[0].match[1].call[0]:", "a..b"),
                  ("signals/zz_own.json: at signals[0].lean:", "at most 1"),
                  ("signals/zz_own.json: at signals[1]:", "colour"),
                  ("signals/zz_own.json: at signals[2].criterion:", "taste")]
        self.assertEqual(len(mistakes), len(wanted), mistakes)
        for text, words in zip(mistakes, wanted):
            for word in words:
                self.assertIn(word, text)
        self.assertEqual(remarks, [])

    def test_what_refers_to_a_wrong_entry_is_not_blamed(self):
        self.own(facts=[{**self.FACT, "count": "twice"}])
        self.mistake("facts[0].count", "twice")
        self.own(facts=[self.FACT], signals=[{**self.SIGNAL, "lean": "left"}, {
            **self.SIGNAL, "id": "t.two", "when": [{"fact": "t.locks", "min": 1}]}])
        self.mistake("signals[0].lean")

    def test_duplicate_ids(self):
        self.own(signals=[self.SIGNAL, self.SIGNAL])
        self.mistake("signals/zz_own.json: at signals[1].id", "t.locks", "already taken")

    def test_dangling_ids(self):
        self.change(match=[{"fact": ["t_cals"]}])
        self.mistake("signals[0].match[0].fact[0]", "t_cals")
        self.change(kind_on={"rails": "ignore"})
        self.mistake("signals[0].kind_on.rails", "rails")
        self.change(when=[{"fact": "t.later", "min": 1}])
        self.mistake("signals[0].when[0].fact", "t.later")

    def test_files(self):
        (self.rules / "extra.json").write_text("{}")
        self.mistake("extra.json", "not a rule file")
        (self.rules / "extra.json").unlink()
        (self.rules / "facts/zz_own.json").write_text("{")
        self.mistake("facts/zz_own.json", "line 1")  # and not that t_calls is unknown
        self.assert_refused(run("rules", "check", self.rules / "none"), "none", "No such file")

    def test_other_files_are_read_as_well(self):
        for name, key in (("effort.json", "efforts"), ("advice.json", "advice")):
            path = self.rules / name
            text = path.read_text()
            data = json.loads(text)
            data[key][0]["of"] = "no.such"
            data[key][1]["colour"] = "red"
            path.write_text(json.dumps(data))
            mistakes, _ = self.check(code=2)
            self.assertEqual(len(mistakes), 2, mistakes)
            self.assertIn(f"{name}: at {key}[0].of", mistakes[0])
            self.assertIn(f"{name}: at {key}[1]", mistakes[1])
            path.write_text(text)

    def test_conditions_that_cannot_hold(self):
        self.change(when=[{"fact": "functions", "min": 3}, {"fact": "functions", "max": 1}])
        self.mistake("t.locks", "never counts", "functions", "at least 3 and at most 1")
        self.change(when=[{"fact": "t_calls", "max": 0}])
        self.mistake("t.locks", "never counts", "t_calls")
        above = {**self.SIGNAL, "id": "t.above", "match": [{"call": ["a.b"]}],
                 "when": [{"fact": "t.locks", "min": 1}, {"fact": "t_calls", "max": 0}]}
        self.own(signals=[self.SIGNAL, above])
        self.mistake("t.above", "never counts", "t_calls", "at least 1 and at most 0")

    def test_conditions_that_exclude_all_that_is_taken_over(self):
        second = {**self.FACT, "id": "t_more"}
        none = [{"fact": "t_calls", "max": 0}, {"fact": "t_more", "max": 0}]
        self.own(facts=[self.FACT, second])
        self.change(match=[{"fact": ["t_calls", "t_more"]}], when=none)
        self.mistake("t.locks", "exclude all facts")

    def test_clauses_that_cannot_match(self):
        for clause, word in (
                ({"call": ["a.b"], "awaited": True, "within": "sync"}, "awaited"),
                ({"call": ["a.b"], "keyword": "x", "not_keyword": "x"}, "not_keyword"),
                ({"call": ["a.b"], "reaches": "t_calls", "not_reaches": "t_calls"}, "not_reaches"),
                ({"base": ["a.B"], "attrs": {"x": "1"}, "not_attrs": {"x": "*"}}, "not_attrs")):
            self.change(match=[{"call": ["c.d"]}, clause])
            self.mistake("t.locks", "match[1]", "never matches", word)
        self.own(facts=[{**self.FACT, "match": [{"call": ["a.b"], "roles": ["test"]}]}])
        self.change()
        self.mistake("t.locks", "match[0]", "never matches", "roles")

    def test_advice_that_is_never_given(self):
        path = self.rules / "advice.json"
        data = json.loads(path.read_text())
        data["advice"][0].update(of="t.locks", when=[{"fact": "t.locks", "max": 0}])
        data["advice"][0].pop("from", None)
        path.write_text(json.dumps(data))
        self.mistake(data["advice"][0]["id"], "never", "t.locks")
        data["advice"][0].update(when=[], **{"from": ["flask"]})
        path.write_text(json.dumps(data))
        self.change(kind_on={"flask": "ignore"})
        self.mistake(data["advice"][0]["id"], "never given", "t.locks")

    def test_conditions_that_say_nothing(self):
        self.change(when=[{"fact": "functions", "min": 0}])
        self.assertIn("always holds", *self.remarks())
        self.change(when=[{"fact": "functions", "min": 0, "max": 9}])
        self.assertEqual(self.remarks(), [])

    def test_names_that_stand_twice(self):
        self.change(match=[{"call": ["shed.lock.*", "shed.lock.take"]}])
        self.assertIn('"shed.lock.take" is already in "shed.lock.*"', *self.remarks())

    def test_two_signals_that_count_the_same(self):
        other = {**self.SIGNAL, "id": "u.locks", "match": [{"call": ["shed.lock.take"]}]}
        self.own(signals=[self.SIGNAL, other])
        self.assertIn('"t.locks" and "u.locks" of claim 7 both count: call shed.lock.take', *self.remarks())
        for difference in ({"claims": [8]}, {"lean": 0.5}, {"kind": "forced"},
                           {"when": [{"fact": "t_calls", "max": 0}]},
                           {"match": [{"call": ["shed.lock.take"], "within": "async"}]},
                           {"match": [{"call": ["shed.lockers.take"]}]}):
            self.own(signals=[self.SIGNAL, {**other, "examples": self.SIGNAL["examples"], **difference}])
            both = [text for text in self.remarks() if "both count" in text]
            self.assertEqual(both, [], difference)

    def test_signals_that_nothing_shows(self):
        self.change(examples=self.SIGNAL["examples"][1:])
        self.assertEqual(self.remarks(), ['signal "t.locks": counts nothing in any example'])
        self.assertEqual(run("rules", "check", self.rules, "--strict").returncode, 3)

    def test_fixtures(self):
        self.change(examples=self.SIGNAL["examples"][1:])
        fixtures = self.folder / "fixtures"
        (fixtures / "shop/input").mkdir(parents=True)
        (fixtures / "shop/input/views.py").write_text("import shed\n")
        self.assertEqual(self.remarks("--fixtures", fixtures), [
            f'{kind}: counts nothing in any example or project'
            for kind in ('fact "t_calls"', 'signal "t.locks"')])
        (fixtures / "shop/input/views.py").write_text("import shed\nshed.lock.take()\n")
        self.assertEqual(self.remarks("--fixtures", fixtures), [])
        shutil.rmtree(fixtures / "shop")
        self.assert_refused(run("rules", "check", self.rules, "--fixtures", fixtures), "no project")

    def test_wrong_words(self):
        self.assert_refused(run("rules"), "rules check")
        self.assert_refused(run("rules", "check", "a", "b"), "one DIR")
        self.assert_refused(run("rules", "check", "a", "--rules", "b"), "not both")
        self.assert_refused(run("rules", "test", "--fixtures", "a"), "--fixtures")
        self.assert_refused(run("rules", "list", "a"), "no ID")


class Examples(Rules):
    def test_examples_that_hold(self):
        result = run("rules", "test", "t.locks", "--strict", "--rules", self.rules)
        self.assertEqual((result.returncode, result.stdout), (0, b"1 rule, 2 examples: all hold\n"))

    def test_an_example_that_does_not_hold(self):
        lines = {"shop/views.py": ["import shed", "shed.lock.take()"]}
        self.change(examples=[{"count": 0, "why": "so I thought", "files": lines},
                              {"count": 2, "files": lines}])
        result = run("rules", "test", "t.locks", "--rules", self.rules)
        self.assertEqual(result.returncode, 1)
        text = result.stdout.decode()
        for words in ("t.locks, example 1 counts 1 and should not count", "so I thought",
                      "shop/views.py:2  shed.lock.take()", "example 2 counts 1 instead of 2",
                      "0 hold, 2 do not"):
            self.assertIn(words, text)

    def test_signals_without_examples(self):
        self.change(examples=self.SIGNAL["examples"][:1])
        result = run("rules", "test", "t.locks", "--rules", self.rules)
        self.assertEqual(result.returncode, 0)
        self.assertIn(b"1 without a look-alike that must not count: t.locks", result.stdout)
        self.assertEqual(run("rules", "test", "--strict", "--rules", self.rules).returncode, 3)

    def test_an_unknown_signal(self):
        self.assert_refused(run("rules", "test", "admin.action"), "admin.action", "admin.actions")


class Guide(Rules):
    """The signal that rules/README.md adds step by step."""

    def setUp(self):
        super().setUp()
        text = (ROOT / "rules/README.md").read_text().split("## Add a signal, step by step")[1]
        self.signal = json.loads(text.split("```json\n")[1].split("```")[0])
        path = self.rules / "signals/pages.json"
        data = json.loads(path.read_text())
        others = [s for s in data["signals"] if s["id"] != self.signal["id"]]  # who follows it, has it
        data["signals"] = [*others, self.signal]
        path.write_text(json.dumps(data))

    def test_the_signal_of_the_guide(self):
        mistakes, remarks = self.check(code=0)
        name = self.signal["id"]
        self.assertEqual([text for text in mistakes + remarks if name in text], [])
        result = run("rules", "test", name, "--strict", "--rules", self.rules)
        self.assertEqual((result.returncode, result.stdout), (0, b"1 rule, 2 examples: all hold\n"))
        for path, lines in self.signal["examples"][0]["files"].items():
            self.write(path, "\n".join(lines) + "\n")
        result = run("explain", name, "--rules", self.rules, "--here", self.folder)
        self.assertIn(b"It counts 1.", result.stdout)


class List(Rules):
    def rows(self, *arguments):
        result = run("rules", "list", "--rules", self.rules, *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertLessEqual(max(map(len, result.stdout.decode().splitlines())), 80)
        return result.stdout.decode()

    def test_by_criterion(self):
        text = self.rows()
        under = text.split("Structure (structure)")[1]
        self.assertRegex(under, r"t\.locks +need +Django 0\.5 +1 +1 \+ 1")

    def test_by_claim(self):
        under = self.rows("--claims").split("\n7  ")[1].split("\n8  ")[0]
        self.assertIn("t.locks", under)

    def test_rules_of_findings_are_there(self):
        for arguments in ((), ("--claims",)):
            self.assertRegex(self.rows(*arguments).split("findings)\n")[1], r"SOG102  error +Sleep on the event loop\n")
        findings = json.loads(self.rows("-o", "json"))["findings"]
        self.assertEqual([(f["name"], f["level"]) for f in findings if f["id"] == "SOG301"],
                         [("route-of-left-framework", "warning")])

    def test_as_json(self):
        signals = json.loads(self.rows("-o", "json"))["signals"]
        self.assertEqual([s["kind"] for s in signals if s["id"] == "t.locks"], ["need"])

    def test_wrong_format(self):
        self.assert_refused(run("rules", "list", "-o", "xml"), "xml", "text, json")
        self.assert_refused(run("rules", "test", "-o", "json"), "rules list")


class Explain(Rules):
    VALUES = {  # for options that are not `true`
        "not_inside": "a",
        "roles": ["test"], "within": "async", "base_at": "direct", "awaits": "nothing",
        "class_in": "t_classes", "not_class_in": "t_classes", "reached_from": "t_calls",
        "not_reached_from": "t_calls", "reaches": "t_calls", "not_reaches": "t_calls",
        "version_below": "4.2", "mount": "slash", "prefix": "url_prefix", "module": "urlpatterns",
        "below": "{pk}/", "min_args": 2, "keyword": "table", "keyword_value": "True",
        "not_keyword": "table", "target": "urlpatterns", "first_arg": "/*", "argument": "a.b",
        "attrs": {"^Meta.managed": "False"}, "not_attrs": {"Meta.abstract": "True"},
        "not_named": "create_app", "not_in": "*/alembic/*",
        "not_string_arg": "*.xml", "parameter": "*client"}
    PATTERNS = {"syntax": "functions", "fact": "t_calls", "setting": "CACHES",
                "setting_value": "CACHES=*", "dependency": "django", "attribute": "is_staff"}

    def explain(self, *arguments):
        result = run("explain", "--rules", self.rules, *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertLessEqual(max(map(len, result.stdout.decode().splitlines())), 80)
        return " ".join(result.stdout.decode().split())

    def words(self, clause):
        self.own(facts=[self.FACT, {"id": "t_classes", "title": "t", "match": [{"base": ["a.B"]}]},
                        {**self.FACT, "id": "t_own", "match": [clause]}])
        return self.explain("t_own")

    def test_every_predicate_and_option_has_words(self):
        schema = json.loads((ROOT / "rules/schema/clause.schema.json").read_text())
        predicates = [item["required"][0] for item in schema["oneOf"]]
        seen = set()
        for key in schema["properties"]:
            if key in predicates:
                plain = self.words({key: [self.PATTERNS.get(key, "a.b")]})
                self.assertNotIn(plain, seen, key)
                seen.add(plain)
                continue
            needed = schema["dependentSchemas"].get(key, {}).get("anyOf", [{"required": ["call"]}])
            clause = {word: [self.PATTERNS.get(word, "a.b")] for word in needed[0]["required"]}
            if key == "keyword_value":
                clause["keyword"] = "table"
            value = self.VALUES.get(key, True)
            self.assertNotEqual(self.words(clause), self.words({**clause, key: value}), key)

    def test_words_of_some_options(self):
        for clause, words in (
                ({"decorator": ["a.b"], "returns": True}, "on a function that says what it returns"),
                ({"decorator": ["a.b"], "awaits": "nothing"}, "whose function waits for nothing"),
                ({"dependency": ["x"], "version_below": "4.2"}, "no release allowed from 4.2 on"),
                ({"base": ["a.B"], "attrs": {"^Meta.x": "True"}},
                 "whose body sets Meta.x to True (there or in a base)"),
                ({"call": ["a.b"], "reached_from": "t_calls"},
                 "that calls lead to from what this fact found: t_calls"),
                ({"call": ["a.b"], "mount": "slash", "prefix": "path", "prefix_first": True},
                 "that path is the keyword path or the first argument"),
                ({"definition": ["create_*"], "not_named": "create_app"}, "except create_app"),
                ({"field": ["a.b"], "per_class": True}, "one for each class")):
            self.assertIn(words, self.words(clause))

    def test_a_signal(self):
        self.change(when=[{"fact": "functions", "max": 4}], kind_on={"flask": "ignore"},
                    strength={"weight": 2, "half": 3, "per": "route_files", "share": 0.5})
        text = self.explain("t.locks")
        for words in ("Because.", '"{n} locks"', "what t_calls found (calls)",
                      "Only if functions is at most 4; otherwise it counts 0.",
                      "On flask it does not apply.", "It speaks for Django (lean -0.5, weight 2)",
                      "At most 1.00 points, half of them at a count of 3",
                      "later by 0.5 for each of route_files", "Claim 7:", "> 2 shed.lock.take()",
                      "This must not count: another shed"):
            self.assertIn(words, text)

    def test_prices_and_advice(self):
        data = json.loads((self.rules / "effort.json").read_text())
        data["efforts"][0].update(id="t.price", of="t.locks", points=5, kind="cost", **{"from": "django"})
        data["scale"]["cost_days"]["value"] = 0.5
        (self.rules / "effort.json").write_text(json.dumps(data))
        data = json.loads((self.rules / "advice.json").read_text())
        data["advice"][0].update(id="t.advice", title="Fewer locks", of="t.locks", decisions=["stay", "split"],
                                 when=[{"fact": "t.locks", "min": 2}], step=3, **{"from": ["django"]})
        (self.rules / "advice.json").write_text(json.dumps(data))
        text = self.explain("t.locks")
        self.assertIn("t.price: from Django to FastAPI, 5 points, about 2.5 person-days for each", text)
        self.assertIn("t.advice: Fewer locks, when the verdict is stay or split, on django", text)
        text = self.explain("t.price")
        for words in ("a price of a move", "As often as t.locks (Locks) counts",
                      "leaves Django for FastAPI", "5 points, about 2.5 person-days"):
            self.assertIn(words, text)
        text = self.explain("t.advice")
        for words in ("a piece of advice", "if t.locks (Locks) found something",
                      "Only if t.locks (Locks) is at least 2; otherwise it is not given.", "is 3."):
            self.assertIn(words, text)
        self.write("shop/views.py", "import shed\nshed.lock.take()\n")
        for name in ("t.price", "t.advice"):
            self.assertIn("It counts 1. shop/views.py:2", self.explain(name, "--here", self.folder))

    def test_every_rule_can_be_explained(self):
        signals = json.loads(run("rules", "list", "-o", "json").stdout)["signals"]
        ids = [s["id"] for s in signals[::20]]
        for name, key in (("effort", "efforts"), ("advice", "advice"), ("matrix", "criteria")):
            ids += [rule["id"] for rule in json.loads((ROOT / f"rules/{name}.json").read_text())[key]]
        ids += [path.stem for path in (ROOT / "rules/frameworks").glob("*.json")]
        ids += json.loads((ROOT / "rules/matrix.json").read_text())["numbers"]
        for name in ids + ["async_functions"]:
            self.assertTrue(self.explain(name).startswith(name), name)

    def test_built_in_rules_are_those_of_the_folder(self):
        ids = [fact["id"] for path in (ROOT / "rules/facts").glob("*.json")
               for fact in json.loads(path.read_text())["facts"]]
        signals = json.loads(run("rules", "list", "-o", "json").stdout)["signals"]
        for name in ids[::3] + [signal["id"] for signal in signals[::6]] + ["stay.queue"]:
            self.assertEqual(run("explain", name).stdout,
                             run("explain", name, "--rules", ROOT / "rules").stdout, name)

    def test_here(self):
        self.write("shop/views.py", "import shed\nshed.lock.take()\n")
        text = self.explain("t.locks", "--here", self.folder)
        self.assertIn("It counts 1. shop/views.py:2 shed.lock.take()", text)
        self.write("shop/views.py", "import shed\n")
        self.assertIn("Nothing was found.", self.explain("t.locks", "--here", self.folder))

    def test_an_id_that_is_not_there(self):
        for word, meant in (("admin.action", "admin.actions"), ("threshold.migrat", "threshold.migrate"),
                            ("fastpi", "fastapi"), ("django_fastapi.form", "django_fastapi.forms"),
                            ("stay.queu", "stay.queue"), ("webhooks", "service.webhooks")):
            self.assert_refused(run("explain", word), f'there is no rule "{word}"', "did you mean", meant)
        self.assert_refused(run("explain", "zzzzzz"), "zzzzzz", "rules list")
        self.assert_refused(run("explain"), "ID of a signal", "rules list")
        self.assert_refused(run("explain", "a", "b"), "--here")
        self.assert_refused(run("explain", "admin.actions", "a", "b", "--here"), "one PATH")


if __name__ == "__main__":
    sys.exit(test_cli.main())
