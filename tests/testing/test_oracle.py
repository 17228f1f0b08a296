"""What the kit itself reads from a rule book, without the engine: whether a claim meets a condition."""

from datetime import date
from decimal import Decimal

import pytest
from small_plans import FIRST, SOURCED, benefit, between, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.terms import Ladder, Rung
from mutual_benefits.testing.oracle import is_claimed, is_met
from mutual_benefits.testing.version_view import version_views
from mutual_benefits.vocabulary import both

DEATH = benefit(rules.LumpSum, "death", when="died", sum=figure(900))
THIRTIETH, DAY_AFTER = date(2020, 1, 30), date(2020, 1, 31)


def waiting(**more):
    return rules.Waiting(days=figure(30), **more, **SOURCED)


def cover(years=None):
    return rules.WithinCover(years=years, **SOURCED)


def days(at_least, at_most=None, fact="hospital_days"):
    words = both("not within bounds", "不在范围内")
    return rules.NumberBounds(
        fact=fact, at_least=at_least, at_most=at_most, reason="bounds", words=words, **SOURCED
    )


def aged(least, below):
    return rules.AgeLimit(least=least, below=below, **SOURCED)


FEW_AT_FIRST = Ladder(
    by="day_of_cover", rungs=(Rung(through=30, value=figure(2)),), beyond=figure(10), waiver=between(0, 1)
)
OF_ENROLMENTS = ("renewed", "born_on")


def first_payment(ceiling):
    return rules.CoverEnds(limit=limit("payments", "payment", ceiling), **SOURCED)


@pytest.mark.parametrize(
    ("condition", "told", "met"),
    [
        (waiting(), {"happened_on": THIRTIETH}, False),
        (waiting(), {"happened_on": DAY_AFTER}, True),
        (waiting(waiver=figure(1)), {"happened_on": THIRTIETH, "renewed": True}, True),
        (waiting(waiver=between(0, 1)), {"happened_on": THIRTIETH, "renewed": True}, None),
        (waiting(waiver=between(0, 1)), {"happened_on": THIRTIETH, "renewed": False}, False),
        (cover(), {"happened_on": date(2099, 1, 1)}, True),
        (cover(), {"happened_on": date(2019, 12, 31)}, False),
        (cover(figure(2)), {"happened_on": date(2021, 12, 31)}, True),
        (cover(figure(2)), {"happened_on": date(2022, 1, 1)}, False),
        (cover(figure(9_000)), {"happened_on": date.max}, None),  # the kit has no later day
        (cover(between(1, 2)), {"happened_on": date(2021, 12, 31)}, None),
        (days(figure(3), figure(10)), {"hospital_days": 2}, False),
        (days(figure(3), figure(10)), {"hospital_days": 3}, True),
        (days(figure(3), figure(10)), {"hospital_days": 10}, True),
        (days(figure(3), figure(10)), {"hospital_days": 11}, False),
        (days(between(2, 4)), {"hospital_days": 3}, None),
        (days(between(2, 4)), {"hospital_days": 4}, True),
        (days(None, FEW_AT_FIRST), {"happened_on": THIRTIETH, "hospital_days": 5}, False),
        (days(None, FEW_AT_FIRST), {"happened_on": THIRTIETH, "hospital_days": 5, "renewed": True}, None),
        (days(figure(3), fact="disability_grade"), {}, True),
        (aged(between(16, 18), figure(61)), {"born_on": date(2002, 1, 1)}, True),
        (aged(between(16, 18), figure(61)), {"born_on": date(2003, 1, 1)}, None),
        (aged(figure(16), between(60, 65)), {"born_on": date(1960, 1, 2)}, True),
        (aged(figure(16), between(60, 65)), {"born_on": date(1960, 1, 1)}, None),
        (first_payment(1), {}, True),
        (first_payment(None), {}, True),
        (first_payment(0), {}, False),
        (first_payment(between(0, 1)), {}, None),
    ],
    ids=str,
)
def test_a_first_claim_meets_a_condition_or_not_or_the_record_leaves_it_open(condition, told, met):
    (view,) = version_views(plan(version(DEATH, conditions=(condition,))))
    of_event = {name: value for name, value in told.items() if name not in OF_ENROLMENTS}
    event = mb.Injury(**{"happened_on": FIRST, "died": True} | of_event)
    given = claim(1, event, **{name: told[name] for name in OF_ENROLMENTS if name in told})
    assert is_met(view, condition, given) is met


@pytest.mark.parametrize("told", ["loss", "area"])
def test_the_least_loss_or_area_claims_what_is_paid_for_an_area(told):
    terms = {"peril": "burst_pipe", "rate": figure(30), "ceiling": figure(500_00)}
    part = benefit(rules.PerArea, "pipe", "home_loss", area_not_given=between(0, None), **terms)
    (view,) = version_views(plan(version(part)))
    event = mb.HomeLoss(happened_on=FIRST, peril="burst_pipe", **{told: Decimal("0.01")})
    assert is_claimed(view, part, claim(1, event))
