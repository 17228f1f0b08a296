"""Plants one fault at a time in a copy of the package and runs the tests for it.

Each worker has a process in which all tests are loaded, for faults inside functions. It loads the faulty
package anew for other faults, and for those that no test noticed there. The test tools and the libraries of
frames are loaded once, before either.
"""

import compileall
import contextlib
import gc
import io
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import Pipe, SimpleQueue
from pathlib import Path

import limited
from harness import Fault
from loaded import OPTIONS, quick_hypothesis, serve, test_name
from which_tests import PACKAGE, TestsByLine

GROUPS = (0.1, 0.4)
"""The tests for a package that is loaded anew run in groups of such shares of the seconds for a fault."""
OTHERS = 2
"""How much slower tests count that are not seen to run a line; they may run it all the same."""
MOST_FILES = 4
"""Test files in the first group, since each has to be loaded."""
OWN_TESTS = {
    "rules": ("tests/rules/", "tests/plans/", "tests/engine/"),
    "rulebook": ("tests/rulebook/", "tests/nouns/"),
    "engine": ("tests/engine/", "tests/rules/", "tests/plans/"),
    "assessment": ("tests/assessment/", "tests/engine/"),
    "receipts": ("tests/assessment/", "tests/tables/test_table_receipts", "tests/tables/test_receipts"),
    "tables": ("tests/tables/",),
    "scenarios": ("tests/scenarios/",),
    "testing": ("tests/testing/",),
    "cli": ("tests/cli/",),
    "plans": ("tests/plans/",),
    "nouns": ("tests/nouns/",),
}
"""The tests of each package: what a version prepares once, no test but the first is seen to run."""
TOOLS = (
    "hypothesis.strategies",
    "hypothesis.extra.pandas",
    "pydantic.json_schema",
    "pytest",
    "narwhals.stable.v2",
    "narwhals._polars.dataframe",
    "narwhals._pandas_like.dataframe",
    "narwhals._arrow.dataframe",
    "narwhals._duckdb.dataframe",
    "polars",
    "pandas",
    "pyarrow.compute",
    "pyarrow.parquet",
    "duckdb",
    "dateutil.relativedelta",
    "click.testing",
    "rich.table",
    "jsonschema",
    "altair",
    "great_tables",
    "tomllib",
)


class Selection:
    """A pytest plugin that runs the named tests in their order, and writes down the first that fails."""

    def __init__(self, tests: list[str], note: Path) -> None:
        self._order = {test: place for place, test in enumerate(tests)}
        self._note = note

    def pytest_sessionstart(self) -> None:
        quick_hypothesis()

    def pytest_collection_modifyitems(self, items: list) -> None:
        chosen = [item for item in items if test_name(item.nodeid) in self._order]
        items[:] = sorted(chosen, key=lambda item: self._order[test_name(item.nodeid)])

    def pytest_collectreport(self, report) -> None:
        self._write(report)

    def pytest_runtest_logreport(self, report) -> None:
        self._write(report)

    def _write(self, report) -> None:
        if report.failed and not self._note.exists():
            self._note.write_text(test_name(report.nodeid) or "collection")


