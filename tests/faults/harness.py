"""Plants one fault at a time in a copy of the package, and sees whether the suite notices.

Run by hand; the copies lie in a temporary folder. Each fault runs in a fork of a process that has the
test tools loaded already.
"""

import os
import shutil
import signal
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).resolve().parents[1]
WAYS = (
    ["test_plans.py", "test_plans_medical.py", "test_terms.py", "test_rules.py"],
    ["test_toy_plan.py", "test_harbour.py", "test_asked.py", "test_disease_names.py", "test_cases.py"],
    ["test_description.py", "test_engine.py", "test_models.py", "test_calculators.py", "test_house.py"],
    ["test_oracles.py", "test_laws.py"],
    ["test_oracles_illness.py", "test_oracles_medical.py", "test_laws_medical.py"],
)
"""What is run against a fault, the quickest first, until something notices."""
PATIENCE = 240
LOADED = "ignore::pytest.PytestAssertRewriteWarning"


class Fault(NamedTuple):
    """A piece of a file, in bytes, and what stands there instead."""

    path: str
    line: int
    start: int
    end: int
    instead: bytes
    what: str


def package() -> Path:
    import mutual_benefits

    return Path(mutual_benefits.__file__).parent


def offsets(source: bytes) -> list[int]:
    """Where each line of a file begins, in bytes."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def place(starts, node) -> tuple[int, int]:
    begin = starts[node.lineno - 1] + node.col_offset
    return begin, starts[node.end_lineno - 1] + node.end_col_offset


def noticed(root: Path, deselected: list[str]) -> bool:
    """Whether some test fails for the package under `root`; runs in a process of its own."""
    for files in WAYS:
        child = os.fork()
        if child == 0:
            signal.alarm(PATIENCE)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            os.environ["PYTHONPATH"] = str(root)
            sys.path[:0] = [str(root), str(TESTS)]
            import pytest

            names = [str(TESTS / name) for name in files]
            quick = ["-x", "-q", "-p", "no:cacheprovider", "--tb=no", "-W", LOADED, *deselected]
            os._exit(int(pytest.main([*quick, *names])) != 0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            return True
    return False


def plant(faults: list[Fault], deselected: list[str], workers: int = 2) -> list[Fault]:
    """Plants each fault in turn and returns those that nothing noticed."""
    os.environ |= {"MB_HYPOTHESIS": "fast", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    for tool in ("hypothesis", "pydantic", "pytest"):  # loaded once, before the forks
        import_module(tool)
    where = package()
    for name in [name for name in sys.modules if name.split(".")[0] == "mutual_benefits"]:
        del sys.modules[name]
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    pids = []
    for worker in range(workers):
        pid = os.fork()
        if pid == 0:
            root = folder / str(worker)
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(where, root / "mutual_benefits", ignore=ignore)
            with (folder / f"{worker}.txt").open("w", buffering=1) as told:
                for index in range(worker, len(faults), workers):
                    told.write(f"{index} {int(one(root, faults[index], deselected))}\n")
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    results = [line.split() for path in folder.glob("*.txt") for line in path.read_text().splitlines()]
    shutil.rmtree(folder)
    return [faults[int(index)] for index, seen in sorted(results, key=lambda r: int(r[0])) if seen == "0"]


def one(root: Path, fault: Fault, deselected: list[str]) -> bool:
    path = root / "mutual_benefits" / fault.path
    sound = path.read_bytes()
    path.write_bytes(sound[: fault.start] + fault.instead + sound[fault.end :])
    try:
        return noticed(root, deselected)
    finally:
        path.write_bytes(sound)


def main(faults: list[Fault], deselected: list[str]) -> None:
    sound = plant([Fault("__init__.py", 0, 0, 0, b"", "nothing")], deselected, 1)
    if not sound:
        sys.exit("the suite fails without any fault; mend that first, or name tests to --deselect")
    survivors = plant(faults, deselected)
    for fault in survivors:
        print(f"survived: {fault.path}:{fault.line}: {fault.what}")
    print(f"{len(faults) - len(survivors)} of {len(faults)} faults were noticed")
