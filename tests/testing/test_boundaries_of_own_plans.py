"""Claims drawn for a plan of one's own reach each boundary of its terms, and what lies beside it."""

from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given, seed, settings
from small_plans import SOURCED, benefit, by, figure, plan, version

from mutual_benefits import testing
from mutual_benefits.rules import AgeLimit, ClaimWindow, LumpSum, Notice, OfSex, PerDiem, Waiting, WithinCover

DEATH = benefit(LumpSum, "death", when="died", sum=figure(900), per_share=True, most_shares=figure(4))
DAILY = benefit(
    PerDiem,
    "daily",
    days="hospital_days",
    rate=by("member_class", {"ordinary": 100, "hardship": 200}),
    waiting_days=figure(3),
)
OWN = plan(
    version(
        DEATH,
        DAILY,
        conditions=(
            WithinCover(years=figure(2), **SOURCED),
            Waiting(days=figure(30), waiver=figure(1), **SOURCED),
            Notice(days=figure(10), **SOURCED),
            ClaimWindow(years=figure(3), **SOURCED),
            AgeLimit(least=figure(16), below=figure(61), **SOURCED),
            OfSex(sex="female", **SOURCED),
        ),
    )
)


def later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def days_beside(day, other):
    return None if day is None else (day - other).days


def facts_of(claim):
    """What a boundary may be about, counted from the boundary where that is a day."""
    event, enrolment = claim.event, claim.enrolment
    yield "day of cover", (event.happened_on - enrolment.cover_from).days + 1
    yield "days since cover ended", days_beside(event.happened_on, later(enrolment.cover_from, 2))
    yield "notice", days_beside(claim.notified_on, event.happened_on)
    yield "claim", days_beside(claim.claimed_on, later(event.happened_on, 3))
    for age in (16, 61):
        birthday = enrolment.born_on and later(enrolment.born_on, age)
        yield f"birthday {age}", birthday and days_beside(enrolment.cover_from, birthday)
    for name in ("shares", "member_class", "renewed", "sex"):
        yield name, getattr(enrolment, name)
    yield "died", event.died
    yield "hospital days", event.hospital_days


@cache
def reached(near):
    """The values of each fact over many drawn claims."""
    found = defaultdict(set)

    @seed(1)
    @settings(max_examples=600 if near else 150, database=None)
    @given(testing.claims(OWN, near_boundaries=near))
    def collect(claim):
        for name, value in facts_of(claim):
            found[name].add(value)

    collect()
    return found


BESIDE = {
    "day of cover": {0, 1, 29, 30, 31},
    "days since cover ended": {-1, 0},
    "notice": {None, 9, 10, 11},
    "claim": {None, -1, 0, 1},
    "birthday 16": {-1, 0, 1},
    "birthday 61": {-1, 0, 1},
    "shares": {1, 2, 4, 5},
    "member_class": {"ordinary", "hardship"},
    "renewed": {False, True},
    "sex": {None, "female", "male"},
    "died": {False, True},
    "hospital days": {0, 2, 3, 4},
}


@pytest.mark.parametrize("fact", BESIDE)
def test_a_boundary_and_what_lies_beside_it_are_drawn(fact):
    assert reached(near=True)[fact] >= BESIDE[fact]


@pytest.mark.parametrize("fact", ["shares", "member_class", "renewed", "died"])
def test_facts_vary_far_from_boundaries_too(fact):
    assert len(reached(near=False)[fact]) > 1


def test_members_whose_class_has_no_row_are_not_drawn():
    assert reached(near=True)["member_class"] == {"ordinary", "hardship"}


def test_an_event_far_from_boundaries_may_lie_before_and_after_cover():
    days = reached(near=False)["day of cover"]
    assert min(days) < 0
    assert max(days) > 366


def test_an_event_far_from_boundaries_may_be_in_the_second_year_of_cover():
    assert any(370 < day < 720 for day in reached(near=False)["day of cover"])
