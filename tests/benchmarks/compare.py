"""Times the library of this checkout against that of an earlier commit, and against code written by hand.

python tests/benchmarks/compare.py [--base REV] [--rows N] [--turns N] [--write]

The checkout, the base and the code by hand are timed in turns, each in processes of its own, so that a
machine whose speed drifts slows all alike; the best round of all turns counts, because other work on the
machine only ever adds time. The base is the last landed state, `origin/main`, or else the newest release tag;
its files are taken from git into a temporary folder. `--write` puts the table into docs/benchmarks.md.
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
from collections.abc import Callable
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from measured import CASES, Case

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "benchmarks.md"
BEGIN, END = "<!-- written by tests/benchmarks/compare.py -->", "<!-- end -->"
PACKAGES = ("pydantic", "polars", "narwhals", "duckdb", "pandas", "numpy", "pyarrow")
HEAD = (
    "| what | best time | before | ratio to before | compared with | its time | ratio to it |",
    "|---|---:|---:|---:|---|---:|---:|",
)

Measure = Callable[[str, int, Path], list[float]]


def measure(case: str, rows: int, source: Path) -> list[float]:
    """The seconds of the rounds of a case, with the library in this folder; none if it cannot run there."""
    command = [sys.executable, str(Path(__file__).with_name("measured.py")), case, str(rows)]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    seconds: list[float] = json.loads(done.stdout) if done.returncode == 0 else []
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
    """The commit to compare with, as its hash. Exits if there is none."""
    for name in [given] if given else ["origin/main", git("describe", "--tags", "--abbrev=0")]:
        commit = name and git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if commit:
            return commit
    raise SystemExit(f"There is no commit {given}." if given else "Name a commit to compare with: --base REV")


def time_text(seconds: float) -> str:
    """A time in a unit that suits it."""
    unit, factor = ("µs", 1e6) if seconds < 1e-3 else ("ms", 1e3)
    digits = 1 if seconds * factor < 100 else 0
    return f"{seconds * factor:,.{digits}f} {unit}"


def title(case: Callable[..., object]) -> str:
    """What a case does: the first line of its docstring."""
    return str(case.__doc__).splitlines()[0].rstrip(".")


def compared(case: Case, rows: int, turns: int, sources: dict[str, Path], measured: Measure = measure) -> str:
    """The line of a case: its best time now and before, that of its rival, and the ratios."""
    seconds: dict[str, list[float]] = {"now": [], "before": [], "rival": []}
    for _ in range(turns):
        for source in ("now", "before"):
            seconds[source] += measured(case.library.__name__, rows, sources[source])
        seconds["rival"] += measured(case.rival.__name__, rows, sources["now"])
    now, before, rival = (min(times, default=None) for times in seconds.values())
    if now is None or rival is None:
        raise SystemExit(f"{title(case.library)}: this case does not run in this checkout.")
    earlier = "cannot run | –" if before is None else f"{time_text(before)} | {now / before:.2f}"
    later = f"{title(case.rival)} | {time_text(rival)} | {now / rival:.2f}"
    return f"| {title(case.library)} | {time_text(now)} | {earlier} | {later} |"


def circumstances(base: str, rows: int, turns: int, load: float) -> str:
    """Under which circumstances the table was made, in Markdown."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    day = git("show", "--no-patch", "--format=%cs", base)
    return (
        f"Best of {turns} turns. Tables of {rows:,} rows where nothing else is said, shuffled; ids and "
        f"members are text. Machine: {os.cpu_count()} cores ({platform.system()}, {platform.machine()}), "
        f"on which {load:.0f} processes ran or waited at the start. {python}, {packages}. "
        f"Before: commit {base[:10]} of {day}."
    )


def written(page: str, lines: list[str]) -> str:
    """The page with these lines between its markers. Raises ValueError if it has no such pair."""
    new = "\n".join((BEGIN, "", *lines, "", END))
    text, count = re.subn(f"{BEGIN}.*?{END}", lambda _: new, page, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"the page has {count} pairs of markers, not one")
    return text


def main() -> None:
    """Measure, print the table, and write it into the page if asked to."""
    parser = argparse.ArgumentParser(description="Time this checkout against an earlier commit.")
    parser.add_argument("--base", metavar="REV", help="the commit to compare with (default: origin/main)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="the number of rows of the tables")
    parser.add_argument("--turns", type=int, default=3, help="how often each side takes its turn")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = parser.parse_args()
    base, load = base_of(given.base), os.getloadavg()[0]
    lines = [*HEAD]
    print(*HEAD, sep="\n")
    with tempfile.TemporaryDirectory() as folder:
        sources = {"now": REPOSITORY / "src", "before": exported(base, Path(folder))}
        for case in CASES:
            lines.append(compared(case, given.rows, given.turns, sources))
            print(lines[-1], flush=True)
    lines += ["", circumstances(base, given.rows, given.turns, load)]
    print(*lines[-2:], sep="\n")
    if given.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), lines), "utf-8")


if __name__ == "__main__":
    main()
