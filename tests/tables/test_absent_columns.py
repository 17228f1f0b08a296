"""An absent column counts as its default in every row; cells have the bounds of the fields of claims."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
import strategies_tables as our
from invented_plan import HARBOUR, SOURCED

import mutual_benefits as mb
from mutual_benefits.events import KINDS
from mutual_benefits.rules import InSetting
from mutual_benefits.tables.claim_columns import MOST_AREA, MOST_FEN, WHOLE

NEVER = ("happened_on", "cover_from", "fee_tier", "disease", "days", "self_paid", "child", "kind", "peril")
"""Columns that a plan needs, or that determine the kind of event of a row."""
GROUPS = 4


def default_of(name):
    """The default of a field that is left out of a claim."""
    models = [model for model in (mb.Claim, mb.Enrolment, *KINDS.values()) if name in model.model_fields]
    (default,) = {model.model_fields[name].default for model in models}
    return default


@pytest.mark.parametrize("plan", our.UNLIKE)
def test_an_absent_column_counts_as_its_default_in_every_row(plan):
    """A few columns at a time: what they say is replaced by their defaults, or they are left out."""
    whole = our.table_of(list(our.many_claims(plan)))
    free = [name for name in whole.columns if name not in (*NEVER, "id", "member")]
    assert len(free) > 6
    for start in range(GROUPS):
        group = free[start::GROUPS]
        rows = whole.with_columns(
            pl.lit(default_of(name), dtype=whole.schema[name]).alias(name) for name in group
        )
        with_columns = our.dicts(mb.assess_table(rows, plan=plan, unit="fen", bounds=True))
        found = our.dicts(mb.assess_table(rows.drop(group), plan=plan, unit="fen", bounds=True))
        assert [{key: row[key] for key in found[0]} for row in with_columns] == found, group
        assert {row["status"] for row in found} >= {"payable", "refused"}, group


def bounds_of(name):
    """The bounds of a field in the model that has it."""
    for model in (mb.Enrolment, *KINDS.values()):
        field = model.model_json_schema()["properties"].get(name)
        if field:
            (number,) = [one for one in field.get("anyOf", [field]) if one["type"] == "integer"]
            return number["minimum"], number["maximum"]
    raise AssertionError(name)


@pytest.mark.parametrize("name", WHOLE)
def test_a_column_of_whole_numbers_has_the_bounds_of_the_field_of_a_claim(name):
    least, most = WHOLE[name]
    assert (least, most) == bounds_of(name)
    row = {"happened_on": date(2016, 7, 1), "cover_from": date(2016, 6, 1)}
    of_a_stay = name in ("days", "ordinal")
    row |= {"days": 3} if of_a_stay else {"fee_tier": "50"}
    frame = pl.DataFrame([row | {name: cell} for cell in (least - 1, least, most, most + 1)])
    plan = "hospital_allowance" if of_a_stay else "accident"
    reasons = mb.assess_table(frame, plan=plan)["reason"].to_list()
    assert [reason == f"invalid_{name}" for reason in reasons] == [True, False, False, True]


@pytest.mark.parametrize(("name", "most"), [("self_paid", MOST_FEN), ("area", MOST_AREA)])
def test_money_and_areas_have_their_stated_maximum(name, most):
    plan = "warm_aid" if name == "self_paid" else "non_work_accident"
    row = {"happened_on": date(2016, 7, 1), "cover_from": date(2016, 1, 1)}
    row |= {"setting": "inpatient"} if plan == "warm_aid" else {"peril": "burst_pipe"}
    cells = (-1, 0, most, most + 1)
    if name == "area":  # whole numbers are whole square metres
        cells = (-1, 0, most // 100, most // 100 + 1)
    found = mb.assess_table(pl.DataFrame([row | {name: cell} for cell in cells]), plan=plan, unit="fen")[
        "reason"
    ]
    assert [reason == f"invalid_{name}" for reason in found] == [True, False, False, True]


def test_a_condition_that_no_row_can_meet_refuses_each_row_that_claims_the_benefit():
    """Costs count as inpatient by default, so a benefit for outpatients alone refuses them."""
    (version,) = HARBOUR.versions
    outpatients = InSetting(setting="outpatient", benefits=("level_share",), **SOURCED)
    version = version.model_copy(update={"conditions": (*version.conditions, outpatients)})
    plan = mb.Plan(code="harbour", name=HARBOUR.name, versions=(version,))
    days = {"happened_on": date(2020, 9, 1), "cover_from": date(2020, 6, 1)}
    frame = pl.DataFrame([days | {"kind": "medical_expense", "hospital_level": "one", "self_paid": 900_000}])
    (row,) = our.dicts(mb.assess_table(frame, plan=plan, unit="fen"))
    assert (row["status"], row["reason"], row["total_fen"]) == ("refused", "setting_not_covered", 0)
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="harbour", cover_from=days["cover_from"]),
        event=mb.MedicalExpense(
            happened_on=days["happened_on"], hospital_level="one", self_paid=Decimal("9000.00")
        ),
    )
    assert mb.assess(claim, plan=plan)["level_share"].reason == row["reason"]
