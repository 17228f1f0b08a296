"""One claim as the engine worked it out: the version that answered, the outcomes, and the steps."""

from itertools import chain
from typing import Any

from ..claims import Claim
from ..engine.adjudication import traced
from ..engine.outcome import NIL, Draws, GuardedBenefit, Outcome
from ..engine.prepared_plan import EventAnswer, PreparedPlan, PreparedVersion
from ..engine.trace import RawStep, Trace
from ..rules import Condition

Claimed = list[tuple[GuardedBenefit, tuple[RawStep, ...]]]
"""The benefits that a claim asks for, with their steps."""


class WorkedClaim:
    """A claim with the rule book that answered it, and what the engine made of it, in plain tuples."""

    __slots__ = ("_trace", "answer", "before", "claim", "facts", "journal", "outcomes", "plan", "prepared")

    def __init__(
        self,
        plan: PreparedPlan,
        prepared: PreparedVersion,
        answer: EventAnswer,
        claim: Claim,
        facts: Any,
        before: dict[str, Any],
        outcomes: list[Outcome],
        journal: Draws,
    ) -> None:
        self.plan = plan
        self.prepared = prepared
        self.answer = answer
        self.claim = claim
        self.facts = facts
        self.before = before
        self.outcomes = outcomes
        self.journal = journal
        self._trace: Trace | None = None

    @property
    def trace(self) -> Trace:
        """The steps: the claim is worked out once more, this time keeping them."""
        if self._trace is None:
            self._trace = traced(self.answer, self.facts, self.before)
        return self._trace

    def claimed(self) -> Claimed:
        """The benefits that the claim asks for, with their steps."""
        parts = zip(self.answer.parts, self.outcomes, self.trace.parts, strict=True)
        return [(part, steps) for part, outcome, steps in parts if outcome is not NIL]

    def conditions(self, claimed: Claimed) -> tuple[Condition, ...]:
        """The conditions that the claimed benefits are held against."""
        own = [part.conditions for part, _ in claimed]
        return tuple(chain(self.answer.conditions, *own)) if own else ()
