# SPDX-License-Identifier: MIT
"""Completions and manual pages, by really completing and really formatting.

A row is a command line and what pressing tab offers behind it. Each shell is asked in its own way: bash
and zsh at a terminal, where their line editors break the words, fish through `complete -C`.
"""
import argparse
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("STAYORGO", "")

# Line -> words that must be offered, words that must not.
ROWS = [
    ("stayorgo sc", {"scan"}, {"rules"}),
    ("stayorgo ", {"scan", "facts", "explain", "rules", "rescore", "completion", "man"}, {"list"}),
    ("stayorgo rules ", {"list", "check", "test"}, {"notes.txt"}),
    ("stayorgo rules test admin.a", {"admin.actions"}, {"api.websockets", "notes.txt"}),
    ("stayorgo explain django_model", {"django_models_concrete"}, {"notes.txt"}),
    ("stayorgo scan --str", {"--strict"}, {"--set"}),
    ("stayorgo rescore --s", {"--set"}, {"--strict"}),
    ("stayorgo scan --color ", {"auto", "always", "never"}, {"notes.txt"}),
    ("stayorgo scan --color=", {"auto", "always", "never"}, {"notes.txt"}),
    ("stayorgo scan -o ", {"text", "json", "markdown"}, {"notes.txt"}),
    ("stayorgo ci --", {"--base", "--fail-on", "--output"}, {"--what-if", "--per-file"}),
    ("stayorgo scan --fail-on ", {"flip", "drift", "new-finding", "undecided"}, {"notes.txt"}),
    ("stayorgo scan --format m", {"markdown"}, {"json"}),
    ("stayorgo scan no", {"notes.txt"}, {"--no-cost"}),
    ("stayorgo scan --jobs 2 no", {"notes.txt"}, set()),
    ("stayorgo scan --files no", {"notes.txt"}, set()),
    ("stayorgo scan --rules sh", {"shop"}, {"shopping.txt"}),
    ("stayorgo rules check sh", {"shop"}, {"shopping.txt"}),
    ("stayorgo completion ", {"bash", "zsh", "fish"}, {"notes.txt"}),
]
# fish completes a value as one word.
FILE_ROWS = [("stayorgo scan -o json:no", {"notes.txt"}, set())]
MARK = "@READY@"


def script(shell):
    return subprocess.run([PROGRAM, "completion", shell], capture_output=True, check=True).stdout


class Terminal:
    """A program at a terminal: what it prints until it is silent or has printed the mark."""

    def __init__(self, arguments, cwd, env):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.execvpe(arguments[0], arguments, env)

    def send(self, text):
        os.write(self.fd, text.encode())

    def read(self, mark, silence=20):
        seen, end = "", time.monotonic() + silence
        while mark not in seen and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                seen += os.read(self.fd, 65536).decode(errors="replace")
        return seen

    def settle(self, echo, quiet=0.3, most=10):
        """What it prints until it has printed more than the echo and is quiet: zsh lists nothing while keys wait."""
        seen, end, last = "", time.monotonic() + most, time.monotonic()
        while time.monotonic() < end and not (len(seen) > len(echo) and time.monotonic() - last > quiet):
            if select.select([self.fd], [], [], 0.05)[0]:
                seen += os.read(self.fd, 65536).decode(errors="replace")
                last = time.monotonic()
        return seen

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def words_of(text):
    # Basenames: zsh and bash print `shop/`, fish a path and a description behind a tab.
    return set(re.findall(r"[\w.-]+", text))


