"""Claims that cannot be: an error of `Claim`, an invalid row on every engine, and a problem of a file."""

import io
from datetime import date, timedelta

import polars as pl
import pytest
import strategies_tables as our
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import mutual_benefits as mb

DAY = date(2016, 5, 4)
COVER = {"plan": "accident", "cover_from": date(2016, 1, 1), "fee_tier": "100"}
STAY = {"plan": "hospital_allowance", "cover_from": date(2016, 1, 1)}


def made(event, enrolment: dict = COVER, **days) -> mb.Claim:
    return mb.Claim(id="C-1", member="M-1", enrolment=mb.Enrolment(**enrolment), event=event, **days)


def injury(**facts) -> mb.Injury:
    return mb.Injury(happened_on=DAY, **facts)


def left_after(nights, days=1) -> mb.HospitalStay:
    """A stay in hospital by its day of discharge."""
    return mb.HospitalStay(happened_on=DAY, days=days, discharged_on=DAY + timedelta(days=nights))


NINE_DAYS_ON = DAY + timedelta(days=9)
IMPOSSIBLE = {
    "days at home": (
        lambda: made(injury(living_days=60), claimed_on=NINE_DAYS_ON),
        "claimed_on",
        "living_days is 60, and from the event of 2016-05-04 to 2016-05-13 there are 10 days",
    ),
    "days in hospital": (
        lambda: made(injury(hospital_days=11), claimed_on=NINE_DAYS_ON),
        "claimed_on",
        "hospital_days is 11, and from the event of 2016-05-04 to 2016-05-13 there are 10 days",
    ),
    "days of care": (lambda: made(injury(care_days=2), claimed_on=DAY), "claimed_on", "there are 1 days"),
    "days of a stay": (
        lambda: made(mb.HospitalStay(happened_on=DAY, days=11), STAY, claimed_on=NINE_DAYS_ON),
        "claimed_on",
        "days is 11, and from the event",
    ),
    "a claim before the discharge": (
        lambda: made(left_after(9, days=9), STAY, claimed_on=NINE_DAYS_ON - timedelta(days=1)),
        "claimed_on",
        "2016-05-12 is before the discharge of 2016-05-13; claim once the stay is over",
    ),
    "a discharge before the admission": (
        lambda: made(left_after(-1), STAY),
        "discharged_on",
        "2016-05-03 is before the first day of the stay, 2016-05-04",
    ),
    "a stay of more nights than days can be": (
        lambda: made(left_after(100_001), STAY),
        "discharged_on",
        "a stay from 2016-05-04 to 2290-02-18 has 100001 nights; give a day that makes it at most 100000",
    ),
    "a claim before its notice": (
        lambda: made(injury(), notified_on=NINE_DAYS_ON, claimed_on=NINE_DAYS_ON - timedelta(days=1)),
        "claimed_on",
        "2016-05-12 is before the notice of 2016-05-13, and a claim is a notice; give 2016-05-12 or an",
    ),
    "a claim before its event": (
        lambda: made(injury(), claimed_on=DAY - timedelta(days=1)),
        "claimed_on",
        "2016-05-03 is before the event of 2016-05-04",
    ),
    "an event before birth": (
        lambda: made(mb.Injury(happened_on=date(1979, 5, 4)), COVER | {"born_on": date(1980, 1, 1)}),
        "born_on",
        "the event of 1979-05-04 is before the birth of the member on 1980-01-01",
    ),
    "cover before birth": (
        lambda: made(injury(), COVER | {"born_on": date(2016, 1, 2)}),
        "born_on",
        "2016-01-02 is after the first day of cover, 2016-01-01",
    ),
}
POSSIBLE = {
    "days that began with the event": made(injury(living_days=10, hospital_days=10), claimed_on=NINE_DAYS_ON),
    "a stay that goes on": made(mb.HospitalStay(happened_on=DAY, days=10), STAY, claimed_on=NINE_DAYS_ON),
    "a claim on the day of discharge": made(left_after(9, days=10), STAY, claimed_on=NINE_DAYS_ON),
    "a stay without a night": made(left_after(0), STAY),
    "a stay of as many nights as can be": made(left_after(100_000), STAY),
    "notice and claim on the day": made(injury(living_days=1), notified_on=DAY, claimed_on=DAY),
    "days without a day of the claim": made(injury(living_days=60)),
    "a stay before the pathology report": made(
        mb.Diagnosis(happened_on=DAY, disease="乳腺癌", hospital_days=30),
        {"plan": "female_illness", "cover_from": date(2016, 1, 1), "sex": "female"},
        claimed_on=DAY,
    ),
    "born on the first day of cover": made(injury(), COVER | {"born_on": date(2016, 1, 1)}),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_claim_that_cannot_be_is_an_error_that_names_what_contradicts_what(name):
    make, _, says = IMPOSSIBLE[name]
    with pytest.raises(ValidationError) as caught:
        make()
    (error,) = caught.value.errors()
    assert says in error["msg"]


unchecked_stay = mb.HospitalStay.model_construct


def in_pieces(make) -> mb.Claim:
    """The claim that cannot be made, made without its checks, for a row of a table."""
    facts = {}

    def constructed(model):
        return lambda **given: facts.setdefault(model, model.model_construct(**given))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mb, "Enrolment", constructed(mb.Enrolment))
        patch.setattr(mb, "Claim", constructed(mb.Claim))
        patch.setattr(mb, "HospitalStay", lambda **given: unchecked_stay(**{"kind": "hospital_stay"} | given))
        return make()


