"""What an amended version was made from: the figures that were put in place of others, to ask “what if”."""

from decimal import Decimal

from pydantic import Field

from .frozen import Frozen
from .sources import Text


class Amendment(Frozen):
    """What an amended version says at one path, and what the version that it was made from said there.

    `old` and `new` are as people write them, in `unit`: yuan and percent as `Decimal`, days as whole
    numbers. `old` is None where the term was not stated.
    """

    path: str = Field(min_length=1)
    name: Text
    unit: str
    old: int | Decimal | None
    new: int | Decimal


class Draft(Frozen):
    """The label of an amended version, and every figure that was changed, in the order of the changes."""

    label: str = Field(min_length=1)
    made_from: tuple[Amendment, ...] = Field(min_length=1)
