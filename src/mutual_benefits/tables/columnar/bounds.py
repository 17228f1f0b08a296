"""The ends of a number in a table: an int that all rows share, a node of the graph, or None where open."""

from typing import Any

from .expression import Node, choice, constant

End = Any
"""One end of a number: an int, a node over Int64, or None for an upper end that is open."""


def literal(value: Any) -> Any:
    """A constant as an expression, always 64 bits wide; expressions pass through."""
    return constant(value) if isinstance(value, int) else value


def add(a: End, b: End) -> End:
    """The sum of two ends; null and None stay open."""
    if a is None or b is None:
        return None
    if isinstance(a, int) and isinstance(b, int):
        return a + b
    if isinstance(b, int):
        return a if b == 0 else a + literal(b)
    if isinstance(a, int) and a == 0:
        return b
    if b.operation == "mul" and b.args[1].among == {-1}:
        return literal(a) - b.args[0]
    return literal(a) + b


def minus(a: End) -> End:
    """A closed end with its sign turned."""
    return -a if isinstance(a, int) else a * literal(-1)


def times(a: End, b: End) -> End:
    """The product of two ends that are not negative; 0 times an open end is 0."""
    for one, other in ((a, b), (b, a)):
        if isinstance(one, int) and one == 0:
            return 0
        if isinstance(one, int) and one == 1:
            return other
        if one is None and not isinstance(other, int) and other is not None:
            return choice(other == literal(0), literal(0))
    if a is None or b is None:
        return None
    return a * b if isinstance(a, int) and isinstance(b, int) else literal(a) * literal(b)


def times_open(a: End, b: End) -> End:
    """The product of two upper ends, either of which may be open in some rows."""
    product = times(a, b)
    if isinstance(a, Node) and isinstance(b, Node):
        return choice((a == literal(0)) | (b == literal(0)), literal(0), product)
    return product


def pick(condition: Any, then: End, otherwise: End) -> End:
    """One end or the other, row by row; constants and equal ends need no expression."""
    if condition is True or then is otherwise:
        return then
    if condition is False:
        return otherwise
    if isinstance(then, int) and isinstance(otherwise, int) and then == otherwise:
        return then
    if otherwise is None:
        return choice(condition, literal(then))
    if then is None:
        return choice(~condition, literal(otherwise))
    return choice(condition, literal(then), literal(otherwise))


def equals(end: Any, number: int) -> Any:
    """Whether a closed end is this number; a bool where its possible values decide that already."""
    if isinstance(end, int):
        return end == number
    if end.among and (number not in end.among or len(end.among) == 1):
        return number in end.among
    if surely_below(number, end) or surely_below(end, number):
        return False
    if end.operation == "choice" and end.among:
        condition, then, otherwise = end.args
        here, elsewhere = equals(then, number), equals(otherwise, number)
        if isinstance(here, bool):
            return any_of(condition, elsewhere) if here else all_of(inverse(condition), elsewhere)
        if isinstance(elsewhere, bool):
            return any_of(inverse(condition), here) if elsewhere else all_of(condition, here)
    return end == literal(number)


def surely_below(a: End, b: End, *, strictly: bool = True) -> bool:
    """Whether one end is below the other in every valid row, by what the two can be, and neither is open."""
    return is_open(a) is False and is_open(b) is False and below_where_closed(a, b, strictly=strictly)


def below_where_closed(a: End, b: End, *, strictly: bool = True) -> bool:
    """Whether one end is below the other in every valid row in which neither is open."""
    most = a.most if isinstance(a, Node) else a
    least = b.least if isinstance(b, Node) else b
    if most is None or least is None:
        return False
    return most < least if strictly else most <= least


def is_below(a: End, b: End, *, strictly: bool) -> Any:
    """Whether one end is below another; a bool where what they can be decides that already."""
    if surely_below(a, b, strictly=strictly):
        return True
    if surely_below(b, a, strictly=not strictly):
        return False
    return a < b if strictly else a <= b


def low_of_two(a: End, b: End) -> End:
    """The lesser of two closed ends."""
    if surely_below(a, b, strictly=False):
        return a
    if surely_below(b, a, strictly=False):
        return b
    if isinstance(b, int):
        return a.clip(upper_bound=b)
    if isinstance(a, int):
        return b.clip(upper_bound=a)
    least = None if None in (a.least, b.least) else min(a.least, b.least)
    most = min((end.most for end in (a, b) if end.most is not None), default=None)
    return Node("choice", (a <= b, a, b), least=least, most=most)


def low_of_open(a: End, b: End) -> End:
    """The lesser of two upper ends, of which an open one is ignored."""
    if a is None or b is None:
        return b if a is None else a
    for one, other in ((a, b), (b, a)):
        if is_open(one) is False and below_where_closed(one, other, strictly=False):
            return one
    for one, other in ((a, b), (b, a)):
        if isinstance(one, int):
            return other.fill_null(one).clip(upper_bound=one)
    return pick(is_open(b), a, pick(any_of(is_open(a), b <= a), b, a))


def high_of_two(a: End, b: End) -> End:
    """The greater of two ends; null where either is."""
    if surely_below(a, b, strictly=False):
        return b
    if surely_below(b, a, strictly=False):
        return a
    if isinstance(b, int):
        return a.clip(lower_bound=b)
    if isinstance(a, int):
        return b.clip(lower_bound=a)
    return choice(any_of(is_open(a), a >= b), a, b)  # where b alone is null, so is the comparison: b


def holds(value: Any) -> Any:
    """A truth value in which a null is false."""
    return value if isinstance(value, bool) else value.fill_null(value=False)


def all_of(a: Any, b: Any) -> Any:
    """And, over bools and expressions."""
    if isinstance(a, bool):
        return b if a else False
    if isinstance(b, bool):
        return a if b else False
    return a & b


def inverse(a: Any) -> Any:
    """Not, over bools and expressions."""
    return not a if isinstance(a, bool) else ~a


def any_of(a: Any, b: Any) -> Any:
    """Or, over bools and expressions."""
    return inverse(all_of(inverse(a), inverse(b))) if isinstance(a, bool) or isinstance(b, bool) else a | b


def is_open(end: End) -> Any:
    """Whether an upper end is open, as a filter."""
    if end is None or isinstance(end, int):
        return end is None
    return end.is_null() if end.may_be_null else False
