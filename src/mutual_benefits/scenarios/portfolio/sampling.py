"""Inverse transform sampling: maps uniform random numbers from 0 to 1 to values by their probabilities."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

Cells = Any
"""A NumPy array; NumPy is imported only when values are drawn."""

DIGITS = 40
"""The precision of computed probabilities, far beyond the 53 bits of a random number."""


def cells(values: Sequence[bool | int | str | None]) -> Cells:
    """The values as an array of integers or booleans if all are of that type, else of objects."""
    import numpy as np

    kinds = {type(value) for value in values}
    return np.array(values, dtype={int: np.int64, bool: np.bool_}.get(*kinds) if len(kinds) == 1 else object)


@lru_cache
def geometric(goes_on: Decimal, steps: int) -> tuple[Decimal, ...]:
    """The probabilities of 0, 1, ... steps if each is followed by another with the same probability."""
    with localcontext() as context:
        context.prec = DIGITS
        powers = accumulate([goes_on] * steps, lambda power, by: power * by, initial=Decimal(1))
        return tuple(one - other for one, other in pairwise((*powers, Decimal(0))))


@lru_cache
def poisson(mean: Decimal, most: int) -> tuple[Decimal, ...]:
    """The Poisson probabilities of 0, 1, ... events with this mean; the last covers all greater numbers."""
    with localcontext() as context:
        context.prec = DIGITS
        first = (-mean).exp()
        each = map(Decimal, range(1, most))
        weights = list(accumulate(each, lambda weight, k: weight * mean / k, initial=first))
        return (*weights, max(1 - sum(weights, Decimal(0)), Decimal(0)))


@lru_cache
def ends(weights: tuple[Decimal, ...]) -> Cells:
    """The cumulative probabilities of the weights."""
    import numpy as np

    with localcontext() as context:
        context.prec = DIGITS
        sums = list(accumulate(weights))
        return np.array([float(part / sums[-1]) for part in sums])


def places(weights: tuple[Decimal, ...], chances: Cells) -> Cells:
    """The index of the weight that each random number selects; the last weight takes the rest."""
    import numpy as np

    return np.searchsorted(ends(weights)[:-1], chances, side="right")


def nothing(arrays: Sequence[Cells]) -> Any:
    """The default of `np.select` for these arrays, of their type, so that the result keeps it."""
    return None if any(array.dtype == object for array in arrays) else arrays[0].dtype.type(0)
