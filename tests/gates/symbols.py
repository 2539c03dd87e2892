# SPDX-License-Identifier: MIT
"""What the compiled objects of src/ say: no mutable globals, and exported names carry their file's stem
(fs_user.c, which does a part of fs.h, may also say fs_; load.c, behind the door scan/scan.h, scan_).

Const tables, also those that hold pointers, land in .rodata or .data.rel.ro; what can be written to,
function statics among it, lands in .data, .bss, .tdata, .tbss or COMMON. A grep would miss half of it.
"""
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import gate

WRITABLE = re.compile(r"^(\.t?data|\.t?bss|\*COM\*)(?!\.rel\.ro)")

# (file, symbol) -> why this one may be written to.
MUTABLE_WITH_REASON = {
}


def symbols(object_file):
    """(exported?, kind, section, name) of each symbol that the object defines."""
    table = subprocess.run(["objdump", "-t", str(object_file)], capture_output=True, text=True,
                           check=True).stdout
    for line in table.splitlines():
        match = re.match(r"[0-9a-f]+ (.{7}) (\S+)\t[0-9a-f]+ +(?:\.hidden )?(\S+)$", line)
        if match and match[2] != "*UND*":
            scope, kind = match[1][0], match[1][5:].strip() or "O"
            yield scope in "gu!" or match[2] == "*COM*", kind, match[2], match[3]


def prefixes(source, path):
    """The stem; shorter forms of it and the folder's name if a header beside it is called so."""
    if not path.startswith("src/"):
        return ["rules", "html_page", "store_version"]  # the generated tables
    file = Path(source) / path
    words = file.stem.split("_")
    headers = ["_".join(words[:n]) for n in range(1, len(words))] + [file.parent.name]
    return [file.stem, *(stem for stem in headers if file.with_name(stem + ".h").exists())]


def check_object(path, object_file, stems):
    problems = []
    for exported, kind, section, name in symbols(object_file):
        if "d" in kind or "f" in kind:  # sections, the file's own name
            continue
        plain = name.split(".")[0]  # a function static is called name.0
        if WRITABLE.match(section) and (path, plain) not in MUTABLE_WITH_REASON:
            problems.append(f"{path}: {name} can be written to ({section}): make it const, or pass it")
        if exported and name not in (*stems, "main") and not name.startswith(
                tuple(stem + "_" for stem in stems)):
            problems.append(f"{path}: {name} is exported: begin it with {stems[0]}_, or make it static")
    return problems


def check(tree):
    problems = []
    for path, (_, object_file) in sorted(tree.compile_commands().items()):
        if object_file.exists():
            problems += check_object(path, object_file, prefixes(tree.source, path))
        else:
            problems.append(f"{path}: not compiled yet, build first")
    return problems


def self_test():
    source = """
        int walk_count(void); int walk_count(void) { static int calls; return ++calls; }
        int other(void); int other(void) { return 0; }
        const char *const walk_names[] = {"a", "b"};
        int walk_state = 1;
        int walk_common;
        _Thread_local int walk_local;
    """
    with tempfile.TemporaryDirectory() as folder:
        object_file = Path(folder) / "walk.o"
        subprocess.run([shutil.which("cc") or "gcc", "-O2", "-fPIC", "-x", "c", "-c", "-o",
                        str(object_file), "-"], input=source, text=True, check=True)
        found = "\n".join(check_object("src/scan/walk.c", object_file, ["walk"]))
    for name in ("calls", "walk_state", "walk_common", "walk_local", "other is exported"):
        assert name in found, f"{name} not found in: {found}"
    for name in ("walk_names", "walk_count is"):
        assert name not in found, found


if __name__ == "__main__":
    gate.run(check, self_test)
