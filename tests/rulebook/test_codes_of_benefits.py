"""Codes of benefits: each becomes the name of a column, which no other column of a table may have."""

from datetime import date

import polars as pl
import pytest
from small_plans import benefit, figure, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import LumpSum


def died(code):
    return benefit(LumpSum, code, when="died", sum=figure(100))


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("low", "other"), "a table has a column for the total under the name low"),
        (("other", "high"), "a table has a column for the total under the name high"),
        (("total",), "a table has a column for the total under the name total"),
        (("death", "death_low"), "a table has a column for death under the name death_low"),
        (("death_high", "death"), "a table has a column for death under the name death_high"),
    ],
)
def test_a_code_that_names_another_column_is_refused(codes, said):
    with pytest.raises(mb.InvalidPlan, match=f"{said}; give the benefit another code"):
        version(*map(died, codes))


def test_a_code_that_names_a_column_of_another_version_is_refused():
    first = version(died("death"))
    later = version(died("death_low"), effective_from=date(2021, 1, 1))
    with pytest.raises(mb.InvalidPlan, match="plan small, benefit death_low: a table has a column for death"):
        plan(first, later)
    assert plan(first, version(died("low_death"), effective_from=date(2021, 1, 1)))


@pytest.mark.parametrize("code", ["status", "reason", "version", "lowest", "death_lowest"])
def test_any_other_code_has_a_column_of_its_own(code):
    own = plan(version(died(code), died("death")))
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="small", cover_from="2020-01-01"),
        event=mb.Injury(happened_on="2020-05-04", died=True),
    )
    assert [part.amount for part in mb.assess(claim, plan=own).entitlements] == [1, 1]
    row = {"cover_from": claim.enrolment.cover_from, "happened_on": claim.event.happened_on, "died": True}
    (found,) = mb.assess_table(pl.DataFrame([row]), plan=own, unit="fen").rows(named=True)
    assert (found[f"{code}_fen"], found["death_fen"], found["total_fen"]) == (100, 100, 200)
