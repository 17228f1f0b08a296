"""Bounds of a number: refused in the rule book's own words, on each way of asking and in both languages."""

from datetime import date
from decimal import Decimal

import pytest
import strategies_tables as our
from small_plans import SOURCED, answers, benefit, between, claim, figure, plan, table, version

import mutual_benefits as mb
from mutual_benefits.rules import ExpenseShare, FactAmong, GradedSum, LumpSum, NumberBounds, PerDiem
from mutual_benefits.testing import laws

DAY = date(2020, 6, 1)
WORDS = mb.Text(en="the stay was shorter than 3 days", zh="住院不足3天")
SHORT = {"reason": "short_stay", "words": WORDS} | SOURCED


def stays(bounds):
    daily = benefit(PerDiem, "daily", "hospital_stay", days="days", rate=figure(100))
    return plan(version(daily, conditions=(bounds,)))


def told(own, events):
    return answers(own, [claim(number, event) for number, event in enumerate(events)])


def test_a_number_outside_the_bounds_is_refused_in_the_rule_book_s_own_words():
    own = stays(NumberBounds(fact="days", unit="day", at_least=figure(3), at_most=figure(5), **SHORT))
    found = told(own, [mb.HospitalStay(happened_on=DAY, days=days) for days in (2, 3, 5, 6)])
    assert found == [(0, 0, "short_stay"), (300, 300, None), (500, 500, None), (0, 0, "short_stay")]
    refused = mb.assess(claim(1, mb.HospitalStay(happened_on=DAY, days=2)), plan=own)
    assert WORDS.en in refused.explain("en")
    assert WORDS.zh in refused.explain("zh")
    read = mb.Assessment.model_validate_json(refused.model_dump_json())
    assert read == refused
    assert read.explain("zh") == refused.explain("zh")
    assert WORDS.zh in mb.describe(own, own.versions[0], "zh")


def test_an_open_bound_leaves_the_numbers_between_open():
    own = stays(NumberBounds(fact="days", unit="day", at_least=between(2, 4), **SHORT))
    found = told(own, [mb.HospitalStay(happened_on=DAY, days=days) for days in (1, 2, 3, 4)])
    assert found == [(0, 0, "short_stay"), (0, 200, None), (0, 300, None), (400, 400, None)]


def test_a_grade_that_is_left_out_is_not_checked_and_money_is_in_fen():
    light = NumberBounds(fact="disability_grade", at_most=figure(6), benefits=("death", "grade"), **SHORT)
    cheap = NumberBounds(fact="self_paid", unit="fen", at_least=figure(100_00), benefits=("cost",), **SHORT)
    own = plan(
        version(
            benefit(LumpSum, "death", when="died", sum=figure(900)),
            benefit(
                GradedSum,
                "grade",
                grades=("disability_grade",),
                maximum=figure(1_000),
                percentage=figure(5_000),
            ),
            benefit(ExpenseShare, "cost", "medical_expense", share=figure(5_000)),
            conditions=(light, cheap),
        )
    )
    events = [
        mb.Injury(happened_on=DAY, died=True),
        mb.Injury(happened_on=DAY, disability_grade=6),
        mb.Injury(happened_on=DAY, disability_grade=7),
        mb.MedicalExpense(happened_on=DAY, self_paid=100),
        mb.MedicalExpense(happened_on=DAY, self_paid="99.99"),
    ]
    assert [low for low, _, _ in told(own, events)] == [900, 500, 0, 5000, 0]


def test_the_laws_know_the_bounds():
    own = stays(NumberBounds(fact="days", unit="day", at_least=figure(3), at_most=figure(50), **SHORT))

    def right(given):
        return {part.benefit: part.amount for part in mb.assess(given, plan=own).entitlements}

    def forgetful(given):
        return {"daily": Decimal(given.event.days)}

    assert not laws.check(right, own, max_examples=20).violations
    assert "number_bounds" in laws.check(forgetful, own, max_examples=50, only=["number_bounds"]).broken


def test_a_bound_is_given_with_its_words():
    with pytest.raises(mb.InvalidPlan, match="give at_least, at_most or both"):
        NumberBounds(fact="days", **SHORT)


@pytest.mark.parametrize(
    ("condition", "fact"),
    [
        (NumberBounds(fact="living_days", unit="day", at_least=figure(3), **SHORT), "living_days"),
        (FactAmong(fact="member_class", among=("hardship",), **SHORT), "member_class"),
    ],
    ids=["number", "word"],
)
def test_a_fact_that_is_something_unless_told_is_checked_in_a_table_that_does_not_tell_it(condition, fact):
    """No days at home, and an ordinary member: neither is left out as a grade may be."""
    own = plan(version(benefit(LumpSum, "death", when="died", sum=figure(900)), conditions=(condition,)))
    dead = claim(1, mb.Injury(happened_on=DAY, died=True))
    assert answers(own, [dead]) == [(0, 0, "short_stay")]
    silent = table([dead], own).drop(fact)
    (row,) = our.dicts(mb.assess_table(silent, plan=own, unit="fen"))
    assert (row["low_fen"], row["high_fen"], row["reason"]) == (0, 0, "short_stay")
