"""Plants one fault at a time in a copy of the package, and sees whether the suite notices.

Run by hand; the copies lie in a temporary folder. Each fault runs in a fork of a process that has the
test tools loaded already.
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
WAYS = (
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
"""What is run against a fault, the quickest first, until something notices."""
OF_TABLES = ("columns.py", "ledgers.py", "outputs.py", "results.py", "runs.py", "shapes.py", "tables.py")
OF_TABLES += ("engines.py", "wordlists.py")
OF_TABLES += tuple(
    f"calculators/{name}.py" for name in ("columnar", "days", "ends", "lookups", "nodes", "rows")
)
WAYS_OF_TABLES = (
    ["tables/test_days.py", "tables/test_assess_table.py", "tables/test_row_versions.py"],
    ["tables/test_expressions.py"],
    ["engine/test_calculators.py"],
    ["tables/test_bounds.py", "tables/test_table_laws.py"],
    ["tables/test_history.py", "tables/test_absent_columns.py", "tables/test_parity.py"],
    ["tables/test_table_oracles.py"],
)
"""The same for the files that work on whole tables alone."""
PATIENCE = 240
"""Seconds of work after which a fault that keeps the tests from ending counts as noticed."""
LOADED = "ignore::pytest.PytestAssertRewriteWarning"


class Fault(NamedTuple):
    """A piece of a file, in bytes, and what stands there instead."""

    path: str
    line: int
    start: int
    end: int
    instead: bytes
    what: str

    @property
    def survived(self) -> str:
        """The line that is printed where no test noticed."""
        return f"survived: {self.path}:{self.line}: {self.what}"


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


def noticed(root: Path, ways: tuple[list[str], ...], deselected: list[str]) -> bool:
    """Whether some test fails for the package under `root`; runs in a process of its own."""
    for files in ways:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            os.environ["PYTHONPATH"] = str(root)
            sys.path.insert(0, str(root))
            import pytest

            names = [str(TESTS / name) for name in files]
            quick = ["-x", "-q", "-p", "no:cacheprovider", "--tb=no", "-W", LOADED, *deselected]
            os._exit(int(pytest.main([*quick, *names])) != 0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            return True
    return False


class Planted(NamedTuple):
    """The faults that were planted, each with whether something noticed."""

    results: list[tuple[Fault, bool]]

    def told(self) -> str:
        """The score of each file, and of all."""
        tried = Counter(fault.path for fault, _ in self.results)
        seen = Counter(fault.path for fault, noticed in self.results if noticed)
        lines = [f"{seen[path]:5} of {tried[path]:4}  {path}" for path in sorted(tried)]
        return "\n".join((*lines, f"{seen.total():5} of {tried.total():4} faults were noticed"))


def plant(faults: list[Fault], deselected: list[str], workers: int, minutes: float) -> Planted:
    """Plants each fault in turn, as long as there is time, and tells of each that nothing noticed."""
    os.environ |= {"MB_HYPOTHESIS": "fast", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    for tool in ("hypothesis", "pydantic", "pytest"):  # loaded once, before the forks
        import_module(tool)
    where, until = package(), time.monotonic() + 60 * minutes
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
                    if time.monotonic() > until:
                        break
                    seen = one(root, faults[index], deselected)
                    told.write(f"{index} {int(seen)}\n")
                    if not seen and faults[index].what != NOTHING:
                        print(faults[index].survived, flush=True)
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    lines = [line.split() for path in folder.glob("*.txt") for line in path.read_text().splitlines()]
    shutil.rmtree(folder)
    return Planted([(faults[int(index)], seen == "1") for index, seen in lines])


def one(root: Path, fault: Fault, deselected: list[str]) -> bool:
    path = root / "mutual_benefits" / fault.path
    sound = path.read_bytes()
    path.write_bytes(sound[: fault.start] + fault.instead + sound[fault.end :])
    try:
        return noticed(root, WAYS_OF_TABLES if fault.path in OF_TABLES else WAYS, deselected)
    finally:
        path.write_bytes(sound)


NOTHING = "nothing"


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    reader = argparse.ArgumentParser(description="Plant faults one at a time and see whether a test notices.")
    reader.add_argument("names", nargs="*", help="files and folders of the package, or plans; the usual ones")
    reader.add_argument("--sample", type=int, help="so many faults, drawn from all; all if left out")
    reader.add_argument("--seed", type=int, default=1, help="another seed draws another sample")
    reader.add_argument("--again", type=Path, help="what an earlier run printed: only what survived it")
    reader.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    reader.add_argument("--workers", type=int, default=2, help="so many processes")
    reader.add_argument("--deselect", nargs="*", default=[], help="tests that are not run")
    return reader.parse_args()


def main(faults: list[Fault], given: argparse.Namespace) -> None:
    deselected = [f"--deselect={name}" for name in given.deselect]
    if given.again:
        survived = set(given.again.read_text().splitlines())
        faults = [fault for fault in faults if fault.survived in survived]
    in_order = random.Random(given.seed)  # noqa: S311  # a sample, not a secret
    chosen = in_order.sample(faults, len(faults) if given.sample is None else min(given.sample, len(faults)))
    kinds = dict.fromkeys(fault.path in OF_TABLES for fault in chosen)
    sound = [Fault("columns.py" if tables else "__init__.py", 0, 0, 0, b"", NOTHING) for tables in kinds]
    if any(seen for _, seen in plant(sound, deselected, given.workers, float("inf")).results):
        sys.exit("the suite fails without any fault; mend that first, or name tests to --deselect")
    planted = plant(chosen, deselected, given.workers, given.minutes)
    print(planted.told())
    print(f"{len(planted.results)} of {len(faults)} possible faults were planted (seed {given.seed})")
