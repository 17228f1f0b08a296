"""Times the library of this checkout against that of an earlier commit.

python tests/benchmarks/compare.py [--base REV] [--rows N] [--turns N] [--write]

Both libraries are timed in turns, each case in processes of its own, so that a machine whose speed drifts
slows both alike. The base is the newest release tag, or else `origin/main`; its files are taken from git
into a temporary folder. `--write` puts the table into docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import NamedTuple

from measured import BY_HAND, ONE_CLAIM, TABLES

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "benchmarks.md"
BEGIN, END = "<!-- written by tests/benchmarks/compare.py -->", "<!-- end -->"


class Times(NamedTuple):
    """The seconds of all rounds of a case."""

    seconds: list[float]

    def text(self) -> str:
        """The median and the minimum, in a unit that suits them."""
        unit, factor = ("µs", 1e6) if median(self.seconds) < 1e-3 else ("ms", 1e3)
        return f"{median(self.seconds) * factor:,.1f} {unit} (min {min(self.seconds) * factor:,.1f})"


def measure(case: str, rows: int, source: Path) -> list[float]:
    """The seconds of the rounds of a case, with the library in this folder."""
    command = [sys.executable, str(Path(__file__).with_name("measured.py")), case, str(rows)]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    seconds: list[float] = json.loads(done.stdout)
    return seconds


def exported(revision: str, folder: Path) -> Path:
    """The `src` folder of a commit, written to a folder."""
    command = ["git", "-C", str(REPOSITORY), "archive", "--format=tar", revision, "src"]
    archive = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return folder / "src"


def git(*words: str) -> str:
    """What git prints; nothing where it fails."""
    done = subprocess.run(["git", "-C", str(REPOSITORY), *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def base_of(given: str | None) -> str:
    """The commit to compare with."""
    tag = git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*")
    return (
        given
        or tag
        or git("rev-parse", "--verify", "origin/main")
        or git("rev-list", "--max-parents=0", "HEAD")
    )


def rows_of_table(base: str, rows: int, turns: int) -> list[str]:
    """The lines of the table: each case now, at the base, and the ratio of the medians."""
    lines = ["| case | now | before | ratio |", "|---|---:|---:|---:|"]
    with tempfile.TemporaryDirectory() as folder:
        sources = {"now": REPOSITORY / "src", "before": exported(base, Path(folder))}
        for case, function in {**ONE_CLAIM, **TABLES}.items():
            seconds: dict[str, list[float]] = {"now": [], "before": []}
            for _ in range(turns):
                for name, source in sources.items():
                    seconds[name] += measure(case, rows, source)
            now, before = Times(seconds["now"]), Times(seconds["before"])
            ratio = median(now.seconds) / median(before.seconds)
            what = (function.__doc__ or case).splitlines()[0].rstrip(".")
            lines.append(f"| {what} | {now.text()} | {before.text()} | {ratio:.2f} |")
            print(lines[-1], flush=True)
        for case, function in BY_HAND.items():
            times = Times(measure(case, rows, sources["now"]))
            lines.append(f"| {(function.__doc__ or case).splitlines()[0].rstrip('.')} | {times.text()} | | |")
            print(lines[-1], flush=True)
    return lines


def main() -> None:
    """Measure, print the table, and write it into the page if asked to."""
    parser = argparse.ArgumentParser(description="Time this checkout against an earlier commit.")
    parser.add_argument(
        "--base", help="the commit to compare with; the last release or landed state if left out"
    )
    parser.add_argument("--rows", type=int, default=1_000_000, help="the number of rows of the tables")
    parser.add_argument("--turns", type=int, default=3, help="how often each library takes its turn")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = parser.parse_args()
    base = base_of(given.base)
    table = rows_of_table(base, given.rows, given.turns)
    if given.write:
        machine = f"{os.cpu_count()} cores, {platform.python_implementation()} {platform.python_version()}"
        said = (
            f"Tables of {given.rows:,} rows; {machine}. Before: commit {git('rev-parse', '--short', base)}."
        )
        text = PAGE.read_text("utf-8")
        new = "\n".join((BEGIN, "", *table, "", said, "", END))
        PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: new, text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
