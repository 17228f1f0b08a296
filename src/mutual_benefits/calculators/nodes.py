"""Expressions as a graph: written like narwhals expressions, but what is used twice is worked out once.

A data-frame expression is a tree: a part used in two places is built, planned and (on most engines)
computed twice, and formulas use most of their parts several times. So the columnar calculator writes
nodes, and `Graph.columns` turns them into columns, stage by stage: first the shared parts that need
only what the frame holds, then those that need the first, and so on.
"""

from typing import Any

import narwhals.stable.v2 as nw

_SIGNS = {
    "add": "__add__",
    "sub": "__sub__",
    "mul": "__mul__",
    "floordiv": "__floordiv__",
    "eq": "__eq__",
    "ne": "__ne__",
    "lt": "__lt__",
    "le": "__le__",
    "gt": "__gt__",
    "ge": "__ge__",
    "and": "__and__",
    "or": "__or__",
}


class Node:
    """One operation on other nodes, or a leaf: a column, a constant, an expression of narwhals' own."""

    __hash__ = object.__hash__
    __slots__ = ("args", "operation", "options")

    def __init__(self, operation: str, args: tuple["Node", ...] = (), options: tuple[Any, ...] = ()) -> None:
        self.operation = operation
        self.args = args
        self.options = options

    def __add__(self, other: "Node | int") -> "Node":
        return Node("add", (self, _node(other)))

    def __sub__(self, other: "Node | int") -> "Node":
        return Node("sub", (self, _node(other)))

    def __mul__(self, other: "Node | int") -> "Node":
        return Node("mul", (self, _node(other)))

    def __floordiv__(self, other: "Node | int") -> "Node":
        return Node("floordiv", (self, _node(other)))

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
        raise TypeError("a column is neither true nor false; use the verb `choose`")

    def clip(self, *, lower_bound: int | None = None, upper_bound: int | None = None) -> "Node":
        """The number, kept within bounds; at once where it is one of several constants."""
        if self.operation == "choice" and self.constants():
            condition, *values = self.args
            kept = (value.clip(lower_bound=lower_bound, upper_bound=upper_bound) for value in values)
            return Node("choice", (condition, *kept))
        if self.constants():
            least = self.options[0] if lower_bound is None else max(self.options[0], lower_bound)
            return constant(least if upper_bound is None else min(least, upper_bound), self.options[1])
        return Node("clip", (self,), (lower_bound, upper_bound))

    def constants(self) -> bool:
        """Whether the node is a whole number that all rows share, or chooses between such numbers."""
        if self.operation == "choice":
            return len(self.args) > 2 and all(value.constants() for value in self.args[1:])
        return self.operation == "constant" and isinstance(self.options[0], int)

    def fill_null(self, value: Any) -> "Node":
        """The value, with a constant in place of nulls."""
        return Node("fill_null", (self,), (value,))

    def is_null(self) -> "Node":
        """Whether there is no value."""
        return Node("is_null", (self,))

    def is_in(self, values: list[Any]) -> "Node":
        """Whether the value is one of these; a run of whole numbers needs no list."""
        if len(values) == 1:
            return Node("eq", (self, constant(values[0])))
        if len(set(values)) == max(values) - min(values) + 1:
            return (self >= constant(min(values))) & (self <= constant(max(values)))
        return Node("is_in", (self,), tuple(values))

    def replace(self, old: list[Any], new: list[Any], *, default: int) -> "Node":
        """The number that stands beside each value, or the default."""
        return Node("replace", (self,), (tuple(old), tuple(new), default))


def _node(value: "Node | int") -> Node:
    return value if isinstance(value, Node) else constant(value)


def column(name: str) -> Node:
    """A column of the frame."""
    return Node("column", (), (name,))


def constant(value: Any, dtype: Any = nw.Int64) -> Node:
    """The same value in every row, of a type that is always said."""
    return Node("constant", (), (value, dtype))


def source(expression: Any) -> Node:
    """An expression of narwhals' own over the frame's columns."""
    return Node("source", (), (expression,))


