"""Sums with bounds, differences between them, and the effects and steps that explain a difference."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from ..frozen import Frozen
from ..money import EXACT, to_yuan
from ..sources import Text

ChangeKind = Literal["fact", "usage", "term", "clause", "reading", "rest"]
"""What may differ: a fact of the claim, earlier use of a limit, a figure of the rule book, a part of the rule
book with another structure (a benefit, a condition or a limit), a reading, or the rest."""


class Bounds(Frozen):
    """A sum in yuan between `low` and `high`; a bound is None where the record gives none.

    >>> Bounds(low=Decimal("1.00"), high=Decimal("1.00")).amount
    Decimal('1.00')
    """

    low: Decimal | None
    high: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """The sum if it is known exactly, else None."""
        return self.low if self.low == self.high else None


class Shift(Frozen):
    """The change in yuan of the least and of the most that is due.

    The two are equal where both sums are known exactly. `high` is None where one side has no
    known maximum. Least is compared with least and most with most, since a term that is unstated on
    both sides is the same unknown on both; `low` may then be above `high`.

    >>> Shift(low=Decimal("80.00"), high=Decimal("80.00")).amount
    Decimal('80.00')
    """

    low: Decimal
    high: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """The change if both ends change alike, else None."""
        return self.low if self.low == self.high else None

    @property
    def none(self) -> bool:
        """Whether neither end changes."""
        return self.low == 0 and self.high == 0


class Effect(Frozen):
    """One difference between two cases, and its own effect on the sum.

    `forward` is the change of the sum when the first case gets this one value of the second;
    `backward` is the change, counted from the first to the second case, when the second gets back this
    one value of the first. They differ where the change interacts with others. Either is None where that
    one change alone gives an invalid rule book or claim, e.g. a table without a row.
    `path` is as in `version.amend` for a term, as in `grid` for a fact, and the name of a reading.
    """

    path: str
    kind: ChangeKind
    name: Text
    before: Text
    after: Text
    forward: Shift | None
    backward: Shift | None

    @property
    def matters(self) -> bool:
        """Whether the change alone moves the sum on either side, or is not possible alone."""
        return any(shift is None or not shift.none for shift in (self.forward, self.backward))


class WaterfallStep(Frozen):
    """One step from the first case to the second.

    `paths` are the changes that it makes: one, or several that are only possible together.
    `low` and `high` are the sum after the step, in yuan, and `shift` is the change that the step made. The
    shifts of all steps add up to the whole difference, to the fen, at each end that is known.
    """

    paths: tuple[str, ...]
    name: Text
    shift: Shift
    low: Decimal
    high: Decimal | None


class Bar(Frozen):
    """One bar of a waterfall chart, from `start` up or down to `end`, in yuan.

    The first and the last bar start at 0 and show the sums of the two cases; the bars between are steps.
    `start` and `end` are the least that is due; `start_high` and `end_high` the most (None: not known),
    equal to the least where the sum is known exactly. `paths` is empty for the two sums.
    """

    kind: Literal["from", "step", "to"]
    name: Text
    paths: tuple[str, ...]
    start: Decimal
    end: Decimal
    start_high: Decimal | None
    end_high: Decimal | None


def plain(value: Decimal) -> str:
    """A decimal without trailing zeros or an exponent."""
    return f"{value.normalize(EXACT):f}"


def decimal_of(value: Fraction, places: int) -> Decimal:
    """A fraction as a decimal with `places` digits, rounded half up (away from zero)."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places, EXACT)


class Sums(NamedTuple):
    """The least and the most that is due, in whole fen; `high` is None if no maximum is known."""

    low: int
    high: int | None

    def plus(self, offset: "Sums") -> "Sums":
        """These sums with an offset added to both ends."""
        high = None if self.high is None or offset.high is None else self.high + offset.high
        return Sums(self.low + offset.low, high)

    def minus(self, other: "Sums | None") -> "Sums":
        """These sums less others, end by end; zero if the others are None."""
        if other is None or self == other:
            return Sums(0, 0)
        high = None if self.high is None or other.high is None else self.high - other.high
        return Sums(self.low - other.low, high)


def shift_of(before: Sums | None, after: Sums | None) -> Shift | None:
    """The change from one sum to another; None if one of them is unknown."""
    if before is None or after is None:
        return None
    high = None if before.high is None or after.high is None else to_yuan(after.high - before.high)
    return Shift(low=to_yuan(after.low - before.low), high=high)


def bounds_of(sums: Sums) -> Bounds:
    """Sums in fen as bounds in yuan."""
    return Bounds(low=to_yuan(sums.low), high=None if sums.high is None else to_yuan(sums.high))
