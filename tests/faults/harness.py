"""Draws faults by lot, plants them one at a time, and reports by package which ones a test noticed.

This is run by hand, by `plant_in_code.py` and `plant_in_plans.py`.
"""

import argparse
import hashlib
import json
import os
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

from which_tests import PACKAGE, tests_by_line

EXPLAINED = Path(__file__).with_name("explained.toml")
"""The faults that change no result, each with the reason."""
RECEIPTS = ("assessment/receipt.py", "assessment/verification.py", "canonical_hash.py", "tables/receipt.py")
"""Receipts and their verification are reported as a package of their own."""


class Fault(NamedTuple):
    """A part of a file, given by byte positions, and its faulty replacement."""

    path: str
    line: int
    start: int
    end: int
    replacement: bytes
    change: str
    code: str = ""
    nth: int = 1

    @property
    def name(self) -> str:
        """The fault in words that stay the same where other lines of the file change."""
        again = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.path}: {self.code}: {self.change}{again}"

    @property
    def package(self) -> str:
        """The package that the fault is in; `nouns` for the modules at the top."""
        if self.path in RECEIPTS:
            return "receipts"
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


def named(faults: list[Fault]) -> list[Fault]:
    """The faults with the code of their lines, and numbered where two would have one name."""
    seen: Counter[str] = Counter()
    lines = {path: (PACKAGE / path).read_text().splitlines() for path in {fault.path for fault in faults}}
    result = []
    for fault in faults:
        whole = fault._replace(code=lines[fault.path][fault.line - 1].strip())
        seen[whole.name] += 1
        result.append(whole._replace(nth=seen[whole.name]))
    return result


def explained() -> dict[str, str]:
    """The faults that are known to change no result, with the reason."""
    entries = tomllib.loads(EXPLAINED.read_text()).get("fault", ())
    return {f"{entry['file']}: {entry['code']}: {entry['change']}": entry["why"] for entry in entries}


def drawn(faults: list[Fault], sample: int | None, seed: int) -> list[Fault]:
    """So many faults of each package, drawn by lot, in turn from each package.

    A fault's lot depends on its name and the seed alone, so a larger sample contains the smaller ones.
    """
    lots = defaultdict(list)
    for fault in faults:
        lots[fault.package].append((hashlib.sha256(f"{seed} {fault.name}".encode()).digest(), fault))
    for lot in lots.values():
        lot.sort()
    ranked = [(rank, fault) for lot in lots.values() for rank, (_, fault) in enumerate(lot[:sample])]
    return [fault for _, fault in sorted(ranked, key=lambda one: one[0])]


def interval(seen: int, tried: int, confidence: float = 0.95) -> tuple[float, float]:
    """The Wilson interval of a share."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, weight = seen / tried, z * z / tried
    middle, half = share + weight / 2, z * ((share * (1 - share) + weight / 4) / tried) ** 0.5
    return (middle - half) / (1 + weight), (middle + half) / (1 + weight)


def summary(results: list[dict[str, object]]) -> str:
    """How many faults were noticed or are explained, in each package and in total."""
    reasons, lines = explained(), []
    lines.append(
        f"{'':12}{'planted':>8}{'noticed':>8}{'explained':>10}{'left':>6}{'noticed, 95 % interval':>28}"
    )
    for name in (*sorted({str(one["package"]) for one in results}), "all"):
        own = [one for one in results if name in (one["package"], "all")]
        seen = sum(one["by"] is not None for one in own)
        known = sum(one["by"] is None and one["fault"] in reasons for one in own)
        low, high = interval(seen, len(own))
        share = f"{seen / len(own):.1%} ({low:.1%} to {high:.1%})"
        lines.append(f"{name:12}{len(own):8}{seen:8}{known:10}{len(own) - seen - known:6}    {share}")
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    """The arguments of the command line."""
    parser = argparse.ArgumentParser(description="Plant faults one at a time; check whether a test notices.")
    parser.add_argument(
        "names", nargs="*", help="packages and files, such as rules, receipts or limits.py; all if left out"
    )
    parser.add_argument(
        "--sample", type=int, help="so many faults drawn by lot from each package; all if left out"
    )
    parser.add_argument("--seed", type=int, default=1, help="the seed of the lot")
    parser.add_argument("--results", type=Path, help="a file of results, which is continued")
    parser.add_argument("--again", action="store_true", help="plant again what no test noticed in --results")
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="the number of minutes after which to stop"
    )
    parser.add_argument(
        "--seconds", type=float, default=30.0, help="about so many seconds of tests for each fault"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="leave a fault that no test noticed at first to a run with --again",
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="the number of processes")
    return parser.parse_args()


def wanted(path: str, names: list[str]) -> bool:
    """Whether the faults of a file are among those asked for: all, or by a package or the file's name."""
    group = "receipts" if path in RECEIPTS else path.partition("/")[0]
    return not names or any(name in (path, group) for name in names)


def main(faults: list[Fault], given: argparse.Namespace) -> None:
    """Measure the tests, plant the chosen faults and print the summary."""
    from planting import plant

    chosen = drawn(named(faults), given.sample, given.seed)
    kept = {}
    if given.results and given.results.exists():
        kept = {one["fault"]: one for one in map(json.loads, given.results.read_text().splitlines())}
    reasons = explained()
    if given.again:
        open_ = {name for name, one in kept.items() if one["by"] is None}
        plan = [fault for fault in chosen if fault.name in open_ - reasons.keys()]
    else:
        plan = [fault for fault in chosen if fault.name not in kept.keys() | reasons.keys()]
        known = [fault for fault in chosen if fault.name in reasons]
        kept |= {fault.name: {"fault": fault.name, "package": fault.package, "by": None} for fault in known}
    found = plant(plan, tests_by_line(), given.workers, given.minutes, given.seconds, given.quick)
    for result in found:
        kept[result["fault"]] = result
        if given.results:
            with given.results.open("a") as file:
                file.write(json.dumps(result, ensure_ascii=False) + "\n")
        if result["by"] is None:
            print(f"survived: line {result['line']}: {result['fault']}", flush=True)
    asked = {fault.name for fault in chosen}
    results = [one for name, one in kept.items() if name in asked]
    if results:
        print(summary(results))
    print(f"{len(results)} of {len(faults)} possible faults were planted (seed {given.seed})")
