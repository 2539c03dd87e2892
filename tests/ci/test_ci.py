# SPDX-License-Identifier: MIT
"""`stayorgo ci` in jobs as hosts set them up, read as hosts read them (tests/ci/runner.py, tests/cli/hosts.py).

None of these hosts runs here: what they do with what is printed is applied as they document it.
"""

import json
import os
import pathlib
import re
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree

import cmarkgfm
import runner
from checkout import BAD, BAD_LINE, GOOD, NAME, Job, Project, clean
from repository import git, main
from runner import hosts

PROGRAM = os.environ.get("STAYORGO", "")
EVIL = "x\n::error::forged\r##[error]forged ##vso[task.complete]x\nforged<<EOF\nsarif=/etc\nEOF\n\u202e\x1b[2J"


class Case(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name).resolve()

    def project(self, **more):
        return Project(self.folder, **more)

    def ci(self, *arguments, cwd, env):
        """One step that runs the program."""
        return runner.run_step([PROGRAM, "ci", *map(os.fsdecode, arguments)], cwd, env)

    def assert_one_sentence(self, step, *words):
        self.assertEqual(step.code, 2, step.stderr)
        sentences = [line for line in step.stderr.splitlines() if line.startswith("stayorgo: ")]
        self.assertEqual(len(sentences), 1, step.stderr)
        for word in words:
            self.assertIn(word, sentences[0])

    def sarif(self, folder, name="stayorgo.sarif"):
        return json.loads((folder / name).read_text())["runs"][0]


