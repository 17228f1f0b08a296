"""Yuan for people, whole fen for calculations: the only module that converts between the two."""

from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

CENT = Decimal("0.01")
MOST_YUAN = Decimal(100_000_000_000)
"""10^11 yuan, 10^13 fen: far above any claim and far below the greatest number of a 64-bit column."""


def to_fen(yuan: Decimal) -> int:
    """An amount in yuan, of at most two places, in whole fen.

    >>> to_fen(Decimal("26.05"))
    2605
    """
    return int(yuan.scaleb(2))


@lru_cache(maxsize=4096)
def to_yuan(fen: int) -> Decimal:
    """An amount in fen as yuan with two places.

    >>> to_yuan(160_000)
    Decimal('1600.00')
    """
    return Decimal(fen).scaleb(-2)


def _two_places(yuan: Decimal) -> Decimal:
    return yuan.quantize(CENT)


Yuan = Annotated[Decimal, Field(ge=0, le=MOST_YUAN, decimal_places=2), AfterValidator(_two_places)]
"""An amount in yuan: a `Decimal` of at most two places, not negative, at most 10^11."""
