"""A table says row for row what the scalar engine says: every plan, every reading, every engine."""

import pytest
import strategies_tables as our
from example_counts import examples

import mutual_benefits as mb

LAZY = ("polars_lazy", "duckdb")
everywhere = pytest.mark.parametrize("plan", our.PLANS)


def check(frame, told, wanted, unsettled=False, **options):
    """The rows that a lazy table leaves unsettled say nothing, and therefore nothing wrong."""
    result = mb.assess_table(frame, plan=told[0].enrolment.plan, bounds=True, **options)
    found = our.differences(result, wanted, unsettled=unsettled, bounds=True)
    assert not found, [claim for claim in told if claim.id in found]
    return our.dicts(result)


@everywhere
def test_every_row_has_the_result_of_the_scalar_engine_under_every_reading(plan):
    for readings, told, result in our.answered(plan, examples(60)):
        found = our.differences(result, our.expected(told, readings), bounds=True)
        assert not found, (readings, [claim for claim in told if claim.id in found])


@everywhere
@pytest.mark.parametrize("engine", our.ENGINES)
def test_every_row_of_a_large_table_after_a_history_has_the_result_of_the_scalar_engine(plan, engine):
    told, used = our.with_history(plan)
    frame = our.ENGINES[engine].make(our.table_of(told))
    check(frame, told, our.wanted_after(plan), engine in LAZY, history=used)


@everywhere
def test_every_row_of_a_large_table_has_the_result_of_the_scalar_engine(plan):
    told = our.many(plan)
    check(our.table_of(told), told, our.expected(told))


@everywhere
def test_the_large_table_meets_every_version_and_status(plan):
    rows = our.wanted_after(plan).values()
    firsts = {version.effective_from for version in mb.get_plan(plan).versions}
    assert {row.get("version") for row in rows} >= firsts
    assert {row["status"] for row in rows} >= {"payable", "refused", "invalid"}


@everywhere
def test_a_lazy_table_settles_whatever_three_claims_of_a_member_share(plan):
    """A claim is right once those before it are; a fourth round would be for a fourth claim."""
    told, seen = [], {}
    for claim in sorted(our.many(plan), key=lambda claim: (claim.event.happened_on, claim.id)):
        seen[claim.member] = seen.get(claim.member, 0) + 1
        if seen[claim.member] <= 3:
            told.append(claim)
    rows = check(our.table_of(told).lazy(), told, our.expected(told))
    assert all(row["reason"] != "limits_unsettled" for row in rows)
