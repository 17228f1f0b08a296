"""Bands with any ends, shares and ceilings against a sum that is added up fen by fen.

Now the end of a band stops its sum, and now its ceiling.
"""

import math
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_plans import FIRST, amounts, answers, benefit, between, claim, figure, limit, plan, version, yuan

import mutual_benefits as mb
from mutual_benefits.rules import Band, BandedShare, TopBand


@st.composite
def bands(draw):
    """Some (end or None, share in basis points, ceiling), the ends rising, the last band often open."""
    widths = draw(st.lists(st.integers(1, 60), min_size=1, max_size=4))
    ends = [sum(widths[: place + 1]) for place in range(len(widths))]
    if draw(st.booleans()):
        ends[-1] = None
    rest = st.tuples(st.sampled_from([0, 3_333, 5_000, 9_999, 10_000]), st.sampled_from([0, 7, 25, 10_000]))
    return [(end, *draw(rest)) for end in ends]


def paid(own, costs):
    """What the costs of a year come to: each fen lies in one band, and a band's sum is rounded half up."""
    inside = [0] * len(own)
    for fen in range(1, costs + 1):
        place = next((n for n, (end, _, _) in enumerate(own) if end is None or fen <= end), None)
        if place is not None:
            inside[place] += 1
    shares = [Fraction(count * share, 10_000) for count, (_, share, _) in zip(inside, own, strict=True)]
    return sum(
        min(math.floor(share + Fraction(1, 2)), most) for share, (_, _, most) in zip(shares, own, strict=True)
    )


def expense(number, costs, year):
    event = mb.MedicalExpense(happened_on=date(year, 5, 1), self_paid=yuan(0), over_cap=yuan(costs))
    return claim(number, event, cover_from=FIRST)


def banded(own):
    built = tuple(
        Band(upto=None if end is None else figure(end), share=figure(share), ceiling=figure(most))
        for end, share, most in own
    )
    counter = limit("costs", "fen", None, "calendar_year")
    return plan(version(benefit(BandedShare, "bands", "medical_expense", bands=built, counter=counter)))


@given(bands(), st.lists(st.integers(1, 150), min_size=1, max_size=3))
def test_costs_pay_what_each_fen_of_them_pays_in_its_band(own, costs):
    claims = [expense(number, each, 2020) for number, each in enumerate(costs)]
    found = [each.low * 100 for each in mb.assess_all(claims, plan=banded(own))]
    sums = [paid(own, sum(costs[:place])) for place in range(len(costs) + 1)]
    assert found == [after - before for before, after in pairwise(sums)]


def test_the_second_and_third_band_are_as_wide_as_the_distance_of_their_ends():
    """100 at 10 %, 50 at 100 %, 200 at 50 %: 10 + 50 + 100 of 350 and more; no ceiling matters."""
    own = banded([(100, 1_000, 10_000), (150, 10_000, 10_000), (350, 5_000, 10_000)])
    for costs, due in ((100, 10), (120, 30), (150, 60), (151, 61), (250, 110), (350, 160), (900, 160)):
        assert amounts(own, [expense(1, costs, 2020)]) == [due]


def test_an_explanation_shows_the_bands_of_all_costs_of_the_year():
    """100 at 10 %, then 50 at 100 %, then the rest at 50 %, of 90 and 70 together and not of either alone."""
    own = banded([(100, 1_000, 10_000), (150, 10_000, 10_000), (None, 5_000, 10_000)])
    first, second = mb.assess_all([expense(1, 90, 2020), expense(2, 70, 2020)], plan=own)
    for told, bands_ in ((first, [(90, 9)]), (second, [(100, 10), (50, 50), (10, 5)])):
        steps = told.entitlements[0].steps
        for label, place in (("the year's costs in the ", 0), ("sum of this band", 1)):
            shown = [step.value for step in steps if step.label.en.startswith(label)]
            assert [fen * 100 for fen in shown] == [band[place] for band in bands_]


def test_an_explanation_leaves_out_bands_that_no_costs_reach_and_ceilings_that_cut_nothing():
    own = banded([(100, 1_000, 10_000), (150, 10_000, 30), (None, 5_000, 10_000)])
    labels = ("the year's costs in the ", "share", "sum of this band", "ceiling of this band")
    for costs, bands_, ceilings in ((90, 1, 0), (120, 2, 0), (140, 2, 1), (160, 3, 1)):
        (told,) = mb.assess_all([expense(1, costs, 2020)], plan=own)
        steps = [step.label.en for step in told.entitlements[0].steps]
        shown = [sum(step.startswith(label) for step in steps) for label in labels]
        assert shown == [bands_, bands_, bands_, ceilings], steps


def test_an_explanation_shows_the_part_for_earlier_costs_once():
    """Whatever the possible top bands come to, the steps are those of the first."""
    cover = mb.Enrolment(plan="warm_aid", cover_from=date(2012, 1, 1))
    costs = {"self_paid": yuan(0), "over_cap": yuan(600_000_00)}
    claims = [
        mb.Claim(
            id=f"C-{day}",
            member="M-1",
            enrolment=cover,
            event=mb.MedicalExpense(happened_on=date(2012, 6, day), **costs),
        )
        for day in (1, 2)
    ]
    _, second = mb.assess_all(claims)
    labels = [step.label.en for part in second.entitlements for step in part.steps]
    for once in ("of all bands, the part for earlier costs", "earlier costs of this kind in the year"):
        assert labels.count(once) == 1, labels


