# SPDX-License-Identifier: MIT
"""The report as Markdown, read by two readers of Markdown: scanned text must forge nothing.

Every nasty name is put wherever scanned text can reach a report, and the same report is made with a tame
name. What markdown-it-py makes of both must have the same structure, and what cmark-gfm (GitHub's own
reader, with its autolinks) shows must hold no tag but the few of ours, and no text in which GitHub or
GitLab would find a mention, a reference, a link or a formula. Code spans are left alone by both hosts.
"""

import html.parser
import json
import pathlib
import re
import sys
import unittest

import cmarkgfm
import test_cli
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from test_cli import APP, Case, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ("django_saas_admin", "syntax_errors", "monorepo_three_services", "fastapi_llm_sse")

NASTY = [
    "[x](http:evil.example)", "![x](y)", "[x]: y", "[^1]", "[ ] x", "<img src=x onerror=y>", "<b>", "</details>",
    "<!--", "-->", "<script>", "&lt;b&gt;", "&#64;octocat", "@octocat", "@team-x", "me@mail.example", "#123",
    "owner@16c999e8c71134401a78d4d46435517b2271d6ac", "16c999e8c71134401a78d4d46435517b2271d6ac", "GH-12", "gl-12",
    "!12", "%12", "~12", "~bug", "^alert#1", "&12", "$12", "$x$", "$`x`$", "$$", "www.evil.example", "mailto:a@b.cd",
    "http:", ":smile:", "*a* **b** _c_ __d__ ~~e~~", "__init__", "`", "``", "a`b``c```d", "`a", "a`", "``` x", "~~~",
    "\\", "\\\\", "\\`", "a\\", "|", "a|b", "\\|", "|---|", "# x", "## x ##", "- x", "-", "---", "+ x", "* x", "1. x",
    "1) x", "123456789. x", "> x", "> [!NOTE]", "===", "    x", "\tx", "x  ", " ", "  `  ", "a\nb", "a\n\nb", "a\r\nb",
    "a\n- b", "a\n::error::b", "::error::x", "  ::error::x", "##[error]x", "##vso[task.complete]", "##teamcity[x]",
    "\x1b[31mred", "\x07", "\x7f", "\u202etxt", "\u2066x", "\u200b", "\u2028x", "\ufeffx", "\x85x", "é", "漢字", "😀",
    "%0A::error::x", "<details><summary>x", "a</summary>b", "{{x}}", "{n}", "%s%n", "/close", "/lgtm", "/merge",
]

STRUCTURE = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "table", "thead", "tbody", "tr", "th",
             "td", "strong", "hardbreak", "html_block", "inline", "text", "code_inline"}
TAGS = {"h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "br", "code", "details",
        "summary"}
HTML_BLOCK = re.compile(r"<details><summary>[A-Z][\w ,:()-]+</summary>\n|</details>\n?")
# What hosts look for in the text that is shown; our own zero-width space parts it.
REFERENCE = re.compile(r"@\w|[#!%~&^$]\d|\$|[~%]\w|\bG[HL]-\d|://|www\.|mailto:\w|:[\w+-]+:|\b[0-9a-f]{7,40}\b|::|##", re.I)
COMMAND = re.compile(r"^\s*(::|/\w)|##\[|##vso\[|##teamcity\[", re.M)


def skeleton(markdown):
    """The structure, without the words: what stands between two other things is one piece or none."""
    found = []

    def add(kind):
        if kind not in ("text", "code_inline"):
            found.append(kind)

    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        kind = re.sub("_(open|close)$", "", token.type)
        assert kind in STRUCTURE, f"{token.type}: {token.content!r}"
        if kind == "html_block":
            assert HTML_BLOCK.fullmatch(token.content), token.content
        add(f"{token.type} {token.tag}{token.level}")
        for child in token.children or []:
            inner = re.sub("_(open|close)$", "", child.type)
            assert inner in STRUCTURE, f"{child.type}: {child.content!r} in {token.content!r}"
            add(child.type)
    return found


