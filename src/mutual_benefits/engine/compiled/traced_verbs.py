"""The verbs as lines of Python that also record the steps for the explanation."""

from functools import partial
from typing import Any

from ...intervals import Value, span
from ...limits import Limit
from ...terms import Ladder, Rung, Table, Unstated
from ..trace import RawStep, may_be_declared, row_key
from .function_source import FunctionSource, PendingValue
from .verbs import CompiledVerbs


class TracedCompiledVerbs(CompiledVerbs):
    """`CompiledVerbs`, with lines that record the steps in `trace`.

    `figures` corresponds to that of `Tracing`, as source text. Which figure a ladder uses, or a table
    whose rows are terms, depends on the claim, so the lines keep it in a variable beside the value.
    """

    def __init__(self, script: FunctionSource) -> None:
        super().__init__(script)
        self.figures: dict[int, tuple[str, str]] = {}
        self.raw_step = script.thing(partial(tuple.__new__, RawStep))
        script.line("steps = []")

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        value = super().look_up(term, ordinal)
        if isinstance(term, Ladder):
            figure = f"{value}_figure", f"{value}_key"
        elif isinstance(term, Table):
            plain, fact = all(type(row) is int for _, row in term.rows), f"facts[{term.by!r}]"
            if may_be_declared(term.by) or any(type(key) is int for key in term.keys):
                fact = f"{self.script.thing(partial(row_key, term.by))}({fact})"
            table = self.script.thing(term)
            figure = (table, fact) if plain else (f"{value}_figure or {table}", f"{value}_key or {fact}")
        else:
            figure = ("None" if isinstance(term, int) else self.script.thing(term)), "None"
        self.figures[id(term)] = figure
        return value

    def assign(self, value: PendingValue, term: Any, ordinal: Value = None) -> None:
        super().assign(value, term, ordinal)
        figure, key = self.figures[id(term)]
        self.script.line(f"{value}_figure, {value}_key = {figure}, {key}")

    def capped(self, value: Value, term: Any, label: str = "", unit: str = "") -> Value:
        capped = super().capped(value, term, label, unit)
        if not label:
            return capped
        if isinstance(term, Unstated):
            most = PendingValue(self.script, self.script.thing(span(term.low, term.high)))
        else:
            most = self.look_up(term)
        self.step(label, most, unit, term, of=value)
        return capped

    def reached(self, value: PendingValue, ladder: Ladder, rung: Rung | None) -> None:
        key = repr(ladder.days_of(rung))
        if ladder.waiver is not None and ladder.rungs:
            last = ladder.rungs[-1]
            at = f"facts['happened_on'] - facts['cover_from'] < {last.through - (not last.inclusive)}"
            key = f"None if facts['renewed'] and {at} else {key}"
        self.script.line(f"{value}_key = {key}")

    def step(self, label: str, value: Value, unit: str, term: Any = None, of: Value = None) -> Value:
        figure, key = "None", "None"
        if term is not None:
            figure, key = self.figures.get(id(term)) or (self.script.thing(term), "None")
        record = f"{label!r}, {value!r}, {unit!r}, {figure}, {key}, None, None"
        with self.script.block(f"if {of!r} != 0"):
            self.record(record)
        return value

    def cut(self, limit: Limit, applies: str, granted: PendingValue, ordinal: Value) -> Value:
        asked = self.script.put(repr(granted))
        used = super().cut(limit, applies, granted, ordinal)
        if limit.ceiling is not None:
            with self.script.block(f"if {applies}"):
                most: Any = self.look_up(limit.ceiling, ordinal)
                figure, _ = self.figures[id(limit.ceiling)]
                units = f"({asked}, {used}, {most!r})"
                limit_name = self.script.thing(limit)
                self.record(f"'limit', {granted}, {limit.unit!r}, {figure}, None, {limit_name}, {units}")
        return used

    def record(self, fields: str) -> None:
        """Write a line that records a step with these fields."""
        self.script.line(f"steps.append({self.raw_step}(({fields})))")

    def conditions_met(self) -> None:
        self.script.line("trace.conditions += steps")
        self.script.line("steps.clear()")

    def taken(self, claimed: list[str]) -> None:
        benefits = ", ".join(f"taken if {condition} else ()" for condition in claimed)
        self.script.line("taken = tuple(steps)")
        self.script.line(f"trace.benefits += {benefits},")
        self.script.line("steps.clear()")
