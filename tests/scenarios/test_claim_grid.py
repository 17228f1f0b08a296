"""A grid has, for every combination of facts, the result of `assess` for that claim."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from example_counts import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from strategies_tables import PLANS, REASONS, benefits, dicts, histories, readings_of, sum_of

import mutual_benefits as mb
from mutual_benefits.errors import InvalidScenario, UnknownPath
from mutual_benefits.money import to_fen
from mutual_benefits.scenarios import grid, plan_of

CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
)
SOME = {
    int: [0, 1, 2, 5, 15, 20, 21, 40, 1000],
    bool: [True, False],
    date: [
        date(2009, 1, 1),
        date(2010, 6, 1),
        date(2015, 12, 31),
        date(2016, 1, 1),
        date(2016, 3, 1),
        date(2018, 8, 1),
    ],
    Decimal: [Decimal(text) for text in ("0.00", "0.01", "650.00", "1300.55", "52000", "200653.10")],
}
"""Values of facts by type; those that a fact cannot have are dropped below."""
WORDS = {
    "fee_tier": ["26", "50", "74", "100", "7"],
    "occupation": ["ordinary", "high_risk"],
    "member_class": ["ordinary", "model_worker", "hardship"],
    "sex": ["female", "male"],
    "product": ["one_year", "three_year", "gold"],
    "disease": ["breast cancer", "cancer", "influenza"],
    "setting": ["inpatient", "outpatient"],
    "peril": ["fire", "burst_pipe"],
    "cause": ["War ", "fall", "drunk driving"],
    "child": ["A", "B"],
    "injury_kind": ["fracture"],
    "severity": ["severe"],
    "hospital_level": ["three"],
}


def nested(claim):
    """A claim as plain mappings."""
    return {
        **claim.__dict__,
        "enrolment": dict(claim.enrolment.__dict__),
        "event": dict(claim.event.__dict__),
    }


def at(claim, path):
    for name in path.split("."):
        claim = getattr(claim, name)
    return claim


def with_other_facts(claim, facts):
    """The claim with other facts, by way of plain mappings."""
    raw = nested(claim)
    for path, value in facts.items():
        *owner, name = path.split(".")
        (raw[owner[0]] if owner else raw)[name] = value
    return mb.Claim.model_validate(raw)


def by_hand(claim, vary, plan=None, readings=None):
    """The rows of a grid, one claim at a time."""
    rows = []
    codes = benefits(claim.enrolment.plan)
    for combination in product(*vary.values()):
        one = with_other_facts(claim, dict(zip(vary, combination, strict=True)))
        row = {path: at(one, path) for path in vary}
        try:
            found = mb.assess(one, plan=plan, readings=readings)
        except tuple(REASONS) as wrong:
            row |= dict.fromkeys([f"{code}_fen" for code in (*codes, "total", "low", "high")])
            rows.append(row | {"status": "invalid", "reason": REASONS[type(wrong)]})
            continue
        parts = {part.benefit: part for part in found.entitlements}
        row |= {f"{code}_fen": sum_of(parts[code]) if code in parts else 0 for code in codes}
        row |= {"total_fen": sum_of(found), "low_fen": to_fen(found.low)}
        row |= {"high_fen": None if found.high is None else to_fen(found.high)}
        rows.append(row | {"status": found.status, "reason": found.reason, "version": found.version})
    return rows


def rows_of(frame):
    """The rows of a grid, without the version of invalid ones."""
    found = dicts(frame)
    for row in found:
        if row["status"] == "invalid":
            del row["version"]
    return found


def may_be(claim, path, value):
    try:
        with_other_facts(claim, {path: value})
    except ValidationError:
        return False
    return True


def values_of(claim, path):
    now, name = at(claim, path), path.rpartition(".")[2]
    kinds = [kind for kind in SOME if type(now) is kind]
    known = WORDS.get(name, SOME[kinds[0]] if kinds else [])
    return [now] + [value for value in known if value != now and may_be(claim, path, value)]


@st.composite
def grids(draw, plan):
    """A claim of a plan, and up to three of its facts with values that they can take together."""
    claim = draw(draw(st.just(histories(plan))))[0]
    claim = claim.model_copy(update={"notified_on": None, "claimed_on": None})
    paths = [f"enrolment.{name}" for name in mb.Enrolment.model_fields if name != "plan"]
    paths += [f"event.{name}" for name in type(claim.event).model_fields if name != "kind"]
    chosen = draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3, unique=True))
    vary = {
        path: draw(st.lists(st.sampled_from(values_of(claim, path)), min_size=1, max_size=4))
        for path in chosen
    }
    return claim, vary


@pytest.mark.parametrize("plan", PLANS)
def test_a_grid_has_the_result_of_each_claim(plan):
    @settings(
        max_examples=examples(25), phases=[Phase.generate]
    )  # tables are too slow to shrink a claim with
    @given(grids(plan), readings_of(plan), st.sampled_from(("polars", "pandas", "pyarrow")))
    def holds(case, readings, backend):
        claim, vary = case
        found = rows_of(grid(claim, vary, readings=readings, backend=backend))
        assert found == by_hand(claim, vary, readings=readings)

    holds()


def test_a_grid_may_be_assessed_under_another_rule_book():
    draft = mb.get_plan("accident").versions[0].amend({"living_allowance.rate.100": 90})
    vary = {"event.living_days": range(30), "enrolment.fee_tier": ["74", "100"]}
    found = dicts(grid(CLAIM, vary, book=draft))
    assert found == by_hand(CLAIM, vary, plan=plan_of(draft, "accident"))
    assert {row["version"] for row in found} == {date(2010, 6, 1)}


@pytest.mark.parametrize("book", ["warm_aid", mb.get_plan("warm_aid")])
def test_a_rule_book_of_another_plan_is_refused_as_for_a_claim(book):
    cover = mb.Enrolment(plan="hospital_medical", cover_from=date(2019, 1, 1))
    event = mb.MedicalExpense(happened_on=date(2019, 4, 2), self_paid=Decimal(5_000))
    claim = mb.Claim(id="C-1", member="M-1", enrolment=cover, event=event)
    with pytest.raises(mb.UnknownPlan, match="for plan 'hospital_medical'; the plan given is 'warm_aid'"):
        grid(claim, {"event.ordinal": [1, 2]}, book=book)


def test_a_day_of_notice_may_vary_with_the_day_of_the_event():
    days = [date(2016, 5, 1) + timedelta(number) for number in range(5)]
    claim = mb.Claim(
        id="H-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 1)),
        event=mb.Injury(happened_on=date(2016, 8, 1), disability_grade=3),
        notified_on=date(2016, 8, 3),
    )
    vary = {"notified_on": [None, *days[4:], date(2016, 9, 1)], "event.happened_on": days}
    assert rows_of(grid(claim, vary)) == by_hand(claim, vary)
    with pytest.raises(
        ValidationError, match=r"(?s)notified_on.*2016-05-04 is before the event of 2016-05-05"
    ):
        grid(claim, {"event.happened_on": days, "notified_on": [days[4], days[3]]})
    with pytest.raises(ValidationError, match="is before the event of 2016-08-04"):
        grid(claim, {"event.happened_on": [*days, date(2016, 8, 4)]})


def test_the_frame_is_of_the_kind_that_is_asked_for():
    vary = {"event.hospital_days": range(3)}
    kinds = {"polars": pl.DataFrame, "pandas": pd.DataFrame, "pyarrow": pa.Table}
    for backend, kind in kinds.items():
        assert type(grid(CLAIM, vary, backend=backend)) is kind
    assert type(grid(CLAIM, vary)) is pl.DataFrame


def test_money_stays_exact_and_an_area_decimal():
    home = mb.Claim(
        id="H-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 1)),
        event=mb.HomeLoss(happened_on=date(2016, 5, 4), peril="burst_pipe", area=Decimal("3.25")),
    )
    vary = {
        "event.loss": [None, Decimal("0.15"), Decimal("99999.95")],
        "event.area": [None, Decimal("12.34")],
    }
    for backend in ("polars", "pandas", "pyarrow"):
        found = dicts(grid(home, vary, backend=backend))
        assert found == by_hand(home, vary)
        assert found[2]["event.loss"] == Decimal("0.15")


def test_numpy_numbers_are_accepted():
    asked = grid(CLAIM, {"event.hospital_days": np.arange(41)})
    assert asked.equals(grid(CLAIM, {"event.hospital_days": range(41)}))


def test_long_grids_come_in_parts_and_show_their_progress(monkeypatch):
    seen = []

    def progress(items, *, total, desc):
        seen.append((total, desc))
        return items

    vary = {"event.hospital_days": range(30), "event.living_days": range(7)}
    whole = grid(CLAIM, vary, progress=False)
    monkeypatch.setattr("mutual_benefits.scenarios.claim_grid.CHUNK", 60)
    assert grid(CLAIM, vary, progress=progress).equals(whole)
    assert seen == [(4, "grid")]


@pytest.mark.parametrize(
    ("vary", "error", "message"),
    [
        (
            {"event.hospital_day": [1]},
            UnknownPath,
            "claim for injury has nothing .* mean event.hospital_days",
        ),
        ({"hospital_days": [1]}, UnknownPath, "event.hospital_days"),
        ({"event.self_paid": [1]}, UnknownPath, "nothing at 'event.self_paid'"),
        ({"event": [1]}, UnknownPath, "nothing at 'event'"),
        ({"event.kind": ["injury"]}, UnknownPath, "nothing at 'event.kind'"),
        ({"enrolment.plan": ["accident"]}, InvalidScenario, "compare"),
        ({"event.hospital_days": []}, InvalidScenario, "at least one"),
        ({"enrolment.fee_tier": "100"}, InvalidScenario, r"several values, e.g. \['100'\]"),
        ({"event.hospital_days": 5}, InvalidScenario, "several values"),
        ({}, InvalidScenario, "vary is empty"),
        ({"event.hospital_days": [1, -1]}, ValidationError, r"(?s)event.*hospital_days.*input_value=-1"),
        ({"enrolment.fee_tier": [26]}, ValidationError, r"(?s)enrolment.fee_tier.*input_value=26"),
        ({"event.hospital_days": [1.5]}, ValidationError, r"(?s)hospital_days.*input_value=1.5"),
        ({"event.happened_on": ["2016-5-4"]}, ValidationError, r"(?s)happened_on.*'2016-5-4'"),
        ({"event.hospital_days": [True]}, ValidationError, r"(?s)hospital_days.*input_value=True"),
    ],
)
def test_what_cannot_be_varied_is_refused(vary, error, message):
    with pytest.raises(error, match=message):
        grid(CLAIM, vary)


def test_an_unknown_backend_is_refused():
    with pytest.raises(InvalidScenario, match="'dask'; give one of polars, pandas, pyarrow"):
        grid(CLAIM, {"event.hospital_days": [1]}, backend="dask")


def test_the_days_of_a_stay_may_be_varied_each_alone_and_together():
    first = date(2012, 5, 4)
    stay = mb.HospitalStay(happened_on=first, days=6, discharged_on=first + timedelta(5))
    enrolment = mb.Enrolment(plan="hospital_allowance", cover_from=date(2012, 1, 1))
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=stay)
    earlier, later = [first, first - timedelta(3)], [first + timedelta(days) for days in (6, 40)]
    assert grid(claim, {"event.happened_on": earlier})["total_fen"].to_list() == [12000, 12000]
    both = {"event.happened_on": [first, first + timedelta(30)], "event.discharged_on": later[1:]}
    assert grid(claim, both)["total_fen"].to_list() == [12000, 12000]
    for wrong in ({"event.happened_on": later}, {"event.discharged_on": earlier}):
        with pytest.raises(ValidationError, match="is before the first day of the stay"):
            grid(claim, wrong)


def test_a_stay_that_lasts_beyond_the_day_of_the_claim_is_an_invalid_row():
    first = date(2012, 5, 4)
    stay = mb.HospitalStay(happened_on=first, days=6, discharged_on=first + timedelta(5))
    enrolment = mb.Enrolment(plan="hospital_allowance", cover_from=date(2012, 1, 1))
    claimed = first + timedelta(10)
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=stay, claimed_on=claimed)
    found = grid(claim, {"event.discharged_on": [claimed, claimed + timedelta(1)]})
    assert found["status"].to_list() == ["payable", "invalid"]
    assert found["reason"].to_list() == [None, "invalid_claimed_on"]
    with pytest.raises(ValidationError, match=r"(?s)discharged_on.*input_value='2012-5-4'"):
        grid(claim, {"event.discharged_on": [claimed + timedelta(1), "2012-5-4"]})
