"""By how much a sum moves and what moves it: effects one at a time, and steps that add up exactly."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from ..frozen import Frozen
from ..money import to_yuan
from ..sources import Text

ChangeKind = Literal["fact", "usage", "term", "clause", "reading", "rest"]
"""What may differ: a fact of the claim, what was used of a limit before, a figure of the rule book, a part of
it that is built otherwise (a benefit, a condition or a limit), a reading, and all that none of these is."""


class Bounds(Frozen):
    """A sum in yuan that lies between `low` and `high`; None where the record gives no bound there.

    >>> Bounds(low=Decimal("1.00"), high=Decimal("1.00")).amount
    Decimal('1.00')
    """

    low: Decimal | None
    high: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """The sum where it is stated, and None where it is open."""
        return self.low if self.low == self.high else None


class Shift(Frozen):
    """By how many yuan the least and the most that is due move, each end by itself.

    Both are the same where the sums on both sides are stated. `high` is None where one side has no
    known maximum. Ends are compared end by end, since a term that is unstated on both sides is the
    same unknown on both; `low` may then be above `high`.

    >>> Shift(low=Decimal("80.00"), high=Decimal("80.00")).amount
    Decimal('80.00')
    """

    low: Decimal
    high: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """The movement where both ends move alike, else None."""
        return self.low if self.low == self.high else None

    @property
    def none(self) -> bool:
        """Whether neither end moves."""
        return self.low == 0 and self.high == 0


class Effect(Frozen):
    """One thing that differs between two cases, and what it does to the sum by itself.

    `forward` is what the sum moves by when this alone is changed in the first case to what the second
    has; `backward` what it moves by, seen from the first to the second, when this alone is changed
    back in the second. They differ where the change works together with others. Either is None where that
    one change alone gives no rule book or claim that can be worked out, e.g. a table without a row.
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
        """Whether the change by itself moves the sum on either side, or cannot stand by itself."""
        return any(shift is None or not shift.none for shift in (self.forward, self.backward))


class WaterfallStep(Frozen):
    """One step on the way from the first case to the second.

    `paths` are the changes that it makes: one, or several that cannot be made one after the other.
    `low` and `high` are the sum after the step, in yuan, and `shift` is what the step moved it by. The
    shifts of all steps add up to the whole difference, to the fen, at each end that is known.
    """

    paths: tuple[str, ...]
    name: Text
    shift: Shift
    low: Decimal
    high: Decimal | None


class Bar(Frozen):
    """One bar of a waterfall, ready to be drawn: from `start` up or down to `end`, in yuan.

    The first bar and the last stand on 0 and are the sums of the two cases; those between are steps.
    `start` and `end` are the least that is due; `start_high` and `end_high` the most (None: not known),
    the same where the sum is stated. `paths` is empty for the two sums.
    """

    kind: Literal["from", "step", "to"]
    name: Text
    paths: tuple[str, ...]
    start: Decimal
    end: Decimal
    start_high: Decimal | None
    end_high: Decimal | None


def plain(value: Decimal) -> str:
    """A decimal without idle zeros and exponents."""
    return f"{value.normalize():f}"


def decimal_of(value: Fraction, places: int) -> Decimal:
    """A fraction as a decimal of so many places, rounded half up (away from zero)."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


class Sums(NamedTuple):
    """The least and the most that is due, in whole fen; `high` is None where no maximum is known."""

    low: int
    high: int | None

    def plus(self, offset: "Sums") -> "Sums":
        """The sums with an offset added end by end."""
        high = None if self.high is None or offset.high is None else self.high + offset.high
        return Sums(self.low + offset.low, high)

    def minus(self, other: "Sums | None") -> "Sums":
        """By how much these sums exceed others; nothing where the others are not known."""
        if other is None or self == other:
            return Sums(0, 0)
        high = None if self.high is None or other.high is None else self.high - other.high
        return Sums(self.low - other.low, high)


def shift_of(here: Sums | None, there: Sums | None) -> Shift | None:
    """By how much one sum differs from another; None where one of them is not known."""
    if here is None or there is None:
        return None
    high = None if here.high is None or there.high is None else to_yuan(there.high - here.high)
    return Shift(low=to_yuan(there.low - here.low), high=high)


def bounds_of(sums: Sums) -> Bounds:
    """Sums in fen as bounds in yuan."""
    return Bounds(low=to_yuan(sums.low), high=None if sums.high is None else to_yuan(sums.high))
