"""The engine's result for one claim: the version applied, the outcomes and the steps."""

from typing import Any

from ..claims import Claim
from ..engine.adjudication import trace_steps
from ..engine.claim_sums import Sums, claim_sums
from ..engine.event_answer import EventAnswer
from ..engine.outcome import NIL, Draws, GuardedBenefit, Outcome
from ..engine.prepared_plan import PreparedPlan, PreparedVersion
from ..engine.trace import RawStep, Trace
from .earlier_claims import EarlierClaims

ClaimedBenefits = list[tuple[GuardedBenefit, tuple[RawStep, ...]]]
"""The benefits that a claim claims, with their steps."""


class WorkedClaim:
    """A claim with the prepared version that answered it and the engine's results, in plain tuples.

    `facts` are the claim's facts as the engine reads them. `used_before` maps limit codes to the units
    used before, `journal` lists the draws, and `earlier` the claims of the member, as far as they are known.
    """

    __slots__ = (
        "_sums",
        "_trace",
        "answer",
        "claim",
        "earlier",
        "facts",
        "journal",
        "outcomes",
        "prepared_plan",
        "prepared_version",
        "used_before",
    )

    def __init__(
        self,
        prepared_plan: PreparedPlan,
        prepared_version: PreparedVersion,
        answer: EventAnswer,
        claim: Claim,
        facts: Any,
        used_before: dict[str, Any],
        outcomes: list[Outcome],
        journal: Draws,
        earlier: EarlierClaims | None = None,
    ) -> None:
        self.prepared_plan = prepared_plan
        self.prepared_version = prepared_version
        self.answer = answer
        self.claim = claim
        self.facts = facts
        self.used_before = used_before
        self.outcomes = outcomes
        self.journal = journal
        self.earlier = earlier
        self._sums: Sums | None = None
        self._trace: Trace | None = None

    @property
    def trace(self) -> Trace:
        """The steps, for which the claim is adjudicated a second time with tracing."""
        if self._trace is None:
            self._trace = trace_steps(self.answer, self.facts, self.used_before)
        return self._trace

    @property
    def sums(self) -> Sums:
        """The least and the most in fen that all benefits come to together."""
        if self._sums is None:
            self._sums = claim_sums(self.answer, self.facts, self.used_before, self.outcomes)
        return self._sums

    def claimed_benefits(self) -> ClaimedBenefits:
        """The benefits that the claim claims, with their steps."""
        benefits = zip(self.answer.benefits, self.outcomes, self.trace.benefits, strict=True)
        return [(guarded, steps) for guarded, outcome, steps in benefits if outcome is not NIL]
