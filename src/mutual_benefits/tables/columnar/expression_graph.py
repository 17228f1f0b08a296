"""Nodes as columns: what is used twice is worked out once, in the way that is cheapest on the engine.

A data-frame expression is a tree: a part used in two places is built, planned and (on most engines)
computed twice, and formulas use most of their parts several times. So the columnar calculator writes
nodes, and `Graph.columns` turns them into columns, stage by stage: first the shared parts that need
only what the frame holds, then those that need the first, and so on.
"""

import operator
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from .expression import Node

_SIGNS = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "floordiv": operator.floordiv,
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "and": operator.and_,
    "or": operator.or_,
}


class EngineCosts(NamedTuple):
    """What it costs to tell an engine of expressions, and what they cost it."""

    column_from: int
    """How much a part says that, told once more, would be worth a column of its own."""
    dividends: int
    """How many times a floor division says its dividend."""
    steps: int
    """Up to so many steps of a number are told as comparisons, and more as a look-up by key."""


EAGER = EngineCosts(column_from=0, dividends=1, steps=6)
"""Each comparison passes over all rows: a look-up by key is as quick as six of them."""

STREAMED = EngineCosts(column_from=0, dividends=1, steps=48)
"""Comparisons are worked out on what is at hand, while a look-up by key gathers the whole column first."""

SQL = EngineCosts(column_from=14, dividends=6, steps=256)
"""Each stage of columns is read and planned anew; what one stage says twice is worked out once. Of a
choice only the rows that take a side are worked out, and keys are looked for one after the other.
"""

SAY_AGAIN = ("floordiv", "steps")
"""Operations that may say their first part several times over."""

MANY_KEYS = 10_000
"""So many keys a look-up may list."""

SOURCE = 4
"""What an expression of narwhals' own is taken to say, which cannot be looked into."""


class ExpressionGraph:
    """The nodes of one run, numbered by what they say, and the columns that already hold some of them."""

    def __init__(self) -> None:
        self._telling = EAGER
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

    def columns(self, frame: Any, wanted: dict[str, Node], *, beside: Sequence[str] | None = None) -> Any:
        """The frame with these columns, and helper columns for what several of them share.

        `beside` are the only columns that are kept beside them, if not all that there are.
        """
        self._telling = _telling(frame)
        for stage in self._stages(wanted):
            made = {f"__mb_{number}": self._expression(number, {}) for number in stage}
            frame = frame.with_columns(**made)
            self._held |= {number: f"__mb_{number}" for number in stage}
        memo: dict[int, Any] = {}
        made = {name: self._expression(self.number(node), memo) for name, node in wanted.items()}
        return frame.with_columns(**made) if beside is None else frame.select(*beside, **made)

    def _stages(self, wanted: dict[str, Node]) -> list[list[int]]:
        """The shared parts that are worth a column, each behind those that it needs."""
        uses: dict[int, int] = {}
        order: list[int] = []
        for node in wanted.values():
            self._count(node, uses, order)
        levels: dict[int, int] = {}
        sizes: dict[int, int] = {}
        stages: list[list[int]] = []
        for number in order:
            node = self._nodes[number]
            if number in self._held:
                levels[number], sizes[number] = 0, 1
                continue
            parts = [self.number(part) for part in node.args]
            level = max((levels[part] for part in parts), default=0)
            size = SOURCE if node.operation == "source" else 1 + sum(sizes[part] for part in parts)
            if node.operation in SAY_AGAIN:
                size += (sizes[parts[0]] + 1) * (self._times_said(node) - 1)
            again = size * (uses[number] - 1)
            if again > self._telling.column_from and node.operation not in ("column", "constant"):
                while len(stages) <= level:
                    stages.append([])
                stages[level].append(number)
                level, size = level + 1, 1
            levels[number], sizes[number] = level, size
        return stages

    def _count(self, node: Node, uses: dict[int, int], order: list[int]) -> None:
        number = self.number(node)
        uses[number] = uses.get(number, 0) + 1
        if uses[number] == 1:
            if number not in self._held:
                for part in self._nodes[number].args:
                    self._count(part, uses, order)
                if node.operation in SAY_AGAIN:
                    first = self.number(self._nodes[number].args[0])
                    uses[first] += self._times_said(node) - 1
            order.append(number)

    def _times_said(self, node: Node) -> int:
        """How many times the first part of a node is said where the node is."""
        if node.operation == "floordiv":
            return self._telling.dividends
        return len(node.options[1]) if self._compares(node) else 1

    def _compares(self, node: Node) -> bool:
        """Whether the steps of a number are told as comparisons."""
        _, bounds, kind = node.options
        few = len(bounds) < self._telling.steps
        return few or kind != nw.Int64 or bounds[-1] - bounds[0] > MANY_KEYS

    def _expression(self, number: int, memo: dict[int, Any]) -> Any:
        if number in self._held:
            return nw.col(self._held[number])
        if number not in memo:
            node = self._nodes[number]
            plain = _plain(node)
            parts = [
                part.options[0] if place in plain else self._expression(self.number(part), memo)
                for place, part in enumerate(node.args)
            ]
            if node.operation == "steps" and not self._compares(node):
                memo[number] = _looked_up(parts[0], *node.options)
            else:
                memo[number] = _built(node, parts)
        return memo[number]


