"""The shapes of other offices' plans, on the invented plan Harbour: the engine carries them as it is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from harbour import HARBOUR

import mutual_benefits as mb

FIRST = date(2021, 1, 1)


def claim(event, *, number=1, cover_from=FIRST, renewed=False):
    enrolment = mb.Enrolment(plan="harbour", cover_from=cover_from, renewed=renewed)
    return mb.Claim(id=f"C-{number}", member="M-1", enrolment=enrolment, event=event)


def expense(paid, level="one", *, day=FIRST):
    return mb.MedicalExpense(happened_on=day, self_paid=Decimal(paid), hospital_level=level)


def on_day(number, disease="pier fever", **fields):
    """A diagnosis on a day of cover; the first day is day 1."""
    return mb.Diagnosis(happened_on=FIRST + timedelta(number - 1), disease=disease, **fields)


def totals(*claims):
    return [str(assessment.total) for assessment in mb.assess_all(claims, plan=HARBOUR)]


@pytest.mark.parametrize(
    ("level", "paid", "due"),
    [
        ("one", "10000.00", "1050.00"),
        ("two", "10000.00", "840.00"),
        ("three", "10000.00", "630.00"),
        ("one", "952.39", "100.00"),
        ("one", "952.43", "100.01"),
        ("one", "900.00", "100.00"),
        ("three", "1587.30", "100.00"),
        ("three", "1587.46", "100.01"),
        ("two", "0.06", "100.00"),
        ("two", "0.05", "0.00"),
        ("one", "0.00", "0.00"),
    ],
)
def test_a_share_by_hospital_level_pays_at_least_100_or_nothing(level, paid, due):
    """10.5 / 8.4 / 6.3 % by hospital level, minimum 100; 8.4 % of 0.06 is half a fen, above nothing."""
    assessment = mb.assess(claim(expense(paid, level)), plan=HARBOUR)
    assert str(assessment.total) == due, assessment.explain()


def test_at_most_two_payments_are_made_in_a_period():
    told = [claim(expense("10000.00", day=FIRST + timedelta(day)), number=day) for day in range(3)]
    assert totals(*told) == ["1050.00", "1050.00", "0.00"]
    later = date(2022, 1, 1)
    assert totals(*told, claim(expense("10000.00", day=later), cover_from=later))[-1] == "1050.00"


def test_an_expense_that_pays_nothing_uses_no_payment():
    told = [
        claim(expense(paid), number=number) for number, paid in enumerate(("0.04", "1.00", "1.00", "1.00"))
    ]
    assert totals(*told) == ["0.00", "100.00", "100.00", "0.00"]


@pytest.mark.parametrize(
    ("forms", "due"),
    [
        (["severe"], ["10000.00"]),
        (["light"], ["3000.00"]),
        (["light", "severe"], ["3000.00", "7000.00"]),
        (["light", "light"], ["3000.00", "0.00"]),
        (["severe", "light"], ["10000.00", "0.00"]),
        (["severe", "severe"], ["10000.00", "0.00"]),
        (["light", "severe", "severe", "light"], ["3000.00", "7000.00", "0.00", "0.00"]),
    ],
)
def test_the_difference_is_paid_when_a_light_form_becomes_severe(forms, due):
    """10,000 severe, 3,000 light, with reclassification."""
    told = [claim(on_day(200 + n, severity=form), number=n) for n, form in enumerate(forms)]
    assert totals(*told) == due


def test_each_disease_has_its_own_severe_and_light_form_whatever_it_is_called():
    names = ("pier fever", "rope hand", "dock fever")
    told = [claim(on_day(200 + n, name, severity="light"), number=n) for n, name in enumerate(names)]
    assert totals(*told) == ["3000.00", "3000.00", "0.00"]


@pytest.mark.parametrize(
    ("day", "renewed", "due", "reason"),
    [
        (1, False, "0.00", "waiting_period"),
        (180, False, "0.00", "waiting_period"),
        (181, False, "10000.00", None),
        (1, True, "10000.00", None),
        (180, True, "10000.00", None),
    ],
)
def test_the_first_180_days_pay_nothing_unless_the_cover_was_renewed(day, renewed, due, reason):
    assessment = mb.assess(claim(on_day(day, severity="severe"), renewed=renewed), plan=HARBOUR)
    assert (str(assessment.total), assessment.reason) == (due, reason)


@pytest.mark.parametrize(
    ("day", "due"),
    [(1, "0.00"), (30, "0.00"), (31, "500.00"), (90, "500.00"), (91, "10000.00"), (365, "10000.00")],
)
def test_a_ladder_pays_nothing_to_day_30_then_500_to_day_90_then_10_000(day, due):
    assessment = mb.assess(claim(on_day(day)), plan=HARBOUR)
    assert str(assessment.total) == due
    assert assessment.status == ("nil" if due == "0.00" else "payable")


def test_a_disease_off_the_list_and_a_day_after_cover_are_refused():
    assert mb.assess(claim(on_day(200, "seasickness")), plan=HARBOUR).reason == "not_on_list"
    assert mb.assess(claim(on_day(366)), plan=HARBOUR).reason == "out_of_cover"


def test_harbour_is_described_and_its_claims_explained_in_both_languages():
    told = (claim(on_day(31)), claim(expense("900.00")), claim(on_day(200, severity="light")))
    for lang in ("en", "zh"):
        assert "harbour" in mb.describe(HARBOUR, HARBOUR.versions[0], lang)
        for each in told:
            assert "Harbour" in mb.assess(each, plan=HARBOUR).explain(lang)


def test_harbour_survives_json():
    assert mb.Plan.model_validate_json(HARBOUR.model_dump_json()) == HARBOUR
