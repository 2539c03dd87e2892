# SPDX-License-Identifier: MIT
"""Two builds of one tree in different folders give the same bytes: the program, the packages, the wheel.

The tree is copied twice, into folders whose names differ in length, and built there with SOURCE_DATE_EPOCH,
the one in a few threads and the other in one, in another locale, time zone and umask.
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
EPOCH = "1700000000"
PLACES = [("a", {"LC_ALL": "C", "TZ": "UTC", "JOBS": "2"}, 0o022),
          ("another/and/deeper", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "JOBS": "1"}, 0o027)]


def tree():
    """Files that git knows or would take, and the grammars that npm unpacked."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, check=True).stdout
    yield from (os.fsdecode(name) for name in listed.split(b"\0") if name)
    modules = ROOT / "grammars/node_modules"
    yield from (str(path.relative_to(ROOT)) for path in modules.rglob("*") if path.is_file())


def copy(target):
    for name in tree():
        source = ROOT / name
        if not source.is_file() or name.startswith(("fixtures/", "tests/")):
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target / name)


def build(folder, more, umask):
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **more}
    env.pop("CCACHE_BASEDIR", None)

    def run(*arguments, umask=umask):
        result = subprocess.run(arguments, cwd=folder, env=env, umask=umask, capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"{arguments[0]} failed in {folder}:\n{result.stdout[-3000:]}{result.stderr[-3000:]}")
    run("cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DSTAYORGO_TESTS=OFF", "-DCMAKE_BUILD_TYPE=Release",
        *([f"-DCMAKE_C_COMPILER_LAUNCHER={launcher}"] if (launcher := shutil.which("ccache")) else []))
    run("ninja", "-C", "build", "-j", more["JOBS"])
    run("cpack", "--config", "build/CPackConfig.cmake", umask=0o022)  # as ./dev package does
    products = [folder / "build/stayorgo", *(folder / "build/packages").glob("*.*")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in products if path.is_file()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo")
    parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        results = []
        for name, more, umask in PLACES:
            folder = pathlib.Path(temporary, name)
            folder.mkdir(parents=True)
            copy(folder)
            results.append(build(folder, more, umask))
    first, second = results
    wrong = [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)]
    for name in wrong:
        print(f"FAILED {name}: {first.get(name)} and {second.get(name)}")
    missing = [kind for kind in ("stayorgo", ".deb", ".tar.gz") if not any(n.endswith(kind) for n in first)]
    for kind in missing:
        print(f"FAILED no {kind} was made")
    print(f"{len(first) - len(wrong)} passed, {len(wrong) + len(missing)} failed")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
