"""The distributions of assumptions: exact means, and values as frequent as their probabilities."""

import json
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from example_counts import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mutual_benefits.scenarios.portfolio.distributions import (
    AnyDistribution,
    Bands,
    Beyond,
    ByTier,
    CappedGeometric,
    Chance,
    Fixed,
    Poisson,
    Weighted,
)
from mutual_benefits.scenarios.portfolio.incidence import Incidence, Severity

EVENLY = (np.arange(20_000) + 0.5) / 20_000
"""Evenly spread chances: they draw each value as often as its probability says."""

hundredths = st.integers(0, 100).map(lambda n: Decimal(n) / 100)


def geometric_by_hand(q: Decimal, least: int, most: int) -> dict[int, Fraction]:
    chances, left = {}, Fraction(1)
    for days in range(least, most):
        chances[days] = left * (1 - Fraction(q))
        left *= Fraction(q)
    return {**chances, most: left}


def mean_by_hand(chances: dict[int, Fraction]) -> Fraction:
    return sum((value * chance for value, chance in chances.items()), Fraction(0))


def spreads_as(distribution, chances: dict) -> None:
    drawn = Counter(distribution.at(EVENLY, {}).tolist())
    assert sum(drawn.values()) == len(EVENLY)
    assert set(drawn) <= set(chances)
    for value, chance in chances.items():
        assert abs(drawn[value] - float(chance) * len(EVENLY)) <= 1.01, value


@given(q=hundredths, least=st.integers(0, 5), more=st.integers(0, 40))
@settings(max_examples=examples(60))
def test_a_capped_geometric_distribution_has_the_mean_and_spread_of_its_chances(q, least, more):
    stay = CappedGeometric(goes_on=q, least=least, most=least + more)
    chances = geometric_by_hand(q, least, least + more)
    assert stay.mean == mean_by_hand(chances)
    spreads_as(stay, chances)


@given(rows=st.dictionaries(st.integers(0, 50), st.integers(0, 9), min_size=1, max_size=8))
@settings(max_examples=examples(60))
def test_a_weighted_table_has_the_mean_and_spread_of_its_weights(rows):
    whole = sum(rows.values())
    if not whole:
        with pytest.raises(ValidationError, match="all weights are 0"):
            Weighted(rows=rows)
        return
    chances = {value: Fraction(weight, whole) for value, weight in rows.items()}
    assert Weighted(rows=rows).mean == mean_by_hand(chances)
    spreads_as(Weighted(rows=rows), chances)


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 20), st.integers(1, 5)), min_size=1, max_size=4
    )
)
@settings(max_examples=examples(60))
def test_bands_are_filled_evenly(rows):
    bands = tuple((least, least + more, Decimal(weight)) for least, more, weight in rows)
    whole, chances = Fraction(sum(weight for _, _, weight in bands)), Counter()
    for least, most, weight in bands:
        for value in range(least, most + 1):
            chances[value] += Fraction(weight) / whole / (most - least + 1)
    distribution = Bands(rows=bands)
    assert distribution.mean == mean_by_hand(chances)
    drawn = Counter(distribution.at(EVENLY, {}).tolist())
    assert set(drawn) <= set(chances)
    for value, chance in chances.items():  # once for each band that holds the value
        assert abs(drawn[value] - float(chance) * len(EVENLY)) <= 1.01 * len(bands)


def test_large_sums_stay_whole_and_within_their_band():
    far = Bands(rows=((10**13 - 1, 10**13, 1), (0, 10**13, 1)))
    drawn = far.at(np.array([0.0, 0.49999999999, 0.5, 1 - 2.0**-53]), {})
    assert drawn.dtype == np.int64
    assert drawn[0] == 10**13 - 1
    assert drawn[1] == 10**13
    assert drawn[2] == 0
    assert drawn.max() <= 10**13


@pytest.mark.parametrize("mean", ["0", "0.03", "1", "7.5", "20"])
def test_a_poisson_distribution_has_its_mean_and_spread(mean):
    distribution = Poisson(of=mean)
    assert distribution.mean == Fraction(mean)
    chances, each = {}, np.exp(-float(mean))
    for number in range(101):
        chances[number] = each
        each *= float(mean) / (number + 1)
    spreads_as(distribution, chances)


def test_a_chance_is_read_as_it_is_written():
    assert Chance(of=0.1).mean == Fraction(1, 10)
    assert Chance(of="0.1") == Chance(of=Decimal("0.1")) == Chance(of=0.1)
    assert Chance(of=0.03).at(EVENLY, {}).sum() == 600
    assert not Chance(of=0).at(np.array([0.0]), {}).any()
    assert Chance(of=1).at(np.array([1 - 2.0**-53]), {}).all()