def choice(condition: Node, then: Node, otherwise: Node | None = None) -> Node:
    """One value or the other, row by row; null where there is no other."""
    return Node("choice", (condition, then) if otherwise is None else (condition, then, otherwise))


class Graph:
    """The nodes of one run, numbered by what they say, and the columns that already hold some of them."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._known: dict[Any, int] = {}
        self._nodes: list[Node] = []
        self._held: dict[int, str] = {}
        self._alive: list[Node] = []

    def number(self, node: Node) -> int:
        """The number of a node; nodes that say the same have the same."""
        found = self._numbers.get(id(node))
        if found is not None:
            return found
        parts = tuple(self.number(part) for part in node.args)
        options = (id(node.options[0]),) if node.operation == "source" else node.options
        key = (node.operation, parts, tuple((type(one), one) for one in options))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self._nodes)
            self._nodes.append(node)
        # Identities are reused once a node is gone, so every node that was numbered is kept.
        self._numbers[id(node)] = found
        self._alive.append(node)
        return found

    def columns(self, frame: Any, wanted: dict[str, Node]) -> Any:
        """The frame with these columns, and helper columns for what several of them share."""
        uses: dict[int, int] = {}
        order: list[int] = []
        for node in wanted.values():
            self._count(node, uses, order)
        if _divides_at_length(frame):
            for number in order:
                if number not in self._held and self._nodes[number].operation == "floordiv":
                    uses[self.number(self._nodes[number].args[0])] += 1
        levels: dict[int, int] = {}
        stages: list[list[int]] = []
        for number in order:
            node = self._nodes[number]
            if number in self._held:
                levels[number] = 0
                continue
            level = max((levels[self.number(part)] for part in node.args), default=0)
            if uses[number] > 1 and node.operation not in ("column", "constant"):
                while len(stages) <= level:
                    stages.append([])
                stages[level].append(number)
                level += 1
            levels[number] = level
        for stage in stages:
            made = {f"__mb_{number}": self._expression(number, {}) for number in stage}
            frame = frame.with_columns(**made)
            self._held |= {number: f"__mb_{number}" for number in stage}
        memo: dict[int, Any] = {}
        return frame.with_columns(
            **{name: self._expression(self.number(node), memo) for name, node in wanted.items()}
        )

    def _count(self, node: Node, uses: dict[int, int], order: list[int]) -> None:
        number = self.number(node)
        uses[number] = uses.get(number, 0) + 1
        if uses[number] == 1:
            if number not in self._held:
                for part in self._nodes[number].args:
                    self._count(part, uses, order)
            order.append(number)

    def _expression(self, number: int, memo: dict[int, Any]) -> Any:
        if number in self._held:
            return nw.col(self._held[number])
        if number not in memo:
            node = self._nodes[number]
            parts = [self._expression(self.number(part), memo) for part in node.args]
            memo[number] = _built(node, parts)
        return memo[number]


def _divides_at_length(frame: Any) -> bool:
    """Whether the engine is told of floor division in SQL that says the dividend many times over."""
    return isinstance(frame, nw.LazyFrame) and not frame.implementation.is_polars()


def _built(node: Node, parts: list[Any]) -> Any:
    """The narwhals expression of one node over those of its parts."""
    operation, options = node.operation, node.options
    if operation in _SIGNS:
        return getattr(parts[0], _SIGNS[operation])(parts[1])
    if operation == "column":
        return nw.col(options[0])
    if operation == "constant":
        return nw.lit(options[0], dtype=options[1])
    if operation == "source":
        return options[0]
    if operation == "choice":
        chosen = nw.when(parts[0]).then(parts[1])
        return chosen.otherwise(parts[2]) if len(parts) > 2 else chosen
    if operation == "not":
        return ~parts[0]
    if operation == "clip":
        return parts[0].clip(*options)
    if operation == "is_in":
        return parts[0].is_in(list(options))
    if operation == "replace":
        old, new, default = options
        return parts[0].replace_strict(list(old), list(new), default=default, return_dtype=nw.Int64)
    return getattr(parts[0], operation)(*options)
