"""Numbers, days, words and conditions that differ from row to row.

A number has a lowest and a highest end, and a condition says whether it surely holds and whether it may,
so an unstated term bounds a row just as it bounds one claim. If a value is exact, both are the same node,
and nothing is computed twice. An open upper end is null.
"""

from collections.abc import Callable, Iterable
from typing import Any

from ...intervals import NEITHER
from ...intervals import Value as Value
from .bounds import (
    End,
    add,
    all_of,
    any_of,
    high_of_two,
    holds,
    inverse,
    is_below,
    is_open,
    literal,
    low_of_two,
    minus,
    pick,
    surely_below,
    times,
    times_open,
)
from .expression import Node

FAR_BELOW = -(10**15)
"""Stands for an open lower end in intermediate results, which `most(..., 0)` raises to 0."""

ABSENT = -1
"""The code of a word that was not given."""
UNKNOWN = -2
"""The code of a word that no plan knows."""


class ColumnCondition:
    """A condition row by row: whether it surely holds, and whether it may."""

    __slots__ = ("maybe", "sure")

    def __init__(self, sure: Any, maybe: Any) -> None:
        self.sure = sure
        self.maybe = maybe

    def __bool__(self) -> bool:
        raise TypeError(NEITHER)


def column_condition(sure: Any, maybe: Any | None = None) -> Value:
    """A condition, or the bool that all rows share."""
    maybe = sure if maybe is None else maybe
    return sure if isinstance(sure, bool) and sure is maybe else ColumnCondition(sure, maybe)


def sides(condition: Value) -> tuple[Any, Any]:
    """Whether a condition surely holds, and whether it may."""
    return (
        (condition.sure, condition.maybe)
        if isinstance(condition, ColumnCondition)
        else (condition, condition)
    )


class ColumnNumber:
    """A whole number row by row, between two ends; exact where both are the same expression."""

    __slots__ = ("high", "low")

    def __init__(self, low: End, high: End) -> None:
        self.low = low
        self.high = high

    def __add__(self, other: Value) -> Value:
        return both_ends(add, self, other)

    __radd__ = __add__

    def __mul__(self, other: Value) -> Value:
        (a_low, a_high), (b_low, b_high) = ends(self), ends(other)
        low = times(a_low, b_low)
        return column_number(low, low if a_high is a_low and b_high is b_low else times_open(a_high, b_high))

    __rmul__ = __mul__

    def __neg__(self) -> Value:
        low = FAR_BELOW if self.high is None else minus(self.high)
        if self.high is self.low:
            return column_number(low, low)
        if not isinstance(low, int):
            low = low.fill_null(FAR_BELOW)
        return ColumnNumber(low, minus(self.low))

    def __sub__(self, other: Value) -> Value:
        return self + (-other)

    def __rsub__(self, other: Value) -> Value:
        return -self + other

    def __lt__(self, other: Value) -> Value:
        return below(self, other, strictly=True)

    def __le__(self, other: Value) -> Value:
        return below(self, other, strictly=False)

    def __gt__(self, other: Value) -> Value:
        return below(other, self, strictly=True)

    def __ge__(self, other: Value) -> Value:
        return below(other, self, strictly=False)


class ColumnText:
    """A text fact row by row: the index of each row's word among the known `words`."""

    __slots__ = ("code", "words")

    def __init__(self, code: Any, words: tuple[str, ...]) -> None:
        self.code = code
        self.words = words


def ends(value: Value) -> tuple[End, End]:
    """The lowest and highest end of a number."""
    return (value.low, value.high) if isinstance(value, ColumnNumber) else (value, value)


def column_number(low: End, high: End) -> Value:
    """A number between two ends, or the int that all rows share."""
    return low if isinstance(low, int) and low is high else ColumnNumber(low, high)


def both_ends(verb: Callable[[End, End], End], a: Value, b: Value) -> Value:
    """A verb that increases in both operands, applied to each end, or once where both are exact."""
    (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
    low = verb(a_low, b_low)
    return column_number(low, low if a_high is a_low and b_high is b_low else verb(a_high, b_high))


def below(a: Value, b: Value, *, strictly: bool) -> Value:
    """Whether `a` is below `b`, surely and maybe."""
    (a_low, a_high), (b_low, b_high) = ends(a), ends(b)

    if a_high is a_low and b_high is b_low:
        return column_condition(is_below(a_low, b_low, strictly=strictly))
    sure = False if a_high is None else holds(is_below(a_high, b_low, strictly=strictly))
    maybe = True if b_high is None else is_below(a_low, b_high, strictly=strictly)
    maybe = maybe if isinstance(maybe, bool) else maybe.fill_null(value=True)
    return column_condition(sure, maybe)


def hull(one: Value, other: Value) -> Value:
    """The number that may be either of two, where an end may be open in some rows."""
    (low, high), (least, most) = ends(one), ends(other)
    either_open = any_of(is_open(high), is_open(most))
    greatest = None if either_open is True else pick(either_open, None, high_of_two(high, most))
    return ColumnNumber(low_of_two(low, least), greatest)


def unequal(a: Value, b: Value) -> Any:
    """Whether two numbers differ in either end; an open end equals an open end alone."""
    (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
    differs = ends_differ(a_low, b_low)
    if a_high is a_low and b_high is b_low:
        return differs
    return any_of(differs, ends_differ(a_high, b_high, may_be_open=True))


def ends_differ(x: End, y: End, *, may_be_open: bool = False) -> Any:
    """Whether two ends differ; an open end equals an open end alone."""
    if x is y or (isinstance(x, int) and isinstance(y, int)):
        return x != y if isinstance(x, int) else False
    if x is None or y is None:
        return inverse(is_open(y if x is None else x))
    if surely_below(x, y) or surely_below(y, x):
        return True
    differs = literal(x) != literal(y)
    if not may_be_open:
        return differs
    open_x, open_y = is_open(x), is_open(y)
    if open_x is False or open_y is False:
        return differs.fill_null(value=True)
    one_open = any_of(all_of(open_x, inverse(open_y)), all_of(inverse(open_x), open_y))
    # pandas itself keeps an open end as a NaN, which differs from itself.
    both_closed = all_of(inverse(open_x), inverse(open_y))
    return any_of(one_open, all_of(both_closed, holds(differs)))


def mentions(values: Iterable[Value], prefix: str) -> bool:
    """Whether any of these numbers and conditions is computed from a column whose name has this prefix."""
    pending = [
        part
        for value in values
        for part in (*(ends(value) if isinstance(value, ColumnNumber) else ()), *sides(value))
        if isinstance(part, Node)
    ]
    seen: set[int] = set()
    while pending:
        node = pending.pop()
        if id(node) not in seen:
            seen.add(id(node))
            pending += node.args
            if node.operation == "column" and node.options[0].startswith(prefix):
                return True
    return False
