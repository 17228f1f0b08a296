"""The columns of bounds of each benefit; the tests of parity check that they are right."""

from datetime import date

import pytest
import strategies_tables as our

import mutual_benefits as mb


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