class GitHub(Case):
    def links(self, step):
        """Where the summary leads, as GitHub's own parser of Markdown reads it."""
        return re.findall('href="([^"]*)"', cmarkgfm.github_flavored_markdown_to_html(step.summary))

    def assert_finds(self, job, step):
        """The one that the request brings, wherever it is told."""
        (error,) = [c for c in step.annotations["error"] if "file" in c.properties]
        self.assertEqual((error.properties["file"], error.properties["line"]), ("shop/api.py", str(BAD_LINE)))
        self.assertIn("SOG101", error.properties["title"])
        self.assertEqual(step.outputs["new-findings"], "1")
        self.assertEqual(step.outputs["base"], job.project.tip)
        self.assertIn("(SOG101)", step.summary)
        self.assertIn(f"Since {job.target} (", step.summary)
        self.assertIn(f"stayorgo: GitHub Actions, pull request, compared with {job.target} ({job.project.tip[:12]})",
                      step.stderr)
        self.assertEqual({c.name for c in step.commands} - {"error", "warning", "notice"}, set())
        self.assertEqual(step.dropped, 0)

    def test_a_pull_request(self):
        job = self.project().change("slow").checkout("slow")
        step = self.ci(cwd=job.workspace, env=job.github())
        self.assertEqual(step.code, 0, step.stderr)
        self.assert_finds(job, step)
        self.assertIn("no gate, as none is asked for", step.stderr)
        self.assertEqual(len(step.stderr.splitlines()), 3)
        self.assertEqual(step.outputs["decision"], "undecided")
        self.assertEqual(step.outputs["failed-gates"], "")
        self.assertEqual(step.outputs["sarif"], "stayorgo.sarif")
        pages = f"https://github.example/{NAME}/blob/{job.sha}/"
        self.assertEqual(self.links(step)[0], f"{pages}shop/api.py#L{BAD_LINE}")
        self.assertEqual([link for link in self.links(step) if not link.startswith(pages)], [])
        run = self.sarif(job.workspace)
        self.assertEqual(run["versionControlProvenance"][0], {
            "repositoryUri": "https://github.example/" + NAME, "revisionId": job.sha, "branch": "slow",
            "mappedTo": {"uriBaseId": "%SRCROOT%"}})
        self.assertEqual(run["automationDetails"], {"id": "stayorgo/"})
        self.assertIn("SOG101", [result["ruleId"] for result in run["results"]])

    def test_a_gate(self):
        job = self.project().change("slow").checkout("slow")
        step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=job.github())
        self.assertEqual(step.code, 1, step.stderr)
        self.assert_finds(job, step)
        self.assertEqual(step.outputs["failed-gates"], "new-finding")
        self.assertIn("gates: new-finding failed", step.stderr)
        self.assertIn("Gate new-finding", step.annotations["error"][0].message)
        self.assertTrue((job.workspace / "stayorgo.sarif").exists())

    def test_what_others_did_meanwhile_is_not_told(self):
        project = self.project().change("harmless", {"notes.py": "x = 1\n"})
        project.commit("main", {"shop/other.py": BAD})
        job = project.checkout("harmless")
        step = self.ci("--fail-on", "new-finding:note", cwd=job.workspace, env=job.github())
        self.assertEqual((step.code, step.outputs["new-findings"]), (0, "0"), step.stderr)

    def test_the_branch_itself_is_checked_out(self):
        job = self.project().change("slow").checkout("slow")
        git(job.workspace, "checkout", "-q", "origin/slow")
        step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=job.github())
        self.assertEqual(step.code, 1, step.stderr)
        self.assertEqual(step.outputs["base"], job.project.fork_point)

    def test_a_shallow_clone_without_the_base(self):
        job = self.project().change("slow").checkout("slow", depth=1)
        for more in ((), ("--fail-on", "new-finding"), ("--base", "origin/main")):
            with self.subTest(more):
                step = self.ci(*more, cwd=job.workspace, env=job.github())
                self.assert_one_sentence(step, "shallow", "fetch-depth: 0")
                self.assertEqual([c.properties["title"] for c in step.annotations["error"]], ["stayorgo"])
                self.assertIn("fetch-depth: 0", step.annotations["error"][0].message)
                self.assertEqual((step.outputs, step.summary), ({}, ""))
                self.assertFalse((job.workspace / "stayorgo.sarif").exists())

    def test_two_commits_are_enough(self):
        job = self.project().change("slow").checkout("slow", depth=2)
        step = self.ci(cwd=job.workspace, env=job.github())
        self.assertEqual(step.code, 0, step.stderr)
        self.assert_finds(job, step)

    def test_only_the_base_is_checked_out(self):
        job = self.project().change("slow").checkout("slow")
        git(job.workspace, "checkout", "-q", "origin/main")
        env = job.github(GITHUB_EVENT_NAME="pull_request_target", GITHUB_REF="refs/heads/main", GITHUB_SHA=job.project.tip)
        self.assert_one_sentence(self.ci(cwd=job.workspace, env=env), "nothing of this pull request is checked out")
        self.assertEqual(self.ci("--base", "origin/main", cwd=job.workspace, env=env).code, 0)

    def test_a_job_that_runs_again_after_the_merge(self):
        project = self.project().change("slow")
        number = project.request("slow")
        git(project.origin, "merge", "-q", "--no-ff", "-m", "merged", "slow")
        workspace = project.clone(f"refs/pull/{number}/merge", f"refs/remotes/pull/{number}/merge")
        job = Job(project, workspace, number, "slow", "main", False)
        step = self.ci("--fail-on", "new-finding", cwd=workspace, env=job.github())
        self.assertEqual(step.code, 1, step.stderr)
        self.assert_finds(job, step)

    def test_a_fork(self):
        job = self.project().change("slow").checkout("slow", fork=True)
        step = self.ci(cwd=job.workspace, env=job.github())
        self.assertEqual(step.code, 0, step.stderr)
        self.assert_finds(job, step)

    def push(self, job, before, **more):
        event = {"ref": "refs/heads/main", "before": before, "repository": {"default_branch": "main"}, **more}
        return job.github(GITHUB_EVENT_NAME="push", GITHUB_BASE_REF="", GITHUB_HEAD_REF="",
                          GITHUB_REF=event["ref"], GITHUB_EVENT_PATH=job.event_file(event))

    def test_a_push(self):
        job = self.project().change("slow").checkout("slow")
        step = self.ci(cwd=job.workspace, env=self.push(job, job.project.first))
        self.assertEqual(step.code, 0, step.stderr)
        self.assertEqual((step.outputs["base"], step.outputs["new-findings"]), (job.project.first, "1"))
        self.assertIn(f"GitHub Actions, push, compared with {job.project.first[:12]}\n", step.stderr)

    def test_a_push_with_nothing_before(self):
        job = self.project().change("slow").checkout("slow")
        lost = "1" * 40
        for event in ({"before": "0" * 40}, {"before": lost, "forced": True}):
            step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=self.push(job, **event))
            self.assertEqual(step.code, 0, step.stderr)
            self.assertIn("compared with nothing\n", step.stderr)
            self.assertIn("neither a base nor a baseline", step.summary)
            self.assertNotIn("base", step.outputs)
        env = self.push(job, lost)
        step = self.ci(cwd=job.workspace, env=env)
        self.assertEqual(step.code, 0)
        self.assertIn("compared with nothing: the commit before is not in the clone;", step.stderr)
        # Somebody asks for what is new: then that is no pass.
        self.assertEqual(self.ci("--fail-on", "new-finding", cwd=job.workspace, env=env).code, 2)

    def test_a_push_of_a_new_branch(self):
        job = self.project().change("slow").checkout("slow")
        git(job.workspace, "checkout", "-q", "origin/slow")
        step = self.ci(cwd=job.workspace, env=self.push(job, "0" * 40, ref="refs/heads/slow"))
        self.assertEqual((step.outputs["base"], step.outputs["new-findings"]), (job.project.fork_point, "1"))

    def test_a_merge_queue(self):
        job = self.project().change("slow").checkout("slow")
        event = {"merge_group": {"base_sha": job.project.tip}}
        env = job.github(GITHUB_EVENT_NAME="merge_group", GITHUB_BASE_REF="", GITHUB_EVENT_PATH=job.event_file(event))
        step = self.ci(cwd=job.workspace, env=env)
        self.assertEqual((step.outputs["base"], step.outputs["new-findings"]), (job.project.tip, "1"))
        env["GITHUB_EVENT_PATH"] = job.event_file({})
        self.assert_one_sentence(self.ci(cwd=job.workspace, env=env), "nothing to compare this merge queue with")

    def test_a_schedule(self):
        job = self.project().change("slow").checkout("slow", depth=1)
        env = job.github(GITHUB_EVENT_NAME="schedule", GITHUB_BASE_REF="")
        step = self.ci("--fail-on", "flip,new-finding", cwd=job.workspace, env=env)
        self.assertEqual(step.code, 0, step.stderr)
        self.assertIn("stayorgo: GitHub Actions, compared with nothing\n", step.stderr)

    def test_branches_with_odd_names(self):
        project = self.project()
        odd = "rel/a'b$(touch,x)`y`;&|<>%0A##(error)\u202ez"
        git(project.origin, "branch", odd)
        job = project.change("slow-" + odd, target=odd).checkout("slow-" + odd, target=odd)
        step = self.ci(cwd=job.workspace, env=job.github())
        self.assertEqual(step.code, 0, step.stderr)
        self.assertEqual(step.outputs["base"], project.tip)
        self.assertEqual(self.sarif(job.workspace)["versionControlProvenance"][0]["branch"], "slow-" + odd.replace("\u202e", "\\u{202E}"))

    def test_an_environment_that_means_no_good(self):
        job = self.project().change("slow").checkout("slow")
        for name in ("GITHUB_HEAD_REF", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "GITHUB_EVENT_NAME", "GITHUB_REF",
                     "GITHUB_SHA", "GITHUB_REF_NAME", "GITHUB_EVENT_PATH"):
            with self.subTest(name):
                step = self.ci(cwd=job.workspace, env=job.github(**{name: EVIL}))
                self.assertEqual(step.code, 0, step.stderr)
                self.assert_finds(job, step)
                self.assertNotIn("forged", step.outputs)
                text = (job.workspace / "stayorgo.sarif").read_text()
                self.assertEqual((hosts.github(text), hosts.azure(text)), ([], []))
                uri = json.loads(text)["runs"][0].get("versionControlProvenance", [{}])[0].get("repositoryUri", "")
                self.assertNotIn("forged", uri)
                self.assertNotIn("forged", "".join(self.links(step)))
        step = self.ci(cwd=job.workspace, env=job.github(GITHUB_BASE_REF=EVIL, GITHUB_SHA="", GITHUB_EVENT_PATH=""))
        self.assert_one_sentence(step, "nothing to compare this pull request with")
        self.assertEqual([c.properties for c in step.commands], [{"title": "stayorgo"}])
        self.assertEqual(step.outputs, {})

    def test_an_event_that_is_no_event(self):
        job = self.project().change("slow").checkout("slow")
        path = self.folder / "event.json"
        for text in ("", "[]", "{", '{"pull_request": 1}', '{"pull_request": {"base": {"sha": ["x"]}}}', "[" * 100000,
                     '{"pull_request": {"base": {"sha": "HEAD~1"}}}', "\0\xff"):
            path.write_text(text)
            step = self.ci(cwd=job.workspace, env=job.github(GITHUB_EVENT_PATH=str(path)))
            self.assertEqual(step.code, 0, step.stderr)
            self.assert_finds(job, step)

    def test_paths_that_mean_no_good(self):
        name = "shop/a,b:c%25 ]\n::error::forged\n##[error]x.py"
        job = self.project().change("slow", {name: BAD}).checkout("slow")
        step = self.ci(cwd=job.workspace, env=job.github())
        (error,) = step.annotations["error"]
        self.assertEqual(error.properties["file"], name.replace("\n", "%0A").replace("::", ":%3A").replace("##", "#%23"))
        self.assertEqual(len(step.commands), sum(map(len, step.annotations.values())))
        self.assertNotIn("\n::error", step.summary)
        (link, *_) = self.links(step)
        self.assertEqual(urllib.parse.unquote(link.partition("/blob/")[2]), f"{job.sha}/{name}#L{BAD_LINE}")

    def test_more_than_a_host_shows(self):
        files = {f"shop/part{i}.py": BAD.replace("slow", f"slow{i}") for i in range(30)}
        job = self.project().change("slow", files).checkout("slow")
        step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=job.github())
        self.assertEqual((step.code, step.dropped), (1, 0))
        self.assertGreaterEqual(int(step.outputs["new-findings"]), 30)
        self.assertEqual(len(step.annotations["error"]), 10)
        self.assertIn("21 errors", step.annotations["notice"][-1].message)

    def test_a_folder_of_the_repository(self):
        job = self.project().change("slow").checkout("slow")
        for cwd, path in ((job.workspace, "shop"), (job.workspace / "shop", ".")):
            step = self.ci(path, cwd=cwd, env=job.github())
            self.assertEqual(step.code, 0, step.stderr)
            (error,) = step.annotations["error"]
            self.assertEqual(error.properties["file"], "shop/api.py")
            run = self.sarif(cwd)
            self.assertEqual(run["automationDetails"], {"id": "stayorgo/shop/"})
            place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
            self.assertEqual(place["uri"], "shop/api.py")

    def test_options_win(self):
        job = self.project().change("slow").checkout("slow")
        env = job.github()
        step = self.ci("--base", "HEAD", "-o", "sarif:other.sarif", "-o", "json:report.json", cwd=job.workspace, env=env)
        self.assertEqual((step.code, step.outputs["new-findings"]), (0, "0"), step.stderr)
        self.assertEqual(step.outputs["sarif"], "other.sarif")
        self.assertTrue((job.workspace / "report.json").exists())
        step = self.ci("-o", "sarif:a\nforged=b\nforged<<c", cwd=job.workspace, env=env)
        self.assertEqual((step.code, "forged" in step.outputs), (0, False), step.stderr)
        self.assertFalse((job.workspace / "stayorgo.sarif").exists())
        self.assertTrue(step.annotations["notice"])
        step = self.ci("-o", "text", cwd=job.workspace, env=env)
        self.assertEqual(step.commands, [])
        self.assertIn("What changed", step.stdout)
        self.assertTrue(step.summary)
        step = self.ci(".", "shop", cwd=job.workspace, env=env)
        self.assert_one_sentence(step, "one PATH")

    def test_without_files_of_the_host(self):
        job = self.project().change("slow").checkout("slow")
        step = self.ci(cwd=job.workspace, env=job.github(GITHUB_STEP_SUMMARY=None, GITHUB_OUTPUT=None))
        self.assertEqual(step.code, 0, step.stderr)
        self.assertTrue(step.stderr.splitlines()[1].endswith("sarif in stayorgo.sarif"), step.stderr)

    def test_files_of_the_host_that_cannot_be_written(self):
        job = self.project().change("slow").checkout("slow")
        locked = self.folder / "locked"
        locked.touch(mode=0o444)
        target = str(self.folder if os.geteuid() == 0 else locked)  # root writes to whatever is a file
        for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
            step = self.ci(cwd=job.workspace, env=job.github(**{name: target}))
            self.assertEqual(step.code, 2)
            self.assertIn(f"stayorgo: cannot write {target}: ", step.stderr)
            self.assertTrue((job.workspace / "stayorgo.sarif").exists())
            self.assertTrue(step.annotations["error"])

    def test_what_was_there_stays(self):
        job = self.project().change("slow").checkout("slow")
        path = self.folder / "summary.md"
        path.write_text("# Before\n")
        self.ci(cwd=job.workspace, env=job.github(GITHUB_STEP_SUMMARY=str(path)))
        self.assertTrue(path.read_text().startswith("# Before\n"))
        self.assertIn("(SOG101)", path.read_text())

    def test_no_link_of_the_code_is_followed(self):
        project = self.project()
        victim = self.folder / "victim"
        victim.write_text("mine")
        os.symlink(victim, project.origin / "stayorgo.sarif")
        job = project.change("slow").checkout("slow")
        step = self.ci(cwd=job.workspace, env=job.github())
        self.assertEqual(step.code, 2)
        self.assertIn("a symbolic link is in the way", step.stderr)
        self.assertEqual(victim.read_text(), "mine")

    def test_no_git_at_all(self):
        folder = self.folder / "plain"
        (folder / "shop").mkdir(parents=True)
        (folder / "shop/api.py").write_text(BAD)
        job = self.project().change("slow").checkout("slow")
        step = self.ci(cwd=folder, env=job.github())
        self.assert_one_sentence(step, "nothing to compare this pull request with", "not in a git repository")
        step = self.ci(cwd=folder, env=self.push(job, job.project.first))
        self.assertEqual((step.code, step.outputs["new-findings"]), (0, "0"), step.stderr)
        self.assertNotIn("versionControlProvenance", step.stderr)

    def test_a_request_cannot_loosen_its_own_gate(self):
        files = {"shop/api.py": BAD, "stayorgo.toml": 'exclude = ["shop"]\n'}
        project = self.project(files={"stayorgo.toml": 'fail-on = ["new-finding"]\n'})
        job = project.change("slow", files).checkout("slow")
        step = self.ci(cwd=job.workspace, env=job.github())
        self.assertEqual((step.code, step.outputs["failed-gates"]), (1, "new-finding"), step.stderr)


