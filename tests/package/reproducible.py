# SPDX-License-Identifier: MIT
"""Two builds of one tree in different folders give the same bytes: program, packages, wheel.

The tree is copied twice, into folders whose names differ in length, and `./dev package` and `./dev wheel` run
there with one SOURCE_DATE_EPOCH, but another locale, time zone, umask and number of threads. No cache of
compiled objects is used. It takes minutes.
"""
import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = [("a", {"LC_ALL": "C", "TZ": "UTC", "CMAKE_BUILD_PARALLEL_LEVEL": "1"}, 0o022),
          ("another/and/deeper", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}, 0o027)]
# Not part of the sources, but fetched once: what npm unpacked, and the sources of libgit2.
FETCHED = ["grammars/node_modules", "page/node_modules", "build/libgit2-source"]
PRODUCTS = ["build/package/stayorgo", "build/packages/*", "build/wheels/*"]


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True).stdout


def copy(target):
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("fixtures/", "tests/")):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    git(target, "init", "--quiet")
    git(target, "add", "--all")
    for name in FETCHED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, symlinks=True)


def build(folder, more, umask):
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "CCACHE_DISABLE": "1", **more}
    for command in ("package", "wheel"):
        result = subprocess.run(["./dev", command], cwd=folder, env=env, umask=umask, capture_output=True,
                                text=True)
        if result.returncode:
            sys.exit(f"./dev {command} failed in {folder}:\n{result.stdout[-3000:]}{result.stderr[-3000:]}")
    products = [path for pattern in PRODUCTS for path in folder.glob(pattern)]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in products}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo")
    parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folders = [pathlib.Path(temporary, name) for name, _, _ in PLACES]
        for folder in folders:
            folder.mkdir(parents=True)
            copy(folder)
        results = [build(folder, more, umask) for folder, (_, more, umask) in zip(folders, PLACES)]
    first, second = results
    wrong = [name for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]
    for name in wrong:
        print(f"FAILED {name}: {first.get(name)} and {second.get(name)}")
    kinds = ("stayorgo", ".deb", ".tar.gz", ".whl")
    missing = [kind for kind in kinds if not any(name.endswith(kind) for name in first)]
    for kind in missing:
        print(f"FAILED no {kind} was made")
    print(f"{len(first) - len(wrong)} passed, {len(wrong) + len(missing)} failed")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
