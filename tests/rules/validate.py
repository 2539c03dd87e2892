# SPDX-License-Identifier: MIT
"""Validates rules/*.json against rules/schema/ with a real validator, and the schemas against the C code.

The reader in src/rules/ checks more (references, dotted names); the schemas are for editors and authors,
so what they say must not differ: the predicates, options and numbers are compared with the sources.

    validate.py [--stayorgo PROGRAM]      (the program is not needed)
"""

import json
import re
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"

FILES = {
    "facts": "facts/*.json",
    "signals": "signals/*.json",
    "findings": "findings/*.json",
    "framework": "frameworks/*.json",
    "names": "names.json",
    "matrix": "matrix.json",
    "profile": "profile.json",
    "effort": "effort.json",
    "advice": "advice.json",
}

FACT = {"id": "a", "title": "t", "match": [{"call": ["a.b"]}]}
SCALE = {**{key: {"value": 1, "why": "w"} for key in ("cost_days", "blocker_days", "low", "high",
                                                      "untested")}, "tests": "a", "assumption": "a"}
EFFORT = {"id": "a.b", "title": "t", "why": "w", "say": ["one", "{n} forms"], "kind": "cost",
          "from": "django", "to": "fastapi", "of": "c.d", "points": 3}
ADVICE = {"id": "a.b", "title": "t", "why": "w", "say": ["one", "{n} calls"], "of": "c.d",
          "decisions": ["stay"], "step": 1}


FINDING = {"id": "SOG101", "name": "a-b", "level": "note", "source": "match", "weight": 5, "title": "t", "why": "w",
           "todo": "t", "say": "s", "match": [{"call": ["a.b"]}]}


def findings(**changes):
    return {"findings": [{k: v for k, v in {**FINDING, **changes}.items() if v is not None}]}


def efforts(**changes):
    return {"scale": SCALE, "efforts": [{k: v for k, v in {**EFFORT, **changes}.items() if v is not None}]}


def advice(**changes):
    return {"advice": [{k: v for k, v in {**ADVICE, **changes}.items() if v is not None}]}


# Each must be accepted, so that what is refused below is refused for its one mistake.
ACCEPTED = {
    "facts": [{"facts": [FACT]}],
    "findings": [findings(), findings(source="loop", say_through="s", not_through="a"),
                 findings(source="for", match=None), findings(links=["https://a.b"], read={"places": 10, "right": 9, "projects": 4})],
    "effort": [efforts(), efforts(kind="carries", points=None)],
    "advice": [advice(), advice(to=["fastapi"], when=[{"fact": "a", "max": 0}])],
}

# Each must be refused, so that a schema that accepts everything is noticed.
REFUSED = {
    "facts": [
        {},
        {"facts": [{**FACT, "id": "Upper"}]},
        {"facts": [{**FACT, "match": []}]},
        {"facts": [{**FACT, "colour": "red"}]},
        {"facts": [{**FACT, "match": [{"call": ["a..b"]}]}]},
        {"facts": [{**FACT, "match": [{"call": ["a"], "base": ["b"]}]}]},
        {"facts": [{**FACT, "match": [{"within": "async"}]}]},
        {"facts": [{**FACT, "match": [{"base": ["a"], "awaited": True}]}]},
        {"facts": [{**FACT, "match": [{"call": ["a"], "keyword_value": "True"}]}]},
    ],
    "findings": [
        findings(id="sog101"), findings(id="SOG1"), findings(name="A b"), findings(level="fatal"),
        findings(source="loop"), findings(say_through="s"), findings(not_through="a"), findings(match=None),
        findings(source="unused"), findings(links=["http://a.b"]), findings(weight=101),
        findings(read={"places": 0, "right": 0, "projects": 0}), findings(read={"places": 2, "right": 2}),
        findings(todo=None), findings(colour="red"),
    ],
    "signals": [{"signals": [{"id": "a"}]}],
    "framework": [{"id": "a", "title": "t", "side": "rails"}],
    "names": [{"aliases": {"a b": "c"}, "classes": {}, "generic": []}],
    "matrix": [{"criteria": [], "numbers": {}}],
    "profile": [{"profile": [{"of": "a.b"}]}],
    "effort": [
        {"scale": SCALE},
        {"scale": {**SCALE, "low": {"value": 2, "why": "w"}}, "efforts": []},
        {"scale": {**SCALE, "high": {"value": 0.5, "why": "w"}}, "efforts": []},
        {"scale": {**SCALE, "cost_days": {"value": 1}}, "efforts": []},
        {"scale": {**SCALE, "cost_days": {"value": 0, "why": "w"}}, "efforts": []},
        efforts(points=4), efforts(points=None), efforts(kind="carries"), efforts(kind="free"),
        efforts(to="other"), efforts(say=["one", "forms"]), efforts(colour="red"),
    ],
    "advice": [
        advice(decisions=[]), advice(decisions=["leave"]), advice(step=0), advice(of=None),
        advice(to=[]), advice(when=[{"fact": "a"}]), advice(say=["one"]), advice(colour="red"),
    ],
}


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def errors_of(validator, document):
    return [f"at {e.json_path}: {e.message[:300]}" for e in validator.iter_errors(document)]