@pytest.mark.parametrize("of", [-0.01, 1.01, True, None, "a tenth", float("nan")])
def test_what_is_no_probability_is_refused(of):
    with pytest.raises(ValidationError):
        Chance(of=of)


def test_words_are_drawn_and_have_no_mean():
    words = Weighted(rows={"fire": 1, None: 1})
    assert words.at(np.array([0.2, 0.7]), {}).tolist() == ["fire", None]
    with pytest.raises(ValueError, match="is not a number"):
        assert words.mean
    with pytest.raises(ValueError, match="ByTier has no mean"):
        assert ByTier(rows={"26": Fixed(value=1)}).mean
    assert Fixed(value=True).at(np.array([0.5]), {}).tolist() == [True]


def test_a_tier_has_a_distribution_of_its_own():
    by_tier = ByTier(rows={"26": Fixed(value=1), "100": CappedGeometric(goes_on=1, least=5, most=9)})
    tiers = np.array(["100", "26", "100"], dtype=object)
    drawn = by_tier.at(np.array([0.1, 0.2, 0.3]), {"fee_tier": tiers})
    assert drawn.tolist() == [9, 1, 9]
    with pytest.raises(ValueError, match="'74' has no row; there are rows for 26, 100"):
        by_tier.at(np.array([0.1]), {"fee_tier": np.array(["74"], dtype=object)})


def test_days_beyond_those_of_another_fact_are_added_to_them():
    more = Beyond(fact="hospital_days", by=Weighted(rows={0: 1, 7: 1}))
    drawn = more.at(np.array([0.1, 0.9]), {"hospital_days": np.array([3, 4])})
    assert drawn.tolist() == [3, 11]


ALL = [
    Fixed(value=None),
    Chance(of="0.25"),
    Weighted(rows={"fire": 1, None: "2.5", True: 3, 7: 0}),
    CappedGeometric(goes_on="0.9", most=60),
    Bands(rows=((0, 9, "0.5"),)),
    Poisson(of="0.2"),
    ByTier(rows={"26": Chance(of="0.25")}),
    Beyond(fact="hospital_days", by=Fixed(value=3)),
]


@pytest.mark.parametrize("distribution", ALL, ids=lambda one: one.kind)
def test_a_distribution_is_an_immutable_value_that_survives_json(distribution):
    back = TypeAdapter(AnyDistribution).validate_json(distribution.model_dump_json())
    assert back == distribution
    assert hash(back) == hash(distribution)
    with pytest.raises(ValidationError, match="frozen"):
        distribution.kind = "other"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: CappedGeometric(goes_on=1, least=3, most=2), "most is 2 and least is 3"),
        (lambda: Bands(rows=((5, 4, 1),)), "band 5 to 4"),
        (lambda: Bands(rows=((4, 5, 0),)), "all weights are 0"),
        (
            lambda: Severity(event="injury", facts={"livingdays": Fixed(value=1)}),
            "did you mean 'living_days'",
        ),
        (lambda: Severity(event="injury", facts={"happened_on": Fixed(value=1)}), "is not a fact of injury"),
        (lambda: Severity(event="hospital_stay"), "hospital_stay needs days"),
        (
            lambda: Severity(event="hospital_stay", facts={"discharged_on": Fixed(value=1)}),
            "its facts: days, ordinal, nights",
        ),
        (
            lambda: Severity(
                event="injury", facts=(("care_days", Fixed(value=1)), ("care_days", Fixed(value=2)))
            ),
            "is given twice",
        ),
        (
            lambda: Incidence(
                event="injury",
                count=Chance(of=1),
                facts={"living_days": Beyond(fact="hospital_days", by=Fixed(value=1))},
            ),
            "facts before it: none",
        ),
    ],
)
def test_contradictory_assumptions_are_refused(make, says):
    with pytest.raises(ValidationError, match=says):
        make()


@pytest.mark.parametrize(
    ("count", "says"),
    [
        ({"kind": "fixed", "value": -1}, "count has the value -1; give whole numbers from 0"),
        ({"kind": "fixed", "value": None}, "count has the value None"),
        ({"kind": "weighted", "rows": (("two", 1), (0, 1))}, "count has the value 'two'"),
        ({"kind": "by_tier", "rows": (("26", {"kind": "fixed", "value": -2}),)}, "count has the value -2"),
        ({"kind": "beyond", "fact": "days", "by": {"kind": "fixed", "value": 1}}, "count is Beyond a fact"),
    ],
)
def test_a_count_is_a_whole_number_from_0(count, says):
    count = TypeAdapter(AnyDistribution).validate_json(json.dumps(count))
    with pytest.raises(ValidationError, match=says):
        Incidence(event="hospital_stay", count=count, facts={"days": Fixed(value=3)})
