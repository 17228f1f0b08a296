"""The form in which a caveat is stated once, for a claim and for the rows of a table."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ...engine.event_answer import EventAnswer
from ...engine.outcome import GuardedBenefit
from ...engine.prepared_plan import PreparedPlan, PreparedVersion
from ...rules.calculator import Calculator, Value
from ..worked_claim import WorkedClaim

CaveatFields = tuple[str, dict[str, Any]]
"""The code of a caveat, and the details of its text."""


class CaveatScope(NamedTuple):
    """What a caveat may depend on besides the facts: the plan, the version, and its answer to the event."""

    plan: PreparedPlan
    prepared: PreparedVersion
    kind: str
    """The kind of event."""

    @property
    def answer(self) -> EventAnswer:
        """The version's benefits for this kind of event."""
        return self.prepared.answers[self.kind]

    def governing_day(self, facts: Any) -> Value:
        """The day number of the day that decides which version answers."""
        return facts.cover_from if self.plan.by_cover_start else facts.happened_on


def always(_: Any, __: Calculator) -> Value:
    """The condition of a caveat that every claim under the version has."""
    return True


def stated(**details: Any) -> Callable[[WorkedClaim], dict[str, Any]]:
    """The details of a caveat whose text is the same for every claim that has it."""
    return lambda _: details


def any_claimed(benefits: Iterable[GuardedBenefit], facts: Any, do: Calculator) -> Value:
    """Whether a claim is for any of these benefits."""
    claimed: Value = False
    for each in benefits:
        claimed = do.either(claimed, each.benefit.claimed(facts, do))
    return claimed


class CaveatRule(NamedTuple):
    """One caveat of a version: its code, when a claim has it, and the details of its text.

    `holds` takes the facts and a calculator, and is written with the calculator's verbs alone, as a
    condition is. So `assess` asks it of one claim, and `assess_table` of all rows at once.
    """

    code: str
    holds: Callable[[Any, Calculator], Value]
    details: Callable[[WorkedClaim], dict[str, Any]]
    refined: Callable[[WorkedClaim], str] | None = None
    """A more exact code for one claim, where it needs more than a row can know."""

    def fields(self, worked: WorkedClaim) -> CaveatFields:
        """The caveat of a claim that has it."""
        return self.refined(worked) if self.refined else self.code, self.details(worked)
