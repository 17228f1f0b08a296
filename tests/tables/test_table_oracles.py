"""Members' histories as rows of tables against the naive oracles, under every reading.

Parity with the scalar engine cannot reveal a fault in a formula that both use; the oracles share no code.
"""

from collections import Counter

import oracle_accident
import oracle_critical_illness
import oracle_female_illness
import oracle_hospital_allowance
import oracle_hospital_medical
import oracle_non_work_accident
import oracle_warm_aid
import pytest
import strategies_tables as our
from example_counts import examples
from oracle_worlds import NO_MAXIMUM, bounds, in_all, outcomes_in_worlds

import mutual_benefits as mb

ACCIDENTS = {"accident": oracle_accident, "non_work_accident": oracle_non_work_accident}
IN_WORLDS = {
    "female_illness": oracle_female_illness,
    "critical_illness": oracle_critical_illness,
    "hospital_allowance": oracle_hospital_allowance,
    "hospital_medical": oracle_hospital_medical,
    "warm_aid": oracle_warm_aid,
}
every_plan = pytest.mark.parametrize("plan", our.PLANS)


def by_member(claims):
    members = {}
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        members.setdefault(claim.member, []).append(claim)
    return members.values()


def accident_says(oracle, claims, readings):
    """For each claim: its bounds by benefit, its reasons of refusal, whether all are exact; bounds in all."""
    seen, open_before, used = [], set(), Counter()
    answered = [claim for claim in claims if oracle.outcomes([claim], readings)]
    for claim, each in zip(answered, oracle.outcomes(answered, readings), strict=True):
        parts = {name: part for name, part in each.items() if not name.startswith("days:")}
        child = getattr(claim.event, "child", None)
        exact = seen.count(child) < 2 or readings.get("child.after_disability") != "difference"
        seen.append(child)
        cover = claim.enrolment.cover_from
        exact = exact and cover not in open_before
        if any(status == "undetermined" for status, _, _ in parts.values()):
            open_before.add(cover)
        limits = {n: (low, NO_MAXIMUM if high is None else high) for n, (_, low, high) in parts.items()}
        reasons = {n: status.removeprefix("refused: ") for n, (status, _, _) in parts.items()}
        refused = {reasons[n] for n, (status, _, _) in parts.items() if status.startswith("refused")}
        low, highs = sum(low for low, _ in limits.values()), [high for _, high in limits.values()]
        high = sum(highs)
        if (
            claim.enrolment.plan == "accident"
        ):  # all benefits share what earlier claims of the cover have left
            most = oracle.most_of_cover(claim, readings)
            high = min(high if exact or most >= NO_MAXIMUM else max(highs), most - used[cover])
            used[cover] += low
        yield claim, limits, refused, exact, (low, min(high, NO_MAXIMUM))


def worlds_say(oracle, claims, readings):
    """The same for an oracle with several worlds, that is, cases that the record allows."""
    open_before = False
    answered = [claim for claim in claims if oracle.answered(claim, readings)]
    for claim, each in zip(answered, outcomes_in_worlds(oracle, answered, readings), strict=True):
        limits = {name: bounds(outcomes) for name, outcomes in each.items()}
        reasons = [part for outcomes in each.values() for part in outcomes if not isinstance(part, int)]
        yield claim, limits, reasons, not open_before, in_all(each)
        open_before = open_before or any(low != high for low, high in limits.values())


def check(row, limits, reasons, exact, total):
    """Null means open. The engine treats two open sums as independent, so its bounds may be wider."""
    low, high = total
    if not exact:
        assert row["low_fen"] <= low, (row, limits)
        assert row["high_fen"] is None or row["high_fen"] >= high, (row, limits)
        return
    for benefit in our.benefits(row["plan"]):
        lowest, highest = limits.get(benefit, (0, 0))
        assert row[f"{benefit}_fen"] == (lowest if lowest == highest else None), (row, limits)
    assert row["low_fen"] == low, (row, limits)
    assert row["high_fen"] == (None if high >= NO_MAXIMUM else high), (row, limits)
    assert row["total_fen"] == (low if low == high else None), (row, limits)
    if row["status"] == "refused":
        assert any(row["reason"] in reason for reason in reasons), (row, reasons)


@every_plan
def test_histories_in_a_table_come_out_as_the_naive_oracle_says_under_every_reading(plan):
    says = accident_says if plan in ACCIDENTS else worlds_say
    oracle = (ACCIDENTS | IN_WORLDS)[plan]
    for readings, claims, result in our.assessed_tables(plan, examples(60)):
        rows = {row["id"]: row | {"plan": plan} for row in our.dicts(result)}
        for history in by_member(claims):
            answered = set()
            for claim, *expected in says(oracle, history, readings):
                check(rows[claim.id], *expected)
                answered.add(claim.id)
            for claim in history:
                assert (rows[claim.id]["status"] == "invalid") == (claim.id not in answered), claim


@every_plan
def test_the_histories_meet_every_version_and_share_limits(plan):
    """Otherwise the test above would check little; a few histories alone could miss a version by chance."""
    tables = our.claims_by_readings(plan, 100).values()
    first_days = {v.effective_from for v in mb.get_plan(plan).versions}
    days = {claim.event.happened_on for claims in tables for claim in claims}
    assert first_days <= {max((first for first in first_days if first <= day), default=None) for day in days}
    assert sum(len(history) > 1 for claims in tables for history in by_member(claims)) >= 50
