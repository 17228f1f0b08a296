"""The same calculators with every step kept: what an explanation is made from."""

from typing import Any, NamedTuple

from ..limits import Limit
from ..terms import Table, Term
from .bounded import Bounded
from .exact import Exact

Value = Any


class RawStep(NamedTuple):
    """One step as the calculators keep it; `words` and the `Step` model make it readable."""

    label: str
    value: Value
    unit: str
    term: Term | None = None
    key: str | int | None = None
    limit: Limit | None = None
    around: tuple[Value, Value, Value] | None = None
    """Of a limit: the units asked, the units used before, the ceiling."""


class Tracing(Exact):
    """What tracing adds to either calculator: `step` and `draw` leave a record behind."""

    __slots__ = ()

    steps: list[RawStep]

    def step(self, label: str, value: Value, unit: str, term: Term | None = None) -> Value:
        self.steps.append(_step(self, label, value, unit, term))
        return value

    def granted(self, limit: Limit, asked: Value, used: Value) -> Value:
        granted = super().granted(limit, asked, used)
        if limit.ceiling is not None:
            ceiling: Any = limit.ceiling
            around = (asked, used, self.look_up(ceiling))
            self.steps.append(RawStep("limit", granted, limit.unit, ceiling, None, limit, around))
        return granted

    def conditions_met(self) -> None:
        self.steps.clear()

    def taken(self) -> tuple[RawStep, ...]:
        steps = tuple(self.steps)
        self.steps.clear()
        return steps


class TracedExact(Tracing):
    """`Exact`, keeping its steps."""

    __slots__ = ("steps",)

    def __init__(self, facts: Any, ledger: dict[str, Any]) -> None:
        super().__init__(facts, ledger)
        self.steps = []


class TracedBounded(Tracing, Bounded):
    """`Bounded`, keeping its steps."""

    __slots__ = ("steps",)

    def __init__(self, facts: Any, ledger: dict[str, Any]) -> None:
        super().__init__(facts, ledger)
        self.steps = []


def _step(do: Exact, label: str, value: Value, unit: str, term: Any) -> RawStep:
    key: str | int | None = None
    while isinstance(term, Table):
        key = getattr(do.facts, term.by)
        row = next(row for known, row in term.rows if known == key)
        if type(row) is int:
            break
        term = row
    return RawStep(label, value, unit, term, key)
