"""Claims reach what a limit allows and the least that exceeds it; amounts and words keep their variety."""

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, seed, settings
from small_plans import SOURCED, benefit, between, by, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import rules, testing
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.terms import Ladder, Rung
from mutual_benefits.testing import laws
from mutual_benefits.testing.strategies.boundaries import MOST_BOUNDARIES, Boundaries
from mutual_benefits.testing.version_view import version_views

COVER = rules.WithinCover(years=figure(1), **SOURCED)
DEATH = benefit(rules.LumpSum, "death", when="died", sum=figure(900))
BILL = {"facts": {"bill": Fact(kind="money", name=mb.Text(en="the bill", zh="账单"))}}


def own(*parts, **more):
    return plan(version(*parts, conditions=(COVER,), **more))


def share(ceiling=500_00, **more):
    terms = {"share": figure(1_000), "limits": (limit("year", "fen", ceiling, "cover_period"),)} | more
    return benefit(rules.ExpenseShare, "share", "medical_expense", **terms)


def banded(ceiling=500_00):
    bands = (rules.Band(upto=figure(1_000_00), share=figure(4_000)), rules.Band(share=figure(1_000)))
    limits, counter = (limit("year", "fen", ceiling),), limit("costs", "fen", None)
    return benefit(rules.BandedShare, "bands", "medical_expense", bands=bands, counter=counter, limits=limits)


def loss(ceiling=500_00):
    terms = {"peril": "fire", "percentage": figure(1_000), "ceiling": figure(ceiling)}
    return benefit(rules.ShareOfLoss, "fire", "home_loss", **terms)


def area(ceiling=500_00, rate=30):
    unknown = mb.Unstated(what=mb.Text(en="area", zh="面积"), **SOURCED)
    terms = {
        "peril": "burst_pipe",
        "rate": figure(rate),
        "ceiling": figure(ceiling),
        "area_not_given": unknown,
    }
    return benefit(rules.PerArea, "pipe", "home_loss", **terms)


def per_share(ceiling=500_00):
    terms = {"sum": figure(70_00), "per_share": True, "limits": (limit("year", "fen", ceiling),)}
    return benefit(rules.LumpSum, "shares", when="disability_grade", **terms)


def of_event(name):
    return lambda claim: getattr(claim.event, name, None)


LIMITED = {
    "costs": (own, share, of_event("self_paid"), ("5000.00", "5000.05")),
    "costs after a deductible": (
        own,
        lambda *most: share(*most, deductible=figure(100_00)),
        of_event("self_paid"),
        ("100.00", "100.05", "5100.00", "5100.05"),
    ),
    "a declared fact": (
        lambda part: own(DEATH, part, **BILL),
        lambda *most: share(*most, of="bill"),
        lambda claim: claim.facts.get("bill"),
        ("5000.00", "5000.05"),
    ),
    "bands": (own, banded, of_event("over_cap"), ("1000.00", "2000.00", "2000.05")),
    "a loss": (own, loss, of_event("loss"), ("5000.00", "5000.05")),
    "an area": (own, area, of_event("area"), ("1666.66", "1666.69")),
    "the least area": (own, lambda *most: area(*most, rate=100_000_00), of_event("area"), ("0.01", "0.02")),
    "shares": (own, per_share, lambda claim: claim.enrolment.shares, ("7", "8")),
}
"""A plan with a benefit, which pays at most 500.00 yuan, and the values of a fact that are boundaries."""


SEEDS = range(3 if settings().max_examples > 50 else 1)
"""More of them in the thorough profile."""


def drawn(strategy, count=400):
    found = []

    @seed(1)
    @settings(max_examples=count, database=None)
    @given(strategy)
    def collect(claim):
        found.append(claim)

    collect()
    return found


@cache
def claims_of(name):
    """Claims of a plan with a limit, drawn once."""
    book, part, *_ = LIMITED[name]
    return drawn(testing.claims(book(part())))


@pytest.mark.parametrize("name", LIMITED)
def test_what_a_limit_allows_and_the_least_that_exceeds_it_are_drawn(name):
    *_, fact, boundaries = LIMITED[name]
    assert {str(fact(claim)) for claim in claims_of(name)} >= set(boundaries)


