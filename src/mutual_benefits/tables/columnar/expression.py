"""Expressions as nodes: written like narwhals expressions, turned into columns by `expression_graph`.

Comparisons that can never be true are dropped.
"""

import operator
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from ...intervals import NEITHER


class Node:
    """One operation on other nodes, or a leaf: a column, a constant, or a narwhals expression.

    `among` are the whole numbers that it can be, and `least` and `most` the ends of what it can be in valid
    rows, if known beforehand.
    """

    __hash__ = object.__hash__
    __slots__ = ("among", "args", "least", "may_be_null", "most", "operation", "options")

    def __init__(
        self,
        operation: str,
        args: tuple["Node", ...] = (),
        options: tuple[Any, ...] = (),
        *,
        among: frozenset[int] | None = None,
        least: int | None = None,
        most: int | None = None,
    ) -> None:
        self.operation = operation
        self.args = args
        self.options = options
        self.among = among
        self.least = min(among) if among else least
        self.most = max(among) if among else most
        self.may_be_null: bool = _may_be_null(operation, args, options)

    def __add__(self, other: "Node | int") -> "Node":
        other = _node(other)
        least, most = _both(operator.add, self.least, other.least), _both(operator.add, self.most, other.most)
        return Node("add", (self, other), least=least, most=most)

    def __sub__(self, other: "Node | int") -> "Node":
        other = _node(other)
        least, most = _both(operator.sub, self.least, other.most), _both(operator.sub, self.most, other.least)
        return Node("sub", (self, other), least=least, most=most)

    def __mul__(self, other: "Node | int") -> "Node":
        other = _node(other)
        least, most = _ends_of_product(self, other)
        return Node("mul", (self, other), least=least, most=most)

    def __floordiv__(self, other: "Node | int") -> "Node":
        other = _node(other)
        divisor = other.most if other.least == other.most and _both(operator.gt, other.least, 0) else None
        least, most = (_both(operator.floordiv, end, divisor) for end in (self.least, self.most))
        return Node("floordiv", (self, other), least=least, most=most)

    def __mod__(self, other: "Node | int") -> "Node":
        return Node("mod", (self, _node(other)))

    def __eq__(self, other: Any) -> Any:
        return Node("eq", (self, _node(other)))

    def __ne__(self, other: Any) -> Any:
        return Node("ne", (self, _node(other)))

    def __lt__(self, other: "Node | int") -> "Node":
        return Node("lt", (self, _node(other)))

    def __le__(self, other: "Node | int") -> "Node":
        return Node("le", (self, _node(other)))

    def __gt__(self, other: "Node | int") -> "Node":
        return Node("gt", (self, _node(other)))

    def __ge__(self, other: "Node | int") -> "Node":
        return Node("ge", (self, _node(other)))

    def __and__(self, other: "Node | int") -> "Node":
        return Node("and", (self, _node(other)))

    def __or__(self, other: "Node | int") -> "Node":
        return Node("or", (self, _node(other)))

    def __invert__(self) -> "Node":
        return self.args[0] if self.operation == "not" else Node("not", (self,))

    def __bool__(self) -> bool:
        raise TypeError(NEITHER)

    def clip(self, *, lower_bound: int | None = None, upper_bound: int | None = None) -> "Node":
        """The number, kept within bounds; the bounds are applied to constants directly."""
        if upper_bound is not None and self.most is not None and self.most <= upper_bound:
            upper_bound = None
        if lower_bound is not None and self.least is not None and self.least >= lower_bound:
            lower_bound = None
        if lower_bound is None and upper_bound is None:
            return self

        def clipped(value: int) -> int:
            least = value if lower_bound is None else max(value, lower_bound)
            return least if upper_bound is None else min(least, upper_bound)

        if self.operation == "choice" and self.among:
            condition, *values = self.args
            bounds = {"lower_bound": lower_bound, "upper_bound": upper_bound}
            return choice(condition, *(value.clip(**bounds) for value in values))
        if self.operation == "steps" and self.among:
            values, bounds, kind = self.options
            return steps(self.args[0], [clipped(value) for value in values], bounds, kind)
        if self.operation == "constant" and self.among:
            return constant(clipped(self.options[0]), self.options[1])
        least = lower_bound if self.least is None else self.least
        most = upper_bound if self.most is None else self.most
        least, most = (None if end is None else clipped(end) for end in (least, most))
        return Node("clip", (self,), (lower_bound, upper_bound), least=least, most=most)

    def fill_null(self, value: Any) -> "Node":
        """The value, with a constant in place of nulls."""
        if not self.may_be_null:
            return self
        least, most = _both(min, self.least, value), _both(max, self.most, value)
        return Node("fill_null", (self,), (value,), least=least, most=most)

    def is_null(self) -> "Node":
        """Whether there is no value."""
        return Node("is_null", (self,))

    def is_in(self, values: list[Any]) -> "Node":
        """Whether the value is one of these; consecutive whole numbers become two comparisons."""
        if len(values) == 1:
            return Node("eq", (self, constant(values[0])))
        if len(set(values)) == max(values) - min(values) + 1:
            return (self >= constant(min(values))) & (self <= constant(max(values)))
        return Node("is_in", (self,), tuple(values))

    def wide(self) -> "Node":
        """The number in 64 bits, in which no result overflows."""
        return Node("cast", (self,), (nw.Int64,), among=self.among, least=self.least, most=self.most)


