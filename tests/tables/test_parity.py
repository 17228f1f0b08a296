"""Each row of a table has the result of the scalar engine: for every plan, reading and engine."""

import pytest
import strategies_tables as our
from example_counts import examples

import mutual_benefits as mb

LAZY = ("polars_lazy", "duckdb")
everywhere = pytest.mark.parametrize("plan", our.PLANS)


def check(frame, claims, wanted, unsettled=False, **options):
    """Compare a result with the wanted rows; rows that a lazy table leaves unsettled may be skipped."""
    result = mb.assess_table(frame, plan=claims[0].enrolment.plan, unit="fen", bounds=True, **options)
    found = our.differences(result, wanted, unsettled=unsettled, bounds=True)
    assert not found, [claim for claim in claims if claim.id in found]
    return our.dicts(result)


@everywhere
def test_every_row_has_the_result_of_the_scalar_engine_under_every_reading(plan):
    for readings, claims, result in our.assessed_tables(plan, examples(60)):
        found = our.differences(result, our.expected(claims, readings), bounds=True)
        assert not found, (readings, [claim for claim in claims if claim.id in found])


@pytest.mark.parametrize(("plan", "engine"), our.plans_on_engines())
def test_every_row_of_a_large_table_after_a_history_has_the_result_of_the_scalar_engine(plan, engine):
    claims, used = our.claims_after_history(plan)
    frame = our.ENGINES[engine].make(our.table_of(claims))
    check(frame, claims, our.expected_after_history(plan), engine in LAZY, usage=used)


@everywhere
def test_every_row_of_a_large_table_has_the_result_of_the_scalar_engine(plan):
    claims = our.many_claims(plan)
    check(our.table_of(claims), claims, our.expected(claims))


@everywhere
def test_the_large_table_meets_every_version_and_status(plan):
    rows = our.expected_after_history(plan).values()
    firsts = {version.effective_from for version in mb.get_plan(plan).versions}
    assert {row.get("version") for row in rows} >= firsts
    assert {row["status"] for row in rows} >= {"payable", "refused", "invalid"}


@everywhere
def test_a_lazy_table_settles_whatever_three_claims_of_a_member_share(plan):
    """A claim is right once those before it are, so three rounds are enough for three claims."""
    claims, seen = [], {}
    for claim in sorted(our.many_claims(plan), key=lambda claim: (claim.event.happened_on, claim.id)):
        seen[claim.member] = seen.get(claim.member, 0) + 1
        if seen[claim.member] <= 3:
            claims.append(claim)
    rows = check(our.table_of(claims).lazy(), claims, our.expected(claims))
    assert all(row["reason"] != "limits_unsettled" for row in rows)
