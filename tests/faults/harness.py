"""Plants one fault at a time in a copy of the package, and checks whether a test notices it.

This is run by hand. The tests that run the line of a fault come first, the quickest before the others, then
those of its package. Each fault runs in a fork of a process that has already loaded the test tools.
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

from which_tests import PACKAGE, REPOSITORY, TestsByLine, tests_by_line

GROUPS = (1.0, 10.0, 60.0)
"""The tests run in groups that take about so many seconds, until a group notices the fault."""
MOST_SECONDS = 120
"""Seconds of processor time after which tests that do not end count as having noticed the fault."""
OWN_TESTS = {
    "rules": ("tests/rules/", "tests/plans/", "tests/engine/"),
    "rulebook": ("tests/rulebook/", "tests/nouns/"),
    "engine": ("tests/engine/", "tests/rules/", "tests/plans/"),
    "assessment": ("tests/assessment/", "tests/engine/"),
    "tables": ("tests/tables/",),
    "scenarios": ("tests/scenarios/",),
    "testing": ("tests/testing/",),
    "cli": ("tests/cli/",),
    "plans": ("tests/plans/",),
}
"""The tests of each package: what a version prepares once, no test but the first is seen to run."""
WARNINGS = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
TOOLS = ("hypothesis", "pydantic", "pytest", "_pytest.doctest", "narwhals.stable.v2")


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

    @property
    def package(self) -> str:
        """The package that the fault is in; `nouns` for the modules at the top."""
        return self.path.partition("/")[0] if "/" in self.path else "nouns"


def package() -> Path:
    """The folder of the package."""
    return PACKAGE


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


def groups_of(fault: Fault, tests: TestsByLine) -> list[list[str]]:
    """The tests for a fault, quickest first: those that run its line, then those of its package."""
    own = tests.in_files(OWN_TESTS.get(fault.package, ("tests/",)))
    ordered = list(dict.fromkeys((*tests.of(fault.path, fault.line), *own)))
    groups: list[list[str]] = [[]]
    spent = 0.0
    for test in ordered:
        spent += tests.seconds(test)
        groups[-1].append(test)
        if spent > GROUPS[min(len(groups), len(GROUPS)) - 1]:
            groups.append([])
            spent = 0.0
        if len(groups) > len(GROUPS):
            break
    return [group for group in groups if group]


def noticed(root: Path, groups: list[list[str]]) -> bool:
    """Whether a test fails for the package under `root`. Each group of tests runs in a process of its own."""
    for tests in groups:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            os.chdir(REPOSITORY)
            os.environ["PYTHONPATH"] = str(root)
            sys.path.insert(0, str(root))
            import pytest

            # A doctest is named by its file in the copy, as any other test by its file in the repository.
            names = [
                name.replace("src/", f"{root}/", 1) if name.startswith("src/") else name for name in tests
            ]
            quick = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--tb=no", *WARNINGS]
            quick += ["--hypothesis-profile", "fast"]
            os._exit(int(pytest.main([*quick, *names])) not in (0, 5))
        _, status = os.waitpid(child, 0)
        if status != 0:
            return True
    return False


class Planted(NamedTuple):
    """The faults that were planted, and whether a test noticed each of them."""

    results: list[tuple[Fault, bool]]

    def summary(self) -> str:
        """How many faults were noticed, in each package and in total."""
        tried = Counter(fault.package for fault, _ in self.results)
        seen = Counter(fault.package for fault, noticed in self.results if noticed)
        lines = [
            f"{seen[one]:5} of {tried[one]:4} ({seen[one] / tried[one]:.1%})  {one}" for one in sorted(tried)
        ]
        return "\n".join((*lines, f"{seen.total():5} of {tried.total():4} faults were noticed"))


def plant(faults: list[Fault], tests: TestsByLine, workers: int, minutes: float) -> Planted:
    """Plant each fault in turn, as long as there is time, and print each that no test noticed."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    for tool in TOOLS:  # loaded once, before the forks
        import_module(tool)
    until = time.monotonic() + 60 * minutes
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    pids = []
    for worker in range(workers):
        pid = os.fork()
        if pid == 0:
            root = folder / str(worker)
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(PACKAGE, root / "mutual_benefits", ignore=ignore)
            with (folder / f"{worker}.txt").open("w", buffering=1) as results:
                for index in range(worker, len(faults), workers):
                    if time.monotonic() > until:
                        break
                    seen = with_fault(root, faults[index], tests)
                    results.write(f"{index} {int(seen)}\n")
                    if not seen:
                        print(faults[index].survived, flush=True)
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    lines = [line.split() for path in folder.glob("*.txt") for line in path.read_text().splitlines()]
    shutil.rmtree(folder)
    return Planted([(faults[int(index)], seen == "1") for index, seen in lines])


def with_fault(root: Path, fault: Fault, tests: TestsByLine) -> bool:
    """Whether a test notices the fault, which is planted and then removed again."""
    path = root / "mutual_benefits" / fault.path
    original = path.read_bytes()
    path.write_bytes(original[: fault.start] + fault.replacement + original[fault.end :])
    try:
        return noticed(root, groups_of(fault, tests))
    finally:
        path.write_bytes(original)


def arguments() -> argparse.Namespace:
    """The arguments of the command line."""
    parser = argparse.ArgumentParser(description="Plant faults one at a time; check whether a test notices.")
    parser.add_argument(
        "names", nargs="*", help="packages and files, such as rules or limits.py; all if left out"
    )
    parser.add_argument(
        "--sample", type=int, help="so many faults drawn by lot from each package; all if left out"
    )
    parser.add_argument("--seed", type=int, default=1, help="the seed of the sample")
    parser.add_argument(
        "--again", type=Path, help="the output of an earlier run; plant only the faults that survived it"
    )
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="the number of minutes after which to stop"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="the number of processes")
    return parser.parse_args()


def main(faults: list[Fault], given: argparse.Namespace) -> None:
    """Measure the tests, plant the chosen faults and print the summary."""
    if given.again:
        survived = set(given.again.read_text().splitlines())
        faults = [fault for fault in faults if fault.survived in survived]
    chance = random.Random(given.seed)  # noqa: S311  # a sample, not a secret
    chosen = []
    for name in sorted({fault.package for fault in faults}):
        own = [fault for fault in faults if fault.package == name]
        chosen += own if given.sample is None else chance.sample(own, min(given.sample, len(own)))
    chance.shuffle(chosen)  # so that a run that is stopped has seen something of each package
    planted = plant(chosen, tests_by_line(), given.workers, given.minutes)
    print(planted.summary())
    print(f"{len(planted.results)} of {len(faults)} possible faults were planted (seed {given.seed})")
