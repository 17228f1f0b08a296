"""What a version answers to one kind of event, written out as one function of plain Python."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any, NamedTuple

from .calculators.script import Script
from .calculators.written import Written
from .limits import Limit
from .rules import Closing, Condition, Rule

Outcome = tuple[str, int, int | None, int | None, str | None, tuple[Any, ...]]
"""Status, least and most in fen, units granted, reason of a refusal, unstated terms that matter."""

Draws = list[tuple[Limit, Any, Any]]
"""Every draw on a limit that is counted over several claims: the limit, units granted, used before."""

NIL: Outcome = ("nil", 0, 0, 0, None, ())

Compiled = Callable[[Mapping[str, Any], dict[str, Any]], tuple[list[Outcome], Draws]]


class Part(NamedTuple):
    """One benefit, and the conditions that guard it alone."""

    rule: Rule
    conditions: tuple[Condition, ...]


def compiled(
    parts: tuple[Part, ...], conditions: tuple[Condition, ...], closings: tuple[Closing, ...]
) -> Compiled:
    """A function that gives each benefit's outcome, and the draws, for a claim's facts and the units used.

    It draws the used units down in place, and raises `Indeterminate` where something has no single value.
    """
    return _Answering().function(parts, conditions, closings)


class _Answering:
    def __init__(self) -> None:
        self.script = Script()
        self.do = Written(self.script)
        self.facts = self.do.facts

    def function(
        self, parts: tuple[Part, ...], conditions: tuple[Condition, ...], closings: tuple[Closing, ...]
    ) -> Compiled:
        script = self.script
        nil = script.thing(NIL)
        claimed = [repr(part.rule.claimed(self.facts, self.do)) for part in parts]
        outcomes = [f"outcome{index}" for index in range(len(claimed))]
        script.line("journal = []")
        with script.block(f"if not ({' or '.join(claimed)})"):
            script.line(f"return [{nil}] * {len(claimed)}, journal")
        for condition in conditions:
            each = ", ".join(f"refused if {asked} else {nil}" for asked in claimed)
            self.refuse(condition, f"return [{each}], journal")
        for part, asked, outcome in zip(parts, claimed, outcomes, strict=True):
            script.line(f"{outcome} = None if {asked} else {nil}")
            for condition in part.conditions:
                with script.block(f"if {outcome} is None"):
                    self.refuse(condition, f"{outcome} = refused")
            with script.block(f"if {outcome} is None"):
                units, amount = part.rule.formula(self.facts, self.do)
                status = f"'payable' if {amount!r} else 'nil'"
                script.line(f"{outcome} = ({status}, {amount!r}, {amount!r}, {units!r}, None, ())")
        for closing in closings:
            with script.block(f"if {' or '.join(f'{outcome}[1]' for outcome in outcomes)}"):
                closing.afterwards(True, self.do)
        script.line(f"return [{', '.join(outcomes)}], journal")
        script.lines[:0] = [f"    {counter} = 0" for counter in self.do.within_claim.values()]
        return script.function("answer", "facts, used")

    def refuse(self, condition: Condition, consequence: str) -> None:
        """Lines that draw the consequence where a condition can be checked and does not hold."""
        known = " and ".join(f"facts[{fact!r}] is not None" for fact in condition.needs)
        with self.script.block(f"if {known}") if known else nullcontext():
            holds = condition.holds(self.facts, self.do)
            with self.script.block(f"if not {holds!r}"):
                refused: Outcome = ("refused", 0, 0, 0, condition.reason, ())
                self.script.line(f"refused = {self.script.thing(refused)}")
                self.script.line(consequence)
