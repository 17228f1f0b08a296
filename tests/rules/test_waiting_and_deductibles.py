"""Waiting periods to the day, and deductibles, shares and bands against expectations figured here."""

import math
from datetime import date, timedelta
from fractions import Fraction

import pytest
import strategies_tables as our
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plans import (
    FIRST,
    SOURCED,
    amounts,
    answers,
    benefit,
    between,
    by,
    claim,
    figure,
    limit,
    plan,
    table,
    version,
    yuan,
)

import mutual_benefits as mb
from mutual_benefits.rules import Band, BandedShare, ExpenseShare, LumpSum, Waiting, WithinCover
from mutual_benefits.terms import Ladder, Rung

DEATH = benefit(LumpSum, "death", when="died", sum=figure(900))


def waiting(days, **terms):
    days = figure(days) if isinstance(days, int) else days
    return plan(version(DEATH, conditions=(Waiting(days=days, **terms, **SOURCED),)))


def death(day, number=0, **enrolment):
    return claim(number, mb.Injury(happened_on=day, died=True), member=f"M-{number}", **enrolment)


@pytest.mark.parametrize(
    ("terms", "first_paid"),
    [
        ({}, date(2020, 1, 31)),
        ({"inclusive": True}, date(2020, 1, 31)),
        ({"inclusive": False}, date(2020, 1, 30)),
    ],
)
def test_thirty_waiting_days_from_new_year_end_with_the_29th_or_the_30th(terms, first_paid):
    days = [date(2020, 1, 28) + timedelta(number) for number in range(5)]
    found = answers(waiting(30, **terms), [death(day, number) for number, day in enumerate(days)])
    assert found == [(900, 900, None) if day >= first_paid else (0, 0, "waiting_period") for day in days]


@pytest.mark.parametrize(
    ("days", "inclusive", "waits"),
    [(0, True, 0), (0, False, 0), (1, True, 1), (1, False, 0), (2, True, 2), (2, False, 1)],
)
def test_the_first_day_of_cover_is_the_first_of_a_waiting_period(days, inclusive, waits):
    claims = [death(FIRST + timedelta(number), number) for number in range(4)]
    assert amounts(waiting(days, inclusive=inclusive), claims) == [0] * waits + [900] * (4 - waits)


@pytest.mark.parametrize("inclusive", [True, False])
def test_a_waiting_period_of_29_or_30_days_leaves_only_the_days_between_in_doubt(inclusive):
    last = 30 if inclusive else 29
    days = [last - 1, last, last + 1]
    claims = [death(FIRST + timedelta(day - 1), day) for day in days]
    expected = [(0, 0, "waiting_period"), (0, 900, None), (900, 900, None)]
    assert answers(waiting(between(29, 30), inclusive=inclusive), claims) == expected


@pytest.mark.parametrize(
    ("waiver", "renewed", "paid"),
    [(None, False, 0), (None, True, 0), (figure(0), True, 0), (figure(1), False, 0), (figure(1), True, 900)],
)
def test_only_a_renewal_that_the_rule_book_favours_skips_the_waiting_period(waiver, renewed, paid):
    (low, high, reason) = answers(waiting(30, waiver=waiver), [death(FIRST, renewed=renewed)])[0]
    assert (low, high, reason) == (paid, paid, None if paid else "waiting_period")


def expense(number, paid, day=FIRST, **event):
    above = {name: yuan(event.pop(name, 0)) for name in ("over_cap", "other_cover")}
    return claim(number, mb.MedicalExpense(happened_on=day, self_paid=yuan(paid), **above, **event))


def half_up(amount):
    return math.floor(amount + Fraction(1, 2))


def shares(**terms):
    return plan(version(benefit(ExpenseShare, "share", "medical_expense", **terms)))


def test_the_deductible_of_an_expense_comes_before_that_of_the_year():
    """1,500 - 1,000 leaves 500, which the year's 1,800 swallow; 3,000 - 1,000 - 1,300 leaves 700."""
    own = shares(
        deductible=figure(1_000),
        yearly_deductible=limit("once", "fen", 1_800, "calendar_year"),
        share=figure(50_00),
    )
    days = [date(2020, 3, 1), date(2020, 4, 1), date(2020, 5, 1), date(2021, 3, 1)]
    claims = [
        expense(n, paid, day)
        for n, (paid, day) in enumerate(zip((1_500, 3_000, 1_200, 3_000), days, strict=True))
    ]
    assert amounts(own, claims) == [0, 350, 100, 100]
    told = list(mb.assess_all(claims, plan=own))
    assert [each["share"].units for each in told] == [0, 700, 200, 200]
    assert [sum(used.low for used in each.drawn.used) for each in told] == [500, 1_300, 0, 1_800]


