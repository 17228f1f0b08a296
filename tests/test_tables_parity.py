"""A table says row for row what the scalar engine says: every plan, every reading, every engine."""

import pytest
import strategies_tables as our
from conftest import examples
from hypothesis import event, given, settings

import mutual_benefits as mb

LAZY = ("polars_lazy", "duckdb")
everywhere = pytest.mark.parametrize("plan", our.PLANS)


def check(engine, told, readings=None):
    """The rows that a lazy table leaves unsettled say nothing, and therefore nothing wrong."""
    plan = told[0].enrolment.plan
    result = mb.assess_table(our.ENGINES[engine].make(our.table_of(told)), plan=plan, readings=readings)
    found = our.differences(result, our.expected(told, readings), unsettled=engine in LAZY)
    assert not found, [claim for claim in told if claim.id in found]
    return our.dicts(result)


@everywhere
def test_every_row_says_what_the_scalar_engine_says_under_every_reading(plan):
    @settings(max_examples=examples(8))
    @given(our.claims(plan), our.readings_of(plan))
    def says(told, readings):
        for row in check("polars", told, readings):
            event(row["status"])

    says()


@everywhere
@pytest.mark.parametrize("engine", our.ENGINES)
def test_every_row_of_a_large_table_says_what_the_scalar_engine_says_on_every_engine(plan, engine):
    check(engine, our.many(plan))


@everywhere
def test_the_large_table_meets_every_version_and_status(plan):
    rows = our.expected(our.many(plan)).values()
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
    rows = check("polars_lazy", told)
    assert all(row["reason"] != "limits_unsettled" for row in rows)
