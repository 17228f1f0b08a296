"""The columns of bounds of each benefit; the tests of parity check that they are right."""

from datetime import date

import pytest
import small_plans as small
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem


@pytest.mark.parametrize("end", ["apart", "open"])
def test_the_tables_of_the_parity_tests_hold_bounds_that_lie_apart_and_some_that_are_open(end):
    """Otherwise the tests of parity would check little about bounds."""
    found = {
        "open" if row[f"{code}_high_fen"] is None else "apart"
        for plan in our.PLANS
        for row in our.expected_after_history(plan).values()
        if row["status"] != "invalid"
        for code in our.benefits(plan)
        if row[f"{code}_low_fen"] != row[f"{code}_high_fen"]
    }
    assert end in found


def test_a_table_has_no_columns_of_bounds_unless_they_are_asked_for():
    claims = [
        mb.Claim(
            id="C-1",
            member="M-1",
            enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 5, 4), fee_tier="26"),
            event=mb.Injury(happened_on=date(2016, 5, 4), disability_grade=3),
        )
    ]
    plain = mb.assess_table(our.table_of(claims), plan="accident")
    bounded = mb.assess_table(our.table_of(claims), plan="accident", bounds=True)
    more = {"disability_sum_low_fen", "disability_sum_high_fen"}
    assert more <= set(bounded.columns) - set(plain.columns)
    assert bounded.select(plain.columns).equals(plain)
    # A word of a cause may be one that the plan does not know, and then any sum is open. So is any sum of
    # 2010, as the maximum of tier 26 is not stated.
    assert "living_allowance_low_fen" in bounded.columns
    plan = mb.get_plan("accident")
    newest = plan.model_copy(update={"versions": plan.versions[-1:]})
    assert (
        "living_allowance_low_fen" in mb.assess_table(our.table_of(claims), plan=newest, bounds=True).columns
    )
    bounded = mb.assess_table(our.table_of(claims).drop("cause"), plan=newest, bounds=True)
    assert "disability_sum_low_fen" in bounded.columns
    assert "living_allowance_low_fen" not in bounded.columns


@pytest.mark.parametrize("unstated", [True, False])
@pytest.mark.parametrize("engine", our.ENGINES)
def test_earlier_claims_bound_later_ones_only_where_the_period_of_a_limit_is_not_stated(engine, unstated):
    """Ten days are covered; whether the eight of an earlier claim count may be unknown."""
    days = small.limit("days", "day", 10, "cover_period", period_unstated=unstated)
    daily = small.benefit(PerDiem, "daily", days="living_days", rate=small.figure(1_00), limits=(days,))
    claims = [
        small.claim(month, mb.Injury(happened_on=date(2020, month, 1), living_days=8)) for month in (2, 3)
    ]
    frame = our.ENGINES[engine].make(small.table(claims))
    rows = our.dicts(mb.assess_table(frame, plan=small.plan(small.version(daily)), unit="fen", bounds=True))
    rows = sorted(rows, key=lambda row: row["id"])
    ends = [(row["low_fen"], row["high_fen"]) for row in rows]
    assert ends == [(8_00, 8_00), (2_00, 8_00 if unstated else 2_00)]
    if unstated:
        assert [(row["daily_low_fen"], row["daily_high_fen"]) for row in rows] == ends
    else:
        assert "daily_low_fen" not in rows[0]
