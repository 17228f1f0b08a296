"""Which tests run which line of the package, and how long each test takes.

One run of the whole suite measures both. The result is kept as long as `src` and `tests` stay as they are.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from coverage import CoverageData

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "mutual_benefits"
KEPT = Path(tempfile.gettempdir()) / "mutual-benefits-which-tests"


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
        """How long a test takes."""
        return self._seconds.get(test, 1.0)

    def in_files(self, prefixes: tuple[str, ...]) -> list[str]:
        """The ids of the tests in these files and folders, the quickest first."""
        return sorted((test for test in self._seconds if test.startswith(prefixes)), key=self.seconds)


def state() -> str:
    """A hash of every file of `src` and `tests`."""
    digest = hashlib.sha256()
    for folder in ("src", "tests"):
        for path in sorted((REPOSITORY / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(REPOSITORY).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def tests_by_line() -> TestsByLine:
    """The measured tests, from an earlier run for the same state of the files or from a new one."""
    kept = KEPT / f"{state()}.json"
    if not kept.exists():
        KEPT.mkdir(exist_ok=True)
        kept.write_text(json.dumps(_measured()))
    return TestsByLine(**json.loads(kept.read_text()))


def _measured() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        data, seconds = Path(folder) / "coverage", Path(folder) / "seconds.json"
        own = {"COVERAGE_FILE": str(data), "MB_SECONDS": str(seconds)}
        path = os.pathsep.join((str(REPOSITORY / "src"), str(Path(__file__).parent)))
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadgroup"]
        command += ["-p", "no:cacheprovider", "-p", "which_tests", "--cov", "--cov-context=test"]
        command += ["--hypothesis-profile", "fast"]
        command += ["--cov-report=", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
        print("measuring which tests run which line ...", flush=True)
        done = subprocess.run(
            command,
            cwd=REPOSITORY,
            env={**os.environ, **own, "PYTHONPATH": path},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.exit(f"the tests fail without any fault; fix that first\n{done.stdout[-3000:]}")
        return {"lines": _lines(data), "seconds": json.loads(seconds.read_text())}


def _lines(data: Path) -> dict[str, dict[str, list[str]]]:
    measured, lines = CoverageData(str(data)), {}
    measured.read()
    for file in measured.measured_files():
        by_line = defaultdict(set)
        for line, contexts in measured.contexts_by_lineno(file).items():
            by_line[line] |= {context.partition("|")[0] for context in contexts} - {""}
        name = Path(file).relative_to(PACKAGE).as_posix()
        lines[name] = {str(line): sorted(tests) for line, tests in by_line.items()}
    return lines


_SECONDS: dict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: object) -> None:
    """Adds up the time that each test takes; pytest calls this where the module is a plugin."""
    _SECONDS[report.nodeid] += report.duration


def pytest_sessionfinish(session: object) -> None:
    """Writes the times down, once, where the reports of all workers arrive."""
    if not hasattr(session.config, "workerinput") and "MB_SECONDS" in os.environ:
        Path(os.environ["MB_SECONDS"]).write_text(json.dumps(_SECONDS))
