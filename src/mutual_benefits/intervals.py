"""Intervals: numbers known only within bounds, and conditions not known to hold."""

from enum import Enum
from typing import Any, Literal

from ._texts import both

Value = Any
"""A number or a truth value of the calculator in use: an int, an interval, a column."""


NEITHER = both(
    "a condition that is not known for one claim is neither true nor false; use the verb `choose`",
    "未对单件申请确定的条件既非真也非假；请用 `choose`",
)
"""The error for a formula that branches on a fact of the claims."""


class Unsure(Enum):
    """The truth value of a condition that depends on an unknown."""

    UNSURE = "unsure"

    def __bool__(self) -> Literal[False]:
        raise TypeError(NEITHER)


UNSURE = Unsure.UNSURE


class Interval:
    """A whole number between two bounds; a bound of None is open."""

    __slots__ = ("high", "low")

    def __init__(self, low: int | None, high: int | None) -> None:
        self.low = low
        self.high = high

    def __repr__(self) -> str:
        return f"Interval({self.low}, {self.high})"

    def __add__(self, other: Value) -> Value:
        low, high = ends(other)
        return span(_plus(self.low, low), _plus(self.high, high))

    __radd__ = __add__

    def __neg__(self) -> Value:
        return Interval(_minus(self.high), _minus(self.low))

    def __sub__(self, other: Value) -> Value:
        low, high = ends(other)
        return span(_plus(self.low, _minus(high)), _plus(self.high, _minus(low)))

    def __rsub__(self, other: Value) -> Value:
        return -self + other

    def __mul__(self, other: Value) -> Value:
        low, high = ends(other)
        if self.low is None or low is None or self.low < 0 or low < 0:
            raise ArithmeticError(
                both("intervals are multiplied only where both are not negative", "区间相乘时均不得为负数")
            )
        if self.high == 0 or high == 0:
            return 0
        return span(self.low * low, None if self.high is None or high is None else self.high * high)

    __rmul__ = __mul__

    def __lt__(self, other: Value) -> Value:
        low, high = ends(other)
        if self.high is not None and low is not None and self.high < low:
            return True
        if self.low is not None and high is not None and self.low >= high:
            return False
        return UNSURE

    def __le__(self, other: Value) -> Value:
        return self < other + 1

    def __gt__(self, other: Value) -> Value:
        return negate(self <= other)

    def __ge__(self, other: Value) -> Value:
        return negate(self < other)


def _plus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _minus(a: int | None) -> int | None:
    return None if a is None else -a


def ends(value: Value) -> tuple[int | None, int | None]:
    """The lowest and the highest number that a value can be; None where that end is open."""
    return (value.low, value.high) if isinstance(value, Interval) else (value, value)


def span(low: int | None, high: int | None) -> Value:
    """An interval, or the number itself where both bounds are equal."""
    return low if low is not None and low == high else Interval(low, high)


def less_by_ends(a: Value, b: Value) -> Value:
    """One number less another on which it depends, so that the two add up to the first again.

    The ends of the result may be the wrong way round.

    >>> less_by_ends(1, Interval(0, 1)) + Interval(0, 1)
    1
    """
    (low, high), (least, most) = ends(a), ends(b)
    return span(_plus(low, _minus(least)), _plus(high, _minus(most)))


def negate(a: Value) -> Value:
    """The negation of true, false or unsure."""
    return a if a is UNSURE else not a