class GitLab(Case):
    ARTIFACTS = ("gl-code-quality-report.json", "stayorgo-junit.xml")

    def assert_finds(self, job, step, base):
        self.assertEqual(step.code, 1, step.stderr)
        self.assertIn(f"stayorgo: GitLab CI, merge request, compared with main ({base[:12]})", step.stderr)
        entries = json.loads((job.workspace / self.ARTIFACTS[0]).read_bytes())
        (entry,) = [e for e in entries if e["check_name"] == "SOG101"]
        self.assertEqual(entry["location"]["path"], "shop/api.py")
        self.assertEqual(entry["location"]["lines"]["begin"], BAD_LINE)
        self.assertEqual(len({e["fingerprint"] for e in entries}), len(entries))
        suites = xml.etree.ElementTree.parse(job.workspace / self.ARTIFACTS[1]).getroot()
        self.assertEqual(suites.get("failures"), "1")
        self.assertIn("What changed", step.stdout)
        self.assertIn("SOG101", step.stdout)
        self.assertEqual(step.commands, [])

    def test_a_merge_request(self):
        job = self.project().change("slow").checkout("slow")
        step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=job.gitlab())
        self.assert_finds(job, step, job.project.tip)
        self.assertFalse((job.workspace / "stayorgo.sarif").exists())

    def test_without_merged_results(self):
        job = self.project().change("slow").checkout("slow")
        git(job.workspace, "checkout", "-q", "origin/slow")
        for more in ({}, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}):
            env = job.gitlab(CI_MERGE_REQUEST_TARGET_BRANCH_SHA="", **more)
            step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=env)
            self.assert_finds(job, step, job.project.fork_point)

    def test_a_shallow_clone(self):
        job = self.project().change("slow").checkout("slow", depth=1)
        step = self.ci(cwd=job.workspace, env=job.gitlab())
        self.assert_one_sentence(step, "shallow", "GIT_DEPTH: 0")

    def test_a_push(self):
        job = self.project().change("slow").checkout("slow")
        names = [name for name in job.gitlab() if name.startswith("CI_MERGE_REQUEST")]
        quiet = dict.fromkeys(names, "")
        for more in ({"CI_COMMIT_BEFORE_SHA": job.project.first}, {"CI_COMMIT_BEFORE_SHA": "0" * 40}):
            env = job.gitlab(**quiet, CI_COMMIT_BRANCH="work", **more)
            step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=env)
            self.assertEqual(step.code, 1, step.stderr)
            self.assertIn("stayorgo: GitLab CI, push, compared with ", step.stderr)
        env = job.gitlab(**quiet, CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA="0" * 40)
        step = self.ci(cwd=job.workspace, env=env)
        self.assertIn("compared with nothing\n", step.stderr)


