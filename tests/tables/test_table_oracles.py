"""Members' histories as rows of tables against the naive oracles, under every reading.

Parity with the scalar engine cannot reveal a fault in a formula that both use; the oracles share no code.
"""

from collections import Counter
from datetime import date

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
from oracle_worlds import NO_MAXIMUM, bounds, outcomes_in_worlds

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
    """For each claim: its bounds by benefit, its reasons of refusal, and whether the bounds are exact."""
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
        most = most_in_all(claim, readings)
        if most < NO_MAXIMUM:
            most -= used[cover]
            used[cover] += sum(low for low, _ in limits.values())
        yield claim, limits, refused, exact, most


def most_in_all(claim, readings):
    """The published maximum of a member and cover (A7), in fen; the accident plan of 2016 states none."""
    enrolment = claim.enrolment
    by_cover = readings.get("version.date") == "cover_start"
    day = enrolment.cover_from if by_cover else claim.event.happened_on
    if enrolment.plan != "accident" or day >= date(2016, 1, 1):
        return NO_MAXIMUM
    return {"50": 40_800_00, "74": 61_200_00, "100": 81_600_00}.get(enrolment.fee_tier, NO_MAXIMUM)


def worlds_say(oracle, claims, readings):
    """The same for an oracle with several worlds, that is, cases that the record allows."""
    open_before = False
    answered = [claim for claim in claims if oracle.answered(claim, readings)]
    for claim, each in zip(answered, outcomes_in_worlds(oracle, answered, readings), strict=True):
        limits = {name: bounds(outcomes) for name, outcomes in each.items()}
        reasons = [part for outcomes in each.values() for part in outcomes if not isinstance(part, int)]
        yield claim, limits, reasons, not open_before
        open_before = open_before or any(low != high for low, high in limits.values())


def check(row, limits, reasons, exact, most=NO_MAXIMUM):
    """Null means open. The engine treats two open sums as independent, so its bounds may be wider.

    All benefits together come to `most`, what earlier claims of the cover have left of their maximum.
    """
    low, high = (sum(each[side] for each in limits.values()) for side in (0, 1))
    if not exact and most < NO_MAXIMUM:
        high = max((each[1] for each in limits.values()), default=0)
    high = min(high, most)
    if not exact:
        assert row["low_fen"] <= low, (row, limits)
        assert row["high_fen"] is None or row["high_fen"] >= min(high, NO_MAXIMUM), (row, limits)
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
    """Otherwise the test above would check little."""
    tables = our.claims_by_readings(plan, examples(60)).values()
    first_days = {v.effective_from for v in mb.get_plan(plan).versions}
    days = {claim.event.happened_on for claims in tables for claim in claims}
    newest = {max((first for first in first_days if first <= day), default=None) for day in days}
    assert newest >= first_days or not our.THOROUGH
    assert sum(len(history) > 1 for claims in tables for history in by_member(claims)) >= examples(30)
