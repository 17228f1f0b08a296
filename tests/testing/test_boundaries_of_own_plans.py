"""Claims drawn for a plan of one's own reach each boundary of its terms, and what lies beside it."""

from collections import defaultdict
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import Phase, find, given, seed, settings
from small_plans import SOURCED, benefit, between, by, figure, plan, version

import mutual_benefits as mb
from mutual_benefits import testing
from mutual_benefits.rules import (
    AgeLimit,
    ClaimWindow,
    ExpenseShare,
    LumpSum,
    Notice,
    NumberBounds,
    OfSex,
    PerDiem,
    Waiting,
    WithinCover,
)
from mutual_benefits.terms import DayOfYear
from mutual_benefits.testing import laws
from mutual_benefits.testing.laws.law import VersionUnderTest
from mutual_benefits.testing.oracle import is_met
from mutual_benefits.testing.strategies.boundaries import evenly
from mutual_benefits.testing.strategies.one_claim import single_claim
from mutual_benefits.testing.version_view import version_views

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


def drawn(strategy, count):
    """Examples of a strategy, always the same."""
    found = []

    @seed(1)
    @settings(max_examples=count, database=None)
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    return found


@cache
def reached(near):
    """The values of each fact over many drawn claims."""
    found = defaultdict(set)
    for claim in drawn(testing.claims(OWN, near_boundaries=near), 600 if near else 150):
        for name, value in facts_of(claim):
            found[name].add(value)
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


def test_an_event_near_boundaries_may_lie_on_most_days_of_cover():
    assert len(reached(near=True)["day of cover"] & set(range(100, 700))) > 10


def bounds(fact, **more):
    words = mb.Text(en="not within bounds", zh="不在范围内")
    return NumberBounds(fact=fact, reason="bounds", words=words, **more, **SOURCED)


def own(*conditions, part=DEATH):
    return plan(version(part, conditions=conditions))


def days_of_cover(claim):
    return (claim.event.happened_on - claim.enrolment.cover_from).days


@pytest.mark.parametrize("days", [364, 729])
def test_the_last_day_of_either_of_two_covers_is_drawn_without_a_leap_day_too(days):
    book = own(WithinCover(years=by("member_class", {"ordinary": 1, "hardship": 2}), **SOURCED))

    def on_it(claim):
        return claim.enrolment.cover_from.day < 29 and days_of_cover(claim) == days

    assert find(testing.claims(book), on_it, settings=settings(max_examples=4000, phases=[Phase.generate]))


@pytest.mark.parametrize("name", ["living_days", "hospital_days", "care_days"])
def test_the_bounds_of_a_number_that_no_benefit_reads_are_drawn(name):
    claims = drawn(testing.claims(own(bounds(name, at_least=figure(50)))), 300)
    assert {getattr(claim.event, name) for claim in claims} >= {49, 50, 51}


def test_one_share_and_several_are_drawn_where_a_condition_alone_reads_them():
    claims = drawn(testing.claims(own(bounds("shares", at_most=figure(3)), part=DAILY)), 30)
    assert {claim.enrolment.shares for claim in claims} >= {1, 2, 3}


def eligible(book, count):
    """Claims by which the laws try whether all is paid that is due, each with its version."""
    for view in version_views(book):
        yield from ((view, claim) for claim in drawn(single_claim(VersionUnderTest(view).eligible), count))


BILL = benefit(ExpenseShare, "bill", "medical_expense", share=figure(5_000))
DAYS_AT_MOST = own(bounds("hospital_days", at_most=figure(60)), part=DAILY)
DAYS_AT_MOST_OPEN = own(bounds("hospital_days", at_most=between(50, 60)), part=DAILY)
COSTS_AT_MOST = own(bounds("self_paid", at_most=figure(100_00), unit="fen"), part=BILL)


@pytest.mark.parametrize(
    ("book", "fact", "most"),
    [
        (DAYS_AT_MOST, "hospital_days", 60),
        (DAYS_AT_MOST_OPEN, "hospital_days", 50),
        (COSTS_AT_MOST, "self_paid", 100),
    ],
)
def test_a_claim_for_what_is_due_in_full_may_tell_the_most_that_a_condition_allows(book, fact, most):
    assert max(getattr(claim.event, fact) for _, claim in eligible(book, 60)) == most


