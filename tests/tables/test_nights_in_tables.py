"""Days of discharge as a column: nights, bounds and caveats of claims on every engine, and wrong cells."""

import random
from datetime import date, timedelta

import polars as pl
import pytest
import strategies_tables as our
from small_plans import SOURCED, benefit, claim, fen, figure, limit, plan, table, version

import mutual_benefits as mb
from mutual_benefits.rules import NumberBounds, PerDiem

DAY = date(2020, 1, 20)
WORDS = mb.Text(en="one night", zh="只住一夜")


def book():
    """Nights beyond the first, up to twelve in the cover, but not for one night; and days as claimed."""
    nights = limit("nights", "day", 12, per="cover_period")
    both = {"event": "hospital_stay", "waiting_days": figure(1)}
    nightly = benefit(PerDiem, "nightly", days="nights", rate=figure(100), limits=(nights,), **both)
    daily = benefit(PerDiem, "daily", days="days", rate=figure(7), **both)
    short = NumberBounds(
        fact="nights", at_least=figure(2), reason="one_night", words=WORDS, benefits=("nightly",), **SOURCED
    )
    return plan(version(nightly, daily, conditions=(short,)))


def drawn(number):
    """Stays of two months with a leap day; three in four have a day of discharge, some days contradict it."""
    chance = random.Random(11)  # noqa: S311  # no secret
    for place in range(number):
        first = DAY + timedelta(chance.randrange(60))
        nights = chance.choice((None, 0, 1, 2, 3, 5, 30, 366))
        days = chance.randrange(4) if nights is None else nights + chance.choice((0, 0, 1, 1, -1, 2))
        last = None if nights is None else first + timedelta(nights)
        event = mb.HospitalStay(happened_on=first, days=max(days, 0), discharged_on=last)
        yield claim(place, event, member=f"M-{place % 50}")


@pytest.fixture(scope="module")
def wanted():
    own, claims = book(), list(drawn(200))
    return own, list(mb.assess_all(claims, plan=own)), table(claims, own)


@pytest.mark.parametrize("engine", our.ENGINES)
def test_every_engine_gives_the_answers_and_caveats_of_claims(wanted, engine):
    own, assessed, frame = wanted
    result = mb.assess_table(our.ENGINES[engine].make(frame), plan=own, unit="fen", caveats=True)
    rows = {row["id"]: row for row in our.dicts(result)}
    for each in assessed:
        row = rows[each.claim.id]
        assert (row["status"], row["low_fen"], row["high_fen"]) == (
            each.status,
            fen(each.low),
            fen(each.high),
        ), each.claim.event
        known = {one.code for one in each.caveats} - {"same_facts", "stays_overlap"}
        assert set(filter(None, row["caveats"].split(";"))) == known
    assert {row["status"] for row in rows.values()} == {"payable", "nil", "refused", "undetermined"}
    assert {row["caveats"] for row in rows.values()} == {"", "days_not_of_stay"}


def test_a_column_that_is_absent_leaves_every_number_of_nights_open(wanted):
    own, assessed, frame = wanted
    rows = our.dicts(mb.assess_table(frame.drop("discharged_on"), plan=own, unit="fen"))
    untold = [
        each.claim.model_copy(update={"event": each.claim.event.model_copy(update={"discharged_on": None})})
        for each in assessed
    ]
    answered = mb.assess_all(untold, plan=own)
    found = {each.claim.id: (each.status, fen(each.low), fen(each.high)) for each in answered}
    assert {row["id"]: (row["status"], row["low_fen"], row["high_fen"]) for row in rows} == found


@pytest.mark.parametrize("engine", our.QUICK)
def test_a_day_of_discharge_of_another_event_is_refused(engine):
    frame = pl.DataFrame(
        {
            "id": ["A", "B"],
            "member": ["M", "N"],
            "kind": ["injury", "injury"],
            "fee_tier": ["100", "100"],
            "cover_from": [date(2016, 1, 1)] * 2,
            "happened_on": [date(2016, 5, 4)] * 2,
            "discharged_on": [None, date(2016, 5, 9)],
        }
    )
    rows = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan="accident"))
    assert {row["id"]: row["reason"] for row in rows} == {"A": None, "B": "invalid_discharged_on"}
