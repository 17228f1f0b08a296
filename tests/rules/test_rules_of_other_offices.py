"""Features that only plans of other offices have, on the invented plan Harbour."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
import strategies_tables as our
from invented_plan import HARBOUR

import mutual_benefits as mb
from mutual_benefits.assessment.desk import Desk

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
    claims = [claim(expense("10000.00", day=FIRST + timedelta(day)), number=day) for day in range(3)]
    assert totals(*claims) == ["1050.00", "1050.00", "0.00"]
    later = date(2022, 1, 1)
    assert totals(*claims, claim(expense("10000.00", day=later), number=9, cover_from=later))[-1] == "1050.00"


def test_an_expense_that_pays_nothing_uses_no_payment():
    claims = [
        claim(expense(paid), number=number) for number, paid in enumerate(("0.04", "1.00", "1.00", "1.00"))
    ]
    assert totals(*claims) == ["0.00", "100.00", "100.00", "0.00"]


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
    """10,000 for the severe form and 3,000 for the light one, with reclassification."""
    claims = [claim(on_day(200 + n, severity=form), number=n) for n, form in enumerate(forms)]
    assert totals(*claims) == due


def test_each_disease_has_its_own_severe_and_light_form_whatever_it_is_called():
    names = ("pier fever", "rope hand", "dock fever")
    claims = [claim(on_day(200 + n, name, severity="light"), number=n) for n, name in enumerate(names)]
    assert totals(*claims) == ["3000.00", "3000.00", "0.00"]


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


LEVELS = r"level_share has rows for one, two, three"
FORMS = r"severity_sum has rows for severe, light"


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (expense("10.00", "four"), rf"claim C-1: event.hospital_level is 'four'; .*{LEVELS}"),
        (expense("10.00", None), rf"claim C-1: event.hospital_level was left out; .*{LEVELS}"),
        (on_day(1, severity="grave"), rf"claim C-1: event.severity is 'grave'; .*{FORMS}"),
        (on_day(366, severity="grave"), rf"claim C-1: event.severity is 'grave'; .*{FORMS}"),
    ],
)
def test_a_fact_without_a_row_is_an_error_that_says_which_rows_there_are(event, says):
    """As for an unknown fee tier, this comes before any condition is checked."""
    with pytest.raises(mb.NoSuchRow, match=says):
        mb.assess(claim(event), plan=HARBOUR)


@pytest.mark.parametrize(("event", "due"), [(expense("0.00", None), "0.00"), (on_day(91), "10000.00")])
def test_a_benefit_that_is_not_claimed_needs_no_row(event, due):
    assert str(mb.assess(claim(event), plan=HARBOUR).total) == due


def claims_with_reasons():
    """Claims of two members with the expected reason of each; some have a fact without a row."""
    level, form = "unknown_hospital_level", "unknown_severity"
    events = [
        (expense("10000.00", "four"), level),
        (expense("10000.00", "one"), None),
        (expense("10000.00", None), level),
        (expense("10000.00", "two"), None),
        (expense("0.00", None), None),
        (expense("10000.00", "three"), None),  # the third that would be paid, after two payments
        (on_day(200, "rope hand", severity="grave"), form),
        (on_day(200, "rope hand", severity="light"), None),
        (on_day(201, "rope hand", severity="severe"), None),
        (on_day(20), None),
        (on_day(366, severity="grave"), form),
        (on_day(366, severity="light"), "out_of_cover"),
    ]
    cases = [(claim(event, number=f"{number:02}"), reason) for number, (event, reason) in enumerate(events)]
    return cases + [
        (each.model_copy(update={"id": f"D{each.id}", "member": "M-2"}), why) for each, why in cases
    ]


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_row_whose_fact_has_no_row_in_the_rule_book_is_invalid_and_uses_nothing(engine):
    cases, desk, wanted = claims_with_reasons(), Desk(plan=HARBOUR), {}
    for each, reason in sorted(cases, key=lambda one: (one[0].event.happened_on, one[0].id)):
        if reason is not None and reason.startswith("unknown"):
            with pytest.raises(mb.NoSuchRow):
                desk.assess(each)
            wanted[each.id] = ("invalid", reason, None, None, None)
        else:
            found = desk.assess(each)
            assert found.reason == reason
            wanted[each.id] = (found.status, found.reason, *[int(found.total * 100)] * 3)
    columns = ["id", "member", "cover_from", "kind", "happened_on", "self_paid", "hospital_level"]
    columns += ["disease", "severity"]
    types = {"self_paid": pl.Int64, "happened_on": pl.Date, "cover_from": pl.Date}
    rows = [our.row_of(each) for each, _ in cases]
    frame = pl.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows],
        schema={name: types.get(name, pl.String) for name in columns},
    )
    result = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=HARBOUR, unit="fen"))
    names = ("status", "reason", "total_fen", "low_fen", "high_fen")
    assert {row["id"]: tuple(row[name] for name in names) for row in result} == wanted


def test_without_a_column_that_a_benefit_needs_each_row_that_claims_it_is_invalid():
    row = {"kind": "medical_expense", "cover_from": FIRST, "happened_on": FIRST}
    frame = pl.DataFrame([row | {"self_paid": 100_00}, row | {"self_paid": 0}])
    asked, nothing = our.dicts(mb.assess_table(frame, plan=HARBOUR, unit="fen"))
    assert (asked["status"], asked["reason"]) == ("invalid", "unknown_hospital_level")
    assert (nothing["status"], nothing["total_fen"]) == ("nil", 0)
    with pytest.raises(mb.InvalidTable, match="row 0: unknown_hospital_level"):
        mb.assess_table(frame, plan=HARBOUR, unit="fen", on_error="raise")


def test_harbour_is_described_and_its_claims_explained_in_both_languages():
    claims = (claim(on_day(31)), claim(expense("900.00")), claim(on_day(200, severity="light")))
    for lang in ("en", "zh"):
        assert "harbour" in mb.describe(HARBOUR, HARBOUR.versions[0], lang)
        for each in claims:
            assert "Harbour" in mb.assess(each, plan=HARBOUR).explain(lang)


def test_harbour_survives_json():
    assert mb.Plan.model_validate_json(HARBOUR.model_dump_json()) == HARBOUR