class Shown(html.parser.HTMLParser):
    """The tags of a page, its text outside code, and its code."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.code, self.in_code = set(), [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(" ".join([tag, *(name for name, _ in attributes if name != "align")]))
        self.in_code = self.in_code or tag == "code"
        (self.code if self.in_code else self.text).append("" if self.in_code else "\n")

    def handle_endtag(self, tag):
        self.in_code = self.in_code and tag != "code"
        self.text.append("\n")

    def handle_data(self, data):
        if self.in_code:
            self.code[-1] += data
        else:
            self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(markdown):
    return Shown(cmarkgfm.github_flavored_markdown_to_html(
        markdown, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES))


class Markdown(Case):
    def markdown(self, *arguments, **more):
        result = run(*arguments, "-o", "markdown", **more)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return result.stdout.decode()

    def check(self, markdown):
        page = shown(markdown)
        self.assertLessEqual(page.tags, TAGS)
        text = "".join(page.text)
        self.assertIsNone(REFERENCE.search(text), text)
        self.assertIsNone(COMMAND.search(markdown), markdown)
        self.assertNotRegex(markdown, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
        self.assertLessEqual(len(markdown), 65536)
        return page

    def test_fixtures(self):
        for name in FIXTURES:
            with self.subTest(name):
                markdown = self.markdown("scan", ROOT / "fixtures" / name / "input")
                self.check(markdown)
                self.assertIn("heading_open h20", skeleton(markdown))

    def monorepo(self, names):
        for number, name in enumerate(names):
            self.write(f"{name}/pyproject.toml", f'[project]\nname = "api{number}"\ndependencies = ["fastapi"]\n')
            self.write(f"{name}/{name}.py", APP)
            self.write(f"{name}/bad{name}.py", "def (:\n")
        return self.markdown("scan", self.folder)

    def test_names_of_folders_and_files(self):
        names = [name for name in NASTY if name.strip() and "/" not in name and "{{" not in name][::4]
        tame = [f"name{number}" for number in range(len(names))]
        self.assertGreater(len(names), 20)
        tame = skeleton(self.monorepo(tame))
        self.setUp()
        markdown = self.monorepo(names)
        self.assertEqual(skeleton(markdown), tame)
        page = self.check(markdown)
        paths = {p["path"] for p in self.report()["problems"]}
        self.assertEqual(len(paths), len(names))
        for path in paths:
            self.assertIn(path + ":1", "".join(page.code))

    def test_the_name_of_the_project_and_its_lines(self):
        def project(name):
            self.write("pyproject.toml", "[project]\nname = " + json.dumps(name) + '\ndependencies = ["fastapi"]\n')
            self.write("app.py", APP.replace("'/'", json.dumps("/" + name)) * 3)
            return self.markdown("scan", self.folder)

        tame = skeleton(project("name"))
        for name in NASTY:
            with self.subTest(name):
                markdown = project(name)
                self.check(markdown)
                self.assertEqual(skeleton(markdown), tame)

    def saved(self, fixture, name):
        """A report in which all that was scanned is `name`."""
        report = json.loads(run("scan", "-o", "json", ROOT / "fixtures" / fixture / "input").stdout)
        report["tool"]["version"] = name
        for project in report["projects"]:
            project["name"] = name
            for signal in project["signals"]:
                signal["names"] = [name for _ in signal["names"]]
                for place in signal["evidence"]:
                    place.update(path=f"{name.strip('/') or 'a'}.py", text=name, detail=name)
        report["problems"] = [{"kind": "syntax", "path": f"{name.strip('/') or 'a'}.py", "line": 3, "text": name}]
        return json.dumps(report).encode()

    def test_saved_reports(self):
        for fixture in FIXTURES[:2]:
            changed = "--set", "inertia=0.9"
            tame = skeleton(self.markdown("rescore", "-", *changed, stdin=self.saved(fixture, "name")))
            for name in NASTY:
                with self.subTest(fixture=fixture, name=name):
                    markdown = self.markdown("rescore", "-", *changed, stdin=self.saved(fixture, name))
                    self.check(markdown)
                    self.assertEqual(skeleton(markdown), tame)

    def test_rescored_is_scanned(self):
        self.write("app.py")
        report = run("scan", "-o", "json", self.folder).stdout
        self.assertEqual(self.markdown("rescore", "-", stdin=report), self.markdown("scan", self.folder))
        changed = self.markdown("rescore", "-", "--set", "threshold.evidence=0", stdin=report)
        self.assertIn("\n### Decided again\n\nThe verdict was: undecided. It is now: stay ", changed)

    def test_two_reports_and_a_file(self):
        self.write("app.py")
        target = pathlib.Path(self.temporary.name, "report.md")
        one = self.markdown("scan", self.folder)
        self.assertEqual(self.markdown("scan", self.folder, self.folder), f"{one}\n{one}")
        self.assertEqual(run("scan", "-o", f"markdown:{target}", self.folder).stdout, b"")
        self.assertEqual(target.read_text(encoding="utf-8"), one)


class Readers(unittest.TestCase):
    """The checks above see what they look for."""

    def test_forged_structure_is_seen(self):
        for forged in ("[x](y)", "![x](y)", "<b>x</b>", "> x", "```\nx\n```", "---", "    x", "<div>\n", "~~x~~", "*x*"):
            with self.subTest(forged), self.assertRaises(AssertionError):
                skeleton(forged)
        self.assertNotEqual(skeleton("- x"), skeleton("- - x"))

    def test_forged_text_is_seen(self):
        for forged in ("www.evil.example", "http://evil.example", "a@b.cd", "[^1]\n\n[^1]: x", "- [ ] x"):
            with self.subTest(forged):
                self.assertTrue(shown(forged).tags - TAGS)
        for forged in ("@x", "#1", "o/r#1", "!1", "$x$", ":tada:", "GH-1", "16c999e8c", "::x"):
            with self.subTest(forged):
                self.assertIsNotNone(REFERENCE.search("".join(shown(forged).text)))
                self.assertIsNone(REFERENCE.search("".join(shown(f"`{forged}`").text)))


if __name__ == "__main__":
    sys.exit(test_cli.main())
