"""Small plans with one thing to get wrong each: a payout that does so breaks a law, and a right one none."""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from small_plans import SOURCED, benefit, between, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.testing import laws
from mutual_benefits.vocabulary import both

WORDS = {"words": both("not within bounds", "不在范围内")}
A_FEN = Decimal("0.01")
ONE = (limit("one", "payment", 1, per="event"),)


class Wrong(NamedTuple):
    """A plan, the law that a payout breaks, and what the payout makes of the sums that are due."""

    book: mb.Plan
    law: str
    spoil: object
    by_benefit: bool = True


def bounds(fact, **more):
    return rules.NumberBounds(fact=fact, reason="bounds", **more, **WORDS, **SOURCED)


def daily(code="daily", days="hospital_days", rate=None, **more):
    return benefit(rules.PerDiem, code, days=days, rate=rate or figure(100_00), **more)


def stays(count, **more):
    return (limit("stay", "day", count, per="event", **more),)


def lump(code, when, sum_, **more):
    return benefit(rules.LumpSum, code, when=when, sum=figure(sum_), **more)


def when(test, more):
    """Adds to each sum that is paid for a claim that passes a test."""
    return lambda claim, paid: {
        code: sum_ + more if sum_ and test(claim) else sum_ for code, sum_ in paid.items()
    }


def nothing_when(test):
    return lambda claim, paid: {} if test(claim) else paid


CAPPED = plan(version(daily(waiting_days=figure(3), limits=stays(10))))
OPEN_RATE = plan(
    version(
        daily(rate=between(10_00, 90_00), limits=stays(20)),
        conditions=(bounds("hospital_days", at_least=figure(3)),),
    )
)
DEATH = lump("death", "died", 900_00)
EITHER = plan(
    version(
        lump("death", "died", 900_00, limits=ONE), lump("disability", "disability_grade", 700_00, limits=ONE)
    )
)
GRADED = plan(
    version(
        benefit(
            rules.GradedSum, "graded", grades=("disability_grade", "injury_kind"),
            maximum=figure(100_00), percentage=figure(5_000),
        )
    )
)  # fmt: skip
BANDS = plan(
    version(
        benefit(
            rules.BandedShare, "bands", "medical_expense", counter=limit("costs", "fen", None),
            bands=(
                rules.Band(upto=figure(1_000_00), share=figure(4_000), ceiling=figure(200_00)),
                rules.Band(share=figure(1_000)),
            ),
        )
    )
)  # fmt: skip
COSTS = plan(
    version(
        benefit(
            rules.ExpenseShare, "costs", "medical_expense",
            share=between(0, 10_000), deductible=figure(100_00),
        )
    )
)  # fmt: skip
SHARES = plan(version(lump("death", "died", 900_00, per_share=True, most_shares=figure(4))))
BOUNDED = plan(version(DEATH, conditions=(bounds("living_days", at_least=figure(1), at_most=figure(10)),)))
DECLARED = plan(
    version(
        DEATH,
        conditions=(bounds("months", at_least=figure(12)),),
        facts={"months": Fact(kind="number", name=both("months paid", "缴费月数"))},
    )
)
LIFTED = plan(
    version(
        daily("hospital", limits=stays(10, unless=("died",))),
        daily("care", "care_days", limits=stays(10, unless=("died",))),
    )
)
SHORT = plan(version(daily(), conditions=(bounds("hospital_days", at_most=figure(10)),)))


def due(claim, book):
    return {part.benefit: part.low for part in mb.assess(claim, plan=book).entitlements}


def a_day_too_many(claim, paid):
    days = claim.event.hospital_days
    return {"daily": Decimal(50 * min(days, 21) if days >= 3 else 0)}


def without_ceiling(claim, paid):
    costs = claim.event.over_cap - (claim.event.other_cover or 0)
    return paid | ({"bands": costs * 4 / 10} if 500 < costs <= 1_000 else {})


def nearly_all(claim, paid):
    costs = claim.event.self_paid
    return {"costs": costs - 100 + A_FEN if costs > 200 else Decimal(0)}


