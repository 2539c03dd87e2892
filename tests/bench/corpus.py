# SPDX-License-Identifier: MIT
"""What the bench reads: packages from PyPI by name, or a folder, and copies of them for growth.

    corpora = corpus.download(folder)                    # [Corpus("django", path, files, bytes), …]
    grown = corpus.grow(corpora[0], 16000, folder)       # so many files, module names changed in each copy

Nothing of what is downloaded is run or committed.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

PACKAGES = {
    "django": "django==5.1.4",  # a framework
    "wagtail": "wagtail==8.0.1",  # a Django application, with its tests
    "airflow": "apache-airflow-core==3.3.2",  # a FastAPI application
    "sympy": "sympy==1.13.3",  # large files, dense code
    "home-assistant": "homeassistant==2024.3.3",  # thousands of small files, asynchronous
}


class Corpus(NamedTuple):
    name: str
    path: Path
    files: int  # Python files
    bytes: int  # in them


def measure(name, path):
    sizes = [file.stat().st_size for file in path.rglob("*.py")]
    return Corpus(name, path, len(sizes), sum(sizes))


def download(folder):
    """The packages, fetched and unpacked unless they are there."""
    corpora = []
    for name, package in PACKAGES.items():
        target = folder / package.replace("==", "-")
        if not target.exists():
            partial = folder / "partial"
            shutil.rmtree(partial, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                            "--disable-pip-version-check", "--only-binary", ":all:",
                            "--dest", str(partial), package], check=True)
            for wheel in list(partial.glob("*.whl")):
                zipfile.ZipFile(wheel).extractall(partial)
                wheel.unlink()
            partial.rename(target)
        corpora.append(measure(name, target))
    return corpora


def grow(base, count, folder):
    """A folder of exactly `count` Python files: copies of `base`, each with other names for its packages."""
    target = folder / f"grown-{base.name}-{count}"
    if target.exists():
        return measure(str(count), target)
    partial = folder / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    sources = [(file.relative_to(base.path), file.read_bytes())
               for file in sorted(base.path.rglob("*.py"))]
    packages = sorted({path.parts[0] for path, _ in sources if len(path.parts) > 1})
    for number in range(count):
        copy, index = divmod(number, len(sources))
        path, text = sources[index]
        suffix = f"_{copy:04}"
        for package in packages:
            text = text.replace(package.encode(), (package + suffix).encode())
        place = partial / (path.parts[0] + suffix) / Path(*path.parts[1:])
        if len(path.parts) == 1:
            place = partial / f"{path.stem}{suffix}.py"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
    partial.rename(target)
    return measure(str(count), target)
