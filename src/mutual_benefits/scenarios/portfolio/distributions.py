"""Discrete distributions for assumptions, with exact means and inverse transform sampling."""

from abc import abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ..._texts import listed, say
from ...frozen import Frozen, Pairs
from . import sampling
from .assumed_figures import MOST, Fact, Probability, Rate, Weight
from .sampling import Cells
from .vocabulary import WRONG


class Distribution(Frozen):
    """The distribution of one fact or count; each kind of distribution is a subclass."""

    @abstractmethod
    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The values for these random numbers from 0 to 1; `beside` are the facts drawn before."""

    @property
    def mean(self) -> Fraction:
        """The exact mean, in the unit of the fact.

        Raises:
            ValueError: the values are words, or depend on other facts.
        """
        raise ValueError(say(WRONG["no_mean"], name=type(self).__name__))


class Fixed(Distribution):
    """Always the same value.

    >>> Fixed(value=12).mean
    Fraction(12, 1)
    """

    kind: Literal["fixed"] = "fixed"
    value: Fact

    @property
    def mean(self) -> Fraction:
        """The value itself."""
        return _number(self.value)

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The value, once for each random number."""
        return sampling.cells([self.value])[chances.astype("int64") * 0]


class Chance(Distribution):
    """True with a probability, else False; as a count 1 or 0.

    >>> Chance(of=0.03).mean
    Fraction(3, 100)
    """

    kind: Literal["chance"] = "chance"
    of: Probability

    @property
    def mean(self) -> Fraction:
        """The probability."""
        return Fraction(self.of)

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """Whether each random number is below the probability."""
        return chances < float(self.of)


class Weighted(Distribution):
    """Values with weights, which need not add up to one.

    >>> Weighted(rows={0: 1, 10: 3}).mean
    Fraction(15, 2)
    """

    kind: Literal["weighted"] = "weighted"
    rows: Pairs[Fact, Weight] = Field(min_length=1)

    @model_validator(mode="after")
    def _some_weight(self) -> Self:
        if not any(weight for _, weight in self.rows):
            raise ValueError(WRONG["weights"])
        return self

    @property
    def mean(self) -> Fraction:
        """The weighted mean of the values."""
        whole = sum(Fraction(weight) for _, weight in self.rows)
        return sum((_number(value) * Fraction(weight) for value, weight in self.rows), Fraction(0)) / whole

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The value that each random number selects by the weights."""
        return sampling.cells([value for value, _ in self.rows])[
            sampling.places(tuple(weight for _, weight in self.rows), chances)
        ]


class CappedGeometric(Distribution):
    """A number of days from `least` to `most` that increases by one with the same probability each time.

    >>> stay = CappedGeometric(goes_on=0.5, least=1, most=3)
    >>> stay.mean  # 1 x 1/2 + 2 x 1/4 + 3 x 1/4
    Fraction(7, 4)
    """

    kind: Literal["capped_geometric"] = "capped_geometric"
    goes_on: Probability
    least: int = Field(default=1, ge=0, le=3_660)
    most: int = Field(ge=0, le=3_660)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.most < self.least:
            raise ValueError(say(WRONG["most"], most=self.most, least=self.least))
        return self

    @property
    def mean(self) -> Fraction:
        """least + q + q² + ... + qⁿ, where q is the probability of one more and n = most - least."""
        q, steps = Fraction(self.goes_on), self.most - self.least
        return self.least + (Fraction(steps) if q == 1 else q * (1 - q**steps) / (1 - q))

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The number of days that each random number selects."""
        return self.least + sampling.places(sampling.geometric(self.goes_on, self.most - self.least), chances)


class Bands(Distribution):
    """Whole numbers spread evenly over bands, each (least, most, weight): sums of money, ages, areas.

    >>> Bands(rows=((1, 3, 1), (10, 20, 1))).mean
    Fraction(17, 2)
    """

    kind: Literal["bands"] = "bands"
    rows: tuple[tuple[int, int, Weight], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        for least, most, _ in self.rows:
            if not 0 <= least <= most <= MOST:
                raise ValueError(say(WRONG["band"], least=least, most=most, bound=MOST))
        if not any(weight for _, _, weight in self.rows):
            raise ValueError(WRONG["weights"])
        return self

    @property
    def mean(self) -> Fraction:
        """The weighted mean of the midpoints of the bands."""
        whole = sum(Fraction(weight) for _, _, weight in self.rows)
        sums = (Fraction(least + most, 2) * Fraction(weight) for least, most, weight in self.rows)
        return sum(sums, Fraction(0)) / whole

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The number that each random number selects: a band by weight, then evenly within the band."""
        import numpy as np

        ends = sampling.ends(tuple(weight for _, _, weight in self.rows))
        band = np.searchsorted(ends[:-1], chances, side="right")
        least, most = (np.array([row[at] for row in self.rows], dtype=np.int64)[band] for at in (0, 1))
        start = np.concatenate(([0.0], ends[:-1]))[band]
        within = (chances - start) / np.maximum(ends[band] - start, 2.0**-60)
        return least + np.minimum((within * (most - least + 1)).astype(np.int64), most - least)


class Poisson(Distribution):
    """The Poisson distribution: the number of independent events that occur at a constant rate.

    Draws above `most` count as `most`; the default is practically never reached for means up to 20.
    """

    kind: Literal["poisson"] = "poisson"
    of: Rate
    most: int = Field(default=100, ge=1, le=1_000)

    @property
    def mean(self) -> Fraction:
        """The mean without the cap `most`."""
        return Fraction(self.of)

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The number that each random number selects."""
        return sampling.places(sampling.poisson(self.of, self.most), chances)


Simple = Annotated[Fixed | Chance | Weighted | CappedGeometric | Bands | Poisson, Field(discriminator="kind")]
"""A distribution that does not depend on other facts."""


class ByTier(Distribution):
    """A distribution for each fee tier."""

    kind: Literal["by_tier"] = "by_tier"
    rows: Pairs[str, Simple] = Field(min_length=1)

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The values by the distribution of each row's fee tier.

        Raises:
            ValueError: the tier of a row has no distribution.
        """
        import numpy as np

        tiers = beside["fee_tier"]
        stray = set(tiers.tolist()) - {tier for tier, _ in self.rows}
        if stray:
            raise ValueError(say(WRONG["tier"], given=listed(map(repr, stray)), rows=listed(dict(self.rows))))
        each = [one.at(chances, beside) for _, one in self.rows]
        return np.select([tiers == tier for tier, _ in self.rows], each, sampling.nothing(each))


class Beyond(Distribution):
    """Another fact of the same event plus a number: days at home beyond the days in hospital."""

    kind: Literal["beyond"] = "beyond"
    fact: str
    by: Simple

    def at(self, chances: Cells, beside: Mapping[str, Cells]) -> Cells:
        """The other fact of each row plus the number drawn."""
        return beside[self.fact] + self.by.at(chances, beside)


AnyDistribution = Annotated[
    Fixed | Chance | Weighted | CappedGeometric | Bands | Poisson | ByTier | Beyond,
    Field(discriminator="kind"),
]


def _number(value: Fact) -> Fraction:
    if value is None or isinstance(value, str):
        raise ValueError(say(WRONG["number"], value=value))
    return Fraction(value)
