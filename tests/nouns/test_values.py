"""Values are read as what they are or refused: days, money, whole numbers and truth values."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext

import pytest
from pydantic import TypeAdapter, ValidationError
from strategies_tables import THOROUGH

import mutual_benefits as mb
from mutual_benefits.frozen import Frozen, within

ENROLMENT = mb.Enrolment(plan="warm_aid", cover_from=date(2016, 1, 1))
EXPENSE = mb.MedicalExpense(happened_on=date(2016, 5, 4), self_paid=Decimal("4867.30"))
CLAIM = mb.Claim(id="C-1", member="M-1", enrolment=ENROLMENT, event=EXPENSE)

EVENTS = (
    mb.Injury(happened_on=date(2016, 5, 4), living_days=25, died=True),
    mb.ChildInjury(happened_on=date(2016, 5, 4), child="A"),
    mb.Diagnosis(happened_on=date(2016, 5, 4), disease="x"),
    mb.HospitalStay(happened_on=date(2016, 5, 4), days=3),
    EXPENSE,
    mb.HomeLoss(happened_on=date(2016, 5, 4), loss=Decimal(7), area=Decimal("3.5")),
)

NO_DAYS = (
    datetime(2016, 5, 4),
    datetime(2016, 5, 4, 12),
    1462320000,
    1462320000.0,
    "1462320000",
    "0",
    "20131200",
    "20160504",
    "2016-5-4",
    "2016/05/04",
    "2016-05-04T00:00:00",
    "2016-05-04Z",
    " 2016-05-04",
    "2016-05-04\n",
    "2016-02-30",
    "0000-01-01",
    "２０１６-05-04",
    "2016-W18-3",
    "rubbish",
    "",
    True,
    b"2016-05-04",
)

NO_MONEY = (
    12.5,
    12.0,
    True,
    "1e3",
    "1E+3",
    " 5",
    "5 ",
    "1_000",
    "4,867.30",
    "１２",
    ".5",
    "5.",
    "",
    "NaN",
    "Infinity",
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("-0.01"),
    "-1",
    "0.001",
    Decimal("0.001"),
    Decimal("1E+12"),
    Decimal("1E+999999"),
    10**30,
    b"5",
)

NO_NUMBERS = (1.0, 1.5, True, "1", Decimal(1), -1, "")
NO_FLAGS = (1, 0, "true", "yes", "", 1.0, [])


def text_of(value):
    return json.dumps(value, default=str)


def refused(model, data):
    with pytest.raises(ValidationError) as wrong:
        model.model_validate(data)
    return {".".join(map(str, error["loc"])) for error in wrong.value.errors()}


@pytest.mark.parametrize("day", NO_DAYS, ids=repr)
@pytest.mark.parametrize("field", ["cover_from", "born_on"])
def test_nothing_but_a_day_is_a_day(day, field):
    data = {"plan": "accident", "cover_from": "2016-01-01", field: day}
    assert refused(mb.Enrolment, data) == {field}
    if type(day) in (int, float, str, bool):
        with pytest.raises(ValidationError):
            mb.Enrolment.model_validate_json(text_of(data))
    with pytest.raises(ValidationError):
        mb.Usage.model_validate(
            {"used": [{"plan": "a", "limit": "b", "member": "c", "since": day, "low": 0, "high": 0}]}
        )


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
@pytest.mark.parametrize("day", NO_DAYS, ids=repr)
def test_nothing_but_a_day_is_the_day_of_an_event(event, day):
    assert refused(type(event), {**event.model_dump(), "happened_on": day}) == {"happened_on"}


@pytest.mark.parametrize("days", range(-400_000, 600_000, 99_991))
def test_a_day_and_its_text_are_equal(days):
    day = date(2016, 5, 4) + timedelta(days)
    for given in (day, day.isoformat()):
        data = {"plan": "accident", "cover_from": given}
        assert mb.Enrolment.model_validate(data).cover_from == day
        assert type(mb.Enrolment.model_validate(data).cover_from) is date
    assert mb.Enrolment.model_validate_json(text_of(data)).cover_from == day


def test_a_model_of_days_keeps_no_plain_date():
    """Every day of every model is read by the one reader of days."""

    def models(kind):
        for one in kind.__subclasses__():
            yield one
            yield from models(one)

    import mutual_benefits.scenarios
    import mutual_benefits.testing.laws.violations  # noqa: F401  # defines models

    plain = [
        f"{model.__name__}.{name}"
        for model in models(Frozen)
        if model.__module__.startswith("mutual_benefits")
        for name, field in model.model_fields.items()
        if (field.annotation is date and not field.metadata) or field.annotation == date | None
    ]
    assert not plain


@pytest.mark.parametrize("amount", NO_MONEY, ids=repr)
@pytest.mark.parametrize("field", ["self_paid", "over_cap", "other_cover"])
def test_nothing_but_an_exact_amount_is_money(amount, field):
    assert refused(mb.MedicalExpense, {**EXPENSE.model_dump(), field: amount}) == {field}
    if type(amount) in (int, float, str, bool):
        text = text_of({**EXPENSE.model_dump(mode="json"), field: amount})
        with pytest.raises(ValidationError):
            mb.MedicalExpense.model_validate_json(text)


@pytest.mark.parametrize("field", ["loss", "area"])
@pytest.mark.parametrize("amount", NO_MONEY, ids=repr)
def test_losses_and_areas_are_exact_too(amount, field):
    assert refused(mb.HomeLoss, {"happened_on": "2016-05-04", field: amount}) == {field}


SAME = (
    (Decimal("-0"), Decimal(0), "0", "-0.00", 0, Decimal("0E+5"), Decimal("0E-9"), "0.0"),
    (Decimal("1.0"), Decimal("1.00"), "1", "1.0", "1.00", "+1.00", 1, Decimal("1.000")),
    (Decimal("1E+1"), Decimal(10), "10.0", 10),
    (Decimal("1E+11"), 10**11, "100000000000.00"),
)


@pytest.mark.parametrize("spellings", SAME, ids=lambda same: str(same[0]))
def test_equal_amounts_are_one_amount(spellings):
    def claim(amount):
        return CLAIM.model_copy(update={"event": EXPENSE.model_copy(update={"over_cap": amount})})

    first, *others = (claim(amount) for amount in spellings)
    for other in others:
        assert other == first
        assert hash(other) == hash(first)
        assert mb.content_hash(other) == mb.content_hash(first)
        assert other.model_dump_json() == first.model_dump_json()
        assert mb.assess(other).receipt == mb.assess(first).receipt


def test_areas_are_one_amount_too():
    losses = [mb.HomeLoss(happened_on="2016-05-04", area=area) for area in (Decimal("1E+1"), "10", 10)]
    assert len({mb.content_hash(loss) for loss in losses}) == 1
    assert losses[0].area.as_tuple().exponent == -2


def test_the_precision_of_the_caller_does_not_matter():
    with localcontext() as context:
        context.prec = 3
        assert mb.MedicalExpense(happened_on="2016-05-04", self_paid="4867.30") == EXPENSE


@pytest.mark.parametrize("number", NO_NUMBERS, ids=repr)
@pytest.mark.parametrize(
    ("event", "field"),
    [
        (event, name)
        for event in EVENTS
        for name in ("living_days", "hospital_days", "care_days", "disability_grade", "days", "ordinal")
        if name in type(event).model_fields
    ],
    ids=str,
)
def test_whole_numbers_are_whole_numbers(event, field, number):
    data = event.model_dump()
    assert refused(type(event), {**data, field: number}) == {field}
    if type(number) in (int, float, str, bool):
        with pytest.raises(ValidationError):
            type(event).model_validate_json(text_of({**data, field: number}))


@pytest.mark.parametrize("flag", NO_FLAGS, ids=repr)
def test_truth_values_are_true_or_false(flag):
    injury, diagnosis = EVENTS[0], EVENTS[2]
    assert refused(mb.Injury, {**injury.model_dump(), "died": flag}) == {"died"}
    assert refused(mb.Diagnosis, {**diagnosis.model_dump(), "in_situ": flag}) == {"in_situ"}
    assert refused(mb.Diagnosis, {**diagnosis.model_dump(), "surgery": flag}) == {"surgery"}
    assert refused(mb.Enrolment, {**ENROLMENT.model_dump(), "renewed": flag}) == {"renewed"}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_json_may_be_parsed_first(event):
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from="2016-01-01", born_on=date(1980, 1, 1)),
        event=event,
        notified_on="2016-05-06",
        claimed_on="2016-06-01",
    )
    text = claim.model_dump_json()
    assert mb.Claim.model_validate(json.loads(text)) == mb.Claim.model_validate_json(text) == claim
    assert TypeAdapter(mb.Claim).validate_python(json.loads(text)) == claim
    assert mb.Claim.model_validate(claim.model_dump()) == claim


def test_usage_and_receipts_may_be_parsed_first_too():
    assessment = mb.assess(CLAIM)
    for value in (assessment.drawn, assessment.receipt):
        again = type(value).model_validate(json.loads(value.model_dump_json()))
        assert again == value
        assert hash(again) == hash(value)
        assert not [part for part in within(again) if isinstance(part, list)]


def test_json_that_is_wrong_is_wrong_after_parsing_too():
    text = CLAIM.model_dump_json()
    for right, wrong in [
        ('"2016-05-04"', '"1462320000"'),
        ('"2016-05-04"', "1462320000"),
        ('"4867.30"', "4867.3"),
        ('"inpatient"', '"in"'),
        ('"ordinal":1', '"ordinal":true'),
        ('"ordinal":1', '"ordinal":1.0'),
        ('"renewed":false', '"renewed":0'),
        ('"id":"C-1"', '"id":1'),
    ]:
        assert right in text
        other = text.replace(right, wrong)
        with pytest.raises(ValidationError) as parsed:
            mb.Claim.model_validate(json.loads(other))
        with pytest.raises(ValidationError) as read:
            mb.Claim.model_validate_json(other)
        places = [[error["loc"] for error in wrong.value.errors()] for wrong in (parsed, read)]
        assert places[0] == places[1]


@pytest.mark.parametrize("digits", [1, 3, 6] if THOROUGH else [3])
def test_no_sum_depends_on_how_the_caller_rounds_decimals(digits):
    """The amounts here occur in no other test, so that none is kept from one."""
    event = mb.MedicalExpense(
        happened_on=date(2016, 5, 4), self_paid=Decimal("98765.43"), over_cap=Decimal(f"9876.5{digits}")
    )
    claim = CLAIM.model_copy(update={"event": event})

    def answers():
        told = mb.assess(claim)
        version = mb.get_plan("accident").versions[-1]
        draft = version.amend({"living_allowance.rate.100": Decimal(f"123.4{digits}")}, label="draft")
        members = 3 * 10**27 + digits
        return (
            told.explain(),
            [told.total, *(part.amount for part in told.entitlements)],
            mb.Assessment.model_validate_json(told.model_dump_json()) == told,
            draft.made_from,
            mb.fee_due(
                mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"), members=members
            ),
            mb.scenarios.thresholds(claim, facts=["event.self_paid"]),
            str(mb.scenarios.sensitivities(claim)),
        )

    with localcontext() as context:
        context.prec = digits
        rounded = answers()
    assert rounded == answers()
    assert sum(rounded[1][1:]) == rounded[1][0]
    assert rounded[4] == Decimal(f"{100 * (3 * 10**27 + digits)}.00")