class Azure(Case):
    def test_a_pull_request(self):
        job = self.project().change("slow").checkout("slow")
        step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=job.azure())
        self.assertEqual(step.code, 1, step.stderr)
        commands = hosts.azure(step.stdout)
        issues = [c for c in commands if c.name == "task.logissue"]
        (place,) = [c for c in issues if "sourcepath" in c.properties]
        self.assertEqual(place.properties, {"type": "error", "sourcepath": "shop/api.py", "code": "SOG101",
                                            "linenumber": str(BAD_LINE), "columnnumber": "12"})
        values = {c.properties["variable"]: c.message for c in commands if c.name == "task.setvariable"}
        self.assertEqual((values["decision"], values["new-findings"], values["base"]), ("undecided", "1", job.project.tip))
        (summary,) = [c.message for c in commands if c.name == "task.uploadsummary"]
        self.assertEqual(pathlib.Path(summary), job.workspace / "stayorgo.md")
        self.assertIn("(SOG101)", pathlib.Path(summary).read_text())
        self.assertEqual({c.name for c in commands}, {"task.logissue", "task.setvariable", "task.uploadsummary"})
        self.assertEqual(hosts.azure(step.stderr), [])
        origin = self.sarif(job.workspace)["versionControlProvenance"][0]
        self.assertEqual((origin["repositoryUri"], origin["branch"]), ("https://dev.azure.example/octo/_git/shop", "slow"))

    def test_a_shallow_clone(self):
        job = self.project().change("slow").checkout("slow", depth=1)
        step = self.ci(cwd=job.workspace, env=job.azure())
        self.assert_one_sentence(step, "shallow", "fetchDepth: 0")
        (issue,) = hosts.azure(step.stdout)
        self.assertEqual(issue.properties, {"type": "error"})

    def test_two_commits_are_enough(self):
        job = self.project().change("slow").checkout("slow", depth=2)
        step = self.ci(cwd=job.workspace, env=job.azure())
        self.assertEqual(step.code, 0, step.stderr)
        self.assertIn(f"compared with main ({job.project.tip[:12]})", step.stderr)

    def test_an_environment_that_means_no_good(self):
        job = self.project().change("slow").checkout("slow")
        for name in ("BUILD_REPOSITORY_URI", "SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH"):
            step = self.ci(cwd=job.workspace, env=job.azure(**{name: EVIL}))
            self.assertEqual(step.code, 0, step.stderr)
            self.assertNotIn("task.complete", [c.name for c in hosts.azure(step.stdout)])
            self.assertEqual(hosts.azure(step.stderr), [])


