"""Plants one fault at a time in a copy of the package, and checks whether a test notices it.

This is run by hand. The copies are in a temporary folder. Each fault runs in a fork of a process that has
already loaded the test tools.
"""

import argparse
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).resolve().parents[1]
SUITES = (
    ["plans/test_plans.py", "plans/test_plans_medical.py", "nouns/test_terms.py"],
    ["rules/test_benefits_and_conditions.py"],
    ["engine/test_toy_plan.py", "engine/test_harbour.py", "engine/test_missing_rows.py"],
    ["nouns/test_disease_names.py", "plans/test_cases.py"],
    ["rulebook/test_description.py", "engine/test_engine.py", "nouns/test_models.py"],
    ["engine/test_calculators.py", "house/test_architecture.py"],
    ["plans/test_oracles.py", "plans/test_laws.py"],
    ["plans/test_oracles_illness.py", "plans/test_oracles_medical.py", "plans/test_laws_medical.py"],
    ["docs/test_readme.py", "docs/test_pages.py", "cli/test_command_line.py", "engine/test_compiled.py"],
    ["plans/test_snapshot.py", "rulebook/test_known_on.py", "assessment/test_receipts.py"],
)
"""The test files that are run against a fault, the fastest first, until a test notices it."""
TABLE_FILES = ("columns.py", "ledgers.py", "outputs.py", "results.py", "runs.py", "shapes.py", "tables.py")
TABLE_FILES += ("engines.py", "wordlists.py")
TABLE_FILES += tuple(
    f"calculators/{name}.py" for name in ("columnar", "days", "ends", "lookups", "nodes", "rows")
)
TABLE_SUITES = (
    ["tables/test_days.py", "tables/test_assess_table.py", "tables/test_row_versions.py"],
    ["tables/test_expressions.py"],
    ["engine/test_calculators.py"],
    ["tables/test_bounds.py", "tables/test_table_laws.py"],
    ["tables/test_history.py", "tables/test_absent_columns.py", "tables/test_parity.py"],
    ["tables/test_table_oracles.py"],
)
"""The same for faults in files that only tables use."""
MOST_SECONDS = 240
"""Seconds of processor time after which tests that do not end count as having noticed the fault."""
REWRITE_WARNING = "ignore::pytest.PytestAssertRewriteWarning"


class Fault(NamedTuple):
    """A part of a file, given by byte positions, and its faulty replacement."""

    path: str
    line: int
    start: int
    end: int
    replacement: bytes
    change: str

    @property
    def survived(self) -> str:
        """The line that is printed if no test noticed the fault."""
        return f"survived: {self.path}:{self.line}: {self.change}"


def package() -> Path:
    """The folder of the package."""
    import mutual_benefits

    return Path(mutual_benefits.__file__).parent