def validators():
    schemas = {p.name: load(p) for p in sorted((RULES / "schema").glob("*.schema.json"))}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    registry = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return {
        name: Draft202012Validator(schemas[f"{name}.schema.json"], registry=registry)
        for name in FILES
    }


def check_rules(checkers):
    for name, pattern in FILES.items():
        paths = sorted(RULES.glob(pattern))
        if not paths:
            yield f"rules/{pattern}: no such file"
        for path in paths:
            for error in errors_of(checkers[name], load(path)):
                yield f"{path.relative_to(ROOT)}: {error}"


def check_refusals(checkers):
    for name, documents in ACCEPTED.items():
        for document in documents:
            for error in errors_of(checkers[name], document):
                yield f"rules/schema/{name}.schema.json refuses {json.dumps(document)}: {error}"
    for name, documents in REFUSED.items():
        for document in documents:
            if not errors_of(checkers[name], document):
                yield f"rules/schema/{name}.schema.json accepts {json.dumps(document)}"


def check_every_file_has_a_schema():
    with_schema = {path for pattern in FILES.values() for path in RULES.glob(pattern)}
    for path in sorted(set(RULES.rglob("*.json")) - with_schema):
        if path.parent.name != "schema":
            yield f"{path.relative_to(ROOT)}: no schema is for it"


def check_measured_rows():
    """Each line of "How the four rows are measured": ids of signals of that row and side."""
    signals = {s["id"]: s for path in sorted(RULES.glob("signals/*.json")) for s in load(path)["signals"]}
    rows = {c["title"]: c["id"] for c in load(RULES / "matrix.json")["criteria"]}
    readme = (RULES / "README.md").read_text(encoding="utf-8")
    section = readme.split("## How the four rows are measured")[1].split("\n## ")[0]
    lines = re.findall(r"^(\d+)\. \*\*([^*→]+?)(?: → (Django|FastAPI))?\*\*: (.*)$", section, re.MULTILINE)
    if [number for number, *_ in lines] != [str(n) for n in range(1, 11)]:
        yield "rules/README.md: the rows are not measured in ten lines"
    for number, title, side, text in lines:
        for name in re.findall(r"`([a-z_]+\.[a-z_*]+)`", text):
            found = [s for key, s in signals.items() if key == name or
                     (name.endswith(".*") and key.startswith(name[:-1]))]
            if not found:
                yield f"rules/README.md: line {number}: there is no signal {name}"
            for signal in found:
                leans = {"Django": signal["lean"] < 0, "FastAPI": signal["lean"] > 0}.get(side, True)
                if signal["criterion"] != rows.get(title) or not leans:
                    yield f"rules/README.md: line {number}: {signal['id']} does not speak for {title} → {side}"


def keys_in_sources():
    rules_h = (ROOT / "src/model/rules.h").read_text(encoding="utf-8")
    clause_c = (ROOT / "src/rules/rules_clause.c").read_text(encoding="utf-8")
    predicates = re.findall(r"^\s*PREDICATE\(\w+, (\w+),", rules_h, re.MULTILINE)
    options = re.findall(r'^\s*\{"(\w+)", OPTION_', clause_c, re.MULTILINE)
    return set(predicates) | set(options)


def check_clause_keys():
    in_schema = set(load(RULES / "schema/clause.schema.json")["properties"])
    in_sources = keys_in_sources()
    readme = (RULES / "README.md").read_text(encoding="utf-8")
    for key in sorted(in_schema ^ in_sources):
        yield f"clause key {key}: only in {'the schema' if key in in_schema else 'the sources'}"
    for key in sorted(in_sources):
        if f"`{key}`" not in readme and f'`"{key}"' not in readme:
            yield f"clause key {key}: not in rules/README.md"


def main():
    checkers = validators()
    problems = [*check_rules(checkers), *check_refusals(checkers),
                *check_every_file_has_a_schema(), *check_measured_rows(), *check_clause_keys()]
    print("\n".join(problems) if problems else "the rule files and their schemas agree")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