def test_an_event_of_a_plan_of_one_benefit_claims_it():
    assert all(claim.event.over_cap > 0 for claim in claims_of("bands"))


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("number", SEEDS)
@pytest.mark.parametrize("name", LIMITED)
def test_a_payout_of_one_fen_above_a_limit_is_found(name, number):
    book, part, *_ = LIMITED[name]
    right, faulty = book(part()), book(part(500_01))

    def pay(claim):
        return {each.benefit: each.low for each in mb.assess(claim, plan=faulty).entitlements}

    assert laws.differential(pay, right, seed=number).violations


def test_of_many_boundaries_both_what_reaches_a_limit_and_what_exceeds_it_are_left():
    many = by("shares", {number: number * 1_000_00 for number in range(1, 200)})
    (view,) = version_views(own(share(many)))
    left = Boundaries(view).of("medical_expense", "self_paid")
    reached = [number for number in left if number and number % 10_000_00 == 0]
    exceeded = [number for number in left if number > 5 and number % 10_000_00 == 5]
    assert min(len(reached), len(exceeded)) > MOST_BOUNDARIES // 4
    assert len(left) <= MOST_BOUNDARIES


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("basis_points", [3_000, 10, 1])
def test_a_payout_of_one_fen_above_a_limit_is_found_whatever_the_open_share(basis_points):
    faulty = own(share(500_01, share=figure(basis_points)))

    def pay(claim):
        return {each.benefit: each.low for each in mb.assess(claim, plan=faulty).entitlements}

    assert laws.differential(pay, own(share(share=between(0, 10_000)))).violations


def test_amounts_far_from_boundaries_come_from_the_whole_range():
    costs = [
        claim.event.self_paid for claim in drawn(testing.claims("hospital_medical", near_boundaries=False))
    ]
    assert sum(cost > 5_000 for cost in costs) > len(costs) // 4
    assert sum(cost > 1_000 for cost in costs) > len(costs) // 2


def test_every_class_of_members_is_drawn_about_as_often_as_another():
    classes = Counter(claim.enrolment.member_class for claim in drawn(testing.claims("warm_aid"), 300))
    assert len(classes) == 3
    assert min(classes.values()) > 300 // 5


def of_three_bands(ceiling):
    bands = (
        rules.Band(upto=between(500_00, 1_000_00), share=between(3_000, 4_000)),
        rules.Band(upto=figure(2_000_00), share=figure(2_000)),
        rules.Band(share=figure(1_000)),
    )
    limits, counter = (limit("year", "fen", ceiling),), limit("costs", "fen", None)
    return benefit(rules.BandedShare, "bands", "medical_expense", bands=bands, counter=counter, limits=limits)


DAILY = {"days": "hospital_days", "rate": figure(1_00), "waiting_days": figure(3)}


@pytest.mark.parametrize(
    ("part", "fact", "reached"),
    [
        (of_three_bands(550_00), "over_cap", 1_750_00),  # 400.00 at most and 20 % of 750.00
        (of_three_bands(650_00), "over_cap", 2_500_00),  # 400.00 at most, 200.00 and 10 % of 500.00
        (benefit(rules.PerDiem, "daily", limits=(limit("y", "fen", 500_00),), **DAILY), "hospital_days", 503),
    ],
    ids=lambda value: getattr(value, "code", str(value)),
)
def test_the_costs_or_days_at_which_a_limit_is_reached_are_boundaries(part, fact, reached):
    (view,) = version_views(own(part))
    assert reached in Boundaries(view).of(part.event, fact)


@pytest.mark.parametrize("part", [per_share(70_00 * 1_000), share(10**12)], ids=lambda part: part.code)
def test_a_limit_that_no_claim_exceeds_is_no_boundary_of_claims_that_are_drawn(part):
    """Nobody has more than 1,000 shares, and no costs are above 100,000,000,000.00 yuan."""
    assert drawn(testing.claims(own(part)), 30)


def test_every_grade_of_a_disability_is_drawn():
    assert {claim.event.disability_grade for claim in claims_of("shares")} >= set(range(1, 11))


def test_the_first_stays_beyond_the_last_rung_of_a_ladder_are_drawn():
    ladder = Ladder(by="ordinal", rungs=(Rung(through=5, value=figure(100)),), beyond=figure(50))
    part = benefit(rules.PerDiem, "daily", "hospital_stay", days="days", rate=ladder)
    claims = drawn(testing.claims(own(part)), 60)
    assert {claim.event.ordinal for claim in claims} >= {1, 5, 6, 7}
