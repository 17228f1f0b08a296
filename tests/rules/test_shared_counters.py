"""Benefits that share a counter: a claim of several is one stay, and its costs are added up once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plans import (
    NAME,
    SOURCED,
    amounts,
    answers,
    benefit,
    between,
    claim,
    fen,
    figure,
    limit,
    plan,
    version,
    yuan,
)

import mutual_benefits as mb
from mutual_benefits.rules import Band, BandedShare, CoverEnds, ExpenseShare, FactAmong, PerDiem
from mutual_benefits.terms import Ladder, Rung

STAYS = limit("stays", "payment", None, "calendar_year")
COSTS = limit("costs", "fen", None, "calendar_year")
LEVELS = {"share": ("small", "large"), "more": ("large", "huge")}
"""The hospitals in which each pair of benefits is paid."""


def by_ordinal(*figures):
    """A figure for each stay, the last for all that follow."""
    *rungs, beyond = map(figure, figures)
    rungs = tuple(Rung(through=number, value=value) for number, value in enumerate(rungs, start=1))
    return Ladder(by="ordinal", rungs=rungs, beyond=beyond)


def shares(first):
    """Two shares of what was paid, and two of the costs above the cap."""
    deductible = Ladder(by="ordinal", rungs=(Rung(through=1, value=first),), beyond=figure(200))
    bands = (Band(upto=figure(100), share=figure(40_00)), Band(share=figure(100_00)))
    paid = {"event": "medical_expense", "counter": STAYS, "deductible": deductible}
    above = {"event": "medical_expense", "counter": COSTS, "bands": bands}
    return plan(
        version(
            benefit(ExpenseShare, "share", share=figure(100_00), **paid),
            benefit(BandedShare, "share_above", **above),
            benefit(ExpenseShare, "more", share=figure(10_00), **paid),
            benefit(BandedShare, "more_above", **above),
            conditions=tuple(
                FactAmong(
                    fact="hospital_level",
                    among=levels,
                    benefits=(code, f"{code}_above"),
                    reason="other_hospital",
                    words=NAME,
                    **SOURCED,
                )
                for code, levels in LEVELS.items()
            ),
        )
    )


def expense(number, paid, over, setting="inpatient", level="large", year=2020):
    event = mb.MedicalExpense(
        happened_on=date(year, 5, 1),
        self_paid=yuan(paid),
        over_cap=yuan(over),
        setting=setting,
        hospital_level=level,
    )
    return claim(number, event)


def banded(costs):
    return 2 * min(costs, 100) // 5 + max(costs - 100, 0)


def plain_loop(expenses, first):
    """What each expense pays, with the year's stays and costs counted outside the benefits."""
    paid, this_year = [], None
    for self_paid, over, setting, level, year in expenses:
        if year != this_year:
            this_year, stays, costs = year, 0, 0
        base = max(self_paid - (first if stays == 0 else 200), 0)
        above = banded(costs + over) - banded(costs)
        paid.append(
            (level in LEVELS["share"]) * (base + above) + (level in LEVELS["more"]) * (base // 10 + above)
        )
        stays += self_paid > 0 and setting == "inpatient"
        costs += over
    return paid


EXPENSES = st.lists(
    st.tuples(
        st.sampled_from([0, 500, 1_000, 3_000]),
        st.sampled_from([0, 40, 90, 150]),
        st.sampled_from(["inpatient", "outpatient"]),
        st.sampled_from(["small", "large", "huge"]),
        st.integers(2020, 2021),
    ),
    min_size=1,
    max_size=5,
).map(lambda drawn: sorted(drawn, key=lambda each: each[-1]))


@settings(max_examples=30)
@given(EXPENSES, st.sampled_from([0, 500, 1_000]))
def test_a_claim_of_several_benefits_is_counted_once(expenses, first):
    own = shares(figure(first))
    told = list(mb.assess_all([expense(number, *each) for number, each in enumerate(expenses)], plan=own))
    assert [fen(each.low) for each in told] == plain_loop(expenses, first)
    assert all(used.low == 1 for each in told for used in each.drawn.used if used.limit == "stays")


def test_it_is_counted_once_verb_by_verb_and_in_a_table_too():
    expenses = [
        (1_000, 90, "inpatient", "huge", 2020),
        (0, 40, "inpatient", "large", 2020),
        (3_000, 150, "inpatient", "large", 2020),
        (500, 0, "outpatient", "small", 2020),
        (1_000, 40, "inpatient", "large", 2021),
        (3_000, 90, "inpatient", "large", 2021),
    ]
    paid = amounts(shares(figure(500)), [expense(number, *each) for number, each in enumerate(expenses)])
    assert paid == plain_loop(expenses, 500) == [86, 68, 3_380, 300, 582, 3_188]


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("rate", [figure(100), between(50, 100)])
def test_a_payment_that_its_benefit_counts_too_is_one_payment_after_which_cover_ends(drawn, rate):
    """Cover ends with the second payment, and one claim alone is no two payments."""
    twice = limit("paid", "payment", 2)
    daily = benefit(PerDiem, "daily", days="living_days", rate=rate, limits=(twice,) * drawn)
    own = plan(version(daily, conditions=(CoverEnds(limit=twice, **SOURCED),)))
    days = [date(2020, 5, day) for day in range(1, 5)]
    claims = [claim(n, mb.Injury(happened_on=day, living_days=3)) for n, day in enumerate(days)]
    found = answers(own, claims)
    least = 300 if rate == figure(100) else 150
    assert found[:2] == [(least, 300, None)] * 2
    assert found[2:] == [(0, 0, "cover_ended")] * 2


def test_payments_of_two_benefits_with_one_limit_are_two_after_which_cover_ends():
    twice = limit("paid", "payment", 2)
    terms = {"rate": figure(100), "limits": (twice,)}
    daily = [benefit(PerDiem, days, days=days, **terms) for days in ("living_days", "hospital_days")]
    own = plan(version(*daily, conditions=(CoverEnds(limit=twice, **SOURCED),)))
    days = [date(2020, 5, day) for day in (1, 2)]
    claims = [
        claim(n, mb.Injury(happened_on=day, living_days=3, hospital_days=3)) for n, day in enumerate(days)
    ]
    assert answers(own, claims) == [(600, 600, None), (0, 0, "cover_ended")]


def test_a_payment_that_may_be_due_is_one_payment_at_most():
    """The first claim may not be paid, and cover ends with the second payment: the second is still due."""
    twice = limit("paid", "payment", 2)
    first = Ladder(
        by="day_of_cover", rungs=(Rung(through=30, value=between(0, 100_00)),), beyond=figure(100_00)
    )
    share = benefit(ExpenseShare, "share", "medical_expense", share=first, limits=(twice,))
    own = plan(version(share, conditions=(CoverEnds(limit=twice, **SOURCED),)))
    days = [date(2020, month, 1) for month in (1, 5, 6, 7)]
    claims = [claim(n, mb.MedicalExpense(happened_on=day, self_paid=yuan(100))) for n, day in enumerate(days)]
    assert answers(own, claims) == [(0, 100, None), (100, 100, None), (0, 100, None), (0, 100, None)]


def test_the_next_claim_is_known_to_be_the_second_where_the_first_is_open():
    """An open deductible leaves open what the first stay is paid, not that it was one."""
    claims = [expense(number, 1_000, 0) for number in range(2)]
    own = shares(between(0, 500))
    assert answers(own, claims) == [(550, 1_100, None), (880, 880, None)]
    counted = {used.limit: (used.low, used.high) for used in mb.assess(claims[0], plan=own).drawn.used}
    assert counted == {"stays": (1, 1)}


def test_an_open_condition_leaves_open_which_benefits_count_but_not_that_the_claim_is_one_stay():
    """Whether an unknown hospital is small or huge, the stay is one where another benefit is paid anyway."""
    paid = {"event": "medical_expense", "counter": STAYS, "deductible": by_ordinal(100, 200)}
    condition = FactAmong(
        fact="hospital_level",
        among=("small",),
        benefits=("first", "third"),
        reason="other_hospital",
        words=NAME,
        **SOURCED,
    )
    codes = ("first", "second", "third")
    shares_ = (benefit(ExpenseShare, code, share=figure(100_00), **paid) for code in codes)
    own = plan(version(*shares_, conditions=(condition,)))
    claims = [expense(number, 1_000, 0, level="large") for number in range(2)]
    assert answers(own, claims) == [(900, 2_700, None), (800, 2_400, None)]
    counted = {(used.limit, used.low, used.high) for used in mb.assess(claims[0], plan=own).drawn.used}
    assert counted == {("stays", 1, 1)}


def test_a_counter_with_a_ceiling_counts_no_further():
    """Of four stays at most one counts, so that each after the first is the second."""
    counter = limit("stays", "payment", 1, "calendar_year")
    deductible = by_ordinal(500, 200, 0)
    shared = benefit(
        ExpenseShare, "share", "medical_expense", counter=counter, deductible=deductible, share=figure(100_00)
    )
    claims = [expense(number, 1_000, 0) for number in range(4)]
    assert amounts(plan(version(shared)), claims) == [500, 800, 800, 800]
