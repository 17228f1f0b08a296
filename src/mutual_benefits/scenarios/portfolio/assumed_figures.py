"""The figures of assumptions: the values of facts, probabilities, weights and rates.

A probability is a `Decimal`; a float is read by its decimal notation, so that 0.1 is exactly a tenth.
"""

from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import BeforeValidator, Field

from ..._texts import say
from .vocabulary import WRONG

MOST = 10**13
"""The greatest weight, and the greatest whole number of a band."""


def _whole(value: object) -> object:
    if isinstance(value, Decimal | float):
        raise ValueError(say(WRONG["whole"], value=str(value)))
    return value


def _as_written(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    try:
        return Decimal(str(value))
    except InvalidOperation:  # the model refuses it
        return value


Fact = Annotated[bool | int | str | None, BeforeValidator(_whole)]
"""The value of a fact: a boolean, a whole number (money in fen), a word, or None (the field's default)."""

Probability = Annotated[Decimal, BeforeValidator(_as_written), Field(ge=0, le=1)]
Weight = Annotated[Decimal, BeforeValidator(_as_written), Field(ge=0, le=MOST)]
Rate = Annotated[Decimal, BeforeValidator(_as_written), Field(ge=0, le=20)]
"""The mean of a Poisson distribution."""