HELPER = "__mb_"
"""The prefix of the columns that a run adds to a frame; they hold no nulls."""


def _may_be_null(operation: str, args: tuple[Node, ...], options: tuple[Any, ...]) -> bool:
    """Whether an operation may come to a null; a choice whose condition is null takes the other side."""
    if operation in ("is_null", "fill_null"):
        return False
    if operation == "column":
        return not options[0].startswith(HELPER)
    if operation == "constant":
        return options[0] is None
    if operation == "steps":
        return None in options[0]
    if operation == "choice":
        return len(args) < 3 or any(part.may_be_null for part in args[1:])
    return operation == "source" or any(part.may_be_null for part in args)


def _ends_of_product(a: Node, b: Node) -> tuple[int | None, int | None]:
    """The ends of a product; where one of the factors has an open end, of factors that are not negative."""
    if a.least is None or b.least is None:
        return None, None
    if a.most is None or b.most is None:
        return (a.least * b.least, None) if a.least >= 0 and b.least >= 0 else (None, None)
    products = [one * other for one in (a.least, a.most) for other in (b.least, b.most)]
    return min(products), max(products)


def _node(value: "Node | int") -> Node:
    return value if isinstance(value, Node) else constant(value)


def column(name: str, *, least: int | None = None, most: int | None = None) -> Node:
    """A column of the frame, and the ends of what it holds in valid rows, if known."""
    return Node("column", (), (name,), least=least, most=most)


def constant(value: Any, dtype: Any = nw.Int64) -> Node:
    """The same value in every row, with an explicit type."""
    among = frozenset((value,)) if isinstance(value, int) else None
    return Node("constant", (), (value, dtype), among=among)


def source(expression: Any) -> Node:
    """A narwhals expression over the frame's columns."""
    return Node("source", (), (expression,))


def choice(condition: Node, then: Node, otherwise: Node | None = None) -> Node:
    """One value or the other, row by row; null where there is no other."""
    if then.operation == "choice" and then.args[0] is condition:
        then = then.args[1]
    if otherwise is None:
        return Node("choice", (condition, then), least=then.least, most=then.most)
    among = then.among | otherwise.among if then.among and otherwise.among else None
    least, most = _both(min, then.least, otherwise.least), _both(max, then.most, otherwise.most)
    return Node("choice", (condition, then, otherwise), among=among, least=least, most=most)


def _both(verb: Callable[[int, int], int], one: int | None, other: int | None) -> int | None:
    """What a verb makes of two ends, if both are known."""
    return None if one is None or other is None else verb(one, other)


def steps(
    number: Node, values: Sequence[Any], bounds: Sequence[int] | None = None, kind: Any = nw.Int64
) -> Node:
    """One value for each step of a number: the first below the first bound, and so on upwards.

    Without bounds the number is an index into the values. Steps that the number cannot reach are dropped,
    and neighbours with equal values are merged.
    """
    bounds = range(1, len(values)) if bounds is None else bounds
    reached: Iterable[int] = range(len(values))
    if number.among:
        reached = sorted({bisect_right(bounds, one) for one in number.among})
    elif number.least is not None and number.most is not None:
        reached = range(bisect_right(bounds, number.least), bisect_right(bounds, number.most) + 1)
    kept_values: list[Any] = []
    kept_bounds: list[int] = []
    for index in reached:
        if not kept_values:
            kept_values.append(values[index])
        elif values[index] != kept_values[-1]:
            kept_bounds.append(bounds[index - 1])
            kept_values.append(values[index])
    if not kept_bounds:
        return constant(kept_values[0], kind)
    among = frozenset(kept_values) if all(isinstance(value, int) for value in kept_values) else None
    return Node("steps", (number,), (tuple(kept_values), tuple(kept_bounds), kind), among=among)
