"""Rows that tell facts which their kind of event has not, or that name another plan, on every engine."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
import strategies_tables as our
from pydantic import ValidationError

import mutual_benefits as mb
from mutual_benefits.events import KINDS

DAY = date(2016, 5, 4)
FACTS = {
    "injury": {"living_days": 3},
    "child_injury": {"child": "李"},
    "diagnosis": {"disease": "breast_cancer"},
    "hospital_stay": {"days": 3},
    "medical_expense": {"self_paid": Decimal("100.00")},
    "home_loss": {"loss": Decimal("100.00")},
}
"""By kind of event: facts with which it is complete."""
OTHER = {
    "living_days": 2,
    "care_days": 2,
    "hospital_days": 2,
    "disability_grade": 3,
    "died": True,
    "injury_kind": "fracture",
    "cause": "fall",
    "child": "李",
    "disease": "breast_cancer",
    "in_situ": True,
    "surgery": True,
    "severity": "mild",
    "days": 2,
    "discharged_on": DAY,
    "ordinal": 2,
    "setting": "outpatient",
    "self_paid": Decimal("1.00"),
    "over_cap": Decimal("1.00"),
    "other_cover": Decimal("1.00"),
    "hospital_level": "level_3",
    "peril": "burst_pipe",
    "loss": Decimal("1.00"),
    "area": Decimal("1.00"),
}
"""For each fact of an event, a value that tells something."""


def refused(kind: str, name: str) -> bool:
    """Whether a claim refuses a fact for an event of this kind."""
    try:
        KINDS[kind](happened_on=DAY, **(FACTS[kind] | {name: OTHER[name]}))
    except ValidationError as error:
        return [each["type"] for each in error.errors()] == ["extra_forbidden"]
    return False


def test_every_fact_is_tried():
    names = {name for model in KINDS.values() for name in model.model_fields}
    assert names - {"kind", "happened_on"} == set(OTHER)


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_fact_of_another_kind_is_refused_as_in_a_claim(engine):
    cover = {"cover_from": DAY, "fee_tier": "100", "happened_on": DAY}
    cases = [(kind, name) for kind in FACTS for name in OTHER]
    rows = [
        {"id": f"{kind}-{name}", **cover, "kind": kind, **FACTS[kind], name: OTHER[name]}
        for kind, name in cases
    ]
    schema = our.columns_of("accident") | our.columns_of("non_work_accident") | our.columns_of("warm_aid")
    schema |= our.columns_of("female_illness") | our.columns_of("hospital_allowance")
    schema |= dict.fromkeys(our.MONEY, pl.Decimal(12, 2)) | {"kind": pl.String}
    frame = our.ENGINES[engine].make(
        pl.DataFrame(rows, schema={name: kind for name, kind in schema.items() if name != "member"})
    )
    result = our.dicts(mb.assess_table(frame, plan="accident"))
    said = {row["id"]: row["reason"] for row in result}
    for kind, name in cases:
        told = said[f"{kind}-{name}"] == f"invalid_{name}"
        assert told == refused(kind, name), (kind, name)


@pytest.mark.parametrize("engine", our.ENGINES)
def test_nothing_is_told_by_zero_false_and_defaults(engine):
    our.skip_where_nulls_are_whole_numbers(engine)
    row = {"cover_from": DAY, "fee_tier": "100", "happened_on": DAY, "kind": "injury", "living_days": 25}
    nothing = {
        "in_situ": False,
        "days": 0,
        "ordinal": 1,
        "setting": "inpatient",
        "self_paid": Decimal("0.00"),
    }
    frame = our.ENGINES[engine].make(pl.DataFrame([row | nothing | {"surgery": None, "peril": None}]))
    (done,) = our.dicts(mb.assess_table(frame, plan="accident"))
    assert done["status"] == "payable"


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_row_of_another_plan_is_refused(engine):
    row = {"cover_from": DAY, "fee_tier": "100", "happened_on": DAY, "living_days": 25}
    plans = ["accident", None, "warm_aid", "意外"]
    frame = pl.DataFrame([row | {"plan": plan, "id": str(place)} for place, plan in enumerate(plans)])
    done = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan="accident"))
    said = {row["id"]: row["reason"] or row["status"] for row in done}
    assert said == {"0": "payable", "1": "payable", "2": "invalid_plan", "3": "invalid_plan"}


@pytest.mark.parametrize("engine", our.QUICK)
def test_cover_that_ends_after_the_last_day_of_the_calendar_is_assessed(engine):
    covers = [date.max, date(9999, 1, 1), date(9998, 12, 31), date.max]
    claims = [
        mb.Claim(
            id=f"C-{number}",
            member=f"M-{number}",
            enrolment=mb.Enrolment(plan="accident", cover_from=cover, fee_tier="100"),
            event=mb.Injury(happened_on=day, died=True),
        )
        for number, (cover, day) in enumerate(zip(covers, (DAY, *[date.max] * 3), strict=True))
    ]
    told = [mb.assess(claim) for claim in claims]
    frame = our.ENGINES[engine].make(our.table_of(claims))
    rows = sorted(our.dicts(mb.assess_table(frame, plan="accident")), key=lambda row: row["id"])
    found = [(row["status"], row["reason"]) for row in rows]
    assert found == [(each.status, each.reason) for each in told]
    assert [reason for _, reason in found] == ["out_of_cover", None, "out_of_cover", None]