@pytest.mark.parametrize("engine", our.QUICK)
def test_its_row_is_invalid_by_the_same_column_on_every_engine(engine):
    for plan in ("accident", "hospital_allowance"):
        chosen = {name: in_pieces(each[0]) for name, each in IMPOSSIBLE.items()}
        chosen = {name: claim for name, claim in chosen.items() if claim.enrolment.plan == plan}
        wanted = [f"invalid_{IMPOSSIBLE[name][1]}" for name in chosen]
        rows = our.dicts(mb.assess_table(frame_of(list(chosen.values()), engine), plan=plan, unit="fen"))
        assert sorted((row["id"], row["reason"]) for row in rows) == sorted(
            zip((f"C-{place}" for place in range(len(wanted))), wanted, strict=True)
        )


def frame_of(claims: list[mb.Claim], engine: str):
    """The claims as rows, each with an id of its own."""
    rows = our.table_of(claims)
    return our.ENGINES[engine].make(rows.with_columns(id=pl.format("C-{}", pl.int_range(pl.len()))))


@pytest.mark.parametrize(
    ("plan", "engine"),
    [("hospital_allowance", engine) for engine in our.ENGINES]
    + [("accident", "polars"), ("female_illness", "polars")],
)
def test_what_can_be_is_answered_on_every_engine(plan, engine):
    chosen = [claim for claim in POSSIBLE.values() if claim.enrolment.plan == plan]
    rows = our.dicts(mb.assess_table(frame_of(chosen, engine), plan=plan, unit="fen"))
    assert len(rows) == len(chosen)
    assert not [row for row in rows if row["status"] == "invalid"]


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["living_days", "hospital_days", "care_days"]))
def test_n_days_need_n_minus_one_nights(days, after, name):
    """Against a count by hand: each day from the event on may be claimed if it is not after the claim."""
    possible = all(DAY + timedelta(days=number) <= DAY + timedelta(days=after) for number in range(days))
    try:
        made(injury(**{name: days}), claimed_on=DAY + timedelta(days=after))
    except ValidationError:
        assert not possible
    else:
        assert possible


@pytest.mark.parametrize(
    ("cells", "column", "given", "says"),
    [
        ("1980-01-01,2016-01-01,2016-05-04,60,2016-05-13", "claimed_on", "2016-05-13", "living_days is 60"),
        ("2016-01-02,2016-01-01,2016-05-04,1,", "born_on", "2016-01-02", "is after the first day of cover"),
        ("1980-01-01,2016-01-01,1979-05-04,1,", "born_on", "1980-01-01", "the event of 1979-05-04 is before"),
    ],
)
def test_a_file_names_the_line_the_column_and_the_cell(cells, column, given, says):
    header = "id,member,plan,fee_tier,kind,born_on,cover_from,happened_on,living_days,claimed_on"
    table = io.BytesIO(f"{header}\nC-1,M-1,accident,100,injury,{cells}\n".encode())
    ((_, _, (problem,)),) = mb.read_claims(table).wrong
    assert (problem.row, problem.column, problem.given) == (2, column, given)
    assert says in problem.right.en