YEAR = limit("costs", "fen", None, "calendar_year")
BY_SETTING = limit("costs_by_setting", "fen", None, "calendar_year", subject="setting")


def topped(*tops, last=100, **terms):
    """A band to `last` fen at 10 %, and the bands that may follow it."""
    lowest = Band(upto=None if last is None else figure(last), share=figure(10_00))
    terms = {"bands": (lowest,), "tops": tops, "counter": YEAR} | terms
    return plan(version(benefit(BandedShare, "bands", "medical_expense", **terms)))


@pytest.mark.parametrize(
    ("last", "top", "fault"),
    [
        (100, 100, "the ends of the bands, .*100, 100.* do not rise"),
        (100, 99, "the ends of the bands, .*100, 99.* do not rise"),
        (None, 200, "a band without an end is not the last"),
    ],
)
def test_a_top_band_ends_above_the_bands_that_it_follows(last, top, fault):
    with pytest.raises(mb.InvalidPlan, match=fault):
        topped(TopBand(upto=figure(top), share=figure(50_00)), last=last)


def test_one_top_band_leaves_nothing_between_to_be_due():
    """100 at 10 %, then 200 at 50 %, and nothing of what is above 300."""
    own = topped(TopBand(upto=figure(300), share=figure(50_00)))
    assert [amounts(own, [expense(1, costs, 2020)]) for costs in (100, 300, 400)] == [[10], [110], [110]]


def test_the_sum_of_each_further_top_band_is_told_once_by_what_it_counts():
    """300 fen: 10 of the first 100, and of the next 200 half, 30 % or 20 %; 25 is due above the least, 50."""
    tops = [
        TopBand(share=figure(share), by_line=by_line)
        for share, by_line in ((50_00, False), (30_00, False), (20_00, True))
    ]
    own = topped(*tops, above_least=figure(25), line_counter=BY_SETTING)
    assert amounts(own, [expense(1, 300, 2020)]) == [75]
    (told,) = mb.assess_all([expense(1, 300, 2020)], plan=own)
    shown = [
        (step.label.en, step.value * 100)
        for step in told.entitlements[0].steps
        if step.label.en.startswith(("the same", "sum of all bands"))
    ]
    assert shown == [
        ("sum of all bands for these costs", 110),
        ("the same with another top band", 70),
        ("the same with outpatient and inpatient costs each by themselves", 50),
    ]


def test_further_costs_of_bands_that_are_not_stated_never_take_anything_away():
    """Between 10 % and 90 % of 100 are paid, and of 101: from what is less than nothing, nothing is due."""
    own = topped(last=None, bands=(Band(share=between(10_00, 90_00)),))
    (_, (least, most, _)) = answers(own, [expense(1, 100, 2020), expense(2, 1, 2020)])
    assert (least, most >= 1) == (0, True)


@pytest.mark.parametrize("most", [90, 150, None])
@pytest.mark.parametrize("costs", [1, 60, 100, 130, 400])
def test_a_band_whose_end_is_not_stated_pays_what_it_may_with_any_end_before_the_next(costs, most):
    """It ends from 20 to 99 fen, whatever its bounds say beyond that."""
    open_end, rest = Band(upto=between(20, most), share=figure(10_00)), [(100, 50_00, 10_000)]
    own = topped(bands=(open_end, Band(upto=figure(100), share=figure(50_00))))
    ((low, high, _),) = answers(own, [expense(1, costs, 2020)])
    ends = range(20, min(most or 100, 99) + 1)
    sums = [paid([(end, 10_00, 10_000), *rest], costs) for end in ends]
    assert low <= min(sums) <= max(sums) <= high <= costs


OPEN_TOPS = (TopBand(share=figure(20_00)), TopBand(upto=figure(300), share=figure(50_00)))


@pytest.mark.parametrize("most", [1_00, 10_000])
@pytest.mark.parametrize("costs", [1, 50, 100, 130, 400])
def test_an_open_share_below_two_top_bands_is_the_same_share_under_both(costs, most):
    """What is due lies between the least and most over every share; no top band is reached up to 100."""
    below = [math.floor(Fraction(min(costs, 100) * share, 10_000) + Fraction(1, 2)) for share in (0, most)]
    rest = max(costs - 100, 0)
    above = sorted([paid([(None, 20_00, 10_000)], rest), paid([(200, 50_00, 10_000)], rest)])
    lowest = Band(upto=figure(100), share=between(0, most))
    own = topped(*OPEN_TOPS, bands=(lowest,), above_least=between(0, None))
    ((low, high, _),) = answers(own, [expense(1, costs, 2020)])
    assert (low, high) == (below[0] + above[0], below[1] + above[1])