WRONG = {
    "a day beyond the cap, in all": Wrong(
        CAPPED, "day_cap", when(lambda c: c.event.hospital_days > 13, A_FEN), by_benefit=False
    ),
    "a day of waiting, in all": Wrong(
        CAPPED, "waiting_days", when(lambda c: c.event.hospital_days < 13, A_FEN), by_benefit=False
    ),
    "both of two sums, in all": Wrong(
        EITHER,
        "one_payment",
        lambda claim, paid: (
            {"death": Decimal(900), "disability": Decimal(700)}
            if claim.event.died and claim.event.disability_grade
            else paid
        ),
        by_benefit=False,
    ),
    "nothing for a kind of injury": Wrong(
        GRADED, "full_sum", nothing_when(lambda c: c.event.disability_grade is None)
    ),
    "a day too many at an open rate": Wrong(OPEN_RATE, "no_further_day", a_day_too_many),
    "a day too many at an open rate, in all": Wrong(
        OPEN_RATE, "no_further_day", a_day_too_many, by_benefit=False
    ),
    "a band without its ceiling": Wrong(BANDS, "percentage", without_ceiling),
    "less than the deductible": Wrong(COSTS, "deductible", nearly_all),
    "three shares for four": Wrong(
        SHARES,
        "each_share",
        lambda claim, paid: {"death": paid["death"] - 900 if claim.enrolment.shares == 4 else paid["death"]},
    ),
    "too few days": Wrong(
        BOUNDED,
        "number_bounds",
        lambda claim, paid: {"death": Decimal(900 if claim.event.living_days == 0 else 0)},
    ),
    "too few months": Wrong(DECLARED, "number_bounds", lambda claim, paid: {"death": Decimal(900)}),
    "two sums under a limit that is lifted": Wrong(
        LIFTED,
        "full_sum",
        nothing_when(lambda c: c.event.died and c.event.hospital_days and c.event.care_days),
    ),
}
RIGHT = {"stays that may be too long": SHORT} | {name: wrong.book for name, wrong in WRONG.items()}


def payout(book, spoil, by_benefit):
    def pay(claim):
        paid = spoil(claim, due(claim, book))
        return paid if by_benefit else sum(paid.values(), Decimal(0))

    return pay


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_payout_breaks_the_law(name):
    book, law, spoil, by_benefit = WRONG[name]
    report = laws.check(payout(book, spoil, by_benefit), book, only=[law], max_examples=200)
    assert report.broken == (law,)
    in_all = "all benefits together" in report.violations[0].text.en
    assert in_all is not by_benefit


@pytest.mark.parametrize(
    "book", dict.fromkeys(RIGHT.values()), ids=lambda book: book.versions[0].benefits[0].code
)
def test_a_right_payout_breaks_no_law(book):
    for by_benefit in (True, False):
        pay = payout(book, lambda claim, paid: paid, by_benefit)
        assert not laws.check(pay, book, max_examples=12).violations


SPANS = ({"days": figure(60)}, {"months": figure(6)}, {"years": figure(3)})


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("span", SPANS, ids=lambda span: next(iter(span)))
@pytest.mark.parametrize(
    ("kind", "law", "told"),
    [(rules.ClaimWindow, "late_claim", "claimed_on"), (rules.Notice, "late_notice", "notified_on")],
)
def test_a_payout_that_allows_a_day_too_many_breaks_the_law(kind, law, told, span):
    book = plan(version(DEATH, conditions=(kind(**span, **SOURCED),)))

    def pay(claim):
        day = max(getattr(claim, told) - timedelta(1), claim.event.happened_on)
        return due(claim.model_copy(update={told: day}), book)

    assert laws.check(pay, book, only=[law], max_examples=200).broken == (law,)


def test_a_benefit_that_the_rule_book_does_not_know_may_be_named_and_not_paid():
    def pay(claim, bonus):
        return due(claim, SHORT) | {"bonus": Decimal(bonus)}

    assert not laws.differential(lambda claim: pay(claim, 0), SHORT, max_examples=8).violations
    assert laws.differential(lambda claim: pay(claim, 1), SHORT, max_examples=8).broken == ("differential",)
