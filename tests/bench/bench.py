# SPDX-License-Identifier: MIT
"""How fast is it? stayorgo and others over the same files, and stayorgo over ever more of them.

    ./dev bench                        everything; a table on standard output
    ./dev bench --write                … and into README.md, with its picture
    ./dev bench --tools stayorgo,ctags --corpora django --rounds 3 --growth 1000,4000

Whole processes, output thrown away, page cache warm, in turns; medians. See tests/bench/README.md.
"""

import argparse
import json
import os
import platform
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import chart
import corpus
import measure
import tools

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
BEGIN, END = "<!-- bench: begin, written by ./dev bench --write -->", "<!-- bench: end -->"
GROWTH = (1000, 4000, 16000, 64000)


def megabytes(count):
    return f"{count / 1e6:.1f} MB"


def machine():
    """What the figures were taken on, without names."""
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores ({platform.machine()}), {platform.system()}, files in the page cache"


# --- Comparing -------------------------------------------------------------------------------------

def compare(corpora, chosen, bench, count, folder):
    """{corpus name: {tool name: [Run, …]}}"""
    results = {}
    for one in corpora:
        commands = {tool.name: tool.command(bench, str(one.path)) for tool in chosen}
        results[one.name] = measure.rounds(commands, count, tools.environment(folder))
        print(f"bench: {one.name} done", file=sys.stderr)
    return results


def comparison_table(corpora, chosen, results):
    """Seconds, and in brackets how many times as long as stayorgo it takes."""
    header = [f"{one.name}: {one.files:,} files, {megabytes(one.bytes)}" for one in corpora]
    lines = ["| | " + " | ".join(header) + " |", "|---|" + "---:|" * len(corpora)]
    for tool in chosen:
        cells = []
        for one in corpora:
            runs = results[one.name]
            cell = f"{measure.median(runs[tool.name]):.2f} s"
            if tool.name != "stayorgo":
                cell += f" ({measure.ratio(runs, tool.name, 'stayorgo'):.2f} ×)"
            cells.append(cell)
        lines.append(f"| {tool.title} | " + " | ".join(cells) + " |")
    peaks = [f"{measure.median(results[one.name]['stayorgo'], 'peak'):.0f} MB" for one in corpora]
    lines.append("| stayorgo, peak memory | " + " | ".join(peaks) + " |")
    return "\n".join(lines)


def picture(corpora, chosen, results):
    """All corpora together, the quickest first; one thread and full parse are for the table."""
    shown = [tool for tool in chosen if tool.name not in ("one", "full_one")]
    rows = [(tool.title, sum(measure.median(results[one.name][tool.name]) for one in corpora),
             tool.is_ours) for tool in shown]
    files, size = sum(one.files for one in corpora), sum(one.bytes for one in corpora)
    return chart.bars(f"{files:,} Python files, {megabytes(size)}: seconds",
                      sorted(rows, key=lambda row: row[1]), machine())


# --- Growing ---------------------------------------------------------------------------------------

def grow(base, sizes, bench, folder):
    """[(Corpus, Run), …]: the quickest of two runs, after one that warms the page cache."""
    grown = []
    for size in sizes:
        one = corpus.grow(base, size, folder)
        command = tools.ours()(bench, str(one.path))
        runs = [measure.once(command, tools.environment(folder)) for _ in range(3)][1:]
        grown.append((one, min(runs, key=lambda run: run.seconds)))
        print(f"bench: {size} files done", file=sys.stderr)
    return grown


def growth_table(grown):
    lines = ["| files | bytes | seconds | µs a file | peak memory | KB a file |",
             "|---:|---:|---:|---:|---:|---:|"]
    for one, run in grown:
        lines.append(f"| {one.files:,} | {megabytes(one.bytes)} | {run.seconds:.2f} |"
                     f" {run.seconds / one.files * 1e6:.0f} | {run.peak:.0f} MB |"
                     f" {run.peak * 1024 / one.files:.0f} |")
    return "\n".join(lines)


# --- Writing ---------------------------------------------------------------------------------------

def write(text, svg):
    (HERE / "bars.svg").write_text(svg, encoding="utf-8")
    readme = REPOSITORY / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        sys.exit("README.md has no place for the figures")
    readme.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stayorgo", default="build/stayorgo")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="for downloads and tools")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tools", default="", help="names of tools.py, with commas")
    parser.add_argument("--corpora", default="", help="names of corpus.py, with commas; or one folder")
    parser.add_argument("--growth", default=",".join(map(str, GROWTH)), help="numbers of files; empty: none")
    parser.add_argument("--json", type=Path, help="all runs, to this file")
    parser.add_argument("--write", action="store_true", help="into README.md and bars.svg")
    return parser.parse_args()


def corpora_of(options):
    if Path(options.corpora).is_dir() and options.corpora:
        path = Path(options.corpora)
        return [corpus.measure(path.name, path)]
    wanted = options.corpora.split(",") if options.corpora else list(corpus.PACKAGES)
    return [one for one in corpus.download(options.folder) if one.name in wanted]


def main():
    options = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    options.folder = options.folder.resolve()
    bench = tools.find(str(Path(options.stayorgo).resolve()), options.folder)
    corpora = corpora_of(options)
    chosen = tools.chosen(bench, options.tools.split(",") if options.tools else [])
    results = compare(corpora, chosen, bench, options.rounds, options.folder)
    parts = [comparison_table(corpora, chosen, results)]
    sizes = [int(size) for size in options.growth.split(",") if size]
    if sizes:
        base = max(corpora, key=lambda one: one.files)
        parts.append(growth_table(grow(base, sizes, bench, options.folder)))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    text = (f"On {machine()}; medians of {options.rounds} rounds. In brackets: times stayorgo's.\n\n"
            + "\n\n".join(parts))
    print(text)
    if options.write:
        write(text, picture(corpora, chosen, results))


if __name__ == "__main__":
    main()