def offsets(source: bytes) -> list[int]:
    """The byte position at which each line of a file begins."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def place(starts, node) -> tuple[int, int]:
    """The byte positions at which a node of the syntax tree begins and ends."""
    begin = starts[node.lineno - 1] + node.col_offset
    return begin, starts[node.end_lineno - 1] + node.end_col_offset


def noticed(root: Path, suites: tuple[list[str], ...], deselected: list[str]) -> bool:
    """Whether a test fails for the package under `root`. Each group of test files runs in its own process."""
    for files in suites:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            os.environ["PYTHONPATH"] = str(root)
            sys.path.insert(0, str(root))
            import pytest

            names = [str(TESTS / name) for name in files]
            quick = ["-x", "-q", "-p", "no:cacheprovider", "--tb=no", "-W", REWRITE_WARNING, *deselected]
            os._exit(int(pytest.main([*quick, *names])) != 0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            return True
    return False


class Planted(NamedTuple):
    """The faults that were planted, and whether a test noticed each of them."""

    results: list[tuple[Fault, bool]]

    def summary(self) -> str:
        """How many faults were noticed, in each file and in total."""
        tried = Counter(fault.path for fault, _ in self.results)
        seen = Counter(fault.path for fault, noticed in self.results if noticed)
        lines = [f"{seen[path]:5} of {tried[path]:4}  {path}" for path in sorted(tried)]
        return "\n".join((*lines, f"{seen.total():5} of {tried.total():4} faults were noticed"))


def plant(faults: list[Fault], deselected: list[str], workers: int, minutes: float) -> Planted:
    """Plant each fault in turn, as long as there is time, and print each that no test noticed."""
    os.environ |= {"MB_HYPOTHESIS": "fast", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    for tool in ("hypothesis", "pydantic", "pytest"):  # loaded once, before the forks
        import_module(tool)
    source, until = package(), time.monotonic() + 60 * minutes
    for name in [name for name in sys.modules if name.split(".")[0] == "mutual_benefits"]:
        del sys.modules[name]
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    pids = []
    for worker in range(workers):
        pid = os.fork()
        if pid == 0:
            root = folder / str(worker)
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, root / "mutual_benefits", ignore=ignore)
            with (folder / f"{worker}.txt").open("w", buffering=1) as results:
                for index in range(worker, len(faults), workers):
                    if time.monotonic() > until:
                        break
                    seen = with_fault(root, faults[index], deselected)
                    results.write(f"{index} {int(seen)}\n")
                    if not seen and faults[index].change != NOTHING:
                        print(faults[index].survived, flush=True)
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    lines = [line.split() for path in folder.glob("*.txt") for line in path.read_text().splitlines()]
    shutil.rmtree(folder)
    return Planted([(faults[int(index)], seen == "1") for index, seen in lines])


def with_fault(root: Path, fault: Fault, deselected: list[str]) -> bool:
    """Whether a test notices the fault, which is planted and then removed again."""
    path = root / "mutual_benefits" / fault.path
    original = path.read_bytes()
    path.write_bytes(original[: fault.start] + fault.replacement + original[fault.end :])
    try:
        return noticed(root, TABLE_SUITES if fault.path in TABLE_FILES else SUITES, deselected)
    finally:
        path.write_bytes(original)


NOTHING = "nothing"
"""The change of a fault that changes nothing, to see whether the tests pass at all."""


def arguments() -> argparse.Namespace:
    """The arguments of the command line."""
    parser = argparse.ArgumentParser(description="Plant faults one at a time; check whether a test notices.")
    parser.add_argument(
        "names", nargs="*", help="files and folders of the package, or plans; a default set if left out"
    )
    parser.add_argument("--sample", type=int, help="the size of a random sample of faults; all if left out")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the sample")
    parser.add_argument(
        "--again", type=Path, help="the output of an earlier run; plant only the faults that survived it"
    )
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="the number of minutes after which to stop"
    )
    parser.add_argument("--workers", type=int, default=2, help="the number of processes")
    parser.add_argument("--deselect", nargs="*", default=[], help="tests to leave out")
    return parser.parse_args()


def main(faults: list[Fault], given: argparse.Namespace) -> None:
    """Check that the tests pass without a fault, plant the chosen faults and print the summary."""
    deselected = [f"--deselect={name}" for name in given.deselect]
    if given.again:
        survived = set(given.again.read_text().splitlines())
        faults = [fault for fault in faults if fault.survived in survived]
    chance = random.Random(given.seed)  # noqa: S311  # a sample, not a secret
    chosen = chance.sample(faults, len(faults) if given.sample is None else min(given.sample, len(faults)))
    kinds = dict.fromkeys(fault.path in TABLE_FILES for fault in chosen)
    sound = [Fault("columns.py" if tables else "__init__.py", 0, 0, 0, b"", NOTHING) for tables in kinds]
    if any(seen for _, seen in plant(sound, deselected, given.workers, float("inf")).results):
        sys.exit("the tests fail without any fault; fix that first, or leave tests out with --deselect")
    planted = plant(chosen, deselected, given.workers, given.minutes)
    print(planted.summary())
    print(f"{len(planted.results)} of {len(faults)} possible faults were planted (seed {given.seed})")