class Completion(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.home = pathlib.Path(self.temporary.name)
        self.cwd = self.home / "work"
        (self.cwd / "shop").mkdir(parents=True)
        for name in ("notes.txt", "shopping.txt", "readme.md"):
            (self.cwd / name).write_text("")
        bin_folder = self.home / "bin"
        bin_folder.mkdir()
        (bin_folder / "stayorgo").symlink_to(PROGRAM)
        self.env = {"HOME": str(self.home), "TERM": "dumb", "LC_ALL": "C.UTF-8", "COLUMNS": "400",
                    "PATH": f"{bin_folder}:{os.environ['PATH']}", "SHELL": "/bin/sh"}

    def need(self, program):
        self.assertTrue(shutil.which(program), f"{program} is missing: apt-get install {program}")

    def check(self, rows, complete):
        wrong = []
        for line, wanted, unwanted in rows:
            words = complete(line)
            if not wanted <= words or unwanted & words:
                wrong.append(f"{line!r}: offered {sorted(words)[:30]}, "
                             f"missing {sorted(wanted - words)}, too much {sorted(unwanted & words)}")
        self.assertEqual(wrong, [])

    def test_bash(self):
        self.need("bash")
        rc = self.home / "rc"
        rc.write_bytes(script("bash") + f"""
bind 'set show-all-if-ambiguous on'; bind 'set completion-query-items 0'
bind 'set page-completions off'; bind 'set enable-bracketed-paste off'
show() {{ printf '%s' "[$READLINE_LINE]{MARK}"; READLINE_LINE=; READLINE_POINT=0; }}
bind -x '"\\C-g": show'
PS1='$ '
echo {MARK[:3]}{MARK[3:]}
""".encode())
        shell = Terminal(["bash", "--noprofile", "--rcfile", str(rc), "-i"], self.cwd, self.env)
        try:
            shell.read(MARK)

            def complete(line):
                shell.send(line + "\t\x07")
                seen = shell.read(MARK)
                return words_of(seen.replace(line, " ", 1) if line.endswith((" ", "=")) else seen)
            self.check(ROWS + FILE_ROWS, complete)
            shell.send("exit\n")
        finally:
            shell.close()

    def test_zsh(self):
        self.need("zsh")
        folder = self.home / "functions"
        folder.mkdir()
        (folder / "_stayorgo").write_bytes(script("zsh"))
        (self.home / "rc").write_text(f"""
fpath=({folder} $fpath)
autoload -Uz compinit && compinit -u -d {self.home}/dump
zstyle ':completion:*' verbose no
zstyle ':completion:*' completer _complete
setopt no_list_beep list_rows_first no_always_last_prompt
LISTMAX=10000 PS1='$ ' PROMPT_EOL_MARK=''
show() {{ zle -I; print -r -- "[$BUFFER]{MARK}"; BUFFER=; zle redisplay }}
zle -N show; bindkey '^G' show; bindkey '^I' complete-word
print -r {MARK}
""")
        env = {**self.env, "ZDOTDIR": str(self.home)}
        (self.home / ".zshrc").write_text(f"source {self.home}/rc\n")
        shell = Terminal(["zsh", "-d", "-i"], self.cwd, env)
        try:
            shell.read(MARK)

            def complete(line):
                shell.send(line + "\t")
                seen = shell.settle(line)
                shell.send("\x07")
                seen += shell.read(MARK)
                return words_of(seen.replace(line, " ", 1) if line.endswith((" ", "=")) else seen)
            self.check(ROWS + FILE_ROWS, complete)
            shell.send("exit\n")
        finally:
            shell.close()

    def test_fish(self):
        self.need("fish")
        path = self.home / "stayorgo.fish"
        path.write_bytes(script("fish"))

        def complete(line):
            result = subprocess.run(["fish", "--no-config", "-c", f"source {path}; complete -C '{line}'"],
                                    cwd=self.cwd, env=self.env, capture_output=True, text=True)
            self.assertEqual(result.stderr, "", line)
            # "--color=auto" for "--color=", a folder with a slash.
            return {row.split("\t")[0].split("=")[-1].rstrip("/") for row in result.stdout.splitlines()}
        self.check(ROWS, complete)

    def test_scripts_hold_no_error(self):
        for shell in ("bash", "zsh", "fish"):
            self.need(shell)
            result = subprocess.run([shell, "-n"], input=script(shell), capture_output=True)
            self.assertEqual((result.returncode, result.stderr), (0, b""), shell)

    def test_every_command_and_option_is_in_every_script_and_in_the_manual(self):
        helps = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout
        commands = re.findall(r"^  (\w+) ", helps, flags=re.M)
        self.assertGreater(len(commands), 5)
        texts = {shell: script(shell).decode() for shell in ("bash", "zsh", "fish")}
        manual = subprocess.run([PROGRAM, "man", "program"], capture_output=True, text=True).stdout
        for command in commands:
            usage = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True).stdout
            options = re.findall(r"^  (?:-\w, |    )--([\w-]+)", usage, flags=re.M)
            self.assertIn("help", options)
            section = manual.split(f".SS {command} ")[1].split("\n.S")[0]
            for option in options:
                self.assertIn(r"\-\-" + option.replace("-", r"\-"), section)
                self.assertIn(f"--{option}", texts["bash"].split(f"    {command})\n")[1].split(";;")[0])
                self.assertIn(f"--{option}", texts["zsh"].split(f"    {command})\n")[1].split(";;")[0])
                self.assertRegex(texts["fish"], f"__stayorgo_at {command}' -l {option}\\b")

    def test_every_variable_of_the_environment_is_in_the_manual(self):
        manual = subprocess.run([PROGRAM, "man", "program"], capture_output=True, text=True).stdout
        section = manual.split(".SH ENVIRONMENT")[1].split(".SH")[0]
        asked = {name for path in (ROOT / "src").rglob("*.c") for name in
                 re.findall(r'(?:\benv|fs_env|is_set)\("(\w+)"\)|^ +\{"([A-Z_]+)",$', path.read_text(encoding="utf-8"),
                            flags=re.M)}
        asked = {one or other for one, other in asked}
        self.assertGreater(len(asked), 4)
        self.assertEqual(asked, set(re.findall(r"^\\fB(\w+)\\fR$", section, flags=re.M)))

    def test_every_option_is_in_the_readme(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        helps = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout
        for command in re.findall(r"^  (\w+) ", helps, flags=re.M):
            usage = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True).stdout
            for option in re.findall(r"^  (?:-\w, |    )(--[\w-]+)", usage, flags=re.M):
                self.assertRegex(readme, rf"{option}\b", f"{command} {option}")

    def test_every_format_is_in_the_readme(self):
        row = re.search(r"^\| `-o`.*$", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)[0]
        usage = subprocess.run([PROGRAM, "scan", "--help"], capture_output=True, text=True).stdout
        formats = re.findall(r"^  (\w+) ", usage.split("Formats:\n")[1], flags=re.M)
        self.assertGreater(len(formats), 3)
        for name in formats:
            self.assertIn(f"`{name}`", row)

    def test_wrong_words(self):
        for arguments in (["completion"], ["completion", "tcsh"], ["man"], ["man", "moon"],
                          ["completion", "bash", "--rules", "."]):
            result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
            self.assertEqual((result.returncode, result.stdout), (2, ""))
            self.assertRegex(result.stderr, r"^stayorgo: .*\n$")


