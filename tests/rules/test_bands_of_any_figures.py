"""Bands with any ends, shares and ceilings against a sum that is added up fen by fen.

Now the end of a band stops its sum, and now its ceiling.
"""

import math
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from small_plans import FIRST, amounts, benefit, claim, figure, limit, plan, version, yuan

import mutual_benefits as mb
from mutual_benefits.rules import Band, BandedShare


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
