"""Deadlines and waiting periods in days, months or to a fixed day, and bands without an end or a ceiling.

Each is compared with a few lines of the calendar that share no code with the library.
"""

import calendar
from datetime import date, timedelta
from itertools import product

import pytest
import strategies_tables as our
from small_plans import (
    FIRST,
    SOURCED,
    amounts,
    answers,
    benefit,
    between,
    claim,
    figure,
    limit,
    plan,
    table,
    version,
)

import mutual_benefits as mb
from mutual_benefits.rules import (
    AgeLimit,
    Band,
    BandedShare,
    ClaimWindow,
    LumpSum,
    Notice,
    Waiting,
    WithinCover,
)
from mutual_benefits.terms import DayOfYear

DEATH = benefit(LumpSum, "death", when="died", sum=figure(900))
EVENTS = [date(2020, 1, 31), date(2020, 2, 29), date(2023, 8, 31), date(2023, 12, 31)]


def _in_month(day, year, month):
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def later(day, span):
    """The last day of a span that begins on a day."""
    ((name, number),) = span.items()
    if name == "days":
        return day + timedelta(number)
    if name == "by":
        return date(day.year + number.years, number.month, number.day)
    months = day.year * 12 + day.month - 1 + number * (12 if name == "years" else 1)
    return _in_month(day, months // 12, months % 12 + 1)


SPANS = [
    {"days": 30},
    {"months": 1},
    {"months": 6},
    {"years": 1},
    {"by": DayOfYear(years=1, month=3, day=31)},
]


def terms(span):
    return {name: each if name == "by" else figure(each) for name, each in span.items()}


@pytest.mark.parametrize("span", SPANS, ids=str)
@pytest.mark.parametrize(("kind", "fact"), [(Notice, "notified_on"), (ClaimWindow, "claimed_on")])
def test_a_deadline_ends_with_the_last_day_of_its_span(kind, fact, span):
    own = plan(version(DEATH, conditions=(kind(**terms(span), **SOURCED),)))
    cases = [(day, later(day, span) + timedelta(step)) for day, step in product(EVENTS, (-1, 0, 1))]
    claims = [
        claim(number, mb.Injury(happened_on=day, died=True), **{fact: given})
        for number, (day, given) in enumerate(cases)
    ]
    expected = [
        (900, 900, None) if given <= later(day, span) else (0, 0, kind.reason) for day, given in cases
    ]
    assert answers(own, claims) == expected


@pytest.mark.parametrize("span", [span for span in SPANS if "years" not in span], ids=str)
@pytest.mark.parametrize("inclusive", [True, False])
def test_a_waiting_period_is_over_on_the_first_day_after_its_span(span, inclusive):
    wait = Waiting(**terms(span), inclusive=inclusive, waiver=figure(1), **SOURCED)
    own = plan(version(DEATH, conditions=(wait,)))
    cases = [
        (first, later(first, span) + timedelta(step), renewed)
        for first, step, renewed in product(EVENTS, (-2, -1, 0), (False, True))
    ]
    claims = [
        claim(number, mb.Injury(happened_on=day, died=True), cover_from=first, renewed=renewed)
        for number, (first, day, renewed) in enumerate(sorted(cases, key=lambda case: case[1]))
    ]
    found = {each.id: each for each in claims}
    expected = [
        900
        if each.enrolment.renewed
        or each.event.happened_on >= later(each.enrolment.cover_from, span) - timedelta(0 if inclusive else 1)
        else 0
        for each in found.values()
    ]
    assert [low for low, _, _ in answers(own, claims)] == expected


def test_an_unstated_number_of_months_leaves_the_days_between_open():
    wait = Waiting(months=between(1, 2), **SOURCED)
    own = plan(version(DEATH, conditions=(wait,)))
    days = [date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 29), date(2020, 3, 1)]
    claims = [claim(number, mb.Injury(happened_on=day, died=True)) for number, day in enumerate(days)]
    assert [(low, high) for low, high, _ in answers(own, claims)] == [(0, 0), (0, 900), (0, 900), (900, 900)]


@pytest.mark.parametrize("months", [12 * 7_979, 12 * 7_980, 120_000])
def test_a_deadline_beyond_the_last_day_of_the_calendar_is_that_day(months):
    own = plan(version(DEATH, conditions=(Notice(months=figure(months), **SOURCED),)))
    event = mb.Injury(happened_on=date(2020, 12, 31), died=True)
    assert answers(own, [claim(1, event, notified_on=date(9999, 12, 31))]) == [(900, 900, None)]


