"""The same calculators with every step kept: what an explanation is made from."""

from typing import Any, NamedTuple

from ..intervals import Value, span
from ..limits import Limit
from ..rules.calculator import Sourced
from ..terms import Ladder, Table, Unstated
from .bounded import Bounded
from .exact import Exact


class RawStep(NamedTuple):
    """One step as the calculators keep it; `words` and the `Step` model make it readable."""

    label: str
    value: Value
    unit: str
    term: Sourced | None = None
    key: str | int | None = None
    limit: Limit | None = None
    around: tuple[Value, Value, Value] | None = None
    """Of a limit: the units asked, the units used before, the ceiling."""


class Trace:
    """The steps of one claim: those of each benefit, and those of the conditions that hold."""

    __slots__ = ("checked", "parts")

    def __init__(self) -> None:
        self.parts: list[tuple[RawStep, ...]] = []
        self.checked: list[RawStep] = []


_LAST = 0
"""Where `leaves` keeps the term that was looked up last."""


class Tracing(Exact):
    """What tracing adds to either calculator: steps, limits and look-ups leave a record behind.

    `leaves` keeps, by the identity of each term looked up, the figure that it led to in the end and
    the key of the table's row on the way.
    """

    __slots__ = ()

    steps: list[RawStep]
    checked: list[RawStep]
    """The steps of conditions that turned out to hold."""
    leaves: dict[int, tuple[Any, str | int | None]]

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        value = super().look_up(term, ordinal)
        if isinstance(term, Ladder):
            leaf = self.leaves[_LAST]
        elif isinstance(term, Table):
            row = self.row(term)
            nested = (term, None) if type(row) is int else self.leaves[_LAST]
            leaf = (nested[0], nested[1] or getattr(self.facts, term.by))
        else:
            leaf = (term, None)
        self.leaves[_LAST] = self.leaves[id(term)] = leaf
        return value

    def capped(self, value: Value, term: Any, label: str, unit: str) -> Value:
        capped = super().capped(value, term, label, unit)
        most = span(term.low, term.high) if isinstance(term, Unstated) else self.look_up(term)
        self.step(label, most, unit, term)
        return capped

    def step(self, label: str, value: Value, unit: str, term: Any = None) -> Value:
        leaf, key = (None, None) if term is None else self.leaves.get(id(term), (term, None))
        self.steps.append(RawStep(label, value, unit, leaf, key))
        return value

    def granted(self, limit: Limit, asked: Value, used: Value) -> Value:
        granted = super().granted(limit, asked, used)
        ceiling: Any = limit.ceiling
        most = 0 if ceiling is None else self.look_up(ceiling)
        if most != 0:  # a ceiling of 0 keeps a limit out of a case to which it does not apply
            leaf, _ = self.leaves[id(ceiling)]
            around = (asked, used, most)
            self.steps.append(RawStep("limit", granted, limit.unit, leaf, None, limit, around))
        return granted

    def conditions_met(self) -> None:
        self.checked.extend(self.steps)
        self.steps.clear()

    def taken(self) -> tuple[RawStep, ...]:
        steps = tuple(self.steps)
        self.steps.clear()
        return steps


class TracedExact(Tracing):
    """`Exact`, keeping its steps."""

    __slots__ = ("checked", "leaves", "steps")

    def __init__(self, facts: Any, ledger: dict[str, Any], trace: Trace) -> None:
        super().__init__(facts, ledger)
        self.steps = []
        self.checked = trace.checked
        self.leaves = {}


class TracedBounded(Tracing, Bounded):
    """`Bounded`, keeping its steps."""

    __slots__ = ("checked", "leaves", "steps")

    def __init__(self, facts: Any, ledger: dict[str, Any], trace: Trace) -> None:
        super().__init__(facts, ledger)
        self.steps = []
        self.checked = trace.checked
        self.leaves = {}