class Manual(unittest.TestCase):
    PAGES = {"program": "stayorgo(1)", "rules": "stayorgo-rules(5)"}

    def page(self, name):
        return subprocess.run([PROGRAM, "man", name], capture_output=True, check=True).stdout

    def test_man_has_nothing_to_warn_of(self):
        for program in ("man", "groff"):
            self.assertTrue(shutil.which(program), f"{program} is missing: apt-get install man-db")
        for name, title in self.PAGES.items():
            for locale in ("C", "C.UTF-8"):
                with tempfile.NamedTemporaryFile(suffix=".1") as file:
                    file.write(self.page(name))
                    file.flush()
                    result = subprocess.run(
                        ["man", "--warnings", "-l", file.name], capture_output=True,
                        env={**os.environ, "LC_ALL": locale, "MANWIDTH": "80", "MANPAGER": "cat"})
                self.assertEqual((result.returncode, result.stderr), (0, b""), f"{name} in {locale}")
                self.assertIn(title.upper().encode(), result.stdout)
                self.assertGreater(len(result.stdout.splitlines()), 100)

    def test_mandoc_has_nothing_to_warn_of(self):
        self.assertTrue(shutil.which("mandoc"), "mandoc is missing: apt-get install mandoc")
        for name in self.PAGES:
            result = subprocess.run(["mandoc", "-Tlint"], input=self.page(name), capture_output=True)
            self.assertEqual((result.returncode, result.stdout), (0, b""), name)

    def test_the_rules_page_has_every_row_of_the_reference(self):
        reference = (ROOT / "rules/README.md").read_text(encoding="utf-8")
        text = self.page("rules").decode()
        rows = [line for line in re.sub(r"```.*?```", "", reference, flags=re.S).splitlines()
                if line.startswith("|") and not line.startswith("|-")]
        self.assertGreater(len(rows), 50)
        # A table's head is no entry of its own.
        heads = reference.count("\n|---")
        self.assertEqual(text.count("\n.TP\n"), len(rows) - heads)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stayorgo", default=PROGRAM)
    options, rest = parser.parse_known_args()
    globals()["PROGRAM"] = os.path.abspath(options.stayorgo)
    result = unittest.main(argv=[sys.argv[0], *rest], exit=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"{max(result.testsRun - bad, 0)} passed, {bad} failed")
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