BY_MARCH = DayOfYear(years=1, month=3, day=31)
LAST_DAYS = [
    (WithinCover(years=figure(1), **SOURCED), {"cover_from": date(9999, 1, 1)}, None),
    (WithinCover(years=figure(1), **SOURCED), {"cover_from": date(9998, 12, 31)}, "out_of_cover"),
    (WithinCover(calendar_year=True, **SOURCED), {"cover_from": date(9999, 1, 1)}, None),
    (Waiting(months=figure(1), **SOURCED), {"cover_from": date(9999, 12, 1)}, "waiting_period"),
    (Waiting(by=BY_MARCH, **SOURCED), {"cover_from": date(9999, 12, 1)}, "waiting_period"),
    (Notice(by=BY_MARCH, **SOURCED), {"notified_on": date.max}, None),
    (ClaimWindow(years=figure(1), **SOURCED), {"claimed_on": date.max}, None),
    (AgeLimit(least=figure(1), below=figure(9_000), **SOURCED), {"born_on": date(9999, 1, 1)}, "age_limit"),
    (AgeLimit(below=figure(1), **SOURCED), {"born_on": date(9999, 1, 1)}, None),
]


@pytest.mark.parametrize(("condition", "facts", "reason"), LAST_DAYS)
def test_the_last_day_of_the_calendar_comes_before_the_end_of_a_span_that_goes_on(condition, facts, reason):
    own = plan(version(DEATH, conditions=(condition,)))
    late = claim(1, mb.Injury(happened_on=date.max, died=True), **{"cover_from": date.max} | facts)
    assert answers(own, [late])[0][2] == reason
    text = mb.assess(late, plan=own).explain()
    assert ("10000-" in text) == (reason in ("waiting_period", "age_limit"))


@pytest.mark.parametrize("given", [{}, {"days": figure(3), "months": figure(1)}])
def test_a_span_is_given_once(given):
    for kind in (Notice, ClaimWindow, Waiting):
        with pytest.raises(mb.InvalidPlan, match="give one of days, months"):
            kind(**given, **SOURCED)
    with pytest.raises(mb.InvalidPlan, match="month 2 has no day 29 in every year"):
        DayOfYear(month=2, day=29)


def test_a_top_band_may_have_neither_an_end_nor_a_ceiling():
    bands = (Band(upto=figure(1_000_00), share=figure(5_000)), Band(share=figure(9_000)))
    year = limit("year", "fen", None, "calendar_year")
    own = plan(version(benefit(BandedShare, "bands", "medical_expense", bands=bands, counter=year)))
    costs, paid, before = [400_00, 700_00, 5_000_000_00], [], 0
    for cost in costs:
        paid.append(_shared(before + cost) - _shared(before))
        before += cost
    day = date(2020, 6, 1)
    claims = [
        claim(number, mb.MedicalExpense(happened_on=day, self_paid=0, over_cap=cost // 100))
        for number, cost in enumerate(costs)
    ]
    assert amounts(own, claims) == paid
    with pytest.raises(mb.InvalidPlan, match="a band without an end is not the last"):
        benefit(BandedShare, "bands", "medical_expense", bands=bands[::-1], counter=year)


def _shared(costs):
    return min(costs, 1_000_00) * 50 // 100 + max(costs - 1_000_00, 0) * 90 // 100


OPEN_ENDS = {
    "cover": (WithinCover, "years", "happened_on"),
    "notice in days": (Notice, "days", "notified_on"),
    "notice in months": (Notice, "months", "notified_on"),
    "claim in years": (ClaimWindow, "years", "claimed_on"),
    "waiting days": (Waiting, "days", "happened_on"),
    "waiting months": (Waiting, "months", "happened_on"),
    "age below": (AgeLimit, "below", "born_on"),
}
"""A condition, its span, and the fact that is compared with the end of the span."""


@pytest.mark.parametrize("engine", our.ENGINES)
@pytest.mark.parametrize("name", OPEN_ENDS)
def test_a_span_without_a_known_maximum_leaves_what_its_least_and_any_longer_one_would(name, engine):
    kind, term, fact = OPEN_ENDS[name]
    days = [date(2020, 2, 28), date(2020, 2, 29), date(2021, 2, 28), date(2021, 3, 1), date(2029, 5, 4)]
    claims = []
    for number, day in enumerate(days):
        happened = day if fact == "happened_on" else FIRST
        more = {"born_on": date(day.year - 20, 2, 28)} if fact == "born_on" else {}
        more |= {} if fact in ("happened_on", "born_on") else {fact: day}
        claims.append(claim(number, mb.Injury(happened_on=happened, died=True), cover_from=FIRST, **more))

    def own(value):
        return plan(version(DEATH, conditions=(kind(**{term: value}, **SOURCED),)))

    def paid(value):
        return [each.low * 100 for each in mb.assess_all(claims, plan=own(value))]

    every = list(zip(*(paid(figure(number)) for number in (1, 2, 9, 21, 99, 4_000)), strict=True))
    frame = our.ENGINES[engine].make(table(claims))
    rows = our.dicts(mb.assess_table(frame, plan=own(between(1, None)), unit="fen"))
    found = [(row["low_fen"], row["high_fen"]) for row in sorted(rows, key=lambda row: row["id"])]
    assert found == [(min(sums), max(sums)) for sums in every]
    told = list(mb.assess_all(claims, plan=own(between(1, None))))
    assert [(each.low * 100, each.high * 100) for each in told] == found