NO_WAIT = own(WithinCover(years=figure(1), **SOURCED))
LONG_WAIT = own(
    WithinCover(years=figure(4), **SOURCED), Waiting(by=DayOfYear(years=1, month=12, day=31), **SOURCED)
)


@pytest.mark.parametrize("book", [OWN, NO_WAIT, LONG_WAIT, *mb.all_plans()], ids=lambda book: book.code)
def test_a_claim_for_what_is_due_in_full_meets_every_condition_of_all_benefits(book):
    for view, claim in eligible(book, 25):
        general = (each for each in view.version.conditions if not each.benefits)
        assert all(is_met(view, each, claim) is not False for each in general)


def test_the_last_days_of_a_claim_in_time_are_drawn_where_the_record_leaves_them_open():
    claims = drawn(testing.claims(own(ClaimWindow(years=between(1, 3), **SOURCED))), 100)
    told = {days_beside(claim.claimed_on, later(claim.event.happened_on, 3)) for claim in claims}
    assert told >= {-1, 0, 1}


@pytest.mark.parametrize("told", ["female", "male"])
def test_members_whose_sex_has_no_row_are_not_drawn(told):
    part = benefit(LumpSum, "death", when="died", sum=by("sex", {told: 900}))
    assert {claim.enrolment.sex for claim in drawn(testing.claims(own(part=part)), 20)} == {told}


def test_claims_of_a_calendar_year_are_drawn_by_the_first_day_of_cover_too():
    book = own(WithinCover(calendar_year=True, **SOURCED))
    readings = {"version.date": "cover_start"}
    told = drawn(testing.claims(book, readings=readings), 30)
    assert {mb.assess(claim, plan=book, readings=readings).reason for claim in told} >= {None, "out_of_cover"}


def test_whole_numbers_far_from_nought_are_each_about_as_likely():
    numbers = drawn(evenly(10_000, 10_200), 200)
    assert max(map(numbers.count, numbers)) < 20


@cache
def drawn_for(code):
    """Claims that are drawn for one law of the plan whose cover is two years and whose wait is 30 days."""
    (view,) = version_views(OWN)
    (law,) = (law for law in laws.LAWS if law.code == code)
    return drawn(law.cases(VersionUnderTest(view)), 150)


def test_claims_out_of_cover_are_before_it_and_on_the_day_after_it_and_later():
    dates = [(each.event.happened_on, each.enrolment.cover_from) for each in drawn_for("out_of_cover")]
    assert any(day < first for day, first in dates)
    after = {days_beside(day, later(first, 2)) for day, first in dates}
    assert 0 in after
    assert any(days > 1 for days in after), "not only where the 29th of February is the last day"


def test_a_renewal_is_compared_on_days_on_which_the_wait_would_not_be_over():
    days = {(each.event.happened_on - each.enrolment.cover_from).days for each in drawn_for("renewal")}
    assert (min(days), max(days)) == (0, 29)


def test_a_renewal_is_compared_on_the_first_day_where_no_wait_has_a_stated_length():
    wait = Waiting(days=between(0, None), waiver=figure(1), **SOURCED)
    (view,) = version_views(plan(version(DAILY, conditions=(wait,))))
    (law,) = (law for law in laws.LAWS if law.code == "renewal")
    claims = drawn(law.cases(VersionUnderTest(view)), 20)
    assert {each.event.happened_on - each.enrolment.cover_from for each in claims} == {timedelta(0)}


def test_a_number_that_may_be_anything_is_not_drawn_below_nothing():
    words = {"reason": "few", "words": mb.Text(en="too few", zh="不足")}
    least = by("member_class", {"ordinary": 5, "hardship": 0})
    own = plan(
        version(DAILY, conditions=(NumberBounds(fact="hospital_days", at_least=least, **words, **SOURCED),))
    )
    (view,) = version_views(own)
    (law,) = (law for law in laws.LAWS if law.code == "number_bounds")
    claims = drawn(law.cases(VersionUnderTest(view)), 20)
    assert {each.event.hospital_days for each in claims} == {4}
