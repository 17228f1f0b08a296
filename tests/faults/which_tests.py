"""Which tests run which line of the package, and how much processor time each test takes.

One run of the whole suite measures both, once for each state of `src`; tests that change are measured again.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import CoverageData

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "mutual_benefits"
KEPT = Path(tempfile.gettempdir()) / "mutual-benefits-which-tests"


SLOWED = 2.3
"""How much more processor time a test takes while its lines are measured: 648 s for all tests, not 280 s."""


class TestsByLine:
    """The tests that run a line, the quickest first."""

    __test__ = False

    def __init__(self, lines: dict[str, dict[str, list[str]]], seconds: dict[str, float]) -> None:
        self._lines = lines
        self._seconds = seconds

    def of(self, path: str, line: int) -> list[str]:
        """The ids of the tests that run a line of a file of the package."""
        return sorted(self._lines.get(path, {}).get(str(line), ()), key=self.seconds)

    def seconds(self, test: str) -> float:
        """How much processor time a test takes when its lines are not measured."""
        return self._seconds.get(test, SLOWED) / SLOWED

    def in_files(self, prefixes: tuple[str, ...]) -> list[str]:
        """The ids of the tests in these files and folders, the quickest first."""
        return sorted((test for test in self._seconds if test.startswith(prefixes)), key=self.seconds)


def _hash(*folders_or_files: Path) -> str:
    """A hash of the files, and of every file of the folders."""
    digest = hashlib.sha256()
    for one in folders_or_files:
        for path in sorted(one.rglob("*")) if one.is_dir() else (one,):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(REPOSITORY).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def tests_by_line() -> TestsByLine:
    """The measured tests, which are kept for each state of `src`.

    Where tests have changed since they were measured, their files alone are measured again.
    """
    KEPT.mkdir(exist_ok=True)
    kept = KEPT / f"{_hash(PACKAGE)}.json"
    known = json.loads(kept.read_text()) if kept.exists() else {"files": {}, "lines": {}, "seconds": {}}
    tests = sorted((REPOSITORY / "tests").rglob("test_*.py"))
    files = {path.relative_to(REPOSITORY).as_posix(): _hash(path) for path in tests}
    changed = [name for name, digest in files.items() if known["files"].get(name) != digest]
    if changed:
        measured = _measured(changed if kept.exists() else [])
        gone = tuple(f"{name}::" for name in known["files"] if files.get(name) != known["files"][name])
        known = {"files": files} | _merged(known, measured, gone)
        kept.write_text(json.dumps(known))
    return TestsByLine(known["lines"], known["seconds"])


def _merged(known: dict, measured: dict, gone: tuple[str, ...]) -> dict:
    """What was measured before, without the tests of some files, and what is measured now."""
    kept = {test: time for test, time in known["seconds"].items() if not test.startswith(gone)}
    lines = defaultdict(lambda: defaultdict(list))
    for part, all_tests in ((known["lines"], kept.keys()), (measured["lines"], measured["seconds"].keys())):
        for path, by_line in part.items():
            for line, tests in by_line.items():
                lines[path][line] += [test for test in tests if test in all_tests]
    return {"lines": lines, "seconds": kept | measured["seconds"]}


def _measured(files: list[str]) -> dict[str, object]:
    """The tests by line and their processor seconds, of some test files, or of all."""
    with tempfile.TemporaryDirectory() as folder:
        data, seconds = Path(folder) / "coverage", Path(folder) / "seconds.json"
        own = {"COVERAGE_FILE": str(data), "MB_SECONDS": str(seconds)}
        path = os.pathsep.join((str(REPOSITORY / "src"), str(Path(__file__).parent)))
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]
        command += ["-p", "no:cacheprovider", "-p", "which_tests", "--cov", "--cov-context=test"]
        command += ["--cov-report=", "-rfE"]
        command += ["-W", "ignore::pytest.PytestAssertRewriteWarning", *files]
        print(f"measuring which tests of {len(files) or 'all'} files run which line ...", flush=True)
        done = subprocess.run(
            command,
            cwd=REPOSITORY,
            env={**os.environ, **own, "PYTHONPATH": path},
            capture_output=True,
            text=True,
        )
        if done.returncode:  # a test that fails without any fault counts for nothing
            lines = done.stdout.splitlines()
            print("\n".join(line for line in lines if line.startswith(("FAILED", "ERROR"))), flush=True)
        return {"lines": _lines(data), "seconds": json.loads(seconds.read_text())}


def _lines(data: Path) -> dict[str, dict[str, list[str]]]:
    measured, lines = CoverageData(str(data)), {}
    measured.read()
    for file in measured.measured_files():
        by_line = defaultdict(set)
        for line, contexts in measured.contexts_by_lineno(file).items():
            by_line[line] |= {context.rpartition("|")[0] for context in contexts} - {""}
        name = Path(file).relative_to(PACKAGE).as_posix()
        lines[name] = {str(line): sorted(tests) for line, tests in by_line.items()}
    return lines


_SECONDS: dict[str, float] = defaultdict(float)
PROCESSOR = "processor seconds"
_BEGUN = pytest.StashKey[float]()


def _processor() -> float:
    """The processor time of this process and of those that it started; a busy machine does not change it."""
    return time.process_time() + sum(os.times()[2:4])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Notes when a test begins."""
    item.stash[_BEGUN] = _processor()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Puts the processor time since the test began into the report."""
    report = yield
    report.user_properties = [(PROCESSOR, _processor() - item.stash[_BEGUN])]
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keeps the time of each test; pytest calls this where the module is a plugin."""
    _SECONDS[report.nodeid] = dict(report.user_properties).get(PROCESSOR, report.duration)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the times down, once, where the reports of all workers arrive."""
    if not hasattr(session.config, "workerinput") and "MB_SECONDS" in os.environ:
        Path(os.environ["MB_SECONDS"]).write_text(json.dumps(_SECONDS))
