"""The verbs as lines of Python that also keep the steps for the explanation."""

from functools import partial
from typing import Any

from ...intervals import Value, span
from ...limits import Limit
from ...terms import Ladder, Table, Unstated
from ..trace import RawStep
from .source import FunctionSource, PendingValue
from .verbs import CompiledVerbs


class TracedCompiledVerbs(CompiledVerbs):
    """`CompiledVerbs`, with lines that keep the steps in `trace`.

    `leaves` keeps what it keeps in `Tracing`, as words of the lines. A ladder, or a table whose rows are
    terms, leads to one figure or another, which the lines keep beside the number that was found.
    """

    def __init__(self, script: FunctionSource) -> None:
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

    def lead(self, found: PendingValue, term: Any, ordinal: Value = None) -> None:
        super().lead(found, term, ordinal)
        leaf, key = self.leaves[id(term)]
        self.script.line(f"{found}_leaf, {found}_key = {leaf}, {key}")

    def capped(self, value: Value, term: Any, label: str, unit: str) -> Value:
        capped = super().capped(value, term, label, unit)
        if isinstance(term, Unstated):
            most = PendingValue(self.script, self.script.thing(span(term.low, term.high)))
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

    def leave(self, limit: Limit, binds: str, granted: PendingValue) -> Value:
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