PAID = st.sampled_from([1, 299, 300, 301, 999, 1_000, 1_700, 2_501, 9_999])


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(PAID, st.sampled_from(["inpatient", "outpatient"]), st.integers(1, 3), st.integers(0, 1)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([0, 300, 1_000]),
    st.sampled_from([0, 500, 2_000]),
    st.sampled_from([0, 250]),
)
def test_expenses_of_two_years_are_what_a_plain_loop_comes_to(expenses, first, yearly, least):
    """A deductible that falls to a third, a share that falls from 37.5 to 20 percent after the second stay,
    three payments and 1,200 fen a year."""
    expenses.sort(key=lambda each: each[3])
    own = shares(
        deductible=Ladder(
            by="ordinal", rungs=(Rung(through=1, value=figure(first)),), beyond=figure(first // 3)
        ),
        yearly_deductible=limit("once", "fen", yearly, "calendar_year"),
        share=Ladder(by="ordinal", rungs=(Rung(through=2, value=figure(37_50)),), beyond=figure(20_00)),
        counter=limit("stays", "payment", None, "calendar_year"),
        least_payment=figure(least),
        limits=(
            limit("payments", "payment", 3, "calendar_year"),
            limit("sum", "fen", 1_200, "calendar_year"),
        ),
    )
    claims = [
        expense(number, paid, date(2020 + year, 5, 1), setting=setting, ordinal=ordinal)
        for number, (paid, setting, ordinal, year) in enumerate(expenses)
    ]
    expected, this_year = [], None
    for paid, setting, ordinal, year in expenses:
        if year != this_year:
            this_year, stays, once, payments, left = year, 0, yearly, 3, 1_200
        place = max(ordinal, stays + 1)
        stays += setting == "inpatient"
        base = max(paid - (first if place == 1 else first // 3), 0)
        from_once = min(base, once)
        once -= from_once
        due = half_up((base - from_once) * Fraction(375 if place <= 2 else 200, 1000))
        due = max(due, least) if due else 0
        if due:
            due = due if payments else 0
            payments -= min(payments, 1)
        due = min(due, left)
        left -= due
        expected.append(due)
    compiled = [each.low * 100 for each in mb.assess_all(claims, plan=own)]
    assert compiled == expected


def test_the_loop_s_figures_hold_in_a_table_and_verb_by_verb():
    own = shares(
        deductible=Ladder(by="ordinal", rungs=(Rung(through=1, value=figure(300)),), beyond=figure(100)),
        yearly_deductible=limit("once", "fen", 500, "calendar_year"),
        share=Ladder(by="ordinal", rungs=(Rung(through=2, value=figure(37_50)),), beyond=figure(20_00)),
        counter=limit("stays", "payment", None, "calendar_year"),
        least_payment=figure(250),
        limits=(limit("payments", "payment", 3, "calendar_year"),),
    )
    # 700 left of 1,000 and 500 of them for the year: 200 at 37.5 % is 75, raised to 250.
    # An outpatient expense is no stay, but comes second: 1,000 - 100 at 37.5 % is 337.5, rounded up.
    # The next stay is the second; 301 - 100 at 37.5 % is 75.375, raised to 250. Then no payment is left.
    paid = [(1_000, "inpatient"), (1_000, "outpatient"), (301, "inpatient"), (9_999, "inpatient")]
    claims = [expense(number, sum_, setting=where) for number, (sum_, where) in enumerate(paid)]
    assert amounts(own, claims) == [250, 338, 250, 0]
    # The third stay of the year pays 20 % of 9,999 - 100, and a stay called the third does so from the start.
    assert amounts(own, [claims[0], *(expense(n, 9_999, ordinal=3) for n in (1,))]) == [250, 1_980]


@pytest.mark.parametrize(("setting", "paid"), [("inpatient", 400), ("outpatient", 250)])
def test_deductibles_may_depend_on_where_the_member_was_treated(setting, paid):
    own = shares(
        deductible=by("setting", {"inpatient": 200, "outpatient": 0}),
        yearly_deductible=limit(
            "once", "fen", by("setting", {"inpatient": 0, "outpatient": 500}), "calendar_year"
        ),
        share=figure(50_00),
    )
    assert amounts(own, [expense(1, 1_000, setting=setting)]) == [paid]


def test_a_yearly_deductible_that_is_known_between_bounds_leaves_the_payment_between_bounds():
    own = shares(
        deductible=figure(100),
        yearly_deductible=limit("once", "fen", between(200, 300), "calendar_year"),
        share=figure(100_00),
    )
    found = answers(own, [expense(number, 350) for number in range(3)])
    assert found[0][:2] == (0, 50)
    for low, high, _ in found[1:]:
        assert 0 <= low <= 200
        assert high == 250


BANDS = (
    (0, 100, Fraction(40, 100), 30),
    (100, 250, Fraction(605, 1000), 80),
    (250, None, Fraction(9, 10), 60),
)


def of_the_year(costs):
    """What all costs of a year come to, band by band."""
    within = ((min(costs, upto or costs) - lower, share, most) for lower, upto, share, most in BANDS)
    return sum(min(half_up(max(part, 0) * share), most) for part, share, most in within)


def banded(*limits):
    bands = tuple(
        Band(
            upto=None if upto is None else figure(upto),
            share=figure(int(share * 10_000)),
            ceiling=figure(most),
        )
        for _, upto, share, most in BANDS
    )
    counter = limit("costs", "fen", None, "calendar_year")
    own = benefit(BandedShare, "bands", "medical_expense", bands=bands, counter=counter, limits=limits)
    return plan(version(own))


@pytest.mark.parametrize("most", [450_00, 500_00, None])
@pytest.mark.parametrize("least", [0, 430_00])
def test_an_open_deductible_leaves_no_sum_below_zero_after_that_of_the_year(least, most):
    """Of 500.00 yuan an open deductible leaves a part, of which that of the year takes up to 100.00."""
    yearly = limit("yearly", "fen", 100_00, "calendar_year")
    own = shares(deductible=between(least, most), yearly_deductible=yearly, share=figure(10_000))
    ((low, high, _),) = answers(own, [expense(1, 500_00)])
    sums = [max(max(500_00 - taken, 0) - 100_00, 0) for taken in range(least, (most or 500_00) + 1, 100)]
    assert 0 <= low <= min(sums)
    assert max(sums) <= high <= 500_00 - least


@pytest.mark.parametrize("engine", our.ENGINES.values(), ids=our.ENGINES)
def test_an_open_sum_stays_open_beside_a_least_payment_by_class(engine):
    """Seven tenths of the cost at least, with no known maximum, where at least 5.00 yuan are paid."""
    least = by("member_class", {"ordinary": 3_00, "model_worker": 4_00, "hardship": 5_00})
    own = shares(share=between(7_000, None), least_payment=least)
    cost = mb.MedicalExpense(happened_on=FIRST, self_paid=yuan(500_00))
    claims = [claim(1, cost, member_class="hardship")]
    assert [(low, high) for low, high, _ in answers(own, claims)] == [(350_00, None)]
    (row,) = our.dicts(mb.assess_table(engine.make(table(claims)), plan=own, unit="fen"))
    assert (row["low_fen"], row["high_fen"]) == (350_00, None)


def test_bands_are_figured_by_hand_at_their_ends():
    """40 of the first 100 but 30 at most, then 60.5 % up to 80, then 90 % up to 60."""
    costs = (50, 75, 76, 100, 101, 200, 232, 233, 250, 251, 316, 317, 500)
    expected = [20, 30, 30, 30, 31, 91, 110, 110, 110, 111, 169, 170, 170]
    assert [of_the_year(each) for each in costs] == expected
    claims = [
        claim(n, mb.MedicalExpense(happened_on=FIRST, self_paid=yuan(0), over_cap=yuan(each)), member=f"M{n}")
        for n, each in enumerate(costs)
    ]
    assert amounts(banded(), claims) == expected


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(1, 200), st.integers(0, 120), st.integers(0, 1)), min_size=1, max_size=5)
)
def test_costs_of_a_year_add_up_before_they_are_banded(parts):
    parts.sort(key=lambda each: each[2])
    claims = [
        expense(number, 0, date(2020 + year, 5, 1), over_cap=over, other_cover=other)
        for number, (over, other, year) in enumerate(parts)
    ]
    expected, before = [], {0: 0, 1: 0}
    for over, other, year in parts:
        after = before[year] + max(over - other, 0)
        expected.append(of_the_year(after) - of_the_year(before[year]))
        before[year] = after
    told = list(mb.assess_all(claims, plan=banded()))
    assert [each.low * 100 for each in told] == expected
    assert [each["bands"].units for each in told] == [max(over - other, 0) for over, other, _ in parts]


def test_a_money_limit_cuts_the_banded_sum_and_not_the_costs_that_count():
    own = banded(limit("sum", "fen", 100, "calendar_year"))
    claims = [expense(number, 0, over_cap=over) for number, over in enumerate((150, 100, 250))]
    # 30 + 30.25 of 150, 60.5 less for the next, of which 40 are left under the limit, then nothing.
    assert amounts(own, claims) == [60, 40, 0]
    other = [expense(number, 0, over_cap=300, other_cover=other) for number, other in enumerate((250, 400))]
    assert amounts(banded(), other) == [20, 0]


def test_costs_that_others_paid_in_full_still_ask_and_are_refused_out_of_cover():
    own = plan(version(*banded().versions[0].benefits, conditions=(WithinCover(years=figure(1), **SOURCED),)))
    claims = [
        expense(number, 0, day, over_cap=over, other_cover=400)
        for number, (day, over) in enumerate(((FIRST, 300), (date(2021, 1, 1), 300), (date(2021, 1, 1), 0)))
    ]
    assert answers(own, claims) == [(0, 0, None), (0, 0, "out_of_cover"), (0, 0, None)]
    assert [told.status for told in mb.assess_all(claims, plan=own)] == ["nil", "refused", "nil"]