class Elsewhere(Case):
    def test_text_and_sarif(self):
        job = self.project().change("slow").checkout("slow")
        for more in ({}, {"CI": "true"}, {"GITHUB_ACTIONS": "false"}):
            step = self.ci(cwd=job.workspace, env=clean(more))
            self.assertEqual(step.code, 0, step.stderr)
            self.assertIn("stayorgo: no CI host that is known here, compared with nothing\n", step.stderr)
            self.assertIn("Undecided between", step.stdout)
            self.assertNotIn("versionControlProvenance", self.sarif(job.workspace))
        step = self.ci("--base", "origin/main", "--fail-on", "new-finding", cwd=job.workspace, env=clean({}))
        self.assertEqual(step.code, 1, step.stderr)
        # Nobody says that there is nothing to compare with, so it would be a pass for ever.
        step = self.ci("--fail-on", "new-finding", cwd=job.workspace, env=clean({}))
        self.assertEqual(step.code, 2)


class Runner(unittest.TestCase):
    """The runner itself sees what it is there to see."""

    def test_file_commands(self):
        values = runner.file_values("a=b<<c\nd<<E\nx=y\nz\nE\n\nf=\r\n")
        self.assertEqual(values, {"a": "b<<c", "d": "x=y\nz", "f": ""})
        for text in ("x\n", "=x\n", "a<<\n", "a<<E\nx\n"):
            with self.assertRaises(runner.Invalid):
                runner.file_values(text)

    def test_expressions(self):
        contexts = {"a": {"b-c": "X", "n": None}, "t": "true"}
        functions = {"cancelled": lambda: False}
        for text, value in (("a.b-c == 'x'", True), ("a.n == ''", True), ("a.none.more != 'x'", True),
                            ("!cancelled() && t == 'true'", True), ("(t == 'x' || a.n) && t", None),
                            ("'it''s'", "it's"), ("!a.n && a.b-c", "X")):
            self.assertEqual(runner.Expression(text, contexts, functions).value(), value, text)
        for text in ("a ==", "(a", "a b", "a + b", "success(1)"):
            with self.assertRaises((runner.Invalid, IndexError, KeyError)):
                runner.Expression(text, contexts, functions).value()

    def test_steps(self):
        step = runner.run_step("for i in 1 2 3 4 5 6 7 8 9 10 11; do echo ::error::x; done; echo a=b >>$GITHUB_OUTPUT\n"
                               "echo ::warning::y >&2; echo z >$GITHUB_STEP_SUMMARY; false | true", "/", dict(os.environ))
        self.assertEqual((step.code, step.outputs, step.summary, step.dropped), (1, {"a": "b"}, "z\n", 1))
        self.assertEqual((len(step.annotations["error"]), len(step.annotations["warning"])), (10, 1))
        self.assertEqual(GOOD in BAD, True)


if __name__ == "__main__":
    main("__main__")
