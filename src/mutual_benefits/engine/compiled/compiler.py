"""Compiles a version's conditions, benefits and limits for one kind of event into one Python function."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

from ...rules import Condition, PriorPayment
from ..outcome import NIL, Draws, GuardedBenefit, Outcome
from ..trace import Trace
from .function_source import FunctionSource
from .traced_verbs import TracedCompiledVerbs
from .verbs import CompiledVerbs

Compiled = Callable[[Mapping[str, Any], dict[str, Any]], tuple[list[Outcome], Draws]]

Traced = Callable[[Mapping[str, Any], dict[str, Any], Trace], tuple[list[Outcome], Draws]]


def compiled(
    parts: tuple[GuardedBenefit, ...],
    conditions: tuple[Condition, ...],
    prior_payments: tuple[PriorPayment, ...],
) -> Compiled:
    """A function that gives each benefit's outcome, and the draws, for a claim's facts and the units used.

    It draws the used units down in place, and raises `Indeterminate` where something has no single value.
    """
    answering = _AnswerWriter(CompiledVerbs(FunctionSource()))
    function: Compiled = answering.function("facts, used", parts, conditions, prior_payments)
    return function


def traced(
    parts: tuple[GuardedBenefit, ...],
    conditions: tuple[Condition, ...],
    prior_payments: tuple[PriorPayment, ...],
) -> Traced:
    """The same function, which keeps the steps in a trace besides."""
    answering = _AnswerWriter(TracedCompiledVerbs(FunctionSource()))
    function: Traced = answering.function("facts, used, trace", parts, conditions, prior_payments)
    return function


class _AnswerWriter:
    def __init__(self, do: CompiledVerbs) -> None:
        self.do = do
        self.script = do.script
        self.facts = do.facts

    def function(
        self,
        given: str,
        parts: tuple[GuardedBenefit, ...],
        conditions: tuple[Condition, ...],
        prior_payments: tuple[PriorPayment, ...],
    ) -> Callable[..., Any]:
        script, do = self.script, self.do
        nil = script.thing(NIL)
        claimed = [repr(part.benefit.claimed(self.facts, do)) for part in parts]
        outcomes = [f"outcome{index}" for index in range(len(claimed))]
        script.line("journal = []")
        with script.block(f"if not ({' or '.join(claimed)})"):
            do.taken(claimed)
            script.line(f"return [{nil}] * {len(claimed)}, journal")
        for condition in conditions:
            with self.failing(condition):
                do.taken(claimed)
                each = ", ".join(f"refused if {asked} else {nil}" for asked in claimed)
                script.line(f"return [{each}], journal")
        do.conditions_met()
        for part, asked, outcome in zip(parts, claimed, outcomes, strict=True):
            script.line(f"{outcome} = None if {asked} else {nil}")
            for condition in part.conditions:
                with script.block(f"if {outcome} is None"), self.failing(condition):
                    script.line(f"{outcome} = refused")
            with script.block(f"if {outcome} is None"):
                do.conditions_met()
                units, amount = part.benefit.formula(self.facts, do)
                status = f"'payable' if {amount!r} else 'nil'"
                script.line(f"{outcome} = ({status}, {amount!r}, {amount!r}, {units!r}, None, ())")
            do.taken([asked])
        for prior_payment in prior_payments:
            with script.block(f"if {' or '.join(f'{outcome}[1]' for outcome in outcomes)}"):
                prior_payment.afterwards(True, do)
        script.line(f"return [{', '.join(outcomes)}], journal")
        first = [f"    {counter} = 0" for counter in do.within_claim.values()]
        first += [f"    {units} = used.get({code!r}, 0)" for code, units in do.before_claim.items()]
        script.lines[:0] = first
        return script.function("answer", given)

    @contextmanager
    def failing(self, condition: Condition) -> Iterator[None]:
        """Lines that stand where a condition can be checked and does not hold."""
        known = " and ".join(f"facts[{fact!r}] is not None" for fact in condition.needs)
        with self.script.block(f"if {known}") if known else nullcontext():
            self.do.conditions_met()
            holds = condition.holds(self.facts, self.do)
            with self.script.block(f"if not {holds!r}"):
                refused: Outcome = ("refused", 0, 0, 0, condition.reason, ())
                self.script.line(f"refused = {self.script.thing(refused)}")
                yield
