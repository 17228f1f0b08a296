"""The same calculators with every step kept: what an explanation is made from."""

from functools import partial
from typing import Any, NamedTuple

from ..intervals import span
from ..limits import Limit
from ..terms import Ladder, Table, Unstated
from . import Sourced
from .bounded import Bounded
from .exact import Exact
from .script import Said, Script
from .written import Written

Value = Any


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


class TracedWritten(Written):
    """`Written`, with lines that keep the steps in `trace`.

    `leaves` keeps what it keeps in `Tracing`, as words of the lines. A ladder, or a table whose rows are
    terms, leads to one figure or another, which the lines keep beside the number that was found.
    """

    def __init__(self, script: Script) -> None:
        super().__init__(script)
        self.leaves: dict[int, tuple[str, str]] = {}
        self.raw = script.thing(partial(tuple.__new__, RawStep))
        script.line("steps = []")

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        value = super().look_up(term, ordinal)
        if isinstance(term, Ladder):
            leaf = f"{value}_leaf", "None"
        elif isinstance(term, Table):
            plain, fact = all(type(row) is int for _, row in term.rows), f"facts[{term.by!r}]"
            table = self.script.thing(term)
            leaf = (table, fact) if plain else (f"{value}_leaf or {table}", f"{value}_key or {fact}")
        else:
            leaf = ("None" if isinstance(term, int) else self.script.thing(term)), "None"
        self.leaves[id(term)] = leaf
        return value

    def lead(self, found: Said, term: Any, ordinal: Value = None) -> None:
        super().lead(found, term, ordinal)
        leaf, key = self.leaves[id(term)]
        self.script.line(f"{found}_leaf, {found}_key = {leaf}, {key}")

    def capped(self, value: Value, term: Any, label: str, unit: str) -> Value:
        capped = super().capped(value, term, label, unit)
        if isinstance(term, Unstated):
            most = Said(self.script, self.script.thing(span(term.low, term.high)))
        else:
            most = self.look_up(term)
        self.step(label, most, unit, term)
        return capped

    def step(self, label: str, value: Value, unit: str, term: Any = None) -> Value:
        leaf, key = "None", "None"
        if term is not None:
            leaf, key = self.leaves.get(id(term)) or (self.script.thing(term), "None")
        self.keep(f"{label!r}, {value!r}, {unit!r}, {leaf}, {key}, None, None")
        return value

    def leave(self, limit: Limit, binds: str, granted: Said) -> Value:
        asked = self.script.put(repr(granted))
        used = super().leave(limit, binds, granted)
        if limit.ceiling is not None:
            with self.script.block(f"if {binds}"):
                most: Any = self.look_up(limit.ceiling)
                leaf, _ = self.leaves[id(limit.ceiling)]
                around = f"{self.script.thing(limit)}, ({asked}, {used}, {most!r})"
                with self.script.block(f"if {most!r} != 0"):
                    self.keep(f"'limit', {granted}, {limit.unit!r}, {leaf}, None, {around}")
        return used

    def keep(self, step: str) -> None:
        """A line that keeps one step, whose fields are given."""
        self.script.line(f"steps.append({self.raw}(({step})))")

    def conditions_met(self) -> None:
        self.script.line("trace.checked += steps")
        self.script.line("steps.clear()")

    def taken(self, asked: list[str]) -> None:
        taken = ", ".join(f"taken if {one} else ()" for one in asked)
        self.script.line("taken = tuple(steps)")
        self.script.line(f"trace.parts += {taken},")
        self.script.line("steps.clear()")
