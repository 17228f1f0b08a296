"""Nights of stays in hospital: against a count of the nights one by one, and what is not told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_plans import SOURCED, amounts, answers, benefit, between, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import NumberBounds, PerDiem

DAY = date(2020, 2, 26)
RATE, WAITING, CEILING = 100, 2, 12
WORDS = mb.Text(en="the stay was shorter than 3 nights", zh="住院不足3夜")
SHORT = {"reason": "short_stay", "words": WORDS} | SOURCED


def nightly(**more):
    return benefit(PerDiem, "nightly", "hospital_stay", days="nights", rate=figure(RATE), **more)


def stay(number, discharged=None, *, after=0, days=0, **more):
    """A stay that begins some days after 26 February 2020, before a leap day, and the nights to its end."""
    first = DAY + timedelta(after)
    last = None if discharged is None else first + timedelta(discharged)
    return claim(number, mb.HospitalStay(happened_on=first, days=days, discharged_on=last), **more)


def by_hand(event, left):
    """Each night by its date; the first are not paid, and then as many as are left."""
    nights = []
    day = event.happened_on
    while day != event.discharged_on:
        nights.append(day)
        day += timedelta(1)
    paid = nights[WAITING:][:left]
    return len(paid) * RATE, left - len(paid)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9), st.integers(0, 3)), min_size=1, max_size=4))
def test_nights_are_paid_as_counted_one_by_one(stays):
    own = plan(version(nightly(waiting_days=figure(WAITING), limits=(limit("nights", "day", CEILING),))))
    claims = [stay(n, nights, after=after, days=days) for n, (nights, after, days) in enumerate(stays)]
    left, wanted = CEILING, []
    for each in sorted(claims, key=lambda each: (each.event.happened_on, each.id)):
        sum_, left = by_hand(each.event, left)
        wanted.append(sum_)
    assert amounts(own, claims) == wanted


@pytest.mark.parametrize(
    ("more", "most"),
    [({}, None), ({"limits": (limit("nights", "day", 5),)}, 500), ({"waiting_days": figure(100_000)}, None)],
)
def test_without_a_day_of_discharge_the_nights_may_be_any_number(more, most):
    assert answers(plan(version(nightly(**more))), [stay(1, days=7)]) == [(0, most, None)]


def test_what_is_missing_is_named_in_both_languages():
    own = plan(version(nightly(limits=(limit("nights", "day", 5),))))
    found = mb.assess(stay(1, days=7), plan=own)
    assert (found.status, found.entitlements[0].missing) == ("undetermined", ("event.discharged_on",))
    assert "the claim does not say: day of discharge" in found.explain("en")
    assert "申请未填：出院日" in found.explain("zh")
    with pytest.raises(mb.UndeterminedTotal, match=r"the claim does not tell event\.discharged_on") as error:
        _ = found.total
    assert "申请未填出院日（event.discharged_on）" in error.value.in_("zh")
    read = mb.Assessment.model_validate_json(found.model_dump_json())
    assert read == found
    assert read.explain("zh") == found.explain("zh")


def test_a_claim_with_both_days_explains_its_nights():
    own = plan(version(nightly(waiting_days=figure(1))))
    told = mb.assess(stay(1, 5, days=6), plan=own)
    assert "nights of the stay: 5 nights" in told.explain("en")
    assert "住院夜数：5夜" in told.explain("zh")
    assert "      住院夜数" in mb.describe(own, own.versions[0], "zh").splitlines()
    assert told.caveats == ()


def test_what_a_later_claim_has_left_after_a_stay_without_an_end_is_open():
    own = plan(version(nightly(limits=(limit("nights", "day", 5),))))
    assert answers(own, [stay(1), stay(2, 3, after=9)]) == [(0, 500, None), (0, 300, None)]


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        ({"at_least": figure(3)}, [(0, 0, "short_stay"), (300, 300, None), (0, None, None)]),
        ({"at_most": figure(2)}, [(200, 200, None), (0, 0, "short_stay"), (0, None, None)]),
        ({"at_least": between(2, 4)}, [(0, 200, None), (0, 300, None), (0, None, None)]),
    ],
)
def test_a_number_of_nights_can_be_a_condition(bounds, wanted):
    own = plan(version(nightly(), conditions=(NumberBounds(fact="nights", **bounds, **SHORT),)))
    assert answers(own, [stay(1, 2), stay(2, 3), stay(3)]) == wanted


def test_a_rule_book_may_pay_days_only_to_stays_of_some_nights():
    daily = benefit(PerDiem, "daily", "hospital_stay", days="days", rate=figure(RATE))
    own = plan(version(daily, conditions=(NumberBounds(fact="nights", at_least=figure(3), **SHORT),)))
    claims = [stay(1, 2, days=3), stay(2, 3, days=4), stay(3, days=4), stay(4, days=0)]
    assert answers(own, claims) == [(0, 0, "short_stay"), (400, 400, None), (0, 400, None), (0, 0, None)]


def possible_days(event):
    """The nights one by one, and the same with the day of discharge."""
    nights, day = 0, event.happened_on
    while day < event.discharged_on:
        nights, day = nights + 1, day + timedelta(1)
    return {nights, nights + 1}


@given(st.integers(0, 6), st.integers(0, 8))
def test_days_that_are_not_those_of_the_stay_are_told(nights, days):
    daily = benefit(PerDiem, "daily", "hospital_stay", days="days", rate=figure(RATE))
    own, each = plan(version(daily, nightly())), stay(1, nights, days=days)
    caveats = mb.assess(each, plan=own).caveats
    assert [one.code for one in caveats] == ["days_not_of_stay"] * (days not in possible_days(each.event))


def test_a_day_of_discharge_that_plays_no_part_is_told():
    daily = plan(version(benefit(PerDiem, "daily", "hospital_stay", days="days", rate=figure(RATE))))
    found = mb.assess(stay(1, 9, days=7), plan=daily)
    assert [one.code for one in found.caveats] == ["days_not_of_stay", "not_read"]
    first, second = (one.text for one in found.caveats)
    assert "The claim is for 7 days, but from 2020-02-26 to 2020-03-06 there are 9 nights" in first.en
    assert "申请住院7天，而自 2020-02-26 至 2020-03-06 为9夜" in first.zh
    assert second.zh.startswith("已填但未用：出院日。")
    assert mb.assess(stay(1, days=7), plan=daily).caveats == ()


def test_nights_are_explained_where_the_rate_is_open_too():
    rule = benefit(PerDiem, "nightly", "hospital_stay", days="nights", rate=between(100, 200))
    told = mb.assess(stay(1, 3, days=7), plan=plan(version(rule)))
    assert "nights of the stay: 3 nights" in told.explain("en")


def test_a_stay_without_a_night_asks_for_nothing_and_is_not_refused():
    own = plan(version(nightly(), conditions=(NumberBounds(fact="nights", at_least=figure(3), **SHORT),)))
    assert answers(own, [stay(1, 0), stay(2, 1)]) == [(0, 0, None), (0, 0, "short_stay")]
