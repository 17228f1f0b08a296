"""Draws by inversion: in which value's stretch of the probabilities a chance from 0 to 1 lies."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

Cells = Any
"""A NumPy array; NumPy is loaded when something is drawn."""

DIGITS = 40
"""Digits kept of probabilities that are powers: far finer than the 53 bits of a draw."""


def cells(values: Sequence[bool | int | str | None]) -> Cells:
    """The values as an array: whole numbers or truth values where all are, else as they are."""
    import numpy as np

    kinds = {type(value) for value in values}
    return np.array(values, dtype={int: np.int64, bool: np.bool_}.get(*kinds) if len(kinds) == 1 else object)


@lru_cache(maxsize=256)
def geometric(goes_on: Decimal, steps: int) -> tuple[Decimal, ...]:
    """The probabilities of 0, 1, ... steps where each is followed by another with the same chance."""
    with localcontext() as context:
        context.prec = DIGITS
        powers = accumulate([goes_on] * steps, lambda power, by: power * by, initial=Decimal(1))
        return tuple(one - other for one, other in pairwise((*powers, Decimal(0))))


@lru_cache(maxsize=256)
def poisson(mean: Decimal, most: int) -> tuple[Decimal, ...]:
    """The probabilities of 0, 1, ... events about this mean; the last is that of all that is left."""
    with localcontext() as context:
        context.prec = DIGITS
        first = (-mean).exp()
        each = map(Decimal, range(1, most))
        weights = list(accumulate(each, lambda weight, k: weight * mean / k, initial=first))
        return (*weights, max(1 - sum(weights, Decimal(0)), Decimal(0)))


@lru_cache(maxsize=256)
def ends(weights: tuple[Decimal, ...]) -> Cells:
    """Where the stretch of each weight ends, on a scale from 0 to 1."""
    import numpy as np

    with localcontext() as context:
        context.prec = DIGITS
        sums = list(accumulate(weights))
        return np.array([float(part / sums[-1]) for part in sums])


def places(weights: tuple[Decimal, ...], chances: Cells) -> Cells:
    """In whose weight's stretch each chance lies: the last one takes the rest."""
    import numpy as np

    return np.searchsorted(ends(weights)[:-1], chances, side="right")


def nothing(arrays: Sequence[Cells]) -> Any:
    """What stands where none of these arrays is chosen: of their type, so that it is not widened."""
    return None if any(array.dtype == object for array in arrays) else arrays[0].dtype.type(0)
