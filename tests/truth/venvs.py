# SPDX-License-Identifier: MIT
"""Virtual environments for comparing with running frameworks.

    python = venvs.python_of("sqlalchemy-2.0", Path("tests/truth/sqlalchemy/requirements-2.0.txt"))

They lie in truth-venvs/ of the build folder and are made anew when their requirements change. A requirements file
is pinned (what `pip freeze` says), so the authority does not change under the test.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("STAYORGO_BUILD", SOURCE / "build")) / "truth-venvs"


def python_of(name, requirements):
    """The interpreter of an environment with exactly these requirements."""
    folder = FOLDER / name
    python = folder / "bin" / "python"
    stamp = folder / "requirements.sha256"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and python.exists():
        return python
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", folder])
    run([python, "-m", "pip", "install", "--quiet", "--no-deps", "-r", requirements])
    stamp.write_text(wanted)
    return python


def site_packages(python):
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(subprocess.check_output([python, "-c", code], text=True).strip())


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr[-3000:]}")
