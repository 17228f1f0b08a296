"""The kit sees every fact that a rule book reads, tells faults apart, and names the line that raises."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from small_plans import SOURCED, benefit, by, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.testing import laws

COVER = rules.WithinCover(years=figure(1), **SOURCED)
DAYS = limit("days", "day", 10, "event", unless=("died",))
CAUSED = by("cause", {"fall": 300, "fire": 500})
BOOK = plan(
    version(
        benefit(
            rules.PerDiem, "daily", days="hospital_days", limits=(DAYS,),
            rate=by("shares", {1: 100, 2: 150, 3: 170}),
        ),
        benefit(rules.PerDiem, "home", days="living_days", rate=by("renewed", {0: 10, 1: 20})),
        benefit(rules.LumpSum, "caused", when="disability_grade", sum=CAUSED),
        benefit(rules.ExpenseShare, "cost", "medical_expense", share=by("ordinal", {1: 5_000, 2: 8_000})),
        conditions=(COVER,),
    )
)  # fmt: skip


def right(claim):
    try:
        return {part.benefit: part.amount for part in mb.assess(claim, plan=BOOK).entitlements}
    except mb.NoSuchRow:
        return {}


def ignoring(fact, default):
    def pay(claim):
        part = "enrolment" if fact in mb.Enrolment.model_fields else "event"
        if fact not in type(getattr(claim, part)).model_fields:
            return right(claim)
        changed = getattr(claim, part).model_copy(update={fact: default})
        return right(claim.model_copy(update={part: changed}))

    return pay


def test_a_right_payout_keeps_every_law_though_tables_lack_rows():
    assert not laws.check(right, BOOK, max_examples=30).violations
    assert not laws.differential(right, BOOK, max_examples=60).violations


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize(
    ("fact", "default"),
    [
        ("shares", 1),
        ("renewed", False),
        ("died", False),
        ("living_days", 0),
        ("ordinal", 1),
        ("cause", "fall"),
    ],
)
def test_a_payout_that_ignores_a_fact_is_found(fact, default):
    report = laws.differential(ignoring(fact, default), BOOK, max_examples=100)
    assert report.violations, f"{fact} makes no difference"


@pytest.mark.usefixtures("unshrunk")
def test_six_faults_are_six_blocks_and_a_line_that_raises_is_named():
    def faulty(claim):
        paid = right(claim)
        if claim.enrolment.renewed and paid.get("home"):
            raise KeyError("renewal")
        if claim.event.happened_on >= claim.enrolment.cover_from + timedelta(400):
            return {"daily": Decimal(5)}
        changes = {
            "daily": Decimal("0.50"),
            "caused": Decimal(-1),
            "cost": Decimal("0.01"),
            "home": Decimal(1),
        }
        return {code: (sum_ and sum_ + changes[code]) for code, sum_ in paid.items()}

    report = laws.differential(faulty, BOOK, max_examples=200)
    told = [violation.text.en for violation in report.violations]
    assert len(told) >= 5, told
    assert len(set(told)) == len(told)
    (raised,) = [text for text in told if "raised" in text]
    assert "raised KeyError: 'renewal' (test_planted_faults.py, line " in raised
    assert 'raise KeyError("renewal")' in raised
    by_law = laws.check(faulty, BOOK, max_examples=60, only=["full_sum", "answers", "days_claimed"])
    assert len(by_law.violations) > len(by_law.broken), "a law is broken by several benefits"


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("seed", range(3))
def test_a_year_of_365_days_is_found_by_the_laws_whatever_the_seed(seed):
    def short(claim):
        end = claim.enrolment.cover_from + timedelta(365)
        return {} if claim.event.happened_on >= end else right(claim)

    assert laws.check(short, BOOK, seed=seed, only=["full_sum"]).broken == ("full_sum",)
    assert date(2020, 2, 29) >= BOOK.versions[0].effective_from


def a_year_to_1_march(claim):
    """Cover from 29 February lasts to the end of February, a day longer than in the library (decision 6)."""
    first, day = claim.enrolment.cover_from, claim.event.happened_on
    if (first.month, first.day, day.month, day.day) == (2, 29, 2, 28):
        later = claim.enrolment.model_copy(update={"cover_from": first + timedelta(1)})
        return right(claim.model_copy(update={"enrolment": later}))
    return right(claim)


@pytest.mark.usefixtures("unshrunk")
def test_cover_from_29_february_that_lasts_a_day_too_long_is_found():
    assert laws.check(a_year_to_1_march, BOOK, only=["out_of_cover"]).broken


def test_the_laws_can_be_read():
    shown = str(laws.LAWS).splitlines()
    assert len(shown) == len(laws.LAWS)
    assert shown[0] == "answers: The answer to a claim under the rule book is an amount."
    with mb.language("zh"):
        assert str(laws.LAWS[0]) == "answers：条款适用的申请，应得出金额。"
