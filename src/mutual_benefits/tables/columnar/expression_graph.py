"""Translates expressions for each engine, in its cheapest form, and computes shared parts once.

A data-frame expression is a tree: on most engines a part that is used in two places is built, planned and
computed twice, and formulas use most of their parts several times. So the columnar calculator writes nodes,
and `ExpressionGraph.columns` turns them into columns stage by stage: first the shared parts that need only
the frame's columns, then those that need the first stage, and so on.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from ..native.frames import Frame
from .expression import Node
from .translation import built, looked_up, without_type


class EngineCosts(NamedTuple):
    """The sizes from which one form of an expression is cheaper than another on an engine.

    A size is a number of operations in the expression that the engine receives.
    """

    column_from: int
    """A part becomes a column of its own if repeating it would add more operations than this."""
    dividends: int
    """How many times the engine's floor division repeats its dividend."""
    steps: int
    """With fewer bounds than this, the steps of a number become comparisons, otherwise a look-up by key."""


EAGER = EngineCosts(column_from=0, dividends=1, steps=6)
"""Each comparison passes over all rows, so a look-up by key costs as much as six of them."""

STREAMED = EngineCosts(column_from=0, dividends=1, steps=48)
"""Comparisons are computed batch by batch, while a look-up by key gathers the whole column first."""

SQL = EngineCosts(column_from=14, dividends=6, steps=256)
"""Each stage of columns is bound and planned anew, and what a stage repeats is computed once. A choice is
computed only for the rows that take a side, and a look-up tries one key after the other.
"""

REPEATING = ("floordiv", "steps", "clip")
"""Operations that may repeat their first part."""

MOST_KEYS = 10_000
"""The most keys that a look-up may list."""

SOURCE_SIZE = 4
"""The size assumed of a narwhals expression, which cannot be inspected."""


class ExpressionGraph:
    """The nodes of one run, numbered so that equal nodes share a number, and the columns already made."""

    def __init__(self) -> None:
        self._costs = EAGER
        self._api: Any = nw
        self._numbers: dict[int, int] = {}
        self._number_by_key: dict[Any, int] = {}
        self._nodes: list[Node] = []
        self._columns: dict[int, str] = {}
        self._alive: list[Node] = []

    def copy(self) -> "ExpressionGraph":
        """The graph for a frame that goes another way from here on."""
        other = ExpressionGraph()
        other._numbers, other._number_by_key = self._numbers.copy(), self._number_by_key.copy()
        other._nodes, other._columns, other._alive = [*self._nodes], self._columns.copy(), [*self._alive]
        return other

    def number(self, node: Node) -> int:
        """The number of a node; equal nodes have the same number."""
        number = self._numbers.get(id(node))
        if number is not None:
            return number
        parts = tuple(self.number(part) for part in node.args)
        options = (id(node.options[0]),) if node.operation == "source" else node.options
        key = (node.operation, parts, tuple((type(one), one) for one in options))
        number = self._number_by_key.get(key)
        if number is None:
            number = self._number_by_key[key] = len(self._nodes)
            self._nodes.append(node)
        # Python reuses the identity of an object that is gone, so every numbered node is kept.
        self._numbers[id(node)] = number
        self._alive.append(node)
        return number

    def columns(self, frame: Frame, wanted: dict[str, Node], *, keep: Sequence[Any] | None = None) -> Frame:
        """The frame with the wanted columns, and helper columns for the parts that several of them share.

        With `keep`, the result has only these columns of the frame and the wanted ones.
        """
        self._costs = _costs_of(frame)
        self._api = frame.api
        for stage in self._stages(wanted):
            helpers = {f"__mb_{number}": self._expression(number, {}) for number in stage}
            frame = frame.with_columns(**helpers)
            self._columns |= {number: f"__mb_{number}" for number in stage}
        memo: dict[int, Any] = {}
        results = {name: self._expression(self.number(node), memo) for name, node in wanted.items()}
        return frame.with_columns(**results) if keep is None else frame.select(*keep, **results)

    def _stages(self, wanted: dict[str, Node]) -> list[list[int]]:
        """The shared parts that are worth a column, in stages: each part after those that it needs."""
        uses: dict[int, int] = {}
        order: list[int] = []
        for node in wanted.values():
            self._count_uses(node, uses, order)
        levels: dict[int, int] = {}
        sizes: dict[int, int] = {}
        stages: list[list[int]] = []
        for number in order:
            node = self._nodes[number]
            if number in self._columns:
                levels[number], sizes[number] = 0, 1
                continue
            parts = [self.number(part) for part in node.args]
            level = max((levels[part] for part in parts), default=0)
            size = SOURCE_SIZE if node.operation == "source" else 1 + sum(sizes[part] for part in parts)
            if node.operation in REPEATING:
                size += (sizes[parts[0]] + 1) * (self._repeats(node) - 1)
            repeated = size * (uses[number] - 1)
            if repeated > self._costs.column_from and node.operation not in ("column", "constant"):
                while len(stages) <= level:
                    stages.append([])
                stages[level].append(number)
                level, size = level + 1, 1
            levels[number], sizes[number] = level, size
        return stages

    def _count_uses(self, node: Node, uses: dict[int, int], order: list[int]) -> None:
        number = self.number(node)
        uses[number] = uses.get(number, 0) + 1
        if uses[number] == 1:
            if number not in self._columns:
                for part in self._nodes[number].args:
                    self._count_uses(part, uses, order)
                if node.operation in REPEATING:
                    first = self.number(self._nodes[number].args[0])
                    uses[first] += self._repeats(node) - 1
            order.append(number)

    def _repeats(self, node: Node) -> int:
        """How many times a node's expression contains the node's first part."""
        if node.operation == "floordiv":
            return self._costs.dividends
        if node.operation == "clip":
            return 2
        return len(node.options[1]) if self._compares(node) else 1

    def _compares(self, node: Node) -> bool:
        """Whether the steps of a number become comparisons."""
        _, bounds, kind = node.options
        few = len(bounds) < self._costs.steps
        return few or kind != nw.Int64 or bounds[-1] - bounds[0] > MOST_KEYS

    def _expression(self, number: int, memo: dict[int, Any]) -> Any:
        if number in self._columns:
            return self._api.col(self._columns[number])
        if number not in memo:
            node = self._nodes[number]
            untyped = without_type(node)
            parts = [
                part.options[0] if index in untyped else self._expression(self.number(part), memo)
                for index, part in enumerate(node.args)
            ]
            if node.operation == "steps" and not self._compares(node):
                memo[number] = looked_up(self._api, parts[0], *node.options)
            else:
                memo[number] = built(self._api, node, parts)
        return memo[number]


def _costs_of(frame: Frame) -> EngineCosts:
    """The costs of a frame's engine."""
    if not frame.lazy:
        return EAGER
    return STREAMED if frame.engine.is_polars() else SQL
