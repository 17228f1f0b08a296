"""Laws of whole tables, and tables against the naive oracles, since both engines share the formulas."""

import oracle_accident
import oracle_critical_illness
import oracle_female_illness
import oracle_hospital_allowance
import oracle_hospital_medical
import oracle_non_work_accident
import oracle_warm_aid
import polars as pl
import pytest
import strategies_tables as our
from example_counts import examples
from hypothesis import given, settings
from oracle_worlds import NO_MAXIMUM, bounds, in_all, outcomes_in_worlds

import mutual_benefits as mb

ONE_WORLD = {"accident": oracle_accident, "non_work_accident": oracle_non_work_accident}
WORLDS = {
    "female_illness": oracle_female_illness,
    "critical_illness": oracle_critical_illness,
    "hospital_allowance": oracle_hospital_allowance,
    "hospital_medical": oracle_hospital_medical,
    "warm_aid": oracle_warm_aid,
}
every_plan = pytest.mark.parametrize("plan", our.PLANS)


def assess(claims, **options):
    plan = claims[0].enrolment.plan
    return by_id(mb.assess_table(our.table_of(claims), plan=plan, unit="fen", **options))


def by_id(result):
    return {row["id"]: row for row in our.dicts(result)}


def single(plan):
    """Claims with a different member each, so that no limit is shared."""
    source, found = our.source_of(plan), []

    @settings(max_examples=examples(120))
    @given(source.claims(plan))
    def collect(claim):
        found.append([claim])

    collect()
    return our.joined(found)


def check(row, limits, total):
    """Compare the sums of a row with the bounds of the oracle; null means that a sum is open."""
    for benefit, (low, high) in limits.items():
        assert row[f"{benefit}_fen"] == (low if low == high else None), (row, limits)
    low, high = total
    assert row["low_fen"] == low, (row, limits)
    assert row["high_fen"] == (None if high >= NO_MAXIMUM else high), (row, limits)
    assert row["total_fen"] == (low if low == high else None), (row, limits)


@pytest.mark.parametrize("plan", ONE_WORLD)
def test_rows_of_the_accident_plans_have_the_results_of_the_naive_oracle(plan):
    claims = single(plan)
    rows = assess(claims)
    for claim in claims:
        outcomes = ONE_WORLD[plan].outcomes([claim], {})
        if not outcomes:
            assert rows[claim.id]["status"] == "invalid"
            continue
        parts = {name: each for name, each in outcomes[0].items() if not name.startswith("days:")}
        limits = {n: (low, NO_MAXIMUM if high is None else high) for n, (_, low, high) in parts.items()}
        low, high = (sum(ends) for ends in zip(*limits.values(), strict=True))
        most = oracle_accident.most_of_cover(claim, {}) if plan == "accident" else high
        check(rows[claim.id], limits, (low, min(high, most)))
        for name, (status, _, _) in parts.items():
            if status.startswith("refused") and rows[claim.id]["status"] == "refused":
                assert rows[claim.id]["reason"] in {
                    each[0].removeprefix("refused: ") for each in parts.values()
                }, name


@pytest.mark.parametrize("plan", WORLDS)
def test_rows_of_the_other_plans_have_the_results_of_the_naive_oracle_in_all_its_worlds(plan):
    oracle, claims = WORLDS[plan], single(plan)
    rows = assess(claims)
    for claim in claims:
        if not oracle.answered(claim, {}):
            assert rows[claim.id]["status"] == "invalid"
            continue
        (expected,) = outcomes_in_worlds(oracle, [claim], {})
        check(rows[claim.id], {name: bounds(each) for name, each in expected.items()}, in_all(expected))


@every_plan
def test_shuffling_the_rows_shuffles_the_results(plan):
    claims = list(our.many_claims(plan))
    frame = our.table_of(claims)
    straight = mb.assess_table(frame, plan=plan, unit="fen")

    order = sorted(range(len(claims)), key=lambda place: place * 7919 % 1009)
    assert mb.assess_table(frame[order], plan=plan, unit="fen").equals(straight[order])


@every_plan
def test_tables_that_share_no_member_may_be_joined_and_split(plan):
    frame = our.table_of(list(our.many_claims(plan)))
    whole = mb.assess_table(frame, plan=plan, unit="fen")
    members = frame["member"].unique(maintain_order=True)
    shares = (members[:1], members[1::2], members[2::2])
    parts = [
        mb.assess_table(frame.filter(pl.col("member").is_in(own.implode())), plan=plan, unit="fen")
        for own in shares
    ]
    assert pl.concat(parts).sort("id").equals(whole.sort("id"))


@every_plan
def test_a_table_without_members_answers_each_row_alone(plan):
    claims = list(our.many_claims(plan))
    alone = [claim.model_copy(update={"member": claim.id}) for claim in claims]
    given_members = mb.assess_table(our.table_of(alone), plan=plan, unit="fen").drop("member")
    assert mb.assess_table(our.table_of(claims).drop("member"), plan=plan, unit="fen").equals(given_members)


@every_plan
def test_usage_given_as_a_history_counts_as_the_rows_that_used_it_would(plan):
    """A table is cut by date: after the usage of its earlier part, the later part has the same results."""
    answered = assess(list(our.many_claims(plan)))
    claims = [claim for claim in our.many_claims(plan) if answered[claim.id]["status"] != "invalid"]
    claims.sort(key=lambda claim: (claim.event.happened_on, claim.id))
    early, late = claims[: len(claims) // 2], claims[len(claims) // 2 :]
    usage = mb.Usage()
    for assessment in mb.assess_all(early):
        usage = usage.after(assessment.drawn)
    found = our.differences(
        mb.assess_table(our.table_of(late), plan=plan, unit="fen", usage=usage),
        our.expected(late, usage=usage),
    )
    assert not found
