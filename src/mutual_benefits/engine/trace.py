"""The exact and the bounded calculator with every step recorded, for explanations."""

from typing import Any, NamedTuple

from ..claims import CLAIM_FACTS
from ..intervals import Value, ends, span
from ..limits import Limit
from ..rules.calculator import Sourced
from ..rules.words import WITH_OWN_WORDS
from ..terms import Ladder, Table, Unstated
from .bounded import Bounded
from .exact import Exact


class RawStep(NamedTuple):
    """One step as the calculators record it; `assessment.steps` puts it into words."""

    label: str
    value: Value
    unit: str
    term: Sourced | None = None
    key: str | int | None = None
    limit: Limit | None = None
    limit_units: tuple[Value, Value, Value] | None = None
    """For a limit: the units asked for, the units used before, the ceiling."""


NAMED_WITH_FACT = (*WITH_OWN_WORDS, "occupation")
"""The facts of every claim whose words have names that depend on the fact."""


def row_key(by: str, key: Any) -> Any:
    """The key of the row of a table that was used; with the fact, if it is a number, or may be declared."""
    return f"{by}.{key}" if type(key) is int or (type(key) is str and may_be_declared(by)) else key


def may_be_declared(by: str) -> bool:
    """Whether a fact is one that plans declare, or has words that they declare or that it shares."""
    return by not in CLAIM_FACTS or by in NAMED_WITH_FACT


class Trace:
    """The steps of one claim: those of each benefit, and those of the conditions that hold."""

    __slots__ = ("benefits", "conditions")

    def __init__(self) -> None:
        self.benefits: list[tuple[RawStep, ...]] = []
        self.conditions: list[RawStep] = []


_LAST = 0
"""The key of `figures` for the term that was looked up last."""


class Tracing(Exact):
    """What tracing adds to either calculator: a record of steps, limits and look-ups.

    `figures` maps the identity of each term looked up to the figure that was used in the end, and the
    key of the table row that led to it.
    """

    __slots__ = ()

    steps: list[RawStep]
    condition_steps: list[RawStep]
    """The steps of conditions that hold."""
    figures: dict[int, tuple[Any, str | int | None]]

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        value = super().look_up(term, ordinal)
        figure: tuple[Any, str | int | None]
        if isinstance(term, Ladder):
            figure = (self.figures[_LAST][0], self.days(term))
        elif isinstance(term, Table):
            row = self.row(term)
            nested = (term, None) if row is None or type(row) is int else self.figures[_LAST]
            figure = (nested[0], nested[1] or row_key(term.by, getattr(self.facts, term.by)))
        else:
            figure = (term, None)
        self.figures[_LAST] = self.figures[id(term)] = figure
        return value

    def capped(self, value: Value, term: Any, label: str = "", unit: str = "") -> Value:
        capped = super().capped(value, term, label, unit)
        if not label:
            return capped
        most = span(term.low, term.high) if isinstance(term, Unstated) else self.look_up(term)
        self.step(label, most, unit, term, of=value)
        return capped

    def days(self, ladder: Ladder) -> str | None:
        """The days of cover for which the rung that was reached applies, unless a renewal may skip them."""
        rung = ladder.rung_at(self.facts.happened_on - self.facts.cover_from + 1)
        skipped = ladder.waiver is not None and self.facts.renewed and rung is not None
        return None if skipped else ladder.days_of(rung)

    def step(self, label: str, value: Value, unit: str, term: Any = None, of: Value = None) -> Value:
        told = value is not None or not label.startswith("fact.")
        if told and (of is None or ends(of) != (0, 0)):
            figure, key = (None, None) if term is None else self.figures.get(id(term), (term, None))
            self.steps.append(RawStep(label, value, unit, figure, key))
        return value

    def grant(self, limit: Limit, asked: Value, used: Value, ordinal: Value = None) -> Value:
        granted = super().grant(limit, asked, used, ordinal)
        ceiling: Any = limit.ceiling
        if ceiling is not None:
            most = self.look_up(ceiling, ordinal)
            figure, _ = self.figures[id(ceiling)]
            limit_units = (asked, used, most)
            self.steps.append(RawStep("limit", granted, limit.unit, figure, None, limit, limit_units))
        return granted

    def conditions_met(self) -> None:
        self.condition_steps.extend(self.steps)
        self.steps.clear()

    def pop_steps(self) -> tuple[RawStep, ...]:
        steps = tuple(self.steps)
        self.steps.clear()
        return steps


class TracedExact(Tracing):
    """`Exact`, recording its steps."""

    __slots__ = ("condition_steps", "figures", "steps")

    def __init__(self, facts: Any, ledger: dict[str, Any], trace: Trace) -> None:
        super().__init__(facts, ledger)
        self.steps = []
        self.condition_steps = trace.conditions
        self.figures = {}


class TracedBounded(Tracing, Bounded):
    """`Bounded`, recording its steps."""

    __slots__ = ("condition_steps", "figures", "steps")

    def __init__(self, facts: Any, ledger: dict[str, Any], trace: Trace) -> None:
        super().__init__(facts, ledger)
        self.steps = []
        self.condition_steps = trace.conditions
        self.figures = {}