def _telling(frame: Any) -> EngineCosts:
    """What it costs to tell the engine of a frame."""
    if not isinstance(frame, nw.LazyFrame):
        return EAGER
    return STREAMED if frame.implementation.is_polars() else SQL


def _plain(node: Node) -> tuple[int, ...]:
    """The places of a node's constants that need no type, for what they meet has theirs."""
    constants = tuple(place for place, part in enumerate(node.args) if part.operation == "constant")
    if node.operation in _SIGNS:
        return constants if len(constants) < len(node.args) else ()
    last = node.args[2:] if node.operation == "choice" else ()
    return (2,) if last and last[0].operation == "constant" and _whole(*last[0].options) else ()


def _whole(value: Any, kind: Any) -> bool:
    return kind == nw.Int64 and isinstance(value, int)


def _literal(value: Any, kind: Any) -> Any:
    """A constant of a type: words and days tell their own, while engines would choose that of a number."""
    return nw.lit(value, dtype=None if isinstance(value, (str, date)) else kind)


def _built(node: Node, parts: list[Any]) -> Any:
    """The narwhals expression of one node over those of its parts."""
    operation, options = node.operation, node.options
    if operation in _SIGNS:
        return _SIGNS[operation](parts[0], parts[1])
    if operation == "column":
        return nw.col(options[0])
    if operation == "constant":
        return _literal(*options)
    if operation == "source":
        return options[0]
    if operation == "choice":
        chosen = nw.when(parts[0]).then(parts[1])
        return chosen.otherwise(parts[2]) if len(parts) > 2 else chosen
    if operation == "steps":
        return _compared(parts[0], *options)
    if operation == "not":
        return ~parts[0]
    if operation == "clip":
        return parts[0].clip(*options)
    if operation == "is_in":
        return parts[0].is_in(list(options))
    return getattr(parts[0], operation)(*options)


def _compared(number: Any, values: tuple[Any, ...], bounds: tuple[int, ...], kind: Any) -> Any:
    """The value of a number's step by comparisons, the middle bound first."""
    if not bounds:
        return _literal(values[0], kind)
    middle = len(bounds) // 2
    below = _compared(number, values[: middle + 1], bounds[:middle], kind)
    if middle == len(bounds) - 1 and _whole(values[-1], kind):
        return nw.when(number < bounds[middle]).then(below).otherwise(values[-1])
    above = _compared(number, values[middle + 1 :], bounds[middle + 1 :], kind)
    return nw.when(number < bounds[middle]).then(below).otherwise(above)


def _looked_up(number: Any, values: tuple[int, ...], bounds: tuple[int, ...], kind: Any) -> Any:
    """The value of a number's step by key; numbers outside the steps are taken to their ends."""
    keys = range(bounds[0] - 1, bounds[-1] + 1)
    found = [values[bisect_right(bounds, key)] for key in keys]
    within = number.clip(keys[0], keys[-1])
    return within.replace_strict(list(keys), found, default=0, return_dtype=kind)
