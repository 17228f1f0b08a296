"""A pytest session that has collected all tests, and forks for each fault.

The fork replaces the code of the functions that the fault changes, and runs the tests for it; so nothing is
loaded again. Faults outside of functions cannot be planted in this way.
"""

import gc
import os
import re
import sys
import types
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import walk_packages

import limited
from which_tests import REPOSITORY

FUNCTION = 1  # the flag of code objects of functions; those of modules and classes do not have it
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:pytest_cov", "-p", "no:nbmake")
OPTIONS += ("--tb=no", "-W", "ignore::pytest.PytestAssertRewriteWarning", f"--rootdir={REPOSITORY}")
OPTIONS += ("-c", str(REPOSITORY / "pyproject.toml"))
ROOMS = (
    "rules",
    "rulebook",
    "nouns",
    "engine",
    "plans",
    "assessment",
    "tables",
    "scenarios",
    "testing",
    "cli",
)
"""The folders of tests that are loaded; tests of documents, the house and benchmarks are not."""
BEGINS_EMPTY = re.compile(r"^(_[A-Z]+): dict\[.*\] = {}$", re.MULTILINE)
REGISTRY = "mutual_benefits.rulebook.registry.shipped_plans"
"""Its caches stay: the shipped plans that tests hold are to be those that the package gives."""


def test_name(nodeid: str) -> str:
    """The id of a test in the repository; a doctest of the copy has the copy's path."""
    before, inside, after = nodeid.partition("/mutual_benefits/")
    return f"src/mutual_benefits/{after}" if inside and not before.startswith("tests") else nodeid


def quick_hypothesis() -> None:
    """Draw few examples, and do not shrink them, since a failing one is all that is needed."""
    from hypothesis import Phase, settings

    settings.load_profile("default")
    settings.register_profile("faults", settings(), phases=(Phase.explicit, Phase.generate))
    settings.load_profile("faults")


def pairs(old: types.CodeType, new: types.CodeType) -> Iterator[tuple[types.CodeType, types.CodeType]]:
    """The code objects that differ, outer ones first; those without a counterpart are left out."""
    if old != new:
        yield old, new
        inner = [[one for one in code.co_consts if isinstance(one, types.CodeType)] for code in (old, new)]
        for before, after in zip(*inner, strict=False):
            if before.co_name == after.co_name:
                yield from pairs(before, after)


def own(code: types.CodeType) -> tuple:
    """The part of a code object that does not lie in functions or classes inside it."""
    consts = tuple(None if isinstance(one, types.CodeType) else (type(one), one) for one in code.co_consts)
    return code.co_code, consts, code.co_names, code.co_varnames


class Session:
    """The plugin that answers, instead of running the tests, which test notices a fault."""

    def __init__(self, root: Path, connection: Connection) -> None:
        self._root = root
        self._connection = connection
        self._note = root / "failed-here"
        self._sound: set[str] = set()

    def pytest_sessionstart(self) -> None:
        quick_hypothesis()

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Leave out a test file that starts threads when it is loaded: a fork would wait for them in vain."""
        is_test = collection_path.name.startswith("test_") and collection_path.suffix == ".py"
        return True if is_test and _starts_threads(collection_path) else None

    def pytest_runtestloop(self, session) -> bool:
        """Answer requests until there are no more."""
        self._items = {test_name(item.nodeid): item for item in session.items}
        self._functions = defaultdict(list)
        for one in gc.get_objects():
            if isinstance(one, types.FunctionType) and one.__code__.co_filename.startswith(str(self._root)):
                self._functions[_key(one.__code__)].append(one)
        self._caches = _caches()
        gc.freeze()
        self._connection.send(set(self._items))
        while request := self._connection.recv():
            self._connection.send(self._answer(*request))
        return True

    def _answer(self, path: str, old: bytes, new: bytes, tests: list[str], seconds: float) -> tuple:
        """Whether the fault can be planted, and the test that notices it."""
        try:
            changes = self._changes(path, old, new)
        except SyntaxError:
            changes = None
        if changes is None:
            return False, None
        while True:
            failed = self._first_failure(changes, tests, seconds)
            if failed is None or "::" not in failed or failed in self._sound:
                return True, failed
            if self._first_failure([], [failed], 60.0) is None:
                self._sound.add(failed)
                return True, failed
            tests = [test for test in tests if test != failed]

    def _changes(self, path: str, old: bytes, new: bytes) -> list | None:
        """The functions to change with their new code; None where other code changes as well."""
        file = str(self._root / "mutual_benefits" / path)
        before, after = (compile(source, file, "exec", dont_inherit=True) for source in (old, new))
        changes = []
        for one, other in pairs(before, after):
            if one.co_flags & FUNCTION:
                functions = self._functions[_key(one)]
                if any(
                    len(function.__code__.co_freevars) != len(other.co_freevars) for function in functions
                ):
                    return None
                changes += [(function, other) for function in functions]
            elif own(one) != own(other):
                return None
        return changes or None

    def _first_failure(self, changes: list, tests: list[str], seconds: float) -> str | None:
        return limited.first_failure(lambda: self._run(changes, tests), self._note, seconds)

    def _run(self, changes: list, tests: list[str]) -> int:
        for function, code in changes:
            function.__code__ = code
        for clear in self._caches:
            clear()
        items = [self._items[test] for test in tests if test in self._items]
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return 0

    def pytest_runtest_logreport(self, report) -> None:
        """End the fork at the first failure."""
        if report.failed:
            self._note.write_text(test_name(report.nodeid))
            os._exit(1)


def _starts_threads(file: Path) -> bool:
    child = os.fork()
    if child == 0:
        try:
            import_module(file.stem)
        finally:
            tasks = Path("/proc/self/task").iterdir()
            names = [(task / "comm").read_text().strip() for task in tasks]
            os._exit(len([name for name in names if name != "jemalloc_bg_thd"]) > 1)
    return os.waitpid(child, 0)[1] != 0


def _key(code: types.CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _caches() -> list:
    """What clears each cache of the package: of a function, or a dict that begins empty."""
    found = {}
    for name, module in list(sys.modules.items()):
        if name.startswith("mutual_benefits") and name != REGISTRY:
            holders = [module, *(one for one in vars(module).values() if isinstance(one, type))]
            parts = [part for holder in holders for part in list(vars(holder).values())]
            found |= {id(part): part.cache_clear for part in parts if hasattr(part, "cache_clear")}
            names = BEGINS_EMPTY.findall(Path(module.__file__).read_text())
            found |= {id(vars(module)[one]): vars(module)[one].clear for one in names}
    return list(found.values())


def serve(root: Path, connection: Connection) -> None:
    """Collect all tests for the package under `root`, and answer requests."""
    limited.enter(root)
    package = import_module("mutual_benefits")
    for module in walk_packages(package.__path__, "mutual_benefits."):
        if "__main__" not in module.name:
            import_module(module.name)
    import_module("mutual_benefits.testing.hypothesis_plugin").register()
    import pytest

    sys.path += [str(REPOSITORY / "tests" / room) for room in ROOMS]
    pytest.main(
        [*OPTIONS, *(f"tests/{room}" for room in ROOMS), str(root / "mutual_benefits")],
        plugins=[Session(root, connection)],
    )
