"""What a law says of one claim, made up for it: what is wrong and for which claims, or nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from small_plans import FIRST, SOURCED, benefit, between, by, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.terms import Ladder, Rung
from mutual_benefits.testing import laws
from mutual_benefits.testing.laws.payout import CachedPayout
from mutual_benefits.testing.version_view import version_views

COVER = rules.WithinCover(years=figure(1), **SOURCED)
TIERS = tuple(
    mb.FeeTier(code=code, ordinary=fee, high_risk=fee, **SOURCED) for code, fee in (("low", 1), ("high", 2))
)
BOTH = (limit("both", "fen", 10_00),)
LAWS = {law.code: law for law in laws.LAWS}


def book(*benefits, conditions=(COVER,), **more):
    return plan(version(*benefits, conditions=conditions, **more))


def daily(code="living", **terms):
    return benefit(rules.PerDiem, code, days=f"{code}_days", **({"rate": figure(1_00)} | terms))


def death(sum_=None, **terms):
    return benefit(rules.LumpSum, "death", when="died", sum=sum_ or figure(9_00), **terms)


def grade(sum_=None, **terms):
    return benefit(rules.LumpSum, "grade", when="disability_grade", sum=sum_ or figure(7_00), **terms)


def costs(**terms):
    return benefit(rules.ExpenseShare, "costs", "medical_expense", **terms)


def fire(percentage):
    return benefit(
        rules.ShareOfLoss, "fire", "home_loss", peril="fire", percentage=percentage, ceiling=figure(1_000_00)
    )


def by_day(**more):
    """7 yuan in the first 90 days of cover, 9 later."""
    rungs = (Rung(through=90, value=figure(7_00)),)
    return Ladder(by="day_of_cover", rungs=rungs, beyond=figure(9_00), **more)


def due(own):
    return lambda one: {part.benefit: part.low for part in mb.assess(one, plan=own).entitlements}


def in_all(own):
    return lambda one: mb.assess(one, plan=own).low


def always(sum_):
    return lambda one: Decimal(sum_)


def injury(after=10, /, **facts):
    return mb.Injury(happened_on=FIRST + timedelta(after), **facts)


def expense(self_paid):
    return mb.MedicalExpense(happened_on=FIRST, self_paid=self_paid)


def found(code, own, pay, one):
    """What a law finds in the sums of one claim."""
    (view,) = version_views(own)
    assert LAWS[code].applies(view)
    return LAWS[code].check(view, one, CachedPayout(pay))


SHARES = book(death(per_share=True))
ONE_HALF = book(costs(share=figure(5_000)))
BELOW = book(costs(share=figure(10_000), deductible=figure(100_00)))
TOGETHER = book(daily(limits=BOTH), daily("hospital", limits=BOTH))

WRONG = {
    "a sixth day is not paid": (
        "each_day",
        book(daily()),
        lambda one: Decimal(min(one.event.living_days, 5)),
        claim(1, injury(living_days=5)),
        ("5.00 yuan for 6 days; the difference should be 1.00 yuan", "增至6天时给付5.00元"),
    ),
    "three shares are paid as one": (
        "each_share",
        SHARES,
        always(9),
        claim(1, injury(died=True), shares=3),
        ("9.00 yuan for 3 shares; the difference should be 18.00 yuan", "差额应为18.00元"),
    ),
    "an event after cover is paid in one sum": (
        "out_of_cover",
        book(death()),
        always(9),
        claim(1, injury(366, died=True)),
        ("all benefits together: 9.00 yuan was paid; nothing is due", "给付9.00元"),
    ),
    "one sum is above what two benefits share": (
        "money_cap",
        TOGETHER,
        always("10.01"),
        claim(1, injury(living_days=8, hospital_days=8)),
        ("10.01 yuan was paid; at most 10.00 yuan is due", "最多应付10.00元"),
    ),
    "half a fen is rounded down in one sum": (
        "half_up",
        ONE_HALF,
        always(0),
        claim(1, expense("0.01")),
        ("0.00 yuan was paid; 0.01 yuan is due", "应付0.01元"),
    ),
    "a day is paid unlike another": (
        "first_day",
        book(death()),
        lambda one: {"death": Decimal(9 if one.event.happened_on == FIRST else 8)},
        claim(1, injury(0, died=True)),
        ("9.00 yuan was paid on 2020-01-01, and 8.00 yuan on ", "9.00元"),
    ),
    "more is paid than was lost, at an open share": (
        "out_of_pocket",
        book(fire(between(0, None))),
        lambda one: {"fire": Decimal("20.01")},
        claim(1, mb.HomeLoss(happened_on=FIRST, loss=20)),
        ("at most 20.00 yuan is due", "最多应付20.00元"),
    ),
    "a fen is paid below the deductible": (
        "deductible",
        BELOW,
        lambda one: {"costs": Decimal("0.01")},
        claim(1, expense(50)),
        ("at most 0.00 yuan is due", "最多应付0.00元"),
    ),
    "a fen is paid of nothing that is left": (
        "percentage",
        BELOW,
        lambda one: {"costs": Decimal("0.01")},
        claim(1, expense(50)),
        ("at most 0.00 yuan is due", "最多应付0.00元"),
    ),
}
"""A law, a plan, a payout that breaks it, the claim that shows it, and words of the report."""


@pytest.mark.parametrize("name", WRONG)
def test_a_law_says_what_is_wrong(name):
    code, own, pay, one, words = WRONG[name]
    example = found(code, own, pay, one)
    assert example is not None
    assert words[0] in example.text.en
    assert words[1] in example.text.zh


@pytest.mark.parametrize(
    ("name", "fact", "told"),
    [
        ("a sixth day is not paid", lambda one: one.event.living_days, [5, 6]),
        ("three shares are paid as one", lambda one: one.enrolment.shares, [1, 3]),
        ("a day is paid unlike another", lambda one: one.event.happened_on > FIRST, [False, True]),
    ],
)
def test_an_example_has_both_claims_that_are_compared(name, fact, told):
    code, own, pay, one, _ = WRONG[name]
    assert [fact(each) for each in found(code, own, pay, one).claims] == told


LOW = {"fee_tier": "low"}
RIGHT = {
    "one of two sums counts shares": (
        "each_share",
        book(death(per_share=True), grade()),
        in_all,
        claim(1, injury(died=True, disability_grade=1), shares=3),
    ),
    "a limit cuts a sum of shares": (
        "each_share",
        book(death(per_share=True, limits=(limit("cap", "fen", 20_00),))),
        due,
        claim(1, injury(died=True), shares=3),
    ),
    "a higher tier takes more of a shared limit": (
        "higher_tier",
        book(
            daily(rate=by("fee_tier", {"low": 1_00, "high": 2_00}), limits=BOTH),
            daily("hospital", limits=BOTH),
            fee_tiers=TIERS,
        ),
        due,
        claim(1, injury(living_days=5, hospital_days=5), **LOW),
    ),
    "a higher tier waits longer": (
        "higher_tier",
        book(daily(waiting_days=by("fee_tier", {"low": 1, "high": 3})), fee_tiers=TIERS),
        due,
        claim(1, injury(living_days=5), **LOW),
    ),
    "a renewal waives the wait of one of two sums": (
        "renewal",
        book(death(by_day(waiver=figure(1))), grade(by_day())),
        due,
        claim(1, injury(died=True, disability_grade=1), renewed=True),
    ),
    "a member was too young some days earlier": (
        "renewal",
        book(
            death(),
            conditions=(
                rules.Waiting(days=figure(30), waiver=figure(1), **SOURCED),
                rules.AgeLimit(least=figure(16), below=figure(61), **SOURCED),
            ),
        ),
        due,
        claim(1, injury(died=True), renewed=True, born_on=date(2004, 1, 1)),
    ),
    "nothing is paid instead": (
        "paid_instead",
        book(
            death(),
            benefit(
                rules.GradedSum,
                "graded",
                grades=("disability_grade", "injury_kind"),
                unless=("died",),
                maximum=figure(100_00),
                percentage=figure(5_000),
            ),
        ),
        in_all,
        claim(1, injury(died=True, disability_grade=1)),
    ),
    "more is due than was lost": (
        "out_of_pocket",
        book(fire(figure(15_000))),
        due,
        claim(1, mb.HomeLoss(happened_on=FIRST, loss=20)),
    ),
    "more is due than was paid": (
        "out_of_pocket",
        book(
            benefit(
                rules.BandedShare,
                "bands",
                "medical_expense",
                bands=(rules.Band(share=figure(15_000)),),
                counter=limit("costs", "fen", None),
            )
        ),
        due,
        claim(1, mb.MedicalExpense(happened_on=FIRST, self_paid=0, over_cap=20)),
    ),
    "two days of three that are not paid": (
        "full_sum",
        book(daily(waiting_days=figure(3))),
        due,
        claim(1, injury(living_days=2)),
    ),
    "perhaps no night of those that are not told": (
        "full_sum",
        book(benefit(rules.PerDiem, "night", "hospital_stay", days="nights", rate=figure(1_00))),
        due,
        claim(1, mb.HospitalStay(happened_on=FIRST, days=2)),
    ),
}
"""A law, a plan, how a payout tells what is due, and a claim that is paid so."""


@pytest.mark.parametrize("name", RIGHT)
def test_a_law_allows_what_is_due(name):
    code, own, told, one = RIGHT[name]
    assert found(code, own, told(own), one) is None
