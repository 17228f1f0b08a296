"""Measures how many planted faults the testing kit finds, for the table in docs/testing_your_system.md.

    PYTHONPATH=src:tests/helpers python tests/testing/measured_faults.py [seeds] [plan ...]

A plan is named by its code, or by its folder. Faults that no claim can tell do not count, and the reason is
told. They, and every fault that no seed finds, meet some thousands of further claims, so that "no claim can
tell" is tested too.
"""

import sys
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import Phase
from planted_faults import Fault, Payout, answers, faults_of

import mutual_benefits as mb
from mutual_benefits.testing.laws import checker
from mutual_benefits.testing.laws.checker import LawCheck
from mutual_benefits.testing.laws.chosen_laws import LAWS
from mutual_benefits.testing.laws.law import Law, VersionUnderTest, any_version, mostly_eligible
from mutual_benefits.testing.laws.payout_comparison import PayoutComparison, _any_claim
from mutual_benefits.testing.strategies.one_claim import ClaimStrategies, single_claim
from mutual_benefits.testing.version_view import version_views

EXAMPLES = 200
FURTHER = 1_000
"""The number of further claims of a version: near its boundaries or not, eligible or not, so many of each."""

COMPARISON = Law("differential", any_version, PayoutComparison(None).check, _any_claim)


@cache
def versions_of(plan: mb.Plan) -> list[VersionUnderTest]:
    return [VersionUnderTest(view) for view in version_views(plan)]


def is_found(plan: mb.Plan, payout: Payout, seed: int) -> bool:
    views = versions_of(plan)
    run = LawCheck(payout, EXAMPLES, seed)
    for view in views:
        if next(iter(run.violations([COMPARISON], [view])), None) is not None:
            return True
    groups: dict[Any, list[Law]] = {}
    for law in LAWS:
        if any(law.applies(tested.view) for tested in views):
            groups.setdefault(law.cases, []).append(law)
    return any(next(iter(run.violations(laws, views)), None) is not None for laws in groups.values())


def claim_that_tells(plan: mb.Plan, payout: Payout) -> mb.Claim | None:
    """One of some thousands of claims, near boundaries and not, that is paid against the record or a law.

    Laws that hold for claims of their own alone are left out.
    """
    for tested, near, eligible in product(versions_of(plan), (True, False), (True, False)):
        strategies = ClaimStrategies(tested.view, near=near, eligible=eligible, codes=True)
        laws = [
            law._replace(cases=lambda _, strategies=strategies: single_claim(strategies))
            for law in (COMPARISON, *LAWS)
            if law.applies(tested.view) and law.cases in (_any_claim, mostly_eligible)
        ]
        found = next(iter(LawCheck(payout, FURTHER, 0).violations(laws, [tested])), None)
        if found is not None:
            return found.claims[0]
    return None


def without_seed(plan: mb.Plan, fault: Fault) -> str:
    """What is said of a fault that no seed found."""
    claim = claim_that_tells(plan, fault.payout)
    if claim is not None:
        return f"told by this claim, not found: {claim!r}"
    return f"nobody can tell: {fault.untold}" if fault.untold else "told by none of the further claims"


def main(seeds: int, codes: list[str]) -> None:
    checker.PHASES = (Phase.generate,)  # what is found need not be shrunk
    plans = [plan for plan in mb.all_plans() if not codes or plan.code in codes]
    plans += [mb.load_plan(code) for code in codes if Path(code).is_dir()]
    for plan in plans:
        if is_found(plan, answers(plan), 0):
            print(f"    {plan.code}: a payout without a fault is found", flush=True)
        counts = []
        for fault in faults_of(plan):
            if fault.untold:
                print(f"    {plan.code}: {fault.name}: {without_seed(plan, fault)}", flush=True)
                continue
            counts.append(sum(is_found(plan, fault.payout, seed) for seed in range(seeds)))
            more = "" if counts[-1] else f"; {without_seed(plan, fault)}"
            print(f"    {plan.code}: {fault.name}: {counts[-1]} of {seeds}{more}", flush=True)
        some, trials = sum(map(bool, counts)), len(counts) * seeds
        print(f"| `{plan.code}` | {len(counts)} | {some} | {sum(counts)} of {trials} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, sys.argv[2:])