class Worker:
    """A copy of the package for planting faults, and a process that has loaded it without a fault."""

    def __init__(self, folder: Path, tests: TestsByLine, most: float, *, quick: bool) -> None:
        self._most = most
        self._quick = quick
        self._noticed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._root, self._clean = _copy(folder / "faulty"), _copy(folder / "clean")
        self._tests = tests
        self._sound: set[str] = set()
        self._broken: set[str] = set()
        self._loaded, served = Pipe()
        self._server = os.fork()
        if self._server == 0:
            serve(_copy(folder / "loaded"), served)
            os._exit(0)
        self._there = self._loaded.recv()

    def close(self) -> None:
        """End the other process."""
        self._loaded.send(None)
        os.waitpid(self._server, 0)

    def noticed_by(self, fault: Fault) -> tuple[str | None, str]:
        """The test that notices a fault, which is planted and then removed again, and how it was planted."""
        path = self._root / "mutual_benefits" / fault.path
        old = path.read_bytes()
        new = old[: fault.start] + fault.replacement + old[fault.end :]
        ordered = self._ordered(fault)
        there = [test for test in ordered if test in self._there]
        chosen, seconds = _taking(there, self._most, self._tests)
        self._loaded.send((fault.path, old, new, chosen, seconds))
        planted, failed = self._loaded.recv()
        if failed:
            self._noticed[fault.path][failed] += 1
        if failed or (planted and self._quick):
            return failed, "loaded"
        path.write_bytes(new)
        try:
            return self._anew(ordered), "anew"
        finally:
            shutil.copy2(PACKAGE / fault.path, path)  # with its time, so that its compiled file is good again

    def _ordered(self, fault: Fault) -> list[str]:
        """The tests for a fault, the quickest first: those that run its line, and those of its package.

        Those that noticed most of the file's faults so far come first, then the first case of each test, then
        the second of each. A test that is not seen to run the line counts as slower than it is.
        """
        proven = [test for test, _ in self._noticed[fault.path].most_common(6)]
        running = set(self._tests.of(fault.path, fault.line))
        own = self._tests.in_files(OWN_TESTS.get(fault.package, ("tests/",)))
        costs = {test: OTHERS * self._tests.seconds(test) for test in own}
        costs |= {test: self._tests.seconds(test) for test in running}
        ordered = dict.fromkeys((*proven, *_by_turns(sorted(costs, key=lambda test: costs[test]))))
        return [test for test in ordered if test not in self._broken]

    def _anew(self, ordered: list[str]) -> str | None:
        """The test that fails first for a package that is loaded anew.

        A test that fails without the fault as well is left out from then on.
        """
        for group, seconds in self._groups(ordered):
            while failed := self._failure(self._root, group, seconds):
                if "::" not in failed or failed in self._sound:
                    return failed
                if self._failure(self._clean, [failed], 60.0) is None:
                    self._sound.add(failed)
                    return failed
                self._broken.add(failed)
                group.remove(failed)
        return None

    def _groups(self, ordered: list[str]) -> list[tuple[list[str], float]]:
        """The tests in groups with their seconds; the first group is of few files."""
        first, later, spent, files = [], [], 0.0, set()
        for test in ordered:
            file = test.partition("::")[0]
            if spent < GROUPS[0] * self._most and (file in files or len(files) < MOST_FILES):
                files.add(file)
                first.append(test)
                spent += self._tests.seconds(test)
            else:
                later.append(test)
        groups = [(first, spent), *(_taking(later, share * self._most, self._tests) for share in GROUPS[1:])]
        return [one for one in groups if one[0]]

    def _failure(self, root: Path, tests: list[str], seconds: float) -> str | None:
        note = root / "failed"
        return limited.first_failure(lambda: _run(root, tests, note), note, seconds)


def _by_turns(tests: list[str]) -> list[str]:
    """The first case of each test, then the second of each, and so on."""
    seen: Counter[str] = Counter()
    ranked = []
    for test in tests:
        name = test.partition("[")[0]
        ranked.append((seen[name], test))
        seen[name] += 1
    return [test for _, test in sorted(ranked, key=lambda one: one[0])]


def _taking(tests: list[str], most: float, times: TestsByLine) -> tuple[list[str], float]:
    """Takes tests off the front of a list that take about so many seconds."""
    taken, spent = [], 0.0
    while tests and spent < most:
        taken.append(tests.pop(0))
        spent += times.seconds(taken[-1])
    return taken, spent


def _run(root: Path, tests: list[str], note: Path) -> int:
    """Load the package under `root` and run tests."""
    limited.enter(root)
    import pytest

    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    paths = [file.replace("src/", f"{root}/", 1) if file.startswith("src/") else file for file in files]
    try:
        import_module("mutual_benefits.testing.hypothesis_plugin").register()
    except Exception:
        note.write_text("import")
        return 1
    return int(pytest.main(["-x", *OPTIONS, *paths], plugins=[Selection(tests, note)]))


def _load_tools(folder: Path) -> None:
    """Load the test tools with their plugins and the frame libraries, and nothing of the package."""
    for tool in TOOLS:
        if find_spec(tool.partition(".")[0]):
            import_module(tool)
    import pytest

    (folder / "empty").mkdir()
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*OPTIONS, str(folder / "empty")])
    for name in [name for name in sys.modules if name.partition(".")[0] == "mutual_benefits"]:
        del sys.modules[name]  # Hypothesis has loaded it, for its strategies
    gc.freeze()


def _copy(folder: Path) -> Path:
    """A copy of the package, compiled for this process and for those that a test starts."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, folder / "mutual_benefits", ignore=ignore)
    compileall.compile_dir(folder, quiet=2)
    return folder


def plant(
    faults: list[Fault], tests: TestsByLine, workers: int, minutes: float, most: float, quick: bool
) -> Iterator[dict]:
    """Plant each fault in turn, as long as there is time, and give each result as it comes."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    until = time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        _load_tools(Path(folder))
        queue, pids = SimpleQueue(), []
        for number in range(workers):
            pid = os.fork()
            if pid == 0:
                try:
                    worker = Worker(Path(folder) / str(number), tests, most, quick=quick)
                    for fault in faults[number::workers]:
                        if time.monotonic() > until:
                            break
                        start = time.monotonic()
                        by, how = worker.noticed_by(fault)
                        seconds = round(time.monotonic() - start, 1)
                        result = {"fault": fault.name, "package": fault.package, "line": fault.line, "by": by}
                        queue.put(result | {"how": how, "seconds": seconds})
                    worker.close()
                except BaseException:
                    traceback.print_exc()
                queue.put(None)
                os._exit(0)
            pids.append(pid)
        for _ in pids:
            yield from iter(queue.get, None)
        for pid in pids:
            os.waitpid(pid, 0)
