# SPDX-License-Identifier: MIT
"""A project on a host: its repository there, a pull request, and what a job has checked out of it.

    project = Project(folder)
    project.change("slow", BAD)                  a branch with a change
    job = project.checkout("slow", depth=0)      as actions/checkout does it: refs/pull/1/merge, detached
    job.github()                                 the variables of GitHub, with the file of the event
"""

import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "git"))
from quotes import WITH_REQUESTS  # noqa: E402
from repository import ENVIRONMENT, git  # noqa: E402

GOOD = WITH_REQUESTS + """

def fetch(symbol):
    return requests.get("https://example.org/" + symbol).json()
"""
BAD = GOOD + """

@app.get("/slow")
async def slow(symbol: str):
    return fetch(symbol)
"""
BAD_LINE = len(BAD.splitlines())
FORKED = "stranger/shop"
NAME = "octo/shop"


def clean(more):
    """The environment of a job that knows of no host but what is given."""
    hosts = ("GITHUB_", "GITLAB_", "CI", "TF_BUILD", "BUILD_", "SYSTEM_", "RUNNER_")
    return {**{k: v for k, v in ENVIRONMENT.items() if not k.startswith(hosts)}, **more}


class Project:
    def __init__(self, folder, files=None):
        self.folder = pathlib.Path(folder)
        self.origin = self.folder / "origin"
        self.origin.mkdir()
        git(self.origin, "init", "-q", "-b", "main")
        self.first = self.commit("main", {"shop/api.py": GOOD, "requirements.txt": "fastapi\nhttpx\nrequests\n",
                                          **(files or {})})
        self.requests = 0

    def commit(self, branch, files):
        for name, text in files.items():
            path = self.origin / os.fsdecode(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        git(self.origin, "add", "-A")
        git(self.origin, "commit", "-q", "-m", branch)
        return git(self.origin, "rev-parse", "HEAD")

    def change(self, branch, files=BAD, target="main"):
        """A branch from the target as it is now, with a commit; then the target goes on."""
        files = {"shop/api.py": files} if isinstance(files, str) else files
        git(self.origin, "switch", "-q", target)
        self.fork_point = git(self.origin, "rev-parse", "HEAD")
        git(self.origin, "switch", "-q", "-c", branch)
        self.head = self.commit(branch, files)
        git(self.origin, "switch", "-q", target)
        self.tip = self.commit(target, {"README.md": "# Shop\n"})
        return self

    def request(self, branch, target="main"):
        """refs/pull/N/merge, as the host makes it."""
        self.requests += 1
        git(self.origin, "switch", "-q", "--detach", target)
        git(self.origin, "merge", "-q", "--no-ff", "-m", "merge", branch)
        git(self.origin, "update-ref", f"refs/pull/{self.requests}/merge", "HEAD")
        git(self.origin, "switch", "-q", target)
        return self.requests

    def clone(self, reference, local, depth=0):
        """As actions/checkout fetches it: with all branches, or so many commits of one reference."""
        folder = self.folder / f"work-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        git(folder, "init", "-q", "-b", "unborn")
        git(folder, "remote", "add", "origin", self.origin.as_uri())
        wanted = [f"+{reference}:{local}"]
        if depth == 0:
            wanted.append("+refs/heads/*:refs/remotes/origin/*")
        git(folder, "fetch", "-q", "--no-tags", *([f"--depth={depth}"] if depth else []), "origin", *wanted)
        git(folder, "checkout", "-q", "--force", local)
        return folder

    def checkout(self, branch, target="main", depth=0, fork=False):
        """The job of a pull request."""
        number = self.request(branch, target)
        local = f"refs/remotes/pull/{number}/merge"
        return Job(self, self.clone(f"refs/pull/{number}/merge", local, depth), number, branch, target, fork)


class Job:
    def __init__(self, project, workspace, number, branch, target, fork):
        self.project, self.workspace, self.number = project, workspace, number
        self.branch, self.target, self.fork = branch, target, fork
        self.sha = git(workspace, "rev-parse", "HEAD")

    def event(self):
        head = FORKED if self.fork else NAME
        return {"action": "synchronize", "number": self.number, "repository": {"full_name": NAME, "default_branch": "main"},
                "pull_request": {"base": {"ref": self.target, "sha": self.project.tip},
                                 "head": {"ref": self.branch, "repo": {"full_name": head}}}}

    def event_file(self, event):
        path = self.project.folder / f"event-{len(list(self.project.folder.iterdir()))}.json"
        path.write_text(json.dumps(event))
        return str(path)

    def github(self, **more):
        return clean({
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_SHA": self.sha,
            "GITHUB_EVENT_PATH": self.event_file(self.event()), "GITHUB_BASE_REF": self.target,
            "GITHUB_HEAD_REF": self.branch, "GITHUB_REF": f"refs/pull/{self.number}/merge",
            "GITHUB_REF_NAME": f"{self.number}/merge", "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": NAME, "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.project.folder), **more})

    def context(self):
        """`github` in an expression."""
        return {"event_name": "pull_request", "repository": NAME, "actor": "octocat", "event": self.event()}

    def gitlab(self, **more):
        """Merged results: a merge commit is checked out."""
        return clean({
            "CI": "true", "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_MERGE_REQUEST_IID": str(self.number), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": self.target,
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": self.branch, "CI_COMMIT_SHA": self.sha, "CI_DEFAULT_BRANCH": "main",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.project.fork_point,
            "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": self.project.tip,
            "CI_PROJECT_URL": "https://gitlab.example/octo/shop", **more})

    def azure(self, **more):
        return clean({
            "TF_BUILD": "True", "BUILD_REASON": "PullRequest", "BUILD_SOURCEBRANCH": f"refs/pull/{self.number}/merge",
            "BUILD_SOURCEVERSION": self.sha, "SYSTEM_PULLREQUEST_TARGETBRANCH": f"refs/heads/{self.target}",
            "SYSTEM_PULLREQUEST_SOURCEBRANCH": f"refs/heads/{self.branch}",
            "BUILD_REPOSITORY_URI": "https://octo:secret@dev.azure.example/octo/_git/shop", **more})
