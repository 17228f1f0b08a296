"""What the kit itself reads from a rule book, without the engine: whether a claim meets a condition."""

from datetime import date

import pytest
from small_plans import FIRST, SOURCED, benefit, between, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.testing.oracle import is_met
from mutual_benefits.testing.version_view import version_views
from mutual_benefits.vocabulary import both

DEATH = benefit(rules.LumpSum, "death", when="died", sum=figure(900))
THIRTIETH, DAY_AFTER = date(2020, 1, 30), date(2020, 1, 31)


def waiting(**more):
    return rules.Waiting(days=figure(30), **more, **SOURCED)


def cover(years=None):
    return rules.WithinCover(years=years, **SOURCED)


def days(at_least, at_most=None):
    words = both("not within bounds", "不在范围内")
    return rules.NumberBounds(
        fact="hospital_days", at_least=at_least, at_most=at_most, reason="bounds", words=words, **SOURCED
    )


def first_payment(ceiling):
    return rules.CoverEnds(limit=limit("payments", "payment", ceiling), **SOURCED)


@pytest.mark.parametrize(
    ("condition", "told", "met"),
    [
        (waiting(), {"happened_on": THIRTIETH}, False),
        (waiting(), {"happened_on": DAY_AFTER}, True),
        (waiting(waiver=between(0, 1)), {"happened_on": THIRTIETH, "renewed": True}, None),
        (waiting(waiver=between(0, 1)), {"happened_on": THIRTIETH, "renewed": False}, False),
        (cover(), {"happened_on": date(2099, 1, 1)}, True),
        (cover(), {"happened_on": date(2019, 12, 31)}, False),
        (cover(figure(2)), {"happened_on": date(2021, 12, 31)}, True),
        (cover(figure(2)), {"happened_on": date(2022, 1, 1)}, False),
        (cover(between(1, 2)), {"happened_on": date(2021, 12, 31)}, None),
        (days(figure(3), figure(10)), {"hospital_days": 2}, False),
        (days(figure(3), figure(10)), {"hospital_days": 3}, True),
        (days(figure(3), figure(10)), {"hospital_days": 10}, True),
        (days(figure(3), figure(10)), {"hospital_days": 11}, False),
        (days(between(2, 4)), {"hospital_days": 3}, None),
        (days(between(2, 4)), {"hospital_days": 4}, True),
        (first_payment(1), {}, True),
        (first_payment(None), {}, True),
        (first_payment(0), {}, False),
        (first_payment(between(0, 1)), {}, None),
    ],
    ids=str,
)
def test_a_first_claim_meets_a_condition_or_not_or_the_record_leaves_it_open(condition, told, met):
    (view,) = version_views(plan(version(DEATH, conditions=(condition,))))
    of_event = {name: value for name, value in told.items() if name != "renewed"}
    event = mb.Injury(**{"happened_on": FIRST, "died": True} | of_event)
    given = claim(1, event, renewed=told.get("renewed", False))
    assert is_met(view, condition, given) is met
